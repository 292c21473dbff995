"""The main classes drawn: boxes laid by hand, and the properties that lead from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import Text
from kg.vocab import PAL

if TYPE_CHECKING:
    from kg.publish.site.described_terms import Terms

_WIDTH, _HEIGHT = 860, 420
_HIGH, _LETTER, _MARGIN = 44, 8, 32  # a box is as wide as its words


class _Place(NamedTuple):
    """The middle of a class's box."""

    x: int
    y: int


_PLACES = {
    "Document": _Place(110, 40),
    "Evidence": _Place(110, 170),
    "Result": _Place(430, 170),
    "Institution": _Place(430, 40),
    "Edition": _Place(740, 40),
    "Ranking": _Place(740, 140),
    "Publisher": _Place(740, 240),
    "Criterion": _Place(560, 300),
    "Goal": _Place(560, 390),
    "Scope": _Place(330, 300),
    "Place": _Place(110, 300),
}
_SOURCE = Text("in", "dans")  # a term of another vocabulary: a passage lies in its document
# From, to, and by which property; none where its name is that of the class.
_ARROWS = (
    ("Evidence", "Document", ""),
    ("Result", "Evidence", "evidence"),
    ("Result", "Institution", "institution"),
    ("Result", "Edition", "edition"),
    ("Edition", "Ranking", "ranking"),
    ("Ranking", "Publisher", "publisher"),
    ("Result", "Criterion", "criterion"),
    ("Criterion", "Goal", None),
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


class Box(NamedTuple):
    """A class: the middle of its box, its width, and its name."""

    x: int
    y: int
    wide: int
    name: str


class Outline(NamedTuple):
    """What a template draws; ``told`` says the same in words."""

    width: int
    height: int
    high: int
    boxes: list[Box]
    arrows: list[Arrow]
    told: str


def outline(terms: Terms, language: str) -> Outline:
    """Lay out the main classes, named in one language."""
    boxes = {}
    for name, place in _PLACES.items():
        label = terms.label(PAL + name, language).text
        boxes[name] = Box(*place, _MARGIN + _LETTER * len(label), label)
    arrows = []
    for start, end, by in _ARROWS:
        words = "" if by is None else terms.label(PAL + by, language).text if by else _SOURCE.in_language(language)
        arrows.append(_arrow(boxes[start], boxes[end], words))
    told = "; ".join(
        " – ".join(filter(None, (boxes[start].name, arrow.words, boxes[end].name)))
        for (start, end, _), arrow in zip(_ARROWS, arrows, strict=True)
    )
    return Outline(_WIDTH, _HEIGHT, _HIGH, list(boxes.values()), arrows, told)


def _arrow(one: Box, other: Box, words: str) -> Arrow:
    (x1, y1), (x2, y2) = _edge(one, other), _edge(other, one)
    return Arrow(x1, y1, x2, y2, words, (x1 + x2) / 2, (y1 + y2) / 2 + (-7 if y1 == y2 else 4))


def _edge(box: Box, towards: Box) -> tuple[float, float]:
    """Give where the line from the middle of a box to another leaves it."""
    dx, dy = towards.x - box.x, towards.y - box.y
    share = min(*(half / abs(way) for half, way in ((box.wide / 2, dx), (_HIGH / 2, dy)) if way), 1)
    return box.x + dx * share, box.y + dy * share
