from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.graph.evidence import CONTEXT, Passages, prove
from kg.graph.iris import Iris
from kg.read.document import Document, Span
from tests.graph.handmade import Text

TEXT = Text(
    "a.fr",
    (
        ("fr", "« Nous sommes ravis », déclare Jeanne Martin. L’école est 24e en France, annonce Martin."),
        ("en", "The school is ranked 24th, see [the page](https://example.org/p?t=1), up 3 places."),
        ("fr", "Contact : Jeanne Martin, 06 12 34 56 78"),
    ),
)
TITLE = {"fr": "A", "en": "A"}
IRIS = Iris(vocab.BASE)


def _passages(document: Document = TEXT.document) -> Passages:
    return Passages(document, IRIS, TITLE)


def _quoted(words: str) -> dict[str, str]:
    """Give what the graph says of the passage of these words, by the local names of the properties."""
    passages = _passages()
    passages.of(TEXT.span(words))
    return _said(passages)


def _said(passages: Passages) -> dict[str, str]:
    return {p[1:-1].removeprefix(vocab.OA): o.split('"')[1] if '"' in o else o for _, p, o in passages.triples()}


CASES = [
    # why                            words              before                     after
    ("cut at names on both sides",   "24e en France",   ". L’école est ",          " "),
    ("after a name nothing is left", "L’école",         " ",                       " est 24e en France, "),
    ("cut at an address",            "ranked 24th",     "The school is ",          ", see [the page]("),
    ("after the address",            "up 3 places",     " ",                       " "),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_context(why: str, words: str, before: str, after: str) -> None:
    said = _quoted(words)
    assert said["exact"] == words
    assert (said.get("prefix", " "), said.get("suffix", " ")) == (before, after), why


def test_a_passage_is_in_the_language_of_its_block() -> None:
    for words, language in (("24e en France", "FRA"), ("ranked 24th", "ENG")):
        passages = _passages()
        passages.of(TEXT.span(words))
        assert any(value == f"<{vocab.LANGUAGE}{language}>" for _, _, value in passages.triples())


def test_a_quote_is_split_around_an_address() -> None:
    passages, span = _passages(), TEXT.span("ranked 24th, see [the page](https://example.org/p?t=1), up 3 places")
    runs = passages.runs(span)
    assert [TEXT.document.quote(run) for run in runs] == ["ranked 24th, see [the page", "up 3 places"]
    assert passages.main(span) == passages.of(span)[0] == IRIS.evidence("a.fr", runs[0])


def test_a_quote_is_split_around_a_person_but_not_around_an_institution() -> None:
    words = "L’école que dirige Jeanne \nMartin, annonce Mines Paris, est 24e"
    text = Text("c.fr", (("fr", f"{words} ; Jeanne Martin, doyenne."),))
    span = text.span(words)
    passages = Passages(text.document, IRIS, TITLE, [text.span("Mines Paris")])
    quotes = [text.document.quote(run) for run in passages.runs(span)]
    assert quotes == ["L’école que dirige", "annonce Mines Paris, est 24e"]


def test_an_address_alone_is_no_passage() -> None:
    span = TEXT.span("https://example.org/p?t=1")
    assert _passages().main(span) is None
    assert _passages().of(span) == ()


def test_a_file_name_within_an_address_is() -> None:
    text = Text("b.fr", (("fr", "voir https://example.org/files/CP%20THE%20Impact%202022.pdf ici"),))
    passages = _passages(text.document)
    assert passages.main(text.span("CP%20THE%20Impact%202022.pdf"))
    said = _said(passages)
    assert "prefix" not in said
    assert said["suffix"] == " ici"


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 4), Span(-1, 3), Span(0, 10_000)])
def test_a_span_outside_the_document_is_a_bug(span: Span) -> None:
    with pytest.raises(ValueError, match="no passage"):
        _passages().of(span)


@given(st.data())
def test_every_passage_is_proven_and_holds_nothing_private(data: st.DataObject) -> None:
    document = TEXT.document
    start = data.draw(st.integers(0, len(document.source) - 1))
    end = data.draw(st.integers(start + 1, len(document.source)))
    passages = _passages(document)
    count = len(passages.of(Span(start, end)))
    triples = list(passages.triples())
    if all(document.quote(run).strip() for run in passages.runs(Span(start, end))):
        assert prove(document, triples) == count
    contexts = [o.split('"')[1] for _, p, o in triples if p in (f"<{vocab.OA}prefix>", f"<{vocab.OA}suffix>")]
    for words in contexts:
        assert len(words) <= CONTEXT
        assert not any(part in words for part in ("Jeanne", "Martin", "example.org", "34 56"))


def test_a_quote_that_is_not_at_its_place_is_a_bug() -> None:
    passages = _passages()
    passages.of(TEXT.span("24e en France"))
    triples = list(passages.triples())
    assert prove(TEXT.document, triples) == 1
    with pytest.raises(ValueError, match="the words quoted are not at"):
        prove(replace(TEXT.document, source="x" + TEXT.document.source), triples)
    exact = f"<{vocab.OA}exact>"
    forged = [(s, p, '"23e en France"' if p == exact else o) for s, p, o in triples]
    with pytest.raises(ValueError, match="the words quoted are not at"):
        prove(TEXT.document, forged)
