"""What is published: the folder of a build, its graph opened for queries, and what the graph says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg import project
from kg.errors import DataError, Text
from kg.publish.about import About
from kg.publish.blocks import open_blocks
from kg.publish.previous import version_of
from kg.publish.withdrawn import History
from kg.query import Engine, load_graph
from kg.vocab import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from kg.query import Answer

DATASET = "dataset/palmares"  # what the name of the data set ends with


class _Unopened(Engine):
    """A graph that is opened when it is first asked, by the process that asks."""

    def __init__(self, folder: Path) -> None:
        """Open nothing."""
        self._folder = folder

    def ask(self, query: str) -> Answer:
        """Run a query."""
        return self._engine.ask(query)

    @cached_property
    def _engine(self) -> Engine:
        return load_graph(self._folder)


@dataclass(frozen=True, slots=True)
class Source:
    """A graph to publish; ``version`` is that of the publication, ``site`` the address of the site without final slash.

    ``about`` tells who publishes it under which name, ``history`` what was published before and is gone.
    """

    folder: Path
    engine: Engine
    base: str
    version: str
    site: str
    about: About = field(default_factory=About)
    history: History = field(default_factory=History)

    @property
    def merged(self) -> Path:
        """The whole graph as Turtle."""
        return self.folder / project.MERGED

    @property
    def quads(self) -> Path:
        """The graph of each document, as N-Quads."""
        return self.folder / project.QUADS

    @property
    def dataset(self) -> str:
        """The IRI of the dataset."""
        return f"{self.base}{DATASET}"


def ensure_built(folder: Path) -> None:
    """Raise DataError for a folder that no build wrote, and for a file."""
    if folder.is_file():
        raise DataError(
            Text("is a file, not the folder of a build", "est un fichier, pas le dossier d’une construction"),
            where=str(folder),
            fix=Text(
                "name with --graph the folder that kg build wrote, not a file in it",
                "nommer avec --graph le dossier que kg build a écrit, et non un de ses fichiers",
            ),
        )
    for name in (project.MERGED, project.QUADS):
        if not (folder / name).is_file():
            raise DataError(
                Text(f"no {name} here", f"pas de {name} ici"),
                where=str(folder),
                fix=Text("kg build -o DIR makes such a folder", "kg build -o DOSSIER en fait un"),
            )


def open_source(folder: Path, site: str, about: About | None = None) -> Source:
    """Take what a build wrote; a folder that no build wrote is a DataError. The engine opens the graph when asked."""
    about = about or About()
    ensure_built(folder)
    with open_blocks(folder / project.MERGED) as blocks:
        base = blocks.base or BASE
        version = about.version or version_of(blocks, f"{base}{DATASET}")
    return Source(folder, _Unopened(folder), base, version, site.rstrip("/"), about)
