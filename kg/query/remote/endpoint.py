"""A SPARQL endpoint in the place of a store."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.errors import Text, UsageError, quoted_in_french
from kg.query.remote.connection import Connection, Purpose
from kg.query.remote.names import DIGEST, HAS_PART, MERGED_GRAPH, RECORD_GRAPH
from kg.query.remote.refusals import told
from kg.query.sparql import names_graphs, skeleton
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    Answered: TypeAlias = QuerySolutions | QueryBoolean | bool | Iterator[Triple]

PATIENCE = 300.0  # seconds
_PATHS = "http://…:7878/query (Oxigraph), http://…:8890/sparql (Virtuoso), http://…:8000/sparql (kg serve)"
_DEFAULT = "default-graph-uri"  # as the SPARQL protocol has it
_BAD_REQUEST = 400
# Of the forms that all servers write, the one in which Virtuoso keeps datatypes; asked for alone, as it takes the first
# of several whatever the query.
_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_FORM = re.compile(r"(?<![\w:?$@-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_MEND = Text(
    f"mend the query, or name the right address: {_PATHS}",
    f"corriger la requête, ou nommer la bonne adresse\N{NO-BREAK SPACE}: {_PATHS}",
)
_UNFINISHED = Text(
    "a push into this store is under way or was interrupted: its merged graph is not whole",
    "un envoi vers cet entrepôt est en cours ou a été interrompu\N{NO-BREAK SPACE}: son graphe fusionné est incomplet",
)


class Endpoint:
    """Answers queries as a store does. Where a push put a graph with every triple once, the default graph is that."""

    def __init__(self, address: str, base: str, option: str = "--endpoint") -> None:
        """Ask nothing yet; ``base`` is what the IRIs of instances begin with, ``option`` what gave the address."""
        self._base = base
        self._connection = Connection(address, option, patience=PATIENCE, purpose=Purpose(_PATHS, Text("", "")))

    def query(self, text: str) -> Answered:
        """Ask. What names graphs is asked of the endpoint as it is."""
        merged = None if names_graphs(text) else self._merged
        return self._ask(text, {_DEFAULT: merged} if merged else {})

    def _ask(self, text: str, dataset: dict[str, str]) -> Answered:
        found = _FORM.search(skeleton(text))
        form = found[1].upper() if found else "SELECT"
        wanted = _ROWS if form in ("SELECT", "ASK") else _TRIPLES
        response = self._connection.send(
            "POST",
            data={"query": text, **dataset},
            headers={"Accept": wanted},
            accepted=frozenset({_BAD_REQUEST}),
        )
        if response.status_code == _BAD_REQUEST:
            raise _refused(response.text, self._connection.address)
        try:
            if wanted == _TRIPLES:
                return (quad.triple for quad in list(parse(response.content, format=RdfFormat.N_TRIPLES)))
            return _truth(_rows(response.content)) if form == "ASK" else _rows(response.content)
        except (SyntaxError, ValueError) as error:
            raise self._no_endpoint(response.headers.get("content-type", "")) from error

    @cached_property
    def _merged(self) -> str | None:
        """The graph that holds everything; None where no push of ours put one, or the address names another."""
        if _DEFAULT in self._connection.address:
            return None
        merged, record = iri(self._base + MERGED_GRAPH), iri(self._base + RECORD_GRAPH)
        told = f"{record} {HAS_PART} {merged} . OPTIONAL {{ {merged} {DIGEST} ?digest }}"
        found = self._ask(f"SELECT ?digest WHERE {{ GRAPH {record} {{ {told} }} }}", {})
        rows = list(found) if isinstance(found, QuerySolutions) else []
        if not rows:
            return None
        if rows[0]["digest"] is None:
            raise self._connection.strange(_UNFINISHED, Text("kg push goes on", "kg push la reprend"))
        return self._base + MERGED_GRAPH

    def _no_endpoint(self, media: str) -> Exception:
        said = media or "nothing"
        return self._connection.strange(
            Text(
                f"this is no SPARQL endpoint: it answered with {said}",
                f"ce n’est pas un point d’accès SPARQL\N{NO-BREAK SPACE}: réponse en {said}",
            ),
            Text(f"name one: {_PATHS}", f"en nommer un\N{NO-BREAK SPACE}: {_PATHS}"),
        )


def _rows(content: bytes) -> QuerySolutions | QueryBoolean:
    """Read an answer that is looked through first, as its end may be missing."""
    answer = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(answer, QuerySolutions):
        for _ in answer:
            pass
        answer = parse_query_results(content, format=QueryResultsFormat.JSON)
    return answer


def _truth(answer: QuerySolutions | QueryBoolean) -> bool:
    """Read the answer to an ASK, which is a table of one number from Virtuoso."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    return any(isinstance(cell, Literal) and cell.value == "1" for solution in answer for cell in solution)


def _refused(body: str, address: str) -> UsageError:
    said, mend = told(body)
    return UsageError(
        Text(f"the server refuses this query, {said}", f"le serveur refuse cette requête, {quoted_in_french(said)}"),
        where=address,
        fix=Text(mend, quoted_in_french(mend)) if mend else _MEND,
    )
