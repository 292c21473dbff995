"""A build after a build: what is read again and withdrawn, and that the files are those of a build from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import project
from kg.build import HIDDEN
from kg.build import run as run_module
from kg.build.compared import Compared
from kg.graph.compare import CONTRADICTS, PREVIOUS, SHARES
from kg.vocab import PAL
from tests.build.releases import SCHOOLS, Corpus, merged, release, releases, words, written

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import BuildReport
    from kg.registry import Registry


@pytest.fixture
def corpus(tmp_path: Path, registry: Registry) -> Corpus:
    corpus = Corpus(tmp_path, registry)
    releases(corpus.documents, 6)
    corpus.build()
    return corpus


def _counts(report: BuildReport) -> tuple[int, int, int]:
    return report.read, report.unchanged, report.withdrawn


def test_what_has_not_changed_is_not_read_nor_written(corpus: Corpus) -> None:
    times = {file: file.stat().st_mtime_ns for file in corpus.output.iterdir()}
    report = corpus.build()
    assert _counts(report) == (0, 6, 0)
    assert (report.documents, report.triples) == (6, len(merged(corpus.output)))
    assert {file: file.stat().st_mtime_ns for file in times if file.name != HIDDEN} == {
        file: time for file, time in times.items() if file.name != HIDDEN
    }


CHANGES = [
    # why                    file             content                       counts
    ("a new document",       "new.fr.txt",    words(2),                     (1, 6, 0)),
    ("a changed document",   "00/003.fr.txt", words(11),                    (1, 5, 0)),
    ("one less",             "00/003.fr.txt", None,                         (0, 5, 1)),
    ("one that breaks",      "00/003.fr.txt", "",                           (1, 5, 0)),
    ("a sidecar",            "00/003.fr.toml", "date = 2024-06-12",         (1, 5, 0)),
    ("a new name by it",     "00/003.fr.toml", 'id = "other"',              (1, 5, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content", "counts"), CHANGES, ids=[case[0] for case in CHANGES])
def test_only_what_changed_is_read_and_the_files_are_those_of_a_build_from_nothing(
    corpus: Corpus, why: str, name: str, content: str | None, counts: tuple[int, int, int]
) -> None:
    if content is None:
        (corpus.documents / name).unlink()
    else:
        release(corpus.documents, name, content)
    assert _counts(corpus.build()) == counts, why
    assert written(corpus.output) == corpus.from_nothing()


def test_a_removed_document_takes_what_only_it_says_and_no_more(corpus: Corpus) -> None:
    everything = merged(corpus.output)
    release(corpus.documents, "again.fr.txt", words(3))
    corpus.build()
    assert everything < merged(corpus.output)
    (corpus.documents / "00/003.fr.txt").unlink()
    corpus.build()
    left = merged(corpus.output)
    results = {triple for triple in everything if "/id/result/" in str(triple.subject)}
    kept = {triple for triple in left if "/id/result/" in str(triple.subject)}
    # The other document states the same: its results stay as they were, but for the words that prove them.
    assert {t for t in results - kept if not t.predicate.value.endswith(("#evidence", "#link"))} == set()
    assert not any("003.fr" in str(triple) for triple in left)
    (corpus.documents / "again.fr.txt").unlink()
    corpus.build()
    assert merged(corpus.output) < everything


def test_a_refused_document_is_told_each_time_and_read_once(corpus: Corpus) -> None:
    release(corpus.documents, "broken.fr.txt", b"\x89PNG\r\n\x1a\n\x00")
    first, second = corpus.build(), corpus.build()
    assert (first.read, second.read) == (1, 0)
    assert [str(error) for error in first.refused] == [str(error) for error in second.refused]
    assert len(first.refused) == 1
    assert first.documents == second.documents == 6


def test_force_reads_all_anew(corpus: Corpus) -> None:
    before = written(corpus.output)
    assert _counts(corpus.build(force=True)) == (6, 0, 0)
    assert written(corpus.output) == before


def test_other_rules_read_all_anew(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "fingerprint", lambda *_: "other rules")
    assert _counts(corpus.build()) == (6, 0, 0)
    assert _counts(corpus.build()) == (0, 6, 0)


def test_files_that_somebody_changed_are_written_again(corpus: Corpus) -> None:
    before = written(corpus.output)
    (corpus.output / project.MERGED).write_text("mine", encoding="utf-8")
    (corpus.output / project.QUADS).unlink()
    assert corpus.build().read == 0
    assert written(corpus.output) == before


def test_a_state_that_is_broken_is_made_again(corpus: Corpus) -> None:
    before = written(corpus.output)
    (corpus.output / HIDDEN / "state.sqlite").write_bytes(b"nonsense" * 1000)
    assert _counts(corpus.build()) == (6, 0, 0)
    assert written(corpus.output) == before


def test_documents_that_disagree_are_settled_alike_in_both_files(corpus: Corpus) -> None:
    told = (
        "L’INSA Lyon est 16e du palmarès THE Impact 2023.\n",
        "L’INSA Lyon est 16e ex æquo du palmarès THE Impact 2023.\n",
    )
    for number, content in enumerate(told):
        release(corpus.documents, f"tie-{number}.fr.txt", content)
    corpus.build()
    files = written(corpus.output)
    quads = {line.rpartition(b" <")[0] for line in files[project.QUADS].splitlines()}
    assert len(quads) == len(merged(corpus.output))
    labels = [
        line for line in quads if b"/the-impact-2023/insa-lyon/overall/world/16> " in line and b"#label> " in line
    ]
    assert sorted(b"joint 16th" in line or b"16e place ex aequo" in line for line in labels) == [True, True]
    (corpus.documents / "tie-1.fr.txt").unlink()
    corpus.build()
    assert b"16e place ex aequo" not in written(corpus.output)[project.MERGED]
    assert written(corpus.output) == corpus.from_nothing()


NAMES = st.sampled_from(["a", "b", "c/d"])
STEPS = st.lists(st.tuples(NAMES, st.one_of(st.none(), st.integers(0, 5))), min_size=1, max_size=4)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=3))
def test_whatever_comes_and_goes_the_files_are_those_of_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, runs: list[list[tuple[str, int | None]]]
) -> None:
    corpus = Corpus(tmp_path_factory.mktemp("corpus"), registry)
    release(corpus.documents, "always.fr.txt", words(1))
    for steps in runs:
        for name, number in steps:
            if number is None:
                (corpus.documents / f"{name}.fr.txt").unlink(missing_ok=True)
            else:
                release(corpus.documents, f"{name}.fr.txt", words(number))
        corpus.build()
    assert written(corpus.output) == corpus.from_nothing()


def _compared(corpus: Corpus) -> dict[str, set[str]]:
    """Give who names whom in the merged graph, by property: the last two segments and the edition of their IRIs."""
    found: dict[str, set[str]] = {}
    for subject, predicate, other in merged(corpus.output):
        name = str(predicate)[1:-1].removeprefix(PAL)
        if name in {CONTRADICTS, PREVIOUS, SHARES}:
            found.setdefault(name, set()).add(
                " ".join(str(node).split("/id/result/")[1][:-1] for node in (subject, other))
            )
    return found


def _told(school: int, place: int, year: int) -> str:
    return f"{SCHOOLS[school]} est {place}e au palmarès THE Impact {year}.\n"


def test_what_a_change_touches_is_compared_anew_and_nothing_else_is(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, lyon, bordeaux = (
        Corpus(tmp_path, registry),
        "insa-lyon/overall/world",
        "universite-de-bordeaux/overall/world",
    )
    for name, content in (("a", _told(1, 30, 2023)), ("b", _told(1, 20, 2024)), ("c", _told(0, 50, 2024))):
        release(corpus.documents, f"{name}.fr.txt", content)
    corpus.build()
    before = {PREVIOUS: {f"the-impact-2024/{lyon}/20 the-impact-2023/{lyon}/30"}}
    assert _compared(corpus) == before
    compared: list[str] = []
    compare = vars(Compared)["_compare"]

    def noted(self: Compared, kind: str, name: str) -> None:
        compared.append(name)
        compare(self, kind, name)

    monkeypatch.setattr(Compared, "_compare", noted)
    release(corpus.documents, "d.fr.txt", _told(1, 50, 2024))
    report = corpus.build()
    assert len(compared) == 2, "one school over the years, and one rank"
    assert report.contradictions == 1
    one, other = f"the-impact-2024/{lyon}/50", f"the-impact-2024/{lyon}/20"
    assert _compared(corpus) == {
        CONTRADICTS: {f"{one} {other}", f"{other} {one}"},
        PREVIOUS: {f"{each} the-impact-2023/{lyon}/30" for each in (one, other)},
        SHARES: {f"{one} the-impact-2024/{bordeaux}/50", f"the-impact-2024/{bordeaux}/50 {one}"},
    }
    assert written(corpus.output) == corpus.from_nothing()
    (corpus.documents / "d.fr.txt").unlink()
    assert corpus.build().contradictions == 0
    assert _compared(corpus) == before


_STATEMENTS = st.lists(
    st.builds(_told, st.integers(0, 1), st.integers(1, 3), st.integers(2022, 2024)), min_size=1, max_size=3, unique=True
).map("\n".join)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(NAMES, st.none() | _STATEMENTS), min_size=1, max_size=3), min_size=2, max_size=4))
def test_whatever_contradicts_what_was_there_the_files_are_those_of_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, runs: list[list[tuple[str, str | None]]]
) -> None:
    corpus = Corpus(tmp_path_factory.mktemp("corpus"), registry)
    release(corpus.documents, "always.fr.txt", _told(0, 1, 2023))
    for steps in runs:
        for name, content in steps:
            if content is None:
                (corpus.documents / f"{name}.fr.txt").unlink(missing_ok=True)
            else:
                release(corpus.documents, f"{name}.fr.txt", content)
        corpus.build()
    assert written(corpus.output) == corpus.from_nothing()
