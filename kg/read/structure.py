"""A block's place in its document: title, heading, introducing line, language, boilerplate."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read.document import Block, BlockKind
from kg.read.tongue import main_language, vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.read.raw import RawBlock

_FEWEST_LETTERS = 25  # Shorter blocks take the document's language: names alone mislead any detector.
_FEWEST_WORDS = 5  # of one language, more than of the other, in a document whose words tell its language
_MENU = re.compile(r"[|·›>]|\s/\s")
_SHORTEST_TITLE = 12
_NUMERIC_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")
_MOST_BESIDE_DATE = 20
_LETTERHEAD = re.compile(r"(?:communique de presse|press release|news\b|actualites?\b|\w+, le \d)")


def arrange(raw: Sequence[RawBlock], stated: str | None = None) -> tuple[str, tuple[Block, ...]]:
    """Give the document's language, and its blocks placed; the title becomes a block of kind TITLE.

    ``stated`` is the language that the file states, if it does. Empty input gives no block.
    """
    votes = [vote(block.view.text) for block in raw]
    main = _main_language(votes, stated)
    title = _title(raw)
    blocks: list[Block] = []
    headings: list[int] = []
    boilerplate: int | None = None
    for position, block in enumerate(raw):
        kind = BlockKind.TITLE if position == title else block.kind
        level = 0 if position == title else block.level
        if kind in {BlockKind.TITLE, BlockKind.HEADING}:
            headings = [at for at in headings if blocks[at].level < level]
            if boilerplate is not None and level <= boilerplate:
                boilerplate = None
        language = _language(votes[position], block.view.text, main)
        folded = fold(block.view.text)
        opens = bool(LANGUAGES[language].boilerplate.match(folded))
        aside = bool(LANGUAGES[language].aside.match(folded))
        blocks.append(
            Block(
                kind,
                block.view,
                language,
                level,
                headings[-1] if headings else None,
                _parent(blocks, block),
                block.table,
                block.row,
                block.column,
                block.boilerplate or boilerplate is not None or opens or aside,
            )
        )
        if kind in {BlockKind.TITLE, BlockKind.HEADING}:
            headings.append(position)
            if opens:
                boilerplate = level
        elif opens and not block.boilerplate and position >= len(raw) / 2:
            # Contact lines and what follows them close a release; at its head they are a line like others.
            boilerplate = -1
    return main, tuple(blocks)


def _main_language(votes: Sequence[Counter[str]], stated: str | None) -> str:
    """Give the language that the words speak for or, where they hardly do, the one stated.

    A page's template often states a language that its text is not in: clear words go first.
    """
    counts = sum(votes, Counter())
    (_, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    code = (stated or "").partition("-")[0].strip().lower()
    return code if code in LANGUAGES and most - second < _FEWEST_WORDS else main_language(votes)


def _title(raw: Sequence[RawBlock]) -> int | None:
    """Find the title: the highest first heading before any prose, else the first line that is no letterhead."""
    for kinds in ({BlockKind.HEADING}, {BlockKind.HEADING, BlockKind.PARAGRAPH}):
        for position, block in enumerate(raw):
            text = block.view.text
            if block.kind is BlockKind.PARAGRAPH and BlockKind.PARAGRAPH not in kinds and len(text) > 2 * 110:
                break
            usual = len(text) >= _SHORTEST_TITLE and not _MENU.search(text) and not _is_letterhead(fold(text))
            if block.kind in kinds and usual:
                return position
    return None


def _is_letterhead(folded: str) -> bool:
    """Tell whether a line is what stands above a title: "press release", a date with a word or two."""
    dates = [language.date.search(folded) for language in LANGUAGES.values()]
    words = min((len(folded) - len(date[0]) for date in (*dates, _NUMERIC_DATE.search(folded)) if date), default=None)
    return bool(_LETTERHEAD.match(folded)) or (words is not None and words <= _MOST_BESIDE_DATE)


def _parent(blocks: Sequence[Block], block: RawBlock) -> int | None:
    """Find the line that introduces an item or a table: the last one before it that is no part of it."""
    if block.kind not in {BlockKind.ITEM, BlockKind.CELL}:
        return None
    last = blocks[-1] if blocks else None
    if block.kind is BlockKind.CELL and last is not None and last.kind is BlockKind.CELL and last.table == block.table:
        return last.parent
    position: int | None = len(blocks) - 1 if blocks else None
    while position is not None:
        other = blocks[position]
        if other.kind is not BlockKind.ITEM or (block.kind is BlockKind.ITEM and other.level < block.level):
            return position
        if block.kind is BlockKind.CELL:
            return None
        # What lies between an item and its parent is no shallower than the item: no need to look at it.
        position = other.parent
    return None


def _language(counts: Counter[str], text: str, main: str) -> str:
    if not counts or len(list(islice(filter(str.isalpha, text), _FEWEST_LETTERS))) < _FEWEST_LETTERS:
        return main
    return max(sorted(LANGUAGES), key=lambda code: (counts[code], code == main))
