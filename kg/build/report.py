"""What a build is told, what it tells on the way, and what it reports at the end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import project
from kg.build.output import write_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.build.state import State
    from kg.errors import KgError, Text
    from kg.graph import Candidate


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build.

    ``workers`` are processes (None: as many as pay), ``cluster`` is the address of a Dask scheduler to use instead;
    with ``force`` all is read anew; ``report`` is a file to write for machines.
    """

    workers: int | None = None
    cluster: str | None = None
    force: bool = False
    report: Path | None = None
    ontology: Path = project.ONTOLOGY


class Progress(NamedTuple):
    """How far a build is: at which stage ("find", "read", "merge"), how many of how many documents are done.

    ``read``, ``claims``, ``findings`` and ``refused`` count the documents read in this run and what they gave; the
    others that are done had not changed.
    """

    stage: str
    done: int = 0
    total: int = 0
    read: int = 0
    claims: int = 0
    findings: int = 0
    refused: int = 0


class Built(NamedTuple):
    """A document in the graph: its slug, how much was read in it, and the encoding of its file if that is a text."""

    slug: str
    claims: int
    facts: int
    encoding: str | None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    ``documents``, ``claims``, ``facts`` and ``findings`` (by severity) count those of the whole graph, ``triples``
    those of the merged one; ``read``, ``unchanged`` and ``withdrawn`` count the documents of this run, refused ones
    included. ``contradictions`` counts the results of the documents read in this run that contradict another result.
    ``first`` are the first documents of the graph by slug, as many as a reader may want to see; ``silent`` counts those
    without a position.
    """

    output: Path
    documents: int
    read: int
    unchanged: int
    withdrawn: int
    claims: int
    facts: int
    silent: int
    findings: Mapping[str, int]
    contradictions: int
    refused: tuple[KgError, ...]
    candidates: tuple[Candidate, ...]
    triples: int
    first: tuple[Built, ...]


def write_report(file: Path, report: BuildReport, state: State) -> None:
    """Write a report as JSON, one document a line, as a stream: the same bytes for the same build.

    It tells no time: how long a build took is no property of what was built.
    """
    write_stream(file, _lines(report, state))


def _lines(report: BuildReport, state: State) -> Iterator[bytes]:
    counts = {
        name: getattr(report, name)
        for name in ("documents", "read", "unchanged", "withdrawn", "claims", "facts", "silent", "triples", "findings")
    }
    yield b"{\n"
    for name, count in counts.items():
        yield f"  {json.dumps(name)}: {json.dumps(count)},\n".encode()
    refused = ({"what": _both(e.what), "where": e.where, "fix": _both(e.fix)} for e in report.refused)
    candidates = ({"kind": each.kind, "words": each.words} for each in report.candidates)
    yield from _list("refused", refused)
    yield b",\n"
    yield from _list("candidates", candidates)
    yield b",\n"
    yield from _list("contradictions", state.compared.contradictions())
    yield b",\n"
    yield from _list("built", state.documents())
    yield b"\n}\n"


def _list(name: str, items: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    yield f"  {json.dumps(name)}: [".encode()
    comma = ""
    for item in items:
        yield f"{comma}\n    {json.dumps(item, ensure_ascii=False)}".encode("utf-8", "backslashreplace")
        comma = ","
    yield b"\n  ]" if comma else b"]"


def _both(text: Text | None) -> dict[str, str] | None:
    return text._asdict() if text else None
