"""One release put together: who, which rankings, in which words, and what stands around the results."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.build.choice import Holder, World, between, one, town, zipf
from tests.benchmarks.build.layout import Part
from tests.benchmarks.build.results import Result, at_home, before, graded, result, scored
from tests.benchmarks.build.sentences import Tongue
from tests.benchmarks.build.wording import WORDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from kg.registry.terms import Ranking

Told = tuple[str, tuple[Result, ...]]

_FIRST, _LAST = 2015, 2026
_IN_FRENCH = 0.6
_UNKNOWN = 0.1
_DIGEST = 0.3
_MOST = 12
_SHORTEST, _LONGER = 380, 1900
# A country has about one in so many of all institutions ranked, a region fewer.
_NATIONAL, _REGIONAL = 25, 120
# Before most names of French regions stands "en", before these it does not.
_OTHERWISE = ("Grand Est", "Hauts", "Pays", "Île de La", "Mayotte", "Centre", "Limousin", "Nord-", "Québec")


class Section(NamedTuple):
    """A part of a release with the results it states; the greater its ``rank``, the sooner it is left out."""

    part: Part
    results: tuple[Result, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Release:
    """A release in one language, in reading order."""

    language: str
    sections: tuple[Section, ...]

    def results(self) -> tuple[Result, ...]:
        """Give the results stated, each once."""
        return tuple(dict.fromkeys(each for section in self.sections for each in section.results))

    def shortened(self) -> Release:
        """Leave out what is least needed, the last of it first."""
        order = [section.rank for section in self.sections]
        last = len(order) - 1 - order[::-1].index(max(order))
        return replace(self, sections=(*self.sections[:last], *self.sections[last + 1 :]))


def compose(random: Random, world: World) -> Release:
    """Put a release together: most are about one institution, some about many in one ranking."""
    language = "fr" if random.random() < _IN_FRENCH else "en"
    writer = _Writer(random, world, Tongue(random, language))
    if random.random() < _DIGEST:
        writer.about_many()
    else:
        writer.about_one()
    writer.around()
    return Release(language, tuple(writer.sections))


@dataclass(slots=True)
class _Writer:
    """Writes one release section by section, drawing from ``random`` as it goes."""

    random: Random
    world: World
    tongue: Tongue
    sections: list[Section] = field(default_factory=list)
    speaker: Holder | None = None

    def about_one(self) -> None:
        """Write about one institution in a ranking or two."""
        random = self.random
        unknown = random.random() < _UNKNOWN
        ranking, edition = zipf(random, self.world.rankings), between(random, _FIRST, _LAST)
        speaker = self.speaker = self._holder(ranking, unknown=unknown)
        self._opening(self.tongue.words.titles, ranking, edition)
        wanted = 1 + int(_MOST * random.random() ** 2)
        wanted -= self._lead(speaker, ranking, edition)
        if wanted > 0 and self.world.criteria[ranking.slug]:
            wanted -= self._subjects(speaker, ranking, edition, wanted)
        other = zipf(random, self.world.rankings)
        known = (speaker.key, other.slug) in self.world.ranked
        if wanted > 1 and other is not ranking and (unknown or known):
            self._lead(speaker, other, between(random, _FIRST, _LAST), is_brief=True)

    def about_many(self) -> None:
        """Write about several institutions in one ranking: a table, a list or prose."""
        random, words = self.random, self.tongue.words
        ranking, edition = zipf(random, self.world.rankings), between(random, _FIRST, _LAST)
        self._opening(words.digest_titles, ranking, edition)
        unknown = random.random() < _UNKNOWN
        holders = [self._holder(ranking, unknown=unknown and not n) for n in range(between(random, 2, _MOST // 2))]
        results = [result(random, holder, ranking, edition, None) for holder in dict.fromkeys(holders)]
        form = random.random()
        if form < 0.4:
            self._table(words.head[0], [(each.holder.name, each) for each in results], _MOST)
            return
        told = [self.tongue.sentence(words.overall[each.position.kind], each) for each in results]
        sentences = tuple(sentence for sentence, _ in told)
        stated = tuple(each for _, results in told for each in results)
        prose = Part("list", sentences) if form < 0.6 else Part("paragraph", (" ".join(sentences),))
        self.sections.append(Section(prose, stated))

    def around(self) -> None:
        """Fill up to a length, most often a short one, and close with what closes a release."""
        random, words = self.random, self.tongue.words
        target = _SHORTEST + int(_LONGER * random.random() ** 3)
        length = sum(len(line) for section in self.sections for line in section.part.lines)
        while length < target:
            start, step = between(random, 0, len(words.rest)), between(random, 1, len(words.rest) // 2)
            forms = [words.rest[(start + n * step) % len(words.rest)] for n in range(between(random, 1, 3))]
            sentences = [self.tongue.aside((form,), None) for form in forms]
            if random.random() < 0.2:
                sentences.append(self.tongue.aside(words.speech, None))
            paragraph = " ".join(sentences)
            length += len(paragraph)
            self._insert(paragraph)
        if self.speaker and random.random() < 0.4:
            self._add("heading", f"{words.boilerplate} – {self.speaker.name}", rank=8)
            self._add("paragraph", self.tongue.aside(words.about, self.speaker), rank=8)
        if random.random() < 0.5:
            self._add("line", self.tongue.aside(words.contact, None), rank=7)

    def _insert(self, paragraph: str) -> None:
        """Put a paragraph anywhere below the date, but never between a list and what introduces it."""
        places = [n for n in range(2, len(self.sections) + 1) if self.sections[n - 1].part.kind != "heading"]
        section = Section(Part("paragraph", (paragraph,)), (), 9)
        self.sections.insert(one(self.random, places), section)

    def _opening(self, titles: Sequence[str], ranking: Ranking, edition: int) -> None:
        random, words = self.random, self.tongue.words
        name = self.speaker.name if self.speaker else ""
        title = self.tongue.told(one(random, titles), name, {"r": self.tongue.ranking(ranking, edition)})
        self._add("title", title.upper() if random.random() < 0.1 else title)
        slots = {"d": between(random, 1, 28), "mo": one(random, words.months), "y": edition}
        self._add("line", one(random, words.dates).format(t=town(random), **slots))

    def _lead(self, holder: Holder, ranking: Ranking, edition: int, *, is_brief: bool = False) -> int:
        """Tell the overall result and, if not brief, what comes with it; give the number of results told."""
        overall = result(self.random, holder, ranking, edition, None)
        told = [self.tongue.sentence(self.tongue.words.overall[overall.position.kind], overall)]
        told += [] if is_brief else self._besides(overall)
        stated = tuple(each for _, results in told for each in results)
        self.sections.append(Section(Part("paragraph", (" ".join(sentence for sentence, _ in told),)), stated))
        return len(stated)

    def _besides(self, overall: Result) -> Iterator[Told]:
        """Tell how many are ranked, the points, the grade, and the place at home, each of them at times."""
        random, words, (holder, ranking) = self.random, self.tongue.words, overall[:2]
        forms = words.overall
        if random.random() < 0.3:
            yield self._size(ranking, overall.edition), ()
        is_worldwide, grades = ranking.own_scope == "world", self.world.grades[ranking.slug]
        if grades and not is_worldwide and random.random() < 0.5:
            yield self.tongue.sentence(forms["grade"], graded(overall, grades))
        if is_worldwide and random.random() < 0.1:
            yield self.tongue.sentence(forms["score"], scored(overall))
        if is_worldwide and holder.country and random.random() < 0.35:
            home = at_home(overall, holder.country, _NATIONAL)
            yield self.tongue.sentence(words.at_home, home, may_look_back=False)
        if ranking.own_scope != "europe" and self._has_region(holder) and random.random() < 0.4:
            near = at_home(overall, f"region:{holder.region}", _REGIONAL)
            yield self.tongue.sentence((words.in_region,), near, may_look_back=False)

    def _subjects(self, holder: Holder, ranking: Ranking, edition: int, wanted: int) -> int:
        """Tell results by subject, at most so many: as prose, a list or a table; give how many were told."""
        random, words, tongue = self.random, self.tongue.words, self.tongue
        criteria = self.world.criteria[ranking.slug]
        chosen = random.sample(criteria, min(wanted, len(criteria), 8))
        results = [result(random, holder, ranking, edition, criterion) for criterion in chosen]
        grades = self.world.grades[ranking.slug]
        if grades and ranking.own_scope == "world" and random.random() < 0.6:
            results = [graded(each, grades) for each in results]
        form = random.random()
        if form < 0.4:
            told = [tongue.sentence(words.subject[each.position.kind], each, may_look_back=False) for each in results]
            prose = Part("paragraph", (" ".join(sentence for sentence, _ in told),))
            self.sections.append(Section(prose, tuple(results), 2))
            return len(results)
        intro = tongue.told(one(random, words.intros), holder.name, {"r": tongue.ranking(ranking, edition)})
        self._add("heading", intro, rank=1)
        if form < 0.75:
            rows = tuple(
                words.row.format(c=tongue.subject(each.criterion), p=tongue.position(each))
                for each in results
                if each.criterion
            )
            self.sections.append(Section(Part("list", rows), tuple(results), 2))
            return len(results)
        labels = [each.criterion.labels[tongue.language] if each.criterion else "" for each in results]
        return self._table(words.subject_head, list(zip(labels, results, strict=True)), wanted)

    def _table(self, head: str, rows: Sequence[tuple[str, Result]], most: int) -> int:
        """Write a table of one edition, or of two if these are not too many results; give their number."""
        words, edition = self.tongue.words, rows[0][1].edition
        two = self.random.random() < 0.5 and 2 * len(rows) <= most
        columns = [head, *(title.format(y=edition, m=edition - 1) for title in words.head[1 : 3 if two else 2])]
        lines, stated = ["\t".join(columns)], []
        for name, now in rows:
            cells = [now, before(now)] if two else [now]
            lines.append("\t".join((name, *map(self.tongue.cell, cells))))
            stated += cells
        self.sections.append(Section(Part("table", tuple(lines)), tuple(stated), 2))
        return len(stated)

    def _holder(self, ranking: Ranking, *, unknown: bool) -> Holder:
        language = self.tongue.language
        known = self.world.holders[language, ranking.slug]
        return zipf(self.random, self.world.unknown[language] if unknown or not known else known)

    def _has_region(self, holder: Holder) -> bool:
        return bool(holder.region) and not holder.region.startswith(_OTHERWISE)

    def _size(self, ranking: Ranking, edition: int) -> str:
        sizes = {"n": f"{between(self.random, 6, 20) * 100}", "m": f"{between(self.random, 40, 110)}"}
        named = self.tongue.ranking(ranking, edition)
        return one(self.random, self.tongue.words.sizes).format(r=named, **sizes)

    def _add(self, kind: str, line: str, rank: int = 0) -> None:
        self.sections.append(Section(Part(kind, (line,)), (), rank))


def menu_of(language: str) -> tuple[str, ...]:
    """Give what stands in the menu of a page."""
    return WORDINGS[language].menu
