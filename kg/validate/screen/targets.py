"""Which shapes are aimed at which nodes of a graph, and what is left to ask of the nodes of one form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import RDF, SH, Graph

from kg.validate.data import Data
from kg.validate.naming import TARGETS
from kg.validate.screen.index import ITSELF, Index, Reach
from kg.validate.screen.shapes import SHAPES, Compiler
from kg.validate.screen.terms import UntreatedError, iri_of
from kg.validate.screen.values import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.screen.constraints import Constraint, Form
    from kg.validate.screen.terms import Term
    from kg.validate.screen.values import Check


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A node that may break a shape; without a node, the shape could not be screened and all its targets may.

    To judge the node, one must look as far as ``reach`` says.
    """

    shape: Node
    focus: Term | None
    reach: Reach = ITSELF


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A shape that has targets, and what it asks of a focus node, and how far it looks."""

    shape: Node
    constraint: Constraint
    reach: Reach

    def suspects(self, index: Index, focus: Term) -> bool:
        """Tell whether a focus node may not conform."""
        try:
            return not self.constraint.conforms(index, focus)
        except UndecidedError:
            return True

    def suspicion(self, focus: Term) -> Suspicion:
        """Say that a focus node may not conform."""
        return Suspicion(self.shape, focus, self.reach)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is to be asked of the nodes of one form and of the same types.

    ``targets`` are the shapes aimed at them; ``checks`` is all that these ask and the form does not answer. ``named``
    are those of their properties whose values are focus nodes too.
    """

    targets: Sequence[Target]
    checks: Sequence[Check]
    named: Sequence[Term]

    def suspects(self, index: Index, node: Term) -> bool:
        """Tell whether one of the shapes may not be conformed to."""
        try:
            # A loop in place of all(): each of thousands of calls would make a generator first.
            for check in self.checks:
                if not check(index, node):
                    return True
        except UndecidedError:
            return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Shapes by what they are aimed at; ``unscreened`` are those that pyshacl judges in every graph."""

    of_class: Mapping[Term, Sequence[Target]]
    objects_of: Mapping[Term, Sequence[Target]]
    subjects_of: Mapping[Term, Sequence[Target]]
    unscreened: Sequence[Node]

    @property
    def backward(self) -> frozenset[Term]:
        """Give the properties that shapes look at from their values."""
        targets = chain.from_iterable((*self.of_class.values(), *self.objects_of.values(), *self.subjects_of.values()))
        return frozenset().union(*(target.reach.backward for target in targets))

    def plan(self, types: Iterable[Term], form: Form) -> Plan:
        """Make the plan for nodes of these types and of this form."""
        by_class = chain.from_iterable(self.of_class.get(each, ()) for each in types)
        by_property = chain.from_iterable(self.subjects_of.get(each, ()) for each in form.properties)
        targets = list(dict.fromkeys([*by_class, *by_property]))
        left = chain.from_iterable(target.constraint.at(form).checks for target in targets)
        return Plan(targets, tuple(left), tuple(form.properties & self.objects_of.keys()))


def targets_of(shapes: Graph) -> Targets:
    """Compile the shapes that have targets."""
    aims: dict[Node, defaultdict[Term, list[Target]]] = {kind: defaultdict(list) for kind in TARGETS}
    unscreened = []
    compiler = Compiler(shapes)
    aimed = {shape for kind in TARGETS for shape in shapes.subjects(kind)} | _classes(shapes)
    for shape in sorted(aimed, key=str):
        try:
            target = Target(shape, compiler.shape(shape), compiler.reach(shape))
            at = [(kind, iri_of(value)) for kind in TARGETS for value in shapes.objects(shape, kind)]
            if not at or any(kind == SH.targetNode for kind, _ in at):  # a class, or what no data need describe
                raise UntreatedError  # noqa: TRY301 (the one way out for all that is not known)
        except UntreatedError:
            unscreened.append(shape)
        else:
            for kind, aim in at:
                aims[kind][aim].append(target)
    return Targets(
        of_class=dict(aims[SH.targetClass]),
        objects_of=dict(aims[SH.targetObjectsOf]),
        subjects_of=dict(aims[SH.targetSubjectsOf]),
        unscreened=unscreened,
    )


def _classes(shapes: Graph) -> set[Node]:
    """Give the shapes that are classes too: their instances are their targets."""
    return {
        shape
        for kind in SHAPES
        for shape in shapes.subjects(RDF.type, kind)
        if not SHAPES.issuperset(shapes.objects(shape, RDF.type))
    }


def with_named(targets: Targets, background: Known) -> tuple[Targets, dict[Term, list[Target]]]:
    """Give what the background names with a property whose values are focus nodes, with the shapes aimed so.

    A node that nothing describes looks the same to every document: a shape that it breaks cannot be screened.
    """
    named: defaultdict[Term, dict[Target, None]] = defaultdict(dict)
    for statements in background.described.values():
        for predicate in statements.keys() & targets.objects_of.keys():
            for value in statements[predicate]:
                named[value] |= dict.fromkeys(targets.objects_of[predicate])
    unscreened = dict.fromkeys(targets.unscreened)
    nothing = Index(Data({}), background, targets.backward)
    for node, aimed in named.items():
        if nothing.is_about(node):
            unscreened.update((target.shape, None) for target in aimed if target.suspects(nothing, node))
    return replace(targets, unscreened=tuple(unscreened)), {node: list(aimed) for node, aimed in named.items()}
