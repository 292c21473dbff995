"""What the graph that is served tells of institutions by its results: how many there are, and the best in the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.sparql import with_prefixes
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.serve.generation import Generation
    from kg.serve.reconcile.institutions import Institution
    from kg.serve.reconcile.properties import Cell

_COUNTS = """SELECT ?institution (COUNT(?result) AS ?results) {{
    VALUES ?institution {{ {institutions} }}
    ?result pal:institution ?institution ; a pal:Result .
}} GROUP BY ?institution"""
_BEST = """SELECT ?institution ?rank ?label {{
    VALUES ?institution {{ {institutions} }}
    ?result pal:institution ?institution ; a pal:Result ; pal:scope {world} ; pal:criterion ?criterion ;
        pal:rankWorst ?rank ; rdfs:label ?label .
    ?criterion pal:criterionKind {overall} .
    FILTER (LANG(?label) = "{language}")
}} ORDER BY ?institution ?rank ?label"""
COUNTED, RANK, RESULT = "results", "best-world-rank", "best-world-result"


async def of_results(
    generation: Generation, asked: Sequence[Institution], pids: Sequence[str], language: str
) -> Mapping[str, Mapping[str, list[Cell]]]:
    """Give for each property that is told by results its values by IRI; the graph is asked for no others."""
    served = " ".join(iri(institution.iri) for institution in asked if institution.served)
    told: dict[str, dict[str, list[Cell]]] = {pid: {} for pid in (COUNTED, RANK, RESULT)}
    if served and COUNTED in pids:
        rows = await generation.rows(with_prefixes(_COUNTS.format(institutions=served)))
        told[COUNTED] = {str(each): [{"int": count}] for each, count in rows.rows}
    if served and (RANK in pids or RESULT in pids):
        institution = {
            "world": iri(f"{generation.base}scope/world"),
            "overall": iri(f"{generation.base}criterion-kind/overall"),
        }
        query = _BEST.format(institutions=served, language=language, **institution)
        for each, rank, label in (await generation.rows(with_prefixes(query))).rows:
            told[RANK].setdefault(str(each), [{"int": rank}])
            told[RESULT].setdefault(str(each), [{"str": str(label)}])
    return told
