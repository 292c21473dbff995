"""What a shape asks for, in plain words: for shapes that bring no message of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import RDF, SH, BNode, Graph

from kg.errors import COLON, Text
from kg.validate.describe import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

_VALUE = {
    SH.minCount: Text("at least {} value(s)", "au moins {} valeur(s)"),
    SH.maxCount: Text("at most {} value(s)", "au plus {} valeur(s)"),
    SH["class"]: Text("of class {}", "de classe {}"),
    SH.datatype: Text("of datatype {}", "de type {}"),
    SH.nodeKind: Text("of kind {}", "de nature {}"),
    SH["in"]: Text("one of {}", "parmi {}"),
    SH.hasValue: Text("among them {}", "dont {}"),
    SH.minInclusive: Text("no less than {}", "pas moins de {}"),
    SH.maxInclusive: Text("no more than {}", "pas plus de {}"),
    SH.minExclusive: Text("more than {}", "plus de {}"),
    SH.maxExclusive: Text("less than {}", "moins de {}"),
    SH.minLength: Text("at least {} character(s) long", "d’au moins {} caractère(s)"),
    SH.maxLength: Text("at most {} character(s) long", "d’au plus {} caractère(s)"),
    SH.pattern: Text("matching {}", "conforme au motif {}"),
    SH.languageIn: Text("in one of the languages {}", "dans une des langues {}"),
    SH.uniqueLang: Text("one for each language", "une par langue"),
    SH.equals: Text("the same as {}", "de même que {}"),
    SH.disjoint: Text("none that {} has too", "aucune que {} ait aussi"),
    SH.lessThan: Text("less than {}", "moins que {}"),
    SH.lessThanOrEquals: Text("no more than {}", "pas plus que {}"),
    SH.closed: Text("no property that is not listed", "aucune propriété hors de la liste"),
    SH["not"]: Text("not ({})", "non ({})"),
    SH["and"]: Text("all of: {}", "à la fois {}"),
    SH["or"]: Text("one at least of: {}", "l’un au moins de {}"),
    SH.xone: Text("one alone of: {}", "un seul de {}"),
    SH.node: Text("such as {}", "tel que {}"),
    SH.property: Text("{}", "{}"),
    SH.qualifiedValueShape: Text("counting those that are ({})", "en comptant celles qui sont ({})"),
    SH.qualifiedMinCount: Text("at least {} of these", "au moins {} de celles-ci"),
    SH.qualifiedMaxCount: Text("at most {} of these", "au plus {} de celles-ci"),
    SH.sparql: Text("nothing that the query of the shape finds", "rien que trouve la requête de la forme"),
}
PARAMETERS = frozenset(_VALUE)  # of constraints
_WHOLE = Text("the node itself", "le nœud même")
_EXPECTED = Text("Expected of {}: {}.", "Attendu de {}\N{NO-BREAK SPACE}: {}.")
_AND = Text("; ", "\N{NARROW NO-BREAK SPACE}; ")


def expectation(shapes: Graph, shape: Node) -> Text:
    """Make a message of what a shape asks for.

    >>> text = "[] <http://www.w3.org/ns/shacl#path> <urn:p> ; <http://www.w3.org/ns/shacl#minCount> 1 ."
    >>> graph = Graph().parse(data=text, format="turtle")
    >>> expectation(graph, next(graph.subjects())).en
    'Expected of <urn:p>: at least 1 value(s).'
    """
    path = shapes.value(shape, SH.path)
    subject = [_WHOLE.in_language(code) if path is None else _path(shapes, path) for code in Text._fields]
    asked = [_asked(shapes, shape, code, frozenset()) for code in Text._fields]
    return Text(
        *(_EXPECTED.in_language(code).format(*parts) for code, *parts in zip(Text._fields, subject, asked, strict=True))
    )


def _asked(shapes: Graph, shape: Node, language: str, within: frozenset[Node]) -> str:
    parts = [
        wording.in_language(language).format(said)
        for parameter, wording in _VALUE.items()
        for said in sorted(_said(shapes, each, language, within | {shape}) for each in shapes.objects(shape, parameter))
    ]
    return _AND.in_language(language).join(dict.fromkeys(parts))


def _said(shapes: Graph, value: Any, language: str, within: frozenset[Node]) -> str:  # noqa: ANN401 (rdflib's nodes)
    """Write a value: a list by its members, a shape without a name by what it asks for."""
    if (value, RDF.first, None) in shapes:
        members = (_said(shapes, each, language, within) for each in shapes.items(value))
        return ", ".join(members)
    if not isinstance(value, BNode):
        return written(shapes, value)
    if value in within:
        return "…"
    asked = _asked(shapes, value, language, within)
    path = shapes.value(value, SH.path)
    return asked if path is None else f"{_path(shapes, path)}{COLON.in_language(language)}{asked}"


def _path(shapes: Graph, path: Node) -> str:
    """Write a path as SPARQL does, as far as it is short."""
    for kind, sign in ((SH.inversePath, "^{}"), (SH.zeroOrMorePath, "{}*"), (SH.oneOrMorePath, "{}+")):
        inner = shapes.value(path, kind)
        if inner is not None:
            return sign.format(_path(shapes, inner))
    either = shapes.value(path, SH.alternativePath)
    steps = list(_members(shapes, path if either is None else either))
    return ("/" if either is None else "|").join(steps) if steps else written(shapes, path)


def _members(shapes: Graph, node: Node) -> Iterator[str]:
    yield from (_path(shapes, each) for each in shapes.items(node))
