from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import DataError, UsageError
from kg.query import Binder, Rows, Triples, load_graph
from tests.tables import names

if TYPE_CHECKING:
    from pathlib import Path

A = "<http://e/a> <http://e/p> <http://e/b>"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def number(path: Path, query: str, *, named_graphs: bool = False) -> object:
    return load_graph(path, named_graphs=named_graphs).rows(query)[0][0]


def test_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text(f"{A} <http://e/g1> .\n{A} <http://e/g2> .\n")
    assert number(file, COUNT) == 1
    assert number(file, NAMED) == 2


def test_of_a_built_graph_the_turtle_is_read_and_the_quads_where_graphs_are_named(tmp_path: Path) -> None:
    (tmp_path / "palmares.ttl").write_text(f"{A} .")
    (tmp_path / "palmares.nq").write_text(f"{A} <http://e/g1> .\n{A} <http://e/g2> .\n")
    (tmp_path / "other.ttl").write_text("this is not read")
    assert number(tmp_path, NAMED) == 0
    assert number(tmp_path, NAMED, named_graphs=True) == 2
    assert number(tmp_path, COUNT, named_graphs=True) == 1
    (tmp_path / "palmares.ttl").unlink()
    assert number(tmp_path, COUNT) == 1


def test_of_another_folder_every_rdf_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one.ttl").write_text(f"{A} .")
    (tmp_path / "deep" / "two.nt").write_text(f"{A[:-1]}2> .")
    (tmp_path / "notes.txt").write_text("nothing")
    assert number(tmp_path, COUNT) == 2


UNREADABLE = [
    ("no such folder", "none", None, "none", "no graph here"),
    ("an empty folder", "", None, "", "neither an RDF file nor a store"),
    ("an unknown format", "graph.docx", b"x", "graph.docx", "not an RDF file"),
    ("broken Turtle", "graph.ttl", b"<http://e/a> <http://e/p> 1 .\n<http://e/a> , .", "graph.ttl:2:", "broken RDF"),
    ("not UTF-8", "graph.ttl", b'<http://e/a> <http://e/p> "\xff" .', "graph.ttl:1:", "broken RDF"),
]


@pytest.mark.parametrize(("_why", "file", "content", "where", "said"), UNREADABLE, ids=names(UNREADABLE))
def test_an_unreadable_graph_is_named(
    _why: str, file: str, content: bytes | None, where: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / file
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as raised:
        load_graph(path)
    assert raised.value.where.startswith(str(tmp_path / where) if where else str(tmp_path))
    assert said in raised.value.message("en")
    assert raised.value.exit_code == 3


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("")
    monkeypatch.setattr("pathlib.Path.is_file", lambda _: True)
    file.unlink()
    with pytest.raises(DataError, match="unreadable, there is no such file") as raised:
        load_graph(file)
    assert raised.value.what.fr == "illisible, fichier introuvable"


def test_the_three_kinds_of_answer(small: Binder) -> None:
    engine = small.engine
    assert engine.ask("ASK { ?s a pal:Result }") is True
    assert engine.ask("ASK { ?s a pal:Nothing }") is False
    rows = engine.ask(
        "SELECT ?year ?nothing WHERE { <https://w3id.org/palmares/id/edition/the-impact-2024> pal:year ?year }"
    )
    assert rows == Rows(("year", "nothing"), ((2024, None),))
    triples = engine.ask("CONSTRUCT { ?s a pal:Result } WHERE { ?s a pal:Result ; ?p ?o }")
    assert isinstance(triples, Triples)
    assert len(triples.triples) == len(engine.rows("SELECT ?s WHERE { ?s a pal:Result }"))
    with pytest.raises(TypeError):
        engine.rows("ASK {}")


def test_broken_sparql_is_told_where(small: Binder) -> None:
    with pytest.raises(UsageError) as raised:
        small.engine.ask("SELECT ?s WHERE {\n ?s ?p }")
    assert raised.value.message("en").startswith("this is not SPARQL 1.1, 2:")
    assert "\n" not in raised.value.message("en")
    assert raised.value.message("fr").startswith("ce n’est pas du SPARQL 1.1, «\N{NO-BREAK SPACE}2:")


def test_a_function_that_the_engine_lacks_is_told(small: Binder) -> None:
    with pytest.raises(UsageError, match="no answer to this, The custom function") as raised:
        small.engine.ask("SELECT (<http://e/f>(1) AS ?x) {}")
    assert raised.value.what.fr.startswith("pas de réponse à cela, «")
