"""The formats of answers over HTTP: those of ``kg query``, and those of SPARQL's own, by name and by media type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.query import Output
from kg.serve.refusals import Refusal
from kg.serve.web.visitor import asked_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``output`` is how ``kg query`` calls it; without, the engine itself writes it."""

    name: str
    media_type: str
    extension: str
    output: Output | None = None

    @property
    def content_type(self) -> str:
        """The media type, with the character set of a text."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def _by_name(*formats: Format) -> Mapping[str, Format]:
    return {each.name: each for each in formats}


# Of the answer to a canned query: the first is given to who takes any.
TABLES = _by_name(
    Format("json", "application/json", "json", Output.JSON),
    Format("csv", "text/csv", "csv", Output.CSV),
    Format("tsv", "text/tab-separated-values", "tsv", Output.TSV),
    Format("jsonl", "application/x-ndjson", "jsonl", Output.JSONL),
    Format("markdown", "text/markdown", "md", Output.MARKDOWN),
    Format("table", "text/plain", "txt", Output.TABLE),
    Format("srj", "application/sparql-results+json", "srj"),
    Format("srx", "application/sparql-results+xml", "srx"),
)
# Of the answer to a visitor's own SPARQL, as rows and as triples: names of the endpoint's formats.
ROWS = ("csv", "tsv", "json", "xml")
TRIPLES = ("ttl", "nt", "jsonld", "rdf")


def format_of(request: Request, formats: Mapping[str, Format], asked: str | None) -> Format:
    """Give the format that is ``asked`` for by name, else by Accept. Raises Refusal."""
    listed = ", ".join(formats)
    if asked is not None:
        if asked in formats:
            return formats[asked]
        raise Refusal(
            Text(f"{FORMAT}: no format {asked}", f"{FORMAT}{COLON.fr}pas de format {asked}"),
            fix=Text(f"choose among {listed}", f"choisir parmi {listed}"),
        )
    name = asked_for(request, {each.media_type: each.name for each in formats.values()})
    if name:
        return formats[name]
    types = ", ".join(each.media_type for each in formats.values())
    raise Refusal(
        Text("no format that Accept takes", "aucun format que demande Accept"),
        fix=Text(f"accept one of {types}, or add ?format=csv", f"accepter l’un de {types}, ou ajouter ?format=csv"),
        status=406,
    )
