"""What the shapes must know besides the data: subclasses, and entities that the data names and does not describe."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Quad
from rdflib import RDF, RDFS

from kg import project
from kg.validate.load import parse
from kg.vocab import BASE, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.validate.data import Data

_BUILD = "build/palmares"


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the ontology and the registry state: of each subject, by its IRI, and which class is part of which."""

    described: Mapping[str, Sequence[Quad]]
    subclasses: Sequence[Quad]


def known_files() -> list[Path]:
    """Give the files of the ontology and of the registry."""
    return sorted(project.ONTOLOGY.glob("*.ttl")) + sorted(project.REGISTRY.glob("*.ttl"))


def read_known(files: Iterable[Path]) -> Known:
    """Read what files state."""
    return _known(quad for file in files for quad in parse(file))


def known_of(triples: Iterable[Triple]) -> Known:
    """Give what the triples of the ontology and of the registry state."""
    return _known(Quad(*triple) for triple in triples)


def _known(quads: Iterable[Quad]) -> Known:
    described: defaultdict[str, list[Quad]] = defaultdict(list)
    subclasses = []
    for quad in quads:
        described[str(quad.subject).strip("<>")].append(quad)
        if quad.predicate.value == str(RDFS.subClassOf):
            subclasses.append(quad)
    return Known(described, subclasses)


def base_of(data: Data) -> str:
    """Give what the IRIs of instances begin with, as the description of the build tells; else the usual base."""
    builds = (
        subject[1:-1]
        for subject, statements in data.own.items()
        if subject.endswith(f"{_BUILD}>") and f"<{PAL}Build>" in statements.get(f"<{RDF.type}>", ())
    )
    return next((build.removesuffix(_BUILD) for build in builds), BASE)
