"""How a release looks as a file: its parts as plain text, Markdown or HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_ENDING = re.compile(r"\b(\d{1,4})(er?|re|st|nd|rd|th)\b")
_RULE = "---"


class Part(NamedTuple):
    """A part of a release: "title", "heading", "line", "paragraph", "list" or "table", whose cells hold no tab."""

    kind: str
    lines: tuple[str, ...]


def plain(parts: Sequence[Part], language: str, menu: Sequence[str]) -> str:
    """Give plain text; a table's cells are parted by tabs. A language and a menu are for HTML alone."""
    del language, menu
    bullet = "- " if len(parts) % 2 else "• "
    return "\n\n".join(
        "\n".join(f"{bullet}{line}" for line in lines) if kind == "list" else "\n".join(lines) for kind, lines in parts
    )


def markdown(parts: Sequence[Part], language: str, menu: Sequence[str]) -> str:
    """Give Markdown; every other text has the ends of its ordinals raised."""
    del language, menu
    text = "\n\n".join(_in_markdown(part) for part in parts)
    return _ENDING.sub(r"\1<sup>\2</sup>", text) if len(text) % 2 else text


def _in_markdown(part: Part) -> str:
    kind, lines = part
    match kind:
        case "title":
            return f"# {lines[0]}"
        case "heading":
            return f"## {lines[0]}"
        case "list":
            return "\n".join(f"- {line}" for line in lines)
        case "table":
            rows = [f"| {line} |".replace("\t", " | ") for line in lines]
            rule = "|".join(["", *[_RULE] * (lines[0].count("\t") + 1), ""])
            return "\n".join([rows[0], rule, *rows[1:]])
        case _:
            return "\n".join(lines)


def page(parts: Sequence[Part], language: str, menu: Sequence[str]) -> str:
    """Give a page with a menu around the release."""
    body = "\n".join(_in_html(part) for part in parts)
    if len(body) % 2:
        body = _ENDING.sub(r"\1<sup>\2</sup>", body)
    links = "".join(f'<a href="/{number}">{html.escape(item)}</a> ' for number, item in enumerate(menu))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f"<title>{html.escape(parts[0].lines[0])}</title></head>\n"
        f"<body>\n<nav>{links.rstrip()}</nav>\n<main>\n{body}\n</main>\n</body>\n</html>"
    )


def _in_html(part: Part) -> str:
    kind, lines = part.kind, [html.escape(line, quote=False) for line in part.lines]
    match kind:
        case "title":
            return f"<h1>{lines[0]}</h1>"
        case "heading":
            return f"<h2>{lines[0]}</h2>"
        case "list":
            return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
        case "table":
            rows = [_row(line, "td" if number else "th") for number, line in enumerate(lines)]
            return "<table>\n" + "\n".join(rows) + "\n</table>"
        case _:
            return f"<p>{'<br>'.join(lines)}</p>"


def _row(line: str, cell: str) -> str:
    return "<tr>" + "".join(f"<{cell}>{each}</{cell}>" for each in line.split("\t")) + "</tr>"


LAYOUTS: Mapping[str, Callable[[Sequence[Part], str, Sequence[str]], str]] = {
    ".txt": plain,
    ".md": markdown,
    ".html": page,
}
