"""Each constraint on values of all kinds: what pyshacl finds is suspicious, and little else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
from pyoxigraph import Quad, Triple
from rdflib import SH, Graph, URIRef

from kg.errors import ShapesError
from kg.graph.terms import triple_of
from kg.graph.write import n_triples
from kg.validate.context import Known, read_known
from kg.validate.judge import check_document
from kg.validate.load import as_triple, empty_graph
from kg.validate.rules import rebased
from kg.validate.screen import Screen, core_shapes
from kg.validate.screen.targets import Suspicion
from kg.vocab import BASE, PREFIXES
from tests.validate.mutations.graphs import suspected
from tests.validate.mutations.told import to_be_told, told
from tests.validate.plain import plain

if TYPE_CHECKING:
    from pathlib import Path


NOTHING = Known({}, {}, ())
TURTLE = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def triples(text: str) -> list[Triple]:
    quads = pyoxigraph.parse(TURTLE + text, pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


def lines_of(statements: list[Triple]) -> list[str]:
    return n_triples(map(triple_of, statements))


def lines(text: str) -> list[str]:
    return lines_of(triples(text))


def as_graph(statements: list[Triple]) -> Graph:
    read = empty_graph()
    read += (as_triple(Quad(*triple)) for triple in statements)
    return read


def graph(text: str) -> Graph:
    return as_graph(triples(text))


VALUES = [
    # a value                        whether pyshacl may be asked without need
    ("5",                            False),
    ("5.0",                          False),
    ("-5",                           False),
    ('"+7"^^xsd:integer',            False),
    ('"007"^^xsd:integer',           False),
    ('"abc"^^xsd:integer',           True),
    ('"1_000"^^xsd:integer',         True),
    ('" 7"^^xsd:integer',            True),
    (f'"{"9" * 30}"^^xsd:integer',   True),
    ('".5"^^xsd:decimal',            True),
    ('"5"^^xsd:int',                 True),
    ("5e0",                          True),
    ("true",                         True),
    ('"1"^^xsd:boolean',             True),
    ('"maybe"^^xsd:boolean',         True),
    ('"2024-02-29"^^xsd:date',       True),
    ('"2023-02-29"^^xsd:date',       True),
    ('"2024-02-29Z"^^xsd:date',      True),
    ('"2024"^^xsd:gYear',            True),
    ('"2024-01-01T00:00:00"^^xsd:dateTime', True),
    ('"5"',                          False),
    ('""',                           False),
    ('"  "',                         False),
    ('"place"@fr',                   False),
    ('"place"@fr-FR',                False),
    ('"Place\\n5"@en',               False),
    ("<scope/fr>",                   False),
    ("<scope/part>",                 False),
    ("<nobody>",                     False),
    ("[]",                           False),
]  # fmt: skip
KINDS = "<scope/fr> a pal:Scope . <scope/part> a pal:Part . pal:Part rdfs:subClassOf pal:Scope ."

CONSTRAINTS = [
    "sh:class pal:Scope",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:decimal",
    "sh:datatype xsd:boolean",
    "sh:datatype xsd:date",
    "sh:datatype xsd:string",
    "sh:datatype xsd:gYear",
    "sh:datatype rdf:langString",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:BlankNode",
    "sh:nodeKind sh:BlankNodeOrIRI",
    "sh:nodeKind sh:BlankNodeOrLiteral",
    "sh:nodeKind sh:IRIOrLiteral",
    'sh:pattern "5$"',
    'sh:pattern "^[^0-9]*$"',
    "sh:minLength 1",
    "sh:minLength 3",
    'sh:in ( 5 true "5" <nobody> "place"@fr )',
    'sh:languageIn ( "fr" )',
    'sh:languageIn ( "fr-FR" "en" )',
    "sh:minInclusive 5",
    "sh:minExclusive 5",
    "sh:maxInclusive 5.0",
    "sh:hasValue 5",
    'sh:hasValue "place"@fr',
    "sh:minCount 2",
    "sh:maxCount 0",
    "sh:equals pal:count",
    "sh:disjoint pal:count",
    "sh:not [ sh:datatype xsd:integer ]",
    "sh:not [ sh:minInclusive 5 ]",
    "sh:not [ sh:class pal:Scope ]",
    "sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )",
    "sh:xone ( [ sh:datatype xsd:integer ] [ sh:minInclusive 5 ] )",
    "sh:node [ sh:property [ sh:path rdf:type ; sh:minCount 1 ] ]",
    "sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 1",
    "sh:qualifiedValueShape [ sh:closed true ] ; sh:qualifiedMinCount 1",
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_on_all_kinds_of_values(constraint: str) -> None:
    shapes = graph(f"pal:S a sh:PropertyShape ; sh:targetSubjectsOf pal:p ; sh:path pal:p ; {constraint} .")
    data = KINDS + "".join(f"<s{n}> pal:p {value} ; pal:count 5 .\n" for n, (value, _) in enumerate(VALUES))
    document = triples(data)
    found = {str(focus) for focus in faults(document, shapes)}
    foci = [each.focus for each in suspected(Screen(shapes, NOTHING), lines_of(document))]
    assert None not in foci, "not compiled"
    suspicious = {str(focus).strip("<>") for focus in foci}
    assert found
    assert found <= suspicious
    odd = {f"{BASE}s{number}" for number, (_, is_odd) in enumerate(VALUES) if is_odd}
    assert suspicious - found <= odd


PAIRS = [
    # values that a property has together; of all it is certain what pyshacl finds
    "5 , 6",
    "5 , 5.0",
    '5 , "5"',
    '"5" , "place"@fr',
    '"place"@fr , "place"@en',
    '"place"@fr , "rang"@fr',
    '"Place 5"@en , "place"@fr-FR',
    '"" , "5" , "6" , "7"',
    '"" , "3" , "5" , "6" , "7"',
    "5 , <scope/fr>",
    "<scope/fr> , <scope/part>",
    "<scope/fr> , <nobody>",
    '"place"@fr , []',
    "5",
    '"place"@fr',
]
OF_PAIRS = [
    *CONSTRAINTS,
    "sh:uniqueLang true",
    "sh:maxCount 1",
    "sh:minCount 3",
    'sh:qualifiedValueShape [ sh:languageIn ( "fr" ) ; sh:pattern "^p" ] ; sh:qualifiedMinCount 1',
    'sh:qualifiedValueShape [ sh:not [ sh:languageIn ( "fr" ) ] ] ; sh:qualifiedMinCount 2',
    'sh:qualifiedValueShape [ sh:pattern "5" ] ; sh:qualifiedMinCount 1',
    'sh:not [ sh:languageIn ( "fr" ) ; sh:pattern "^r" ]',
    'sh:or ( [ sh:datatype xsd:string ] [ sh:languageIn ( "fr" ) ; sh:minLength 5 ] )',
    'sh:xone ( [ sh:datatype xsd:string ] [ sh:pattern "5" ] [ sh:nodeKind sh:IRI ] )',
    "sh:node [ sh:closed true ; sh:ignoredProperties ( rdf:type ) ]",
    "sh:node [ sh:property [ sh:path pal:count ; sh:maxCount 1 ] ]",
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", ["pal:p", "[ sh:alternativePath ( pal:p pal:q ) ]"])
@pytest.mark.parametrize("constraint", OF_PAIRS)
def test_a_constraint_on_several_values(constraint: str, path: str) -> None:
    """What is known of a node by its form changes no answer."""
    shapes = graph(f"pal:S a sh:PropertyShape ; sh:targetSubjectsOf pal:count ; sh:path {path} ; {constraint} .")
    places = enumerate((values, of) for values in PAIRS for of in ("pal:p", "pal:q", 'pal:p "place"@fr ; pal:q'))
    said = (f"<s{n}> {of} {values} ; pal:count 5 .\n" for n, (values, of) in places)
    data = KINDS + "".join(said)
    document = triples(data)
    suspicions = suspected(Screen(shapes, NOTHING), lines_of(document))
    found = {f"<{focus}>" for focus in faults(document, shapes)}
    assert found == {each.focus for each in suspicions if each.focus}


def faults(document: list[Triple], shapes: Graph) -> set[object]:
    report = pyshacl.validate(as_graph(document), shacl_graph=shapes)[1]
    assert isinstance(report, Graph)
    return {focus for result in report.objects(None, SH.result) for focus in report.objects(result, SH.focusNode)}


SHAPE = "pal:S a sh:NodeShape ; sh:targetClass pal:Scope"
PLACE = f"{SHAPE} ; sh:property [ sh:path pal:place"
NOT_COMPILED = [
    # why                           shape
    ("an unknown constraint",       f"{PLACE} ; sh:maxLength 3 ] ."),
    ("one within another",          f"{SHAPE} ; sh:or ( [ sh:node [ sh:maxLength 3 ] ] [ sh:class pal:Scope ] ) ."),
    ("a path both ways",            f"{SHAPE} ; sh:property [ sh:path ( pal:place [ sh:inversePath pal:place ] ) ] ."),
    ("a path against two arrows",   f"{SHAPE} ; sh:property [ sh:path [ sh:inversePath [ sh:inversePath pal:p ] ] ] ."),
    ("a path of two steps",         f"{SHAPE} ; sh:property [ sh:path ( pal:place rdf:type ) ; sh:minCount 1 ] ."),
    ("a property of a property",    f"{PLACE} ; sh:property [ sh:path pal:place ] ] ."),
    ("a pattern with flags",        f'{SHAPE} ; sh:pattern "a" ; sh:flags "i" .'),
    ("a pattern that is none",      f'{SHAPE} ; sh:pattern "(" .'),
    ("a single target",             "pal:S a sh:NodeShape ; sh:targetNode <scope/fr> ; sh:class pal:Scope ."),
    ("a class that is a shape",     f"{SHAPE} ; a rdfs:Class ; sh:nodeKind sh:IRI ."),
    ("a shape that holds itself",   f"{SHAPE} ; sh:not pal:S ."),
    ("a shape that is not there",   f"{SHAPE} ; sh:property pal:T ."),
    ("a node shape as a property",  f"{SHAPE} ; sh:property [ sh:class pal:Scope ] ."),
    ("a property as a node shape",  f"{SHAPE} ; sh:node [ sh:path pal:place ] ."),
    ("a number of nodes",           f"{SHAPE} ; sh:minCount 1 ."),
    ("a list that is none",         f"{SHAPE} ; sh:or 3 ."),
    ("two datatypes",               f"{SHAPE} ; sh:datatype xsd:string , xsd:integer ."),
    ("any datatype",                f"{SHAPE} ; sh:datatype rdfs:Literal ."),
    ("a limit that is no number",   f'{SHAPE} ; sh:minInclusive "a" .'),
    ("open on request",             f"{SHAPE} ; sh:closed false ."),
    ("half a qualified constraint", f"{PLACE} ; sh:qualifiedMinCount 1 ] ."),
    ("the term of an extension",    f"{SHAPE} ; pal:extension 3 ."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "shape"), NOT_COMPILED, ids=[case[0] for case in NOT_COMPILED])
def test_what_cannot_be_compiled_is_judged_whole(why: str, shape: str) -> None:
    shapes = graph(shape + "pal:U a sh:NodeShape ; sh:targetClass pal:Scope ; sh:class pal:Scope .")
    suspicious = suspected(Screen(shapes, NOTHING), lines("<scope/fr> a pal:Scope ."))
    assert suspicious == (Suspicion(URIRef(f"{PREFIXES['pal']}S"), None),), why


def both(text: str, shapes: Graph, known: Known) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Give what the screen finds, rule and subject, and what pyshacl finds on the whole."""
    document = triples(text)
    screened = check_document(lines_of(document), Screen(shapes, known), "fr")
    return told(screened), to_be_told(plain(as_graph(document), known, core_shapes(shapes)))


