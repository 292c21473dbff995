"""A document as one self-contained HTML page: its text with the claims and the refused positions marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.extract.why import REASONS, parts_of, words_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.claims import Claim, Extraction, Position, Refusal
    from kg.read import Document

_STYLE = """
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:#1a1a1a;background:#fff}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(18rem,2fr);gap:2rem;max-width:80rem}
main{margin:auto;padding:1.5rem}
h1{grid-column:1/-1;font-size:1.4rem;margin:0}
.source{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#ffe49c;color:inherit;border-radius:.2em;scroll-margin:4rem}
mark:target{outline:3px solid #0b57d0}
mark.refused{background:#eee;text-decoration:underline dotted #8a1c1c}
aside{font-size:.92rem}li{margin-bottom:.7rem}dl{display:grid;grid-template-columns:auto 1fr;gap:0 .6rem;margin:.2rem 0}
dt{color:#555}dd{margin:0}a{color:#0b57d0}
@media(max-width:50rem){main{display:block}}
"""
_CLAIMS = Text("Claims", "Énoncés")
_REFUSED = Text("Refused positions", "Positions refusées")
_NONE = Text("none", "aucun")


def html_page(document: Document, extraction: Extraction, language: str) -> str:
    """Write the page; ``language`` is that of its own words, the document keeps its own."""
    title = escape(document.title or document.file)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<div class="source" lang="{document.language}">{_marked(document, extraction)}</div>\n<aside>\n'
        f"<h2>{_CLAIMS.in_language(language)}</h2>\n{_list(_claim_items(extraction.claims, language), language)}\n"
        f"<h2>{_REFUSED.in_language(language)}</h2>\n"
        f"{_list(_refusal_items(document, extraction.refusals, language), language)}\n"
        "</aside>\n</main>\n</body>\n</html>\n"
    )


def _marked(document: Document, extraction: Extraction) -> str:
    """Mark each passage once; one that lies in another is told by the outer mark."""
    marks = [(claim.span, f'<mark id="p{claim.span.start}-{claim.span.end}">') for claim in extraction.claims]
    marks += [
        (refusal.span, f'<mark class="refused" id="r{refusal.span.start}-{refusal.span.end}">')
        for refusal in extraction.refusals
    ]
    pieces: list[str] = []
    position = 0
    for span, opening in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end, mark[1])):
        if span.start >= position:
            pieces.append(escape(document.source[position : span.start]))
            pieces.append(f"{opening}{escape(document.quote(span))}</mark>")
            position = span.end
    return "".join(pieces) + escape(document.source[position:])


def _claim_items(claims: Sequence[Claim], language: str) -> Iterator[str]:
    for claim in claims:
        rows = "".join(
            f"<dt>{escape(part.slot.in_language(language))}</dt><dd>{escape(part.value)}"
            f" <small>({escape(part.link.in_language(language))}, {escape(part.rule)})</small></dd>"
            for part in parts_of(claim)
        )
        anchor = f"#p{claim.span.start}-{claim.span.end}"
        words = escape(position_text(claim.position))
        yield f'<a href="{anchor}">{words}</a> <small>({escape(claim.rule)})</small><dl>{rows}</dl>'


def _refusal_items(document: Document, refusals: Sequence[Refusal], language: str) -> Iterator[str]:
    for refusal in refusals:
        anchor = f"#r{refusal.span.start}-{refusal.span.end}"
        reason = REASONS[refusal.reason].in_language(language)
        words = words_at(document, refusal.span)
        yield f'<a href="{anchor}">{escape(words)}</a>: {escape(reason)} <small>({escape(refusal.rule)})</small>'


def _list(items: Iterator[str], language: str) -> str:
    listed = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ol>\n{listed}</ol>" if listed else f"<p>{_NONE.in_language(language)}</p>"


def position_text(position: Position) -> str:
    """Write a position shortly, alike in both languages: "24", "101–200", "top 300", "83/100", "9 × A"."""
    low, high, grade = position.low, position.high, position.grade or ""
    within = f" (top {position.within})" if position.within else ""
    words = {
        "rank": f"{low}",
        "band": f"{low}–{high}" if high is not None else f"{low}+",
        "top": f"top {high}",
        "top_percent": f"top {high} %",
        "score": f"{low}/{high}" if high is not None else f"{low} pts",
        "grade": grade,
        "grade_count": f"{low} × {grade}",
        "subject_count": f"{low}/{position.out_of or '?'}{within}",
    }
    return words[position.kind]
