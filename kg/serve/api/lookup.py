"""What parameters may name, looked up without asking the graph anew: the things of a generation are read once.

A claim is the exception: there are too many to be kept, so one is found by its key or IRI only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from kg.errors import COLON, Text, UsageError
from kg.language.fold import fold_name
from kg.query import Binder
from kg.query.names import NEAR, NEAREST, Names
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.query import Engine
    from kg.query.header import Parameter
    from kg.query.names import Known
    from kg.query.terms import Value

CLAIM = "claim"


class Things:
    """The things of a kind, by all they may be called; whoever may name them shares these."""

    def __init__(self, things: Sequence[Known]) -> None:
        """Take what `Names` found."""
        self.all = things

    @cached_property
    def called(self) -> tuple[Mapping[str, list[Known]], ...]:
        """The things by name, in the order in which `Names` tries names."""
        tiers: tuple[defaultdict[str, list[Known]], ...] = tuple(defaultdict(list) for _ in range(4))
        for thing in self.all:
            several: Iterable[Iterable[str]] = (
                {str(thing.value), thing.slug, thing.path},
                {thing.slug.rpartition("/")[2]},
                {fold_name(name) for name in (thing.slug, *thing.labels.values())},
                {fold_name(name) for name in thing.names},
            )
            for tier, names in zip(tiers, several, strict=True):
                for name in names:
                    tier[name].append(thing)
        return tiers

    @cached_property
    def shown(self) -> Mapping[str, list[tuple[str, str, Known, str]]]:
        """The things by language, as people look for them: by label folded, with key folded and label."""
        return {language: sorted(self._named(language), key=lambda one: one[:2]) for language in LANGUAGES}

    @cached_property
    def compared(self) -> Mapping[str, tuple[list[str], list[str], list[str]]]:
        """What a name that nothing has is compared with, by language: keys, their last parts, and labels, folded."""
        keys = [fold_name(thing.slug) for thing in self.all]
        ends = [fold_name(thing.slug.rpartition("/")[2]) for thing in self.all]
        return {
            language: (keys, ends, [fold_name(thing.labels.get(language, "")) for thing in self.all])
            for language in LANGUAGES
        }

    def _named(self, language: str) -> Iterator[tuple[str, str, Known, str]]:
        for thing in self.all:
            label = label_of(thing, language)
            yield fold_name(label), fold_name(thing.slug), thing, label


class Listed(Names):
    """What a parameter may name, found among things that were read before."""

    def __init__(self, engine: Engine, parameter: Parameter, base: str, things: Things) -> None:
        """Take the things."""
        super().__init__(engine, parameter, base)
        self._things = things
        self.all = tuple(things.all)

    def begun(self, words: str, language: str, most: int = -1) -> list[tuple[Known, str]]:
        """Give the things and labels of which the label, a word in it, or the key begins with ``words``."""
        begun = fold_name(words)
        found = (
            (thing, label)
            for folded, slug, thing, label in self._things.shown[language]
            if folded.startswith(begun) or slug.startswith(begun) or f" {begun}" in folded
        )
        return list(found if most < 0 else islice(found, most))

    def nearest(self, asked: str, language: str) -> list[str]:
        """Name the things whose key or label is nearest, as `Names` does."""
        return [thing.shown(language) for thing in self.near(asked, language)]

    def near(self, asked: str, language: str) -> list[Known]:
        """Give the things whose key or label is nearest, nearest first, without going through them in Python."""
        folded, scores = fold_name(asked), dict.fromkeys(range(len(self.all)), 0.0)
        for scorer, names in zip((fuzz.ratio, fuzz.ratio, fuzz.WRatio), self._things.compared[language], strict=True):
            for _, score, place in process.extract_iter(folded, names, scorer=scorer, score_cutoff=NEAR):
                scores[place] = max(score, scores[place])
        places = sorted((place for place, score in scores.items() if score), key=lambda place: -scores[place])
        return [self.all[place] for place in places[:NEAREST]]

    def _direct(self, _asked: str) -> None:
        """Ask nothing: keys and IRIs are in the first tier."""

    def _tiers(self, asked: str) -> Iterable[list[Known]]:
        folded = fold_name(asked.strip())
        for tier, name in zip(self._things.called, (asked, asked, folded, folded), strict=True):
            yield tier.get(name, [])


def label_of(thing: Known, language: str) -> str:
    """Give the label in a language, else in another, else the key."""
    return thing.labels.get(language) or next((thing.labels[tag] for tag in sorted(thing.labels)), thing.slug)


class Unlisted(Names):
    """Things too many to be listed: an IRI or a key names one, nothing else does."""

    def find(self, asked: str, _rankings: object = ()) -> Value:
        """Give the one thing of this IRI or key."""
        if (direct := self._direct(asked)) is not None:
            return direct
        name = self._parameter.name
        raise UsageError(
            Text(f"{name}: nothing has the key {asked}", f"{name}{COLON.fr}rien n’a la clé {asked}"),
            fix=Text(
                "give what follows “/id/” in its address, such as result/…: tables and pages link each result to it",
                "donner ce qui suit «\N{NO-BREAK SPACE}/id/\N{NO-BREAK SPACE}» dans son adresse, comme result/…"
                f"{COLON.fr}tableaux et pages y mènent",
            ),
        )


@dataclass(frozen=True, slots=True)
class Lookup(Binder):
    """Binds values to things that are read once for each kind; several threads may ask."""

    _things: dict[tuple[str | None, str | None], Things] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def names(self, parameter: Parameter) -> Names:
        """Give what the parameter may name."""
        if parameter.kind == CLAIM:
            return Unlisted(self.engine, parameter, self.base)
        key = parameter.kind, parameter.values
        with self._lock:  # so that two threads do not read the same
            if key not in self._things:
                self._things[key] = Things(Names(self.engine, parameter, self.base).all)
        return Listed(self.engine, parameter, self.base, self._things[key])
