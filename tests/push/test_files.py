"""What is read of a build: its graphs one by one, the merged one in pieces; and what a store's record says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.errors import DataError
from kg.project import MERGED, QUADS
from kg.push import push
from kg.push.graphs import named_graphs, triples
from kg.push.merged import pieces
from kg.push.record import Record, read
from tests.push.test_push import say_nothing
from tests.query.conftest import SMALL

if TYPE_CHECKING:
    from pathlib import Path

BUILT = SMALL.parents[2] / "data" / "graph"


def test_graphs_are_those_of_the_build() -> None:
    wanted: dict[str, set[str]] = {}
    for quad in parse(path=str(BUILT / QUADS), format=RdfFormat.N_QUADS):
        wanted.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    with (BUILT / QUADS).open("rb") as file:
        graphs = list(named_graphs(file))
        found = {
            f"<{each.iri}>": {str(quad.triple) for quad in parse(triples(file, each), format=RdfFormat.N_TRIPLES)}
            for each in graphs
        }
    assert found == wanted


@pytest.mark.parametrize("size", [2_000, 50_000, 10_000_000])
def test_pieces_are_the_whole(size: int) -> None:
    wanted = sorted(str(quad) for quad in parse(path=str(BUILT / MERGED), format=RdfFormat.TURTLE))
    with (BUILT / MERGED).open("rb") as file:
        found = list(pieces(file, size))
    assert sorted(str(quad) for piece in found for quad in parse(piece, format=RdfFormat.TURTLE)) == wanted
    assert len(found) > 1 or size > 1_000_000


TWICE = b"".join(b"<urn:s> <urn:p> <urn:o> <urn:%s> .\n" % graph for graph in (b"a", b"b", b"a"))
NOT_OURS = [
    ("no graph", b"<urn:s> <urn:p> <urn:o> .\n", "palmares.nq:1"),
    ("cut off", b"<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> <urn:p> <urn:", "palmares.nq:2"),
    ("a graph in two places", TWICE, "palmares.nq:3"),
    ("no registry", b"<urn:s> <urn:p> <urn:o> <urn:g> .\n", "palmares.nq:1"),
    ("nothing", b"", "palmares.nq:1"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "where"), NOT_OURS, ids=[case[0] for case in NOT_OURS])
def test_files_that_no_build_wrote(why: str, content: bytes, where: str, tmp_path: Path) -> None:
    (tmp_path / QUADS).write_bytes(content)
    (tmp_path / MERGED).write_bytes(b"")
    with pytest.raises(DataError) as raised:
        push(tmp_path, "http://127.0.0.1:9/store", say_nothing)
    assert raised.value.where.endswith(where), why


def test_no_build_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="unreadable"):
        push(tmp_path, "http://127.0.0.1:9/store", say_nothing)


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.from_regex(r"urn:[a-z]{1,8}", fullmatch=True), st.one_of(st.none(), st.text("0123456789abcdef", min_size=1))
    )
)
def test_a_record_is_read_as_it_was_written(digests: dict[str, str | None]) -> None:
    record = Record("urn:record", digests)
    assert read(record.iri, record.lines(), RdfFormat.N_TRIPLES) == record


def test_a_graph_with_two_digests_is_unknown() -> None:
    lines = Record("urn:record", {"urn:g": "1"}).lines() + Record("urn:record", {"urn:g": "2"}).lines()
    assert read("urn:record", lines, RdfFormat.N_TRIPLES).digests == {"urn:g": None}


def test_lines_that_look_like_a_graph_s_end() -> None:
    quads = b"<urn:s> <urn:p> <urn:g> <urn:g> .\n" + b'<urn:s> <urn:p> " <urn:g> ." <urn:g> .\n'
    file = io.BytesIO(quads)
    file.name = "palmares.nq"
    (graph,) = named_graphs(file)
    assert triples(file, graph) == b'<urn:s> <urn:p> <urn:g> .\n<urn:s> <urn:p> " <urn:g> ." .\n'
