"""One publication as it was at one moment, with the back ends that answer queries on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kg.errors import Text
from kg.publish.previous import last_site
from kg.query import Rows
from kg.query.sparql import with_prefixes
from kg.query.terms import value_of
from kg.serve.harmless import ensure_no_service, may_call_out, without_service
from kg.serve.lanes import Lanes
from kg.serve.names import Names
from kg.serve.near import Near
from kg.serve.problems import BrokenError
from kg.serve.wire import Question
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.serve.answer import Answer
    from kg.serve.index import Index
    from kg.serve.limits import Limits

_DATASET = "dataset/palmares"
_JSON = "application/sparql-results+json"
_OK, _BAD = 200, 400


class Generation:
    """A publication and its back ends; a request takes one and keeps it to its end.

    ``folder`` is the publication, ``digest`` tells it from every other, ``base`` is what IRIs of instances begin with,
    ``site`` the address at which it is published or nothing, ``index`` its store on disk. ``engine`` blocks: it is for
    look-ups of ours when a generation begins, never for a visitor's query. ``names`` leads from names to pages.
    """

    def __init__(self, folder: Path, digest: str, index: Index, limits: Limits) -> None:
        """Open the index. Raises OSError and RuntimeError where it is damaged."""
        self.folder, self.digest = folder, digest
        self.site = last_site(folder)
        self.index, self.engine = index.store, index.open()
        self.triples, self.graphs = index.note.triples, index.note.graphs
        self.base, self.version = BASE, ""
        for dataset, version in self.engine.rows(
            "SELECT ?set ?version { ?set a dcat:Dataset ; dcat:version ?version }"
        ):
            if str(dataset).endswith(_DATASET):
                self.base, self.version = str(dataset).removesuffix(_DATASET), str(version)
        self._index, self.lanes = index, Lanes(index.store, limits)
        self._near: Near | None = None
        self._looking = asyncio.Lock()
        self.names = Names(self)

    async def open(self) -> None:
        """Begin the back ends. Raises DataError."""
        await self.lanes.open()

    async def ask(self, query: str, accept: str, graphs: Sequence[tuple[str, str]] = ()) -> Answer:
        """Put a query to a back end. Raises Refusal; what is no SPARQL has an answer of status 400, in words.

        ``accept`` is as in HTTP, ``graphs`` are pairs of the protocol's parameters and IRIs. Usual prefixes may be left
        out. A query that calls another server is refused.
        """
        if may_call_out(query):
            other = await self._ask(without_service(query), accept, graphs)
            if other.status == _BAD:
                ensure_no_service(query)
                return other
            other.close()
        return await self._ask(query, accept, graphs)

    async def _ask(self, query: str, accept: str, graphs: Sequence[tuple[str, str]]) -> Answer:
        answer = await self.lanes.ask(Question(query, accept, graphs))
        if answer.status == _BAD and (more := with_prefixes(query)) != query:
            answer.close()
            return await self.lanes.ask(Question(more, accept, graphs))
        return answer

    async def rows(self, query: str) -> Rows:
        """Give the rows of a SELECT. Raises Refusal."""
        answer = await self.ask(query, _JSON)
        content = answer.read()
        if answer.status != _OK:
            words = content.decode("utf-8", "replace").partition("\n")[0]
            raise BrokenError(Text(words, words))
        return await asyncio.to_thread(_rows, content)

    def knows(self, iri: str) -> bool:
        """Tell whether the data set says anything of an IRI: a look-up of microseconds."""
        return self._index.holds(iri)

    async def near(self, path: str, language: str) -> list[tuple[str, str]]:
        """Give address and label of what an address that leads nowhere may have meant; one visitor at a time."""
        if self._looking.locked():
            return []
        async with self._looking:
            if self._near is None:
                self._near = await asyncio.to_thread(Near, self.engine, self.base)
            return await asyncio.to_thread(self._near.to, path, language)

    async def rest(self) -> None:
        """Keep only what is under way."""
        await self.lanes.rest()

    async def close(self, *, remove: bool = False) -> None:
        """End the back ends, and remove the index if nobody else has it."""
        await self.lanes.close()
        if remove:
            self._index.remove()
        else:
            self._index.release()


def _rows(content: bytes) -> Rows:
    found = parse_query_results(content, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        message = "not a SELECT"
        raise TypeError(message)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(value_of(term) for term in solution) for solution in found))
