"""Quotes beside what they state: which comes first, and how the marks in them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.publish.site.claims import holds_position
from kg.publish.site.environment import environment
from kg.publish.site.scripts import pieces
from kg.publish.site.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.publish.site.reading import Element

HELD = [
    # why                     words                                     end of the IRI     held
    ("the rank",              "2021 : 27<sup>e</sup>",                  "27",              True),
    ("what it follows from",  "3 places de mieux, classée 24e",         "27",              False),
    ("within another number", "1 270 établissements",                   "27",              False),
    ("both ends of a band",   "entre la 101e et la 200e place",         "101-200",         True),
    ("one end of a band",     "au-delà de la 101e place",               "101-200",         False),
    ("thousands parted",      "top 1,200 in the world",                 "top-1200",        True),
    ("a list of numbers",     "rangs 12, 345",                          "12",              True),
    ("no number to hold",     "la note A",                              "grade-a",         False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "end", "held"), HELD, ids=[row[0] for row in HELD])
def test_holds_position(why: str, words: str, end: str, *, held: bool) -> None:
    assert holds_position(words, f"https://example.org/result/r-2024/x/overall/fr/{end}") is held, why


MARKS = [
    # why                        words                        as HTML, superscripts only
    ("HTML in Markdown",         "52<sup>e</sup>",            "52<sup>e</sup>"),
    ("in capitals",              "1<SUP>RE</SUP> MOITIÉ",     "1<sup>RE</sup> MOITIÉ"),
    ("below the line",           "CO<sub>2</sub>",            "CO<sub>2</sub>"),
    ("Markdown",                 "16^e ex aequo",             "16<sup>e</sup> ex aequo"),
    ("in braces",                "1^{re} place",              "1<sup>re</sup> place"),
    ("Pandoc",                   "16^e^ place",               "16^e^ place"),
    ("no ordinal",               "x^e et 2^e2",               "x^e et 2^e2"),
    ("other elements",           "1<sup onload=x>e</sup>",    "1&lt;sup onload=x&gt;e&lt;/sup&gt;"),
    ("elements within",          "1<sup><b>e</b></sup>",      "1&lt;sup&gt;&lt;b&gt;e&lt;/b&gt;&lt;/sup&gt;"),
    ("cut in two",               "</sup> dans <sup>",         "&lt;/sup&gt; dans &lt;sup&gt;"),
]  # fmt: skip
SCRIPTED = """{% import "macros.html" as m with context %}{{ m.scripted(given) }}"""
FRAMED = """{% import "macros.html" as m with context %}{{ m.q(given, "fr") }}"""


@pytest.mark.parametrize(("why", "words", "shown"), MARKS, ids=[row[0] for row in MARKS])
def test_marks_of_formatting(why: str, words: str, shown: str) -> None:
    template = environment().from_string(SCRIPTED)
    assert template.render(given=words, words=Words("fr"), language="fr") == shown, why
    assert [tag for tag, _ in pieces(words) if tag] == [
        tag for tag in ("sup", "sub") for _ in range(shown.count(f"<{tag}>"))
    ]


FRAMES = [("« groupe A »", "angled"), ("le “groupe A”", "curled"), ('le "groupe A"', "curled"), ("groupe A", "")]


@pytest.mark.parametrize(("words", "frame"), FRAMES)
def test_a_quote_with_quotation_marks_is_framed_by_others(words: str, frame: str) -> None:
    shown = environment().from_string(FRAMED).render(given=words, words=Words("fr"), language="fr")
    assert (f'class="{frame}"' in shown) if frame else ("class" not in shown)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_quote_that_states_a_rank_comes_first(language: str, pages: Mapping[str, Element]) -> None:
    page = pages[f"{language}/institution/imt-mines-ales.html"]
    place = "result/letudiant-ingenieurs-2021/imt-mines-ales/overall/fr/27"
    (row,) = (each for each in page.all("tr") if each.attributes.get("id") == place)
    first, *others = (" ".join(quote.text.split()) for quote in row.all("q"))
    assert first == "2021 : 27e"
    assert any("24e" in each for each in others)
