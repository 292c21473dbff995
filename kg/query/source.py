"""What a path stands for: files of RDF, or a store of Oxigraph; and how they come into a store of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import DataError, Text, quoted_in_french, reason_of
from kg.project import MERGED, QUADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# By extension; a .txt file may well be N-Triples, but in a folder it is a note.
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_STORE = "CURRENT"  # the file that every RocksDB database has
_NOT_DATA = ("LOG", "LOCK", "IDENTITY", "OPTIONS")
_ELSEWHERE = Text(
    en="kg build makes one; --graph names another",
    fr="kg build en fait un\N{NARROW NO-BREAK SPACE}; --graph en nomme un autre",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a graph comes from: files of RDF, or with ``is_store`` the files of one store, which lie in ``path``."""

    path: Path
    files: tuple[Path, ...]
    is_store: bool = False

    @property
    def size(self) -> int:
        """How many bytes the files have."""
        return sum(file.stat().st_size for file in self.files)


def source_of(path: Path, *, named_graphs: bool = False) -> Source:
    """Tell what a path stands for.

    Of a built graph's folder it is the merged Turtle, and the N-Quads only for ``named_graphs``; of another folder,
    every RDF file.
    """
    source = _found(path, named_graphs=named_graphs)
    for file in source.files:
        try:
            file.open("rb").close()
        except OSError as error:
            raise _unreadable(error, file) from error
    return source


def _found(path: Path, *, named_graphs: bool) -> Source:
    if path.is_file():
        return Source(path, (path,))
    if not path.is_dir():
        raise DataError(Text(en="no graph here", fr="pas de graphe ici"), where=str(path), fix=_ELSEWHERE)
    if (path / _STORE).is_file():
        return Source(path, tuple(sorted(f for f in path.iterdir() if not f.name.startswith(_NOT_DATA))), is_store=True)
    if (path / MERGED).is_file() and not (named_graphs and (path / QUADS).is_file()):
        return Source(path, (path / MERGED,))
    if (path / QUADS).is_file():
        return Source(path, (path / QUADS,))
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in _FORMATS)
    if not files:
        what = Text(
            en="neither an RDF file nor a store in this folder", fr="ni fichier RDF ni entrepôt dans ce dossier"
        )
        raise DataError(what, where=str(path), fix=_ELSEWHERE)
    return Source(path, tuple(files))


def in_memory(source: Source) -> Store:
    """Read a graph into memory."""
    store = Store()
    try:
        fill(store, source)
    except OSError as error:
        raise _unreadable(error, source.path) from error
    return store


def open_store(folder: Path) -> Store:
    """Open a store on disk, to be read only."""
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise corrupt(folder, error) from error


def corrupt(folder: Path, error: Exception) -> DataError:
    """Say that a store on disk cannot be read."""
    words = str(error).strip().partition("\n")[0]
    return DataError(
        Text(
            en=f"this store is corrupt or incomplete, {words}",
            fr=f"entrepôt corrompu ou incomplet, {quoted_in_french(words)}",
        ),
        where=str(folder),
        fix=Text(en="load the graph into a new one", fr="charger le graphe dans un nouvel entrepôt"),
    )


def fill(store: Store, source: Source) -> None:
    """Put a graph into an empty store: all into its default graph, what has a named graph there too.

    Broken RDF is a DataError. An OSError, or a RuntimeError of the store's, is left to the caller, who knows whether
    it is the file or the store that may fail.
    """
    _fill(store, source)
    store.optimize()  # on disk, a second or three for a million triples, and each look-up takes half as long


def _fill(store: Store, source: Source) -> None:
    if source.is_store:
        store.bulk_extend(_twice(open_store(source.path)))
        return
    named = [file for file in source.files if _format(file).supports_datasets]
    for file in source.files:
        try:
            store.bulk_load(path=str(file), format=_format(file))
        except SyntaxError as error:
            where = f"{file}:{error.lineno}:{error.offset}" if error.lineno else str(file)
            words = error.msg.rpartition(": ")[2]
            said = Text(en=f"broken RDF, {words}", fr=f"RDF mal formé, {quoted_in_french(words)}")
            raise DataError(said, where=where) from error
    if named:
        store.bulk_extend(_merged(quad) for quad in store)


def _unreadable(error: OSError, file: Path) -> DataError:
    reason = reason_of(error)
    return DataError(Text(en=f"unreadable, {reason.en}", fr=f"illisible, {reason.fr}"), where=str(file))


def _twice(quads: Store) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield _merged(quad)


def _merged(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def _format(file: Path) -> RdfFormat:
    try:
        return _FORMATS[file.suffix]
    except KeyError:
        raise DataError(
            Text(en="not an RDF file", fr="pas un fichier RDF"),
            where=str(file),
            fix=Text(
                en="Turtle, N-Quads, TriG, N-Triples, RDF/XML or JSON-LD",
                fr="Turtle, N-Quads, TriG, N-Triples, RDF/XML ou JSON-LD",
            ),
        ) from None
