"""Files become one graph, or one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kg.errors import DataError, ShapesError
from kg.validate.load import read_graph

LINE = '<https://example.org/a> <https://example.org/b> "1"@fr '


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


FORMS = [
    # name     content
    ("a.ttl", '@prefix e: <https://example.org/> .\ne:a e:b "1"@fr .'),
    ("a.nt",  f"{LINE}.\n"),
    ("a.nq",  f"{LINE}<https://example.org/graph> .\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), FORMS, ids=[name for name, _ in FORMS])
def test_formats(name: str, content: str, tmp_path: Path) -> None:
    graph = read_graph([write(tmp_path, name, content)])
    assert list(graph) == [(URIRef("https://example.org/a"), URIRef("https://example.org/b"), Literal("1", lang="fr"))]


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    graph = read_graph(write(tmp_path, name, '_:a <https://example.org/b> "1" .') for name in ("a.nt", "b.nt"))
    assert len(graph) == 2
    assert len({subject for subject in graph.subjects() if isinstance(subject, BNode)}) == 2


def test_numbers_keep_their_form(tmp_path: Path) -> None:
    file = write(tmp_path, "a.ttl", "<https://example.org/a> <https://example.org/b> 007 , 15.0 , true , 'x' .")
    values = set(read_graph([file]).objects())
    assert {str(value) for value in values} == {"007", "15.0", "true", "x"}
    assert {str(value.datatype).partition("#")[2] for value in values if isinstance(value, Literal)} == {
        "integer", "decimal", "boolean", "",
    }  # fmt: skip


def test_no_files() -> None:
    assert isinstance(read_graph([]), Graph)


BROKEN = [
    # why            name     content                                      line:column and reason
    ("a lone dot",   "a.ttl", "@prefix e: <https://e.org/> .\ne:a e:b .", ":2:9: broken Turtle: . is not a valid RDF"),
    ("no prefix",    "a.ttl", "e:a e:b 1 .",                              ":1:1: broken Turtle: The prefix e: has not"),
    ("relative IRI", "a.ttl", "<a> <https://e.org/b> 1 .",                ":1:1: broken Turtle: No scheme found"),
    ("open string",  "a.ttl", '<https://e.org/a> <https://e.org/b> "x',   ":1:37: broken Turtle: Unexpected end of"),
    ("not UTF-8",    "a.nt",  b"\xff\xfe",                                ":1:1: broken N-Triples: Invalid UTF-8"),
    ("no last dot",  "a.nq",  f"{LINE}\n",                                ":2:1: broken N-Quads: Quads must be"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content", "message"), BROKEN, ids=[case[0] for case in BROKEN])
def test_broken_syntax(why: str, name: str, content: str | bytes, message: str, tmp_path: Path) -> None:
    file = write(tmp_path, name, content)
    with pytest.raises(DataError) as caught:
        read_graph([file])
    what, fix = caught.value.message("en").splitlines()
    assert what.startswith(f"{file}{message}"), why
    assert fix == "  fix: mend the file at this line and column"
    language, reason = message.partition("broken ")[2].split(": ", 1)
    assert f"{language} mal formé\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}{reason}" in caught.value.message("fr")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.ttl: cannot be read, there is no such file\n  fix: check"):
        read_graph([tmp_path / "none.ttl"])


@pytest.mark.parametrize("name", ["graph.rdf", "folder"])
def test_unknown_format(name: str) -> None:
    with pytest.raises(DataError, match=f"{name}: not a format of graphs\n  fix: give a file ending in .ttl, .nt, .nq"):
        read_graph([Path(name)])


def test_triples_about_triples(tmp_path: Path) -> None:
    about = "<https://e.org/a> <https://e.org/b> <<( <https://e.org/a> <https://e.org/b> 1 )>> ."
    with pytest.raises(DataError, match="a triple about a triple"):
        read_graph([write(tmp_path, "a.ttl", about)])


def test_the_caller_says_what_error(tmp_path: Path) -> None:
    with pytest.raises(ShapesError):
        read_graph([write(tmp_path, "a.ttl", "x")], refuse=ShapesError)
