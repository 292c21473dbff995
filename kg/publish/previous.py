"""The publication before this one: what it held, and the address at which it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from kg import project
from kg.errors import DataError, Text
from kg.publish.addresses import DOWNLOAD, SUMS
from kg.publish.blocks import Blocks, open_blocks
from kg.publish.making import digest_of
from kg.publish.reading import told
from kg.publish.statements import lines_of_turtle
from kg.validate.screen.terms import value_of
from kg.vocab import DCAT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from kg.graph.terms import Term

HISTORY = f"{DOWNLOAD}/history.ttl"
DESCRIPTION = f"{DOWNLOAD}/dataset.ttl"
SITE = ".site"  # the address at which the site stands


class Publication(NamedTuple):
    """A publication to compare with: its graph, its history if it has one, and its version."""

    blocks: Blocks
    history: Blocks | None
    version: Term

    def named(self, dataset: str) -> Term:
        """Give the IRI of its version; a data set that states none is its own."""
        version = quote(value_of(self.version), safe="") if self.version else ""
        return f"<{dataset}/{version}>" if version else f"<{dataset}>"


def ensure_published(folder: Path) -> None:
    """Raise DataError for a folder that holds no publication."""
    if not (folder / DOWNLOAD / project.MERGED).is_file():
        raise DataError(
            Text("no publication here", "pas de publication ici"),
            where=str(folder),
            fix=Text("name the folder that kg publish -o wrote", "nommer le dossier que kg publish -o a écrit"),
        )


def open_previous(folder: Path, dataset: str, opened: ExitStack) -> Publication | None:
    """Open what a folder holds from an earlier publication; None if it holds none, DataError if it is damaged.

    What is opened stays open as long as ``opened``.
    """
    merged, history = folder / DOWNLOAD / project.MERGED, folder / HISTORY
    if not merged.is_file():
        return None
    checked = {each.rpartition("/")[2] for each in (HISTORY, DESCRIPTION)} | {merged.name}
    sums = folder / DOWNLOAD / SUMS
    for line in sums.read_text("utf-8", errors="replace").splitlines() if sums.is_file() else ():
        digest, _, name = line.partition("  ")
        if name in checked and not _has_digest(merged.with_name(name), digest):
            raise _damaged(merged.with_name(name))
    blocks = opened.enter_context(open_blocks(merged))
    older = opened.enter_context(open_blocks(history)) if history.is_file() else None
    description = folder / DESCRIPTION
    with told(description):
        stated = _versions(description.read_text("utf-8"), dataset) if description.is_file() else iter(())
        return Publication(blocks, older, next(stated, "") or _stated(blocks, dataset))


def version_of(blocks: Blocks, dataset: str) -> str:
    """Give the version that a graph states of itself, or nothing."""
    version = _stated(blocks, dataset)
    return value_of(version) if version else ""


def _stated(blocks: Blocks, dataset: str) -> Term:
    number = blocks.find(dataset)
    return "" if number is None else next(_versions(blocks.head + blocks.text(number), dataset), "")


def _versions(text: str, dataset: str) -> Iterator[Term]:
    own = f"<{dataset}> <{DCAT}version> "
    return (line.removeprefix(own) for line in sorted(lines_of_turtle(text)) if line.startswith(own))


def last_site(folder: Path) -> str:
    """Give the address of the last publication; empty where it had none."""
    note = folder / SITE
    with told(note):
        return note.read_text("utf-8").strip() if note.is_file() else ""


def _has_digest(file: Path, digest: str) -> bool:
    with told(file):
        return digest_of(file) == digest


def _damaged(file: Path) -> DataError:
    return DataError(
        Text("damaged since the last publication", "abîmé depuis la dernière publication"),
        where=str(file),
        fix=Text(
            "restore it, or name a sound publication with --previous DIR: what was withdrawn stands there",
            "le rétablir, ou nommer une publication saine avec --previous DOSSIER\N{NARROW NO-BREAK SPACE}; ce qui a"
            " été retiré s’y trouve",
        ),
    )
