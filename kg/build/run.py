"""One build at work: documents are found, those that changed are read, and the whole is merged and written."""

from __future__ import annotations

import os
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg import project
from kg.build.fingerprint import fingerprint
from kg.build.kept import KeptParts
from kg.build.output import replace_files, replace_texts
from kg.build.pool import read_all
from kg.build.report import BuildReport, Built, Progress
from kg.build.sources import find_sources, read_sources
from kg.build.worker import Outcome, Task, Worker
from kg.errors import DocumentError, KgError, Text, UsageError, installed_with
from kg.graph import Candidate, Merge, text_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.build.report import Settings
    from kg.build.state import State
    from kg.registry import Registry

_BATCH = 16  # documents handed to a process at a time; more gain nothing, fewer leave processes idle
_BATCH_BYTES = 4 * 1024 * 1024
_PER_WORKER = 16  # documents from which another process pays
_KEPT_TOGETHER = 32  # outcomes that are kept in one transaction: what a kill can cost
_LISTED = 50  # documents that a report lists


class Run:
    """One build; ``read`` comes first, then ``write``."""

    def __init__(
        self,
        state: State,
        registry: Registry,
        ontology: frozenset[Triple],
        settings: Settings,
        listen: Callable[[Progress], None],
    ) -> None:
        """Prepare; nothing is read yet."""
        self._state, self._registry, self._ontology = state, registry, ontology
        self._settings, self._listen = settings, listen
        self._fingerprint = fingerprint(registry.base, settings.ontology)
        self._refused: list[KgError] = []
        self._missing: list[Outcome] = []
        self._progress = Progress("find")
        self._withdrawn = 0

    def read(self, paths: Sequence[Path], output: Path) -> None:
        """Find the documents, read those that changed, and keep their outcomes."""
        with self._state.transaction():
            for found in find_sources(paths, output):
                if isinstance(found, KgError):
                    self._refused.append(found)
                else:
                    self._state.see(found)
        self._refused += self._state.clashes()
        total = self._state.seen()
        if not total and not self._refused:
            raise _nothing(paths)
        self._tell(stage="read", total=total)
        outcomes = self._outcomes()
        while some := list(islice(outcomes, _KEPT_TOGETHER)):
            self._state.put(some, self._fingerprint)
        self._withdrawn = self._state.withdraw()
        self._refused += self._state.refusals()

    def _outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes of the documents that changed, then of those that could not be had."""
        batches = self._batches()
        first = next(batches, None)
        if first is not None:
            for outcome in self._from_workers(chain([first], batches)):
                self._count(outcome)
                yield outcome
        for outcome in self._missing:
            self._count(outcome)
            yield outcome

    def _from_workers(self, batches: Iterator[list[Task]]) -> Iterator[Outcome]:
        settings = self._settings
        if settings.cluster is not None:
            return _on_cluster(settings.cluster, self._registry.base, self._fingerprint, batches)
        count = settings.workers or min(cores(), 1 + self._progress.total // _PER_WORKER)
        return read_all(Worker(self._registry, self._ontology), batches, count)

    def _batches(self) -> Iterator[list[Task]]:
        batch: list[Task] = []
        size = 0
        for task in self._changed():
            batch.append(task)
            size += len(task.content)
            if len(batch) == _BATCH or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _changed(self) -> Iterator[Task]:
        """Yield the documents that are new or not as they were, or that were read by other rules."""
        for source, content in read_sources(self._state.sources()):
            if isinstance(content, KgError):
                self._missing.append(Outcome(source.key, "", source.where, refusal=content))
                continue
            task = Task(source.key, source.slug, source.name, source.where, content, source.sidecar)
            if not self._settings.force and self._state.outcome(task.key) == (task.digest, self._fingerprint):
                self._tell(done=self._progress.done + 1)
            else:
                yield task

    def _count(self, outcome: Outcome) -> None:
        now = self._progress
        self._tell(
            done=now.done + 1,
            read=now.read + 1,
            claims=now.claims + outcome.claims,
            findings=now.findings + len(outcome.findings),
            refused=now.refused + (outcome.refusal is not None),
        )

    def _tell(self, **now: int | str) -> None:
        self._progress = self._progress._replace(**now)  # type: ignore[arg-type]
        self._listen(self._progress)

    def write(self, output: Path) -> BuildReport:
        """Merge and write, unless what is there is what would be written; nothing is written without a document."""
        self._state.compared.update()
        totals = self._state.totals()
        merged = self._state.merged()
        if totals["documents"] and (merged is None or merged["files"] != _stamps(output)):
            self._tell(stage="merge")
            merged = self._merge(output)
        merged = merged or {"triples": 0, "candidates": []}
        return BuildReport(
            output=output,
            read=self._progress.read,
            unchanged=self._progress.done - self._progress.read,
            withdrawn=self._withdrawn,
            findings=self._state.findings(),
            contradictions=self._state.compared.count(),
            refused=tuple(self._refused),
            candidates=tuple(Candidate(*each) for each in merged["candidates"]),
            triples=merged["triples"],
            first=tuple(Built(*each) for each in self._state.first(_LISTED)),
            **totals,
        )

    def _merge(self, output: Path) -> dict[str, object]:
        parts = KeptParts(self._state)
        merge = Merge(parts, self._registry, self._ontology)
        texts = ((text_name(slug), text) for slug, text in parts.texts())
        replace_texts(output, texts, {text_name(slug) for slug in parts.with_text()})
        # In this order: what the Turtle settles, the quads are changed by.
        files = {project.MERGED: merge.turtle(), project.QUADS: merge.quads()}
        replace_files(output, self._state.folder / "next", files)
        candidates = [[each.kind, each.words] for each in merge.candidates]
        merged = {"files": _stamps(output), "triples": merge.triples, "candidates": candidates}
        self._state.wrote(merged)
        return merged


def cores() -> int:
    """Count the cores that this process may use; macOS tells only how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _on_cluster(address: str, base: str, fingerprint: str, batches: Iterator[list[Task]]) -> Iterator[Outcome]:
    try:
        from kg.build.cluster import Setup, read_on_cluster  # noqa: PLC0415 (the extra "cluster")
    except ModuleNotFoundError as error:
        raise UsageError(
            Text(f"{error.name} is not installed", f"{error.name} n’est pas installé"),
            where="--cluster",
            fix=installed_with("cluster"),
        ) from error
    return read_on_cluster(address, Setup(base, fingerprint), batches)


def _stamps(output: Path) -> dict[str, list[int]]:
    """Give size and time of the files of the output that there are: what tells that somebody else changed them."""
    files = (output / name for name in (project.MERGED, project.QUADS))
    stats = {file.name: file.stat() for file in files if file.is_file()}
    return {name: [found.st_size, found.st_mtime_ns] for name, found in stats.items()}


def _nothing(paths: Sequence[Path]) -> DocumentError:
    return DocumentError(
        Text("no documents here", "pas de documents ici"),
        where=", ".join(map(str, paths)),
        fix=Text("name documents, or a folder that holds some", "nommer des documents ou un dossier qui en contient"),
    )
