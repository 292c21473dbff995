"""The lists: all entities of a kind with a few facts of each, cut into parts where there are many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.publish.site.names import Name
from kg.publish.site.numbers import written
from kg.publish.site.page import Page
from kg.publish.site.search import folded
from kg.publish.site.tables import Cell, Head, Row, Table, capital, without_empty
from kg.publish.site.words import text
from kg.query.parameters import LANGUAGES
from kg.query.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.publish.entities import Entity, Kind
    from kg.publish.site.site import Site
    from kg.query.terms import Value

PART = 500  # entities of one page
_SHOWN = 18  # characters of a name that a link to a part shows

# What a list shows of each ?thing besides its name: by word, the pattern that finds ?value.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "institution": {"country": "?thing pal:country ?value"},
    "ranking": {"publisher": "?thing pal:publisher ?value", "first_year": "?thing pal:firstYear ?value"},
    "edition": {"ranking": "?thing pal:ranking ?value", "year": "?thing pal:year ?value"},
    "criterion": {
        "ranking": "?thing skos:inScheme ?scheme . ?value pal:criterionScheme ?scheme",
        "kind": "?thing pal:criterionKind ?value",
    },
    "goal": {"goal_short": "?thing skos:notation ?value"},
    "document": {},
}
_CLAIMS = "SELECT ?thing (COUNT(DISTINCT ?claim) AS ?count) { ?claim pal:evidence/oa:hasSource ?thing } GROUP BY ?thing"


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of each kind, or its parts with one page that leads to them."""
    for kind in site.kinds:
        yield from _List(site, kind).pages()


def name_of(kind: Kind, part: int = 0) -> str:
    """Give the name of a list's page, or of one of its parts, counted from 1."""
    return f"list/{kind.name}/{part}" if part else f"list/{kind.name}"


class _List:
    """The list of one kind."""

    def __init__(self, site: Site, kind: Kind) -> None:
        self._site, self._kind = site, kind
        self._values = {word: self._column(pattern) for word, pattern in _COLUMNS[kind.name].items()}
        self._counts = self._counted()
        self._count = len(site.entities[kind.name])
        self._ordered = {language: self._in_order(language) for language in LANGUAGES}  # every part takes from it

    def pages(self) -> Iterator[Page]:
        title = Text(*map(capital, self._kind.many))
        parts = -(-self._count // PART)
        if parts == 1:
            yield Page(name_of(self._kind), "list.html", title, partial(self._content, 0))
            return
        yield Page(name_of(self._kind), "list.html", title, self._parts)
        for part in range(parts):
            named = Text(*(f"{words}, {part + 1}" for words in title))
            yield Page(name_of(self._kind, part + 1), "list.html", named, partial(self._content, part))

    def _column(self, pattern: str) -> Mapping[str, Value]:
        rows = self._site.engine.rows(f"SELECT ?thing ?value {{ ?thing a pal:{self._kind.class_name} . {pattern} }}")
        return {str(thing): value for thing, value in sorted(rows, key=str, reverse=True)}

    def _counted(self) -> Mapping[str, int]:
        if self._what == "claims":
            rows = self._site.engine.rows(_CLAIMS)
            return {str(thing): count for thing, count in rows if isinstance(count, int)}
        return self._site.results

    def _in_order(self, language: str) -> Sequence[tuple[Name, Entity]]:
        named = [(self._site.names.of(each.iri, language), each) for each in self._site.entities[self._kind.name]]
        if all(each.key.isdecimal() for _, each in named):
            return named
        return sorted(named, key=lambda each: (_natural(each[0].text), each[1].key))

    def _parts(self, language: str) -> dict[str, Any]:
        ordered = self._ordered[language]
        parts = [ordered[start : start + PART] for start in range(0, len(ordered), PART)]
        return {
            "kind": self._kind,
            "count": self._count,
            "table": None,
            "parts": [
                (name_of(self._kind, number), _short(part[0][0]), _short(part[-1][0]))
                for number, part in enumerate(parts, 1)
            ],
        }

    def _content(self, part: int, language: str) -> dict[str, Any]:
        shown = self._ordered[language][part * PART : (part + 1) * PART]
        heads = [Head(Name(text("name").in_language(language)))]
        heads += [
            Head(Name(text(word).in_language(language)), numeric=_numeric(values))
            for word, values in self._values.items()
        ]
        heads.append(Head(Name(capital(text(self._what).in_language(language))), numeric=True))
        title = capital(self._kind.many.in_language(language))
        rows = [Row(list(self._cells(name, entity, language))) for name, entity in shown]
        return {
            "kind": self._kind,
            "count": self._count,
            "parts": None,
            "table": without_empty(Table(title, heads, rows)),
        }

    @property
    def _what(self) -> str:
        return "claims" if self._kind.name == "document" else "results"

    def _cells(self, name: Name, entity: Entity, language: str) -> Iterator[Cell]:
        yield Cell(name, entity.iri)
        for values in self._values.values():
            value = values.get(entity.iri)
            if isinstance(value, Iri):
                yield Cell(self._site.names.of(value, language), value)
            else:
                yield Cell(Name("" if value is None else str(value)), key="" if value is None else str(value))
        count = self._counts.get(entity.iri, 0)
        yield Cell(Name(written(count, language)), key=str(count))


def _natural(words: str) -> list[tuple[bool, int, str]]:
    """Give what orders names as people do, numbers in them by their size.

    >>> sorted(["ODD 10", "ODD 6", "Qualité"], key=_natural)
    ['ODD 6', 'ODD 10', 'Qualité']
    """
    return [(not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in folded(words)]


def _numeric(values: Mapping[str, Value]) -> bool:
    return not any(isinstance(value, Iri) for value in values.values())


def _short(name: Name) -> Name:
    words = name.text if len(name.text) <= _SHOWN else f"{name.text[:_SHOWN].rstrip()}…"
    return Name(words, name.tongue)
