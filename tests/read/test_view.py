"""Whatever the text, each point of a view knows where it came from."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.read import Document, Span, View, read_string
from tests.tables import names

FORMATS = st.sampled_from([".txt", ".md", ".html"])

# Pieces that have each broken a reader somewhere: endings, marks, blanks of all kinds, points that fold to several.
NASTY = [
    "École", "24", "e", "e\n", "th", "24<sup>e</sup>", "<sup>", "</sup>", "16^e", "1^{re}", "^{", "^", "ex-", "aequo",
    "Univer-", "sité", "100-", "200", "5 janvier 2022", "24e", "a", "B.", "?", ":", "…", "«", "»", "’", "=", "|", "---",
    "===", "| a | b |", "|---|---|", "\t", "-", "*", "►", "#", "##", "1.", "15)", "**", "_", "`", "```", "[", "](", ">",
    "http://a.b/c.pdf", "~~", "&amp;", "&nbsp;", "<b>", "<div>", "<!--", "-->", "[^1]", "[^1]: x", "- [ ] x", "\\", "$",
    "<p>", "</p>", "<br>", "<h1>", "<ol reversed start=3>", "<li>", "</li>", "</ol>", "<table>", "<tr>",
     "<td rowspan=2>",
    "<th colspan=3>", "</td>", "</table>", "<nav>", "</nav>", "<aside>", "<pre>", "<div hidden>", "</div>", "&eacute",
    "&#8217;", "&shy;", "<script>", "</script>", "<a href='x.pdf", "<title>", "</title>", "<html lang=fr>", "< ",
    "é", "e\u0301", "œ", "ﬁ", "ﬃ", "İ", "ß", "½", "\U0001f600", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u00ad",
    "\ufffe", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\x00", "\r", "\n", "\r\n", "\n\n", " ", "  ", "    ",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(NASTY), max_size=30)
TEXTS = st.one_of(
    PIECES.map("".join),
    PIECES.map(" ".join),
    PIECES.map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


def read(source: str, suffix: str) -> Document | None:
    try:
        return read_string(source, suffix)
    except DocumentError:  # no text in it
        return None


def mended(point: str) -> str:
    """Give the point a view shows for one of the source that it shows in the same place."""
    return " " if point.isspace() else point


@settings(max_examples=600)
@given(TEXTS, FORMATS)
@example("- 24<sup>e</sup>\n  - 1^{re}\n", ".md")
@example("\ufeff- ex-\naequo 6\ne\n rang\r\n", ".txt")
def test_a_view_maps_into_its_source(source: str, suffix: str) -> None:
    document = read(source, suffix)
    for block in document.blocks if document else ():
        shown = read_from = 0
        for piece in block.view.pieces:
            assert piece.view.start == shown < piece.view.end
            assert read_from <= piece.source.start < piece.source.end <= len(source)
            shown, read_from = piece.view.end, piece.source.end
            words, behind = block.text[slice(*span(piece.view))], source[slice(*span(piece.source))]
            if len(words) == len(behind):
                read_as = "".join(map(mended, behind))
                # PDFium's mark for a hyphen at a line's end is shown as the hyphen it stands for.
                assert words in {read_as, read_as.replace("\ufffe", "-")}
        assert shown == len(block.text)


def span(of: Span) -> tuple[int, int]:
    return of.start, of.end


@settings(max_examples=300)
@given(TEXTS, FORMATS)
def test_every_span_of_a_view_has_a_source(source: str, suffix: str) -> None:
    document = read(source, suffix)
    for view in (block.view for block in document.blocks) if document else ():
        ends = range(1, len(view.text) + 1)
        spans = {(start, end): view.to_source(Span(start, end)) for end in ends for start in range(end)}
        assert all(0 <= found.start < found.end <= len(source) for found in spans.values())
        starts = [spans[start, len(view.text)].start for start in range(len(view.text))]
        assert starts == sorted(starts)
        assert [spans[0, end].end for end in ends] == sorted(spans[0, end].end for end in ends)


@settings(max_examples=300)
@given(TEXTS, FORMATS)
def test_blocks_point_to_blocks_before_them(source: str, suffix: str) -> None:
    document = read(source, suffix)
    for number, block in enumerate(document.blocks if document else ()):
        assert all(place is None or 0 <= place < number for place in (block.heading, block.parent))


WORDS = st.lists(st.text("abcdefgilmnoprstuvéèàç", min_size=2, max_size=9), min_size=1, max_size=40)
BLANKS = st.lists(st.sampled_from([" ", " ", " ", "\n", " \n", "\n\n", "\r\n", "\u00a0"]), min_size=40, max_size=40)


@settings(max_examples=400)
@given(WORDS, BLANKS, FORMATS)
def test_prose_is_read_whole_and_in_order(words: list[str], blanks: list[str], suffix: str) -> None:
    source = "".join(word + blank for word, blank in zip(words, blanks, strict=False))
    assert " ".join(block.text for block in read_string(source, suffix).blocks).split() == words


QUOTED = [
    # why                            format  source                           words of the view  words behind them
    ("as it is",                     ".txt", "elle est 24e en France aujourd’hui", "24e en France", "24e en France"),
    ("a raised ending whole",        ".md",  "elle est 24<sup>e</sup> en France", "24e",           "24<sup>e</sup>"),
    ("braces whole",                 ".txt", "elle est 1^{re} en France, dit-on", "1re en",        "1^{re} en"),
    ("not the markup beside it",     ".md",  "elle est **24e** en France, dit-on", "24e",           "24e"),
    ("the markup between",           ".md",  "elle est **24e** en France, dit-on", "24e en",        "24e** en"),
    ("a torn ending",                ".txt", "elle est au 6\ne\n rang de la liste", "6e rang",       "6\ne\n rang"),
    ("a line end that is no break", ".txt",
     "Le site dit bien qu’elle est classée à la 3e place en \nFrance et au 5e rang du monde", "place en France",
     "place en \nFrance"),
    ("a broken word",                ".txt", "elle est classée 5e ex-\naequo là-bas", "5e ex-aequo",   "5e ex-\naequo"),
    ("a joined word",                ".txt", "l’Univer-\nsité de la région",  "Université",    "Univer-\nsité"),
    ("a run of blanks",              ".txt", "elle est au 1e  rang  de la liste", "1e rang",       "1e  rang"),
    ("after an accent in two points", ".md",  "l’e\u0301cole est **24e** en France", "24e",           "24e"),
    ("after a point beyond 16 bits", ".md",  "\U0001f600 elle est **24e** en France", "24e",           "24e"),
    ("a ligature whole",             ".txt", "le site oﬃciel de la liste",    "ffi",           "ﬃ"),
    ("part of a ligature",           ".txt", "le site oﬃciel de la liste",    "fi",            "ﬃ"),
    ("behind a byte order mark",     ".txt", "\ufeffelle est 24e en France",  "24e",           "24e"),
    ("a cell of a table",            ".md",  "| École | Rang |\n|---|---|\n| Nord | **3**e |", "3e",            "3**e"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "source", "words", "behind"), QUOTED, ids=names(QUOTED))
def test_words_are_quoted_as_written(why: str, suffix: str, source: str, words: str, behind: str) -> None:
    document = read_string(source, suffix)
    view, at = find(document, words)
    assert document.quote(view.to_source(at)) == behind, why


def find(document: Document, words: str) -> tuple[View, Span]:
    for block in document.blocks:
        if found := re.search(re.escape(words), block.text):
            return block.view, Span(*found.span())
    raise AssertionError(words)
