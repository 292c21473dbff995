"""Attachment: each position gets institution, ranking, edition, criterion and scope, from the closest tie outward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extract import rankings as ranking_module
from kg.extract import slots
from kg.extract.bare import FORMER_NUMBER
from kg.extract.claims import (
    Claim,
    Entity,
    Linked,
    LinkKind,
    PositionKind,
    Refusal,
    Scope,
    StatedCount,
)
from kg.extract.counts import Counts, completed, is_counted, over_tables, stated_count
from kg.extract.criteria import Subjects
from kg.extract.evidence import evidence_of
from kg.extract.formers import partner_of
from kg.extract.frames import Frame, ListFrame, make_frame
from kg.extract.licence import is_plain_number, refusal
from kg.extract.mentions import CueMention, ValueMention
from kg.extract.moves import former_claims
from kg.extract.orders import Order, same_claims
from kg.extract.places import place_meant
from kg.extract.subjects import Chosen, Subject, criteria_of, entity
from kg.language import Kind
from kg.language.fold import fold
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence
    from kg.registry import Ranking

Found = Claim | Refusal | StatedCount
_FEWEST = 5  # "the first two" are just two
_ANY_INSTITUTIONS = "etablissements"  # the category that all others are kinds of
_NEXT = {"second", "third", "fourth"}  # places told by the one before: who leads where says where
_BEFORE = "edition-before"  # the rule of an edition that is told by "last year"
# Positions that can hold in several tables at once, or be counted over them.
_OVER_SUBJECTS = {PositionKind.TOP, PositionKind.BAND, PositionKind.RANK}


@dataclass
class Attachment:
    """Attaches the positions of a document, sentence by sentence; remembers what earlier sentences leave to later."""

    reading: Reading
    counts: Counts = field(init=False)
    lists: ListFrame = field(default_factory=ListFrame)
    order: Order = field(default_factory=Order)
    subjects: Subjects = field(init=False)

    def __post_init__(self) -> None:
        """Start at the document's first sentence."""
        self.counts = Counts(self.reading.document)
        self.subjects = Subjects(self.reading.document, self.reading.children)

    def of(self, sentence: Sentence) -> Iterator[Found]:
        """Yield the claims of a sentence in reading order, and a refusal for each value that gives none."""
        self.subjects.enter(sentence)
        found: dict[int, list[Found]] = {}  # by where a value begins
        frames: list[Frame] = []
        partners = {value.span.start: self._partner(sentence, value) for value in sentence.values}
        for value in sentence.values:
            if partners[value.span.start] is None:
                found[value.span.start] = list(self._stated(sentence, value, frames))
        for value in sentence.values:
            if partner := partners[value.span.start]:
                found[value.span.start] = list(self._former(sentence, value, found.get(partner.span.start, [])))
        steps: list[ValueMention | CueMention] = [*sentence.values, *sentence.cues(Kind.FOLLOW)]
        for mention in sorted(steps, key=lambda mention: mention.span):
            if isinstance(mention, CueMention):
                yield from self.order.of(sentence, mention, self.reading)
                continue
            here = found[mention.span.start]
            yield from here
            if partners[mention.span.start] is None:
                self.order.remember(sentence, [claim for claim in here if isinstance(claim, Claim)])

    def _partner(self, sentence: Sentence, value: ValueMention) -> ValueMention | None:
        told = value.rule != FORMER_NUMBER or self.reading.former_in_brackets
        return partner_of(sentence, value) if told else None

    def _stated(self, sentence: Sentence, value: ValueMention, frames: list[Frame]) -> Iterator[Found]:
        if is_plain_number(sentence, value):
            return
        reason = refusal(sentence, value)
        position = self.counts.complete(sentence, value)
        if reason is None and position is None:
            reason = "count-without-grade"
        if reason is None and is_counted(sentence, value):
            reason = "counted-already"
        if reason or position is None:
            yield self._refused(sentence, value, reason or "")
            return
        frame = make_frame(sentence, value, position, frames, self.lists)
        if value.rule == "best" and frame.where is None:
            yield self._refused(sentence, value, "best-of-nothing")
            return
        frames.append(frame)
        self.lists.remember(sentence, frame.value, frame.where)
        yield from self._claims(sentence, frame)

    def _refused(self, sentence: Sentence, value: ValueMention, reason: str) -> Refusal:
        return Refusal(self.reading.source(sentence, value.span), value.rule, reason)

    def _former(self, sentence: Sentence, value: ValueMention, present: Sequence[Found]) -> Iterator[Found]:
        """Yield the former position of what ``present`` states now: all but the edition is alike."""
        claims = [claim for claim in present if isinstance(claim, Claim) and not claim.computed]
        if not claims:
            if value.rule != FORMER_NUMBER:  # a bare number in brackets is like no position
                yield self._refused(sentence, value, "former-of-nothing")
            return
        if value.position.kind is PositionKind.TOP:
            yield self._refused(sentence, value, "former-top")
            return
        for claim in claims:
            edition = self.reading.former_edition(sentence, value, claim.edition.value)
            if edition is None:
                yield self._refused(sentence, value, "former-without-edition")
                return
            span = self.reading.source(sentence, value.span)
            whole = Span(min(span.start, claim.span.start), max(span.end, claim.span.end))
            tied = slots.tie_of(sentence, value) is not None
            yield replace(claim, edition=edition, position=value.position, span=whole, rule=value.rule, tied=tied)

    def _claims(self, sentence: Sentence, frame: Frame) -> Iterator[Found]:
        value, reading = frame.value, self.reading
        institutions = reading.institutions.of(sentence, value)
        ranking = reading.rankings.at(sentence, value.span.start, value.span.end)
        if ranking is None or not institutions:
            yield self._refused(sentence, value, "no-ranking" if ranking is None else "no-institution")
            return
        ranking, subjects, counted = self._subjects(sentence, frame, ranking)
        edition = reading.edition_of(sentence, value, ranking.value)
        if edition.value is None and edition.rule == _BEFORE:
            yield self._refused(sentence, value, "former-without-edition")
            return
        newest = reading.edition(sentence, ranking.value).value
        if edition.value and newest and edition.value > newest and edition.rule == "edition-year":
            yield self._refused(sentence, value, "edition-to-come")
            return
        if _is_of_nobody(sentence, frame, institutions):
            yield self._refused(sentence, value, "top-of-nobody")
            return
        position, span = completed(frame, ranking.value, counted, reading)
        frame = replace(frame, position=position)
        named = Linked(ranking_module.entity(ranking.value), ranking.span, ranking.kind, ranking.rule)
        evidence = reading.source(sentence, evidence_of(sentence, frame, subjects, span))
        tied = slots.tie_of(sentence, value) is not None
        criteria = list(self._criteria(sentence, subjects))
        stated = stated_count(sentence, value) if subjects else None
        for institution in institutions:
            scope = self._scope(sentence, frame, ranking.value, institution.value)
            for criterion in criteria:
                claim = Claim(institution, named, edition, criterion, scope, position, evidence, value.rule, tied=tied)
                yield claim
                yield from same_claims(sentence, value, claim, reading)
                if edition.rule != _BEFORE:
                    yield from former_claims(sentence, value, claim, reading)
            if stated:
                count, end = stated
                over = over_tables(position, count, reading.tables_of(ranking.value))
                words = reading.source(sentence, Span(value.span.start, end))
                yield StatedCount(institution, named, edition, scope, over, words, value.rule)

    def _subjects(
        self, sentence: Sentence, frame: Frame, ranking: Linked[Ranking]
    ) -> tuple[Linked[Ranking], list[Subject], tuple[int, int] | None]:
        """Give the ranking whose table is meant, the subjects, and a count of subjects that are not listed."""
        value = frame.value
        chosen = self.subjects.of(sentence, value)
        over = value.position.kind in _OVER_SUBJECTS
        counted = (slots.counted_over(sentence, value) or slots.counted_before(sentence, value)) if over else None
        if counted and (chosen is None or chosen.rule not in {"criterion-listed", "criterion-touching"}):
            return ranking, [], counted
        if chosen is None or (chosen.rule == "criterion-listed" and not over):
            return ranking, [], None
        ranking, subjects = self._known(sentence, chosen, ranking)
        if subjects:
            self.subjects.remember(sentence, tuple((subject.mention, subject.home) for subject in subjects))
        return ranking, subjects, None

    def _known(
        self, sentence: Sentence, chosen: Chosen, ranking: Linked[Ranking]
    ) -> tuple[Linked[Ranking], list[Subject]]:
        """Give the ranking that has a table of the subjects: the one named, else another of its publisher.

        A subject that none has is a candidate criterion: without it the position would pass for one of the overall
        table. Where only its place in the sentence speaks for it, none is said.
        """
        registry, located = self.reading.registry, chosen.located(sentence)
        if any(home.language.overall.search(fold(mention.words)) for mention, home in located):
            return ranking, []
        for option in (ranking, *self.reading.rankings.siblings(ranking)):
            known = [Subject(said, criteria_of(said, option.value.slug, registry), home) for said, home in located]
            if any(subject.criteria for subject in known):
                kept = [subject for subject in known if subject.criteria or not chosen.loose or chosen.homes]
                return option, kept
        if chosen.loose and chosen.rule != "criterion-listed-below":
            return ranking, []
        return ranking, [Subject(mention, (), home) for mention, home in located]

    def _scope(self, sentence: Sentence, frame: Frame, ranking: Ranking, institution: Entity) -> Linked[Scope]:
        """Give where a position is counted; a rank told by its place in an order is counted where the last one is."""
        scope = _said_scope(sentence, frame, ranking, institution, self.reading)
        value = frame.value
        told = value.position.kind is PositionKind.RANK and (value.in_words or value.rule in _NEXT)
        if scope.span is None and told:
            return self.order.scope_before(sentence, int(frame.position.low or 0)) or scope
        return scope

    def _criteria(self, sentence: Sentence, subjects: Sequence[Subject]) -> Iterator[Linked[Entity | None]]:
        registry = self.reading.registry
        if not subjects:
            yield Linked(None, None, LinkKind.DEFAULT, "overall")
        for subject in subjects:
            span = self.reading.source(subject.home, subject.mention.span)
            kind = LinkKind.SENTENCE if subject.home is sentence else self.reading.link(sentence, subject.home)
            for criterion in subject.criteria:
                named = entity(criterion, subject.mention.words, registry)
                yield Linked(named, span, kind, "criterion-sentence")
            if not subject.criteria:
                yield Linked(Entity(subject.mention.words), span, kind, "criterion-candidate")


