"""Tables: a body cell with a position takes what its row and its column name, the rest from around the table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import rankings as ranking_module
from kg.extract import slots
from kg.extract.cells import former_of, is_tied, position_in, repeats
from kg.extract.claims import Claim, Entity, Linked, LinkKind, Position, PositionKind, Scope
from kg.extract.columns import LETTER_HEAD, YEAR_CELL, Cell, Column, column_of, is_head
from kg.extract.forms import institutions_called
from kg.extract.mentions import InstitutionMention, RankingMention, YearMention
from kg.extract.places import place_meant
from kg.extract.subjects import covers, criteria_of, entity, named_once
from kg.language.fold import fold
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.reading import Reading
    from kg.registry import Ranking

_OVERALL: Linked[Entity | None] = Linked(None, None, LinkKind.DEFAULT, "overall")
_NAMED = {Column.INSTITUTION, Column.SUBJECT, Column.RANKING, Column.YEAR, Column.PLACE}


@dataclass(frozen=True)
class _Frame:
    """What holds for a position: the table's, then its column's, then its row's."""

    ranking: Linked[Ranking]
    institution: Linked[Entity] | None = None
    subject: Linked[Entity | None] = _OVERALL
    year: Linked[int | None] | None = None


def table_claims(cells: Sequence[Cell], reading: Reading) -> Iterator[Claim]:
    """Yield the claims of one table, row by row; cells that repeat the one above ("idem", empty) inherit it."""
    ranking = reading.rankings.at(cells[0].sentence, 0) if cells else None
    if ranking is None:
        return
    table = _Table(cells, ranking, reading)
    found = list(table.claims())
    shared = Counter(_place(claim) for claim in found)
    for claim in found:
        repeated = claim.position.kind is PositionKind.RANK and shared[_place(claim)] > 1
        yield replace(claim, tied=claim.tied or repeated)


def _place(claim: Claim) -> tuple[object, ...]:
    return (claim.edition.value, claim.position, claim.criterion.value, claim.ranking.value, claim.scope.value)


