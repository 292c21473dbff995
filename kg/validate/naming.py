"""Which shapes of a graph may report something, which of these are rules, and what the rules are called."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, URIRef

from kg.validate.wording import PARAMETERS, expectation
from kg.vocab import PALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.term import Node

TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf})


def reporting(shapes: Graph) -> dict[Node, Node | None]:
    """Give the shapes that may report something, and of each the shape that holds it; of those with a target, None."""
    constraints = set(shapes.objects(None, SH.sparql))
    classes = {node for kind in (RDFS.Class, OWL.Class) for node in shapes.subjects(RDF.type, kind)}
    roots = {node for kind in TARGETS for node in shapes.subjects(kind)}
    roots |= classes.intersection(shapes.subjects(RDF.type, SH.NodeShape))
    roots |= set(shapes.subjects(SH.message)) - constraints
    holders: dict[Node, Node | None] = dict.fromkeys(sorted(roots, key=_written_first))
    waiting = list(holders)
    while waiting:
        holder = waiting.pop()
        for node in shapes.objects(holder, SH.property):
            # What has no name has one holder, and what is named needs none.
            if node not in holders or (isinstance(node, BNode) and holders[node] is None):
                if node not in holders:
                    waiting.append(node)
                holders[node] = holder
    return holders


def is_rule(shapes: Graph, node: Node, holders: Mapping[Node, Node | None]) -> bool:
    """Tell whether a shape that may report something is a rule of its own (see `kg.validate.rules.Catalogue`)."""
    if (node, SH.message, None) in shapes:
        return True
    holder = holders[node]
    if isinstance(node, BNode) and holder is not None:
        return _severity(shapes, node) != _severity(shapes, holder)
    return any(
        predicate in PARAMETERS and (predicate != SH.property or isinstance(value, BNode))
        for predicate, value in shapes.predicate_objects(node)
    )


def ids(shapes: Graph, rules: Iterable[Node], holders: Mapping[Node, Node | None]) -> dict[Node, str]:
    """Give each rule an id of its own: ours keep theirs, others yield."""
    given: dict[Node, str] = {}
    taken: set[str] = set()
    for node in sorted(rules, key=lambda node: (*_written_first(node), *_sentences(shapes, node))):
        usual = _usual_id(shapes, node, given.get(holders[node] or node, ""))
        longer = [usual, str(node)] if isinstance(node, URIRef) else [usual]
        numbered = (f"{usual}-{number}" for number in count(2))
        given[node] = next(each for each in chain(longer, numbered) if each not in taken)
        taken.add(given[node])
    return given


def _usual_id(shapes: Graph, node: Node, holder: str) -> str:
    if isinstance(node, URIRef):
        return node.removeprefix(PALS) if node.startswith(PALS) else _last_part(node)
    stated = (min(shapes.objects(node, each), default=None, key=str) for each in (SH.path, *sorted(TARGETS)))
    about = next((_last_part(value) for value in stated if isinstance(value, URIRef)), "")
    return "-".join(filter(None, (holder, about))) or "shape"


def _last_part(iri: Node) -> str:
    """Give what stands after the last "#", "/" or ":" of an IRI.

    >>> _last_part(URIRef("https://example.org/shapes#Name")), _last_part(URIRef("urn:x")), _last_part(URIRef("urn:x/"))
    ('Name', 'x', 'urn:x/')
    """
    return re.split(r"[#/:]", str(iri))[-1] or str(iri)


def _written_first(node: Node) -> tuple[bool, bool, str]:
    """Order shapes: ours, then others with a name by it, then those without."""
    return not str(node).startswith(PALS), isinstance(node, BNode), "" if isinstance(node, BNode) else str(node)


def _sentences(shapes: Graph, node: Node) -> tuple[str, ...]:
    """Give what tells shapes without a name apart, whatever their nodes are called."""
    return expectation(shapes, node) if isinstance(node, BNode) else ()


def _severity(shapes: Graph, node: Node) -> Node:
    return shapes.value(node, SH.severity) or SH.Violation
