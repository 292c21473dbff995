"""What an outcome depends on besides its document: the rules, the registry, the ontology, the shapes, the libraries."""

from __future__ import annotations

import hashlib
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg import project

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent
_NAME = re.compile(r"[\w.-]+")
# Parts of the package that no outcome depends on.
_NOT_RULES = ("api", "build", "cli", "diff", "plot", "publish", "push", "query", "serve", "table")


def fingerprint(base: str, ontology: Path = project.ONTOLOGY) -> str:
    """Give the digest of all that decides, with a document's bytes, what is read in it and how it is written."""
    digest = hashlib.sha256(base.encode())
    for name in _libraries():
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for file in _files(ontology):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(ontology: Path) -> Iterator[Path]:
    """Yield the files, by folder and name; byte code and the committed graph are none of them."""
    for file in sorted(_PACKAGE.rglob("*.py")):
        if file.relative_to(_PACKAGE).parts[0] not in _NOT_RULES:
            yield file
    yield _PACKAGE / "build" / "worker.py"
    for folder in (ontology, project.REGISTRY, project.SHAPES):
        yield from sorted(folder.glob("*.ttl"))


def _libraries() -> Iterator[str]:
    """Yield the libraries that read, recognise and write, as the package declares them."""
    for wanted in sorted(metadata.requires("palmares") or ()):
        if "extra ==" not in wanted:
            yield _NAME.findall(wanted)[0]
