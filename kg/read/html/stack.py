"""The elements that are open at a point of a page, and what closes them: their end tags, and tags that imply them.

Each step takes a time that does not grow with the depth, so that a page of unclosed elements is read in linear time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav ol option p pre search section"
    " select summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_PARTS = frozenset("caption colgroup tbody thead tfoot tr td th".split())
_CELLS = frozenset("td th caption".split())
_GROUPS = frozenset("tbody thead tfoot".split())
_TABLE = frozenset({"table"})
_LISTS = frozenset("ul ol menu dir table".split())
_DEFINITIONS = frozenset("dl table".split())
_TERMS = frozenset("dt dd".split())
# What an opening tag closes, unless a list or table that began later stands between.
_IMPLIED: dict[str, tuple[Collection[str], Collection[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (_TERMS, _DEFINITIONS),
    "dd": (_TERMS, _DEFINITIONS),
    "td": (_CELLS, _TABLE),
    "th": (_CELLS, _TABLE),
    "tr": (_CELLS | {"tr"}, _TABLE),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_IMPLIED |= dict.fromkeys(_GROUPS, (_GROUPS | {"tr", "caption"}, _TABLE))


def is_inline(name: str) -> bool:
    """Tell whether an element neither begins nor ends a block; one of a name we do not know is such."""
    return name not in _BLOCKS


@dataclass(slots=True)
class _Element:
    name: str
    region: int | None
    is_closed: bool = False


class Stack:
    """The open elements. ``region`` is that of the innermost; None where it is not seen."""

    def __init__(self) -> None:
        """Start with none."""
        self._elements: list[_Element] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._blocks: list[int] = []

    def __contains__(self, name: str) -> bool:
        """Tell whether an element of this name is open."""
        return bool(self._places.get(name))

    @property
    def region(self) -> int | None:
        """The region of the innermost element."""
        return self._elements[-1].region if self._elements else 0

    def open(self, name: str, region: int | None) -> None:
        """Open an element."""
        self._places[name].append(len(self._elements))
        if not is_inline(name):
            self._blocks.append(len(self._elements))
        self._elements.append(_Element(name, region))

    def implied_ends(self, name: str) -> Iterator[str]:
        """Close what the start of block ``name`` closes; yield their names as `close` does."""
        if "p" in self:
            yield from self._pop_to(self._places["p"][-1])
        if "head" in self:
            yield from self._pop_to(self._places["head"][-1])
        if name in _HEADINGS:
            yield from self._close_last(_HEADINGS, ())
        ended, barriers = _IMPLIED.get(name, ((), ()))
        yield from self._close_last(ended, barriers)

    def close(self, name: str) -> Iterator[str]:
        """Close an element by its end tag; yield the names of those seen as they are closed, innermost first."""
        places = self._places.get(name)
        if not places:
            return
        place = places[-1]
        if is_inline(name) and self._blocks and self._blocks[-1] > place:
            # An end tag that stands in another block: only the element itself ends.
            self._elements[place].is_closed = True
            places.pop()
            if self._elements[place].region is not None:
                yield name
        elif name in _PARTS or name == "table" or place > self._last(_CELLS):
            yield from self._pop_to(place)

    def close_all(self) -> Iterator[str]:
        """Close all elements at the end of the page; yield their names as `close` does."""
        yield from self._pop_to(0)

    def _close_last(self, names: Iterable[str], barriers: Iterable[str]) -> Iterator[str]:
        barrier = self._last(barriers)
        places = [self._places[name][-1] for name in names if self._places.get(name)]
        if inner := [place for place in places if place > barrier]:
            yield from self._pop_to(min(inner))

    def _last(self, names: Iterable[str]) -> int:
        return max((self._places[name][-1] for name in names if self._places.get(name)), default=-1)

    def _pop_to(self, place: int) -> Iterator[str]:
        while len(self._elements) > place:
            element = self._elements[-1]
            # Yielded before it goes, so that its text is still told to be in its region.
            if not element.is_closed:
                if element.region is not None:
                    yield element.name
                self._places[element.name].pop()
            if not is_inline(element.name):
                self._blocks.pop()
            self._elements.pop()
