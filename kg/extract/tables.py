"""Tables: a body cell with a position takes its institution and subject from its row, its edition from its column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extract import rankings as ranking_module
from kg.extract import slots
from kg.extract.claims import Claim, Entity, Linked, LinkKind, Position, PositionKind, Scope
from kg.extract.mentions import InstitutionMention, RankingMention, YearMention
from kg.extract.places import place_meant
from kg.extract.subjects import entity, subjects_in
from kg.extract.values import BARE_NUMBER, LINE_NUMBER
from kg.language.fold import fold
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence
    from kg.registry import Ranking

_BARE_RANK = re.compile(r"(?P<tie>=)?\s*(?P<n>\d{1,4})\s*(?P<tie2>=|\*)?")
_BARE_SCORE = re.compile(r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)")
_BARE_GRADE = re.compile(r"(?P<letter>[A-E]\+?)")
_LETTER_HEAD = re.compile(r"(?:\w+ )?«? ?(?P<letter>[A-E]\+?) ?»?")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_NAME = re.compile(r"[^\W\d_]{2,}")
_MOST = 0.5


class Column(StrEnum):
    """What a column holds."""

    INSTITUTION = "institution"
    SUBJECT = "subject"
    RANKING = "ranking"
    YEAR = "year"
    COUNT = "count"
    RANK = "rank"
    SCORE = "score"
    GRADE = "grade"
    OTHER = "other"


@dataclass(frozen=True)
class Cell:
    """One cell: its sentence (the whole block) and place."""

    sentence: Sentence
    row: int
    column: int

    @property
    def text(self) -> str:
        """The cell's words."""
        return self.sentence.text.strip()


