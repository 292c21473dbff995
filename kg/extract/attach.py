"""Attachment: each position gets institution, ranking, edition, criterion and scope, from the closest tie outward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import rankings as ranking_module
from kg.extract import slots
from kg.extract.claims import (
    Claim,
    Entity,
    Linked,
    LinkKind,
    Position,
    PositionKind,
    Refusal,
    Scope,
    StatedCount,
)
from kg.extract.frames import Counts, Frame, ListFrame, make_frame
from kg.extract.licence import refusal
from kg.extract.mentions import CueMention, InstitutionMention, SubjectMention, ValueMention
from kg.extract.moves import former_claims
from kg.extract.places import place_meant
from kg.extract.reading import Reading, is_former
from kg.extract.subjects import Subject, entity, subjects_in
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.sentences import Sentence
    from kg.registry import Ranking, Registry

# Positions that can hold in several tables at once, or be counted over them.
_NEAR_MARK = 3
_ANY_INSTITUTIONS = "etablissements"  # the category that all others are kinds of
_FORMER = {"edition-before", "edition-from"}
_LONGEST_GAP = 80  # code points; parts farther off have evidence of their own
_OVER_SUBJECTS = {PositionKind.TOP, PositionKind.BAND, PositionKind.RANK}


def attach(
    sentence: Sentence, reading: Reading, counts: Counts, lists: ListFrame
) -> Iterator[Claim | Refusal | StatedCount]:
    """Yield the claims of a sentence in reading order, and a refusal for each value that gives none."""
    frames: list[Frame] = []
    for value in sentence.values:
        reason = refusal(sentence, value)
        position = counts.complete(sentence, value)
        if reason is None and position is None:
            reason = "count-without-grade"
        if reason is None and _is_former_top(sentence, value):
            reason = "former-top"
        if reason is None and _is_counted(sentence, value):
            reason = "counted-already"
        if reason or position is None:
            yield Refusal(reading.source(sentence, value.span), value.rule, reason or "")
            continue
        frame = make_frame(sentence, value, position, frames, lists)
        if value.rule == "best" and frame.where is None:
            yield Refusal(reading.source(sentence, value.span), value.rule, "best-of-nothing")
            continue
        frames.append(frame)
        lists.remember(sentence, frame.value, frame.where)
        yield from _claims(sentence, frame, reading)


def _is_counted(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a count belongs to the position before it: "top 200 for 7 of the 17 SDGs"."""
    if value.position.kind is not PositionKind.SUBJECT_COUNT:
        return False
    counts = [slots.counted_over(sentence, other) for other in sentence.values if other.span.end <= value.span.start]
    return any(count and count[1] >= value.span.end - 1 for count in counts)


