"""SHACL shapes made into constraints on an index; a shape that holds anything not known here is left to pyshacl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from kg.validate.naming import TARGETS
from kg.validate.screen import values as values_of
from kg.validate.screen.constraints import (
    CONFORMS,
    Constraint,
    all_of,
    any_of,
    closed,
    negated,
    of_any,
    of_literal,
    one_of,
)
from kg.validate.screen.index import Reach
from kg.validate.screen.properties import OfAll, Property, of_languages, qualified
from kg.validate.screen.terms import UntreatedError, inverse, iri_of, term_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rdflib.term import Node

    from kg.validate.screen.terms import Term
    from kg.validate.screen.values import Check, CheckOfAll

# What says nothing about which data conforms.
_SILENT = frozenset({RDF.type, RDFS.comment, SH.message, SH.severity})
ABOUT = TARGETS | _SILENT
SHAPES = frozenset({SH.NodeShape, SH.PropertyShape})

_OF_A_VALUE: dict[Node, Callable[[Term], Check]] = {
    SH["class"]: values_of.of_class,
    SH.datatype: values_of.of_datatype,
    SH.nodeKind: values_of.of_kind,
    SH.pattern: values_of.matching,
    SH.minLength: values_of.of_length,
    SH.minInclusive: values_of.min_inclusive,
    SH.minExclusive: values_of.min_exclusive,
    SH.maxInclusive: values_of.max_inclusive,
}
_OF_A_VALUE_BY_LIST: dict[Node, Callable[[Sequence[Term]], Check]] = {
    SH["in"]: values_of.among,
    SH.languageIn: values_of.in_language,
}
_OF_ALL_VALUES: dict[Node, Callable[[Term], OfAll]] = {
    SH.hasValue: lambda value: OfAll(values_of.including(value)),
    SH.uniqueLang: lambda value: of_languages(values_of.one_each_language(value)),
    SH.equals: lambda value: OfAll(values_of.equal_to(value)),
    SH.disjoint: lambda value: OfAll(values_of.disjoint_from(value)),
    SH.lessThan: lambda value: OfAll(values_of.less_than(value)),
    SH.lessThanOrEquals: lambda value: OfAll(values_of.less_than_or_equals(value)),
}
# Constraints whose answer for a literal does not lie in its datatype and language.
_ASK_FOR_TEXT = frozenset({SH.pattern, SH.minLength, SH["in"]})
_COUNTS = {SH.minCount, SH.maxCount}
# Constraints, besides a count, that a property without a value may break.
_ASK_FOR_VALUES = frozenset({SH.hasValue, SH.equals, SH.qualifiedValueShape})
_MISPLACED_ON_A_NODE = {SH.qualifiedValueShape, SH.qualifiedMinCount, *_COUNTS, *_OF_ALL_VALUES} - {SH.hasValue}
_MISPLACED_ON_A_PROPERTY = {SH.property}
_OF_ONE_SHAPE = (SH.property, SH.node, SH["not"])
_OF_LISTED_SHAPES = (SH["or"], SH.xone)
_OF_SHAPES = frozenset({*_OF_ONE_SHAPE, *_OF_LISTED_SHAPES})
_MANY = _OF_SHAPES | {SH["class"], SH.pattern, SH.hasValue}
# What can be compiled.
COMPONENTS = frozenset(
    {
        *(_OF_A_VALUE.keys() | _OF_A_VALUE_BY_LIST.keys() | _OF_ALL_VALUES.keys() | _OF_SHAPES),
        *(SH.closed, SH.ignoredProperties, SH.path, SH.qualifiedValueShape, SH.qualifiedMinCount, *_COUNTS),
    }
)


class Compiler:
    """Makes constraints of the shapes of one graph, each shape once."""

    def __init__(self, shapes: Graph) -> None:
        """Take the graph that describes the shapes and all they refer to."""
        self._shapes = shapes
        self._compiled: dict[Node, Constraint] = {}
        self._begun: set[Node] = set()

    def shape(self, shape: Node) -> Constraint:
        """Make the constraint that a shape is to a focus node.

        UntreatedError if the shape, or one that it refers to, holds what is not known here.
        """
        if shape not in self._compiled:
            if shape in self._begun:  # it refers to itself, or could not be compiled before
                raise UntreatedError
            self._begun.add(shape)
            off = Literal(True) in self._shapes.objects(shape, SH.deactivated)  # noqa: FBT003 (a value)
            self._compiled[shape] = CONFORMS if off else self._compile(shape, self._parameters(shape))
        return self._compiled[shape]

    def reach(self, shape: Node) -> Reach:
        """Tell how far from a focus node a compiled shape looks, at most."""
        parts = [
            each for name in (*_OF_ONE_SHAPE, SH.qualifiedValueShape) for each in self._shapes.objects(shape, name)
        ]
        lists = [each for name in _OF_LISTED_SHAPES for each in self._shapes.objects(shape, name)]
        reaches = [self.reach(part) for part in (*parts, *(part for each in lists for part in self._members(each)))]
        paths = [path for each in self._shapes.objects(shape, SH.path) for path in self._paths(each)]
        backward = {path[1:] for path in paths if path[0] == "^"}.union(*(each.backward for each in reaches))
        return Reach(bool(paths) + max((each.steps for each in reaches), default=0), frozenset(backward))

    def _parameters(self, shape: Node) -> dict[Node, list[Node]]:
        parameters: dict[Node, list[Node]] = {}
        for predicate, value in self._shapes.predicate_objects(shape):
            parameters.setdefault(predicate, []).append(value)
        known = parameters.keys() <= COMPONENTS | ABOUT and set(parameters.get(RDF.type, ())) <= SHAPES
        single = all(len(values) == 1 for name, values in parameters.items() if name not in _MANY | ABOUT)
        # Of a node there is no number of values; and what a property of a value breaks is found about the value.
        misplaced = _MISPLACED_ON_A_PROPERTY if SH.path in parameters else _MISPLACED_ON_A_NODE
        if not (parameters and known and single) or parameters.keys() & misplaced:
            raise UntreatedError
        return parameters

    def _compile(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> Constraint:
        of_value = self._of_a_value(shape, parameters)
        of_all = self._of_all_values(parameters)
        if SH.path not in parameters:
            return all_of([*(of_any(_of_itself(each.conforms)) for each in of_all), *of_value])
        least, most = (_count(parameters.get(name)) for name in (SH.minCount, SH.maxCount))
        return Property(
            paths=self._paths(parameters[SH.path][0]),
            of_value=all_of(of_value),
            of_all=of_all,
            least=least or 0,
            most=most,
            of_none=bool(parameters.keys() & _ASK_FOR_VALUES),
        ).constraint()

    def _of_a_value(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> list[Constraint]:
        constraints = []
        if parameters.keys() & {SH.closed, SH.ignoredProperties}:
            constraints.append(self._closed(shape, parameters))
        for name, given in parameters.items():
            for value in given:
                ask = of_any if name in _ASK_FOR_TEXT else of_literal
                if name in _OF_A_VALUE:
                    constraints.append(ask(_OF_A_VALUE[name](term_of(value))))
                elif name in _OF_A_VALUE_BY_LIST:
                    constraints.append(ask(_OF_A_VALUE_BY_LIST[name](list(map(term_of, self._members(value))))))
                elif name in _OF_SHAPES:
                    constraints.append(self._of_shapes(name, value))
        return constraints

    def _of_shapes(self, name: Node, value: Node) -> Constraint:
        if name in _OF_LISTED_SHAPES:
            parts = [self.shape(each) for each in self._members(value)]
            return any_of(parts) if name == SH["or"] else one_of(parts)
        if name != SH["not"] and ((value, SH.path, None) in self._shapes) != (name == SH.property):
            raise UntreatedError
        return negated(self.shape(value)) if name == SH["not"] else self.shape(value)

    def _of_all_values(self, parameters: Mapping[Node, list[Node]]) -> list[OfAll]:
        checks = [
            _OF_ALL_VALUES[name](term_of(value))
            for name, given in parameters.items()
            if name in _OF_ALL_VALUES
            for value in given
        ]
        asked = {SH.qualifiedValueShape, SH.qualifiedMinCount} & parameters.keys()
        if len(asked) == 1:
            raise UntreatedError
        if asked:
            wanted = self.shape(parameters[SH.qualifiedValueShape][0])
            least = values_of.whole_number(term_of(parameters[SH.qualifiedMinCount][0]))
            checks.append(qualified(wanted, least))
        return checks

    def _paths(self, path: Node) -> list[Term]:
        if isinstance(path, URIRef):
            return [iri_of(path)]
        match list(self._shapes.predicate_objects(path)):
            case [(SH.inversePath, step)]:
                return [inverse(iri_of(step))]
            case [(SH.alternativePath, steps)]:
                paths = [each for step in self._members(steps) for each in self._paths(step)]
                if len(paths) > 1:
                    return paths
        raise UntreatedError

    def _closed(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> Constraint:
        if list(map(str, parameters.get(SH.closed, ()))) != ["true"]:
            raise UntreatedError
        parts = list(self._shapes.objects(shape, SH.property))
        paths = (path for part in parts for path in self._shapes.objects(part, SH.path))
        ignored = (each for given in parameters.get(SH.ignoredProperties, ()) for each in self._members(given))
        return closed(frozenset(iri_of(each) for each in (*paths, *ignored) if isinstance(each, URIRef)))

    def _members(self, start: Node) -> list[Node]:
        members = list(self._shapes.items(start))
        if not members:  # or no list at all
            raise UntreatedError
        return members


def _of_itself(check: CheckOfAll) -> Check:
    return lambda index, node: check(index, node, (node,))


def _count(given: Sequence[Node] | None) -> int | None:
    return None if given is None else values_of.whole_number(term_of(given[0]))
