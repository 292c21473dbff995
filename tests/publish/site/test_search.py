"""The index of the search: whatever a label or another name begins a word with is found, in small files."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publish.addresses import segment
from kg.publish.site.search import _parts, folded
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FOLDED = [
    ("accents go",            "Alès",              ["ales"]),
    ("apostrophes part",      "l’École d'ici",     ["l", "ecole", "d", "ici"]),
    ("ligatures part",        "Œuvre Æther",       ["oeuvre", "aether"]),
    ("small letters",         "IMT Straße ŁÓDŹ",   ["imt", "strasse", "lodz"]),
    ("other scripts stay",    "中国大学 北京",       ["中国大学", "北京"]),
    ("signs go",              "U-Multirank (2022)", ["u", "multirank", "2022"]),
    ("nothing is nothing",    " – ",               []),
]  # fmt: skip

BUSINESS = "institution/institut-mines-telecom-business-school"
ASKED = [
    # why                    language  words                     pages found
    ("without accents",      "fr", "ales mines",                 {"institution/imt-mines-ales"}),
    ("a name of before",     "en", "techniques alès",            {"institution/imt-mines-ales"}),
    ("another name",         "fr", "École des mines d’Alès",     {"institution/imt-mines-ales"}),
    ("beginnings of words",  "en", "inst mines tel bus",         {BUSINESS}),
    ("a goal in French",     "fr", "vie terrestre",              {"goal/15", "criterion/the-impact/sdg-15"}),
    ("a goal in English",    "en", "life on land",               {"goal/15", "criterion/the-impact/sdg-15"}),
    ("an edition",           "en", "impact 2024",                {"edition/the-impact-2024"}),
    ("nothing",              "fr", "zzz",                        set()),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "expected"), FOLDED, ids=[row[0] for row in FOLDED])
def test_folded(why: str, words: str, expected: list[str]) -> None:
    assert folded(words) == expected, why


class Index:
    """Reads the files as `assets/search.js` does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefixes, self.kinds = self._read("index", "index")

    def _read(self, name: str, function: str) -> list[Any]:
        script = (self._folder / f"{name}.js").read_text("utf-8")
        match = re.fullmatch(rf"palmares\.{function}\((.*)\);\n", script)
        assert match
        given: list[Any] = json.loads(f"[{match[1]}]")
        return given

    def part(self, word: str) -> list[list[Any]]:
        prefix = next((word[:end] for end in range(len(word), 0, -1) if word[:end] in self._prefixes), "")
        if not prefix:
            return []
        named, entries = self._read(f"w-{segment(prefix)}", "part")
        assert named == prefix
        found: list[list[Any]] = entries
        return found

    def pages(self, asked: str) -> set[str]:
        words = folded(asked)
        entries = {entry[2]: entry for word in words for entry in self.part(word)}
        return {
            page
            for page, entry in entries.items()
            if all(any(own.startswith(word) for own in (*folded(entry[0]), *entry[3].split())) for word in words)
        }


@pytest.fixture(scope="module")
def indices(published: Path) -> Mapping[str, Index]:
    return {language: Index(published / "assets" / "search" / language) for language in LANGUAGES}


@pytest.mark.parametrize(("why", "language", "words", "expected"), ASKED, ids=[row[0] for row in ASKED])
def test_found(why: str, language: str, words: str, expected: set[str], indices: Mapping[str, Index]) -> None:
    found = {page for page in indices[language].pages(words) if not page.startswith("document/")}
    assert found == expected, why


def test_criteria_are_told_apart_by_their_rankings(indices: Mapping[str, Index]) -> None:
    found = indices["fr"].part("general")
    alike = [entry[5] for entry in found if entry[0] == "Classement général"]
    assert len(set(alike)) == len(alike) > 1
    assert all(alike)
    assert not any(entry[5] for entry in found if not entry[2].startswith("criterion/"))


def test_every_page_of_an_entity_is_found_by_its_heading(published: Path, indices: Mapping[str, Index]) -> None:
    for language in LANGUAGES:
        for kind in ("institution", "ranking", "edition", "criterion", "goal", "document"):
            for page in (published / language / kind).rglob("*.html"):
                name = page.relative_to(published / language).with_suffix("").as_posix()
                heading = re.search("<title>(.*?) – Palmarès</title>", page.read_text("utf-8"))
                assert heading, name
                words = unescape(heading[1]).split(",")[0]
                assert name in indices[language].pages(words), name


WORDS = st.dictionaries(st.text("abc", min_size=1, max_size=6), st.sets(st.integers(0, 400), min_size=1, max_size=300))


@given(WORDS)
def test_files_are_small_and_together_hold_what_is_not_common(words: dict[str, set[int]]) -> None:
    given_: Sequence[tuple[str, list[int]]] = [(word, sorted(places)) for word, places in sorted(words.items())]
    parts = dict(_parts("", given_))
    assert all(len(places) <= 150 for places in parts.values())
    for word, places in words.items():
        prefix = next(word[:end] for end in range(len(word), 0, -1) if word[:end] in parts)
        held = set(parts[prefix])
        assert places <= held or len(held) == 150
