"""Answers as the protocol writes them: candidates, suggestions, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.serve.reconcile.preview import description
from kg.serve.reconcile.properties import property_of, type_of_all
from kg.serve.reconcile.results import of_results

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.serve.generation import Generation
    from kg.serve.reconcile.institutions import Institution, Institutions
    from kg.serve.reconcile.judge import Candidate, Judge
    from kg.serve.reconcile.properties import Cell, Property
    from kg.serve.reconcile.protocol import Extension, Query


def reconciled(queries: Mapping[str, Query], judge: Judge, language: str) -> dict[str, Any]:
    """Answer a batch, each query for itself."""
    among = judge.matcher.institutions
    return {
        key: {"result": [_candidate(each, among, language) for each in judge.candidates(query)]}
        for key, query in queries.items()
    }


def _candidate(candidate: Candidate, among: Institutions, language: str) -> dict[str, Any]:
    return {
        **_entity(candidate.institution, among, language),
        "score": candidate.score,
        "match": candidate.match,
        "type": _types(candidate.institution, among, language),
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


def suggested(found: Iterable[Institution], among: Institutions, language: str) -> list[dict[str, Any]]:
    """Write suggestions of institutions."""
    return [
        {**_entity(institution, among, language), "notable": _types(institution, among, language)}
        for institution in found
    ]


def _entity(institution: Institution, among: Institutions, language: str) -> dict[str, str]:
    said = description(institution, among, language)
    return {"id": institution.id, "name": institution.name(language)} | ({"description": said} if said else {})


def _types(institution: Institution, among: Institutions, language: str) -> list[dict[str, str]]:
    categories = [
        {"id": iri.removeprefix(among.base), "name": among.named(iri, language)} for iri in institution.categories
    ]
    return [type_of_all(language), *categories]


async def extended(asked: Extension, generation: Generation, among: Institutions, language: str) -> dict[str, Any]:
    """Give data: for each id the values of each property, under the id asked by; of what is unknown, none."""
    columns = {pid: (property_of(pid), limit) for pid, limit in asked.properties}
    asked_for = {identifier: _by_id(identifier, among) for identifier in asked.ids}
    told = await of_results(
        generation, list(filter(None, asked_for.values())), [of.id for of, _ in columns.values() if of], language
    )
    rows = {
        identifier: {
            pid: (_cells(of, each, among, language, told.get(of.id, {})) if of else [])[: limit or None]
            for pid, (of, limit) in columns.items()
            if each
        }
        for identifier, each in asked_for.items()
    }
    return {"meta": [_meta(pid, of, language) for pid, (of, _) in columns.items()], "rows": rows}


def _by_id(identifier: str, among: Institutions) -> Institution | None:
    return among.by_id.get(identifier.removeprefix(among.base))


def _cells(
    of: Property, institution: Institution, among: Institutions, language: str, told: Mapping[str, list[Cell]]
) -> list[Cell]:
    return list(of.values(among, institution, language)) if of.values else told.get(institution.iri, [])


def _meta(pid: str, of: Property | None, language: str) -> dict[str, Any]:
    if of is None:
        return {"id": pid, "name": pid}
    meta: dict[str, Any] = {"id": pid, "name": of.name.in_language(language)}
    return meta | ({"type": type_of_all(language)} if of.type_id else {})
