"""Text built to hurt: whatever a document holds, reading ends, in bounded steps, with spans that lie in it.

Steps are counted, never timed: what Python runs, line by line. What one call of a pattern does is out of that count's
sight: `test_patterns.py` judges patterns by their form.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.extract.lines import claim_line, fact_line
from kg.extract.mentions import InstitutionMention, RankingMention, SubjectMention
from kg.extract.names import find_names
from kg.extract.page import html_page
from kg.language import LANGUAGES
from kg.read import Span, read_string
from tests import read_once
from tests.extract.told import Teller
from tests.tables import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from kg.extract import Extraction
    from kg.read import Document

# Read once for all examples: what a property is given, hypothesis must not make anew for each.
REGISTRY, LEXICON = read_once.registry(), read_once.lexicon()
TELLER = Teller(REGISTRY)

NAMES = [
    "THE Impact Rankings", "THE Impact 2024", "L’Étudiant", "QS", "INSA Lyon", "L’Université de Lille",
    "Harvard University", "Université de", "University of Leeds", "University of Leeds (UL)", "University of",
    "College", "Leeds", "France", "Europe", "SDG 13", "ODD 12 « Vie »", "Teaching", "l’école", "we", "elle",
    "the school",
]  # fmt: skip
NUMBERS = [
    "1", "24", "24e", "24ᵉ", "1er", "1<sup>re</sup>", "16^e", "2nd", "=37", "#8", "101-200", "101–200", "1201+",
    "1,115", "1 115", "1.115", "12/17", "top 10", "top 5 %", "2024", "2023-24", "31/02/2024", "83,5/100", "A+",
    "٢٤", "𝟛𝟘𝟘", "²th", "①", "½", "1" * 40, "1" + ",000" * 40, "1" + " 000" * 40, "0",
]  # fmt: skip
MARKS = [
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u202f", "\u2028", "\x0c", "\x00", "|", " | ", "- ", "• ",
    "* ", "1. ", "#", "# ", "**", "(", ")", "[", "]", "((((", "« ", " »", "“", "”", '"', "’", "'", "-", "–", "-\n",
    "\ufffe\n", "\u00ad\n", ".", "...", "…", ",", ";", ":", "!", "?", "/", "&", "&amp;", "&#0;", "<", ">", "^",
    "_", "~", "=", "%", "@", "www.", "http://[", "https://a.b/c%zz.pdf", "\ufeff", "e\u0301", "\u0301", "ﬁ", "œ", "İ",
    "ß", "\U0001f600", "\U0001d7d8", "中", "e", "th", "A", "é",
]  # fmt: skip
SAYS = [
    "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant.",
    "Dans le THE Impact 2024, l’Université de Lille est classée 24e mondiale et dans le top 100 pour l’ODD 13.",
    "The University of Leeds is ranked 24th in the THE Impact Rankings 2024.",
    "In the THE Impact Rankings 2024, Harvard University is in the 101-200 band for SDG 13.",
]
# Words of the languages themselves: what their rules are proved with, their numbers, and words that join and bridge.
WORDS = sorted(
    {
        word
        for language in LANGUAGES.values()
        for words in (language.ordinals, language.cardinals, language.stop_words, language.months)
        for word in words
    }
)
PROOFS = sorted(
    {
        text
        for language in LANGUAGES.values()
        for rule in (*language.rules, *language.fact_rules)
        for text, _ in rule.examples
    }
)
TOKENS = st.one_of(*map(st.sampled_from, (NAMES, NUMBERS, MARKS, WORDS, PROOFS, SAYS)))
# Half of the texts begin as releases do, so that positions in them are read and not only refused.
HEADS = [
    "",
    "",
    "THE Impact Rankings 2024\n\nThe University of Leeds is ",
    "Palmarès 2024 de L’Étudiant\n\nL’INSA Lyon est ",
]
RUNS = st.builds(
    lambda token, blank, times: (token + blank) * times,
    TOKENS,
    st.sampled_from(["", " ", ", ", "\n"]),
    st.integers(2, 12),
)
BODIES = st.one_of(
    st.lists(st.one_of(TOKENS, TOKENS, RUNS, st.text(max_size=8)), max_size=24).map(" ".join),
    st.lists(st.one_of(TOKENS, RUNS), max_size=24).map("".join),
    st.text(max_size=200),
)
TEXTS = st.builds(lambda head, body: (head + body)[:1500], st.sampled_from(HEADS), BODIES)
SUFFIXES = st.sampled_from([".txt", ".md"])
HURT = settings(derandomize=True, deadline=None, max_examples=150)

Read = tuple["Document", "Extraction"]


def read(text: str, suffix: str) -> Read | None:
    """Read a text; None where it is refused for holding none, the one refusal that a text in memory may meet."""
    try:
        document = read_string(text, suffix)
    except DocumentError as error:
        assert "no text" in str(error)  # noqa: PT017
        return None
    return document, TELLER.extract(document)


def printed(text: str, suffix: str) -> list[str]:
    """Give all that is said of a text."""
    found = read(text, suffix)
    if found is None:
        return []
    document, extraction = found
    lines = [
        *(claim_line(claim, document) for claim in extraction.claims),
        *(fact_line(fact, document) for fact in extraction.facts),
    ]
    return [
        *(json.dumps(line, ensure_ascii=False) for line in lines),
        *map(repr, (*extraction.refusals, *extraction.candidates)),
        html_page(document, extraction, "fr"),
    ]


@HURT
@given(TEXTS, SUFFIXES)
def test_reading_ends_and_reads_the_same_twice(text: str, suffix: str) -> None:
    assert printed(text, suffix) == printed(text, suffix)


CRASHES = [
    # why                                     text
    ("a number of 4,500 digits in a size",    "The ranking lists 1" + ",000" * 1500 + " universities."),
    ("a number of 4,500 digits in a rank",    "Leeds is 24/1" + ",000" * 1500 + "."),
    ("a number of 4,500 digits in a top",     "Leeds is in the top 1" + ",000" * 1500 + " of the world."),
    ("an ordinal of 4,500 digits",            "Leeds is " + "1" * 4500 + "th of the world."),
    ("an address that is none",               "Read http://[a/b.pdf now."),
    ("a host that normalises to an address",  "Read http://\N{ACCOUNT OF}.com/a.pdf now."),
    ("digits of other scripts",               "Leeds is ٢٤th, top 𝟛𝟘𝟘, ²th, ①, ½th, ٣٠/٠٣/2024."),
    ("references to no character",            "Leeds is 24&#xD800;&#0;&#99999999;th."),
    ("raised endings never closed",           "Leeds is 24<sup>th and 25^{th and 26^ and 27</sup>."),
    ("accents alone",                         "\u0301\u0301 24\u0301th \u0301\n\u0301"),
    ("nothing but separators",                "|\t|\n|\t|\n-\n- \n1.\n2.\n#\n"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), CRASHES, ids=names(CRASHES))
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_no_text_is_too_odd(why: str, text: str, suffix: str) -> None:
    printed(text, suffix)
    assert printed(f"THE Impact Rankings 2024\n\n{text}", suffix), why


def spans_in(value: object) -> Iterator[Span]:
    """Yield every span of a value, however deep: those of claims, of their parts, facts, refusals, candidates."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))


