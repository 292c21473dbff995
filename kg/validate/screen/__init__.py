"""One document's graph held against the shapes in milliseconds: a fast screen finds what is suspicious, pyshacl judges.

The screen knows the shapes as functions over an index of the graph. It may suspect a node wrongly, and never overlooks
one that pyshacl would find fault with; where it suspects nothing, pyshacl is not asked. Constraints in SPARQL compare
documents with each other and are no matter of one document (``core_shapes``); ``kg validate`` judges by all shapes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rdflib import SH, Graph

from kg.validate.context import with_context
from kg.validate.judge import judge_graph
from kg.validate.load import as_triples, empty_graph
from kg.validate.rules import TARGETS, rebased
from kg.validate.screen.constraints import Form
from kg.validate.screen.index import TYPE, Index, background_of
from kg.validate.screen.shapes import ABOUT
from kg.validate.screen.targets import targets_of, with_named
from kg.validate.screen.terms import as_node, without_text
from kg.vocab import BASE, OA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.findings import Finding
    from kg.validate.screen.targets import Plan
    from kg.validate.screen.terms import Term

# Types and properties of a node, those that have several values, and of the values that are a few literals the kinds.
_Key: TypeAlias = "tuple[tuple[Term, ...], tuple[Term, ...], tuple[Term, ...], tuple[tuple[Term, ...], ...]]"
_HAS_SELECTOR = f"<{OA}hasSelector>"
# From a claim or a link to its passage, and on to the quote and the document (``kg.validate.describe``).
_STEPS_TO_WORDS = 2
_MOST_LITERALS = 4  # of a property whose kinds are looked at; of labels there are two
_MOST_PLANS = 10_000  # some hundreds are needed; a limit for graphs that a program made


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A node that may break a shape; without a node, the shape could not be screened and all its targets may."""

    shape: Node
    focus: Term | None


