"""Which claim that came corrects which claim that went."""

from __future__ import annotations

import pytest

from kg.diff.claims import corrections
from kg.diff.compare import compare
from kg.diff.side import Side, Whole
from kg.validate.data import Data
from kg.vocab import OA, PAL, RDF

RESULT = f"<{PAL}Result>"

CASES = [
    # why                                     old: claim, key, documents   new                corrected
    ("one went, one came",                   "a1 a d",                    "a2 a d",          "a1-a2"),
    ("of two documents, but alone",          "a1 a d",                    "a2 a e",          "a1-a2"),
    ("of two documents, and one stays",      "a1 a d, a9 a d",            "a2 a e, a9 a d",  ""),
    ("one stays, of the same document",      "a1 a d, a9 a d",            "a2 a d, a9 a d",  "a1-a2"),
    ("about two things",                     "a1 a d",                    "b1 b d",          ""),
    ("two went, one came",                   "a1 a d, a2 a d",            "a3 a d",          ""),
    ("one went, two came",                   "a1 a d",                    "a2 a d, a3 a d",  ""),
    ("two of two documents",                 "a1 a d, a2 a e",            "a3 a d, a4 a e",  "a1-a3 a2-a4"),
    ("two went, and one shares a document",  "a1 a d, a2 a e",            "a3 a d",          "a1-a3"),
    ("one came of both documents",           "a1 a d, a2 a e",            "a3 a d+e",        ""),
    ("of one of two documents",              "a1 a d+e",                  "a2 a e+f",        "a1-a2"),
    ("two things, each its own",             "a1 a d, b1 b d",            "a2 a d, b2 b d",  "a1-a2 b1-b2"),
    ("the other one is about it by now",     "a1 a d, a9 b d",            "a2 a e, a9 a d",  ""),
    ("no document is known",                 "a1 a",                      "a2 a",            "a1-a2"),
    ("no document is known, and one stays",  "a1 a, a9 a",                "a2 a, a9 a",      ""),
    ("nothing came",                         "a1 a d",                    "",                ""),
]  # fmt: skip


def data(claims: str) -> Data:
    """Make a graph of claims, each with its name, what it is about, and its documents."""
    lines = []
    for claim in filter(None, claims.split(", ")):
        name, key, *documents = claim.split()
        lines += [f"<{name}> <{RDF}type> {RESULT}", f"<{name}> <{PAL}edition> <{key}>"]
        for document in "".join(documents).replace("+", ""):
            lines += [
                f"<{name}> <{PAL}evidence> <{name}{document}>",
                f"<{name}{document}> <{OA}hasSource> <{document}>",
            ]
    return Data.of_lines(lines)


@pytest.mark.parametrize(("why", "old", "new", "corrected"), CASES, ids=[case[0] for case in CASES])
def test_corrections(why: str, old: str, new: str, corrected: str) -> None:
    before, after = data(old), data(new)
    claims = [subject for subject in compare(before.own, after.own) if subject[2].isdigit() and subject[3] == ">"]
    gone, came = ([each for each in claims if each not in graph.own] for graph in (after, before))
    sides = Side(Whole(before.own), {}, "en"), Side(Whole(after.own), {}, "en")
    pairs = corrections(RESULT, gone, came, sides)
    assert " ".join(f"{a[1:-1]}-{b[1:-1]}" for a, b in sorted(pairs.items())) == corrected, why
    back = corrections(RESULT, came, gone, (sides[1], sides[0]))
    assert {b: a for a, b in back.items()} == pairs, why
