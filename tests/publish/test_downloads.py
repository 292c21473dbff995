"""The downloads, each read by a program that is not ours."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SH, VOID, Graph, Literal, Namespace, URIRef

from kg import project
from kg.query import load_queries
from kg.vocab import BASE, PAL
from kg.vocab import DCAT as DCAT_IRI

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
SITE = "https://example.org/palmares"
GRAPH = ROOT / "data" / "graph"
DATASET = URIRef(f"{BASE}dataset/palmares")
DCAT = Namespace(DCAT_IRI)
SPDX = Namespace("http://spdx.org/rdf/terms#")
LIME = Namespace("http://www.w3.org/ns/lemon/lime#")


def triples(file: Path, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=file, format=form)}


@pytest.fixture(scope="module")
def download(published: Path) -> Path:
    return published / "download"


@pytest.fixture(scope="module")
def whole() -> set[ox.Triple]:
    return triples(GRAPH / project.MERGED)


# The whole graph


def test_the_whole_graph_is_the_one_that_was_built(download: Path) -> None:
    for name in (project.MERGED, project.QUADS):
        assert (download / name).read_bytes() == (GRAPH / name).read_bytes()


def test_json_ld_is_the_same_graph_to_two_readers(download: Path, whole: set[ox.Triple]) -> None:
    file = download / "palmares.jsonld"
    assert triples(file, ox.RdfFormat.JSON_LD) == whole
    assert set(Graph().parse(file, format="json-ld")) == set(Graph().parse(GRAPH / project.MERGED))


def test_json_ld_has_one_object_a_subject_in_short_names(download: Path, whole: set[ox.Triple]) -> None:
    document = json.loads((download / "palmares.jsonld").read_text("utf-8"))
    nodes = {node["id"]: node for node in document["@graph"]}
    assert len(nodes) == len(document["@graph"]) == len({triple.subject for triple in whole})
    result = nodes["result/the-impact-2024/imt-mines-ales/sdg-15/world/88"]
    assert (result["type"], result["rankBest"], result["institution"]) == ("Result", 88, "institution/imt-mines-ales")
    assert set(result["label"]) == {"fr", "en"}


def test_every_twin_is_its_file_compressed(download: Path) -> None:
    twins = sorted(download.glob("*.gz"))
    assert len(twins) >= 8
    for twin in twins:
        assert gzip.decompress(twin.read_bytes()) == twin.with_suffix("").read_bytes(), twin.name


def test_checksums_are_those_of_the_files(download: Path) -> None:
    told = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=download, capture_output=True, check=False
    )
    assert told.returncode == 0, told.stdout
    named = {line.split("  ", 1)[1] for line in (download / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert named == {file.name for file in download.iterdir()} - {"SHA256SUMS"}


# Files of entities and documents


def entity_files(published: Path) -> Iterator[Path]:
    yield from sorted((published / "data").rglob("*.ttl"))


def named_in(stated: set[ox.Triple]) -> set[str]:
    nodes = {node for triple in stated for node in (triple.predicate, triple.object)}
    return {node.value for node in nodes if isinstance(node, ox.NamedNode)}


def languages(stated: set[ox.Triple]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, predicate, value in stated:
        if predicate.value == str(RDFS.label) and isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            found.setdefault(subject.value, set()).add(value.language or "")
    return found


def test_every_entity_has_its_files(published: Path, whole: set[ox.Triple]) -> None:
    kinds = {f"{PAL}{name}" for name in ("Institution", "Ranking", "Edition", "Criterion", "Goal", "Document")}
    entities = {
        triple.subject.value  # type: ignore[union-attr]
        for triple in whole
        if triple.predicate.value == str(RDF.type) and triple.object.value in kinds  # type: ignore[union-attr]
    }
    files = list(entity_files(published))
    assert len(files) == len(entities)
    assert [file.with_suffix(".jsonld").is_file() for file in files] == [True] * len(files)
    assert (published / "data/institution/imt-mines-ales.ttl") in files
    assert (published / "data/criterion/the-impact/sdg-15.ttl") in files
    assert (published / "data/goal/15.ttl") in files


def test_a_file_of_an_entity_can_be_read_alone(published: Path, whole: set[ox.Triple]) -> None:
    """Whatever it names bears its labels in both languages, if the whole graph knows them; and it invents nothing."""
    known = languages(whole)
    for file in entity_files(published):
        stated = triples(file)
        assert stated <= whole, file
        there = languages(stated)
        wanted = {name: known[name] for name in named_in(stated) if name in known}
        assert {name: there.get(name) for name in wanted} == wanted, file


def test_both_forms_of_a_file_are_the_same_graph(published: Path) -> None:
    for file in entity_files(published):
        assert triples(file) == triples(file.with_suffix(".jsonld"), ox.RdfFormat.JSON_LD), file


def test_the_file_of_an_institution_has_its_claims_with_their_quotes(published: Path, whole: set[ox.Triple]) -> None:
    school = ox.NamedNode(f"{BASE}institution/imt-mines-ales")
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples(published / "data/institution/imt-mines-ales.ttl"))
    claims = {
        triple.subject for triple in whole if (triple.predicate.value, triple.object) == (f"{PAL}institution", school)
    }
    query = """
        PREFIX pal: <https://w3id.org/palmares/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?claim WHERE {
            ?claim pal:institution <https://w3id.org/palmares/id/institution/imt-mines-ales> ; pal:evidence ?passage .
            ?passage oa:hasSource ?document ; oa:hasSelector ?words , ?place .
            ?words oa:exact ?quote . ?place oa:start ?at
        }"""
    assert {row[0] for row in store.query(query)} == claims  # type: ignore[union-attr]
    assert len(claims) > 20


def test_the_file_of_a_document_is_its_named_graph(published: Path) -> None:
    document = ox.NamedNode(f"{BASE}document/the-impact-2024-imt-mines-ales.fr")
    quads = ox.parse(path=GRAPH / project.QUADS, format=ox.RdfFormat.N_QUADS)
    own = {quad.triple for quad in quads if quad.graph_name == document}
    stated = triples(published / "data/document/the-impact-2024-imt-mines-ales.fr.ttl")
    assert own <= stated
    assert {triple.predicate.value for triple in stated - own} == {str(RDFS.label)}


# Terms, rules, queries


def test_the_ontology_is_there_with_alignments_under_two_names(download: Path) -> None:
    sources = {triple for file in project.ONTOLOGY.glob("*.ttl") for triple in triples(file)}
    assert triples(download / "ontology.ttl") == sources
    assert (download / "ontology-0.1.0.ttl").read_bytes() == (download / "ontology.ttl").read_bytes()


def test_the_shapes_are_merged_and_judge_as_before(download: Path) -> None:
    merged = Graph().parse(download / "shapes.ttl")
    apart = Graph()
    for file in sorted(project.SHAPES.glob("*.ttl")):
        apart.parse(file)
    assert len(merged) == len(apart)
    named = {each for each in merged.subjects() if isinstance(each, URIRef)}
    assert named == {each for each in apart.subjects() if isinstance(each, URIRef)}


EXECUTABLE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> . @prefix ex: <https://example.org/> .
ex:both a sh:NodeShape ; sh:property
    [ sh:path rdfs:label ; sh:uniqueLang true ; sh:languageIn ( "fr" "en" ) ; sh:minCount 2 ; sh:maxCount 2 ] ,
    [ sh:path rdfs:comment ; sh:uniqueLang true ; sh:languageIn ( "fr" "en" ) ; sh:minCount 2 ; sh:maxCount 2 ] .
ex:Executable a sh:NodeShape ; sh:targetClass sh:SPARQLSelectExecutable ; sh:node ex:both ;
    sh:class sh:SPARQLExecutable ;
    sh:property [ sh:path sh:select ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path ( sh:prefixes sh:declare ) ; sh:minCount 1 ; sh:node ex:Declaration ] ,
        [ sh:path sh:parameter ; sh:minCount 1 ; sh:class sh:Parameter ] ,
        [ sh:path schema:keywords ; sh:datatype rdf:langString ] .
ex:Declaration a sh:NodeShape ; sh:property
    [ sh:path sh:prefix ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:namespace ; sh:datatype xsd:anyURI ; sh:minCount 1 ; sh:maxCount 1 ] .
ex:Parameter a sh:NodeShape ; sh:targetClass sh:Parameter ; sh:property
    [ sh:path sh:path ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:optional ; sh:datatype xsd:boolean ; sh:maxCount 1 ] ,
    [ sh:path sh:order ; sh:datatype xsd:integer ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:name ; sh:uniqueLang true ; sh:languageIn ( "fr" "en" ) ; sh:minCount 2 ; sh:maxCount 2 ] ,
    [ sh:path sh:description ; sh:uniqueLang true ; sh:languageIn ( "fr" "en" ) ; sh:minCount 2 ; sh:maxCount 2 ] ;
    sh:xone ( [ sh:property [ sh:path sh:datatype ; sh:minCount 1 ; sh:maxCount 1 ] ]
              [ sh:property [ sh:path sh:nodeKind ; sh:hasValue sh:IRI ] ] ) .
"""


