"""What columns are called and what they mean, in the words of the ontology."""

from __future__ import annotations

from functools import cache

import pyoxigraph

from kg import project
from kg.errors import Text
from kg.vocab import PAL, RDFS, SKOS

_LABEL = f"{RDFS}label"
_DEFINITION = f"{SKOS}definition"


def title_of(name: str) -> Text:
    """Give the label of a term of ours."""
    return _text(name, _LABEL)


def definition_of(name: str) -> Text:
    """Give the definition of a term of ours."""
    return _text(name, _DEFINITION)


def _text(name: str, predicate: str) -> Text:
    stated = _stated()
    return Text(*(stated[f"{PAL}{name}", predicate, language] for language in Text._fields))


@cache
def _stated() -> dict[tuple[str, str, str], str]:
    quads = pyoxigraph.parse(path=project.ONTOLOGY / "palmares.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return {
        (quad.subject.value, quad.predicate.value, quad.object.language or ""): quad.object.value
        for quad in quads
        if isinstance(quad.object, pyoxigraph.Literal) and isinstance(quad.subject, pyoxigraph.NamedNode)
    }
