"""Differences as people and programs get them; GOLDEN=write in the environment writes the expected ones anew."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.diff import outline
from kg.diff.compare import Change, added
from kg.diff.difference import Difference, Entry, Group, Said, Status
from kg.diff.read import read_pair
from kg.diff.report import as_json, as_markdown, as_text
from kg.diff.run import between
from kg.validate.rules import read_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
PAIR = ("old.ttl", "new.ttl")
FORMS: dict[str, Callable[[Difference], str]] = {"txt": as_text, "md": as_markdown, "json": as_json}


@pytest.fixture(scope="module", params=["en", "fr"])
def difference(request: pytest.FixtureRequest) -> Difference:
    graphs = read_pair(HERE / "old.ttl", HERE / "new.ttl")
    return between(graphs, request.param, read_shapes(HERE / "shapes"))


@pytest.mark.parametrize("form", FORMS)
def test_golden(difference: Difference, form: str) -> None:
    found = FORMS[form](difference)
    file = HERE / "golden" / f"changes.{difference.language}.{form}"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_the_pair_shows_every_kind_of_change(difference: Difference) -> None:
    entries = [entry for group in difference.groups for entry in group.entries]
    assert {entry.status for entry in entries} == set(Status)
    assert difference.findings
    assert difference.findings.new
    assert difference.findings.mended
    assert difference.labels
    assert {label.follows for label in difference.labels} == {True, False}
    assert difference.others
    assert {group.iri.rpartition("#")[2] for group in difference.groups} >= {
        *("Result", "Tally", "Move", "Participation", "EditionSize", "Document", "Institution", "Edition", "Evidence"),
        "Place",
        "",
    }


def test_json_tells_what_text_tells(difference: Difference) -> None:
    told = json.loads(as_json(difference))
    assert told["differ"]
    assert told["statements"]["added"] == added(difference.changes)
    assert [group["heading"] for group in told["groups"]] == [group.heading for group in difference.groups]
    corrected = told["groups"][0]["corrected"]
    assert {(each["old"]["words"], each["new"]["words"]) for each in corrected} >= {
        {"en": ("24th", "joint 16th"), "fr": ("24e place", "16e place ex aequo")}[difference.language]
    }


def test_french_is_written_as_french_is() -> None:
    graphs = read_pair(HERE / "old.ttl", HERE / "new.ttl")
    text = as_text(between(graphs, "fr", read_shapes(HERE / "shapes")))
    stated = re.findall(r'"([^"]+)"', "".join((HERE / name).read_text(encoding="utf-8") for name in PAIR))
    for words in sorted(stated, key=len, reverse=True):
        text = text.replace(words, "")
    text = re.sub("^.*Cette empreinte est étrange : .*\n|^.*Les rangs diffèrent : .*\n", "", text, flags=re.MULTILINE)
    assert ":" in text
    assert not re.search(r"(?<!\N{NO-BREAK SPACE}):(?!\w)|«(?!\N{NO-BREAK SPACE})|(?<!\N{NO-BREAK SPACE})»|'", text)


EQUAL = [("en", "The graphs state the same.\n"), ("fr", "Les graphes disent la même chose.\n")]


@pytest.mark.parametrize(("language", "text"), EQUAL)
def test_no_difference(language: str, text: str, old: Path) -> None:
    same = between(read_pair(old, old), language, read_shapes(HERE / "shapes"))
    assert as_text(same) == text
    assert as_markdown(same).endswith(f"\n\n{text}")
    told = json.loads(as_json(same))
    assert (told["differ"], told["groups"], told["statements"]) == (False, [], {"added": [], "withdrawn": []})


def many(number: int) -> Difference:
    entries = tuple(Entry(Status.ADDED, f"x{n:04}", None, Said(f"urn:{n}", "", ())) for n in range(number))
    return Difference("en", {"<urn:a>": Change({}, {})}, (Group("", "Xs", entries),), (), (), None)


def test_a_list_too_long_to_read_says_how_much_it_leaves_out() -> None:
    text = as_text(many(outline.SHOWN + 23))
    assert text.count("  - x") == outline.SHOWN
    assert "\n  and 23 more, all of which --format json tells\n" in text
    assert "\n  and 1 more, " in as_text(many(outline.SHOWN + 1))
    assert "more" not in as_text(many(outline.SHOWN))
    assert as_json(many(outline.SHOWN + 23)).count('"label": "x') == outline.SHOWN + 23


def test_markdown_folds_what_is_long() -> None:
    assert "<details>" not in as_markdown(many(10))
    folded = as_markdown(many(11))
    assert "<details>\n<summary>Added (11)</summary>\n\n- x0000\n" in folded
    assert folded.endswith("\n\n</details>\n")


def test_markdown_shows_words_as_they_are() -> None:
    entry = Entry(Status.ADDED, "*a* [b](c) <d> `e` 1|2", None, Said("urn:a", "", ()))
    text = as_markdown(Difference("en", {}, (Group("", "Xs", (entry,)),), (), (), None))
    assert r"- \*a\* \[b\](c) \<d\> \`e\` 1\|2" in text
