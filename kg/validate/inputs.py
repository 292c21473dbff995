"""Which files the user means: paths, folders and patterns, each file once."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, Text
from kg.validate.load import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def files_of(words: Iterable[str]) -> dict[str, Path]:
    """Give the files that words stand for, by the names to call them by.

    A folder stands for all graphs in it and below. A pattern (``**`` for any folders) is matched here too, as some
    shells leave it. Files that are named are taken as they are, whatever their ending.
    """
    files: dict[str, Path] = {}
    for word in words:
        path = Path(word)
        if path.is_dir():
            found = [each for each in _below(path) if not _hidden(each.relative_to(path))]
        elif not path.exists() and glob.has_magic(word):
            found = [file for each in sorted(glob.glob(word, recursive=True)) for file in _graphs(Path(each))]  # noqa: PTH207 (Path.glob takes no absolute pattern)
        else:
            files[word] = path
            continue
        if not found:
            raise _nothing(word, is_folder=path.is_dir())
        files |= {str(file): file for file in found}
    return files


def _graphs(path: Path) -> Iterator[Path]:
    if path.is_file() and path.suffix in FORMATS:
        yield path


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        yield from _graphs(path)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _nothing(word: str, *, is_folder: bool) -> DataError:
    known = ", ".join(FORMATS)
    no_file = Text(en="no file matches", fr="aucun fichier ne correspond")
    no_graph = Text(en="no graph in this folder", fr="pas de graphe dans ce dossier")
    return DataError(
        no_graph if is_folder else no_file,
        where=word,
        fix=Text(en=f"name files ending in {known}", fr=f"nommer des fichiers qui finissent par {known}"),
    )