def table_claims(cells: Sequence[Cell], reading: Reading) -> Iterator[Claim]:
    """Yield the claims of one table, row by row; cells that repeat the one above ("idem", empty) inherit it."""
    if not cells:
        return
    sentence = cells[0].sentence
    ranking = reading.rankings.at(sentence, 0)
    if ranking is None:
        return
    rows: dict[int, dict[int, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    head = rows[min(rows)] if _is_head(rows[min(rows)].values()) else {}
    body = [row for number, row in rows.items() if not head or number != min(rows)]
    columns = {
        number: _column(head.get(number), [row[number] for row in body if number in row], ranking.value, reading)
        for number in rows[min(rows)]
    }
    found = list(_rows(body, head, columns, ranking, reading))
    shared = Counter((claim.edition.value, claim.position, claim.criterion.value) for claim in found)
    for claim in found:
        repeated = (
            claim.position.kind is PositionKind.RANK
            and shared[claim.edition.value, claim.position, claim.criterion.value] > 1
        )
        yield replace(claim, tied=claim.tied or repeated)


def _is_head(cells: Iterable[Cell]) -> bool:
    """Tell whether a row heads its columns: nothing in it is a position."""
    listed = list(cells)
    return not any(
        _BARE_RANK.fullmatch(cell.text) and not cell.sentence.of(YearMention) for cell in listed
    ) and not any(cell.sentence.values for cell in listed)


def _column(head: Cell | None, body: Sequence[Cell], ranking: Ranking, reading: Reading) -> Column:
    words = fold(head.text) if head else ""
    language = body[0].sentence.language if body else None
    filled = [cell for cell in body if cell.text]
    if not filled or language is None:
        return Column.OTHER
    if language.size_head.search(words) and not language.institution_head.search(words):
        return Column.OTHER

    letter = _LETTER_HEAD.fullmatch(head.text) if head else None
    decimals = any(re.search(r"\d[.,]\d", cell.text) for cell in filled)
    scored, headed = bool(language.score_head.search(words)), bool(language.institution_head.search(words))
    # In order: a column is the first kind that most of its cells are of.
    kinds: tuple[tuple[Column, Callable[[Cell], object]], ...] = (
        (Column.INSTITUTION, lambda cell: cell.sentence.of(InstitutionMention)),
        (Column.INSTITUTION, lambda cell: headed and _NAME.search(cell.text)),
        (Column.COUNT, lambda cell: letter and cell.text.isdigit()),
        (Column.RANKING, lambda cell: cell.sentence.of(RankingMention)),
        (Column.YEAR, lambda cell: _YEAR.fullmatch(cell.text)),
        (Column.SUBJECT, lambda cell: subjects_in(cell.sentence, ranking.slug, reading.registry)),
        (Column.SUBJECT, lambda cell: language.subject_head.search(words) and _NAME.search(cell.text)),
        (Column.GRADE, lambda cell: _BARE_GRADE.fullmatch(cell.text)),
        (Column.SCORE, lambda cell: (scored or decimals) and _BARE_SCORE.fullmatch(cell.text)),
        (
            Column.RANK,
            lambda cell: (
                cell.sentence.values or _BARE_RANK.fullmatch(cell.text) or language.ditto.fullmatch(fold(cell.text))
            ),
        ),
    )
    for column, test in kinds:
        if sum(bool(test(cell)) for cell in filled) > _MOST * len(filled):
            return column
    return Column.OTHER


@dataclass(frozen=True)
class _Frame:
    """What a row gives its positions; a row that names no subject keeps the one above."""

    ranking: Linked[Ranking]
    institution: Linked[Entity] | None
    subject: Linked[Entity | None]
    year: Linked[int | None] | None = None


def _rows(
    body: Sequence[dict[int, Cell]],
    head: dict[int, Cell],
    columns: dict[int, Column],
    ranking: Linked[Ranking],
    reading: Reading,
) -> Iterator[Claim]:
    above: dict[int, Position] = {}
    subject: Linked[Entity | None] = Linked(None, None, LinkKind.DEFAULT, "overall")
    for row in body:
        frame = _frame(row, columns, _Frame(ranking, None, subject), reading)
        subject = frame.subject
        for number, cell in row.items():
            position = _position(cell, columns.get(number, Column.OTHER), head.get(number), above.get(number))
            if position is None or frame.institution is None:
                continue
            above[number] = position
            named = frame.ranking.value
            yield Claim(
                frame.institution,
                Linked(ranking_module.entity(named), frame.ranking.span, frame.ranking.kind, frame.ranking.rule),
                frame.year or _edition(head.get(number), named, cell, reading),
                frame.subject,
                _scope(head.get(number), named, frame.institution.value, reading),
                position,
                _source(cell, reading),
                "table-cell",
                tied="=" in cell.text,
            )


def _frame(row: dict[int, Cell], columns: dict[int, Column], start: _Frame, reading: Reading) -> _Frame:
    """Read the cells that name something; a table of rankings or years alone speaks of the current institution."""
    frame = start
    for number, cell in row.items():
        match columns.get(number) if cell.text else None:
            case Column.INSTITUTION if frame.institution is None:
                frame = replace(frame, institution=_institution(cell, reading))
            case Column.SUBJECT:
                frame = replace(frame, subject=_subject(cell, frame.ranking.value, reading) or frame.subject)
            case Column.RANKING:
                frame = replace(frame, ranking=reading.rankings.at(cell.sentence, 0) or frame.ranking)
            case Column.YEAR:
                span = reading.source(cell.sentence, Span(0, len(cell.sentence.text)))
                frame = replace(frame, year=Linked(int(cell.text), span, LinkKind.TABLE, "edition-row"))
    told = {Column.RANKING, Column.YEAR, Column.SUBJECT}
    if Column.INSTITUTION not in columns.values() and told & set(columns.values()):
        sentence = next(iter(row.values())).sentence
        frame = replace(frame, institution=reading.institutions.subject(sentence, 0))
    return frame


def _institution(cell: Cell, reading: Reading) -> Linked[Entity]:
    named = cell.sentence.of(InstitutionMention)
    mention = named[0] if named else reading.institutions.named(cell.text)
    span = reading.source(cell.sentence, named[0].span if named else Span(0, len(cell.sentence.text)))
    return Linked(reading.institutions.entity(mention), span, LinkKind.TABLE, "institution-row")


def _subject(cell: Cell, ranking: Ranking, reading: Reading) -> Linked[Entity | None] | None:
    known = subjects_in(cell.sentence, ranking.slug, reading.registry)
    if not known:
        span = reading.source(cell.sentence, Span(0, len(cell.sentence.text)))
        return Linked(Entity(cell.text), span, LinkKind.TABLE, "criterion-candidate")
    named = entity(known[0].criteria[0], known[0].mention.words, reading.registry)
    return Linked(named, reading.source(cell.sentence, known[0].mention.span), LinkKind.TABLE, "criterion-row")


def _scope(head: Cell | None, ranking: Ranking, institution: Entity, reading: Reading) -> Linked[Scope]:
    """Give the place a column's head names ("Rang national"), else the ranking's own."""
    for where in slots.places_of(head.sentence) if head else ():
        place = place_meant(head.sentence, where, institution, reading) if head else None
        if head and place:
            return Linked(Scope(place), reading.source(head.sentence, where.span), LinkKind.TABLE, "scope-column")
    return Linked(Scope(ranking.own_scope), None, LinkKind.DEFAULT, "scope-of-ranking")


def _position(cell: Cell, column: Column, head: Cell | None, above: Position | None) -> Position | None:
    if cell.sentence.language.ditto.fullmatch(fold(cell.text)) and cell.text:
        return above
    if column is Column.GRADE and (match := _BARE_GRADE.fullmatch(cell.text)):
        return Position(PositionKind.GRADE, grade=match["letter"])
    if column is Column.SCORE and (match := _BARE_SCORE.fullmatch(cell.text)):
        value = Decimal(match["n"].replace(",", "."))
        return Position(PositionKind.SCORE, int(value) if value == int(value) else value)
    if column is Column.COUNT and head and (letter := _LETTER_HEAD.fullmatch(head.text)) and cell.text.isdigit():
        count = int(cell.text)
        return Position(PositionKind.GRADE_COUNT, count, count, grade=letter["letter"]) if count else None
    if column is Column.RANK:
        whole = [value for value in cell.sentence.values if value.rule not in {BARE_NUMBER, LINE_NUMBER}]
        if whole:
            return whole[0].position
        if match := _BARE_RANK.fullmatch(cell.text):
            return Position(PositionKind.RANK, int(match["n"]), int(match["n"]))
    return None


def _edition(head: Cell | None, ranking: Ranking, cell: Cell, reading: Reading) -> Linked[int | None]:
    years = head.sentence.of(YearMention) if head else ()
    if head and len(years) == 1:
        return Linked(years[0].year, reading.source(head.sentence, years[0].span), LinkKind.TABLE, "edition-column")
    return reading.edition(cell.sentence, ranking)


def _source(cell: Cell, reading: Reading) -> Span:
    start = len(cell.sentence.text) - len(cell.sentence.text.lstrip())
    return reading.source(cell.sentence, Span(start, start + len(cell.text)))
