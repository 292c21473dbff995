"""Files of builds are told from other Turtle; only those are read by what differs in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.diff.blocks import Part, read_texts
from kg.diff.read import read_pair
from kg.vocab import PAL, RDFS

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """@base <https://e.org/id/> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
GOOD = """<a/1> a pal:Result ;
    rdfs:label "a \\"1\\" \\u0007 . # [_:b]"@en , "é"@fr-BE ;
    pal:count 1 , -1 , 0 , true , "1.5"^^xsd:decimal , "x"^^<http://e.org/t> ;
    pal:next <a/2> , <http://e.org/b?c=d#e> , <> .

<https://e.org/id/a/2> a pal:Result .

pal:b a pal:Result ;
    <http://e.org/p> "" .
"""


def write(folder: Path, *texts: str) -> list[Path]:
    files = [folder / f"{number}.ttl" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    return files


def test_what_both_state_word_for_word_is_not_parsed(tmp_path: Path) -> None:
    other = GOOD.replace("pal:count 1 ,", "pal:count 2 ,")
    texts = read_texts(*write(tmp_path, HEAD + GOOD, HEAD + other))
    assert texts
    assert list(texts.shared) == ["<https://e.org/id/a/2>", f"<{PAL}b>"]
    assert list(texts.old) == list(texts.new) == ["<https://e.org/id/a/1>"]
    part = Part(texts, texts.old)
    assert part.get(f"<{PAL}b>", {})["<http://e.org/p>"] == ['""']
    assert {node for node, _ in part.of_class(f"<{PAL}Result>")} == {*texts.shared, *texts.old}
    assert part.get(f"<{RDFS}label>", {}) == {}


def test_the_files_of_a_build_are_read_so(root: Path) -> None:
    graph = root / "data" / "graph" / "palmares.ttl"
    texts = read_texts(graph, graph)
    assert texts
    assert texts.shared
    assert not texts.old


# Each states something that a comparison of blocks would miss, or that is no Turtle.
FOREIGN = [
    # why                                     what stands after the good blocks
    ("two sentences in one block",            "<c> a pal:Result .\n<d> a pal:Result .\n"),
    ("two sentences in one line",             "<c> a pal:Result . <d> a pal:Result .\n"),
    ("two sentences, the second indented",    "<c> a pal:Result .\n    <d> a pal:Result .\n"),
    ("a subject in two blocks",               "<c> a pal:Result .\n\n<c> a pal:Tally .\n"),
    ("a subject spelled in two ways",         "<c> a pal:Result .\n\n<https://e.org/id/c> a pal:Tally .\n"),
    ("a subject spelled in two ways",         "pal:c a pal:X .\n\n<https://w3id.org/palmares/ontology#c> a pal:X .\n"),
    ("a subject that goes upwards",           "<../c> a pal:Result .\n"),
    ("a subject that goes nowhere",           "<https://e.org/./c> a pal:Result .\n"),
    ("a comment that ends like a sentence",   "<c> a # .\n\n pal:Result .\n"),
    ("a comment",                             "<c> a pal:Result . # so\n"),
    ("a blank node",                          "_:c a pal:Result .\n"),
    ("a blank node without a name",           "<c> pal:next [ a pal:Result ] .\n"),
    ("a list",                                "<c> pal:next ( 1 ) .\n"),
    ("a long string",                         '<c> rdfs:label """a\n\nb .\n\n<d> a pal:Result .\n""" .\n'),
    ("another kind of quotation mark",        "<c> rdfs:label 'a' .\n"),
    ("a prefix within the text",              "@prefix pal: <http://e.org/> .\n\npal:c a pal:Result .\n"),
    ("a prefix within the text, as SPARQL",   "PREFIX pal: <http://e.org/>\npal:c a pal:Result .\n"),
    ("a prefix that is not declared",         "<c> a owl:Class .\n"),
    ("a name with an escape",                 "pal:c\\,d a pal:Result .\n"),
    ("an address with an escape",             "<\\u0063> a pal:Result .\n"),
    ("an escape that is none",                '<c> rdfs:label "\\q" .\n'),
    ("half a character",                      '<c> rdfs:label "\udcc3" .\n'),
    ("an end that is none",                   "<c> a pal:Result\n"),
    ("an address with a broken escape",       "<%zz> a pal:Result .\n"),
    ("other space",                           "<c>  a pal:Result .\n"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "more"), FOREIGN, ids=[case[0] for case in FOREIGN])
def test_other_turtle_is_read_whole(why: str, more: str, tmp_path: Path) -> None:
    good, foreign = HEAD + GOOD, f"{HEAD}{GOOD}\n{more}"
    assert read_texts(*write(tmp_path, good, foreign)) is None, why
    assert read_texts(*write(tmp_path, foreign, good)) is None, why
    assert read_texts(*write(tmp_path, foreign, foreign)) is None, why


HEADS = [
    # why                            head of the other file
    ("another base",                 HEAD.replace("e.org", "f.org")),
    ("another prefix",               HEAD.replace("XMLSchema#", "XMLSchema")),
    ("a base that is no folder",     HEAD.replace("/id/", "/id")),
    ("a prefix that is declared twice with another meaning", HEAD[:-1] + "@prefix pal: <http://e.org/> .\n\n"),
    ("a comment",                    f"# so\n{HEAD}"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head"), HEADS, ids=[case[0] for case in HEADS])
def test_files_that_begin_otherwise_are_read_whole(why: str, head: str, tmp_path: Path) -> None:
    assert read_texts(*write(tmp_path, HEAD + GOOD, head + GOOD)) is None, why


def test_without_a_base_addresses_are_whole(tmp_path: Path) -> None:
    whole, part = "<http://e.org/a> <http://e.org/p> <http://e.org/b> .\n", "<http://e.org/a> <http://e.org/p> <b> .\n"
    assert read_texts(*write(tmp_path, whole, whole))
    assert read_texts(*write(tmp_path, part, part)) is None


def test_a_statement_that_is_made_twice_is_withdrawn_only_if_both_are(tmp_path: Path) -> None:
    twice = f"{HEAD}{GOOD}\n<https://e.org/id/a/1> a pal:Result ;\n    pal:count 3 .\n"
    changes = read_pair(*write(tmp_path, twice, HEAD + GOOD)).changes
    assert [(change.withdrawn, change.added) for change in changes.values()] == [
        ({f"<{PAL}count>": ['"3"^^<http://www.w3.org/2001/XMLSchema#integer>']}, {})
    ]
