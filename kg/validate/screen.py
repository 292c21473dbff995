"""One document's graph held against the shapes in milliseconds: a fast screen finds what is suspicious, pyshacl judges.

The screen knows the shapes as functions over an index of the graph. It may suspect a node wrongly, and never overlooks
one that pyshacl would find fault with; where it suspects nothing, pyshacl is not asked. Constraints in SPARQL compare
documents with each other and are no matter of one document (``core_shapes``); ``kg validate`` judges by all shapes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad
from rdflib import SH, Graph, URIRef

from kg.validate.context import with_context
from kg.validate.judge import judge
from kg.validate.load import as_triple, empty_graph
from kg.validate.rules import rebased
from kg.validate.screen_index import Index, background_of
from kg.validate.screen_shapes import ABOUT, TARGETS, Compiler
from kg.validate.screen_values import UndecidedError, UntreatedError
from kg.vocab import BASE, OA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple
    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.judge import Finding
    from kg.validate.screen_index import Background, Term
    from kg.validate.screen_values import Check

_ANY = NamedNode("urn:any")
_HAS_SELECTOR = NamedNode(f"{OA}hasSelector")
# From a claim or a link to its passage, and on to the quote and the document (``kg.validate.describe``).
_STEPS_TO_WORDS = 2


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A node that may break a shape; without a node, the shape could not be screened and all its targets may."""

    shape: Node
    focus: Term | None


@dataclass(frozen=True, slots=True, eq=False)
class _Target:
    """A shape that has targets, and whether a focus node conforms to it."""

    shape: Node
    check: Check

    def suspects(self, index: Index, focus: Term) -> bool:
        try:
            return not self.check(index, focus)
        except UndecidedError:
            return True


@dataclass(frozen=True, slots=True)
class _Targets:
    """Shapes by what they are aimed at; ``unscreened`` are those that pyshacl judges in every document.

    The others look at most ``steps`` properties away from a focus node.
    """

    of_class: Mapping[Term, Sequence[_Target]]
    objects_of: Mapping[Term, Sequence[_Target]]
    subjects_of: Mapping[Term, Sequence[_Target]]
    unscreened: Sequence[Node]
    steps: int


class Screen:
    """The shapes without SPARQL, compiled once to be held against many documents; it does not change thereafter.

    ``shapes`` are those shapes, with their closed lists under the base of the build; ``known`` is what the registry and
    the ontology state, under the same base.
    """

    __slots__ = ("_background", "_named", "_targets", "known", "shapes")

    def __init__(self, shapes: Graph, known: Known, base: str = BASE) -> None:
        """Compile shapes; one that cannot be compiled is no error here, but is left to pyshacl."""
        self.shapes = core_shapes(rebased(shapes, base))
        self.known = known
        self._background = background_of(known)
        self._targets, self._named = _with_named(_targets(self.shapes), self._background)

    def suspicious(self, triples: Iterable[Triple]) -> tuple[Suspicion, ...]:
        """Give what pyshacl must look at, ordered by shape and node; nothing if the graph surely conforms."""
        return self._suspicious(Index(triples, self._background))

    def check(self, triples: Iterable[Triple], language: str) -> tuple[Finding, ...]:
        """Give the findings about one document's graph (``check_document``)."""
        graph = frozenset(triples)
        index = Index(graph, self._background)
        suspicions = self._suspicious(index)
        if not suspicions:
            return ()
        shapes = self._reduced(suspicions)
        foci = {each.focus for each in suspicions if each.focus is not None}
        if any(each.focus is None for each in suspicions):
            data = empty_graph()
            data += (as_triple(Quad(*triple)) for triple in graph)
            single = frozenset(self.shapes.subjects(SH.targetNode))
            return judge(data, with_context(data, self.known), shapes, language, single).findings
        # A part of the whole in which nothing looks otherwise: all that the shapes look at, and the words behind it.
        part = empty_graph()
        passages = (node for node in index.own if not foci.isdisjoint(index.objects(node, _HAS_SELECTOR)))
        part += map(as_triple, index.around(foci.union(passages), max(self._targets.steps, _STEPS_TO_WORDS)))
        return judge(part, part, shapes, language, frozenset()).findings

    def _suspicious(self, index: Index) -> tuple[Suspicion, ...]:
        found = {Suspicion(shape, None) for shape in self._targets.unscreened}
        aimed = dict.fromkeys(self._aimed(index))
        found.update(Suspicion(target.shape, node) for target, node in aimed if target.suspects(index, node))
        # Whether these are focus nodes depends on what of the background the document reaches: pyshacl finds out.
        found.update(
            Suspicion(target.shape, None)
            for node in index.own.keys() & self._named.keys()
            for target in self._named[node]
            if (target, node) not in aimed and target.suspects(index, node)
        )
        return tuple(sorted(found, key=lambda each: (str(each.shape), str(each.focus))))

    def _aimed(self, index: Index) -> Iterator[tuple[_Target, Term]]:
        """Yield each shape with each of its focus nodes that findings may be about; some more than once."""
        targets = self._targets
        by_types: dict[frozenset[Term], list[_Target]] = {}
        for node, statements in index.own.items():
            types = index.types(node)
            if types not in by_types:
                by_types[types] = list(dict.fromkeys(chain.from_iterable(targets.of_class.get(t, ()) for t in types)))
            for target in by_types[types]:
                yield target, node
            for predicate in statements.keys() & targets.subjects_of.keys():
                yield from ((target, node) for target in targets.subjects_of[predicate])
            for predicate in statements.keys() & targets.objects_of.keys():
                objects = [value for value in statements[predicate] if index.is_about(value)]
                yield from ((target, value) for target in targets.objects_of[predicate] for value in objects)

    def _reduced(self, suspicions: Iterable[Suspicion]) -> Graph:
        """Copy what pyshacl needs of the shapes to judge the suspicions and nothing else."""
        reduced = empty_graph()
        waiting: list[Node] = []
        for each in suspicions:
            waiting.append(each.shape)
            if each.focus is None:
                reduced += (triple for kind in TARGETS for triple in self.shapes.triples((each.shape, kind, None)))
            else:
                reduced.add((each.shape, SH.targetNode, _as_node(each.focus)))
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                parts = [triple for triple in self.shapes.triples((node, None, None)) if triple[1] not in TARGETS]
                reduced += parts
                waiting += (value for _, _, value in parts)
        return reduced


