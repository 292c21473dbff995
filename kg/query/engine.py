"""The graph that queries run on, loaded into pyoxigraph, and the answers they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, RdfFormat, Store, Triple

from kg.errors import DataError, Text, UsageError, quoted_in_french, reason_of
from kg.project import MERGED, QUADS
from kg.query.sparql import check_harmless, with_prefixes
from kg.query.terms import Value, value_of

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: columns in the query's order, rows in its order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, without repeats, sorted."""

    triples: tuple[Triple, ...]


# By extension; a .txt file may well be N-Triples, but in a folder it is a note.
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}

Answer: TypeAlias = Rows | Triples | bool


class Engine:
    """A graph to ask: its default graph is the union of all graphs, each triple once.

    A store's own union of named graphs is not used: it gives a triple once for each graph that holds it, which makes
    wrong counts.
    """

    def __init__(self, store: Store) -> None:
        """Take a store whose default graph holds everything."""
        self._store = store

    def ask(self, query: str) -> Answer:
        """Run a query that only reads; usual prefixes may be left out."""
        check_harmless(query)
        try:
            found = self._store.query(with_prefixes(query))
        except SyntaxError as error:
            raise UsageError(_syntax(error)) from error
        if isinstance(found, QueryBoolean):
            return bool(found)
        if isinstance(found, QuerySolutions):
            columns = tuple(variable.value for variable in found.variables)
            return Rows(columns, tuple(tuple(value_of(term) for term in solution) for solution in found))
        return Triples(tuple(sorted(set(found), key=str)))

    def rows(self, query: str) -> tuple[tuple[Value, ...], ...]:
        """Run a SELECT and give its rows."""
        answer = self.ask(query)
        if not isinstance(answer, Rows):
            message = "not a SELECT"
            raise TypeError(message)
        return answer.rows


def _syntax(error: SyntaxError) -> Text:
    first, _, _ = str(error).partition("\n")
    words = first.removeprefix("error at ")
    return Text(en=f"this is not SPARQL 1.1, {words}", fr=f"ce n’est pas du SPARQL 1.1, {words}")


def load(path: Path, *, named_graphs: bool = False) -> Engine:
    """Load a file or a folder of RDF.

    Of a built graph's folder the merged Turtle is read, and its N-Quads only for ``named_graphs``; of another folder,
    every RDF file. Files with named graphs are merged into the default graph too.
    """
    store = Store()
    for file in _files(path, named_graphs=named_graphs):
        _load_file(store, file)
    return Engine(store)


def _files(path: Path, *, named_graphs: bool) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise DataError(
            Text(en="no graph here", fr="pas de graphe ici"),
            where=str(path),
            fix=Text(
                en="kg build makes one; --graph names another", fr="kg build en fait un ; --graph en nomme un autre"
            ),
        )
    if (path / MERGED).is_file() and not (named_graphs and (path / QUADS).is_file()):
        return [path / MERGED]
    if (path / QUADS).is_file():
        return [path / QUADS]
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in _FORMATS)
    if not files:
        raise DataError(
            Text(en="no RDF file in this folder", fr="pas de fichier RDF dans ce dossier"),
            where=str(path),
            fix=Text(
                en="kg build makes one; --graph names another", fr="kg build en fait un ; --graph en nomme un autre"
            ),
        )
    return files


def _load_file(store: Store, file: Path) -> None:
    format_ = _FORMATS.get(file.suffix)
    if format_ is None:
        raise DataError(
            Text(en="not an RDF file", fr="pas un fichier RDF"),
            where=str(file),
            fix=Text(
                en="Turtle, N-Quads, TriG, N-Triples, RDF/XML or JSON-LD",
                fr="Turtle, N-Quads, TriG, N-Triples, RDF/XML ou JSON-LD",
            ),
        )
    target = Store() if format_.supports_datasets else store
    try:
        target.bulk_load(path=file, format=format_)
    except SyntaxError as error:
        where = f"{file}:{error.lineno}:{error.offset}" if error.lineno else str(file)
        words = error.msg.rpartition(": ")[2]
        said = Text(en=f"broken RDF, {words}", fr=f"RDF mal formé, {quoted_in_french(words)}")
        raise DataError(said, where=where) from error
    except OSError as error:
        reason = reason_of(error)
        said = Text(en=f"unreadable, {reason.en}", fr=f"illisible, {reason.fr}")
        raise DataError(said, where=str(file)) from error
    if format_.supports_datasets:
        store.bulk_extend(target)
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in target)
