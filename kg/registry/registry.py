"""The registry, read from Turtle: entities by their keys, and all their triples for the graph."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg import vocab
from kg.errors import DataError, Text
from kg.language import LANGUAGES
from kg.language.fold import fold_name
from kg.registry.terms import (
    Category,
    Criterion,
    Goal,
    Grade,
    Institution,
    Name,
    NameMode,
    Place,
    Publisher,
    Ranking,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_BASE_LINE = re.compile(r"^@base\s+<[^>]*>", re.MULTILINE)
_NAME_PROPERTIES = {
    f"{vocab.SKOS}prefLabel": NameMode.ANY,
    f"{vocab.SKOS}altLabel": NameMode.ANY,
    f"{vocab.SKOS}hiddenLabel": NameMode.ANY,
    f"{vocab.PAL}formerName": NameMode.ANY,
    f"{vocab.PAL}adjective": NameMode.ANY,
    f"{vocab.PAL}exactLabel": NameMode.EXACT,
    f"{vocab.PAL}contextLabel": NameMode.CONTEXT,
}
_TYPE = f"{vocab.RDF}type"
T = TypeVar("T", bound=Term)


class _Description:
    """What the registry says of one subject, by property, in file order."""

    def __init__(self, base: str, iri: str) -> None:
        self.base, self.iri = base, iri
        self.values: defaultdict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)

    def one(self, property_: str) -> str | None:
        """Give the value of a property, an IRI below the base without it and its kind."""
        return next(iter(self.all(property_)), None)

    def all(self, property_: str) -> tuple[str, ...]:
        return tuple(self.slug(value.value) for value in self.values[vocab.PAL + property_])

    def slug(self, iri: str) -> str:
        return iri.removeprefix(self.base).partition("/")[2] if iri.startswith(self.base) else iri

    def labels(self, property_: str) -> dict[str, str]:
        return {
            value.language: value.value
            for value in self.values[property_]
            if isinstance(value, ox.Literal) and value.language
        }

    def names(self) -> tuple[Name, ...]:
        adjectives = self.values[f"{vocab.PAL}adjective"]
        nouns = [
            Name(f"{value.value}s", NameMode.ANY, value.language)
            for value in adjectives
            if isinstance(value, ox.Literal) and value.language
            if (language := LANGUAGES.get(value.language)) and language.adjective_as_noun.search(value.value)
        ]
        return (*self._names(), *nouns)

    def _names(self) -> tuple[Name, ...]:
        return tuple(
            Name(value.value, mode, value.language or "")
            for property_, mode in _NAME_PROPERTIES.items()
            for value in self.values[property_]
            if isinstance(value, ox.Literal)
        )


@dataclass(frozen=True)
class Registry:
    """All known entities, each kind by slug; ``triples`` are those of its files, in file order."""

    base: str
    triples: tuple[ox.Triple, ...]
    institutions: Mapping[str, Institution]
    publishers: Mapping[str, Publisher]
    rankings: Mapping[str, Ranking]
    criteria: Mapping[str, Criterion]
    goals: Mapping[str, Goal]
    places: Mapping[str, Place]
    categories: Mapping[str, Category]
    grades: Mapping[str, Grade]

    def institution(self, slug: str) -> Institution:
        """Give an institution; KeyError for an unknown slug."""
        return self.institutions[slug]

    def ranking(self, slug: str) -> Ranking:
        """Give a ranking; KeyError for an unknown slug."""
        return self.rankings[slug]

    def criterion(self, ranking: str, code: str) -> Criterion | None:
        """Give a ranking's criterion, or None."""
        return self.criteria.get(f"{ranking}/{code}")

    def place(self, scope: str) -> Place | None:
        """Give the place a claim's scope names: "world", "FR", "region:Occitanie" (in either language), or None."""
        return self._scopes.get(fold_name(scope.removeprefix("region:")))

    def category(self, words: str) -> Category | None:
        """Give the category that goes by ``words``, or None."""
        return self._category_names.get(fold_name(words))

    @cached_property
    def _scopes(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for place in self.places.values():
            for key in (place.slug, place.notation, *place.labels.values()):
                if key:
                    found.setdefault(fold_name(key), place)
        return found

    @cached_property
    def _category_names(self) -> dict[str, Category]:
        return {fold_name(name.text): term for term in self.categories.values() for name in term.names}


def load_registry(folder: Path, base: str = vocab.BASE) -> Registry:
    """Read all Turtle files of ``folder``; their relative IRIs fall under ``base``.

    Raises DataError where a file is not Turtle, or the folder holds none.
    """
    triples = tuple(triple for file in sorted(folder.glob("*.ttl")) for triple in _parse(file, base))
    if not triples:
        raise DataError(
            Text("no registry here", "pas de registre ici"),
            where=str(folder),
            fix=Text("reinstall, or restore data/registry", "réinstaller, ou rétablir data/registry"),
        )
    described: dict[str, _Description] = {}
    for triple in triples:
        subject, object_ = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and not isinstance(object_, (ox.BlankNode, ox.Triple)):
            description = described.setdefault(subject.value, _Description(base, subject.value))
            description.values[triple.predicate.value].append(object_)
    kinds: defaultdict[str, list[_Description]] = defaultdict(list)
    for description in described.values():
        for type_ in description.values[_TYPE]:
            kinds[type_.value.removeprefix(vocab.PAL)].append(description)
    return Registry(
        base,
        triples,
        _by_slug(_institution(d) for d in kinds["Institution"]),
        _by_slug(Publisher(**_common(d), default=d.one("defaultRanking")) for d in kinds["Publisher"]),
        _by_slug(_ranking(d) for d in kinds["Ranking"]),
        _by_slug(_criterion(d) for d in kinds["Criterion"]),
        _by_slug(Goal(**_common(d), number=int(d.iri.rpartition("/")[2])) for d in kinds["Goal"]),
        _by_slug(_place(d) for d in kinds["Place"]),
        _by_slug(Category(**_common(d), broader=_broader(d)) for d in kinds["InstitutionCategory"]),
        _by_slug(_grade(d) for d in kinds["Grade"]),
    )


def _parse(file: Path, base: str) -> Iterable[ox.Triple]:
    try:
        text = _BASE_LINE.sub(f"@base <{base}>", file.read_text(encoding="utf-8"), count=1)
    except UnicodeDecodeError as error:
        raise DataError(
            Text(f"not UTF-8 (byte {error.start})", f"pas en UTF-8 (octet {error.start})"), where=str(file)
        ) from error
    try:
        return [quad.triple for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE, base_iri=base)]
    except SyntaxError as error:
        raise DataError(
            Text(f"broken Turtle: {error.msg}", f"Turtle invalide\N{NO-BREAK SPACE}: {error.msg}"),
            where=f"{file}:{error.lineno}:{error.offset}",
        ) from error


