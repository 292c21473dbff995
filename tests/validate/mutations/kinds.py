"""Kinds of mutations: of a triple, and of nodes that several documents speak of."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import BASE, PAL, RDFS, SKOS, XSD
from tests.validate.mutations.graphs import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Node = NamedNode | BlankNode
    Term = NamedNode | BlankNode | Literal | Triple
    Mutate = Callable[[Random, Triple, list[Triple]], list[Triple]]
    Rearrange = Callable[[Random, list[Triple]], list[Triple]]

SEED = 2026
LABEL, INTEGER = NamedNode(f"{RDFS}label"), NamedNode(f"{XSD}integer")
YEAR = NamedNode(f"{PAL}year")
NUMBERS = ["-1", "0", "3000", "abc", "", "1_000", " 7", "+7", "007", "7.0", "9" * 30]
WORDS = ["  @fr", "@en", "Rang@de", "Rang@fr-FR", "1ère place@fr", "2th@en", "a@en"]
CLASSES = ["Candidate", "Result", "Tally", "Institution", "Scope", "Edition"]


def literal(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + name))


# Of a triple: each kind gives what stands in its place.


def valued(triple: Triple, value: Term) -> list[Triple]:
    return [Triple(triple.subject, triple.predicate, value)]


def is_number(triple: Triple) -> bool:
    return isinstance(triple.object, Literal) and triple.object.datatype == INTEGER


def is_label(triple: Triple) -> bool:
    return triple.predicate == LABEL


def is_link(triple: Triple) -> bool:
    return isinstance(triple.object, NamedNode) and triple.predicate != TYPE


def is_type(triple: Triple) -> bool:
    return triple.predicate == TYPE


def anything(_: Triple) -> bool:
    return True


def any_type(random: Random) -> NamedNode:
    return NamedNode(PAL + random.choice(CLASSES))


def any_label(random: Random) -> Literal:
    words, _, tag = random.choice(WORDS).partition("@")
    return Literal(words, language=tag)


def any_number(random: Random) -> Literal:
    return Literal(random.choice(NUMBERS), datatype=INTEGER)


def of_another_kind(random: Random, number: Triple) -> Literal:
    value = number.object.value if isinstance(number.object, Literal) else ""
    return literal(value, random.choice(["decimal", "int", "string", "date"]))


def another_value(random: Random, triple: Triple, graph: list[Triple]) -> Term:
    return random.choice([each.object for each in graph if each.predicate == triple.predicate])


def another_node(random: Random, graph: list[Triple]) -> Term:
    return random.choice([each.object for each in graph if is_link(each)])


def about_object(triple: Triple, predicate: NamedNode, value: Term) -> list[Triple]:
    return [triple, Triple(triple.object, predicate, value)] if isinstance(triple.object, NamedNode) else [triple]


def renamed(triple: Triple, predicate: str) -> list[Triple]:
    return [Triple(triple.subject, NamedNode(predicate), triple.object)]


KINDS: list[tuple[str, Callable[[Triple], bool], Mutate]] = [
    # why                        of what    what stands in its place
    ("dropped",                  anything,  lambda _r, _t, _g: []),
    ("doubled",                  anything,  lambda r, t, g: [t, *valued(t, another_value(r, t, g))]),
    ("a misspelt property",      anything,  lambda _r, t, _g: renamed(t, f"{t.predicate.value}s")),
    ("of another subject",       anything,  lambda r, t, g: [t, Triple(r.choice(g).subject, t.predicate, t.object)]),
    ("a text for anything",      anything,  lambda _r, t, _g: valued(t, Literal(str(t.object)))),
    ("an IRI for anything",      anything,  lambda _r, t, _g: valued(t, NamedNode(f"{BASE}nobody"))),
    ("another node",             is_link,   lambda r, t, g: valued(t, another_node(r, g))),
    ("a blank node",             is_link,   lambda _r, t, _g: valued(t, BlankNode("b"))),
    ("a label of what is named", is_link,   lambda r, t, _g: about_object(t, LABEL, any_label(r))),
    ("a year of what is named",  is_link,   lambda r, t, _g: about_object(t, YEAR, any_number(r))),
    ("a type of what is named",  is_link,   lambda r, t, _g: about_object(t, TYPE, any_type(r))),
    ("another number",           is_number, lambda r, t, _g: valued(t, any_number(r))),
    ("a number of another kind", is_number, lambda r, t, _g: valued(t, of_another_kind(r, t))),
    ("another label",            is_label,  lambda r, t, _g: valued(t, any_label(r))),
    ("one more label",           is_label,  lambda r, t, _g: [t, *valued(t, any_label(r))]),
    ("a label by another name",  is_label,  lambda _r, t, _g: renamed(t, f"{SKOS}prefLabel")),
    ("no type",                  is_type,   lambda _r, _t, _g: []),
    ("one more type",            is_type,   lambda r, t, _g: [t, *valued(t, any_type(r))]),
    ("another type",             is_type,   lambda r, t, _g: valued(t, any_type(r))),
]  # fmt: skip


def mutated(graph: list[Triple], seed: int, number: int) -> tuple[list[str], list[Triple]]:
    """Mutate so many triples; give what was done, and the graph."""
    random, done = Random(f"{SEED} {seed}"), []  # noqa: S311 (no secret)
    for nth in range(number):
        why, applies, mutate = KINDS[(seed * number + nth) % len(KINDS)]
        triple = random.choice([each for each in graph if applies(each)])
        new = [each for each in mutate(random, triple, graph) if not isinstance(each.subject, Triple)]
        graph = [each for each in graph if each != triple] + new
        done.append(f"{why}: {triple} -> {new}")
    return done, graph


# Of nodes: each kind gives the graph with something said anew, as another document may say it.


def nodes(graph: list[Triple], *classes: str) -> list[Node]:
    """Give the nodes of these classes, or all that the graph describes, in its order."""
    wanted = {NamedNode(PAL + name) for name in classes}
    chosen = (each.subject for each in graph if not classes or (is_type(each) and each.object in wanted))
    return list(dict.fromkeys(node for node in chosen if not isinstance(node, Triple)))


def twin(random: Random, graph: list[Triple], kind: str, **changes: Sequence[Term]) -> list[Triple]:
    """Describe another node as one of a class is, if there is such, but for some properties."""
    node = random.choice(nodes(graph, kind) or nodes(graph))
    copy = NamedNode(f"{BASE}twin/{random.randrange(10**6)}")
    changed = {NamedNode(PAL + name): values for name, values in changes.items()}
    kept = [Triple(copy, each.predicate, each.object) for each in graph if each.subject == node]
    new = [Triple(copy, predicate, value) for predicate, values in changed.items() for value in values]
    return graph + [each for each in kept if each.predicate not in changed] + new


def number(random: Random, most: int = 40) -> Literal:
    return literal(str(random.randint(1, most)), "integer")


def ranked(random: Random, graph: list[Triple]) -> list[Triple]:
    rank = number(random)
    exact = [NamedNode(f"{BASE}position-kind/exact")]
    return twin(random, graph, "Result", rankBest=[rank], rankWorst=[rank], positionKind=exact)


def in_a_band(random: Random, graph: list[Triple]) -> list[Triple]:
    band = [NamedNode(f"{BASE}position-kind/band")]
    return twin(random, graph, "Result", rankBest=[number(random)], rankWorst=[number(random)], positionKind=band)


def of_another_school(random: Random, graph: list[Triple]) -> list[Triple]:
    schools = [
        NamedNode(f"{BASE}institution/{name}") for name in ("imt-atlantique", "imt-mines-ales", "imt-mines-albi")
    ]
    return twin(random, graph, "Result", institution=[random.choice(schools)])


def sized(random: Random, graph: list[Triple]) -> list[Triple]:
    name = random.choice(["rankedCount", "rankedCountAtLeast"])
    return [
        *graph,
        Triple(random.choice(nodes(graph, "Edition") or nodes(graph)), NamedNode(PAL + name), number(random)),
    ]


def replaced(random: Random, graph: list[Triple], name: str) -> list[Triple]:
    """Give another number to one of the nodes that have a property."""
    stated = [each for each in graph if each.predicate == NamedNode(PAL + name)]
    gone = random.choice(stated) if stated else None
    return [each for each in graph if each != gone] + (valued(gone, number(random, 9)) if gone else [])


def identified(random: Random, graph: list[Triple]) -> list[Triple]:
    """Give one of few identifiers to a node of some class."""
    node = random.choice(nodes(graph))
    domain = random.choice(["https://ror.org/03e8s1d88", "http://www.wikidata.org/entity/Q1"])
    return [*graph, Triple(node, NamedNode(f"{SKOS}exactMatch"), NamedNode(domain))]


def replaced_by(graph: list[Triple], old: Node, new: Node) -> list[Triple]:
    def other(term: Term) -> Any:  # noqa: ANN401 (a term of the same kind or new)
        return new if term == old else term

    return list(dict.fromkeys(Triple(other(each.subject), each.predicate, other(each.object)) for each in graph))


def one_of_two(random: Random, graph: list[Triple]) -> list[Triple]:
    """Take one node for another of its class."""
    kind = random.choice([each.object for each in graph if is_type(each)])
    alike = [node for node in nodes(graph) if Triple(node, TYPE, kind) in graph]
    return replaced_by(graph, random.choice(alike), random.choice(alike)) if alike else graph


def nameless(random: Random, graph: list[Triple]) -> list[Triple]:
    return replaced_by(graph, random.choice(nodes(graph)), BlankNode(f"b{random.randrange(10**6)}"))


def forgotten(random: Random, graph: list[Triple]) -> list[Triple]:
    """Leave out all that is said of a node."""
    node = random.choice(nodes(graph))
    return [each for each in graph if each.subject != node]


def of_a_new_class(random: Random, graph: list[Triple]) -> list[Triple]:
    """Make a class part of another one, and a node of it."""
    below, above = NamedNode(f"{BASE}kind"), any_type(random)
    part = Triple(below, NamedNode(f"{RDFS}subClassOf"), above)
    return [*graph, part, Triple(random.choice(nodes(graph)), TYPE, below)]


ACROSS: list[tuple[str, Rearrange]] = [
    # why                              the graph said anew
    ("another rank",                   ranked),
    ("a band besides",                 in_a_band),
    ("the same of another school",     of_another_school),
    ("a size",                         sized),
    ("another count",                  lambda r, g: replaced(r, g, "count")),
    ("another number of places",       lambda r, g: replaced(r, g, "places")),
    ("another first year",             lambda r, g: replaced(r, g, "year")),
    ("a twin tally",                   lambda r, g: twin(r, g, "Tally", count=[number(r, 9)])),
    ("a twin move",                    lambda r, g: twin(r, g, "Move", places=[number(r, 9)])),
    ("an identifier",                  identified),
    ("two nodes taken for one",        one_of_two),
    ("a node without a name",          nameless),
    ("a node that is only named",      forgotten),
    ("a class that the graph defines", of_a_new_class),
]  # fmt: skip


def rearranged(graph: list[Triple], seed: int, number: int) -> tuple[list[str], list[Triple]]:
    """Say something anew so many times; give what was done, and the graph."""
    random, done = Random(f"{SEED} across {seed}"), []  # noqa: S311 (no secret)
    for nth in range(number):
        why, rearrange = ACROSS[(seed * number + nth) % len(ACROSS)]
        graph = rearrange(random, graph)
        done.append(why)
    return done, graph
