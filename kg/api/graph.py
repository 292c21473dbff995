"""A graph that is open: questions, SPARQL, checks, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from kg.api.tables import table_of
from kg.errors import KgError, Text
from kg.plot.asked import chartable, figure
from kg.project import MERGED
from kg.query import Binder, Engine, Rows, Triples, load_graph, load_queries
from kg.query.describe import LIST_COLUMNS, listing
from kg.query.parameters import check_base, take_language
from kg.query.remote import Endpoint
from kg.query.requests import named, own
from kg.query.sparql import names_graphs, with_prefixes

if TYPE_CHECKING:
    import rdflib

    from kg.plot import Figure
    from kg.query import Answer, Query
    from kg.table import Table
    from kg.validate.findings import Report

Parameter: TypeAlias = str | int | float | Decimal | Mapping[str, int | float | Decimal] | None

_OF_ONE_GRAPH = (".ttl", ".nt")
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class NothingToDrawError(KgError):
    """The query answers with no rank."""

    exit_code = 1


class Graph:
    """A graph to ask. ``lang`` is the language of what people read; each method takes another for one call.

    >>> import kg
    >>> graph = kg.open()
    >>> graph.query("sdg-strengths", institution="IMT Mines Alès", limit=2)
    goal                        edition          scope  rank
    ──────────────────────────  ───────────────  ─────  ───────
    Life on land                THE Impact 2024  world  88
    Clean water and sanitation  THE Impact 2024  world  100–200
    """

    def __init__(self, path: Path | str, *, lang: str, base: str) -> None:
        """Open the graph at a path, or at the address of an endpoint; `kg.open` is how to come by one."""
        take_language({}, lang)
        check_base(base, "base")
        self.path, self.lang, self.base = path, lang, base
        self._engine = Engine(Endpoint(path, base, "kg.open")) if isinstance(path, str) else load_graph(path)
        self._with_named_graphs: Engine | None = None

    def __repr__(self) -> str:
        """Tell which graph it is."""
        return f"<kg.Graph {self.path}>"

    def queries(self, *, lang: str | None = None) -> Table:
        """List the canned queries, with their parameters; those in brackets may be left out.

        >>> import kg
        >>> kg.open().queries()["query"][:3]
        ('institution-profile', 'rank-trajectory', 'edition-table')
        """
        language = self._language(lang)
        return table_of(listing(load_queries(), language), LIST_COLUMNS, language)

    def query(self, name: str, /, *, lang: str | None = None, **parameters: Parameter) -> Table:
        """Answer a canned query. A value is a key (imt-mines-ales), an IRI or a label, as for ``kg query``.

        Weights are a mapping: ``weights={"sdg-6": 2, "sdg-12": 1}``.
        """
        language, query = self._language(lang), named(name)
        answer = self._engine.ask(self._binder.bind(query, _given(parameters), language))
        return table_of(answer if isinstance(answer, Rows) else Rows((), ()), query.header.columns, language)

    def sparql(self, text: str, *, lang: str | None = None) -> Table | bool | rdflib.Graph:
        """Answer SPARQL that only reads: a table, for ASK a truth, for CONSTRUCT and DESCRIBE an rdflib graph.

        Usual prefixes may be left out.

        >>> import kg
        >>> kg.open().sparql("ASK { ?result a pal:Result }")
        True
        """
        query = own(text, "SPARQL")
        answer = self._engine_for(query).ask(with_prefixes(query.text))
        if isinstance(answer, Rows):
            return table_of(answer, (), self._language(lang))
        return _rdflib_graph(answer) if isinstance(answer, Triples) else answer

    def to_rdflib(self) -> rdflib.Graph:
        """Give all statements as an rdflib graph."""
        from kg.validate.load import empty_graph  # noqa: PLC0415 (only who asks for it waits for rdflib)

        with TemporaryDirectory() as folder:
            return empty_graph().parse(self._file(Path(folder), _OF_ONE_GRAPH))

    def validate(self, *, lang: str | None = None) -> Report:
        """Hold the graph against the shapes; the report ``conforms`` if nothing in it is wrong.

        >>> import kg
        >>> kg.open().validate().conforms
        True
        """
        from kg.validate.check import Order, check  # noqa: PLC0415 (its libraries are heavy)
        from kg.validate.load import FORMATS  # noqa: PLC0415

        order = Order(self._language(lang))
        with TemporaryDirectory() as folder:
            file = self._file(Path(folder), tuple(FORMATS))
            outcome = check({str(self.path if file.is_relative_to(folder) else file): file}, order)
        for error in outcome.refused:
            raise error
        return outcome.checks[0].report

    def plot(self, name: str, /, *, lang: str | None = None, **parameters: Parameter) -> Figure:
        """Draw the answer to a canned query of ``kg.plot.CHARTS``; a notebook shows it.

        >>> import kg
        >>> kg.open().plot("rank-trajectory", institution="imt-mines-ales", ranking="the-impact").title
        'IMT Mines Alès · THE Impact'
        """
        language, query = self._language(lang), chartable(name)
        drawn = figure(self._binder, query, _given(parameters), language)
        if drawn is None:
            raise NothingToDrawError(
                Text(en="no rank in this graph answers", fr="aucun rang dans ce graphe ne répond"),
                where=name,
                fix=Text(
                    en="ask the query with the same values: it shows what is known",
                    fr="poser la requête avec les mêmes valeurs\N{NO-BREAK SPACE}: elle montre ce qui est connu",
                ),
            )
        return drawn

    def _language(self, asked: str | None) -> str:
        return take_language({}, asked or self.lang)[1]

    @property
    def _binder(self) -> Binder:
        return Binder(self._engine, self.base, in_place=isinstance(self.path, str))

    def _engine_for(self, query: Query) -> Engine:
        """Give the engine that has what a query looks into; named graphs are loaded when first asked for."""
        if isinstance(self.path, str) or not names_graphs(query.text):
            return self._engine
        if self._with_named_graphs is None:
            self._with_named_graphs = load_graph(self.path, named_graphs=True)
        return self._with_named_graphs

    def _file(self, folder: Path, suffixes: tuple[str, ...]) -> Path:
        """Give the file of the graph, if it ends in one of these; else the graph is written into ``folder``."""
        if isinstance(self.path, Path):
            merged = self.path / MERGED
            if self.path.is_file() and self.path.suffix in suffixes:
                return self.path
            if merged.is_file():
                return merged
        file = folder / "graph.nt"
        file.write_text(_ntriples(self._engine.ask(_EVERYTHING)), encoding="utf-8")
        return file


def _given(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Write values as people give them to a query; what is None is not given."""
    return {name: _written(value) for name, value in parameters.items() if value is not None}


def _written(value: Parameter) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{name}:{_written(weight)}" for name, weight in value.items())
    if isinstance(value, float):
        return f"{Decimal(str(value)):f}"
    return str(value)


def _ntriples(answer: Answer) -> str:
    return "".join(f"{triple} .\n" for triple in answer.triples) if isinstance(answer, Triples) else ""


def _rdflib_graph(answer: Answer) -> rdflib.Graph:
    from kg.validate.load import empty_graph  # noqa: PLC0415 (as above)

    return empty_graph().parse(data=_ntriples(answer), format="nt")
