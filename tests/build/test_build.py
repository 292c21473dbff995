"""The whole run, on the project's own documents and on small ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from kg import project, vocab
from kg.build import HIDDEN, build
from kg.cli import main
from kg.errors import DocumentError, UsageError
from kg.extract.claims import Entity
from tests.graph.handmade import UNKNOWN, Text, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.build import BuildReport
    from kg.extract.claims import Extraction
    from kg.read.document import Document
    from kg.registry import Lexicon, Registry

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "data" / "documents"
WRITTEN = (project.QUADS, project.MERGED)
RELEASE = (
    "L’université de Bordeaux est classée 24e au palmarès THE Impact 2024.\n\nElle gagne trois places cette année.\n"
)


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graph")


@pytest.fixture(scope="session")
def report(registry: Registry, output: Path) -> BuildReport:
    return build([DOCUMENTS], output, registry)


def _bytes(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in WRITTEN]


def _release(folder: Path, name: str = "a.fr.txt", words: str = RELEASE) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")
    return file


# The project's own documents


def test_the_committed_graph_is_not_stale(report: BuildReport, output: Path) -> None:
    assert report.refused == ()
    committed = ROOT / "data" / "graph"
    assert all((committed / name).is_file() for name in WRITTEN), "no graph yet: run make graph"
    stale = [name for name in WRITTEN if (committed / name).read_bytes() != (output / name).read_bytes()]
    assert stale == [], "run make graph, look at what changed, and commit it"


def test_one_named_graph_per_document_and_one_each_for_ontology_registry_and_comparisons(
    report: BuildReport, output: Path
) -> None:
    names = {quad.graph_name.value for quad in parse(path=output / project.QUADS, format=RdfFormat.N_QUADS)}
    documents = {f"{vocab.BASE}document/{built.slug}" for built in report.first}
    assert names == documents | {
        vocab.ONTOLOGY,
        *(f"{vocab.BASE}graph/{around}" for around in ("registry", "comparisons")),
    }


def test_both_files_hold_the_same_triples_in_both_parsers(report: BuildReport, output: Path) -> None:
    merged = {quad.triple for quad in parse(path=output / project.MERGED, format=RdfFormat.TURTLE)}
    assert merged == {quad.triple for quad in parse(path=output / project.QUADS, format=RdfFormat.N_QUADS)}
    assert len(merged) == report.triples
    lines = "".join(f"{triple} .\n" for triple in merged)
    ours, theirs = Graph().parse(output / project.MERGED), Graph().parse(data=lines, format="nt")
    assert isomorphic(ours, theirs)


def test_no_blank_node_and_both_labels_everywhere(report: BuildReport, output: Path) -> None:
    labels: dict[str, list[str]] = {}
    for quad in parse(path=output / project.MERGED, format=RdfFormat.TURTLE):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        found = labels.setdefault(quad.subject.value, [])
        if quad.predicate.value == f"{vocab.RDFS}label" and isinstance(quad.object, Literal):
            found.append(quad.object.language or "")
    passages = f"{vocab.BASE}evidence/"
    lacking = {
        subject: found
        for subject, found in labels.items()
        if sorted(found) != ["en", "fr"]
        if not (subject.startswith(passages) and subject.endswith(("/quote", "/position")))
    }
    assert lacking == {}
    assert report.triples > len(labels)


def test_what_documents_say_is_described(report: BuildReport, output: Path) -> None:
    assert report.documents
    triples = [quad.triple for quad in parse(path=output / project.MERGED, format=RdfFormat.TURTLE)]
    subjects = {triple.subject for triple in triples}
    spoken_of = {triple.object for triple in triples if isinstance(triple.object, NamedNode)}
    ours = (vocab.BASE, vocab.PAL)
    assert sorted(node.value for node in spoken_of - subjects if node.value.startswith(ours)) == []


def test_no_person_mail_telephone_or_tracking_address_leaks(report: BuildReport, output: Path) -> None:
    assert report.documents
    written = (output / project.MERGED).read_text(encoding="utf-8") + (output / project.QUADS).read_text("utf-8")
    leaks = (
        *("Assia", "Tria", "TRIA", "Bazin", "Ingrid", "Vivien", "Perdiguier", "Picault", "Séverine", "macone"),
        *("@mines-ales", "@imt.fr", "@IMTFrance", "06 27 66", "1 75 31", "jollibeefood", "bit.ly", "mailto:"),
    )
    assert [leak for leak in leaks if leak in written] == []


def test_same_bytes_whatever_the_hash_seed_and_the_order(report: BuildReport, output: Path, tmp_path: Path) -> None:
    assert report.documents
    files = sorted(file for file in DOCUMENTS.iterdir() if file.suffix in {".md", ".txt"})
    for seed, order in (("0", files), ("4242", [*reversed(files)])):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "kg", "build", *map(str, order), "-o", str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        assert _bytes(folder) == _bytes(output), f"hash seed {seed}"


# What is built, and what is refused


def test_two_documents_of_one_slug_are_refused_and_the_others_built(tmp_path: Path, registry: Registry) -> None:
    twins = [_release(tmp_path / "in", name) for name in ("twin.txt", "twin.md")]
    _release(tmp_path / "in", "other.txt")
    built = build([tmp_path / "in"], tmp_path / "out", registry)
    assert [each.slug for each in built.first] == ["other"]
    (error,) = built.refused
    assert all(str(twin) in error.where for twin in twins)
    assert "twin" in error.what.fr


def test_slugs_that_fold_to_one_are_one(tmp_path: Path, registry: Registry) -> None:
    for name in ("A b.txt", "a-b.txt"):
        _release(tmp_path / "in", name)
    assert build([tmp_path / "in"], tmp_path / "out", registry).documents == 0
    assert not (tmp_path / "out").exists()


BAD = [
    # why               name       content
    ("empty",           "x.txt",   b""),
    ("blank",           "x.txt",   b" \n\n"),
    ("no document",     "x.txt",   b"\x7fELF\x02\x01\x01\x00\x00"),
    ("an image",        "x.txt",   b"\x89PNG\r\n\x1a\n\x00\x00"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content"), BAD, ids=[case[0] for case in BAD])
def test_a_bad_document_is_refused_and_the_others_built(
    tmp_path: Path, registry: Registry, why: str, name: str, content: bytes
) -> None:
    good, bad = _release(tmp_path), tmp_path / name
    bad.write_bytes(content)
    built = build([good, bad, tmp_path / "missing.txt"], tmp_path / "out", registry)
    assert [each.slug for each in built.first] == ["a.fr"], why
    assert sorted(error.where.rpartition("/")[2] for error in built.refused) == sorted([name, "missing.txt"])


def test_a_folder_without_documents_is_an_error(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(DocumentError, match="no documents here"):
        build([tmp_path], tmp_path / "out", registry)
    assert not (tmp_path / "out").exists()


# The output is replaced whole or not at all


def test_a_build_that_fails_leaves_the_old_graph(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, folder = _release(tmp_path), tmp_path / "out"
    build([document], folder, registry)
    before = _bytes(folder)
    _release(tmp_path, words=RELEASE + "Elle est 3e en France.\n")

    def fail(*_: object) -> None:
        raise ValueError("a bug")  # noqa: EM101, TRY003 (what a bug looks like)

    monkeypatch.setattr("kg.graph.part.prove", fail)
    with pytest.raises(ValueError, match="a bug"):
        build([document], folder, registry)
    document.write_bytes(b"")
    assert build([document], folder, registry).documents == 0
    assert _bytes(folder) == before
    assert {file.name for file in folder.iterdir()} == {*WRITTEN, HIDDEN}


def test_an_output_that_is_a_file_is_an_error(tmp_path: Path, registry: Registry) -> None:
    document = _release(tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        build([document], document, registry)
    assert document.read_text(encoding="utf-8") == RELEASE


# The command


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, ["build", *map(str, arguments), "-o", str(tmp_path / "out")])

    return invoke


def test_the_summary_is_in_the_language_asked_for(tmp_path: Path, run: Callable[..., Result]) -> None:
    document = _release(tmp_path)
    for language, words in (
        ("en", ("document", "claims", "facts", "triples in")),
        ("fr", ("énoncés", "triplets dans")),
    ):
        result = run(document, "--lang", language)
        assert result.exit_code == 0, result.stderr
        assert all(word in result.stdout for word in words)
        assert "a.fr" in result.stdout


def test_refused_documents_give_exit_code_1_and_their_reasons(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run(_release(tmp_path), tmp_path / "missing.txt", "--lang", "fr")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert "a.fr" in result.stdout


def test_nothing_built_gives_exit_code_3(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run(tmp_path / "missing.txt")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_document_without_positions_is_noted(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run(_release(tmp_path, words="L’école ouvre ses portes samedi et présente ses formations au public.\n"))
    assert result.exit_code == 0
    assert "note: a.fr: no position found" in result.stderr


def test_candidates_are_listed_with_their_words(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document, _registry: Registry, _lexicon: Lexicon) -> Extraction:
        text = Text(document.slug, (("fr", document.source),))
        return text.read([text.claim("24e", rank(24), institution=UNKNOWN, ranking=Entity("Palmarès d'Ailleurs"))])[1]

    monkeypatch.setattr("kg.build.worker.extract", read)
    result = run(_release(tmp_path))
    assert "  institution: École d’Ailleurs\n" in result.stdout
    assert "  ranking: Palmarès d’Ailleurs\n" in result.stdout


@pytest.mark.parametrize("base", ["nonsense", "https://example.org/id", "https://example.org/id#", "https://a b/"])
def test_a_base_must_be_one(tmp_path: Path, run: Callable[..., Result], base: str) -> None:
    result = run(_release(tmp_path), "--base", base)
    assert result.exit_code == 2
    assert "--base" in result.stderr


def test_the_base_is_a_setting(tmp_path: Path, run: Callable[..., Result]) -> None:
    assert run(_release(tmp_path), "--base", "https://example.org/id/").exit_code == 0
    assert vocab.BASE not in (tmp_path / "out" / project.MERGED).read_text(encoding="utf-8")


def test_without_arguments_the_checkouts_documents_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ontology").mkdir()
    shutil.copy(project.ONTOLOGY / "palmares.ttl", tmp_path / "ontology")
    _release(tmp_path / "data" / "documents")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 0, result.stderr
    assert {file.name for file in (tmp_path / "data" / "graph").iterdir()} == {*WRITTEN, HIDDEN}


def test_outside_a_checkout_the_output_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", str(_release(tmp_path))])
    assert result.exit_code == 2
    assert "-o DIR" in result.stderr
