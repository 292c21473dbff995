"""HTML: evidence holds in the file as received, so each text keeps its place in the source.

Nothing is run and nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.language.fold import fold
from kg.read.document import BlockKind, Span
from kg.read.html.blocks import blocks_of
from kg.read.html.layout import Layout
from kg.read.html.page import Page
from kg.read.html.regions import Place
from kg.read.html.tokens import Tokens, text_runs
from kg.read.raw import RawBlock, RawDocument
from kg.read.view import ViewBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.read.document import View

_SHORTEST_TITLE = 12  # as in kg.read.structure
_PAGE = re.compile(r"\.x?html?(?:[?#]|$)", re.IGNORECASE)  # pages link to pages everywhere: that cites nothing
_SITE = re.compile(r"\s(?:[|–—·•«»-]|::)\s")  # parts a page's title from its site's


def read_html(source: str) -> RawDocument:
    """Read a page; blocks that are no part of its text are left out (kg.read.html.regions says which and why)."""
    tokens = Tokens(source)
    layout, page = Layout(source, tokens), Page(source, tokens)
    for token in tokens:
        page.take(token)
        layout.take(token)
    places = layout.finish()
    links = []
    for mark in layout.marks:
        if places[mark.region] is Place.TEXT and mark.tag.name == "time":
            page.add_time(mark.tag)
        elif places[mark.region] is Place.TEXT and not _PAGE.search(tokens.value(mark.tag, "href") or ".html"):
            links.append(mark.tag.values["href"])
    blocks = _with_title(list(blocks_of(source, layout.leaves, places)), _titles(source, page.titles))
    return RawDocument(source, blocks, date=page.date, address=page.address, language=page.language, links=tuple(links))


def read_fragment(source: str, part: Span) -> list[RawBlock]:
    """Read a part of a source that is HTML, as in Markdown."""
    tokens = Tokens(source, part)
    layout = Layout(source, tokens)
    for token in tokens:
        layout.take(token)
    places = layout.finish()
    return list(blocks_of(source, layout.leaves, places))


def _titles(source: str, spans: Sequence[Span]) -> list[View]:
    """Give the titles in a page's head, the best first, without the name of the site behind them."""
    titles = []
    for span in spans:
        text = source[span.start : span.end]
        end = max(
            (match.start() for match in _SITE.finditer(text) if match.start() >= _SHORTEST_TITLE), default=len(text)
        )
        builder = ViewBuilder(source)
        for run in text_runs(source, Span(span.start, span.start + end)):
            if run.text is None:
                builder.copy(run.start, run.end)
            else:
                builder.replace(run.text, run.start, run.end)
        titles.append(builder.build())
    return [title for title in titles if len(title.text) >= _SHORTEST_TITLE and " " in title.text]


def _with_title(blocks: list[RawBlock], titles: Sequence[View]) -> list[RawBlock]:
    """Let the title be the first heading: lines above it name the site or the rubric.

    It is the `<h1>` that the page's head repeats, else the first; without one the heading that the head repeats, else
    what the head says.
    """
    told = [fold(title.text) for title in titles]
    long = [at for at, block in enumerate(blocks) if len(block.view.text) >= _SHORTEST_TITLE]
    marked = [at for at in long if blocks[at].kind is BlockKind.HEADING and not blocks[at].boilerplate]
    first = [at for at in marked if blocks[at].level == 1]
    repeated = [at for at in first or marked if any(fold(blocks[at].view.text) in title for title in told)]
    title = next(iter(repeated or first), None)
    if title is not None:
        return [
            replace(block, kind=BlockKind.PARAGRAPH, level=0)
            if at < title and block.kind is BlockKind.HEADING
            else block
            for at, block in enumerate(blocks)
        ]
    return [RawBlock(BlockKind.HEADING, titles[0], 1), *blocks] if titles and blocks else blocks
