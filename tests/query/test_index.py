"""Large graphs are opened from an index, which is whole, of the graph as it is now, or not used at all."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from kg.cli import main
from kg.errors import DataError, Text
from kg.query import load_graph
from kg.query.index import cache_folder
from tests.tables import names

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).parent / "graph.ttl"
A = "<http://e/a> <http://e/p> <http://e/b>"
B = "<http://e/a> <http://e/p> <http://e/c>"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
# What each of several processes runs: any graph is a large one.
PROCESS = """
import sys, time
from pathlib import Path
import kg.query.load
kg.query.load.LARGE = 0
{before}
engine = kg.query.load.load(Path(sys.argv[1]), tell=lambda text: print(text.en, file=sys.stderr, flush=True))
print(engine.rows("SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o }}")[0][0])
"""


class Notes(list[str]):
    """What the library told, in English."""

    def __call__(self, text: Text) -> None:
        assert text.fr != text.en
        self.append(text.en)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a graph of one triple, and have it taken for a large one."""
    monkeypatch.setattr("kg.query.load.LARGE", 0)
    file = tmp_path / "graph.ttl"
    file.write_text(f"{A} .")
    return file


def count(path: Path, tell: Callable[[Text], None], query: str = COUNT, *, named_graphs: bool = False) -> object:
    return load_graph(path, named_graphs=named_graphs, tell=tell).rows(query)[0][0]


def indexes(cache: Path) -> list[Path]:
    return sorted(path for path in (cache / "graphs").glob("*") if path.is_dir())


