"""What one cell of a table states: a position, by what its column holds, and a former one where it says a move."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.bare import decimal_of
from kg.extract.claims import Claim, Linked, LinkKind, Number, Position, PositionKind
from kg.extract.columns import BARE_GRADE, BARE_RANK, BARE_SCORE, LETTER_HEAD, Column
from kg.language.fold import fold

if TYPE_CHECKING:
    from kg.extract.columns import Cell

_MOVED = re.compile(
    r"(?P<n>\d{1,4})\s*(?:e|er|st|nd|rd|th)?\s*\((?P<sign>[+\N{MINUS SIGN}–-]|up |down )\s?(?P<by>\w+)(?: places?)?\)"
)
_OUT_OF = re.compile(r"(?:/|sur|out of|of|max\.?)\s?(?P<of>\d{1,3}(?:[ ,.\u202f\u00a0]?\d{3})*)")
_TIE = re.compile(r"=|\bex[- ]?(?:ae|æ)quo")


def position_in(cell: Cell, column: Column, head: Cell | None, scale: int | None) -> Position | None:
    """Give the position that a cell states; ``scale`` limits a score where the column's head says no limit."""
    if column is Column.GRADE and (match := BARE_GRADE.fullmatch(cell.text)):
        return Position(PositionKind.GRADE, grade=match["letter"].replace("\N{MINUS SIGN}", "-"))
    if column is Column.SCORE and (match := BARE_SCORE.fullmatch(cell.text)):
        return Position(PositionKind.SCORE, _number(match["n"]), _out_of(head) or scale)
    if column is Column.COUNT and head and (letter := LETTER_HEAD.fullmatch(head.text)) and cell.text.isdecimal():
        count = int(cell.text)
        return Position(PositionKind.GRADE_COUNT, count, count, grade=letter["letter"]) if count else None
    if column is Column.RANK:
        if cell.positions:
            return cell.positions[0].position
        if match := BARE_RANK.fullmatch(cell.text) or _MOVED.fullmatch(cell.text):
            rank = int(re.sub(r"\D", "", match["n"]))
            return Position(PositionKind.RANK, rank, rank)
    return None


def repeats(cell: Cell) -> bool:
    """Tell whether a cell says that it holds what the one above does: "idem"."""
    return bool(cell.text and cell.sentence.language.ditto.fullmatch(fold(cell.text)))


def is_tied(cell: Cell) -> bool:
    """Tell whether a cell marks its rank as shared: "=12", "12 ex æquo"."""
    return bool(_TIE.search(cell.text))


def former_of(cell: Cell, claim: Claim) -> Claim | None:
    """Give the rank before the move that a cell says beside its rank: "24 (+3)"; None where its edition is unknown."""
    moved = _MOVED.search(cell.text)
    if moved is None or not moved["by"].isdecimal() or claim.edition.value is None:
        return None
    by = int(moved["by"])
    before = int(moved["n"]) + (by if moved["sign"] in {"+", "up "} else -by)
    edition: Linked[int | None] = Linked(claim.edition.value - 1, claim.span, LinkKind.TABLE, "edition-before")
    former = Position(PositionKind.RANK, before, before)
    return replace(claim, edition=edition, position=former, rule="former-by-move", computed=True, tied=False)


def _number(words: str) -> Number:
    """Read a score: "9,500" and "9 500" are thousands, "17,4" is a decimal."""
    return decimal_of(re.sub(r"[ ,.\u202f\u00a0](?=\d{3}(?!\d))", "", words))


def _out_of(head: Cell | None) -> int | None:
    """Give the most a score can be, where the column's head says it: "Score (out of 10,000)", "Note /20"."""
    match = _OUT_OF.search(fold(head.text)) if head else None
    return int(re.sub(r"\D", "", match["of"])) if match else None
