"""The whole graph of hand-made documents: expected bytes, and what holds of every graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from kg import project, vocab
from kg.errors import DataError
from kg.graph import ontology_graph, turtle
from kg.graph.dataset import LICENSE, registry_graph
from kg.graph.iris import Iris
from kg.graph.terms import triple_of
from kg.registry import load_registry
from tests.graph.handmade import IMPACT_2024, Text, impact_2024, rank, renamed
from tests.graph.whole import Whole

if TYPE_CHECKING:
    from kg.registry import Registry

GOLDEN = Path(__file__).parent.parent / "golden" / "graph"


@pytest.fixture(scope="module")
def graph(registry: Registry, ontology: frozenset[Triple]) -> Whole:
    return Whole([impact_2024()], registry, ontology)


def test_a_documents_graph_byte_by_byte(graph: Whole, registry: Registry) -> None:
    document = NamedNode(f"{vocab.BASE}document/impact-2024.fr")
    written = turtle(map(triple_of, graph.graphs[document]), registry.base)
    assert written == (GOLDEN / "impact-2024.fr.ttl").read_bytes()


def test_named_graphs(graph: Whole) -> None:
    assert {name.value for name in graph.graphs} == {
        f"{vocab.BASE}document/impact-2024.fr",
        f"{vocab.BASE}graph/registry",
        vocab.ONTOLOGY,
    }


def test_every_subject_of_ours_but_the_selectors_has_both_labels(graph: Whole) -> None:
    languages: dict[str, list[str]] = {}
    for subject, predicate, value in graph.merged:
        found = languages.setdefault(subject.value, [])
        if predicate.value == f"{vocab.RDFS}label":
            found.append(value.language)
    passages = f"{vocab.BASE}evidence/"
    selectors = {s for s in languages if s.startswith(passages) and s.endswith(("/quote", "/position"))}
    lacking = {
        subject: found
        for subject, found in languages.items()
        if subject.startswith((vocab.BASE, vocab.PAL, vocab.SDG)) and subject not in selectors
        if sorted(found) != ["en", "fr"]
    }
    assert lacking == {}
    assert all(languages[selector] == [] for selector in selectors)


def test_no_blank_nodes(graph: Whole) -> None:
    assert not any(isinstance(term, BlankNode) for triple in graph.merged for term in triple)


def test_every_node_of_ours_that_is_spoken_of_is_described(graph: Whole) -> None:
    merged = graph.merged
    subjects = {triple.subject for triple in merged}
    spoken_of = {triple.object for triple in merged if isinstance(triple.object, NamedNode)}
    ours = (vocab.BASE, vocab.PAL)
    assert sorted(node.value for node in spoken_of - subjects if node.value.startswith(ours)) == []


def test_no_person_no_address_no_number(graph: Whole) -> None:
    written = graph.turtle.decode() + graph.quads.decode()
    assert not [leak for leak in ("Jeanne", "Martin", "example.org", "12 34") if leak in written]


def test_the_dataset_says_licence_version_and_parts(graph: Whole) -> None:
    dataset = Iris(vocab.BASE).dataset()
    said = {(p, o) for s, p, o in map(triple_of, graph.merged) if s == dataset}
    assert (f"<{vocab.DCT}license>", LICENSE) in said
    assert (f"<{vocab.DCAT}version>", '"0.1.0"') in said
    parts = {value for name, value in said if name == f"<{vocab.DCT}hasPart>"}
    # Two results that cannot be compared: that they were is said all the same.
    assert parts - set(map(str, graph.graphs)) == {f"<{vocab.BASE}graph/comparisons>"}


def test_the_registrys_graph_holds_what_results_reach_and_no_more(graph: Whole) -> None:
    subjects = {
        s.value.removeprefix(vocab.BASE) for s, _, _ in graph.graphs[NamedNode(Iris(vocab.BASE).registry()[1:-1])]
    }
    assert {
        "institution/imt-mines-ales",
        "institution/imt",
        "organization/ministere-economie",
        "ranking/the-impact",
        "organization/times-higher-education",
        "programme/agenda-2030",
        "criterion/the-impact/sdg-15",
        f"{vocab.SDG}15",
        "place/fr-occitanie",
        "place/world",
    } <= subjects
    assert not subjects & {"ranking/the-wur", "criterion/the-impact/sdg-14", "institution/imt-atlantique", "place/es"}


def test_an_edition_reaches_what_is_new_in_it_and_unknown_editions_are_left_out() -> None:
    iris = Iris(vocab.BASE)
    new, broader = f"<{vocab.PAL}newIn>", f"<{vocab.SKOS}broader>"
    parity, social = iris.node("criterion", "x", "a"), iris.node("criterion", "x", "b")
    edition, label = iris.node("edition", "x-1"), '"B"@fr'
    registry = [
        (parity, new, edition),
        (parity, broader, social),
        (social, new, iris.node("edition", "x-0")),
        (social, f"<{vocab.SKOS}prefLabel>", label),
    ]
    kept = registry_graph(registry, {'"1"'}, {edition}, iris)
    assert kept == {registry[0], registry[1], registry[3], (social, f"<{vocab.RDFS}label>", label)}


def test_the_base_is_a_setting(ontology: frozenset[Triple]) -> None:
    base = "https://example.org/id/"
    registry = load_registry(project.REGISTRY, base)
    graph = Whole([impact_2024()], registry, ontology_graph(project.ONTOLOGY, base))
    written = graph.turtle
    assert vocab.BASE.encode() not in written
    assert vocab.PAL.encode() in written
    assert len(graph.graphs[NamedNode(vocab.ONTOLOGY)]) == len(ontology)
    assert {quad.triple for quad in parse(written, RdfFormat.TURTLE)} == graph.merged


def test_the_order_of_documents_does_not_matter(registry: Registry) -> None:
    first, second = impact_2024(), renamed(impact_2024(), "z.fr")
    one, other = (Whole(read, registry, frozenset()) for read in ([first, second], [second, first]))
    assert (one.quads, one.turtle) == (other.quads, other.turtle)


def test_a_withdrawn_document_takes_with_it_what_only_it_says(registry: Registry) -> None:
    extra = Text("b.fr", (("fr", "L’école est 24e."),))
    both = Whole([impact_2024(), extra.read([extra.claim("24e", rank(24))])], registry, frozenset())
    name = NamedNode(f"{vocab.BASE}document/impact-2024.fr")
    alone = Whole([impact_2024()], registry, frozenset())
    assert both.graphs[name] == alone.graphs[name]


def test_candidates_are_listed_with_their_words(registry: Registry) -> None:
    from kg.extract.claims import Entity  # noqa: PLC0415 (named only here)

    claim = IMPACT_2024.claim("3e en France", rank(3), institution=Entity("École d'Ailleurs"))
    graph = Whole([IMPACT_2024.read([claim])], registry, frozenset())
    assert [(each.kind, each.words) for each in graph.candidates] == [("Institution", "École d’Ailleurs")]


BROKEN = [
    # why           Turtle                       where
    ("not Turtle",  "<a> <b> ;",                 ":1:9"),
    ("blank node",  "<a> <b> [ <c> <d> ] .",     "terms.ttl"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "where"), BROKEN, ids=[case[0] for case in BROKEN])
def test_an_ontology_that_cannot_be_used(tmp_path: Path, why: str, text: str, where: str) -> None:
    (tmp_path / "terms.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        ontology_graph(tmp_path, vocab.BASE)
    assert refusal.value.where.endswith(where), why
