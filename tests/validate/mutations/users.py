"""Shapes that users may bring, of every kind of constraint, path and target, and small graphs to judge by them."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Graph

from kg.validate.context import Known, known_of
from kg.vocab import BASE, PREFIXES
from tests.validate.mutations.graphs import as_graph
from tests.validate.mutations.kinds import SEED
from tests.validate.plain import plain_if_able

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from tests.validate.plain import Result

TURTLE = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SELECT = "PREFIX pal: <https://w3id.org/palmares/ontology#> SELECT $this"

# What a graph says is drawn from these.
CLASSES = ["pal:A", "pal:B", "pal:C"]  # B is a part of A, by the graph itself; C by what is known
LITERALS = [
    *("5", "7", "5.0", "-5", "5e0", '"abc"^^xsd:integer', '"007"^^xsd:integer', '"5"^^xsd:int', "true"),
    *(
        '"5"',
        '""',
        '"Place"',
        '"place"',
        '"place"@fr',
        '"Place 5"@en',
        '"rang"@fr',
        '"Rang"@fr',
        '"rank"@en',
        '"place"@fr-FR',
    ),
    *('"2024-02-29"^^xsd:date', '"2023-02-29"^^xsd:date'),
]
NODES = ["<n0>", "<n1>", "<n2>", "<n3>", "<n4>", "_:b0", "_:b1", "<k0>", "<k1>", "<nobody>"]
# The values of a property, and how many of them a node has at most.
VALUES = {
    "pal:p": (LITERALS + NODES, 3),
    "pal:q": (LITERALS + NODES, 3),
    "pal:r": (NODES, 3),
    "rdfs:label": (LITERALS, 6),
}
# What is known besides: of <k0> and <k1>, and of a class.
KNOWN = "<k0> a pal:A ; pal:p 5 ; pal:r <k1> . <k1> pal:q 'known'@en ; pal:r <n0> . pal:C rdfs:subClassOf pal:A ."

OF_VALUES = [
    *("sh:class pal:A", "sh:class pal:A ; sh:class pal:C", "sh:nodeKind sh:IRI", "sh:nodeKind sh:BlankNodeOrLiteral"),
    *("sh:datatype xsd:integer", "sh:datatype xsd:string", "sh:datatype rdf:langString", "sh:datatype xsd:date"),
    *("sh:minInclusive 6", "sh:minExclusive 5", "sh:maxInclusive 5.0", "sh:maxExclusive 5"),
    *("sh:minLength 0", "sh:minLength 4", "sh:maxLength 3", 'sh:pattern "^[a-z]"', 'sh:pattern "p" ; sh:flags "i"'),
    *('sh:in ( 5 true "5" <nobody> "place"@fr )', 'sh:languageIn ( "fr" )', "sh:hasValue 5", "sh:hasValue <n1>"),
    *("sh:not [ sh:datatype xsd:integer ]", "sh:not [ sh:property [ sh:path pal:q ; sh:minCount 1 ] ]"),
    *("sh:and ( [ sh:class pal:A ] [ sh:nodeKind sh:IRI ] )", 'sh:and ( [ sh:pattern "5" ] )'),
    *("sh:or ( [ sh:class pal:B ] [ sh:datatype xsd:integer ] )", "sh:xone ( [ sh:class pal:A ] [ sh:class pal:C ] )"),
    *("sh:node [ sh:property [ sh:path pal:p ; sh:maxLength 4 ] ]", "sh:node [ sh:class pal:A ; sh:nodeKind sh:IRI ]"),
    *("sh:closed true ; sh:ignoredProperties ( rdf:type pal:r )", "sh:closed true"),
    *("sh:property pals:Common", "sh:property pals:First , pals:Second"),
    f'sh:sparql [ sh:select "{SELECT} ?value WHERE {{ $this pal:p ?value FILTER (isIRI(?value)) }}" ]',
    f'sh:sparql [ sh:select "{SELECT} WHERE {{ $this pal:r ?x . ?x pal:r $this }}" ]',
]
OF_PROPERTIES = [
    *("sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:uniqueLang true", "sh:minCount 0"),
    *("sh:equals pal:q", "sh:disjoint pal:q", "sh:disjoint pal:p", "sh:lessThan pal:q", "sh:lessThanOrEquals pal:q"),
    "sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 1",
    "sh:qualifiedValueShape [ sh:class pal:A ] ; sh:qualifiedMaxCount 0",
    "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    f'sh:sparql [ sh:select "{SELECT} ?value WHERE {{ $this $PATH ?value FILTER (isBlank(?value)) }}" ]',
]
# Constraints that no graph breaks.
IDLE = {"sh:minLength 0", "sh:minCount 0"}
PATHS = [
    *("pal:p", "rdfs:label", "rdfs:label", "pal:r", "[ sh:inversePath pal:r ]", "( pal:r pal:p )"),
    *("( [ sh:inversePath pal:r ] pal:q )", "[ sh:alternativePath ( rdfs:label pal:q ) ]"),
    "[ sh:alternativePath ( pal:p [ sh:inversePath pal:r ] ) ]",
    *("[ sh:zeroOrMorePath pal:r ]", "[ sh:oneOrMorePath pal:r ]", "[ sh:zeroOrOnePath pal:p ]"),
]
TARGETS = [
    *("sh:targetClass pal:A", "sh:targetClass pal:B , pal:C", "sh:targetClass pal:A ; sh:targetSubjectsOf pal:q"),
    *("sh:targetSubjectsOf pal:p", "sh:targetObjectsOf pal:r", "sh:targetObjectsOf pal:p , rdfs:label"),
    *("sh:targetObjectsOf pal:p , pal:q", "sh:targetNode <n0> , <nobody>", "a rdfs:Class"),
]
# What these break is found by the named parts of them.
PARTS_OF = {"sh:property pals:Common": {"Common"}, "sh:property pals:First , pals:Second": {"First", "Second"}}
KINDS = [*((False, each) for each in OF_VALUES), *((True, each) for each in (*OF_VALUES, *OF_PROPERTIES))]
AT_ONCE = 4  # shapes of one seed
SKIPPED = 10_000  # to the seed taken instead of one that pyshacl cannot judge

_SAID = re.compile(r" ; sh:message .*(?= \.$)", re.MULTILINE)
_PART = re.compile(r"pals:S\d-part")


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(TURTLE + text, pyoxigraph.RdfFormat.TURTLE)]


@cache
def known() -> Known:
    return known_of(triples(KNOWN))


def rule(name: str, *parts: str) -> str:
    """Write a shape that is a rule: it has a name, messages and a reason."""
    said = f'sh:message "{name}"@en , "{name}"@fr ; rdfs:comment "why"@en , "pourquoi"@fr ; sh:severity sh:Warning'
    return f"pals:{name} {' ; '.join(part for part in (*parts, said) if part)} .\n"


PARTS = (
    rule("Common", "a sh:PropertyShape", "sh:path pal:q", "sh:maxCount 1"),
    *(
        rule(
            name,
            "a sh:PropertyShape ; sh:path pal:r",
            f"sh:qualifiedValueShape [ sh:class {kind} ] ; sh:qualifiedMaxCount 0",
            "sh:qualifiedValueShapesDisjoint true",
        )
        for name, kind in (("First", "pal:B"), ("Second", "pal:A"))
    ),
)


def kinds_of(seed: int) -> list[tuple[bool, str]]:
    """Give the constraints of a seed, each with whether it is on the values of a property; they follow each other."""
    return [KINDS[(seed * AT_ONCE + number) % len(KINDS)] for number in range(AT_ONCE)]


def graph_of(seed: int) -> list[Triple]:
    """Make a graph of some fifty triples."""
    random = Random(f"{SEED} graph {seed}")  # noqa: S311 (no secret)
    said = ["pal:B rdfs:subClassOf pal:A ."]
    described = [node for node in NODES if node not in {"<nobody>", "<k1>"} and (node != "<k0>" or seed % 3 == 0)]
    for node in described:
        said += [f"{node} a {kind} ." for kind in random.sample([*CLASSES, "pal:S0"], random.choice([0, 1, 1, 2]))]
        for name, (values, most) in VALUES.items():
            said += [f"{node} {name} {value} ." for value in random.sample(values, random.randint(0, most))]
    return triples("\n".join(said))


def shapes_of(seed: int) -> str:
    """Write the shapes of a seed: the nth constraint is in the shape ``Sn``."""
    random = Random(f"{SEED} shapes {seed}")  # noqa: S311 (no secret)
    return "".join((*PARTS, *(_shape(random, f"S{n}", *kind) for n, kind in enumerate(kinds_of(seed)))))


def _shape(random: Random, name: str, of_property: bool, constraint: str) -> str:
    target = random.choice(TARGETS)
    switched = "sh:deactivated true" if random.random() < 0.05 else ""
    path = f"sh:path {random.choice(PATHS)}" if of_property else ""
    kind = "a sh:PropertyShape" if of_property else "a sh:NodeShape"
    if target == "a rdfs:Class":
        # A shape that is a class itself: its instances are its focus nodes; the graph has some of pal:S0.
        return rule(name, kind, target, path, constraint, switched).replace(f"pals:{name} ", f"pal:{name} ")
    if of_property and random.random() < 0.5:
        part = rule(f"{name}-part", kind, path, constraint, switched)
        return part + rule(name, "a sh:NodeShape", target, f"sh:property pals:{name}-part")
    return rule(name, kind, target, path, constraint, switched)


def bare(shapes: str) -> str:
    """Leave out messages, reasons and severities, and the names of parts: many shapes are written so."""
    bodies = dict(line.removesuffix(" .").split(" ", 1) for line in _SAID.sub("", shapes).splitlines())
    parts = {name: f"[ {body} ]" for name, body in bodies.items() if name.endswith("-part")}
    return "".join(
        f"{name} {_PART.sub(lambda part: parts[part[0]], body)} .\n"
        for name, body in bodies.items()
        if name not in parts
    )


@cache
def as_shapes(text: str) -> Graph:
    return Graph().parse(data=TURTLE + text, format="turtle")


@cache
def expected(seed: int) -> tuple[int, set[Result]]:
    """Give what pyshacl finds alone, and the seed it is of: another one where pyshacl cannot judge."""
    for number in count(seed, SKIPPED):
        found = plain_if_able(as_graph(graph_of(number)), known(), as_shapes(shapes_of(number)))
        if found is not None:
            return number, found
    raise AssertionError