def judged(graph: Graph) -> tuple[bool, str]:
    from pyshacl import validate  # noqa: PLC0415 (the judge)

    conforms, _, text = validate(graph, shacl_graph=Graph().parse(data=EXECUTABLE))
    return bool(conforms), str(text)


@pytest.fixture(scope="module")
def queries(download: Path) -> Graph:
    return Graph().parse(download / "queries.ttl")


def test_the_queries_are_valid_executables(queries: Graph) -> None:
    conforms, text = judged(queries)
    assert conforms, text


def test_a_query_without_its_french_label_would_be_found(queries: Graph) -> None:
    broken = Graph()
    for triple in queries:
        if not (triple[1] == RDFS.label and getattr(triple[2], "language", "") == "fr"):
            broken.add(triple)
    assert not judged(broken)[0]


def test_the_queries_are_all_there_and_answer(queries: Graph) -> None:
    store = ox.Store()
    store.bulk_load(path=GRAPH / project.MERGED, format=ox.RdfFormat.TURTLE)
    canned = load_queries()
    executables = set(queries.subjects(RDF.type, SH.SPARQLSelectExecutable))
    assert executables == {URIRef(f"{BASE}query/{name}") for name in canned}
    for node in executables:
        query = canned[str(node).rpartition("/")[2]]
        text = str(queries.value(node, SH.select))
        assert not text.startswith("#+")
        found = store.query(text)
        assert tuple(variable.value for variable in found.variables) == query.columns  # type: ignore[union-attr]
        paths = {str(path).rpartition("/")[2] for path in queries.objects(node, SH.parameter / SH.path)}
        limits = {each.name for each in query.header.parameters if not each.variables}
        assert paths == set(query.variables) | limits


