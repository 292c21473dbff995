"""The terms and the rules: the ontology with its alignments, also under the name of its version, and the shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import project, vocab
from kg.errors import Text
from kg.graph.dataset import ontology_graph, version_of
from kg.graph.write import turtle
from kg.publish.addresses import DOWNLOAD
from kg.publish.downloads.download import Download

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.publish.source import Source
    from kg.publish.tree import Tree

TURTLE = "text/turtle"
_PREFIX = re.compile(r"@prefix (?P<prefix>[^:\s]*): <(?P<namespace>[^>]*)> \.\n")
_ONTOLOGY = Text("The ontology, with its alignments to other vocabularies, as Turtle",
                 "L’ontologie, avec ses alignements sur d’autres vocabulaires, en Turtle")  # fmt: skip
_VERSION = Text("The ontology, version {version}, as Turtle", "L’ontologie, version {version}, en Turtle")
_SHAPES = Text("The rules that the graph keeps, as SHACL shapes in Turtle",
               "Les règles que le graphe respecte, en formes SHACL, en Turtle")  # fmt: skip


def write_schema(source: Source, tree: Tree) -> Iterator[Download]:
    """Write ontology and shapes; what is ours in them lies under the base of the graph."""
    triples = [
        (str(each.subject), str(each.predicate), str(each.object))
        for each in ontology_graph(project.ONTOLOGY, source.base)
    ]
    ontology, version = turtle(triples, source.base), version_of(triples)
    yield Download(_ONTOLOGY, TURTLE, tree.stream(f"{DOWNLOAD}/ontology.ttl", [ontology], twin=True))
    if version:
        title = Text(*(_VERSION.in_language(each).format(version=version) for each in Text._fields))
        yield Download(title, TURTLE, (tree.write(f"{DOWNLOAD}/ontology-{version}.ttl", ontology),))
    shapes = merged(sorted(project.SHAPES.glob("*.ttl"))).replace(vocab.BASE, source.base).encode()
    yield Download(_SHAPES, TURTLE, tree.stream(f"{DOWNLOAD}/shapes.ttl", [shapes], twin=True))


def merged(files: list[Path]) -> str:
    """Merge files of Turtle as they are written: their prefixes, which must agree, then what each states."""
    prefixes: dict[str, str] = {}
    bodies = []
    for file in files:
        text = file.read_text("utf-8")
        for match in _PREFIX.finditer(text):
            if prefixes.setdefault(match["prefix"], match["namespace"]) != match["namespace"]:
                message = f"{file}: {match['prefix']} means something else than before"
                raise ValueError(message)
        bodies.append(f"# {file.name}\n{_PREFIX.sub('', text).strip()}\n")
    head = "".join(f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(prefixes))
    return "\n".join([head, *bodies])
