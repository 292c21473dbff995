from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.privacy import clean_runs, names, people, personal, private, without_private
from kg.read.document import Span

PRIVATE = [
    # why                   text                                             private parts
    ("mail",                "écrire à jeanne.martin@example.org.",           ["jeanne.martin@example.org."]),
    ("mail in disguise",    "jeanne.martin (at) example.org",                ["jeanne.martin (at) example.org"]),
    ("account",             "suivre @IMTFrance ici",                         ["@IMTFrance"]),
    ("web address",         "voir https://example.org/a?b=c pour plus",      ["https://example.org/a?b=c"]),
    ("web without scheme",  "sur www.example.org aussi",                     ["www.example.org"]),
    ("mailto",              "mailto:a.b@example.org",                        ["mailto:a.b@example.org"]),
    ("Markdown link",       "[24e](https://example.org/24)",                 ["https://example.org/24)"]),
    ("French number",       "Tél. 01 75 31 40 97",                           ["01 75 31 40 97"]),
    ("dotted number",       "06.27.66.05.09",                                ["06.27.66.05.09"]),
    ("two numbers",         "+33 (0) 6 27 66 05 09 / +33 1 75 31 40",  ["+33 (0) 6 27 66 05 09", "+33 1 75 31 40"]),
    ("British number",      "call (020) 7946 0958 now",                      ["(020) 7946 0958"]),
    ("American number",     "call (555) 867-5309",                           ["(555) 867-5309"]),
    ("no number: size",     "plus de 2 000 établissements, 1,115 en 2021",   []),
    ("no number: band",     "dans la tranche [101-200], 301-400 et 1201+",   []),
    ("no number: years",    "plan 2023-2027, de 2018 à 2023",                []),
    ("no address: name",    "palmarès letudiant.fr",                         []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "parts"), PRIVATE, ids=[case[0] for case in PRIVATE])
def test_private(why: str, text: str, parts: list[str]) -> None:
    assert [text[span.start : span.end] for span in private(text)] == parts, why


PERSONAL = [
    # why                      text                                            what is left
    ("full name",              "24e, se réjouit Assia Tria, directrice",       "24e, se *, directrice"),
    ("surname in capitals",    "dans ce palmarès » indique Assia TRIA, ici",   "dans ce palmarès » *, ici"),
    ("no cue",                 "avec Assia Tria ce jour",                      "avec * ce jour"),
    ("with a particle",        "avec Jean de La Tour ce jour",                 "avec * ce jour"),
    ("hyphens, initials",      "avec J.-P. Dupont-Aignan hier",                "avec * hier"),
    ("one name after a cue",   "ajoute Tria, réjouie",                         "*, réjouie"),
    ("one name after a title", "Mme Tria et Dr. Who",                          "* et *"),
    ("markup between",         "avec Pierre **Perdiguier**, adjoint",          "avec ***, adjoint"),
    ("an institution, too",    "l’école IMT Mines Alès gagne",                 "l’école * gagne"),
    ("English",                "said Jane O’Neill, dean of",                   "*, dean of"),
    ("one capital stays",      "en France et en Occitanie",                    "en France et en Occitanie"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "left"), PERSONAL, ids=[case[0] for case in PERSONAL])
def test_personal(why: str, text: str, left: str) -> None:
    for span in reversed(list(personal(text))):
        text = f"{text[: span.start]}*{text[span.end :]}"
    assert text == left, why


PEOPLE = [
    # why                  text                                                     names
    ("who speaks",         "« Bravo », déclare Assia Tria, directrice de l’école.", {"Assia Tria"}),
    ("in capitals",        "indique Assia TRIA, directrice",                        {"Assia TRIA"}),
    ("office before",      "la présidente Anne de La Tour est ravie",                   {"Anne de La Tour"}),
    ("office after",       "avec Eric Vivien, directeur de l’action internationale",    {"Eric Vivien"}),
    ("English",            "says Jane O’Neill; John A. Smith, the dean, agrees",    {"Jane O’Neill", "John A. Smith"}),
    ("title, one word",    "selon Mme Tria",                                            {"Tria"}),
    ("contact",            "**Contact:** Pierre Perdiguier",                        {"Pierre Perdiguier"}),
    ("who leads",          "l’école dirigée par Assia Tria",                        {"Assia Tria"}),
    ("an institution",     "publié par Times Higher Education, selon McGill",           set()),
    ("an institution, 2",  "IMT Mines Alès est classée, annonce l’école",               set()),
    ("a university, no lady",  "Notre Dame Australia is 22nd; Dame Julia Smith leads it", {"Julia Smith"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "found"), PEOPLE, ids=[case[0] for case in PEOPLE])
def test_people(why: str, text: str, found: set[str]) -> None:
    assert people(text) == found, why


def test_part_of_a_name_is_known_by_the_whole_name() -> None:
    known = names("Assia Tria dirige l’école.\nTria est ravie.")
    assert known == {"Assia", "Tria"}
    assert list(personal("avec Tria, en France", known)) == [Span(5, 9)]


def test_a_quote_is_split_around_an_address() -> None:
    text = "se classe [24e](https://example.org/c?p=1) en France"
    assert [text[run.start : run.end] for run in clean_runs(text, private(text))] == ["se classe [24e", "en France"]
    assert clean_runs("jeanne@example.org", private("jeanne@example.org")) == ()
    assert without_private("Résultats, voir  https://example.org") == "Résultats, voir"


@given(st.text(st.sampled_from("ab 0123456789+.@/:()«»\n"), max_size=60))
def test_runs_hold_nothing_private_and_are_in_order(text: str) -> None:
    end = 0
    for run in clean_runs(text, private(text)):
        assert end <= run.start <= run.end <= len(text)
        end = run.end
        if (run.start, run.end) != (0, len(text)):
            assert not any(span.start < run.end and run.start < span.end for span in private(text))


@pytest.mark.parametrize("piece", ["a", "A.", "Aa ", "A de ", "a.", "0 ", "a@", "(", "*", "A \n"])
def test_long_runs_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * 20_000
    start = process_time()
    list(personal(text, names(text)))
    people(text)
    # A pattern that tries again from every point would take minutes here.
    assert process_time() - start < 10
