"""A push: what changed since the last one goes into the store, what is gone is taken away."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from kg import project
from kg.errors import DataError, Text, reason_of
from kg.push import merged
from kg.push.graphs import base_of, named_graphs, triples
from kg.push.lock import alone
from kg.push.plan import Outcome, Plan, plan
from kg.push.progress import Progress
from kg.push.record import lines_of
from kg.push.store import GraphStore
from kg.query.remote.names import MERGED_GRAPH, RECORD_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.push.graphs import NamedGraph

_READING, _PUTTING = Text("reading", "lecture"), Text("putting graphs", "envoi des graphes")
_DELETING = Text("deleting graphs", "suppression de graphes")
_MERGING = Text("putting the merged graph, MB", "envoi du graphe fusionné, Mo")
_TOLD = 16  # graphs put before the store's record is told: an interruption makes as many be put again, at most
_MEGA = 1_000_000


def push(
    folder: Path, address: str, progress: Callable[[Progress], None], *, dry_run: bool = False, force: bool = False
) -> Outcome:
    """Put the graphs of a build into a store; with ``dry_run``, only tell what would be done.

    With ``force`` all are put, whatever the store should hold already, else what changed and what it lost. Besides
    the graphs of the build, the store gets one with all triples, each once, for queries to ask. Raises DataError for
    what no build wrote, UsageError while another process pushes here, RemoteError for a store that fails; what was
    done until then stays done.
    """
    with ExitStack() as opened:
        files = Files(*(opened.enter_context(_open(folder / name)) for name in (project.QUADS, project.MERGED)))
        store = opened.enter_context(GraphStore(address))
        if not dry_run:
            opened.enter_context(alone(address))
        graphs: list[NamedGraph] = []
        for graph in named_graphs(files.quads):
            progress(Progress(_READING, len(graphs), 0))
            graphs.append(graph)
        base = base_of(graphs, files.quads.name)
        old = store.record(base + RECORD_GRAPH)
        old = old.without(old.digests if force else store.lost(old))
        found = plan(old, graphs, (base + MERGED_GRAPH, merged.digest_of(files.turtle)))
        if not dry_run and (found.outcome.put or found.outcome.deleted):
            _Push(files, store, progress).carry_out(found, base + MERGED_GRAPH)
        return found.outcome


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of a build, open: a build that renews them meanwhile changes nothing for who reads them."""

    quads: BinaryIO
    turtle: BinaryIO


def _open(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        reason = reason_of(error)
        raise DataError(
            Text(f"unreadable, {reason.en}", f"illisible, {reason.fr}"),
            where=str(file),
            fix=Text(
                "name with --graph a folder that kg build wrote", "nommer avec --graph un dossier que kg build a écrit"
            ),
        ) from error


@dataclass(frozen=True, slots=True)
class _Push:
    files: Files
    store: GraphStore
    progress: Callable[[Progress], None]

    def carry_out(self, todo: Plan, merged_graph: str) -> None:
        """Do it; whenever it is interrupted, the store's record says nothing of a graph that is not so."""
        self.store.put(todo.before.iri, todo.before.lines())
        self._put(todo)
        for number, graph in enumerate(todo.withdrawn):
            self.progress(Progress(_DELETING, number, len(todo.withdrawn)))
            self.store.delete(graph)
        if todo.merges:
            self.store.load(merged_graph, self._pieces())
        self.store.put(todo.after.iri, todo.after.lines())

    def _put(self, todo: Plan) -> None:
        graphs = todo.changed
        for first in range(0, len(graphs), _TOLD):
            some = graphs[first : first + _TOLD]
            for number, graph in enumerate(some, first):
                self.progress(Progress(_PUTTING, number, len(graphs)))
                self.store.put(graph.iri, triples(self.files.quads, graph))
            self.store.add(todo.before.iri, lines_of((graph.iri, graph.digest) for graph in some))

    def _pieces(self) -> Iterator[bytes]:
        size, sent = self.files.turtle.seek(0, 2), 0
        for piece in merged.pieces(self.files.turtle):
            self.progress(Progress(_MERGING, sent // _MEGA, size // _MEGA + 1))
            yield piece
            sent += len(piece)
