"""kg push and kg query --endpoint, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.query.remote.names import MERGED_GRAPH
from kg.vocab import BASE
from tests.push.conftest import write_build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.push.stores import Fake, Handler

TOLD = [
    ("en", [], "3 graphs put, 0 unchanged, 0 deleted, 0 s"),
    ("fr", [], "3 graphes envoyés, 0 inchangés, 0 supprimés, 0\N{NO-BREAK SPACE}s"),
    ("en", ["--dry-run"], "3 graphs to put, 0 unchanged, 0 to delete"),
    ("fr", ["--dry-run"], "3 graphes à envoyer, 0 inchangés, 0 à supprimer"),
]


@pytest.mark.parametrize(("language", "options", "words"), TOLD)
def test_a_push_tells_what_it_did(language: str, options: list[str], words: str, store: Fake, tmp_path: Path) -> None:
    folder = write_build(tmp_path / "build", {"a": "un"})
    result = CliRunner().invoke(main, ["push", store.address, "--graph", str(folder), "--lang", language, *options])
    assert result.exit_code == 0
    told = result.stdout.replace(store.address, "URL").strip()
    assert told.rpartition(", ")[0] == f"URL{':' if language == 'en' else chr(160) + ':'} {words}".rpartition(", ")[0]
    assert bool(store.graphs) is not bool(options)


def test_a_push_puts_everything_anew_where_it_is_told_to(store: Fake, tmp_path: Path) -> None:
    command = ["push", store.address, "--graph", str(write_build(tmp_path / "build", {"a": "un"}))]
    told = [CliRunner().invoke(main, [*command, *options]).stdout for options in ([], [], ["--force"])]
    assert ["3 graphs put, 0" in each for each in told] == [True, False, True]


ANSWER = b"""{"head": {"link": [], "vars": ["rank", "tied"]},
"results": {"distinct": false, "ordered": true, "bindings": [
{"rank": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "5"},
 "tied": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "1"}}]}}"""


def test_a_query_is_put_to_an_endpoint(store: Fake) -> None:
    def virtuoso(handler: Handler, _method: str, _graph: str) -> bool:
        handler.reply(200, ANSWER, "application/sparql-results+json")
        return True

    store.answer = virtuoso
    address = f"{store.address}?default-graph-uri={BASE}{MERGED_GRAPH}"
    words = ["query", "SELECT ?rank ?tied { ?r pal:rankBest ?rank ; pal:tied ?tied }", "--endpoint", address]
    result = CliRunner().invoke(main, [*words, "--format", "csv"])
    assert result.stdout == "rank,tied\n5,true\n"


def test_an_answer_that_is_cut_off(store: Fake) -> None:
    def cut(handler: Handler, _method: str, _graph: str) -> bool:
        handler.reply(200, ANSWER[:-9], "application/sparql-results+json")
        return True

    store.answer = cut
    result = CliRunner().invoke(main, ["query", "SELECT ?s { ?s ?p ?o }", "--endpoint", store.address])
    assert result.exit_code == 3
    assert "SPARQL endpoint" in result.stderr


def test_a_push_that_was_interrupted_is_told(store: Fake) -> None:
    def unfinished(handler: Handler, _method: str, _graph: str) -> bool:
        handler.reply(200, b'{"head": {"vars": ["digest"]}, "results": {"bindings": [{}]}}')
        return True

    store.answer = unfinished
    result = CliRunner().invoke(main, ["query", "ASK {}", "--endpoint", store.address, "--lang", "fr"])
    assert result.exit_code == 3
    assert "incomplet" in result.stderr


def test_a_graph_or_an_endpoint() -> None:
    result = CliRunner().invoke(main, ["query", "ASK {}", "--endpoint", "http://127.0.0.1:9/", "--graph", "x"])
    assert result.exit_code == 2
    assert "--graph" in result.stderr
