"""What of a text must not enter the graph: addresses, telephone numbers, names of persons.

Addresses and numbers are told by their form, persons by the words beside their names. Other names may be those of
persons or of institutions; what surrounds a quote is cut at every name of two words: a shorter context does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.read.document import Span
from kg.read.private import ADDRESS, TELEPHONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UPPER = "[A-ZÀ-ÖØ-ÞŒŠŸŽ]"
_CAPITAL = rf"(?: (?:{_UPPER}\.-?){{1,4}} | {_UPPER}[\w’'-]* )"  # initials, or a word
_GAP = r"(?: [^\S\n]|[*_] )* (?: \n (?: [^\S\n]|[*_] )* )?"  # blanks, marks of emphasis, at most one line end
_PARTICLE = r"(?:d[eiu]|des|da|del|la|le|van|von|der|den|bin|ben|el|al|d[’']|l[’'])"
_NEXT = rf"(?: (?=[\s*_]) {_GAP} (?:{_PARTICLE} {_GAP}){{0,3}} {_CAPITAL} )"
_NAME = rf"{_CAPITAL} {_NEXT}+"  # two capitalised words or more
# Words beside the name of a person, in French and in English: who speaks, titles, offices, who leads.
_SPEECH = r"""
    affirm\w+|ajout\w+|annonc\w+|assur\w+|comment\w+|complèt\w+|conclu\w*|confi\w+|constat\w+|déclar\w+|estim\w+|
    expliqu\w+|indiqu\w+|précis\w+|rappel\w+|réjoui\w*|félicit\w+|résum\w+|salu\w+|soulign\w+|témoign\w+|dit|
    add(?:s|ed)|announc\w+|comments?|commented|declar\w+|explain\w*|not(?:es|ed)|sa(?:id|ys)|stat(?:es|ed)
"""
_TITLE = r"M\.|MM\.|Mlle|Mmes?|Dr|Mr|Mrs|Ms|Prof|Professor|Sir|(?<!Notre[ -])Dame"
_OFFICE = r"""
    directeurs?|directrices?|doyen\w*|présidente?s?|responsable|contacts?|chancellor|dean|director|head|manager|
    presidents?|provost|rector|recteur|rectrice
"""
_LEADER = r"(?:dirigé|présidé|led|headed|chaired)e?s?\s+(?:par|by)"
_VAGUE = r"selon|par|according\s+to|by"

_FULL_NAME = re.compile(rf"(?<!\w) {_NAME}", re.VERBOSE)
_NAME_AFTER_CUE = re.compile(
    rf"(?<!\w) (?i:{_SPEECH}|{_TITLE}|{_OFFICE}|{_LEADER}|{_VAGUE}) (?!\w) [\s.:*_]* {_CAPITAL}", re.VERBOSE
)
_CAPITAL_WORD = re.compile(rf"(?<!\w) {_CAPITAL}", re.VERBOSE)
# Names that are surely those of persons.
_PERSONS = (
    re.compile(rf"(?<!\w) (?i:{_SPEECH}|{_OFFICE}|{_LEADER}) (?!\w) :? {_GAP} (?P<name>{_NAME})", re.VERBOSE),
    re.compile(rf"(?<!\w) (?:{_TITLE}) (?!\w) \.? {_GAP} (?P<name>{_NAME}|{_CAPITAL})", re.VERBOSE),
    re.compile(
        rf"(?<!\w) (?P<name>{_CAPITAL} {_NEXT}{{1,5}}) [*_]* , \s (?:l[ae]\s|l[’']|the\s)? (?i:{_OFFICE}) (?!\w)",
        re.VERBOSE,
    ),
)
_LETTER = re.compile(r"[^\W_]")
_EDGE = " \t\r\n\f\v\u00a0\u202f[](){}<>*_,;:|/\\-"


@lru_cache(maxsize=1)  # asked for the title of a document, then for its passages
def people(text: str) -> frozenset[str]:
    """Give the names that ``text`` surely uses of persons: of who speaks, bears a title or holds an office."""
    return frozenset(match["name"] for form in _PERSONS for match in form.finditer(text))


def occurrences(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where ``text`` has one of the names, however its words are laid out."""
    for name in sorted(names):
        words = r"[\s*_]+".join(map(re.escape, re.split(r"[\s*_]+", name)))
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            yield Span(*match.span())


def private(text: str) -> Iterator[Span]:
    """Yield the addresses and telephone numbers in ``text``, left to right."""
    yield from merge(Span(*match.span()) for form in (ADDRESS, TELEPHONE) for match in form.finditer(text))


def names(text: str) -> frozenset[str]:
    """Give the words of names of two words and more, each of which may stand for a person elsewhere in the text."""
    return frozenset(word[0] for name in _FULL_NAME.finditer(text) for word in _CAPITAL_WORD.finditer(name[0]))


def personal(text: str, known: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Yield what `private` does and whatever might be the name of a person, words of ``known`` names included."""
    forms = (ADDRESS, TELEPHONE, _FULL_NAME, _NAME_AFTER_CUE)
    found = [Span(*match.span()) for form in forms for match in form.finditer(text)]
    found += [Span(*word.span()) for word in _CAPITAL_WORD.finditer(text) if word[0] in known]
    yield from merge(found)


def merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans that overlap; they come out in order."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def clean_runs(text: str, cuts: Iterable[Span]) -> tuple[Span, ...]:
    """Give the parts of ``text`` that may be quoted: all of it, or what stands between the cuts.

    >>> text = "24e sur [le site](https://example.org/24) du magazine"
    >>> [text[run.start : run.end] for run in clean_runs(text, private(text))]
    ['24e sur [le site', 'du magazine']
    """
    cuts = tuple(cuts)
    if not cuts:
        return (Span(0, len(text)),)
    starts = (0, *(cut.end for cut in cuts))
    ends = (*(cut.start for cut in cuts), len(text))
    trimmed = (_trim(text, Span(start, end)) for start, end in zip(starts, ends, strict=True))
    return tuple(run for run in trimmed if _LETTER.search(text, run.start, run.end))


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(_EDGE))))


def without_private(text: str, people: frozenset[str] = frozenset()) -> str:
    """Give ``text`` for a label: private parts left out, white space made plain."""
    runs = clean_runs(text, merge((*private(text), *occurrences(text, people))))
    return " ".join(" ".join(text[run.start : run.end] for run in runs).split())