class Screen:
    """The shapes without SPARQL, compiled once to be held against many documents.

    ``shapes`` are those shapes, with their closed lists under the base of the build; ``known`` is what the registry and
    the ontology state, under the same base. A document's graph is given as ``kg.graph.write.n_triples`` writes it: each
    triple once, as a line of N-Triples without its final dot.
    """

    __slots__ = ("_background", "_named", "_plans", "_targets", "known", "shapes")

    def __init__(self, shapes: Graph, known: Known, base: str = BASE) -> None:
        """Compile shapes; one that cannot be compiled is no error here, but is left to pyshacl."""
        self.shapes = core_shapes(rebased(shapes, base))
        self.known = known
        self._background = background_of(known)
        self._targets, self._named = with_named(targets_of(self.shapes), self._background)
        self._plans: dict[_Key, Plan] = {}

    def suspicious(self, lines: Sequence[str]) -> tuple[Suspicion, ...]:
        """Give what pyshacl must look at, ordered by shape and node; nothing if the graph surely conforms."""
        return self._suspicious(Index(lines, self._background))

    def check(self, lines: Sequence[str], language: str) -> tuple[Finding, ...]:
        """Give the findings about one document's graph (``check_document``)."""
        index = Index(lines, self._background)
        suspicions = self._suspicious(index)
        if not suspicions:
            return ()
        shapes = self._reduced(suspicions)
        foci = {each.focus for each in suspicions if each.focus is not None}
        if any(each.focus is None for each in suspicions):
            data = empty_graph()
            data += as_triples(lines)
            single = frozenset(self.shapes.subjects(SH.targetNode))
            return judge_graph(data, with_context(data, self.known), shapes, language, single).findings
        # A part of the whole in which nothing looks otherwise: all that the shapes look at, and the words behind it.
        part = empty_graph()
        passages = (node for node in index.own if not foci.isdisjoint(index.objects(node, _HAS_SELECTOR)))
        part += as_triples(index.around(foci.union(passages), max(self._targets.steps, _STEPS_TO_WORDS)))
        return judge_graph(part, part, shapes, language, frozenset()).findings

    def _suspicious(self, index: Index) -> tuple[Suspicion, ...]:
        found = {Suspicion(shape, None) for shape in self._targets.unscreened}
        named: defaultdict[Term, set[Term]] = defaultdict(set)
        for node, plan in self._planned(index):
            if plan.checks and plan.suspects(index, node):
                found.update(Suspicion(each.shape, node) for each in plan.targets if each.suspects(index, node))
            for predicate in plan.named:
                named[predicate].update(index.own[node][predicate])
        aimed = {
            (target, node)
            for predicate, nodes in named.items()
            for target in self._targets.objects_of[predicate]
            for node in nodes
            if index.is_about(node)
        }
        found.update(Suspicion(target.shape, node) for target, node in aimed if target.suspects(index, node))
        if not index.own.keys().isdisjoint(self._named):
            aimed.update((target, node) for node, plan in self._planned(index) for target in plan.targets)
            # Whether these are focus nodes depends on what of the background the document reaches: pyshacl finds out.
            found.update(
                Suspicion(target.shape, None)
                for node in index.own.keys() & self._named.keys()
                for target in self._named[node]
                if (target, node) not in aimed and target.suspects(index, node)
            )
        return tuple(sorted(found, key=lambda each: (str(each.shape), str(each.focus))))

    def _planned(self, index: Index) -> Iterator[tuple[Term, Plan]]:
        """Yield each node that the graph describes with what is to be asked of it."""
        # Where the graph itself says which class is part of which, its plans are its own.
        plans = self._plans if index.background is self._background else {}
        for node, statements in index.own.items():
            types = tuple(statements.get(TYPE, ()))
            repeated = index.repeated.get(node, ())
            literals = tuple([_without_text(statements[predicate]) for predicate in repeated])
            key = types, tuple(statements), tuple(repeated), literals
            plan = plans.get(key)
            if plan is None:
                if len(plans) >= _MOST_PLANS:
                    plans.clear()
                known = {predicate: values for predicate, values in zip(repeated, literals, strict=True) if values}
                form = Form(frozenset(statements), frozenset(repeated), known)
                plan = plans[key] = self._targets.plan(index.classes(types), form)
            yield node, plan

    def _reduced(self, suspicions: Iterable[Suspicion]) -> Graph:
        """Copy what pyshacl needs of the shapes to judge the suspicions and nothing else."""
        reduced = empty_graph()
        waiting: list[Node] = []
        for each in suspicions:
            waiting.append(each.shape)
            if each.focus is None:
                reduced += (triple for kind in TARGETS for triple in self.shapes.triples((each.shape, kind, None)))
            else:
                reduced.add((each.shape, SH.targetNode, as_node(each.focus)))
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                parts = [triple for triple in self.shapes.triples((node, None, None)) if triple[1] not in TARGETS]
                reduced += parts
                waiting += (value for _, _, value in parts)
        return reduced


def check_document(lines: Sequence[str], screen: Screen, language: str = "en") -> tuple[Finding, ...]:
    """Give the findings about one document's graph, gravest first: those that ``judge`` gives by the screen's shapes.

    The graph is given as ``kg.graph.write.n_triples`` writes it. Labels and messages are in ``language`` ("fr" or
    "en"). A shape that pyshacl cannot use is a ShapesError.
    """
    return screen.check(lines, language)


def core_shapes(shapes: Graph) -> Graph:
    """Copy shapes without their constraints in SPARQL; a shape that has no others keeps no target."""
    queried = set(shapes.subjects(SH.sparql))
    idle = {shape for shape in queried if set(shapes.predicates(shape)) <= ABOUT | {SH.sparql}}
    core = empty_graph()
    core += (
        (shape, predicate, value)
        for shape, predicate, value in shapes
        if predicate != SH.sparql and not (shape in idle and predicate in TARGETS)
    )
    return core


def _without_text(values: Sequence[Term]) -> tuple[Term, ...]:
    if len(values) > _MOST_LITERALS:
        return ()
    for value in values:
        if value[0] != '"':
            return ()
    return tuple([without_text(value) for value in values])