def _by_slug(terms: Iterable[T]) -> dict[str, T]:
    return {term.slug: term for term in terms}


def _common(d: _Description) -> dict[str, Any]:
    return {
        "iri": d.iri,
        "slug": d.slug(d.iri),
        "labels": d.labels(f"{vocab.SKOS}prefLabel"),
        "names": d.names(),
    }


def _institution(d: _Description) -> Institution:
    parents = [d.slug(value.value) for value in d.values[f"{vocab.ORG}subOrganizationOf"]]
    return Institution(
        **_common(d),
        country=d.one("country"),
        region=d.one("region"),
        categories=d.all("category"),
        parent=next(iter(parents), None) or d.one("subsidiaryOf"),
    )


def _ranking(d: _Description) -> Ranking:
    scope = d.one("ownScope") or "world"
    return Ranking(
        **_common(d),
        short=d.labels(f"{vocab.PAL}shortLabel"),
        own_scope=scope if scope in {"world", "europe"} else scope.upper(),
        publisher=d.one("publisher"),
        categories=d.all("ranks"),
    )


def _criterion(d: _Description) -> Criterion:
    slug = d.slug(d.iri)
    ranking, _, code = slug.partition("/")
    goal = d.one("goal")
    return Criterion(
        **_common(d),
        ranking=ranking,
        code=code,
        kind=d.one("criterionKind") or "subject",
        goal=int(goal.rpartition("/")[2]) if goal else None,
        short=d.labels(f"{vocab.PAL}shortLabel"),
    )


def _place(d: _Description) -> Place:
    notations = [value.value for value in d.values[f"{vocab.SKOS}notation"]]
    return Place(
        **_common(d),
        kind=d.one("placeKind") or "region",
        notation=next(iter(notations), None),
        broader=_broader(d),
    )


def _broader(d: _Description) -> str | None:
    return next((d.slug(value.value) for value in d.values[f"{vocab.SKOS}broader"]), None)


def _grade(d: _Description) -> Grade:
    notation = next((value.value for value in d.values[f"{vocab.SKOS}notation"]), "")
    return Grade(
        **_common(d),
        ranking=d.slug(d.iri).partition("/")[0],
        notation=notation,
        order=int(d.one("gradeOrder") or 0),
    )
