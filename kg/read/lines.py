"""Lines as a file has them, and which of them belong together.

A PDF or a mail wraps prose anywhere: inside a sentence, inside a word, between a number and its raised ending. A
list, a table or a title also ends its lines, and there the end means something.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read.view import ViewBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.read.document import View

# `24<sup>e</sup>`, `16^e`, `1^{re}`: the raised ending is shown beside its number.
_RAISED = re.compile(
    r"<sup>([^<]{1,4})</sup>|\^\{([^}]{1,4})\}|\^([A-Za-zèÈ]{1,4})\^|\^([A-Za-zèÈ]{1,4})\b"
    r"|(?P<reference>&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,6});)"
)
_ENDING_ALONE = re.compile(r"(?:e|er|re|ère|ème|d|de|nd|st|rd|th)", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\ufffe]$")  # PDFium writes the hyphen at a line's end as U+FFFE
_LONGEST_WORD = 40  # code points: more of a line is not searched for its last word
_FINAL_WORD = re.compile(r"[a-z]+$")
# A wrapped line is about as long as its neighbours; a line that stops short of this share of them ends on purpose.
_FULL = 0.72
_SHORTEST_WRAP = 50
_LEADERS = re.compile(r"\.{4,}|(?: \.){4,}")  # "physique ............ 19" is a line of its own


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of source; ``text`` stands for it where it is not shown as it is."""

    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, its readable text, and whether its end is a break in the text for sure."""

    runs: tuple[Run, ...]
    text: str
    hard: bool = False


def plain_runs(source: str, start: int, end: int) -> Iterator[Run]:
    """Split source text into runs shown as they are, raised endings without their markup, and character references."""
    position = start
    for match in _RAISED.finditer(source, start, end):
        if match.start() > position:
            yield Run(position, match.start())
        shown = html.unescape(match[0]) if match["reference"] else next(group for group in match.groups() if group)
        yield Run(match.start(), match.end(), shown)
        position = match.end()
    if position < end:
        yield Run(position, end)


def make_line(source: str, runs: Sequence[Run], *, hard: bool = False) -> Line:
    """Make a line of its runs."""
    text = "".join(run.text if run.text is not None else source[run.start : run.end] for run in runs)
    return Line(tuple(runs), text.strip(), hard)


def wrap_width(lines: Sequence[Line]) -> float:
    """Give the length from which a line counts as full: a share of the 9th decile of the lines' lengths."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    return max(_SHORTEST_WRAP, lengths[len(lengths) * 9 // 10] * _FULL) if lengths else _SHORTEST_WRAP


def is_ending(line: Line) -> bool:
    """Tell whether a line is nothing but a raised ending torn off its number."""
    return bool(_ENDING_ALONE.fullmatch(line.text))


def continues(line: Line, following: Line, width: float, length: int | None = None) -> bool:
    """Tell whether ``following`` goes on where ``line`` stopped.

    ``length`` is that of the line as printed, where raised endings tore it into several (default: its own).
    """
    length = length or len(line.text)
    if line.hard or not line.text or not following.text:
        return False
    if _ENDING_ALONE.fullmatch(following.text) and line.text[-1].isdigit():
        return True
    if _ENDING_ALONE.fullmatch(line.text):
        return True
    if line.text[-1] in "-\ufffe\u00ad" and line.text[-2:-1].isalnum():
        return True
    if line.text.isupper() and following.text.isupper():
        return not line.text.endswith((".", ":", "!", "?"))
    if _LEADERS.search(line.text) or _LEADERS.search(following.text):
        return False
    if _ends_open(line.text):
        return True
    if line.text.isupper() and len(line.text) < width:
        return False
    if following.text[0].islower() or following.text[0] in "),;»”":
        return not line.text.endswith((".", "!", "?")) or length >= width
    return length >= width


def _ends_open(text: str) -> bool:
    """Tell whether a line stops at a word that no line ends with: "au classement des"."""
    word = _FINAL_WORD.search(fold(text[-_LONGEST_WORD:]))
    return word is not None and any(word[0] in language.never_last for language in LANGUAGES.values())


def make_view(source: str, lines: Sequence[Line]) -> View:
    """Join lines into one view: a blank for a line end, nothing inside a broken word."""
    builder = ViewBuilder(source)
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        glue = _glue(line, following) if following else None
        for run in _without_hyphen(source, line.runs) if glue == "join" else line.runs:
            if run.text is None and glue == "tight" and source[run.end - 1 : run.end] == "\ufffe":
                builder.copy(run.start, run.end - 1)
                builder.replace("-", run.end - 1, run.end)
            elif run.text is None:
                builder.copy(run.start, run.end)
            else:
                builder.replace(run.text, run.start, run.end)
        if following and glue == "blank":
            builder.blank(line.runs[-1].end, max(following.runs[0].start, line.runs[-1].end + 1))
    return builder.build()


def _glue(line: Line, following: Line) -> str:
    if _ENDING_ALONE.fullmatch(following.text) and line.text[-1:].isdigit():
        return "tight"
    if line.text[-1:] == "\u00ad":
        return "join"
    word = _LAST_WORD.search(line.text[-_LONGEST_WORD:])
    if word is None:
        return "tight" if re.search(r"\d-$", line.text) else "blank"
    if not following.text[:1].islower():
        return "tight"
    keep = any(fold(word[1]) in language.hyphenated for language in LANGUAGES.values())
    return "tight" if keep else "join"


def _without_hyphen(source: str, runs: tuple[Run, ...]) -> Iterator[Run]:
    *rest, last = runs
    yield from rest
    end = last.end
    while end > last.start and source[end - 1].isspace():
        end -= 1
    yield Run(last.start, end - 1, last.text)