def _is_of_nobody(sentence: Sentence, frame: Frame, institutions: Sequence[Linked[Entity]]) -> bool:
    """Tell whether "the first 20", "six premières" count no top: few of them, or nobody near nor place holds them."""
    value = frame.value
    if value.rule != "top" or sentence.folded.startswith("top", value.span.start):
        return False
    far = institutions[0].kind in {LinkKind.ANAPHORA, LinkKind.DOCUMENT}
    return (frame.position.high or 0) < _FEWEST or (far and frame.where is None)


def _said_scope(
    sentence: Sentence, frame: Frame, ranking: Ranking, institution: Entity, reading: Reading
) -> Linked[Scope]:
    population = _population(frame, ranking)
    place = place_meant(frame.home, frame.where, institution, reading) if frame.where else None
    if frame.where is None or place is None:
        return Linked(Scope(ranking.own_scope, population), None, LinkKind.DEFAULT, "scope-of-ranking")
    span = reading.source(frame.home, frame.where.span)
    kind = LinkKind.CLAUSE if frame.home is sentence else LinkKind.LIST_PARENT
    return Linked(Scope(place, population), span, kind, f"scope-{kind}")


def _population(frame: Frame, ranking: Ranking) -> str | None:
    """Give the words for a set narrower than what the ranking ranks; None for its own set, or any institutions."""
    if frame.population is None or frame.population.category.slug in {*ranking.categories, _ANY_INSTITUTIONS}:
        return None
    return frame.population.words