class _Table:
    """One table: its head, its columns, its rows."""

    def __init__(self, cells: Sequence[Cell], ranking: Linked[Ranking], reading: Reading) -> None:
        self._reading = reading
        rows: dict[int, dict[int, Cell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        first = rows[min(rows)]
        self._head = first if is_head(first.values()) else {}
        self._body = [row for number, row in rows.items() if not self._head or number != min(rows)]
        numbers = {number for row in rows.values() for number in row}
        self._columns = {
            number: column_of(
                self._head.get(number), [row[number] for row in self._body if number in row], reading.institutions
            )
            for number in sorted(numbers)
        }
        self._one_institution()
        self._ranking = ranking
        self._text = cells[0].sentence

    def _one_institution(self) -> None:
        """Keep one column of institutions, the first; where there is none, words of no known kind are subjects."""
        named = [number for number, column in self._columns.items() if column is Column.INSTITUTION]
        for number in named[1:]:
            self._columns[number] = Column.OTHER
        labels = [number for number, column in self._columns.items() if column is Column.LABEL]
        subjects = Column.SUBJECT in self._columns.values()
        for number in labels:
            self._columns[number] = Column.OTHER if named or subjects or number != labels[0] else Column.SUBJECT

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in reading order."""
        above: dict[int, Position] = {}
        start = _Frame(self._ranking, self._whole_table())
        last = start
        for row in self._body:
            last = self._row_frame(row, start, last)
            for number, cell in row.items():
                column = self._columns.get(number, Column.OTHER)
                if column in _NAMED or column is Column.OTHER:
                    continue
                head, scale = self._head.get(number), self._reading.scale
                position = above.get(number) if repeats(cell) else position_in(cell, column, head, scale)
                if position is None or last.institution is None:
                    continue
                above[number] = position
                yield from self._claims_of(cell, number, position, last)

    def _whole_table(self) -> Linked[Entity] | None:
        """Give the institution of a table that has no column of them."""
        told = {Column.RANKING, Column.YEAR, Column.SUBJECT}
        if Column.INSTITUTION in self._columns.values() or not told & set(self._columns.values()):
            return None
        return self._reading.institutions.of_table(self._text)

    def _row_frame(self, row: Mapping[int, Cell], start: _Frame, last: _Frame) -> _Frame:
        """Read the cells that name something; a row whose subject cell is empty keeps the one above."""
        frame = replace(start, subject=last.subject) if self._continues(row) else start
        for number, cell in row.items():
            match self._columns.get(number) if cell.text else None:
                case Column.RANKING:
                    frame = replace(frame, ranking=self._reading.rankings.at(cell.sentence, 0) or frame.ranking)
                case Column.YEAR:
                    frame = replace(frame, year=self._year(cell))
        for number, cell in row.items():
            match self._columns.get(number) if cell.text else None:
                case Column.INSTITUTION:
                    frame = replace(frame, institution=self._institution(cell, row))
                case Column.SUBJECT:
                    frame = self._with_subject(frame, cell, "row")
        return frame

    def _continues(self, row: Mapping[int, Cell]) -> bool:
        """Tell whether a row leaves its subject to the row above: its cell there is empty."""
        subjects = [number for number, column in self._columns.items() if column is Column.SUBJECT]
        return bool(subjects) and not any(number in row and row[number].text for number in subjects)

    def _year(self, cell: Cell) -> Linked[int | None] | None:
        match = YEAR_CELL.search(cell.text)
        span = self._whole(cell)
        return Linked(int(match["year"]), span, LinkKind.TABLE, "edition-row") if match else None

    def _institution(self, cell: Cell, row: Mapping[int, Cell]) -> Linked[Entity]:
        return self._told_by_town(cell, row) or self._called(cell)

    def _told_by_town(self, cell: Cell, row: Mapping[int, Cell]) -> Linked[Entity] | None:
        """Tell rows of one name apart by the town beside it: "École centrale | Lyon"."""
        town = row.get(cell.column + 1)
        alike = sum(cell.column in other and other[cell.column].text == cell.text for other in self._body)
        if alike < 2 or town is None or not town.sentence.language.town_head.search(self._head_words(town)):  # noqa: PLR2004
            return None
        words = f"{cell.text} {town.text}"
        terms = institutions_called(words, self._reading.lexicon)
        mention = InstitutionMention(Span(0, len(cell.text)), words, terms)
        span = self._whole(cell)
        return Linked(self._reading.institutions.entity(mention), span, LinkKind.TABLE, "institution-row")

    def _head_words(self, cell: Cell) -> str:
        head = self._head.get(cell.column)
        return fold(head.text) if head else ""

    def _called(self, cell: Cell) -> Linked[Entity]:
        named, institutions = cell.sentence.of(InstitutionMention), self._reading.institutions
        mention = named[0] if named else institutions.named(cell.text)
        span = self._reading.source(cell.sentence, named[0].span) if named else self._whole(cell)
        return Linked(institutions.entity(mention), span, LinkKind.TABLE, "institution-row")

    def _with_subject(self, frame: _Frame, cell: Cell, axis: str) -> _Frame:
        """Give a frame the subject a cell names, and the ranking that has a table of it."""
        reading = self._reading
        if cell.sentence.language.overall.search(fold(cell.text)):
            return replace(frame, subject=_OVERALL)
        mentions = [mention for mention in named_once(cell.sentence) if covers(mention, cell.text)]
        for option in (frame.ranking, *reading.rankings.siblings(frame.ranking)):
            for mention in mentions:
                criteria = criteria_of(mention, option.value.slug, reading.registry)
                if criteria:
                    span = reading.source(cell.sentence, mention.span)
                    named = entity(criteria[0], mention.words, reading.registry)
                    subject: Linked[Entity | None] = Linked(named, span, LinkKind.TABLE, f"criterion-{axis}")
                    return replace(frame, ranking=option, subject=subject)
        span = self._whole(cell)
        candidate: Linked[Entity | None] = Linked(Entity(cell.text), span, LinkKind.TABLE, "criterion-candidate")
        return replace(frame, subject=candidate)

    def _column_frame(self, number: int, frame: _Frame) -> _Frame:
        """Read the head of a column: its year, ranking and subject."""
        head = self._head.get(number)
        if head is None:
            return frame
        if head.sentence.of(RankingMention):
            frame = replace(frame, ranking=self._reading.rankings.at(head.sentence, 0) or frame.ranking)
        years = head.sentence.of(YearMention)
        if len(years) == 1:
            span = self._reading.source(head.sentence, years[0].span)
            frame = replace(frame, year=Linked(years[0].year, span, LinkKind.TABLE, "edition-column"))
        if self._names_subject(number, head):
            frame = self._with_subject(frame, head, "column")
        return frame

    def _names_subject(self, number: int, head: Cell) -> bool:
        """Tell whether a column's head names a subject: more than "Rank", "Score", a year, a place or a letter."""
        language, words = head.sentence.language, fold(head.text)
        if LETTER_HEAD.fullmatch(head.text) or head.sentence.of(RankingMention):
            return False
        if named_once(head.sentence):
            return True
        others = sum(column in {Column.RANK, Column.SCORE} for column in self._columns.values())
        known = (
            slots.places_of(head.sentence)
            or head.sentence.of(YearMention)
            or language.rank_head.search(words)
            or language.score_head.search(words)
            or language.grade_head.search(words)
            or language.institution_head.search(words)
        )
        return not known and bool(re.search(r"[^\W\d_]{3,}", words)) and others > 1 and number > 0

    def _claims_of(self, cell: Cell, number: int, position: Position, row: _Frame) -> Iterator[Claim]:
        frame = self._column_frame(number, row)
        ranking, reading = frame.ranking.value, self._reading
        if frame.institution is None:
            return
        claim = Claim(
            frame.institution,
            Linked(ranking_module.entity(ranking), frame.ranking.span, frame.ranking.kind, frame.ranking.rule),
            frame.year or reading.edition(cell.sentence, ranking),
            frame.subject,
            self._scope(number, ranking, frame.institution.value),
            position,
            self._source(cell),
            "table-cell",
            tied=is_tied(cell),
        )
        yield claim
        if former := former_of(cell, claim):
            yield former

    def _scope(self, number: int, ranking: Ranking, institution: Entity) -> Linked[Scope]:
        """Give the place a column's head names ("Rang national"), else the ranking's own."""
        head = self._head.get(number)
        for where in slots.places_of(head.sentence) if head else ():
            place = place_meant(head.sentence, where, institution, self._reading) if head else None
            if head and place:
                return Linked(
                    Scope(place), self._reading.source(head.sentence, where.span), LinkKind.TABLE, "scope-column"
                )
        return Linked(Scope(ranking.own_scope), None, LinkKind.DEFAULT, "scope-of-ranking")

    def _whole(self, cell: Cell) -> Span:
        return self._reading.source(cell.sentence, Span(0, len(cell.sentence.text)))

    def _source(self, cell: Cell) -> Span:
        start = len(cell.sentence.text) - len(cell.sentence.text.lstrip())
        return self._reading.source(cell.sentence, Span(start, start + len(cell.text)))
