"""A store that speaks the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pyoxigraph import RdfFormat

from kg.errors import Text
from kg.push.record import Record, read
from kg.query.remote.connection import Connection, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENCE = 600.0  # seconds; to take a graph of millions of triples away, a store may need minutes
N_TRIPLES, TURTLE = "application/n-triples", "text/turtle"
_ABSENT = frozenset({404, 410})
# Asks Oxigraph to load in bulk, four times as fast; others do not look at it.
_IN_BULK = {"no_transaction": ""}
_PATHS = "http://…:7878/store (Oxigraph), http://…:8890/sparql-graph-crud-auth (Virtuoso)"
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
            Text(f"name one: {_PATHS}", f"en nommer un\N{NO-BREAK SPACE}: {_PATHS}"),
        )

    def _send(self, method: str, params: dict[str, str], content: bytes, media: str) -> None:
        headers = {"Content-Type": media}
        self._connection.send(method, params["graph"], params=params, content=content, headers=headers)