def check_document(triples: Iterable[Triple], screen: Screen, language: str = "en") -> tuple[Finding, ...]:
    """Give the findings about one document's graph, gravest first: those that ``judge`` gives by the screen's shapes.

    Labels and messages are in ``language`` ("fr" or "en"). A shape that pyshacl cannot use is a ShapesError.
    """
    return screen.check(triples, language)


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


def _targets(shapes: Graph) -> _Targets:
    aims: dict[Node, defaultdict[Term, list[_Target]]] = {kind: defaultdict(list) for kind in TARGETS}
    unscreened = []
    compiler = Compiler(shapes)
    aimed = {shape for kind in TARGETS for shape in shapes.subjects(kind)}
    for shape in sorted(aimed, key=str):
        try:
            target = _Target(shape, compiler.shape(shape))
            at = [(kind, _iri(value)) for kind in TARGETS for value in shapes.objects(shape, kind)]
            if any(kind == SH.targetNode for kind, _ in at):  # its findings are about other nodes than its target
                raise UntreatedError  # noqa: TRY301 (the one way out for all that is not known)
        except UntreatedError:
            unscreened.append(shape)
        else:
            for kind, aim in at:
                aims[kind][aim].append(target)
    return _Targets(
        of_class=dict(aims[SH.targetClass]),
        objects_of=dict(aims[SH.targetObjectsOf]),
        subjects_of=dict(aims[SH.targetSubjectsOf]),
        unscreened=unscreened,
        steps=max((compiler.steps(shape) for shape in aimed.difference(unscreened)), default=0),
    )


def _with_named(targets: _Targets, background: Background) -> tuple[_Targets, dict[Term, list[_Target]]]:
    """Give what the background names with a property whose values are focus nodes, with the shapes aimed so.

    A node that nothing describes looks the same to every document: a shape that it breaks cannot be screened.
    """
    named: defaultdict[Term, list[_Target]] = defaultdict(list)
    unscreened = dict.fromkeys(targets.unscreened)
    nothing = Index((), background)
    for quads in background.described.values():
        for quad in quads:
            for target in targets.objects_of.get(quad.predicate, ()):
                if target not in named[quad.object]:
                    named[quad.object].append(target)
    for node, aimed in named.items():
        if nothing.is_about(node):
            unscreened.update((target.shape, None) for target in aimed if target.suspects(nothing, node))
    return replace(targets, unscreened=tuple(unscreened)), dict(named)


def _iri(node: Node) -> NamedNode:
    if not isinstance(node, URIRef):
        raise UntreatedError
    return NamedNode(node)


def _as_node(term: Term) -> Node:
    return as_triple(Quad(_ANY, _ANY, term))[2]