def process(path: Path, before: str = "") -> subprocess.Popen[str]:
    code = PROCESS.format(before=before)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_second_time_nothing_is_read(
    graph: Path, notes: Notes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert count(graph, notes) == 1
    assert notes == [f"making an index of {graph} (0 MB), so that it opens at once from now on"]
    monkeypatch.setattr("kg.query.index.fill", lambda *_: pytest.fail("the graph was read again"))
    assert count(graph, notes) == 1
    assert len(notes) == 1
    assert len(indexes(cache)) == 1


def test_a_small_graph_gets_none(tmp_path: Path, notes: Notes, cache: Path) -> None:
    (tmp_path / "small.ttl").write_text(f"{A} .")
    assert count(tmp_path / "small.ttl", notes) == 1
    assert (notes, list(cache.iterdir())) == ([], [])


def test_none_is_made_where_none_is_wanted(graph: Path, cache: Path) -> None:
    assert load_graph(graph, index=False).rows(COUNT) == ((1,),)
    result = CliRunner().invoke(main, ["query", "--graph", str(graph), "--no-index", COUNT])
    assert (result.stderr, list(cache.iterdir())) == ("", [])


def test_the_command_tells_what_it_does(graph: Path) -> None:
    ask = ["query", "--graph", str(graph), "--format", "csv", "--lang", "fr", COUNT]
    first, second = CliRunner().invoke(main, ask), CliRunner().invoke(main, ask)
    assert first.stderr.startswith(f"remarque\N{NO-BREAK SPACE}: indexation de {graph} (0 Mo)")
    assert second.stderr == ""
    assert first.stdout == second.stdout == "n\n1\n"


def other_text(graph: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    stat = graph.stat()
    graph.write_text(f"{B} .")
    os.utime(graph, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))


def other_file(graph: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    stat = graph.stat()
    other = graph.with_name("other")
    other.write_text(f"{B} .")
    other.replace(graph)
    os.utime(graph, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def other_oxigraph(_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyoxigraph.__version__", "0.0")


def other_form(_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.index._FORM", -1)


CHANGES = [
    ("another text of the same length", other_text),
    ("another file of the same length and time", other_file),
    ("another version of Oxigraph", other_oxigraph),
    ("another way to fill a store", other_form),
]


@pytest.mark.parametrize(("_why", "change"), CHANGES, ids=names(CHANGES))
def test_what_changed_is_indexed_anew_and_the_old_index_goes(
    _why: str,
    change: Callable[[Path, pytest.MonkeyPatch], None],
    graph: Path,
    notes: Notes,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count(graph, notes)
    old = indexes(cache)
    change(graph, monkeypatch)
    expected = load_graph(graph, index=False).rows("SELECT * WHERE { ?s ?p ?o }")
    assert load_graph(graph, tell=notes).rows("SELECT * WHERE { ?s ?p ?o }") == expected
    assert len(notes) == 2
    assert len(indexes(cache)) == 1
    assert indexes(cache) != old


def test_an_index_of_a_graph_that_is_gone_goes_too(graph: Path, notes: Notes, cache: Path) -> None:
    count(graph, notes)
    other = graph.with_name("other.ttl")
    graph.rename(other)
    count(other, notes)
    assert len(indexes(cache)) == 1


def test_a_graph_that_changes_while_it_is_indexed_is_not_kept(
    graph: Path, notes: Notes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.query.source import Source, fill  # noqa: PLC0415 (patched below)

    def change(store: Store, source: Source) -> None:
        fill(store, source)
        graph.write_text(f"{A} . {B} .")

    monkeypatch.setattr("kg.query.index.fill", change)
    assert count(graph, notes) == 2
    assert indexes(cache) == []


def test_named_graphs_have_an_index_of_their_own(tmp_path: Path, graph: Path, notes: Notes, cache: Path) -> None:
    graph.rename(tmp_path / "palmares.ttl")
    (tmp_path / "palmares.nq").write_text(f"{A} <http://e/g1> .\n{A} <http://e/g2> .\n")
    for _ in range(2):
        assert count(tmp_path, notes, NAMED) == 0
        assert count(tmp_path, notes, NAMED, named_graphs=True) == 2
        assert count(tmp_path, notes, COUNT, named_graphs=True) == 1
    assert len(notes) == len(indexes(cache)) == 2


def test_of_a_folder_of_files_one_index_is_made(tmp_path: Path, graph: Path, notes: Notes, cache: Path) -> None:
    graph.with_name("more.nq").write_text(f"{B} <http://e/g> .\n")
    assert [count(tmp_path, notes), count(tmp_path, notes, NAMED)] == [2, 1]
    assert len(notes) == len(indexes(cache)) == 1


def test_broken_rdf_is_told_and_nothing_is_kept(graph: Path, notes: Notes, cache: Path) -> None:
    graph.write_text(f"{A} .\n<http://e/a> , .")
    with pytest.raises(DataError, match="broken RDF"):
        load_graph(graph, tell=notes)
    assert indexes(cache) == []


def without(file: str, index: Path) -> None:
    (index / file).unlink()


def cut(index: Path) -> None:
    for file in (index / "store").glob("*.sst"):
        os.truncate(file, 100)


def flip(index: Path) -> None:
    """Change what is looked at only when a query reads it."""
    for file in (index / "store").glob("*.sst"):
        content = file.read_bytes()
        file.write_bytes(bytes(byte ^ 0xFF for byte in content[:40]) + content[40:])


CORRUPT = "the index of {} is corrupt; it is made anew"
FAULTS = [
    ("no file that starts the store", partial(without, "store/CURRENT"), [CORRUPT]),
    ("tables cut short", cut, [CORRUPT]),
    ("changed bytes", flip, [CORRUPT]),
    ("no word on what it was made from", partial(without, "made-from"), []),
]


@pytest.mark.parametrize(("_why", "fault", "told"), FAULTS, ids=names(FAULTS))
def test_a_corrupt_index_is_made_anew(
    _why: str, fault: Callable[[Path], None], told: list[str], graph: Path, notes: Notes, cache: Path
) -> None:
    shutil.copy(SMALL, graph)
    expected = count(graph, notes)
    (index,) = indexes(cache)
    fault(index)
    notes.clear()
    assert count(graph, notes) == expected
    assert notes[:-1] == [text.format(graph) for text in told]
    assert notes[-1].startswith("making an index")
    notes.clear()
    assert (count(graph, notes), notes) == (expected, [])


@pytest.mark.parametrize("fault", [cut, flip])
def test_an_index_that_cannot_be_mended_is_done_without(
    fault: Callable[[Path], None], graph: Path, notes: Notes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SMALL, graph)
    expected = count(graph, notes)
    fault(indexes(cache)[0])
    monkeypatch.setattr("kg.query.index.fill", disk_full)
    assert count(graph, notes) == expected


def disk_full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_nothing_half_written(
    graph: Path, notes: Notes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.query.index.fill", disk_full)
    assert count(graph, notes) == 1
    assert len(notes) == 2
    assert notes[1] == (
        f"no index can be kept in {cache} (No space left on device): the graph is read into memory, as with --no-index"
    )
    assert indexes(cache) == []


def test_a_cache_that_cannot_be_written_is_done_without(
    graph: Path, notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PALMARES_CACHE", str(tmp_path / "file"))
    assert count(graph, notes) == 1
    assert [note.partition(" (")[0] for note in notes] == [f"no index can be kept in {tmp_path / 'file'}"]


def test_a_user_without_a_home_gets_an_answer(graph: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PALMARES_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", no_home)
    assert count(graph, notes) == 1
    assert len(notes) == 1


def no_home() -> Path:
    message = "Could not determine home directory."
    raise RuntimeError(message)


FOLDERS = [
    # why                        system    environment                                        folder
    ("the one that is named",    "linux",  {"PALMARES_CACHE": "/a", "XDG_CACHE_HOME": "/b"},  "/a"),
    ("the user's",               "linux",  {"XDG_CACHE_HOME": "/b"},                          "/b/palmares"),
    ("a relative one is none",   "linux",  {"XDG_CACHE_HOME": "b"},                           "/h/.cache/palmares"),
    ("the usual one",            "linux",  {"PALMARES_CACHE": ""},                            "/h/.cache/palmares"),
    ("on macOS",                 "darwin", {"XDG_CACHE_HOME": "/b"},                   "/h/Library/Caches/palmares"),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "system", "environment", "folder"), FOLDERS, ids=names(FOLDERS))
def test_the_cache_folder(
    _why: str, system: str, environment: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PALMARES_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**environment, "HOME": "/h"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", system)
    assert cache_folder() == Path(folder)


def test_processes_that_start_at_once_make_one_index(graph: Path, cache: Path) -> None:
    started = [process(graph) for _ in range(3)]
    said = [each.communicate() for each in started]
    assert [out for out, _ in said] == ["1\n"] * 3
    assert sum("making an index" in errors for _, errors in said) == 1
    assert len(indexes(cache)) == 1


def test_who_comes_second_waits(graph: Path, cache: Path, notes: Notes) -> None:
    count(graph, notes)
    (index,) = indexes(cache)
    shutil.rmtree(index)
    with (cache / "graphs" / f"{index.name.partition('-')[0]}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = process(graph)
        assert second.stderr is not None
        assert second.stderr.readline() == f"another process is making the index of {graph}; waiting for it\n"
    assert second.communicate()[0] == "1\n"


def test_a_killed_process_leaves_nothing_that_is_used(graph: Path, cache: Path, notes: Notes) -> None:
    kill = "import os, kg.query.index\nkg.query.index.fill = lambda store, source: os._exit(9)"
    killed = process(graph, kill)
    killed.communicate()
    assert killed.returncode == 9
    assert [path.suffix for path in indexes(cache)] == [".new"]
    assert count(graph, notes) == 1
    assert [path.suffix for path in indexes(cache)] == [""]


STORES = [
    ("in its default graph", RdfFormat.TURTLE, f"{A} .", 0),
    ("in named graphs", RdfFormat.N_QUADS, f"{A} <http://e/g1> .\n{A} <http://e/g2> .", 2),
]


@pytest.mark.parametrize(("_why", "form", "text", "named"), STORES, ids=names(STORES))
def test_a_store_is_asked_as_any_graph(_why: str, form: RdfFormat, text: str, named: int, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.load(text, form)
    del store
    engine = load_graph(tmp_path / "store")
    assert (engine.rows(COUNT)[0][0], engine.rows(NAMED)[0][0]) == (1, named)


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    Store(str(tmp_path / "store"))
    assert load_graph(tmp_path / "store").rows(COUNT) == ((0,),)


def corrupt_store(tmp_path: Path, fault: Callable[[Path], None]) -> Path:
    Store(str(tmp_path / "store")).bulk_load(path=str(SMALL), format=RdfFormat.TURTLE)
    fault(tmp_path)
    return tmp_path / "store"


def no_manifest(folder: Path) -> None:
    for file in folder.glob("store/MANIFEST*"):
        file.unlink()


BROKEN = [
    ("tables cut short", cut, "Corruption"),
    ("changed bytes", flip, "block checksum mismatch"),
    ("nothing but its first file", no_manifest, "No such"),
]


@pytest.mark.parametrize(("_why", "fault", "said"), BROKEN, ids=names(BROKEN))
def test_a_corrupt_store_is_one_message(_why: str, fault: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    store = corrupt_store(tmp_path, fault)
    ask = ["query", "--graph", str(store), "SELECT * WHERE { ?s ?p ?o }"]
    result = CliRunner().invoke(main, ask)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "this store is corrupt or incomplete" in result.stderr
    assert said in result.stderr
    assert "entrepôt corrompu" in CliRunner().invoke(main, [*ask, "--lang", "fr"]).stderr


def test_a_folder_that_is_no_store_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["query", "--graph", str(tmp_path), "ASK {}"])
    assert result.exit_code == 3
    assert "neither an RDF file nor a store in this folder" in result.stderr
