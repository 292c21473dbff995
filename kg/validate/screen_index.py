"""A document's graph node by node, with what the registry and the ontology state of the nodes it only names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.vocab import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.validate.context import Known

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Statements: TypeAlias = "dict[NamedNode, list[Term]]"  # of one subject: its values, by predicate

TYPE = NamedNode(f"{RDF}type")
SUBCLASS_OF = NamedNode(f"{RDFS}subClassOf")


@dataclass(frozen=True, slots=True)
class Background:
    """What is known besides a document: what is stated of an entity, by its IRI, and the classes above a class.

    The classes above a class include it; a class that is part of no other may be missing.
    """

    described: Mapping[str, Sequence[Quad]]
    above: Mapping[Term, frozenset[Term]]

    def states(self, node: Term) -> bool:
        """Tell whether anything is known of a node; of a blank node and of a literal nothing is."""
        return type(node) is NamedNode and node.value in self.described

    def of(self, node: Term) -> Statements:
        """Give what is known of a node."""
        statements: Statements = {}
        for quad in self.described[node.value] if isinstance(node, NamedNode) and self.states(node) else ():
            values = statements.setdefault(quad.predicate, [])
            if quad.object not in values:
                values.append(quad.object)
        return statements

    def with_subclasses(self, pairs: Iterable[tuple[Term, Term]]) -> Background:
        """Give the same where some classes are part of others, besides what is known of classes."""
        known = ((below, other) for below, others in self.above.items() for other in others)
        return Background(self.described, _closure([*known, *pairs]))


def background_of(known: Known) -> Background:
    """Make a background of what is known."""
    return Background(known.described, _closure((quad.subject, quad.object) for quad in known.subclasses))


class Index:
    """One graph by subject and predicate; made in one pass, read many times.

    ``own`` is what it holds of each of its subjects. A subject that the graph gives no type has there, besides, what is
    known of it: the graph continues that description.
    """

    __slots__ = ("_background", "_classes", "_statements", "_types", "own")

    def __init__(self, triples: Iterable[Triple], background: Background) -> None:
        """Index triples, given in any order and any number of times."""
        own: dict[Term, Statements] = {}
        for subject, predicate, value in triples if isinstance(triples, AbstractSet) else dict.fromkeys(triples):
            of_subject = own.get(subject)
            if of_subject is None:
                own[subject] = {predicate: [value]}
                continue
            values = of_subject.get(predicate)
            if values is None:
                of_subject[predicate] = [value]
            else:
                values.append(value)
        pairs = []
        for subject, statements in own.items():
            if TYPE not in statements and background.states(subject):
                _merge(statements, background.of(subject))
            pairs += [(subject, above) for above in statements.get(SUBCLASS_OF, ())]
        self.own = own
        self._background = background.with_subclasses(pairs) if pairs else background
        self._statements = dict(own)
        self._types: dict[Term, frozenset[Term]] = {}
        self._classes: dict[tuple[Term, ...], frozenset[Term]] = {}

    def statements(self, subject: Term) -> Mapping[NamedNode, Sequence[Term]]:
        """Give what is stated of a node, here or, if nothing is stated here, in the background."""
        self.objects(subject, TYPE)  # looks up in the background what is not here
        return self._statements[subject]

    def objects(self, subject: Term, predicate: NamedNode) -> Sequence[Term]:
        """Give the values of a property, each once, in no order that means anything."""
        statements = self._statements.get(subject)
        if statements is None:
            statements = self._statements[subject] = self._background.of(subject)
        return statements.get(predicate, ())

    def types(self, node: Term) -> frozenset[Term]:
        """Give the classes of a node, with all classes above them."""
        types = self._types.get(node)
        if types is None:
            stated = tuple(self.objects(node, TYPE))
            if stated not in self._classes:
                above = self._background.above
                self._classes[stated] = frozenset().union(*(above.get(each, (each,)) for each in stated))
            types = self._types[node] = self._classes[stated]
        return types

    def around(self, nodes: Iterable[Term], steps: int) -> Iterator[Quad]:
        """Yield what is stated of nodes and of what they lead to in so many steps, and which classes are in which."""
        seen: set[Term] = set()
        reached = set(nodes)
        for _ in range(steps + 1):
            seen |= reached
            quads = [
                Quad(node, predicate, value)
                for node in reached
                if not isinstance(node, Literal)
                for predicate, values in self.statements(node).items()
                for value in values
            ]
            yield from quads
            for each in {quad.object for quad in quads if quad.predicate == TYPE}:
                if not isinstance(each, Literal):
                    yield from (Quad(each, SUBCLASS_OF, above) for above in self._background.above.get(each, ()))
            reached = {quad.object for quad in quads} - seen

    def is_about(self, node: Term) -> bool:
        """Tell whether the graph describes a node, or nothing does: a finding about another is none about the graph."""
        return node in self.own or not self._background.states(node)


def _merge(statements: Statements, others: Statements) -> None:
    for predicate, values in others.items():
        present = statements.setdefault(predicate, [])
        present += [value for value in values if value not in present]


def _closure(pairs: Iterable[tuple[Term, Term]]) -> dict[Term, frozenset[Term]]:
    """Give of each class that is part of another all classes above it, itself among them."""
    direct: defaultdict[Term, set[Term]] = defaultdict(set)
    for below, other in pairs:
        direct[below].add(other)
    closure = {}
    for each in direct:
        above: set[Term] = {each}
        waiting: list[Term] = [each]
        while waiting:
            new = direct.get(waiting.pop(), set()) - above
            above |= new
            waiting += new
        closure[each] = frozenset(above)
    return closure
