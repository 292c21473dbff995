"""A store that speaks the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat

from kg.errors import KgError, Text
from kg.push.record import Record, read
from kg.query.remote.connection import Connection, Purpose
from kg.query.remote.endpoint import Endpoint
from kg.query.remote.names import HAS_PART
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENCE = 600.0  # seconds; to take a graph of millions of triples away, a store may need minutes
N_TRIPLES, TURTLE = "application/n-triples", "text/turtle"
_ABSENT = frozenset({404, 410})
# Asks Oxigraph to load in bulk, four times as fast; others do not look at it.
_IN_BULK = {"no_transaction": ""}
# Where stores answer queries, by the last part of the address at which they take graphs.
_BESIDE = {"store": "query", "data": "query", "sparql-graph-crud-auth": "sparql", "sparql-graph-crud": "sparql"}
_PATHS = "http://…:7878/store (Oxigraph), http://…:8890/sparql-graph-crud-auth (Virtuoso)"
_NAME_ONE = Text(f"name a graph store: {_PATHS}", f"nommer un entrepôt de graphes\N{NO-BREAK SPACE}: {_PATHS}")
_SERVICE = b"http://www.w3.org/ns/sparql-service-description#Service"  # what an endpoint tells of itself
_NO_GRAPHS = Text(
    "this is a SPARQL endpoint, which takes no graphs; that of kg serve only reads",
    "c’est un point d’accès SPARQL, qui ne prend pas de graphes\N{NARROW NO-BREAK SPACE}; celui de kg serve ne fait"
    " que lire",
)
_AGAIN = Text("; then run kg push again: it goes on", "\N{NARROW NO-BREAK SPACE}; puis relancer kg push, qui reprendra")


class GraphStore:
    """The graphs of a store; what fails is a RemoteError that names the graph."""

    def __init__(self, address: str) -> None:
        """Ask nothing yet."""
        purpose = Purpose(_PATHS, _AGAIN)
        self._connection = Connection(address, "URL", patience=PATIENCE, purpose=purpose)

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._connection.close()

    def put(self, graph: str, triples: bytes) -> None:
        """Make N-Triples the content of a graph."""
        self._send("PUT", {"graph": graph}, triples, N_TRIPLES)

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph."""
        self._send("POST", {"graph": graph}, triples, N_TRIPLES)

    def load(self, graph: str, pieces: Iterable[bytes]) -> None:
        """Make pieces of Turtle, each whole for itself, the content of a graph; meanwhile it holds a part."""
        method = "PUT"
        for piece in pieces:
            self._send(method, {"graph": graph, **_IN_BULK}, piece, TURTLE)
            method = "POST"

    def delete(self, graph: str) -> None:
        """Take a graph away; it may be gone already."""
        self._connection.send("DELETE", graph, accepted=_ABSENT, params={"graph": graph})

    def record(self, graph: str) -> Record:
        """Read what was put here before; nothing, if nothing was."""
        response = self._connection.send(
            "GET", graph, accepted=_ABSENT, params={"graph": graph}, headers={"Accept": N_TRIPLES}
        )
        if response.status_code in _ABSENT:
            return Record(graph)
        if _SERVICE in response.content:
            raise self._connection.strange(_NO_GRAPHS, _NAME_ONE)
        media = response.headers.get("content-type", "")
        kind = RdfFormat.from_media_type(media)
        try:
            if kind is not None:
                return read(graph, response.content, kind)
        except SyntaxError:
            pass
        raise self._connection.strange(
            Text(
                f"this is no graph store: it answers with {media or 'nothing'}",
                f"ce n’est pas un entrepôt de graphes\N{NO-BREAK SPACE}: il répond en {media or 'rien'}",
            ),
            _NAME_ONE,
        )

    def lost(self, record: Record) -> frozenset[str]:
        """Give the graphs of the record that are not in the store; none where it answers no queries beside."""
        place, _, last = self._connection.address.rpartition("/")
        if last not in _BESIDE or not record.digests:
            return frozenset()
        told, kept = iri(record.iri), "FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } }"
        try:
            found = Endpoint(f"{place}/{_BESIDE[last]}", "", "URL").query(
                f"SELECT ?graph {{ GRAPH {told} {{ {told} {HAS_PART} ?graph }} {kept} }}"
            )
        except KgError:
            return frozenset()
        rows = found if isinstance(found, QuerySolutions) else ()
        return frozenset(graph.value for (graph,) in rows if isinstance(graph, NamedNode))

    def _send(self, method: str, params: dict[str, str], content: bytes, media: str) -> None:
        headers = {"Content-Type": media}
        self._connection.send(method, params["graph"], params=params, content=content, headers=headers)
