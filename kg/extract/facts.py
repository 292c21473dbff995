"""What documents say beside positions: sizes of editions, participations, moves, methods."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import rankings as ranking_module
from kg.extract.bare import FORMER_COUNT
from kg.extract.claims import (
    EditionSize,
    Entity,
    Fact,
    Linked,
    LinkKind,
    Method,
    Move,
    Participation,
    PositionKind,
)
from kg.extract.formers import partner_of
from kg.extract.mentions import CueMention, PlaceMention, SubjectMention, ValueMention
from kg.extract.subjects import entity, subjects_in
from kg.extract.values import number_of
from kg.language import Kind
from kg.language.triggers import matches_in
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence
    from kg.registry import Ranking

_FEWEST_CRITERIA = 3
_COUNTRY = r"pays|nation|countr"
_SMALLEST_SIZE = 10  # below, a few of its institutions are meant, not the edition
_PLACE_NEAR = 12
_CUES = (Kind.SIZE, Kind.PARTICIPATION, Kind.GAIN, Kind.LOSS, Kind.KEPT)


def facts_of(sentence: Sentence, reading: Reading) -> Iterator[Fact]:
    """Yield the facts of a sentence, kind by kind, each kind in reading order."""
    teller = _Teller(sentence, reading)
    if teller.has_nothing():
        return
    yield from teller.sizes()
    yield from teller.participations()
    yield from teller.moves()
    yield from teller.methods()


class _Teller:
    """Reads one sentence; a fact without a ranking is none."""

    def __init__(self, sentence: Sentence, reading: Reading) -> None:
        self._sentence, self._reading = sentence, reading
        span = sentence.span
        self._matches = list(matches_in(sentence.folded, sentence.language.fact_rules, span.start, span.end))

    def has_nothing(self) -> bool:
        """Tell whether no word of the sentence speaks of a fact, and no two positions of a move."""
        return not self._matches and not self._sentence.cues(*_CUES) and len(self._sentence.values) < 2  # noqa: PLR2004

    def _found(self, *kinds: Kind) -> Iterator[tuple[str, Kind, re.Match[str], int | None]]:
        for rule, match in self._matches:
            if rule.kind in kinds:
                yield rule.id, rule.kind, match, number_of(rule.groups_in(match).get("n"), self._sentence.language)

    def _source(self, start: int, end: int) -> Span:
        return self._reading.source(self._sentence, Span(start, end))

    def _ranking(self, point: int) -> Linked[Ranking] | None:
        return self._reading.rankings.at(self._sentence, point)

    def _named(self, ranking: Linked[Ranking]) -> Linked[Entity]:
        return Linked(ranking_module.entity(ranking.value), ranking.span, ranking.kind, ranking.rule)

    def _edition(self, ranking: Ranking) -> Linked[int | None]:
        return self._reading.edition(self._sentence, ranking)

    def sizes(self) -> Iterator[Fact]:
        """Find how many institutions and countries an edition ranks."""
        told = False
        for cue in self._sentence.cues(Kind.SIZE):
            ranking = self._ranking(cue.span.start)
            groups = dict(cue.groups)
            # "1 500 universités dans 105 pays": the countries of an edition whose size is told.
            joined = told and re.match(_COUNTRY, groups["unit"])
            if cue.number and cue.number >= _SMALLEST_SIZE and ranking and (joined or self._is_size(cue)):
                told = True
                unit = "country" if re.match(_COUNTRY, groups["unit"]) else "institution"
                place = self._place_of(cue)
                yield EditionSize(
                    self._named(ranking),
                    self._edition(ranking.value),
                    unit,
                    cue.number,
                    "more" in groups,
                    self._source(cue.span.start, cue.span.end),
                    cue.rule,
                    place,
                )
        yield from self._sizes_by_year()
        yield from self._group_sizes()

    def _is_size(self, cue: CueMention) -> bool:
        before, after = self._sentence.before(cue.span.start), self._sentence.after(cue.span.end)
        rules = {rule.id: rule.pattern for rule in self._sentence.language.fact_rules}
        return bool(rules["sized-before"].search(before) or rules["sized-after"].search(after))

    def _place_of(self, cue: CueMention) -> str | None:
        """Give the place whose institutions are counted: "18 French institutions", "In France ... the 22"."""
        places = self._sentence.of(PlaceMention)
        near = Span(cue.span.start, cue.span.end + _PLACE_NEAR)
        found = [place for place in places if place.span in near]
        found += [
            place
            for place in places
            if self._sentence.language.opening.search(self._sentence.before(place.span.start))
            and place.span.end <= cue.span.start
        ]
        return found[0].place.scope(self._sentence.language.code) if found else None

    def _sizes_by_year(self) -> Iterator[Fact]:
        if not any(rule == "number-of-institutions" for rule, *_ in self._found(Kind.SIZED)):
            return
        for rule, _, match, number in self._found(Kind.SIZE_BY_YEAR):
            ranking = self._ranking(match.start())
            if ranking and number:
                span = self._source(*match.span())
                edition: Linked[int | None] = Linked(int(match["year"]), span, LinkKind.CLAUSE, "edition-year")
                yield EditionSize(self._named(ranking), edition, "institution", number, False, span, rule)  # noqa: FBT003

    def _group_sizes(self) -> Iterator[Fact]:
        for rule, _, match, number in self._found(Kind.OF_GROUP):
            ranking = self._ranking(match.start())
            groups = self._reading.institutions.subject(self._sentence, match.start())
            if ranking and number and groups:
                yield EditionSize(
                    self._named(ranking),
                    self._edition(ranking.value),
                    "institution",
                    number,
                    False,  # noqa: FBT003
                    self._source(*match.span()),
                    rule,
                    group=groups,
                )

    def participations(self) -> Iterator[Fact]:
        """Find the nth participation, the nth in a row, first times and new entrants."""
        cues = [(cue.rule, cue.kind, cue.span, cue.number) for cue in self._sentence.cues(Kind.PARTICIPATION)]
        cues += [
            (rule, kind, Span(*match.span()), number)
            for rule, kind, match, number in self._found(Kind.CONSECUTIVE, Kind.FIRST_TIME)
        ]
        for rule, kind, span, number in cues:
            ranking = self._ranking(span.start)
            institution = self._reading.institutions.subject(self._sentence, span.start)
            if ranking is None or institution is None:
                continue
            criteria = self._criteria_after(ranking.value, span.end) if kind is Kind.FIRST_TIME else ()
            if kind is Kind.FIRST_TIME and not criteria and not self._speaks_of_ranking(span):
                continue
            yield Participation(
                institution,
                self._named(ranking),
                self._edition(ranking.value),
                self._source(span.start, span.end),
                rule,
                ordinal=number if kind is Kind.PARTICIPATION else None,
                consecutive=number if kind is Kind.CONSECUTIVE else None,
                first_time=kind is Kind.FIRST_TIME,
                criteria=criteria,
            )

    def _criteria_after(self, ranking: Ranking, point: int) -> tuple[Linked[Entity], ...]:
        """Give the criteria of a ranking that the sentence names from a point on."""
        return tuple(
            Linked(
                entity(criterion, subject.mention.words, self._reading.registry),
                self._reading.source(self._sentence, subject.mention.span),
                LinkKind.SENTENCE,
                "criterion-sentence",
            )
            for subject in subjects_in(self._sentence, ranking.slug, self._reading.registry)
            if subject.mention.span.start >= point
            for criterion in subject.criteria
        )

    def _speaks_of_ranking(self, span: Span) -> bool:
        words = self._sentence.language.ranking_words
        return bool(words.search(self._sentence.folded, span.start, min(self._sentence.span.end, span.end + 40)))

    def moves(self) -> Iterator[Fact]:
        """Find places gained, lost or kept, and positions from one edition to another."""
        signs = {Kind.GAIN: 1, Kind.LOSS: -1, Kind.KEPT: 0}
        for cue in self._sentence.cues(*signs):
            ranking = self._ranking(cue.span.start)
            institution = self._reading.institutions.subject(self._sentence, cue.span.start)
            if ranking and institution and (cue.number or cue.kind is Kind.KEPT):
                yield Move(
                    institution,
                    self._named(ranking),
                    self._edition(ranking.value),
                    self._source(cue.span.start, cue.span.end),
                    cue.rule,
                    places=signs[cue.kind] * (cue.number or 0),
                )
        values = self._sentence.values
        for before, after in itertools.pairwise(values):
            if partner_of(self._sentence, before) is after and before.position.kind is after.position.kind:
                yield from self._from_to(before, after, before, after)
            if after.rule == FORMER_COUNT and before.position.kind is PositionKind.GRADE_COUNT:
                former = replace(after, position=replace(after.position, grade=before.position.grade))
                yield from self._from_to(former, before, before, after)

    def _from_to(
        self, former: ValueMention, present: ValueMention, first: ValueMention, last: ValueMention
    ) -> Iterator[Fact]:
        ranking = self._ranking(present.span.start)
        institution = self._reading.institutions.subject(self._sentence, first.span.start)
        if ranking and institution:
            yield Move(
                institution,
                self._named(ranking),
                self._reading.edition_of(self._sentence, present, ranking.value),
                self._source(first.span.start, last.span.end),
                "from-to",
                before=former.position,
                after=present.position,
                before_edition=self._before_edition(former, present, ranking.value),
            )

    def _before_edition(self, former: ValueMention, present: ValueMention, ranking: Ranking) -> int | None:
        edition = self._reading.edition_of(self._sentence, present, ranking).value
        found = self._reading.former_edition(self._sentence, former, edition)
        return found.value if found else None

    def methods(self) -> Iterator[Fact]:
        """Find the criteria a ranking uses, the points they are marked on, and how many indicators are new."""
        scale = list(self._found(Kind.SCALE))
        if scale:
            rule, _, last, points = scale[-1]
            before = scale[0][3] if len(scale) > 1 else None
            yield from self._method(scale[0][2].start(), last.end(), rule, points=points, points_before=before)
        for rule, kind, match, number in self._found(Kind.CRITERIA, Kind.NEW_INDICATORS):
            ranking = self._ranking(match.start())
            criteria = self._criteria_after(ranking.value, match.start()) if ranking else ()
            listed = [
                mention.span.end
                for mention in self._sentence.of(SubjectMention)
                if any(criterion.span == self._reading.source(self._sentence, mention.span) for criterion in criteria)
            ]
            end = max(listed, default=match.end())
            if kind is Kind.NEW_INDICATORS:
                yield from self._method(match.start(), end, rule, new_indicators=number, criteria=criteria)
            elif len(criteria) >= _FEWEST_CRITERIA:
                yield from self._method(match.start(), end, rule, criterion_count=number, criteria=criteria)

    def _method(self, start: int, end: int, rule: str, **said: object) -> Iterator[Fact]:
        ranking = self._ranking(start)
        if ranking:
            yield Method(
                self._named(ranking),
                self._edition(ranking.value),
                self._source(start, end),
                rule,
                **said,  # type: ignore[arg-type]
            )
