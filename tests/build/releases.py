"""Small releases of few words, and what a build made of them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from kg import project
from kg.build import Settings, build

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.build import BuildReport
    from kg.registry import Registry

SCHOOLS = ("L’université de Bordeaux", "L’INSA Lyon", "L’université de Strasbourg", "IMT Mines Alès")


def words(number: int) -> str:
    """Give a release; those whose numbers are four apart speak of one school."""
    return (
        f"{SCHOOLS[number % 4]} est classée {20 + number}e au palmarès THE Impact 2024.\n\n"
        f"Elle est {1 + number % 9}e en France pour l’ODD {1 + number % 17}.\n"
    )


def release(folder: Path, name: str = "a.fr.txt", content: str | bytes | None = None) -> Path:
    """Write a release; without content it is one of `words`, by the length of its name."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    content = words(len(name)) if content is None else content
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def releases(folder: Path, count: int) -> list[Path]:
    """Write so many releases."""
    return [release(folder, f"{number // 10:02}/{number:03}.fr.txt", words(number)) for number in range(count)]


def written(output: Path) -> dict[str, bytes]:
    """Give all files of an output but the state, by name."""
    files = (file for file in output.rglob("*") if file.is_file() and ".palmares" not in file.parts)
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def merged(output: Path) -> set[Triple]:
    """Give the triples of the merged file."""
    return {quad.triple for quad in parse(path=output / project.MERGED, format=RdfFormat.TURTLE)}


class Corpus:
    """A folder of documents and the folder built from it."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self.documents, self.output, self.registry = folder / "in", folder / "out", registry
        self.documents.mkdir(parents=True)

    def build(self, *, force: bool = False) -> BuildReport:
        return build([self.documents], self.output, self.registry, Settings(workers=1, force=force))

    def from_nothing(self) -> dict[str, bytes]:
        output = self.output.with_name("fresh")
        shutil.rmtree(output, ignore_errors=True)
        build([self.documents], output, self.registry, Settings(workers=1))
        return written(output)