@HURT
@given(TEXTS, SUFFIXES)
def test_every_span_lies_in_the_text(text: str, suffix: str) -> None:
    found = read(text, suffix)
    if found is None:
        return
    document, extraction = found
    spans = [*spans_in(extraction), *spans_in(document.citations), *spans_in(document.date_span)]
    assert [span for span in spans if not 0 <= span.start < span.end <= len(text)] == []
    for claim in extraction.claims:
        assert document.quote(claim.span).strip() == document.quote(claim.span), claim


@HURT
@given(TEXTS, SUFFIXES)
def test_a_view_is_the_source_point_by_point(text: str, suffix: str) -> None:
    found = read(text, suffix)
    for block in found[0].blocks if found else ():
        position = 0
        for piece in block.view.pieces:
            assert piece.view.start == position < piece.view.end
            position = piece.view.end
            shown, source = block.text[piece.view.start : piece.view.end], text[piece.source.start : piece.source.end]
            if len(shown) == len(source):
                assert all(
                    a == b or (a, b) in _SHOWN or (a == " " and b.isspace()) for a, b in zip(shown, source, strict=True)
                )
            elif not source.startswith(("<", "^", "&")):  # markup is shown as what it means
                assert shown.split() == [*unicodedata.normalize("NFKC", source).split()]
        assert position == len(block.text)


_SHOWN = {("-", "\ufffe"), (" ", "\ufeff")}  # a hyphen at a line's end, a byte order mark


