"""Names are found: the longest from the left, on word edges, whatever their case, and never a look-alike's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.language.fold import fold_name
from kg.registry import Institution, Lexicon, Name, NameMode, Registry, Term
from tests import read_once
from tests.tables import names

if TYPE_CHECKING:
    from collections.abc import Iterable


def term(slug: str, *any_case: str, exact: Iterable[str] = (), context: Iterable[str] = ()) -> Term:
    """Make an entity of its names."""
    modes = [(any_case, NameMode.ANY), (exact, NameMode.EXACT), (context, NameMode.CONTEXT)]
    named = tuple(Name(text, mode, "fr") for texts, mode in modes for text in texts)
    return Term(iri=f"https://e.org/{slug}", slug=slug, labels={}, names=named)


SMALL = Lexicon(
    [
        term("mines", "École des mines", "Mines"),
        term("mines-nord", "École des mines du Nord", "Mines Nord", "Mines du Nord"),
        term("mines-sud", "École des mines du Sud", "Mines Sud"),
        term("etudiant", "L’Étudiant", "Étudiant"),
        term("saint-elie", "Université de Saint-Élie"),
        term("coeur", "Université Sacré-Cœur"),
        term("nord", "Nord"),
        term("gem", exact=["GEM"]),
        term("the", context=["THE"]),
        term("the-nord", exact=["THE Nord"]),
        term("ens", "ENS de Lyon"),
        term("lyon", "Lyon 1"),
        term("one-us", "USN", "University of the Same Name"),
        term("other-us", "USN", "University of Some Nation"),
        term("both", "GRAND", context=["GRAND"]),
        term("point", "a"),
        term("one-point", exact=["X"]),
    ]
)

Found = list[tuple[str, str]]


def find(lexicon: Lexicon, text: str) -> Found:
    """Give the names found and the slugs of all that go by them."""
    return [(text[match.start : match.end], " ".join(one.slug for one in match.terms)) for match in lexicon.find(text)]


SMALL_CASES = [
    # why                       text                        names found
    ("as written",              "à Mines Nord",             [("Mines Nord", "mines-nord")]),
    ("capitals without accents", "L'ETUDIANT",               [("L'ETUDIANT", "etudiant")]),
    ("lower case",              "mines nord",               [("mines nord", "mines-nord")]),
    ("hyphens for blanks",      "Mines-Nord",               [("Mines-Nord", "mines-nord")]),
    ("blanks for hyphens",      "universite de saint elie", [("universite de saint elie", "saint-elie")]),
    ("no-break blank",          "Mines\u00a0Nord",          [("Mines\u00a0Nord", "mines-nord")]),
    ("straight apostrophe",     "l'Étudiant",               [("l'Étudiant", "etudiant")]),
    ("the ligature",            "l’université Sacré-Cœur",  [("université Sacré-Cœur", "coeur")]),
    ("the ligature spelt out",  "UNIVERSITE SACRE-COEUR",   [("UNIVERSITE SACRE-COEUR", "coeur")]),
    ("the longest name",        "École des mines du Nord",  [("École des mines du Nord", "mines-nord")]),
    ("the longest from the left", "Mines Nord Nord",          [("Mines Nord", "mines-nord"), ("Nord", "nord")]),
    ("a shorter name where the longer is not", "École des mines de Caen",  [("École des mines", "mines")]),
    ("look-alikes stay apart",  "Mines Nord et Mines Sud",  [("Mines Nord", "mines-nord"), ("Mines Sud", "mines-sud")]),
    ("after an elision",        "celle d’Étudiant",         [("Étudiant", "etudiant")]),
    ("between brackets",        "(Mines Nord)",             [("Mines Nord", "mines-nord")]),
    ("before a point",          "à Mines Nord.",            [("Mines Nord", "mines-nord")]),
    ("a word that goes on",     "Mines Nordiques",          [("Mines", "mines")]),
    ("a word that began before", "les Gamines Nord",         [("Nord", "nord")]),
    ("a name inside a word",    "déterMINESs",              []),
    ("digits are part of a word", "Mines2",                   []),
    ("the end of a longer name", "Mines et Nord",            [("Mines", "mines"), ("Nord", "nord")]),
    ("a comma between",         "Mines, Nord",              [("Mines", "mines"), ("Nord", "nord")]),
    ("a full stop between",     "aux Mines. Nord",          [("Mines", "mines"), ("Nord", "nord")]),
    ("an exact name",           "GEM est là",               [("GEM", "gem")]),
    ("an exact name in other case", "un gem, une Gem",          []),
    ("a name of one point",     "il y a un X là",           [("X", "one-point")]),
    ("an ambiguous name keeps all readings", "USN est 24e",              [("USN", "one-us other-us")]),
    ("a fuller name tells them apart", "University of Some Nation (USN)",
     [("University of Some Nation", "other-us"), ("USN", "one-us other-us")]),
    ("nothing",                 "rien de tel ici",          []),
    ("empty text",              "",                         []),
    ("a name behind a word's end", "les parisiens de Lyon 1",  [("Lyon 1", "lyon")]),
    ("a name inside an exact one in other case", "dans the Nord, là",        [("Nord", "nord")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), SMALL_CASES, ids=names(SMALL_CASES))
def test_names_are_found(why: str, text: str, expected: Found) -> None:
    assert find(SMALL, text) == expected, why


CONTEXTS = [
    # why                                          text       counts only near a ranking
    ("a name for the context",                     "THE",     [True]),
    ("any other name",                             "Mines",   [False]),
    ("an exact name",                              "GEM",     [False]),
    ("a name in two ways counts in the freer one", "GRAND",   [False]),
    ("the article is no name",                     "the The", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), CONTEXTS, ids=names(CONTEXTS))
def test_names_that_need_a_context(why: str, text: str, expected: list[bool]) -> None:
    assert [match.context for match in SMALL.find(text)] == expected, why


# Names without modes, so that the plain way of finding them is short.
PLAIN = ["Mines", "Mines Nord", "Mines du Nord", "École des mines", "Nord", "ens", "Nord Est", "Est", "Saint-Élie"]
PLAIN_LEXICON = Lexicon([term(f"n{number}", name) for number, name in enumerate(PLAIN)])
TEXTS = st.lists(
    st.sampled_from([*PLAIN, "mines", "NORD", "de", "gamines", "ensuite", "x", "’", " ", "-", ",", "\u00a0", "1"]),
    max_size=9,
).flatmap(lambda words: st.sampled_from([" ", "", "-"]).map(lambda glue: glue.join(words)))


def words_of(text: str) -> str:
    return re.sub(r"[\W_]", " ", fold_name(text))


def found_plainly(text: str) -> list[tuple[int, int]]:
    """Find the names one start after the other, a mark read as a blank: slow, and right by its shortness."""
    folded, found, position = words_of(text), [], 0
    while position < len(folded):
        ends = [
            position + len(name)
            for name in map(words_of, PLAIN)
            if re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])").match(folded, position)
        ]
        if ends:
            found.append((position, max(ends)))
        position = max(ends, default=position + 1)
    return found


@given(TEXTS)
@settings(max_examples=500)
def test_what_is_found_stands_on_edges_and_apart(text: str) -> None:
    found = [(match.start, match.end) for match in PLAIN_LEXICON.find(text)]
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    known = {words_of(name) for name in PLAIN}
    assert all(words_of(text[start:end]) in known for start, end in found)


@given(TEXTS)
@settings(max_examples=500)
@example("gamines Nord Est")
def test_found_as_the_plain_way_finds(text: str) -> None:
    assert [(match.start, match.end) for match in PLAIN_LEXICON.find(text)] == found_plainly(text)


@pytest.fixture
def lexicon() -> Lexicon:
    return read_once.lexicon()


OURS = [
    # why               text                names found
    ("article and elision", "l’école d’IMT Mines Alès", [("IMT Mines Alès", "imt-mines-ales")]),
    ("headline",        "IMT MINES ALES",   [("IMT MINES ALES", "imt-mines-ales")]),
    ("hyphens throughout", "IMT-Mines-Alès",   [("IMT-Mines-Alès", "imt-mines-ales")]),
    ("look-alikes",     "Mines Alès, Mines Albi", [("Mines Alès", "imt-mines-ales"), ("Mines Albi", "imt-mines-albi")]),
    ("the group inside a school's name", "Institut Mines-Télécom Business School",
     [("Institut Mines-Télécom Business School", "institut-mines-telecom-business-school")]),
    ("the group alone", "l’Institut Mines-Télécom", [("Institut Mines-Télécom", "imt")]),
    ("former name",     "Télécom ParisTech", [("Télécom ParisTech", "telecom-paris")]),
    ("without hyphen and accent", "Mines Saint Etienne", [("Mines Saint Etienne", "mines-saint-etienne")]),
    ("publisher with its article", "le palmarès de L'Étudiant", [("L'Étudiant", "letudiant")]),
    ("a place and its adjective", "en France, française", [("France", "fr"), ("française", "fr")]),
    ("the exact name of a ranking", "THE Impact Rankings", [("THE Impact Rankings", "the-impact")]),
    ("a ranking's long name", "Times Higher Education Impact Rankings",
     [("Times Higher Education Impact Rankings", "the-impact")]),
    ("a ranking in lower case", "qs world university rankings", [("qs world university rankings", "qs-wur")]),
    ("no name in a longer word", "Mines Parisiennes", []),
    ("a ranking after an article", "in the Impact Rankings", [("Impact Rankings", "the-impact")]),
    ("a continent after an article", "in the Europe of today", [("Europe", "europe")]),
    ("a university after its people", "les citoyens de Lyon 1", [("Lyon 1", "universite-claude-bernard-lyon-1")]),
    ("a dash between blanks", "Mines Saint Etienne – IMT", [("Mines Saint Etienne – IMT", "mines-saint-etienne")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), OURS, ids=names(OURS))
def test_names_of_the_registry_are_found(why: str, text: str, expected: Found, lexicon: Lexicon) -> None:
    assert find(lexicon, text) == expected, why


@pytest.mark.parametrize("words", ["the", "qs", "gem", "impact", "x", "us"])
def test_words_that_look_like_names_are_none(words: str, lexicon: Lexicon) -> None:
    text = f"this is {words} of it"
    assert [match for match in lexicon.find(text) if text[match.start : match.end] == words and not match.context] == []


def test_every_institution_is_found_by_every_name(registry: Registry, lexicon: Lexicon) -> None:
    lost = [
        (institution.slug, name.text)
        for institution in registry.institutions.values()
        for name in institution.names
        if not any(
            institution in match.terms
            and f"({name.text})"[match.start : match.end].rstrip(".’") == name.text.rstrip(".’")
            for match in lexicon.find(f"({name.text})")
        )
    ]
    assert lost == []


# Preferred labels that another institution goes by too: extraction leaves them open.
SHARED_LABELS = {"UCL": ["uclouvain", "university-college-london"]}


def test_a_preferred_label_means_one_institution(registry: Registry, lexicon: Lexicon) -> None:
    shared = {
        label: sorted(one.slug for one in match.terms if isinstance(one, Institution))
        for institution in registry.institutions.values()
        for label in institution.labels.values()
        for match in lexicon.find(label)
        if match.end - match.start == len(label) and sum(isinstance(one, Institution) for one in match.terms) > 1
    }
    assert shared == SHARED_LABELS
