"""SHACL shapes made into functions over an index; a shape that holds anything not known here is left to pyshacl."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef

from kg.validate import screen_values as values_of
from kg.validate.screen_index import TYPE
from kg.validate.screen_values import UndecidedError, UntreatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rdflib.term import Node

    from kg.validate.screen_index import Index, Term
    from kg.validate.screen_values import Check, CheckOfAll

TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf})
# What says nothing about which data conforms.
_SILENT = frozenset({RDF.type, RDFS.comment, SH.message, SH.severity})
ABOUT = TARGETS | _SILENT
_SHAPES = {SH.NodeShape, SH.PropertyShape}

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
_OF_ALL_VALUES: dict[Node, Callable[[Term], CheckOfAll]] = {
    SH.minCount: values_of.at_least,
    SH.maxCount: values_of.at_most,
    SH.hasValue: values_of.including,
    SH.uniqueLang: values_of.one_each_language,
    SH.equals: values_of.equal_to,
    SH.disjoint: values_of.disjoint_from,
    SH.lessThan: values_of.less_than,
    SH.lessThanOrEquals: values_of.less_than_or_equals,
}
# Constraints that a property without a value may break.
_ASK_FOR_VALUES = frozenset({SH.minCount, SH.hasValue, SH.equals, SH.qualifiedValueShape})
_MISPLACED_ON_A_NODE = {SH.qualifiedValueShape, SH.qualifiedMinCount, *_OF_ALL_VALUES} - {SH.hasValue}
_MISPLACED_ON_A_PROPERTY = {SH.property}
_OF_ONE_SHAPE = (SH.property, SH.node, SH["not"])
_OF_LISTED_SHAPES = (SH["or"], SH.xone)
_OF_SHAPES = frozenset({*_OF_ONE_SHAPE, *_OF_LISTED_SHAPES})
_MANY = _OF_SHAPES | {SH["class"], SH.pattern, SH.hasValue}
# What can be compiled.
COMPONENTS = frozenset(
    {
        *(_OF_A_VALUE.keys() | _OF_A_VALUE_BY_LIST.keys() | _OF_ALL_VALUES.keys() | _OF_SHAPES),
        *(SH.closed, SH.ignoredProperties, SH.path, SH.qualifiedValueShape, SH.qualifiedMinCount),
    }
)


class Compiler:
    """Makes functions of the shapes of one graph, each shape once."""

    def __init__(self, shapes: Graph) -> None:
        """Take the graph that describes the shapes and all they refer to."""
        self._shapes = shapes
        self._compiled: dict[Node, Check] = {}
        self._begun: set[Node] = set()

    def shape(self, shape: Node) -> Check:
        """Make the function that tells whether a focus node conforms to a shape.

        UntreatedError if the shape, or one that it refers to, holds what is not known here.
        """
        if shape not in self._compiled:
            if shape in self._begun:  # it refers to itself, or could not be compiled before
                raise UntreatedError
            self._begun.add(shape)
            self._compiled[shape] = self._compile(shape, self._parameters(shape))
        return self._compiled[shape]

    def steps(self, shape: Node) -> int:
        """Count how many properties away from a focus node a compiled shape looks, at most."""
        parts = [
            each for name in (*_OF_ONE_SHAPE, SH.qualifiedValueShape) for each in self._shapes.objects(shape, name)
        ]
        lists = [each for name in _OF_LISTED_SHAPES for each in self._shapes.objects(shape, name)]
        parts += [part for each in lists for part in self._members(each)]
        return ((shape, SH.path, None) in self._shapes) + max(map(self.steps, parts), default=0)

    def _parameters(self, shape: Node) -> dict[Node, list[Node]]:
        parameters: dict[Node, list[Node]] = {}
        for predicate, value in self._shapes.predicate_objects(shape):
            parameters.setdefault(predicate, []).append(value)
        known = parameters.keys() <= COMPONENTS | ABOUT and set(parameters.get(RDF.type, ())) <= _SHAPES
        single = all(len(values) == 1 for name, values in parameters.items() if name not in _MANY | ABOUT)
        # Of a node there is no number of values; and what a property of a value breaks is found about the value.
        misplaced = _MISPLACED_ON_A_PROPERTY if SH.path in parameters else _MISPLACED_ON_A_NODE
        if not (parameters and known and single) or parameters.keys() & misplaced:
            raise UntreatedError
        return parameters

    def _compile(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> Check:
        of_value = self._checks_of_a_value(shape, parameters)
        of_all = self._checks_of_all_values(parameters)
        if SH.path in parameters:
            always = not parameters.keys() & _ASK_FOR_VALUES
            return _property(self._path(parameters[SH.path][0]), of_value, of_all, empty_conforms=always)
        return _all_of([*map(_of_itself, of_all), *of_value])

    def _checks_of_a_value(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> list[Check]:
        closed = [self._closed(shape, parameters)] if parameters.keys() & {SH.closed, SH.ignoredProperties} else []
        checks: list[Check] = closed
        for name, given in parameters.items():
            for value in given:
                if name in _OF_A_VALUE:
                    checks.append(_OF_A_VALUE[name](_term(value)))
                elif name in _OF_A_VALUE_BY_LIST:
                    checks.append(_OF_A_VALUE_BY_LIST[name](list(map(_term, self._members(value)))))
                elif name in _OF_SHAPES:
                    checks.append(self._of_shapes(name, value))
        return checks

    def _of_shapes(self, name: Node, value: Node) -> Check:
        if name in _OF_LISTED_SHAPES:
            checks = [self.shape(each) for each in self._members(value)]
            return _any_of(checks) if name == SH["or"] else _one_of(checks)
        if name != SH["not"] and ((value, SH.path, None) in self._shapes) != (name == SH.property):
            raise UntreatedError
        return _not(self.shape(value)) if name == SH["not"] else self.shape(value)

    def _checks_of_all_values(self, parameters: Mapping[Node, list[Node]]) -> list[CheckOfAll]:
        checks = [
            _OF_ALL_VALUES[name](_term(value))
            for name, given in parameters.items()
            if name in _OF_ALL_VALUES
            for value in given
        ]
        qualified = {SH.qualifiedValueShape, SH.qualifiedMinCount} & parameters.keys()
        if len(qualified) == 1:
            raise UntreatedError
        if qualified:
            wanted = self.shape(parameters[SH.qualifiedValueShape][0])
            checks.append(_qualified(wanted, values_of.whole_number(_term(parameters[SH.qualifiedMinCount][0]))))
        return checks

    def _path(self, path: Node) -> Callable[[Index, Term], Sequence[Term]]:
        if isinstance(path, URIRef):
            predicate = NamedNode(path)
            return lambda index, node: index.objects(node, predicate)
        described = list(self._shapes.predicate_objects(path))
        if [name for name, _ in described] != [SH.alternativePath]:
            raise UntreatedError
        steps = [values_of.property_of(_term(step)) for step in self._members(described[0][1])]
        if len(steps) == 1:
            raise UntreatedError

        def values(index: Index, node: Term) -> Sequence[Term]:
            found = [stated for step in steps if (stated := index.objects(node, step))]
            return found[0] if len(found) == 1 else list(dict.fromkeys(chain.from_iterable(found)))

        return values

    def _closed(self, shape: Node, parameters: Mapping[Node, list[Node]]) -> Check:
        if list(map(str, parameters.get(SH.closed, ()))) != ["true"]:
            raise UntreatedError
        parts = list(self._shapes.objects(shape, SH.property))
        paths = (path for part in parts for path in self._shapes.objects(part, SH.path))
        ignored = (each for given in parameters.get(SH.ignoredProperties, ()) for each in self._members(given))
        allowed = {NamedNode(each) for each in (*paths, *ignored) if isinstance(each, URIRef)}

        def check(index: Index, node: Term) -> bool:
            stated = index.statements(node).keys()
            if stated - allowed == {TYPE}:  # of rdfs:Resource, a type is always allowed
                raise UndecidedError
            return stated <= allowed

        return check

    def _members(self, start: Node) -> list[Node]:
        members = list(self._shapes.items(start))
        if not members:  # or no list at all
            raise UntreatedError
        return members


# Loops in place of all(): each of thousands of calls would make a generator first.


def _all_of(checks: Sequence[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]

    def check(index: Index, node: Term) -> bool:
        for each in checks:  # noqa: SIM110
            if not each(index, node):
                return False
        return True

    return check


def _of_itself(check: CheckOfAll) -> Check:
    return lambda index, node: check(index, node, (node,))


def _any_of(checks: Sequence[Check]) -> Check:
    return lambda index, node: any(check(index, node) for check in checks)


def _one_of(checks: Sequence[Check]) -> Check:
    return lambda index, node: sum(check(index, node) for check in checks) == 1


def _not(check: Check) -> Check:
    return lambda index, node: not check(index, node)


def _qualified(check: Check, least: int) -> CheckOfAll:
    return lambda index, _, values: sum(check(index, value) for value in values) >= least


def _property(
    path: Callable[[Index, Term], Sequence[Term]],
    of_value: Sequence[Check],
    of_all: Sequence[CheckOfAll],
    *,
    empty_conforms: bool,
) -> Check:
    def check(index: Index, node: Term) -> bool:
        values = path(index, node)
        if not values and empty_conforms:
            return True
        for conform in of_all:
            if not conform(index, node, values):
                return False
        for conforms in of_value:
            for value in values:
                if not conforms(index, value):
                    return False
        return True

    return check


def _term(node: Node) -> Term:
    """Give a term of a shape as pyoxigraph has it; UntreatedError for a blank node, which no data can mean."""
    match node:
        case URIRef():
            return NamedNode(node)
        case Literal(language=str()):
            return OxLiteral(str(node), language=str(node.language))
        case Literal(datatype=datatype) if datatype != XSD.string:
            # rdflib tells "a" from "a"^^xsd:string, so what the data has is not surely the same.
            return OxLiteral(str(node), datatype=NamedNode(datatype) if datatype else None)
        case _:
            raise UntreatedError