# Identifiers


def test_identifiers_are_a_set_of_mappings(download: Path, whole: set[ox.Triple]) -> None:
    """Hand-checked rules of SSSOM: what a set must say, what a row must say, CURIEs that the map declares."""
    lines = (download / "identifiers.sssom.tsv").read_text("utf-8").splitlines()
    head = [line[1:] for line in lines if line.startswith("#")]
    rows = [dict(zip(lines[len(head)].split("\t"), line.split("\t"), strict=True)) for line in lines[len(head) + 1 :]]
    said = dict(line.split(": ", 1) for line in head if not line.startswith(" ") and ": " in line)
    assert said["mapping_set_id"].startswith("https://")
    assert said["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    first = head.index("curie_map:") + 1
    prefixes = dict(line.strip().split(": ", 1) for line in head[first:] if line.startswith("  ") and ": http" in line)
    prefixes.pop("type_hint", None)

    def expanded(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return prefixes[prefix] + local

    exact = "http://www.w3.org/2004/02/skos/core#exactMatch"
    stated = {(t.subject.value, t.object.value) for t in whole if t.predicate.value == exact}  # type: ignore[union-attr]
    assert {(expanded(row["subject_id"]), expanded(row["object_id"])) for row in rows} == stated
    assert {expanded(row["predicate_id"]) for row in rows} == {exact}
    assert {row["mapping_justification"] for row in rows} == {"semapv:ManualMappingCuration"}
    assert all(row["subject_label"] and row["subject_label_fr"] for row in rows)
    assert rows == sorted(rows, key=lambda row: list(row.values()))


# The description


@pytest.fixture(scope="module")
def description(download: Path) -> Graph:
    return Graph().parse(download / "dataset.ttl")


def test_the_data_set_is_described_in_both_languages(description: Graph) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description):
        tags = {value.language for value in description.objects(DATASET, predicate) if isinstance(value, Literal)}
        assert tags == {"fr", "en"}
    assert (DATASET, RDF.type, DCAT.Dataset) in description
    assert (DATASET, DCAT.version, Literal("0.1.0")) in description
    assert (DATASET, OWL.versionIRI, URIRef(f"{DATASET}/0.1.0")) in description
    assert (DATASET, DCTERMS.license, URIRef("https://creativecommons.org/publicdomain/zero/1.0/")) in description


def test_catalogues_are_told_who_publishes_it(description: Graph) -> None:
    publisher = description.value(DATASET, DCTERMS.publisher)
    assert description.value(DATASET, DCTERMS.creator) == publisher
    assert set(description.objects(publisher, FOAF.name)) == {
        Literal("The Palmarès maintainers", lang="en"),
        Literal("Les mainteneurs de Palmarès", lang="fr"),
    }
    assert {word.language for word in description.objects(DATASET, DCAT.keyword)} == {"fr", "en"}  # type: ignore[attr-defined]
    dumps = {URIRef(f"{SITE}/download/palmares.ttl{ending}") for ending in ("", ".gz")}
    assert set(description.objects(DATASET, VOID.dataDump)) == dumps
    assert not list(description.objects(DATASET, DCTERMS.issued)), "no clock"
    assert not list(description.objects(DATASET, DCAT.contactPoint)), "nobody named one"


def test_distributions_are_the_files(description: Graph, download: Path) -> None:
    distributions = list(description.objects(DATASET, DCAT.distribution))
    described = {}
    for node in distributions:
        url = str(description.value(node, DCAT.downloadURL))
        digest = str(description.value(description.value(node, SPDX.checksum), SPDX.checksumValue))
        described[url.removeprefix(f"{SITE}/download/")] = (int(str(description.value(node, DCAT.byteSize))), digest)
        assert {value.language for value in description.objects(node, DCTERMS.title)} == {"fr", "en"}  # type: ignore[attr-defined]
        assert str(description.value(node, DCAT.mediaType)).startswith("https://www.iana.org/assignments/media-types/")
    there = {
        file.name: (file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in download.iterdir()
        if file.stem != "dataset" and file.name != "SHA256SUMS"
    }
    assert described == there


def test_the_counts_are_those_of_the_graph(description: Graph, whole: set[ox.Triple]) -> None:
    classes: dict[str, set[str]] = {}
    for triple in whole:
        if triple.predicate.value == str(RDF.type):
            classes.setdefault(triple.object.value, set()).add(str(triple.subject))  # type: ignore[union-attr]
    stated = {
        str(description.value(node, VOID["class"])): int(str(description.value(node, VOID.entities)))
        for node in description.objects(DATASET, VOID.classPartition)
    }
    assert stated == {name: len(members) for name, members in classes.items()}
    properties = {
        str(description.value(node, VOID.property)) for node in description.objects(DATASET, VOID.propertyPartition)
    }
    assert properties == {triple.predicate.value for triple in whole}
    assert int(str(description.value(DATASET, VOID.triples))) == len(whole)
    assert int(str(description.value(DATASET, VOID.distinctSubjects))) == len({triple.subject for triple in whole})


def test_a_partition_is_named_by_the_prefixed_name_of_its_term(description: Graph) -> None:
    parts = {
        str(description.value(node, of)): str(node).removeprefix(f"{DATASET}/")
        for relation, of in ((VOID.classPartition, VOID["class"]), (VOID.propertyPartition, VOID.property))
        for node in description.objects(DATASET, relation)
    }
    assert parts["http://purl.org/vocab/vann/preferredNamespacePrefix"] == "property/vann-preferredNamespacePrefix"
    assert parts[f"{PAL}Result"] == "class/pal-Result"
    assert [name for name in parts.values() if "http" in name] == []


def test_links_and_labels_are_counted(description: Graph, whole: set[ox.Triple]) -> None:
    for name, beginning in (("ror", "https://ror.org/"), ("wikidata", "http://www.wikidata.org/entity/")):
        node = URIRef(f"{DATASET}/links/{name}")
        links = [
            t for t in whole if t.predicate.value.endswith("#exactMatch") and str(t.object).startswith(f"<{beginning}")
        ]
        assert int(str(description.value(node, VOID.triples))) == len(links)
    for language in ("fr", "en"):
        node = URIRef(f"{DATASET}/labels/{language}")
        labels = [t for t in whole if t.predicate.value == str(RDFS.label) and t.object.language == language]  # type: ignore[union-attr]
        assert int(str(description.value(node, LIME.lexicalizations))) == len(labels)
        assert float(str(description.value(node, LIME.percentage))) == 100


def test_the_description_is_the_same_as_json_ld(description: Graph, download: Path) -> None:
    assert set(Graph().parse(download / "dataset.jsonld", format="json-ld")) == set(description)
