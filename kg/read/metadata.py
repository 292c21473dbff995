"""What a document says of itself: its date, the documents it links to, and what a sidecar file adds."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kg.errors import DocumentError, Text
from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read.document import Block, BlockKind, Citation, Span
from kg.read.limits import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_DOCUMENT_FILE = re.compile(r"\.(?:pdf|docx?|html?|md|txt)$", re.IGNORECASE)
# The date of a release stands near its head or its foot; dates inside the prose speak of other things.
_LONGEST_DATE_LINE = 60
_NUMERIC_DATE = re.compile(r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>20\d{2})(?!\d)")
_SIDECAR_KEYS = {"id": str, "source": str, "date": date, "publisher": str}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``{name}.toml`` beside a document says; every field may be missing."""

    id: str | None = None
    source: str | None = None
    date: date | None = None
    publisher: str | None = None


def read_sidecar(path: Path) -> Sidecar:
    """Read the sidecar of the document at ``path``; without one all fields are None."""
    file = path.with_suffix(".toml")
    return parse_sidecar(read_file(file), str(file)) if file.is_file() else Sidecar()


def parse_sidecar(content: bytes, where: str) -> Sidecar:
    """Read the content of a sidecar; ``where`` names it in errors.

    Raises DocumentError where it is no TOML, or has keys or values that a sidecar has not.
    """
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            Text(f"broken TOML: {error}", f"TOML invalide\N{NO-BREAK SPACE}: {error}"),
            where=where,
            fix=Text("write lines such as date = 2024-06-04", "écrire des lignes comme date = 2024-06-04"),
        ) from error
    for key, value in values.items():
        if key not in _SIDECAR_KEYS:
            raise DocumentError(
                Text(f"unknown key {key}", f"clé inconnue {key}"),
                where=where,
                fix=Text(
                    f"use {', '.join(_SIDECAR_KEYS)}", f"clés admises\N{NO-BREAK SPACE}: {', '.join(_SIDECAR_KEYS)}"
                ),
            )
        if type(value) is not _SIDECAR_KEYS[key]:  # a datetime is a date to isinstance
            raise DocumentError(
                Text(f"{key} is not a {_SIDECAR_KEYS[key].__name__}", f"{key} n’est pas du type attendu"),
                where=where,
                fix=Text('write date = 2024-06-04 or source = "…"', 'écrire date = 2024-06-04 ou source = "…"'),
            )
    return Sidecar(**values)


def find_date(blocks: Iterable[Block]) -> tuple[date, Span] | None:
    """Find the date of the document: the first one in a short line of its own, or in a line at the head."""
    for position, block in enumerate(blocks):
        if len(block.text) > _LONGEST_DATE_LINE and (position > 0 or block.kind is not BlockKind.PARAGRAPH):
            continue
        folded = fold(block.text)
        language = LANGUAGES[block.language]
        for match in (*language.date.finditer(folded), *_NUMERIC_DATE.finditer(folded)):
            found = _date(match, language.months)
            if found:
                return found, block.view.to_source(Span(*match.span()))
    return None


def _date(match: re.Match[str], months: object) -> date | None:
    parts = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdigit() else dict(months)[month]  # type: ignore[call-overload]
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:  # the 31st of February is no date
        return None


def find_citations(source: str, links: Iterable[Span] | None = None) -> tuple[Citation, ...]:
    """Find links to documents (PDF, DOCX ...), in reading order, each title once.

    ``links`` are the addresses to look at, where the format marks them; else any address in the text is one.
    """
    found: dict[str, Citation] = {}
    if links is None:
        links = (Span(*match.span()) for match in _ADDRESS.finditer(source))
    for link in links:
        address = source[link.start : link.end]
        try:
            name = unquote(PurePosixPath(urlsplit(address).path).name)
        except ValueError:  # "http://[a/b.pdf" is no address
            continue
        if _DOCUMENT_FILE.search(name):
            title = re.sub(r"[\s_]+", " ", _DOCUMENT_FILE.sub("", name)).strip()
            at = address.rfind("/") + 1 + link.start
            if title and not re.fullmatch(r"[\w-]*methodologie[\w-]*|index", fold(title)):
                found.setdefault(title, Citation(title, Span(at, link.end)))
    return tuple(found.values())