@HURT
@given(TEXTS, SUFFIXES)
def test_names_are_the_words_at_their_span(text: str, suffix: str) -> None:
    found = read(text, suffix)
    if found is None:
        return
    document = found[0]
    per_block = find_names(document, REGISTRY, LEXICON).blocks
    named = {mention.words for mentions in per_block for mention in mentions if isinstance(mention, InstitutionMention)}
    for block, mentions in zip(document.blocks, per_block, strict=True):
        for mention in mentions:
            words = block.text[mention.span.start : mention.span.end]
            assert words.strip() == words != ""
            assert 0 <= block.view.to_source(mention.span).start < block.view.to_source(mention.span).end <= len(text)
            if isinstance(mention, RankingMention | SubjectMention):
                assert mention.words == words
            elif isinstance(mention, InstitutionMention) and mention.words != words:
                # A short form carries the words of the name it stands for.
                assert mention.words in named


PLAIN = {
    "fr": ["Le campus est fleuri.", "Les arbres y sont beaux !", "Que dire de plus ?", "Il pleut sur la ville."],
    "en": ["The campus is green.", "Trees grow there!", "What else is there to say?", "It rains on the town."],
}


@HURT
@given(st.sampled_from(SAYS), st.data())
def test_plain_sentences_after_a_claim_leave_it(said: str, data: st.DataObject) -> None:
    alone = TELLER.extract(read_string(said)).claims
    plain = PLAIN[read_string(said).language]
    paragraphs = data.draw(
        st.lists(st.lists(st.sampled_from(plain), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6)
    )
    assert alone
    assert TELLER.extract(read_string("\n\n".join([said, *paragraphs]))).claims == alone


# What is said once more costs as much as before: twice the text, twice the further steps.
GROWTH = [
    # why                               text said again
    ("paragraphs with a claim",         "The University of Leeds is 24th in the THE Impact Rankings 2024.\n\n"),
    ("a paragraph of claims",           "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant. "),
    ("a paragraph of sentences",        "We are here. "),
    ("a sentence of ranks", "24th "),
    ("a sentence of bands", "101-200, "),
    ("a sentence of names and ranks", "University of Leeds (24th), "),
    ("a sentence of names", "University of Leeds, "),
    ("a sentence of moves", "from 24th to 12th, "),
    ("a sentence that says we", "we are 24th, "),
    ("questions",                       "Who? "),
    ("open brackets",                   "("),
    ("ranks in open brackets", "(24th "),
    ("brackets",                        "(a) "),
    ("digits",                          "1 "),
    ("thousands",                       "1,000 "),
    ("ordinals in words",               "premier "),
    ("articles",                        "the "),
    ("subjects",                        "SDG 1, "),
    ("places",                          "France, "),
    ("years",                           "2024 "),
    ("quoted words",                    "« a » "),
    ("acronyms", "University of Leeds (UL) "),
    ("accents of their own",            "e\u0301"),
    ("points beyond 16 bits",           "\U0001f600"),
    ("raised endings",                  "24<sup>e</sup> "),
    ("short lines",                     "abc def\n"),
    ("short paragraphs",                "abc def\n\n"),
    ("headings",                        "HEADING OF IT\n\n"),
    ("items",                           "- University of Leeds 24th\n"),
    ("numbered items",                  "24. University of Leeds\n"),
    ("rows of a table",                 "University of Leeds\t24\n"),
    ("rows with strokes",               "| University of Leeds | 24 |\n"),
    ("a cell a line",                   "University of Leeds\n24\n"),
    ("a row a chunk", "University of Leeds\n24\n\n"),
    ("rows of one table each",          "a\t1\n\n"),
]  # fmt: skip
_LENGTH = 400  # code points: the least text; twice and four times as much are read too
_MOST_GROWTH = 2.5  # 2 is linear, 4 is quadratic


def steps(text: str) -> int:
    """Count the lines of Python run to read a text."""
    count = 0

    def tell(_frame: FrameType, _event: str, _argument: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return tell

    before = sys.gettrace()
    sys.settrace(tell)
    try:
        read(text, ".txt")
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("why", "again"), GROWTH, ids=names(GROWTH))
def test_steps_grow_with_the_text(why: str, again: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A sentence is read as a whole, up to a bound; with a lower one a shorter text tells what a longer would.
    monkeypatch.setattr("kg.extract.sentences._LONGEST", _LENGTH // 4)
    texts = ["THE Impact Rankings 2024\n\n" + again * (times * _LENGTH // len(again)) for times in (1, 2, 4)]
    read(texts[-1], ".txt")  # folding learns each point once
    once, twice, fourfold = map(steps, texts)
    assert fourfold - twice <= _MOST_GROWTH * (twice - once), why
