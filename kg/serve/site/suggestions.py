"""What a visitor may have meant who asks for an address that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from kg.publish import addresses
from kg.publish.entities import KINDS, entities

if TYPE_CHECKING:
    from kg.publish.entities import Entity
    from kg.query import Engine

_MOST, _LIKE = 5, 70  # suggestions, and how alike of 100
_LONGEST = 100  # characters that are compared


class Suggestions:
    """The entities with pages of one generation, by what they are called."""

    def __init__(self, engine: Engine, base: str) -> None:
        """Read keys and labels."""
        self._called: dict[str, list[tuple[str, Entity]]] = {}
        for name, kind in KINDS.items():
            called = self._called.setdefault(name, [])
            for entity in entities(engine, kind, base):
                words = dict.fromkeys(map(default_process, (entity.key, *entity.label)))
                called += ((each, entity) for each in words if each)

    def to(self, path: str, language: str) -> list[tuple[str, str]]:
        """Give address and label of what is called most alike; of the kind that the address names, if it names one."""
        parts = [part for part in unquote(path, errors="replace").split("/") if part]
        kind = next((part for part in parts if part in KINDS), "")
        key = "/".join(parts[parts.index(kind) + 1 :] if kind else parts[-1:])
        asked = default_process(key.removesuffix(".html")[:_LONGEST])
        called = self._called[kind] if kind else [each for several in self._called.values() for each in several]
        found = process.extract(
            asked, [words for words, _ in called], scorer=fuzz.WRatio, limit=3 * _MOST, score_cutoff=_LIKE
        )
        suggested = dict.fromkeys(called[place][1] for _, _, place in found)
        return [
            (quote(addresses.page(addresses.address(entity), language), safe="/="), entity.label.in_language(language))
            for entity in list(suggested)[:_MOST]
        ]
