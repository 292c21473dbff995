"""A document's graph node by node, with what the registry and the ontology state of the nodes it only names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.validate.data import several
from kg.vocab import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kg.validate.context import Known
    from kg.validate.data import Data
    from kg.validate.screen.terms import Statements, Term

TYPE = f"<{RDF}type>"
SUBCLASS_OF = f"<{RDFS}subClassOf>"


class Reach(NamedTuple):
    """How far a shape looks: so many properties away from a node, and these of them from their values."""

    steps: int
    backward: frozenset[Term] = frozenset()


ITSELF = Reach(0)


class Index:
    """One graph by subject and predicate; made in one pass, read many times.

    ``own`` is what it holds of each of its subjects. A subject that the graph gives no type has there, besides, what is
    known of it: the graph continues that description. ``repeated`` names the properties that have several values, of
    each subject that has such. ``statements`` begins as ``own`` and grows by what was asked of other nodes.
    """

    __slots__ = ("_classes", "_context", "_naming", "_types", "background", "own", "repeated", "statements")

    def __init__(self, data: Data, background: Known, backward: frozenset[Term] = frozenset()) -> None:
        """Index a graph, which stays as it is; ``backward`` are the properties that are looked at from their values."""
        own, repeated = dict(data.own), dict(data.repeated)
        pairs: list[tuple[Term, Term]] = []
        for subject, statements in data.own.items():
            if TYPE not in statements and subject in background.described:
                own[subject] = merged = _merged(statements, background.described[subject])
                repeated[subject] = several(merged)
            if SUBCLASS_OF in statements:
                pairs += [(subject, above) for above in statements[SUBCLASS_OF]]
        self.own = own
        self.repeated = repeated
        self.background = background.with_subclasses(pairs) if pairs else background
        self.statements: dict[Term, Mapping[Term, Sequence[Term]]] = dict(own)
        self._types: dict[Term, frozenset[Term]] = {}
        self._classes: dict[tuple[Term, ...], frozenset[Term]] = {}
        self._context: list[tuple[Term, Mapping[Term, Sequence[Term]]]] | None = None
        self._naming = self._named(backward)

    def stated(self, subject: Term) -> Mapping[Term, Sequence[Term]]:
        """Give what is stated of a node, here or, if nothing is stated here, in the background."""
        statements = self.statements.get(subject)
        if statements is None:
            statements = self.statements[subject] = self.background.described.get(subject, {})
        return statements

    def objects(self, subject: Term, predicate: Term) -> Sequence[Term]:
        """Give the values of a property, each once, in no order that means anything."""
        return self.stated(subject).get(predicate, ())

    def values(self, node: Term, path: Term) -> Sequence[Term]:
        """Give the values of a property, or for ``^<iri>`` the nodes that have the node as a value of it."""
        return self.objects(node, path) if path[0] == "<" else self._naming[path[1:]].get(node, ())

    def _named(self, predicates: frozenset[Term]) -> dict[Term, dict[Term, list[Term]]]:
        """Give of properties the subjects by their values, in the graph and its context."""
        naming: dict[Term, dict[Term, list[Term]]] = {predicate: {} for predicate in predicates}
        for subject, statements in self.with_context() if predicates else ():
            for predicate in predicates & statements.keys():
                for value in statements[predicate]:
                    naming[predicate].setdefault(value, []).append(subject)
        return naming

    def types(self, node: Term) -> frozenset[Term]:
        """Give the classes of a node, with all classes above them."""
        types = self._types.get(node)
        if types is None:
            types = self._types[node] = self.classes(tuple(self.objects(node, TYPE)))
        return types

    def classes(self, stated: tuple[Term, ...]) -> frozenset[Term]:
        """Give classes with all those above them."""
        classes = self._classes.get(stated)
        if classes is None:
            above = self.background.above
            classes = self._classes[stated] = frozenset().union(*(above.get(each, (each,)) for each in stated))
        return classes

    def around(self, nodes: Iterable[Term], reach: Reach, along: Collection[Term] | None = None) -> Iterator[str]:
        """Yield what is stated of nodes and of what they lead to in so many steps, and which classes are in which.

        With ``along``, these properties alone are looked at, besides those that are looked at backward.
        """
        seen: set[Term] = set()
        reached = set(nodes)
        for _ in range(reach.steps + 1):
            seen |= reached
            values: set[Term] = set()
            for node in reached:
                for predicate in reach.backward:
                    naming = self._naming[predicate].get(node, ())
                    yield from (f"{subject} {predicate} {node}" for subject in naming)
                    values.update(naming)
                for predicate, stated in self.stated(node).items() if node[0] != '"' else ():
                    if along is not None and predicate not in along:
                        continue
                    yield from (f"{node} {predicate} {value}" for value in stated)
                    values.update(stated)
                    if predicate == TYPE:
                        yield from (
                            f"{each} {SUBCLASS_OF} {above}"
                            for each in stated
                            for above in self.background.above.get(each, ())
                        )
            reached = values - seen

    def with_context(self) -> Iterator[tuple[Term, Mapping[Term, Sequence[Term]]]]:
        """Yield what is stated of each subject, then of what these lead to in the background, then of classes.

        A subject may come twice, with other statements.
        """
        yield from self.own.items()
        if self._context is None:
            self._context = list(self._reached())
        yield from self._context

    def _reached(self) -> Iterator[tuple[Term, Mapping[Term, Sequence[Term]]]]:
        described = self.background.described
        seen = set(self.own)
        waiting = {value for statements in self.own.values() for values in statements.values() for value in values}
        waiting &= described.keys()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                yield node, described[node]
                waiting.update(value for values in described[node].values() for value in values if value in described)
        for below, above in self.background.subclasses:
            yield below, {SUBCLASS_OF: [above]}

    def is_about(self, node: Term) -> bool:
        """Tell whether the graph describes a node, or nothing does: a finding about another is none about the graph."""
        return node in self.own or node not in self.background.described


def _merged(statements: Statements, others: Mapping[Term, Sequence[Term]]) -> Statements:
    return {
        predicate: list(dict.fromkeys([*statements.get(predicate, ()), *others.get(predicate, ())]))
        for predicate in dict.fromkeys([*statements, *others])
    }
