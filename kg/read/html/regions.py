"""Which parts of a page are no part of its text: navigation, footers, cookie banners, what is hidden.

They are left out rather than kept as asides: a menu names institutions and rankings that the release is not about, in
whatever language the site has, and everything that looks at a document as a whole (title, language, date, whom it is
about) would be misled. Notes that stand inside the text (an aside, a foot of an article) stay, marked as boilerplate.

Names of elements are sure signs. Names of classes are not: `<div class="banner">` may hold the title, and a page may
stand in a form as a whole. A part that is told by such a sign stays where it holds the text's heading or most of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from kg.read.html.stack import is_inline

if TYPE_CHECKING:
    from kg.read.html.tokens import Tag, Tokens

_UNSEEN = frozenset(
    "script style template noscript svg math iframe object embed audio video canvas button select option textarea"
    " datalist head title rp".split()
)
_SET_APART = frozenset("nav footer aside dialog search".split())
_ROLES = frozenset(
    "navigation contentinfo banner dialog alertdialog search complementary menu menubar toolbar tablist".split()
)
_BODY = frozenset("html body main article".split())  # never told by a class
_CLASSED = frozenset("div section header form ul ol dl span a p details figure".split())
_HOLDERS = frozenset("main h1".split())  # teasers of other articles stand in sidebars
_CLASS_WORD = re.compile(
    r"(?:cookies?|consent|gdpr|rgpd|tarteaucitron|newsletter|banner|share|sharing|social-(?:share|media|links|icons)"
    r"|breadcrumbs?|menu|nav|navbar|navigation|footer|sidebar|skip-?link|pagination|popup|modal)"
)
_CLASS = re.compile(rf"(?:^|[\s_-]){_CLASS_WORD.pattern}(?=$|[\s_-])")
_SCREEN_READER = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|visuallyhidden)(?=$|\s)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HALF = 0.5


class Place(IntEnum):
    """What a region is of its page; the greater of two holds for one inside the other."""

    TEXT = 0
    NOTE = 1
    APART = 2
    MAYBE_APART = 3


@dataclass(slots=True)
class Region:
    """A part of a page; ``letters`` counts its text but for that of the regions inside it."""

    place: Place
    outer: int
    letters: int = 0
    holds_text: bool = False


class Regions:
    """The regions of a page, told by numbers; 0 is the page itself, and the outer comes before the inner."""

    def __init__(self) -> None:
        """Start with the page."""
        self._regions = [Region(Place.TEXT, 0)]

    def enter(self, tag: Tag, tokens: Tokens, outer: int, *, inside: bool) -> int | None:
        """Give the region of an element in region ``outer``; None where it is not seen.

        ``inside`` tells that it is a part of `<article>` or `<main>`.
        """
        if tag.name in _UNSEEN or _is_hidden(tag, tokens):
            return None
        if tag.name in _HOLDERS:
            self._regions[outer].holds_text = True
        place = _place(tag, tokens, inside=inside)
        if place is Place.TEXT or self._regions[outer].place is Place.APART:
            return outer
        if is_inline(tag.name):
            return None  # a sign or a button inside a line: the rest of the line stays whole
        self._regions.append(Region(place, outer))
        return len(self._regions) - 1

    def count(self, number: int, text: str) -> None:
        """Count the letters of a text in a region."""
        self._regions[number].letters += sum(map(str.isalpha, text))

    def settle(self) -> list[Place]:
        """Give the place of each region, all told: TEXT, NOTE or APART."""
        total = sum(region.letters for region in self._regions if region.place is not Place.APART)
        for region in reversed(self._regions[1:]):
            if region.place is Place.MAYBE_APART:
                stays = region.holds_text or region.letters > _HALF * total
                region.place = Place.TEXT if stays else Place.APART
            if region.place is Place.TEXT:
                outer = self._regions[region.outer]
                outer.letters += region.letters
                outer.holds_text |= region.holds_text
        places: list[Place] = []
        for region in self._regions:
            around = places[region.outer] if places else Place.TEXT
            places.append(max(around, region.place))
        return places


def _place(tag: Tag, tokens: Tokens, *, inside: bool) -> Place:
    if tag.name in _BODY:
        return Place.TEXT
    role = tokens.value(tag, "role") or ""
    if inside and tag.name in {"aside", "footer"}:
        return Place.NOTE
    if tag.name in _SET_APART or (role in _ROLES and tag.name != "header"):
        return Place.APART
    if tag.name == "form" or (tag.name == "header" and not inside) or tokens.value(tag, "aria-hidden") == "true":
        return Place.MAYBE_APART
    if tag.name in _CLASSED and _CLASS.search(_names(tag, tokens)):
        return Place.MAYBE_APART
    return Place.TEXT


def _names(tag: Tag, tokens: Tokens) -> str:
    """Give the names of an element's classes and its own, in lower case with hyphens."""
    names = f"{tokens.value(tag, 'class') or ''} {tokens.value(tag, 'id') or ''}"
    return _CAMEL.sub("-", names).lower()


def _is_hidden(tag: Tag, tokens: Tokens) -> bool:
    if tag.name in _BODY:
        return False
    if "hidden" in tag.values or _SCREEN_READER.search(tokens.value(tag, "class") or ""):
        return True
    return bool(_NOT_SHOWN.search(tokens.value(tag, "style") or ""))
