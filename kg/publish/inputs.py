"""What a publication is made from, as one digest: the graph, the code and its libraries, and what was asked for."""

from __future__ import annotations

import hashlib
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg import project
from kg.publish.making import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent
# Parts of the package that no publication depends on.
_NOT_PUBLISHING = ("api", "cli", "push", "serve")
_NAME = re.compile(r"[\w.-]+")


def inputs_of(graph: Path, about: Path | None, *asked: object) -> str:
    """Give the digest of all that decides what is published, but for what was published before."""
    digest = hashlib.sha256(repr((platform.python_version(), *asked)).encode())
    for library in sorted({_NAME.findall(each)[0] for each in metadata.requires("palmares") or ()}):
        digest.update(f"{library} {_version(library)}\n".encode())
    for file in (graph / project.MERGED, graph / project.QUADS, *([about] if about else []), *code()):
        digest.update(f"{file.name} {digest_of(file)}\n".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def code() -> Iterator[Path]:
    """Yield the files of the package, templates and queries among them, and the data that it reads."""
    parts = sorted(each for each in _PACKAGE.iterdir() if each.is_dir() and each.name not in _NOT_PUBLISHING)
    for folder in dict.fromkeys((*parts, project.ONTOLOGY, project.SHAPES, project.REGISTRY)):
        yield from sorted(each for each in folder.rglob("*.*") if each.is_file() and each.suffix != ".pyc")
    yield from sorted(_PACKAGE.glob("*.py"))
