"""Fixtures and settings that all tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.registry import Registry

ROOT = Path(__file__).parent.parent

# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


# Tests that run again what others cover, in many cases or at length: without counting lines they take half the time.
REPEATING = (
    "tests/build/test_cluster.py",
    "tests/build/test_crash.py",
    "tests/build/test_incremental.py",
    "tests/build/test_telling.py",
    "tests/build/test_workers.py",
    "tests/cli/test_evaluate.py::test_the_figures",
    "tests/diff/test_laws.py",
    "tests/extract/test_evaluate.py::test_extraction_keeps_above_its_floors",
    "tests/extract/test_evaluate.py::test_the_figures",
    "tests/extract/test_fuzz.py",
    "tests/extract/test_generality.py",
    "tests/extract/test_patterns.py",
    "tests/extract/test_why.py",
    "tests/formats/",
    "tests/graph/test_claims.py",
    "tests/graph/test_compare.py",
    "tests/graph/test_documents.py",
    "tests/language/test_fold.py",
    "tests/language/test_rules.py",
    "tests/language/test_triggers.py::test_matches_are_those_of_each_pattern_tried_everywhere",
    "tests/notebooks/",
    "tests/ontology/",
    "tests/plot/test_browser.py",
    "tests/plot/test_draw.py::test_labels_of_years_do_not_meet",
    "tests/plot/test_vega.py",
    "tests/publish/browser/",
    "tests/publish/site/test_links.py",
    "tests/publish/site/test_pages.py",
    "tests/publish/site/test_redirects.py::test_every_name_in_the_graph_leads_where_the_site_has_it",
    "tests/publish/site/test_search.py::test_files_are_small_and_together_hold_what_is_not_common",
    "tests/publish/site/test_words.py::test_no_text_of_the_other_language_leaks",
    "tests/publish/test_downloads.py",
    "tests/query/test_canned.py::TestEachQuery::test_runs_as_it_stands_on_both_engines",
    "tests/push/test_endpoints.py",
    "tests/query/test_engines.py",
    "tests/read/test_encoding.py::test_what_is_read_is_what_was_written",
    "tests/read/test_html.py::test_a_hundred_thousand_nested_elements_are_read",
    "tests/read/test_html.py::test_broken_pages_are_read_or_refused",
    "tests/read/test_html.py::test_each_point_shown_stands_in_the_file",
    "tests/read/test_html.py::test_time_grows_with_the_length",
    "tests/read/test_view.py::test_a_view_maps_into_its_source",
    "tests/read/test_view.py::test_every_span_of_a_view_has_a_source",
    "tests/read/test_view.py::test_prose_is_read_whole_and_in_order",
    "tests/registry/test_institutions.py",
    "tests/registry/test_lexicon.py",
    "tests/registry/test_rankings.py",
    "tests/registry/test_sdgs_places.py",
    "tests/shapes/",
    "tests/test_architecture.py",
    "tests/test_benchmarks.py",
    "tests/test_repository.py",
    "tests/validate/mutations/",
    "tests/validate/screen/",
    "tests/validate/test_explain.py",
    "tests/validate/test_forms.py::test_nothing_invisible_gets_through",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests that repeat out of the coverage."""
    for item in items:
        if item.nodeid.startswith(REPEATING):
            item.add_marker("no_cover")


@pytest.fixture
def root() -> Path:
    """Give the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give ``../shared`` (documents, gold, score.py); without it the test is skipped, or fails where it must not be.

    ``.ci/run`` sets PALMARES_REQUIRE_SHARED, so that a skip cannot pass for a success there.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = "needs ../shared beside the checkout (documents and gold)"
        if os.environ.get("PALMARES_REQUIRE_SHARED"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Give the project's registry."""
    from tests import read_once  # noqa: PLC0415 (lines of kg count from the start of the session only)

    return read_once.registry()


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep indexes of graphs out of the user's cache."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PALMARES_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _english_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
