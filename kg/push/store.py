"""A store that speaks the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

from typing import Self

from pyoxigraph import RdfFormat

from kg.errors import Text
from kg.push.record import Record, read
from kg.query.remote.connection import Connection, Purpose

PATIENCE = 600.0  # seconds; to take a graph of millions of triples away, a store may need minutes
N_TRIPLES, TURTLE = "application/n-triples", "text/turtle"
_ABSENT = frozenset({404, 410})
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

    def put(self, graph: str, content: bytes, media: str = N_TRIPLES) -> None:
        """Make this the content of a graph."""
        self._send("PUT", graph, content, media)

    def add(self, graph: str, content: bytes, media: str = N_TRIPLES) -> None:
        """Add triples to a graph."""
        self._send("POST", graph, content, media)

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

    def _send(self, method: str, graph: str, content: bytes, media: str) -> None:
        headers = {"Content-Type": media}
        self._connection.send(method, graph, params={"graph": graph}, content=content, headers=headers)
