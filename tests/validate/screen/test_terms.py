"""Terms as strings say what the same terms say as pyoxigraph reads them, whatever characters they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import BNode, URIRef
from rdflib import Literal as Words

from kg.graph.terms import text
from kg.validate.screen.terms import UntreatedError, iri_of, language_of, node_of, term_of, value_of, without_text
from kg.vocab import XSD

if TYPE_CHECKING:
    from rdflib.term import Node

INTEGER = f"^^<{XSD}integer>"
TERMS = [
    # why                          term                              its characters        its like without text
    ("an IRI",                     "<https://example.org/é>",        "https://example.org/é", None),
    ("a text",                     '"24e"',                          "24e",                '""'),
    ("no text",                    '""',                             "",                   '""'),
    ("a text in a language",       '"rang"@fr',                      "rang",               '""@fr'),
    ("a language with a region",   '"rank"@en-GB',                   "rank",               '""@en-GB'),
    ("a number",                   f'"24"{INTEGER}',                 "24",                 f'""{INTEGER}'),
    ("a quotation mark",           r'"\"24\""@fr',                   '"24"',               '""@fr'),
    ("what looks like an end",     r'"a\"@en"@fr',                   'a"@en',              '""@fr'),
    ("what looks like a datatype", rf'"\"{INTEGER}"',                f'"{INTEGER}',        '""'),
    ("a backslash before an n",    r'"\\n"',                         r"\n",                '""'),
    ("a backslash at the end",     r'"\\"@fr',                       "\\",                 '""@fr'),
    ("lines",                      r'"a\r\n\tb"',                    "a\r\n\tb",           '""'),
    ("rarer ones",                 r'"\b\f\'"',                      "\b\f'",              '""'),
    ("a code",                     r'"\u00e9\u001F"',                "é\x1f",              '""'),
    ("a long code",                r'"\U0001F600"',                  "😀",                 '""'),
    ("no code, but a backslash",   r'"\\u00e9"',                     r"\u00e9",            '""'),
]  # fmt: skip


def parsed(term: str) -> NamedNode | Literal:
    (quad,) = pyoxigraph.parse(f"<urn:a> <urn:a> {term} .", pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object


@pytest.mark.parametrize(("why", "term", "value", "like"), TERMS, ids=[case[0] for case in TERMS])
def test_terms(why: str, term: str, value: str, like: str | None) -> None:
    read = parsed(term)
    assert value_of(term) == value == read.value, why
    assert language_of(term) == (read.language if isinstance(read, Literal) else None)
    assert like is None or without_text(term) == like


ODD = [*map(chr, range(0x250)), "\u2028", "\u2029", "\ufeff", "\ufffd", "\U0001f600", "\U0010ffff"]


def test_any_character_has_one_form() -> None:
    """What a document's graph, a library and a shape write is the same string."""
    said = [f"a{character}b{character}" for character in ODD]
    written = [str(Literal(words, language="fr")) for words in said]
    assert [text(words, "fr") for words in said] == written
    assert [term_of(Words(words, lang="fr")) for words in said] == written
    assert list(map(value_of, written)) == said


NODES = [
    # a term of a shape                    as a document's graph has it
    (URIRef("https://example.org"),        "<https://example.org>"),
    (Words("rang", lang="fr"),             '"rang"@fr'),
    (Words("rang"),                        '"rang"'),
    (Words("24", datatype=URIRef(f"{XSD}integer")),    f'"24"{INTEGER}'),
    (Words("24", datatype=URIRef(f"{XSD}string")),     None),
    (BNode("b0"),                          None),
]  # fmt: skip


@pytest.mark.parametrize(("node", "term"), NODES)
def test_terms_of_shapes(node: Node, term: str | None) -> None:
    if term is None:
        with pytest.raises(UntreatedError):
            term_of(node)
        return
    assert term_of(node) == term
    assert node_of(term) == node


def test_a_blank_node_keeps_its_name() -> None:
    assert node_of(str(BlankNode("b0"))) == BNode("b0")


def test_a_text_is_no_iri() -> None:
    with pytest.raises(UntreatedError):
        iri_of(Words("https://example.org"))
