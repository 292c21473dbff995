"""The data set of a publication as a store on disk, which several processes read at once.

It lies in the user's cache folder under the digest of the N-Quads, so the same data are read once; whoever uses it
holds a lock of the system's on it, which no killed process leaves behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Store

from kg.errors import DataError, Text
from kg.publish.making import digest_of
from kg.query import Engine
from kg.query.index import cache_folder
from kg.query.source import Source, fill

_FORM = 1  # to be raised when the same data are put into a store otherwise
_STORE, _NOTE, _ASIDE = "store", "note.json", ".new"
MEND = Text(
    "publish it anew with kg publish; --force writes over what is damaged",
    "la publier de nouveau avec kg publish\N{NARROW NO-BREAK SPACE}; --force écrase ce qui est abîmé",
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of an index without asking it: the publication it was made of, and its size."""

    publication: str
    triples: int
    graphs: int


class Index:
    """An index in use: it stays where it is as long as one of these is held."""

    def __init__(self, folder: Path) -> None:
        """Hold an index that was made."""
        self._folder, self.store = folder, folder / _STORE
        self._lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_SH)
            self._open, self.note = Store.read_only(str(self.store)), _note(folder)
        except BaseException:
            self.release()
            raise

    def open(self) -> Engine:
        """Give it to be asked."""
        return Engine(self._open)

    def holds(self, iri: str) -> bool:
        """Tell whether it says anything of an IRI."""
        try:
            subject = NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in self._open.quads_for_pattern(subject, None, None))

    def release(self) -> None:
        """Let it go; it may be removed from then on."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def remove(self) -> None:
        """Let it go and remove it, unless another process has it."""
        self.release()
        remove_unused(self._folder)


def make_index(publication: Path, quads: Path, sums: Path) -> Path:
    """Make the index of a publication's N-Quads, unless it is there; give its folder. Raises DataError, OSError.

    This runs in a process of its own, and imports no more than it needs.
    """
    digest = _checked(quads, sums)
    folder = cache_folder() / "served" / f"{digest[:32]}-{_FORM}-{pyoxigraph.__version__}"
    if _sound(folder):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_others(folder.parent, publication)
    aside = folder.with_name(f"{folder.name}{_ASIDE}{os.getpid()}")
    try:
        _fill(aside, publication, quads)
        if digest_of(quads) != digest:
            raise _damaged(quads, sums)
        with suppress(OSError):  # another process made the same
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _fill(aside: Path, publication: Path, quads: Path) -> None:
    aside.mkdir()
    store = Store(str(aside / _STORE))
    fill(store, Source(quads, (quads,)))
    store.flush()
    ((count,),) = Engine(store).rows("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
    note = Note(str(publication.resolve()), int(str(count)), sum(1 for _ in store.named_graphs()))
    (aside / _NOTE).write_text(json.dumps(asdict(note)), encoding="utf-8")


def _sound(folder: Path) -> bool:
    try:
        _note(folder)
        Store.read_only(str(folder / _STORE))
    except (OSError, RuntimeError, TypeError, ValueError):
        return False
    return True


def _note(folder: Path) -> Note:
    return Note(**json.loads((folder / _NOTE).read_text(encoding="utf-8")))


def _checked(quads: Path, sums: Path) -> str:
    """Give the digest of the N-Quads, if it is the one that the publication states."""
    lines = (line.partition("  ") for line in sums.read_text("utf-8", errors="replace").splitlines())
    stated = {name: digest for digest, _, name in lines}
    found = digest_of(quads)
    if stated.get(quads.name) != found:
        raise _damaged(quads, sums)
    return found


def _damaged(file: Path, sums: Path) -> DataError:
    return DataError(
        Text(f"is not the file that {sums.name} tells of", f"n’est pas le fichier que décrit {sums.name}"),
        where=str(file),
        fix=MEND,
    )


def _remove_others(folder: Path, publication: Path) -> None:
    """Remove what was made of this publication before and is not in use, and of publications that are gone."""
    for other in folder.iterdir():
        try:
            made_of = json.loads((other / _NOTE).read_text(encoding="utf-8"))["publication"]
        except (OSError, ValueError, KeyError):
            continue
        if made_of == str(publication.resolve()) or not Path(made_of).exists():
            remove_unused(other)


def remove_unused(folder: Path) -> None:
    """Remove an index that nobody holds."""
    with suppress(OSError):
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
