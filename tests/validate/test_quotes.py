"""Quotes held against the documents at hand."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.validate.context import Known
from kg.validate.data import Data
from kg.validate.documents import Documents
from kg.validate.quotes import changed, misquoted
from kg.validate.screen.index import Index
from kg.vocab import OA, PAL, XSD

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "L’école\nest\u00a024e, puis re\u0301gresse.\r\n"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
NOTHING = Known({}, {}, ())


def graph_of(quote: str, start: str, end: str, sha256: str = SHA256) -> Index:
    whole = f"^^<{XSD}integer>"
    return Index(
        Data.of_lines(
            [
                f'<urn:d> <{PAL}fileName> "a.txt"',
                f'<urn:d> <{PAL}sha256> "{sha256}"',
                f"<urn:p> <{OA}hasSource> <urn:d>",
                f"<urn:p> <{OA}hasSelector> <urn:p/quote>",
                f"<urn:p> <{OA}hasSelector> <urn:p/position>",
                f'<urn:p/quote> <{OA}exact> "{quote}"',
                f'<urn:p/position> <{OA}start> "{start}"{whole}',
                f'<urn:p/position> <{OA}end> "{end}"{whole}',
            ]
        ),
        NOTHING,
    )


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return Documents([tmp_path])


CASES = [
    # why                                 quote                      start  end    found
    ("the words at this place",           "24e",                     "12",  "15",  False),
    ("an escape is the sign it stands for", r"école\nest",            "2",   "11",  False),
    ("white space is white space",        "école est 24e",           "2",   "15",  False),
    ("composed or not",                   "régresse",                "22",  "31",  False),
    ("other words",                       "42e",                     "12",  "15",  True),
    ("another place",                     "24e",                     "13",  "16",  True),
    ("a place after the end",             "24e",                     "112", "115", True),
    ("a part of the words",               "24",                      "12",  "15",  True),
    ("another case",                      "l’école",                 "0",   "7",   True),
    ("no place, which another rule tells", "42e",                    "-1",  "15",  False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "quote", "start", "end", "found"), CASES, ids=[case[0] for case in CASES])
def test_misquoted(why: str, quote: str, start: str, end: str, found: bool, *, documents: Documents) -> None:
    expected = [("<urn:p>", f'"{quote}"')] if found else []
    assert list(misquoted(graph_of(quote, start, end), documents)) == expected, why


def test_a_passage_with_two_quotes_is_told_by_another_rule(documents: Documents) -> None:
    index = graph_of("42e", "12", "15")
    index.own["<urn:p/quote>"][f"<{OA}exact>"].append('"43e"')
    assert list(misquoted(index, documents)) == []


def test_a_file_that_changed_is_told_once_and_its_quotes_are_not_judged(documents: Documents) -> None:
    index = graph_of("42e", "12", "15", sha256="0" * 64)
    assert list(misquoted(index, documents)) == []
    assert list(changed(index, documents)) == [("<urn:d>", f'"{"0" * 64}"')]


def test_a_file_that_is_the_same_is_not_told(documents: Documents) -> None:
    assert list(changed(graph_of("24e", "12", "15"), documents)) == []


def test_a_document_that_is_not_at_hand_is_not_told() -> None:
    index = graph_of("42e", "12", "15")
    assert [*misquoted(index, Documents([])), *changed(index, Documents([]))] == []


def test_the_quotes_of_the_built_graph_are_in_its_documents() -> None:
    folder = project.graph_to_read()
    index = Index(Data.read([folder / project.MERGED]), NOTHING)
    documents = Documents([project.documents_to_read()], [folder])
    assert [*misquoted(index, documents), *changed(index, documents)] == []
    at_hand = [documents.find(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
               for path in project.documents_to_read().iterdir()]  # fmt: skip
    assert len(at_hand) == 5
    assert all(at_hand)
