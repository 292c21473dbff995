"""A graph held against the shapes at the speed of reading it: a screen finds what is suspicious, pyshacl judges that.

The screen knows the shapes as functions over an index of the graph. It may suspect a node wrongly, and never overlooks
one that pyshacl would find fault with; where it suspects nothing, pyshacl is not asked. Constraints in SPARQL are asked
apart (``kg.validate.sparql``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from rdflib import RDF, SH, Graph

from kg.validate.load import empty_graph
from kg.validate.naming import TARGETS
from kg.validate.screen.constraints import Form
from kg.validate.screen.index import TYPE, Index
from kg.validate.screen.shapes import ABOUT, SHAPES
from kg.validate.screen.targets import Suspicion, targets_of, with_named
from kg.validate.screen.terms import node_of, without_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.data import Data
    from kg.validate.load import Triple
    from kg.validate.screen.targets import Plan, Target
    from kg.validate.screen.terms import Term

# Types and properties of a node, those that have several values, and of the values that are a few literals the kinds.
_Key: TypeAlias = "tuple[tuple[Term, ...], tuple[Term, ...], tuple[Term, ...], tuple[tuple[Term, ...], ...]]"
_MOST_LITERALS = 4  # of a property whose kinds are looked at; of labels there are two
_MOST_PLANS = 10_000  # some hundreds are needed; a limit for graphs that a program made


class Screen:
    """The shapes without SPARQL, compiled once to be held against many graphs.

    ``shapes`` are all that judge a graph, with their closed lists under its base; ``known`` is what the registry and
    the ontology state.
    """

    __slots__ = ("_backward", "_named", "_plans", "_targets", "background", "shapes")

    def __init__(self, shapes: Graph, known: Known) -> None:
        """Compile shapes; one that cannot be compiled is no error here, but is left to pyshacl."""
        self.shapes = core_shapes(shapes)
        self.background = known
        self._targets, self._named = with_named(targets_of(self.shapes), self.background)
        self._backward = self._targets.backward
        self._plans: dict[_Key, Plan] = {}

    def index(self, data: Data) -> Index:
        """Index a graph for this screen."""
        return Index(data, self.background, self._backward)

    def suspicious(self, index: Index) -> tuple[Suspicion, ...]:
        """Give what pyshacl must look at, ordered by shape and node; nothing if the graph surely conforms."""
        found = {Suspicion(shape, None) for shape in self._targets.unscreened}
        named: defaultdict[Term, set[Term]] = defaultdict(set)
        in_background = index.own.keys() & self._named.keys()
        aimed: set[tuple[Target, Term]] = set()
        for node, plan in self._planned(index):
            if node in in_background:
                aimed.update((target, node) for target in plan.targets)
            if plan.checks and plan.suspects(index, node):
                found.update(each.suspicion(node) for each in plan.targets if each.suspects(index, node))
            for predicate in plan.named:
                named[predicate].update(index.own[node][predicate])
        by_value = {
            (target, node)
            for predicate, nodes in named.items()
            for target in self._targets.objects_of[predicate]
            for node in nodes
            if index.is_about(node)
        }
        found.update(target.suspicion(node) for target, node in by_value if target.suspects(index, node))
        # Whether these are focus nodes depends on what of the background the graph reaches: pyshacl finds out.
        aimed |= by_value
        found.update(
            Suspicion(target.shape, None)
            for node in in_background
            for target in self._named[node]
            if (target, node) not in aimed and target.suspects(index, node)
        )
        return tuple(sorted(found, key=lambda each: (str(each.shape), str(each.focus))))

    def _planned(self, index: Index) -> Iterator[tuple[Term, Plan]]:
        """Yield each node that the graph describes with what is to be asked of it."""
        # Where the graph itself says which class is part of which, its plans are its own.
        plans = self._plans if index.background is self.background else {}
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

    def narrowed(self, suspicions: Iterable[Suspicion]) -> Graph:
        """Copy what pyshacl needs of the shapes to judge suspicious nodes and nothing else."""
        narrowed = empty_graph()
        waiting: list[Node] = []
        for each in suspicions:
            if each.focus is not None:
                waiting.append(each.shape)
                narrowed.add((each.shape, SH.targetNode, node_of(each.focus)))
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                parts = [triple for triple in self.shapes.triples((node, None, None)) if not _aims(triple)]
                narrowed += parts
                waiting += (value for _, _, value in parts)
        return narrowed

    def widened(self, shapes: Collection[Node]) -> Graph:
        """Copy what pyshacl needs to judge all targets of some shapes."""
        widened = empty_graph()
        widened += (triple for triple in self.shapes if triple[0] in shapes or not _aims(triple))
        return widened


def core_shapes(shapes: Graph) -> Graph:
    """Copy shapes without the constraints in SPARQL that are asked apart; one that has no others keeps no target."""
    apart = asked_apart(shapes)
    idle = {shape for shape in apart if set(shapes.predicates(shape)) <= ABOUT | {SH.sparql}}
    core = empty_graph()
    core += (
        (shape, predicate, value)
        for shape, predicate, value in shapes
        if not (predicate == SH.sparql and shape in apart) and not (shape in idle and predicate in TARGETS)
    )
    return core


def asked_apart(shapes: Graph) -> frozenset[Node]:
    """Give the shapes whose constraints in SPARQL can be asked apart from all others.

    They are shapes of nodes that no other shape refers to, and that are no class themselves.
    """
    return frozenset(
        shape
        for shape in shapes.subjects(SH.sparql)
        if (shape, SH.path, None) not in shapes
        and (None, None, shape) not in shapes
        and SHAPES.issuperset(shapes.objects(shape, RDF.type))
    )


def _aims(triple: Triple) -> bool:
    """Tell whether a triple gives a shape targets: outright, or because the shape is a class."""
    _, predicate, value = triple
    return predicate in TARGETS or (predicate == RDF.type and value not in SHAPES)


def _without_text(values: Sequence[Term]) -> tuple[Term, ...]:
    if len(values) > _MOST_LITERALS:
        return ()
    for value in values:
        if value[0] != '"':
            return ()
    return tuple([without_text(value) for value in values])
