"""Each rule has a good file, in which no rule finds a fault, and a bad one, in which only that rule does."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef, Variable

from kg.validate.context import Known
from kg.validate.data import Data
from kg.validate.documents import Documents
from kg.validate.load import read_graph
from kg.validate.quotes import CHANGED, WORDS, changed, misquoted
from kg.validate.rules import catalogue, read_shapes
from kg.validate.screen.index import Index
from kg.vocab import PALS
from tests.validate.plain import with_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    from kg.validate.findings import Report

HERE = Path(__file__).parent
SHAPES = read_shapes()
RULES = list(catalogue(SHAPES))


@pytest.mark.parametrize("side", ["good", "bad"])
def test_every_rule_has_a_pair(side: str) -> None:
    assert sorted(file.stem for file in (HERE / side).glob("*.ttl")) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_good(rule: str, judged: Callable[[str], Report]) -> None:
    file = HERE / "good" / f"{rule}.ttl"
    report = judged(file.read_text(encoding="utf-8"))
    assert [(finding.rule.id, finding.label, finding.found) for finding in report.findings] == []
    assert of_documents(file) == set()


@pytest.mark.parametrize("rule", RULES)
def test_bad(rule: str, judged: Callable[[str], Report]) -> None:
    file = HERE / "bad" / f"{rule}.ttl"
    report = judged(file.read_text(encoding="utf-8"))
    assert {finding.rule.id for finding in report.findings} | of_documents(file) == {rule}
    assert all("{?" not in finding.message for finding in report.findings)


def of_documents(file: Path) -> set[str]:
    """Give the rules that a file breaks beside the documents in tests/shapes/documents."""
    index, documents = Index(Data.read([file]), Known({}, {}, ())), Documents([HERE / "documents"])
    found = {WORDS: misquoted(index, documents), CHANGED: changed(index, documents)}
    return {rule for rule, nodes in found.items() if list(nodes)}


@pytest.mark.parametrize("rule", sorted({*RULES} - {WORDS, CHANGED}))
def test_good_holds_something_to_judge(rule: str, shapes: Graph, known: Known) -> None:
    data = read_graph([HERE / "good" / f"{rule}.ttl"])
    whole = with_context(data, known)
    found = {node for shape in owners(shapes, URIRef(PALS + rule)) for node in focus_nodes(shapes, shape, whole)}
    assert any((node, None, None) in data or (None, None, node) in data for node in found)


def owners(shapes: Graph, shape: Node) -> set[Node]:
    """Give the shapes whose targets a shape judges: itself, and those that name it."""
    return {shape, *shapes.subjects(SH.property, shape)}


def focus_nodes(shapes: Graph, shape: Node, data: Graph) -> set[Node]:
    """Give what a shape looks at; a shape that looks at a class as a whole looks at its instances."""
    classes = {*shapes.objects(shape, SH.targetClass), *shapes.objects(shape, SH.targetNode)}
    nodes = {node for kind in classes for part in data.transitive_subjects(RDFS.subClassOf, kind)
             for node in data.subjects(RDF.type, part)}  # fmt: skip
    nodes |= {node for path in shapes.objects(shape, SH.targetNode) for node in data.subjects(path)}
    nodes |= {node for path in shapes.objects(shape, SH.targetSubjectsOf) for node in data.subjects(path)}
    return nodes | {node for path in shapes.objects(shape, SH.targetObjectsOf) for node in data.objects(None, path)}


@pytest.mark.parametrize("rule", [rule for rule in RULES if (URIRef(f"{PALS}{rule}"), SH.sparql, None) in SHAPES])
def test_two_engines_find_the_same(rule: str, known: Known) -> None:
    """The focus node is a class and plays no part in these queries, so another engine can run them as they are."""
    whole = with_context(read_graph([HERE / "bad" / f"{rule}.ttl"]), known)
    store = pyoxigraph.Store()
    store.load(whole.serialize(format="nt").encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    constraint = SHAPES.value(URIRef(f"{PALS}{rule}"), SH.sparql)
    query = str(SHAPES.value(constraint, SH.select))
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables if variable.value != "this"]
    theirs = sorted([alike(solution[name].value) for name in names] for solution in solutions)
    ours = sorted([alike(str(row[Variable(name)])) for name in names] for row in whole.query(query).bindings)
    assert ours == theirs
    assert ours


def alike(text: str) -> str:
    """Write a decimal number as every engine would: one has 15.0 as it stands, another as 15."""
    return str(Decimal(text).normalize()) if re.fullmatch(r"[0-9]+\.[0-9]+|[0-9]+", text) else text
