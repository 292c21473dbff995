"""Whose name for a thing is the same as ours: a set of mappings as SSSOM, in tab-separated values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.graph.terms import TYPE
from kg.publish.downloads.counts import EXACT
from kg.publish.facts import label_of
from kg.vocab import PAL, RDFS, ROR, SDG, SKOS, WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.terms import Term
    from kg.publish.source import Source
    from kg.publish.statements import Statements

NAME = "identifiers.sssom.tsv"
TITLE = Text(
    "Identifiers of others for the same things (ROR, Wikidata), as SSSOM",
    "Identifiants des mêmes choses chez d’autres (ROR, Wikidata), en SSSOM",
)
TSV = "text/tab-separated-values"
_FRENCH = "subject_label_fr"
_COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "object_id",
    "mapping_justification",
    _FRENCH,
)
_CURATED = "semapv:ManualMappingCuration"  # the registry is written by hand


class Identifiers:
    """Takes subjects as they pass, and keeps those that others name too; there are as many as the registry has."""

    def __init__(self, source: Source) -> None:
        """Start with nothing."""
        self._source = source
        self._prefixes = {
            "palmares": source.base,
            "pal": PAL,
            "sdg": SDG,
            "ROR": ROR,
            "wikidata": WIKIDATA,
            "country": "http://publications.europa.eu/resource/authority/country/",
            "nuts": "http://data.europa.eu/nuts/code/",
            "geonames": "https://sws.geonames.org/",
        }
        self._rows: list[tuple[str, ...]] = []

    def add(self, subject: Term, statements: Statements) -> None:
        """Take a subject."""
        kinds = sorted(kind[1:-1] for kind in statements.get(TYPE, ()) if kind.startswith(f"<{PAL}"))
        for value in statements.get(EXACT, ()):
            if value[0] == "<":
                cells = (
                    self._short(subject[1:-1]),
                    label_of(statements, "en") or "",
                    self._short(kinds[0]) if kinds else "",
                    "skos:exactMatch",
                    self._short(value[1:-1]),
                    _CURATED,
                    label_of(statements, "fr") or "",
                )
                self._rows.append(tuple(" ".join(cell.split()) for cell in cells))

    def _short(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def written(self, licence: str) -> Iterator[bytes]:
        """Write the set: what it is in YAML behind number signs, then a row for each mapping."""
        yield "".join(f"#{line}\n" for line in self._head(licence)).encode()
        for row in [_COLUMNS, *sorted(self._rows)]:
            yield ("\t".join(row) + "\n").encode()

    def _head(self, licence: str) -> Iterator[str]:
        version = self._source.version
        yield f"mapping_set_id: {self._source.dataset}/identifiers"
        yield f"mapping_set_title: {json.dumps(TITLE.en, ensure_ascii=False)}"
        yield f"mapping_set_description: {json.dumps(TITLE.fr, ensure_ascii=False)}"
        if version:
            yield f"mapping_set_version: {json.dumps(version)}"
        yield f"license: {licence}"
        yield "curie_map:"
        used = {cell.partition(":")[0] for row in self._rows for cell in (row[0], row[2], row[4])}
        known = {**self._prefixes, "rdfs": RDFS, "skos": SKOS, "semapv": "https://w3id.org/semapv/vocab/"}
        for prefix, namespace in sorted(known.items()):
            if prefix in used or prefix not in self._prefixes:
                yield f"  {prefix}: {namespace}"
        yield "extension_definitions:"
        yield f"  - slot_name: {_FRENCH}"
        yield "    property: rdfs:label"
        yield "    type_hint: http://www.w3.org/2001/XMLSchema#string"
