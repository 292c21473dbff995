"""A result in words: positions, rankings, institutions and subjects as a language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.build.choice import between, one, town
from tests.benchmarks.build.results import before
from tests.benchmarks.build.wording import WORDINGS, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from kg.registry.terms import Criterion, Ranking
    from tests.benchmarks.build.choice import Holder
    from tests.benchmarks.build.results import Result

_FRENCH = "fr"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_WITH_ARTICLE = ("Université ", "École ", "Institut ", "Académie ")
_MASCULINE = ("Institut ", "Collège ", "Conservatoire ", "Muséum ")
_LOWERED = ("Classement ", "Palmarès ")
_VOWELS = tuple("AEÉIOUYaeéiouy")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language in use: ``random`` picks among ways to say the same."""

    random: Random
    language: str

    @property
    def words(self) -> Wording:
        """Give what the language says."""
        return WORDINGS[self.language]

    def sentence(
        self, forms: Sequence[str], of: Result, holder: str | None = None, *, may_look_back: bool = True
    ) -> tuple[str, tuple[Result, ...]]:
        """State a result, at times with that of the edition before; give the words and the results in them."""
        form, position = one(self.random, forms), of.position
        former = ""
        results: tuple[Result, ...] = (of,)
        if may_look_back and position.kind in {"rank", "band"} and self.random.random() < 0.3:
            last = before(of)
            former = self.words.former.format(p=self.position(last), y=last.edition)
            results = (of, last)
        scope = one(self.random, self.words.worldwide) if of.scope == "world" else ""
        text = self.position(of, form)
        if position.tied:
            tie = one(self.random, self.words.tie)
            text, scope = (text, tie + scope) if self.language == _FRENCH else (tie + text, scope)
        slots = {"p": text, "s": scope, "f": former, "r": self.ranking(of.ranking, of.edition)}
        slots |= {"l": of.holder.land, "g": of.holder.region}
        slots["c"] = self.subject(of.criterion) if of.criterion else ""
        return self.told(form, holder or of.holder.name, slots), results

    def told(self, form: str, holder: str, slots: dict[str, str]) -> str:
        """Fill a form; an institution's name gets its article, or elides the word before it."""
        name = holder
        if self.language == _FRENCH:
            if name.startswith(_WITH_ARTICLE):
                name = f"l’{name[0].lower()}{name[1:]}"
            elif name.startswith(_VOWELS):
                form = form.replace(" de {i}", " d’{i}")
            if slots.get("t", "").startswith("A"):
                form = form.replace(" de {t}", " d’{t}")
        text = form.format(i=name, **slots)
        return text[0].upper() + text[1:]

    def position(self, of: Result, form: str = "") -> str:
        """Write a position as prose does, whether shared or not."""
        kind, low, high, _, grade = of.position
        match kind:
            case "rank":
                masculine = "{p} rang" in form or "établissement" in form or of.holder.name.startswith(_MASCULINE)
                return self.ordinal(low, masculine=masculine and "{p} p" not in form)
            case "band":
                return f"{low}{one(self.random, '--–')}{high}"
            case "score":
                return self.words.points.format(n=low, m=high)
            case "grade" if grade:
                return grade.labels[self.language].partition(" (")[0]
            case "top":
                return f"top {high}"
            case _:
                return f"top {high}{_NO_BREAK if self.language == _FRENCH else ''}%"

    def cell(self, of: Result) -> str:
        """Write a position as tables and lists do."""
        kind, low, _, tied, _ = of.position
        if kind != "rank":
            return self.position(of)
        if not tied:
            return str(low)
        return f"{low}{self.words.tie[0]}" if self.language == _FRENCH else f"={low}"

    def ordinal(self, number: int, *, masculine: bool) -> str:
        """Write a number as an ordinal, "1re" or "1er" in French."""
        if self.language == _FRENCH:
            return f"{number}{'e' if number > 1 else 'er' if masculine else 're'}"
        return f"{number}{'th' if number % 100 in {11, 12, 13} else _ENDINGS.get(number % 10, 'th')}"

    def ranking(self, ranking: Ranking, edition: int) -> str:
        """Name an edition, by the ranking's full name or its short one."""
        label = ranking.labels[self.language]
        if self.random.random() < 0.35 and not ranking.short.get(self.language, "L’").startswith(("L’", "Le ")):
            label = ranking.short[self.language]
        if label.startswith(_LOWERED):
            label = label[0].lower() + label[1:]
        if self.language == _FRENCH or self.random.random() < 0.5:
            return f"{label} {edition}"
        return f"{edition} {label}"

    def subject(self, criterion: Criterion) -> str:
        """Name a subject within quotation marks, a goal at times by its number alone."""
        if criterion.goal and self.random.random() < 0.3:
            number = self.words.goal.format(n=criterion.goal)
            return f"l’{number}" if self.language == _FRENCH else number
        label = criterion.labels[self.language]
        return f"«{_NO_BREAK}{label}{_NO_BREAK}»" if self.language == _FRENCH else f"“{label}”"

    def aside(self, forms: Sequence[str], holder: Holder | None) -> str:
        """Say something that is no result, with numbers that are no positions."""
        random = self.random
        thousands = between(random, 1, 40)
        separator = _NO_BREAK if self.language == _FRENCH else ","
        name = one(random, self.words.names)
        slots = {
            "n": f"{thousands}{separator}{between(random, 0, 999):03}",
            "m": str(between(random, 11, 89)),
            "k": str(between(random, 11, 89)),
            "d": str(between(random, 10, 28)),
            "y": str(between(random, 1950, 2014)),
            "t": town(random),
            "a": name,
            "e": f"{name.split()[-1].lower()}@{town(random).lower()}.example",
        }
        return self.told(one(random, forms), holder.name if holder else "", slots)
