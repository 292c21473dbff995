"""Documents read by a Dask cluster: the same batches as in processes of this machine, and the same outcomes.

The scheduler gives a batch whose worker was lost to another worker. Workers have Palmarès installed; they get the
documents with the batch, so they need no access to the files.
"""

from __future__ import annotations

import threading
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from distributed import Client, Future, KilledWorker, as_completed, get_worker

from kg import project
from kg.build.fingerprint import fingerprint
from kg.build.worker import Outcome, Task, Worker, refused, too_much
from kg.errors import Text, UsageError
from kg.graph import ontology_graph
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAIT = 10  # seconds for the scheduler to answer
_AHEAD = 3  # batches in the cluster for each of its threads: none is idle, and memory stays bounded


class Setup(NamedTuple):
    """What workers must agree on: the base of the IRIs, and the fingerprint of rules, registry and libraries."""

    base: str
    fingerprint: str


def read_on_cluster(address: str, setup: Setup, batches: Iterator[list[Task]]) -> Iterator[Outcome]:
    """Yield the outcome of each document as it comes; UsageError where there is no cluster or it has other rules."""
    try:
        client = Client(address, timeout=_WAIT)
    except (OSError, ValueError) as error:
        raise UsageError(
            Text("no Dask scheduler answers", "aucun ordonnanceur Dask ne répond"),
            where=address,
            fix=Text(
                "start one with dask scheduler, or build with --workers N",
                "en lancer un par dask scheduler, ou construire avec --workers N",
            ),
        ) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(
                Text("the cluster has no workers", "la grappe n’a aucun nœud de calcul"),
                where=address,
                fix=Text(f"start some: dask worker {address}", f"en lancer\N{NO-BREAK SPACE}: dask worker {address}"),
            )
        yield from _read(client, setup, batches, threads * _AHEAD)


def _read(client: Client, setup: Setup, batches: Iterator[list[Task]], ahead: int) -> Iterator[Outcome]:
    sent: dict[Future, list[Task]] = {}

    def send(batch: list[Task]) -> Future:
        future = client.submit(_read_batch, setup, batch, pure=False)
        sent[future] = batch
        return future

    coming = as_completed([send(batch) for batch in islice(batches, ahead)])
    for future in coming:
        batch = sent.pop(future)
        error = future.exception()
        if error is None:
            yield from future.result()
        elif not isinstance(error, KilledWorker):
            raise error
        elif len(batch) == 1:
            yield refused(batch[0], too_much(batch[0].where))
        else:
            # One of them ends whatever worker reads it; alone, it is found.
            for task in batch:
                coming.add(send([task]))
        if following := next(batches, None):
            coming.add(send(following))


def _read_batch(setup: Setup, tasks: list[Task]) -> list[Outcome]:
    """Read documents on a worker of the cluster, which is made ready once."""
    here = get_worker()
    with _READY:
        if getattr(here, "palmares_setup", None) != setup:
            here.palmares, here.palmares_setup = _worker(setup), setup
        # One document at a time in a process: PDFium is not made for threads.
        return [here.palmares.read(task) for task in tasks]


_READY = threading.Lock()


def _worker(setup: Setup) -> Worker:
    if fingerprint(setup.base) != setup.fingerprint:
        raise UsageError(
            Text(
                "the cluster’s workers have other rules, another registry or other libraries",
                "les nœuds de la grappe ont d’autres règles, un autre registre ou d’autres bibliothèques",
            ),
            fix=Text(
                "install the same version of Palmarès and of its libraries there",
                "y installer la même version de Palmarès et de ses bibliothèques",
            ),
        )
    registry = load_registry(project.REGISTRY, setup.base)
    return Worker(registry, ontology_graph(project.ONTOLOGY, setup.base))
