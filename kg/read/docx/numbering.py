"""The numbers of a list: Word does not write them, it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.read.docx.package import children, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_UNNUMBERED = {"bullet", "none"}
_MOST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``text`` has ``%1`` for the number of the first level, and so on."""

    style: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """Counts the items of all lists of a document, in its order."""

    def __init__(self, part: Element | None) -> None:
        """Read the forms of the lists; without ``part`` no list has numbers."""
        self._forms: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for form in children(part, "abstractNum"):
            self._forms[form.get("abstractNumId", "")] = dict(map(_level, children(form, "lvl")))
        for numbered in children(part, "num"):
            starts = {
                _number(override.get("ilvl"), 0): _number(value(override, "startOverride"), 1)
                for override in children(numbered, "lvlOverride")
                if value(override, "startOverride") is not None
            }
            self._lists[numbered.get("numId", "")] = (value(numbered, "abstractNumId") or "", starts)

    def next(self, list_id: str, depth: int) -> str:
        """Count one item of a list at ``depth`` (from 0) and give its number as written, "" of a bullet."""
        form, starts = self._lists.get(list_id, ("", {}))
        levels = self._forms.get(form, {})
        level = levels.get(depth, Level("bullet"))
        counts = self._counts.setdefault(form, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({at: start - 1 for at, start in starts.items()})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.style in _UNNUMBERED:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            upper = levels.get(at, Level())
            return _written(counts.get(at, upper.start), upper.style)

        return _PLACE.sub(shown, level.text)


def _level(element: Element) -> tuple[int, Level]:
    return _number(element.get("ilvl"), 0), Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        _number(value(element, "start"), 1),
    )


def _number(stated: str | None, default: int) -> int:
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) < 6 else default  # noqa: PLR2004


def _written(count: int, style: str) -> str:
    written = str(count)
    if style in {"lowerLetter", "upperLetter"} and count > 0:
        written = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26 % 100)
    elif style in {"lowerRoman", "upperRoman"} and 0 < count <= _MOST_ROMAN:
        written, rest = "", count
        for worth, letters in _ROMAN:
            written += letters * (rest // worth)
            rest %= worth
        written += _ROMAN_SMALL[rest]
    return written.upper() if style.startswith("upper") else written
