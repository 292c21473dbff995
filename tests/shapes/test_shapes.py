"""The shapes themselves: valid SHACL 1.0, both languages, in step with the ontology, parsed by two engines."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg import project
from kg.validate.load import read_graph
from kg.validate.rules import catalogue, read_shapes
from kg.vocab import PAL, PALS

if TYPE_CHECKING:
    from rdflib.term import Node

    from kg.validate.rules import Rule

SHAPES = read_shapes()
RULES = catalogue(SHAPES)
QUERIES = sorted(str(text) for text in SHAPES.objects(None, SH.select))
VARIABLE = re.compile(r"\{\?(\w+)\}")

HERE = Path(__file__).parent


def test_shapes_are_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_nothing_beyond_shacl_1_0() -> None:
    beyond = {"target", "rule", "expression", "values", "parameter", "js", "reifierShape", "uniqueValuesFor"}
    assert not {URIRef(f"{SH}{name}") for name in beyond}.intersection(SHAPES.predicates())


@pytest.mark.parametrize("query", QUERIES)
def test_queries_parse_in_two_engines(query: str) -> None:
    prepareQuery(query)
    found = pyoxigraph.Store().query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert list(found) == []


@pytest.mark.parametrize("query", QUERIES)
def test_queries_run_once(query: str) -> None:
    """A query on each focus node is parsed and run again for each: a thousand results take twenty seconds."""
    shapes = SHAPES.subjects(SH.sparql, SHAPES.value(None, SH.select, Literal(query)))
    assert all(len(list(SHAPES.objects(shape, SH.targetNode))) == 1 for shape in shapes)
    assert "$this ?value" in query


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_messages_name_what_their_query_gives(rule: Rule) -> None:
    variables = set(VARIABLE.findall(rule.message.en))
    assert variables == set(VARIABLE.findall(rule.message.fr))
    constraint = SHAPES.value(URIRef(PALS + rule.id), SH.sparql)
    query = str(SHAPES.value(constraint, SH.select)) if constraint else ""
    assert variables <= set(re.findall(r"\?(\w+)", query.partition("WHERE")[0]))


@pytest.mark.parametrize("rule", [rule for rule in RULES if (URIRef(PALS + rule), SH.sparql, None) in SHAPES])
def test_messages_of_queries_name_what_they_found(rule: str) -> None:
    """The report shows the values of other rules itself."""
    assert VARIABLE.search(RULES[rule].message.en)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_french_spaces_do_not_break(rule: Rule) -> None:
    r"""Before ":" and "%" and inside « » stands U+00A0, before ";", "!" and "?" and between thousands U+202F."""
    words = rule.message.fr + rule.why.fr
    assert not re.search(r" [:;!?%»]|« |\d \d{3}", words)
    assert not re.search(r"[^\u00a0\u202f/(\s][;!?»](?!\w)", VARIABLE.sub("", words))


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_is_called_by_its_class(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][A-Za-z]+(-[a-zA-Z0-9]+)+", rule.id)


def test_severity_is_on_the_shape() -> None:
    """On a constraint pyshacl would not see it."""
    assert all((shape, SH.message, None) in SHAPES for shape in SHAPES.subjects(SH.severity))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_graph(sorted(project.ONTOLOGY.glob("*.ttl")))


def test_shapes_use_the_terms_of_the_ontology(ontology: Graph) -> None:
    used = {term for triple in SHAPES for term in triple if isinstance(term, URIRef) and term.startswith(PAL)}
    in_queries = {PAL + name for query in QUERIES for name in re.findall(r"\bpal:(\w+)", query)}
    defined = {str(term) for term in ontology.subjects(RDF.type) if isinstance(term, URIRef)}
    assert {*map(str, used), *in_queries} <= defined


def test_closed_shapes_know_every_property(ontology: Graph) -> None:
    """A property that the ontology gives to a class is allowed by the closed shape of that class."""
    missing = {
        (str(shape).removeprefix(PALS), str(term).removeprefix(PAL))
        for shape in SHAPES.subjects(SH.closed)
        for kind in SHAPES.objects(shape, SH.targetClass)
        for term in ontology.subjects(RDFS.domain, kind)
        if term not in allowed(shape)
    }
    assert not missing


def allowed(shape: Node) -> set[Node]:
    paths = {path for part in SHAPES.objects(shape, SH.property) for path in SHAPES.objects(part, SH.path)}
    return paths | {term for terms in SHAPES.objects(shape, SH.ignoredProperties) for term in SHAPES.items(terms)}


@pytest.mark.parametrize("number", [*range(1, 132), 1011, 1112, 1121])
def test_english_ordinals(number: int) -> None:
    pattern = str(next(SHAPES.objects(SHAPES.value(URIRef(PALS + "Label-ordinal-en"), SH["not"]), SH.pattern)))
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    for other in ("st", "nd", "rd", "th"):
        assert bool(re.search(pattern, f"France, joint {number}{other}")) == (other != ending)


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ("France, 1re place", False),
        ("France, 1er rang", False),
        ("France, 16e place ex aequo", False),
        ("1e place", True),
        ("1ère place", True),
        ("2ème place", True),
        ("2eme place", True),
        ("France, 3ième", True),
        ("3rd", True),
        ("11e place", False),
    ],
)
def test_french_ordinals(label: str, wrong: bool) -> None:
    pattern = str(next(SHAPES.objects(SHAPES.value(URIRef(PALS + "Label-ordinal-fr"), SH["not"]), SH.pattern)))
    assert bool(re.search(pattern, label)) == wrong


@pytest.mark.parametrize("folder", [project.SHAPES, HERE / "good", HERE / "bad"], ids=lambda folder: folder.name)
def test_files_are_formatted(folder: Path) -> None:
    turtlefmt = Path(sys.executable).with_name("turtlefmt")
    assert subprocess.run([turtlefmt, "--check", folder], check=False).returncode == 0
