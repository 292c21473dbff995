"""The main classes drawn: boxes laid by hand, and the properties that lead from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import Text
from kg.vocab import PAL

if TYPE_CHECKING:
    from kg.publish.site.described_terms import Terms

_WIDTH, _HEIGHT = 860, 400
_BOX = (164, 44)


class _Box(NamedTuple):
    """A class, and the middle of its box."""

    name: str
    x: int
    y: int


_BOXES = {
    box.name: box
    for box in (
        _Box("Document", 100, 60),
        _Box("Evidence", 100, 200),
        _Box("Result", 400, 200),
        _Box("Institution", 400, 60),
        _Box("Edition", 720, 60),
        _Box("Ranking", 720, 160),
        _Box("Publisher", 720, 260),
        _Box("Criterion", 560, 350),
        _Box("Goal", 760, 350),
        _Box("Scope", 330, 350),
        _Box("Place", 100, 350),
    )
}
_SOURCE = Text("in", "dans")  # a term of another vocabulary: a passage lies in its document
# From, to, and by which property.
_ARROWS = (
    ("Evidence", "Document", ""),
    ("Result", "Evidence", "evidence"),
    ("Result", "Institution", "institution"),
    ("Result", "Edition", "edition"),
    ("Edition", "Ranking", "ranking"),
    ("Ranking", "Publisher", "publisher"),
    ("Result", "Criterion", "criterion"),
    ("Criterion", "Goal", "goal"),
    ("Result", "Scope", "scope"),
    ("Scope", "Place", "place"),
)


class Arrow(NamedTuple):
    """A line from one box to another, and where the words on it stand."""

    x1: float
    y1: float
    x2: float
    y2: float
    words: str
    x: float
    y: float


class Outline(NamedTuple):
    """What a template draws; ``told`` says the same in words."""

    width: int
    height: int
    box: tuple[int, int]
    boxes: list[tuple[int, int, str]]
    arrows: list[Arrow]
    told: str


def outline(terms: Terms, language: str) -> Outline:
    """Lay out the main classes, named in one language."""
    arrows = [_arrow(terms, start, end, by, language) for start, end, by in _ARROWS]
    told = "; ".join(
        f"{_label(terms, start, language)} – {arrow.words} – {_label(terms, end, language)}"
        for (start, end, _), arrow in zip(_ARROWS, arrows, strict=True)
    )
    boxes = [(box.x, box.y, _label(terms, box.name, language)) for box in _BOXES.values()]
    return Outline(_WIDTH, _HEIGHT, _BOX, boxes, arrows, told)


def _label(terms: Terms, name: str, language: str) -> str:
    return terms.label(PAL + name, language).text


def _arrow(terms: Terms, start: str, end: str, by: str, language: str) -> Arrow:
    one, other = _BOXES[start], _BOXES[end]
    (x1, y1), (x2, y2) = _edge(one, other), _edge(other, one)
    words = _label(terms, by, language) if by else _SOURCE.in_language(language)
    return Arrow(x1, y1, x2, y2, words, (x1 + x2) / 2, (y1 + y2) / 2 + (-7 if y1 == y2 else 4))


def _edge(box: _Box, towards: _Box) -> tuple[float, float]:
    """Give where the line from the middle of a box to another leaves it."""
    wide, high = _BOX
    dx, dy = towards.x - box.x, towards.y - box.y
    share = min(*(half / abs(way) for half, way in ((wide / 2, dx), (high / 2, dy)) if way), 1)
    return box.x + dx * share, box.y + dy * share