def _is_former_top(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether "from the top 30 to the top 20" gives this top as the former one: it is no claim."""
    return value.position.kind is PositionKind.TOP and is_former(sentence, value)


def _claims(sentence: Sentence, frame: Frame, reading: Reading) -> Iterator[Claim | Refusal | StatedCount]:
    value = frame.value
    institutions = reading.institutions.of(sentence, value)
    ranking = _ranking(sentence, frame, reading)
    edition = reading.edition_of(sentence, value, ranking.value) if ranking else None
    if ranking is None or edition is None or not institutions:
        reason = "no-ranking" if ranking is None else "no-institution"
        yield Refusal(reading.source(sentence, value.span), value.rule, reason)
        return
    if edition.value is None and edition.rule in _FORMER:
        yield Refusal(reading.source(sentence, value.span), value.rule, "former-without-edition")
        return
    subjects, position, span = _subjects(sentence, frame, ranking.value, reading)
    if position.grade == "best":
        position = replace(position, grade=_best_grade(ranking.value, reading.registry))
    named = Linked(ranking_module.entity(ranking.value), ranking.span, ranking.kind, ranking.rule)
    evidence = reading.source(sentence, _evidence(sentence, frame, subjects, span))
    tied = slots.tie_of(sentence, value) is not None
    criteria = list(_criteria(sentence, subjects, reading))
    stated = _stated_count(sentence, value) if subjects else None
    for institution in institutions:
        scope = _scope(sentence, frame, ranking.value, institution.value, reading)
        for criterion in criteria:
            claim = Claim(institution, named, edition, criterion, scope, position, evidence, value.rule, tied=tied)
            yield claim
            if edition.rule not in _FORMER:
                yield from former_claims(sentence, value, claim, reading)
        if stated:
            count, end = stated
            counted = _over(position, count, _tables(ranking.value, reading))
            words = reading.source(sentence, Span(value.span.start, end))
            yield StatedCount(institution, named, edition, scope, counted, words, value.rule)


def _stated_count(sentence: Sentence, value: ValueMention) -> tuple[int, int] | None:
    """Find the count that announces the subjects of a position, and its end: "top 10 sur cinq objectifs : ..."."""
    return None if value.in_words else slots.counted_over(sentence, slots.last_in_row(sentence, value))


def _evidence(sentence: Sentence, frame: Frame, subjects: Sequence[Subject], span: Span) -> Span:
    """Give the words that state a position: from the first to the last of its parts that stand close to it."""
    parts = [span, *(subject.mention.span for subject in subjects)]
    parts += [mention.span for mention in sentence.of(InstitutionMention) if mention.span.end <= span.start][-1:]
    where = frame.where if frame.home is sentence else None
    said = (where, slots.tie_of(sentence, frame.value), slots.year_of(sentence, frame.value))
    parts += [mention.span for mention in said if mention is not None]
    near = [part for part in parts if _gap(part, span) <= _LONGEST_GAP]
    return _closed(sentence, Span(min(part.start for part in near), max(part.end for part in near)))


def _closed(sentence: Sentence, span: Span) -> Span:
    """Take in the brackets and quotation marks that belong to the words: `« Vie aquatique » (5e)`."""
    start, end = span.start, span.end
    if sentence.text[start:end].count("»") > sentence.text[start:end].count("«"):
        opening = sentence.text.rfind("«", sentence.span.start, start)
        start = opening if 0 <= start - opening <= _NEAR_MARK else start
    for opening_mark, closing_mark in ("()", "[]", "«»"):
        inside = sentence.text[start:end]
        if inside.count(opening_mark) > inside.count(closing_mark):
            closing = sentence.text.find(closing_mark, end, sentence.span.end)
            end = closing + 1 if 0 <= closing - end <= _NEAR_MARK else end
    return Span(start, end)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _ranking(sentence: Sentence, frame: Frame, reading: Reading) -> Linked[Ranking] | None:
    """Give the ranking at a position; one without the subject named there gives way to one that has it."""
    ranking = reading.rankings.at(sentence, frame.value.span.start, frame.value.span.end)
    if ranking is None or _named_subjects(sentence, frame.value, ranking.value, reading):
        return ranking
    for other in reading.rankings.others(ranking):
        if _named_subjects(sentence, frame.value, other.value, reading):
            return other
    return ranking


def _named_subjects(
    sentence: Sentence, value: ValueMention, ranking: Ranking, reading: Reading
) -> list[SubjectMention]:
    known = subjects_in(sentence, ranking.slug, reading.registry)
    return slots.subjects_of(sentence, value, [subject.mention for subject in known])


def _subjects(
    sentence: Sentence, frame: Frame, ranking: Ranking, reading: Reading
) -> tuple[list[Subject], Position, Span]:
    """Give a position's subjects, and the position with its span where it counts over subjects that are not listed."""
    value, position = frame.value, _counted(frame.position, ranking, reading)
    by_mention = {subject.mention: subject for subject in subjects_in(sentence, ranking.slug, reading.registry)}
    mentions = list(by_mention)
    chosen = slots.subjects_of(sentence, value, mentions)
    if position.kind not in _OVER_SUBJECTS:
        return [by_mention[mention] for mention in chosen], position, value.span
    chosen = chosen or slots.listed_after_colon(sentence, value, mentions)
    counted = None if chosen else slots.counted_over(sentence, value)
    if counted:
        count, end = counted
        return [], _over(position, count, _tables(ranking, reading)), Span(value.span.start, end)
    # A subject that the ranking is not known to have is a candidate criterion: without it the position would pass
    # for one of the overall table.
    foreign = [] if chosen else slots.subjects_of(sentence, value, list(sentence.of(SubjectMention)))
    foreign = foreign or ([] if chosen else _by_form(sentence, value))
    return [by_mention.get(mention, Subject(mention, ())) for mention in chosen or foreign], position, value.span


def _by_form(sentence: Sentence, value: ValueMention) -> list[SubjectMention]:
    """Find a subject by where it stands, where no ranking is known to have it: "19th for campus life"."""
    found = sentence.language.subject_form_after.match(sentence.folded, value.span.end, sentence.span.end)
    if found is None:
        return []
    span = Span(*found.span("words"))
    others = [mention for mention in sentence.mentions if not isinstance(mention, SubjectMention | CueMention)]
    named = any(span.start < mention.span.end and mention.span.start < span.end for mention in others)
    return [] if named else [SubjectMention(span, sentence.text[span.start : span.end])]


def _over(position: Position, count: int, tables: int | None) -> Position:
    """Give the count of tables in which a position holds: "top 200 for 7 criteria"."""
    best = int(position.low) if position.kind is PositionKind.BAND and position.low else None
    worst = int(position.high) if position.high else None
    return Position(PositionKind.SUBJECT_COUNT, count, count, within=worst, within_from=best, out_of=tables)


def _tables(ranking: Ranking, reading: Reading) -> int | None:
    """Count the goal tables of a ranking; None for one without."""
    criteria = reading.registry.criteria.values()
    return sum(criterion.ranking == ranking.slug and criterion.kind == "sdg" for criterion in criteria) or None


def _counted(position: Position, ranking: Ranking, reading: Reading) -> Position:
    """Complete "all the SDGs" with the number of tables the ranking has."""
    if position.kind is not PositionKind.SUBJECT_COUNT:
        return position
    total = position.out_of or _tables(ranking, reading)
    low = position.low if position.low is not None else total
    return replace(position, low=low, high=low, out_of=total)


def _criteria(sentence: Sentence, subjects: Sequence[Subject], reading: Reading) -> Iterator[Linked[Entity | None]]:
    if not subjects:
        yield Linked(None, None, LinkKind.DEFAULT, "overall")
    for subject in subjects:
        span = reading.source(sentence, subject.mention.span)
        for criterion in subject.criteria:
            named = entity(criterion, subject.mention.words, reading.registry)
            yield Linked(named, span, LinkKind.SENTENCE, "criterion-sentence")
        if not subject.criteria:
            yield Linked(Entity(subject.mention.words), span, LinkKind.SENTENCE, "criterion-candidate")


def _best_grade(ranking: Ranking, registry: Registry) -> str | None:
    grades = sorted(
        (grade.order, grade.notation) for grade in registry.grades.values() if grade.ranking == ranking.slug
    )
    return grades[0][1] if grades else None


def _scope(sentence: Sentence, frame: Frame, ranking: Ranking, institution: Entity, reading: Reading) -> Linked[Scope]:
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
