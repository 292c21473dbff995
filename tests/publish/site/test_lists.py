"""Lists are cut into parts where there are many entities, and every entity stands in one part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg import project
from kg.publish.site.pages import lists
from kg.publish.site.site import Site
from kg.publish.source import open_source

if TYPE_CHECKING:
    from kg.publish.site.page import Page


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(open_source(project.graph_to_read(), ""), [])


def shown(page: Page, language: str) -> list[str]:
    content: dict[str, Any] = page.content(language)
    return [row.cells[0].thing for row in content["table"].rows]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_parts_together_hold_everything_in_order(language: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {page.name: shown(page, language) for page in lists.pages(site)}
    monkeypatch.setattr(lists, "PART", 4)
    parts = {page.name: page for page in lists.pages(site)}
    criteria = [name for name in parts if name.startswith("list/criterion/")]
    assert len(criteria) == 7
    assert [each for name in criteria for each in shown(parts[name], language)] == whole["list/criterion"]
    ways: dict[str, Any] = parts["list/criterion"].content(language)
    assert [name for name, _, _ in ways["parts"]] == criteria
    assert len(whole["list/criterion"]) == len(site.entities["criterion"])


@pytest.mark.parametrize(("language", "short"), [("fr", "ODD"), ("en", "SDG")])
def test_numbers_in_names_count(language: str, short: str, site: Site) -> None:
    (page,) = (page for page in lists.pages(site) if page.name == "list/criterion")
    content: dict[str, Any] = page.content(language)
    names = [row.cells[0].name.text.split() for row in content["table"].rows]
    numbers = [int(name[1]) for name in names if name[0] == short]
    assert numbers == sorted(numbers)
    assert {6, 10} <= set(numbers)


def test_goals_come_in_their_order(site: Site) -> None:
    (page,) = (page for page in lists.pages(site) if page.name == "list/goal")
    numbers = [int(each.rpartition("/")[2]) for each in shown(page, "fr")]
    assert numbers == sorted(numbers)
