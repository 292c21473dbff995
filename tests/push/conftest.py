"""Stores to push into, and small builds to push."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.graph.write import n_quads, n_triples, turtle
from kg.project import MERGED, QUADS
from kg.query.remote import connection
from kg.query.remote.credentials import PASSWORD as PASSWORD_NAME
from kg.query.remote.credentials import USER
from kg.vocab import BASE
from tests.push.stores import PASSWORD, Addresses, Fake, fake, oxigraph, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="session", params=sorted(_STORES))
def addresses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """Give a real store, once for all tests of a process."""
    with _STORES[request.param](tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put into the environment what Virtuoso asks for."""
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD_NAME, PASSWORD)


@pytest.fixture
def store() -> Iterator[Fake]:
    with fake() as server:
        yield server


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note how long a store is given to recover, and do not wait."""
    asked: list[float] = []
    monkeypatch.setattr(connection, "wait", asked.append)
    return asked


def write_build(folder: Path, documents: Mapping[str, str], base: str = BASE) -> Path:
    """Write a build as small as can be: documents with what each says, and a registry."""
    folder.mkdir(exist_ok=True)
    named = {f"<{base}document/{name}>": said for name, said in documents.items()} | {f"<{base}graph/registry>": "all"}
    triples = {
        graph: [(graph, "<http://purl.org/dc/terms/title>", f'"{said}"@fr'), (f"<{base}x>", "<urn:p>", '"shared"')]
        for graph, said in named.items()
    }
    quads = b"".join(n_quads(graph, n_triples(said)) for graph, said in sorted(triples.items()))
    (folder / QUADS).write_bytes(quads)
    (folder / MERGED).write_bytes(turtle([each for said in triples.values() for each in said], base))
    return folder
