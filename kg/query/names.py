"""What a parameter may name: the things of its kind in the graph, by every name they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import COLON, Text, UsageError
from kg.query.terms import Iri, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.query.engine import Engine
    from kg.query.header import Parameter
    from kg.query.terms import Value

# Kinds that are no single class.
_CLAIMS = ("Result", "Tally", "Move", "Participation", "EditionSize", "Method")
_OTHER_NAMES = (
    "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "pal:shortLabel", "pal:formerName", "pal:exactLabel",
    "pal:contextLabel",
)  # fmt: skip
_SHOWN = 8
NEAREST = 3
# Of 100, by rapidfuzz: a typing error in a key of this project scores above 80, an unrelated key mostly below 60.
NEAR = 60


def _fold(name: str) -> str:
    from kg.language.fold import fold_name  # noqa: PLC0415 (kg.language compiles its patterns: only where needed)

    return fold_name(name)


@dataclass(frozen=True, slots=True)
class Known:
    """One thing: its short key, its key in full where that differs, and its names by language tag."""

    value: Value
    slug: str
    path: str
    labels: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def shown(self, language: str) -> str:
        """Give the key, and the label unless it says the same."""
        label = self.labels.get(language)
        return f"{self.slug} ({label})" if label and _fold(label) != _fold(self.slug) else self.slug


class Names:
    """The things that one parameter may name."""

    def __init__(self, engine: Engine, parameter: Parameter, base: str) -> None:
        """Look for what ``parameter`` allows; nothing is read before it is needed."""
        self._engine, self._parameter, self._base = engine, parameter, base

    @property
    def _pattern(self) -> str:
        """The pattern that ``?value`` fits: the parameter's own query, else the classes of its kind."""
        if self._parameter.values:
            return f"{{ {self._parameter.values} }}"
        kind = self._parameter.kind or ""
        classes = _CLAIMS if kind == "claim" else ("".join(word.capitalize() for word in kind.split("-")),)
        return f"VALUES ?class {{ {' '.join(f'pal:{name}' for name in classes)} }} ?value a ?class ."

    @cached_property
    def all(self) -> tuple[Known, ...]:
        """Everything allowed, by key, a shorter key first where two start alike."""
        known: dict[Value, Known] = {}
        labels = f"{self._pattern} OPTIONAL {{ ?value rdfs:label ?label }}"
        for value, label, tag in self._engine.rows(f"SELECT ?value ?label (LANG(?label) AS ?tag) {{ {labels} }}"):
            thing = known.setdefault(value, self._known(value))
            if label:
                thing.labels[str(tag)] = str(label)
        names = f"{self._pattern} ?value {'|'.join(_OTHER_NAMES)} ?name"
        for value, name in self._engine.rows(f"SELECT ?value ?name {{ {names} }}"):
            known[value].names.add(str(name))
        return tuple(
            sorted(known.values(), key=lambda thing: (len(thing.slug) if thing.slug.isdecimal() else 0, thing.slug))
        )

    def _known(self, value: Value) -> Known:
        text = str(value)
        if text.startswith(self._base):
            path = text.removeprefix(self._base)
            return Known(value, path.partition("/")[2] or path, path)
        local = re.split(r"[/#]", text)[-1] or text
        return Known(value, re.sub(r"(?<=[a-z])(?=[A-Z])", "-", local).lower(), local)

    def find(self, asked: str, rankings: Sequence[str] = ()) -> Value:
        """Give the one thing that ``asked`` names by IRI, key or label.

        Where several do (a criterion of many rankings), ``rankings`` decide: keys of the rankings asked about.
        """
        if (direct := self._direct(asked)) is not None:
            return direct
        for tier in self._tiers(asked):
            things = _narrow(tier, rankings)
            if len(things) == 1:
                return things[0].value
            if things:
                raise self._ambiguous(asked, things)
        raise self._unknown(asked)

    def _direct(self, asked: str) -> Value:
        """Find an IRI or a key without reading all that is allowed."""
        for guess in (asked, f"{self._base}{self._parameter.kind}/{asked}", self._base + asked):
            try:
                term = iri(guess)
            except ValueError:  # not the words of an IRI
                continue
            if self._engine.rows(f"SELECT ?value {{ VALUES ?value {{ {term} }} {self._pattern} }} LIMIT 1"):
                return Iri(guess)
        return None

    def _tiers(self, asked: str) -> Iterable[list[Known]]:
        folded = _fold(asked.strip())
        yield [thing for thing in self.all if asked in (thing.value, thing.slug, thing.path)]
        yield [thing for thing in self.all if asked == thing.slug.rpartition("/")[2]]
        yield [thing for thing in self.all if folded in {_fold(name) for name in (thing.slug, *thing.labels.values())}]
        yield [thing for thing in self.all if folded in {_fold(name) for name in thing.names}]

    def _ambiguous(self, asked: str, things: Sequence[Known]) -> UsageError:
        listed = ", ".join(thing.slug for thing in things[:_SHOWN])
        name = self._parameter.name
        return UsageError(
            Text(
                en=f"{name}: {asked} names {len(things)} things",
                fr=f"{name}\N{NO-BREAK SPACE}: {asked} en désigne {len(things)}",
            ),
            fix=Text(en=f"choose among {listed}", fr=f"choisir parmi {listed}"),
        )

    def _unknown(self, asked: str) -> UsageError:
        name = self._parameter.name
        return UsageError(
            Text(en=f"{name}: nothing is called {asked}", fr=f"{name}\N{NO-BREAK SPACE}: rien ne s’appelle {asked}"),
            fix=Text(en=self._advice(asked, "en"), fr=self._advice(asked, "fr")),
        )

    def _advice(self, asked: str, language: str) -> str:
        near = self.nearest(asked, language)
        listed = ", ".join(near or [thing.shown(language) for thing in self.all[:_SHOWN]])
        if not listed:
            return Text("this graph has none to choose from", "ce graphe n’en contient aucun").in_language(language)
        words = Text("nearest", "le plus proche") if near else Text("choose among", "choisir parmi")
        return words.in_language(language) + COLON.in_language(language) + listed

    def nearest(self, asked: str, language: str) -> list[str]:
        """Name the things whose key or label is nearest to ``asked``, nearest first."""
        keys = [(thing.slug, thing.slug.rpartition("/")[2]) for thing in self.all]
        found = _nearest(asked, keys, [thing.labels.get(language, "") for thing in self.all])
        return [self.all[place].shown(language) for place in found]


def nearest_name(asked: str, names: Iterable[str]) -> list[str]:
    """Name the nearest of a few plain names, nearest first."""
    known = list(names)
    return [known[place] for place in _nearest(asked, [(name,) for name in known], [""] * len(known))]


def _nearest(asked: str, keys: Sequence[Sequence[str]], labels: Sequence[str]) -> list[int]:
    """Give the places of the nearest: keys are compared whole, of labels a part is enough."""
    from rapidfuzz import fuzz  # noqa: PLC0415 (needed only on a wrong name)

    folded = _fold(asked)
    scores = [
        max(*(fuzz.ratio(folded, _fold(key)) for key in some), fuzz.WRatio(folded, _fold(label)))
        for some, label in zip(keys, labels, strict=True)
    ]
    near = [place for place, score in enumerate(scores) if score >= NEAR]
    return sorted(near, key=lambda place: -scores[place])[:NEAREST]


def _narrow(things: list[Known], rankings: Sequence[str]) -> list[Known]:
    if len(things) < 2 or not rankings:  # noqa: PLR2004 (one is no choice)
        return things
    return [thing for thing in things if thing.slug.partition("/")[0] in rankings] or things
