"""Rules that no shape can state, judged beside the shapes, in the form of the standard's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from kg.validate.load import empty_graph
from kg.validate.quotes import CHANGED, WORDS, changed, misquoted
from kg.validate.screen.terms import node_of
from kg.vocab import PALS

if TYPE_CHECKING:
    from kg.validate.documents import Documents
    from kg.validate.screen.index import Index

# A shape without constraints stands for each of them, with its message and severity.
_RULES = {WORDS: misquoted, CHANGED: changed}


def judged_beside(index: Index, documents: Documents, shapes: Graph) -> Graph:
    """Give the report on what a graph says of documents that are at hand; a rule that is switched off finds nothing."""
    standard = empty_graph()
    report = BNode()
    for name, find in _RULES.items():
        shape = URIRef(PALS + name)
        if (shape, RDF.type, SH.NodeShape) in shapes and (shape, SH.deactivated, Literal(True)) not in shapes:  # noqa: FBT003
            for focus, value in find(index, documents):
                result = BNode()
                standard.add((report, SH.result, result))
                standard.add((result, RDF.type, SH.ValidationResult))
                standard.add((result, SH.focusNode, node_of(focus)))
                standard.add((result, SH.value, node_of(value)))
                standard.add((result, SH.sourceShape, shape))
                # The standard asks for a component; a rule of this kind is one.
                standard.add((result, SH.sourceConstraintComponent, shape))
                for severity in shapes.objects(shape, SH.severity):
                    standard.add((result, SH.resultSeverity, severity))
                for message in shapes.objects(shape, SH.message):
                    standard.add((result, SH.resultMessage, message))
    return standard
