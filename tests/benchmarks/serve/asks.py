"""What the servers are asked: pages, names to negotiate, canned queries, and queries that would run away."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from kg.query import Binder, Engine, load_queries
from kg.vocab import BASE
from tests.benchmarks.query.cases import cases
from tests.benchmarks.serve.client import Ask
from tests.benchmarks.serve.servers import BARE, OURS, RDFLIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.query import Query

JSON = "application/sparql-results+json"
SPARQL = {OURS: "/sparql", BARE: "/query", RDFLIB: "/"}  # where each takes a query
_SOME = 50  # pages, names, or institutions, in turn

# Each looks at all triples three times over, walks everything that hangs together, or joins what shares nothing. One
# that sorts without end is left to the tests: the bare server takes 8 GB for it in a minute, and more.
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) < STR(?f)) }",
)
# One that is asked about one institution after another, as a page of an application would.
_QUICK = "institution-profile"
# What a user would type: the results of an institution, newest first.
_TYPED = """
PREFIX pal: <https://w3id.org/palmares/ontology#>
SELECT ?result ?edition ?rank {{ ?result pal:institution <{iri}> ; pal:edition ?edition ; pal:rankBest ?rank }}
ORDER BY DESC(?edition) ?result LIMIT 50
"""


class Canned(NamedTuple):
    """A canned query with its values: its address at ours, and its text for the others."""

    name: str
    api: Ask
    text: str


def ask_sparql(text: str, server: str, status: int = 200) -> Ask:
    """Put a query to the endpoint of a server."""
    return Ask(f"{SPARQL[server]}?{urlencode({'query': text})}", JSON, status)


def canned(engine: Engine) -> list[Canned]:
    """Give every canned query, asked about what the graph holds most of."""
    binder, queries = Binder(engine, BASE), load_queries()
    return [_canned(each.name, queries[each.query], each.values, binder) for each in cases(engine)]


def profiles(engine: Engine) -> list[Canned]:
    """Give one quick canned query, asked about institutions in turn."""
    query, binder = load_queries()[_QUICK], Binder(engine, BASE)
    return [_canned(iri, query, {"institution": iri}, binder) for iri in institutions(engine)]


def _canned(name: str, query: Query, values: dict[str, str], binder: Binder) -> Canned:
    words = f"?{urlencode(values)}" if values else ""
    return Canned(name, Ask(f"/api/queries/{query.name}{words}", JSON), binder.bind(query, values, "fr"))


def in_language(target: str, language: str) -> str:
    """Give the address of an answer in a language."""
    return f"{target}{'&' if '?' in target else '?'}lang={language}"


def typed(engine: Engine) -> list[str]:
    """Give a query as a user types it, about institutions in turn."""
    return [_TYPED.format(iri=iri) for iri in institutions(engine)]


def institutions(engine: Engine) -> list[str]:
    """Give some institutions with results."""
    rows = engine.rows("SELECT DISTINCT ?i { ?r a pal:Result ; pal:institution ?i } ORDER BY ?i LIMIT 500")
    return [str(iri) for (iri,) in islice(rows, 0, None, max(1, len(rows) // _SOME))]


def pages(site: Path) -> list[Ask]:
    """Give pages of institutions; none where only the downloads were published."""
    return [Ask(f"/{page}") for page in _files(site, "fr/institution/*.html")]


def names(site: Path) -> list[Ask]:
    """Give names of institutions, which lead to their data."""
    found = (re.sub(r"^data/(.*)\.ttl$", r"/id/\1", file) for file in _files(site, "data/institution/*.ttl"))
    return [Ask(name, "text/turtle", 303) for name in found]


def _files(site: Path, pattern: str) -> Iterator[str]:
    """Yield files whose names stand in an address as they are."""
    found = sorted(file.relative_to(site).as_posix() for file in site.glob(pattern))
    yield from [name for name in found if re.fullmatch(r"[\w./-]+", name)][:_SOME]
