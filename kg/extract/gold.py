"""A corpus to measure on: claims written by hand, and the texts they were written from.

The gold of a document is `ID.jsonl`, one JSON object a line, and its text `ID.*`; an ID is a file's name up to its
first dot.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, Text
from kg.extract.claims import PositionKind
from kg.read import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Line = dict[str, Any]

GOLD_SUFFIX = ".jsonl"
_KINDS = frozenset(PositionKind)
_NUMBERS = ("low", "high", "within")


@dataclass(frozen=True, slots=True)
class Case:
    """A document to be measured: its ID, the claims it states, and the files that hold both."""

    name: str
    claims: tuple[Line, ...]
    gold: Path
    text: Path


def read_corpus(gold: Path, texts: Path | None = None) -> tuple[Case, ...]:
    """Read the gold in folder ``gold``, in the order of its file names; its texts lie there or in folder ``texts``.

    A text without gold is left out. Raises DataError where a folder is missing or without gold, where gold has no text
    or several, and at the first line that is no claim.
    """
    golds = _by_name(_files(gold), {GOLD_SUFFIX})
    if not golds:
        raise DataError(
            Text("no gold in this folder", "aucune annotation de référence dans ce dossier"),
            where=str(gold),
            fix=Text("give a folder of ID.jsonl files", "donner un dossier de fichiers ID.jsonl"),
        )
    beside = _by_name(_files(texts or gold), SUFFIXES)
    return tuple(
        Case(name, tuple(read_claims(file)), file, _only(beside.get(name, []), file, texts or gold))
        for name, found in golds.items()
        for file in [_only(found, gold / name, gold)]
    )


def read_claims(file: Path) -> Iterator[Line]:
    """Yield the claims of a file, in its order; lines of other kinds (facts) and blank ones are left out."""
    try:
        content = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(
            Text(f"not UTF-8 (byte {error.start})", f"pas en UTF-8 (octet {error.start})"),
            where=str(file),
            fix=Text("save the file as UTF-8", "enregistrer le fichier en UTF-8"),
        ) from error
    for number, written in enumerate(content.split("\n"), start=1):
        if written.strip():
            line = _object(written, f"{file}:{number}")
            if line.get("type") in _KINDS:
                _check_numbers(line, f"{file}:{number}")
                yield line


def digest(corpus: Iterable[Case]) -> str:
    """Give the SHA-256 of names, gold and texts: figures are comparable where it is the same."""
    total = hashlib.sha256()
    for case in corpus:
        for part in (case.name.encode(), case.gold.read_bytes(), case.text.read_bytes()):
            total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DataError(
            Text("there is no such folder", "dossier introuvable"),
            where=str(folder),
            fix=Text("give a folder that exists", "donner un dossier qui existe"),
        )
    return sorted(path for path in folder.iterdir() if path.is_file())


def _by_name(files: Iterable[Path], suffixes: Iterable[str]) -> Mapping[str, list[Path]]:
    """Give the files of these suffixes by ID."""
    found: dict[str, list[Path]] = {}
    for file in files:
        if file.suffix.lower() in suffixes:
            found.setdefault(file.name.partition(".")[0], []).append(file)
    return found


def _only(found: list[Path], wanted: Path, folder: Path) -> Path:
    """Give the one file found for ``wanted``."""
    if not found:
        raise DataError(
            Text(f"gold without a text in {folder}", f"référence sans texte dans {folder}"),
            where=str(wanted),
            fix=Text(
                f"put its text there, ending in one of {', '.join(sorted(SUFFIXES))}, or name the folder of the texts",
                f"y mettre son texte, de suffixe {', '.join(sorted(SUFFIXES))}, ou nommer le dossier des textes",
            ),
        )
    if len(found) > 1:
        several = ", ".join(path.name for path in found)
        raise DataError(
            Text(
                f"several files of one ID: {several}", f"plusieurs fichiers d’un même ID\N{NO-BREAK SPACE}: {several}"
            ),
            where=str(wanted),
            fix=Text(
                "keep one: an ID is the name up to its first dot",
                "en garder un\N{NO-BREAK SPACE}: l’ID est le nom jusqu’à son premier point",
            ),
        )
    return found[0]


def _object(written: str, where: str) -> Line:
    fix = Text("write one JSON object on the line", "écrire un objet JSON sur la ligne")
    try:
        line = json.loads(written)
    except json.JSONDecodeError as error:
        what = Text(f"no JSON (column {error.colno}: {error.msg})", f"ce n’est pas du JSON (colonne {error.colno})")
        raise DataError(what, where=where, fix=fix) from error
    if not isinstance(line, dict):
        raise DataError(Text("no JSON object", "ce n’est pas un objet JSON"), where=where, fix=fix)
    return line


def _check_numbers(line: Line, where: str) -> None:
    # A grade may stand in ``low``.
    for field in _NUMBERS if line["type"] != PositionKind.GRADE else ():
        if not isinstance(line.get(field), int | float | None):
            raise DataError(
                Text(f"{field} is no number", f"{field} n’est pas un nombre"),
                where=where,
                fix=Text("write a number or null", "écrire un nombre ou null"),
            )
