"""Vega's SVG made fit to stand in any page: without styles, scripts and words of Vega's own, with a title and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SVG = "http://www.w3.org/2000/svg"
# Attributes that draw, of all that Vega writes; the rest are words for readers (of its own), hooks and styles.
_DRAWING = frozenset(
    "cx cy d dx dy fill fill-opacity font-family font-size font-style font-weight height opacity points r"
    " stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity"
    " stroke-width text-anchor transform viewBox width x x1 x2 y y1 y2".split()
)
_ELEMENTS = frozenset("g path line rect circle text tspan".split())  # nothing that is referred to, so no ids


class Named(Protocol):
    """What a picture is called, and what it shows."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def description(self) -> str:
        """What it shows, in words."""

    @property
    def language(self) -> str:
        """The language of both."""


def inlined(written: str, named: Named, prefix: str) -> str:
    """Give Vega's SVG as one element that any page may hold; ids begin with ``prefix``."""
    root = ET.fromstring(written)  # noqa: S314 (written by Vega a moment ago)
    drawing = ET.Element("g", {"aria-hidden": "true"})
    drawing.extend(_cleaned(child) for child in root if _visible(child))
    svg = ET.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": root.get("viewBox", ""),
            "role": "img",
            "lang": named.language,
            "aria-labelledby": f"{prefix}title {prefix}desc",
        },
    )
    for tag, words, mark in (("title", named.title, "title"), ("desc", named.description, "desc")):
        ET.SubElement(svg, tag, {"id": f"{prefix}{mark}"}).text = words
    svg.append(drawing)
    return ET.tostring(svg, encoding="unicode")


def _local(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{_SVG}}}")


def _visible(element: Element) -> bool:
    drawn = element.get("display") != "none" and element.get("fill") != "transparent"
    return drawn and element.get("d") not in ("", "M0,0h0v0h0Z") and _local(element) in _ELEMENTS


def _cleaned(element: Element) -> Element:
    kept = {name: value for name, value in element.attrib.items() if name in _DRAWING}
    if kept.get("transform") == "translate(0,0)":
        del kept["transform"]
    clean = ET.Element(_local(element), kept)
    clean.text = element.text
    clean.extend(_cleaned(child) for child in element if _visible(child))
    return clean