def rule(name: str, constraints: str) -> str:
    texts = f'sh:message "{name}"@en , "{name}"@fr ; rdfs:comment "why"@en , "pourquoi"@fr ; sh:severity sh:Info'
    return f"pals:{name} a sh:NodeShape ; {texts} ; {constraints} ."


SCOPE = "<scope/here> a pal:Scope ; rdfs:label 'a'@fr , 'a'@en ; pal:place"
SUBCLASS = "pal:Part rdfs:subClassOf pal:Scope ; rdfs:label 'a'@fr , 'a'@en . <scope/part> a pal:Part"
UNLABELLED = {"Scope-place", "Label-fr", "Label-en"}
GRAPHS = [
    # why                                     a graph                                            rules
    ("what nothing describes",                "<evidence/a> oa:hasSource <document/missing> .",  {"Document-read"}),
    ("a class known of a node that is named", f"{SCOPE} <place/fr> .",                           set()),
    ("another class than that known",         f"{SCOPE} <scope/fr> .",                           {"Scope-place"}),
    ("a known node given another class",      f"{SCOPE} <place/fr> . <place/fr> a pal:Scope .",  UNLABELLED),
    ("a known description continued",         "<place/fr> rdfs:label 'Gaule'@fr .",              {"Label-languages"}),
    ("a class that the graph itself defines", f"{SUBCLASS} .",                                   UNLABELLED),
    ("a value that is a blank node",          f"{SCOPE} [ a pal:Place ] .",                      set()),
    ("a text where a node should be",         f"{SCOPE} 'la France' .",                          {"Scope-place"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "rules"), GRAPHS, ids=[case[0] for case in GRAPHS])
def test_what_is_known_besides(why: str, text: str, rules: set[str], shapes: Graph, known: Known) -> None:
    screened, judged = both(text, shapes, known)
    assert screened == judged
    assert rules <= {rule for rule, _ in screened}, why


def test_a_shape_that_is_not_compiled_is_judged(shapes: Graph, known: Known) -> None:
    long = "sh:property [ sh:path rdfs:label ; sh:maxLength 3 ]"
    more = shapes + graph(rule("Long", f"sh:targetClass pal:Scope ; sh:not [ sh:not [ {long} ] ]"))
    screened, judged = both("<scope/here> a pal:Scope ; rdfs:label 'ici même'@fr .", more, known)
    assert screened == judged
    assert {"Long", "Scope-place"} <= {rule for rule, _ in screened}


# Of <k> it is known that <n> is its issuer.
NAMED = [
    # why                                     the graph                                        is found
    ("named by what is named",                "<a> pal:cites <k> . <n> rdfs:label 'n' .",      True),
    ("named by what is not",                  "<n> rdfs:label 'n' .",                          False),
    ("not described, named by what is named", "<a> pal:cites <k> .",                           True),
    ("not described, named by what is not",   "<a> pal:cites <b> .",                           False),
    ("in order",                              "<a> pal:cites <k> . <n> a pal:Organization .",  False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "is_found"), NAMED, ids=[case[0] for case in NAMED])
def test_what_the_registry_names(why: str, text: str, is_found: bool, tmp_path: Path) -> None:
    file = tmp_path / "known.ttl"
    file.write_text(f"{TURTLE} <k> a pal:Document ; pal:issuer <n> .", encoding="utf-8")
    shapes = graph(rule("Issuer", "sh:targetObjectsOf pal:issuer ; sh:class pal:Organization"))
    screened, judged = both(text, shapes, read_known([file]))
    assert screened == judged
    assert bool(screened) == is_found, why


INVERSE = "sh:path [ sh:inversePath pal:scope ]"
EITHER = "sh:path [ sh:alternativePath ( [ sh:inversePath pal:scope ] [ sh:inversePath pal:ownScope ] pal:place ) ]"
NAMING = [
    # why                 path      constraint            what names <s>                        is found
    ("by nothing",        INVERSE,  "sh:minCount 1",      "",                                   True),
    ("once",              INVERSE,  "sh:minCount 1",      "<r> pal:scope <s> .",                False),
    ("otherwise",         INVERSE,  "sh:minCount 1",      "<r> pal:place <s> .",                True),
    ("in one way",        EITHER,   "sh:minCount 1",      "<r> pal:ownScope <s> .",             False),
    ("it names itself",   EITHER,   "sh:minCount 1",      "<s> pal:place <p> .",                False),
    ("in no way",         EITHER,   "sh:minCount 1",      "",                                   True),
    ("by a wrong one",    INVERSE,  "sh:class pal:Move",  "<r> pal:scope <s> .",                True),
    ("by a right one",    INVERSE,  "sh:class pal:Move",  "<r> a pal:Move ; pal:scope <s> .",   False),
    ("twice",             INVERSE,  "sh:maxCount 1",      "<r> pal:scope <s> . <q> pal:scope <s> .",  True),
]  # fmt: skip


@pytest.mark.parametrize(("why", "path", "constraint", "text", "is_found"), NAMING, ids=[case[0] for case in NAMING])
def test_properties_from_their_values(why: str, path: str, constraint: str, text: str, is_found: bool) -> None:
    text = f"<s> a pal:Scope . {text}"
    shapes = graph(
        rule("Named", "sh:targetClass pal:Scope ; sh:property pals:Named-by")
        + rule("Named-by", f"{path} ; {constraint}").replace("sh:NodeShape", "sh:PropertyShape")
    )
    screen = Screen(shapes, NOTHING)
    assert None not in {each.focus for each in suspected(screen, lines(text))}, "not compiled"
    screened, judged = both(text, shapes, NOTHING)
    assert screened == judged
    assert bool(screened) == is_found, why


def test_another_base(shapes: Graph, known: Known) -> None:
    """The closed lists of a graph built under another base are its own."""
    text = """<position-kind/exact> a pal:PositionKind .
    <result/a> a pal:Result ; pal:positionKind <position-kind/exact> ; pal:rankBest 3 ; pal:rankWorst 5 ."""
    there = "https://example.org/id/"
    document = lines(f"@base <{there}> . {text}")
    at_home, moved = (check_document(document, Screen(rebased(shapes, base), known)) for base in (BASE, there))
    assert "Result-kind-exact" in {finding.rule.id for finding in moved} - {finding.rule.id for finding in at_home}


def test_shapes_that_are_none_are_told_as_ever(shapes: Graph, known: Known) -> None:
    broken = shapes + graph("pals:Broken a sh:NodeShape ; sh:targetClass pal:Scope ; sh:or 3 .")
    with pytest.raises(ShapesError, match="the shapes are not SHACL: "):
        check_document(lines(f"{SCOPE} <place/fr> ."), Screen(broken, known))


def test_shapes_in_sparql_are_left_out(shapes: Graph, known: Known) -> None:
    core = core_shapes(shapes)
    assert not list(core.subjects(SH.sparql))
    assert not list(core.subjects(SH.targetNode))
    assert set(core.subjects(SH.targetClass)) == set(shapes.subjects(SH.targetClass))
    assert all(each.focus for each in suspected(Screen(shapes, known), lines("<scope/here> a pal:Scope .")))


def test_a_shape_that_is_switched_off_finds_nothing() -> None:
    off = "sh:deactivated true ; sh:nodeKind sh:Literal"
    shapes = graph(
        f"pal:S a sh:NodeShape ; sh:targetClass pal:Scope ; {off} . pal:T a sh:NodeShape ; "
        f"sh:targetClass pal:Scope ; sh:property [ a sh:PropertyShape ; sh:path rdf:type ; {off} ] ."
    )
    assert suspected(Screen(shapes, NOTHING), lines("<scope/fr> a pal:Scope .")) == ()
