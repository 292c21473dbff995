"""One publication as it was at one moment, with the back ends that answer queries on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kg.publish.previous import last_site
from kg.publish.source import DATASET
from kg.query.engine import rows_of
from kg.query.sparql import calls_out, may_call_out, with_prefixes, without_service
from kg.serve.engine.exchange import Question
from kg.serve.engine.lanes import Lanes
from kg.serve.refusals import refused
from kg.serve.site.names import Names
from kg.serve.site.suggestions import Suggestions
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.query import Rows
    from kg.serve.engine.answer import Answer
    from kg.serve.engine.index import Index
    from kg.serve.limits import Limits

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
            if str(dataset).endswith(DATASET):
                self.base, self.version = str(dataset).removesuffix(DATASET), str(version)
        self._index, self.lanes = index, Lanes(index.store, limits)
        self._suggestions: Suggestions | None = None
        self._suggesting = asyncio.Lock()
        self.names = Names(self)

    async def open(self) -> None:
        """Begin the back ends. Raises DataError."""
        await self.lanes.open()

    async def ask(self, query: str, accept: str, graphs: Sequence[tuple[str, str]] = ()) -> Answer:
        """Put a query to a back end. Raises KgError, of status 400 for what is no SPARQL.

        ``accept`` is as in HTTP, ``graphs`` are pairs of the protocol's parameters and IRIs. Usual prefixes may be left
        out. A query that calls another server is refused.
        """
        if may_call_out(query):
            harmless = without_service(query)
            if harmless is None:
                raise calls_out()
            (await self._answered(query, harmless, accept, graphs)).close()
        return await self._answered(query, query, accept, graphs)

    async def _answered(self, query: str, text: str, accept: str, graphs: Sequence[tuple[str, str]]) -> Answer:
        """Have ``text`` answered; a refusal speaks of the ``query`` that the visitor wrote."""
        answer = await self._ask(text, accept, graphs)
        if answer.status != _OK:
            raise refused(query, answer.status, answer.read().decode("utf-8", "replace"))
        return answer

    async def _ask(self, query: str, accept: str, graphs: Sequence[tuple[str, str]]) -> Answer:
        answer = await self.lanes.ask(Question(query, accept, graphs))
        if answer.status == _BAD and (more := with_prefixes(query)) != query:
            answer.close()
            return await self.lanes.ask(Question(more, accept, graphs))
        return answer

    async def rows(self, query: str) -> Rows:
        """Give the rows of a SELECT. Raises KgError."""
        return await asyncio.to_thread(_rows, (await self.ask(query, _JSON)).read())

    def knows(self, iri: str) -> bool:
        """Tell whether the data set says anything of an IRI: a look-up of microseconds."""
        return self._index.holds(iri)

    async def suggest(self, path: str, language: str) -> list[tuple[str, str]]:
        """Give address and label of what an address that leads nowhere may have meant; one visitor at a time."""
        if self._suggesting.locked():
            return []
        async with self._suggesting:
            if self._suggestions is None:
                self._suggestions = await asyncio.to_thread(Suggestions, self.engine, self.base)
            return await asyncio.to_thread(self._suggestions.to, path, language)

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
    return rows_of(found)
