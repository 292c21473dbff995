"""Institutions by the form of their names: those the registry does not know, and names left out of a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.mentions import InstitutionMention, Mention, PlaceMention, RankingMention
from kg.extract.taken import Taken
from kg.language import LANGUAGES, Language
from kg.language.fold import fold, fold_name
from kg.read import Block, BlockKind, Span
from kg.registry import Institution, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LETTERS = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r",? (?:and|et) (?:the |la |l[’'])?|, (?:the )?")
_LEAD = re.compile(r"(?:The|And|Of|In|At|For) (?:the )?|(?:of|and|the|for|de|la) ")
_TAIL = re.compile(r"(?: (?:of|for|and|the|at|in|de|du|des|d|l|et|la|le|les|en|à|aux)|[ ,’'.&-])$")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][\w’'-]*|\d{1,2}(?![\d°e])))*"
# What joins a name to the one before it, of which it leaves out the beginning: "Gand et Liège", "Gand et de Liège".
_NEXT = re.compile(
    r"(?:,? (?:et|and|&|ainsi que|ou|or) |, ?)(?:(?:(?:à |aux )?celles? |celui |those |that )?(?:de |of |d[’']))?"
    rf"(?P<name>{_NAME})"
)
_INTRODUCED = re.compile(r" \([A-ZÉ][A-Za-zÉé&-]{2,11}\)")  # an acronym behind a name
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
# Where the part of a name begins that its likes in a row have of their own.
_OWN_PART = re.compile(
    rf"(?:^|[ -]|[’'])(?P<own>{_CAPITAL}[\w’-]+(?:-{_CAPITAL}[\w’'-]*)?"
    rf"(?: (?:{_CAPITAL}[\w’'-]*|\d{{1,2}}(?:-\d{{1,2}})*(?:-{_CAPITAL}[\w’'-]*)?))*)$"
)
# What makes a name an institution's, in either language.
FORM_WORDS = frozenset(
    (
        "university universities universite universites universitat universitet universiteit universidad universidade"
        " college institute institut academy polytechnic school business ecole ecoles faculte facultes haute iut insa"
        " conservatoire polytech"
    ).split()
)
_RANKING_FORM = re.compile(
    r"(?!(?:The|Its|Our|In|Le|La|Les|Au|Du|Nos) )[A-Z][\w&’'-]*(?: (?:[A-Z&][\w&’'-]*|of|by|for|and)){0,5} "
    r"(?:Rankings?(?: Framework)?|University League(?: Tables?)?"
    r"|University Guide)\b"
)
_RANKING_WORD = re.compile(r"Ranking|League|University Guide")  # most blocks are done with at once
_RANKING_WORDS = frozenset(
    "the a of by for and s world worlds university universities global international ranking rankings league table"
    " tables annual best"
    " latest new guide center centre".split()
)


def unknown(block: Block, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[InstitutionMention]:
    """Find institutions by their form, a type word and capitals, outside known names; a plural heads a row.

    Names keep their own language: the forms of all are tried on each text, its own first.
    """
    taken = Taken(len(block.text), (m.span for m in known if isinstance(m, InstitutionMention | RankingMention)))
    places = [mention.span for mention in known if isinstance(mention, PlaceMention)]
    for code in sorted(LANGUAGES, key=lambda code: code != block.language):
        if not LANGUAGES[code].institution_word.search(block.text):
            continue
        for mention in _of_form(block, LANGUAGES[code], places, lexicon):
            if taken.grant(mention.span):
                yield mention


def _of_form(
    block: Block, language: Language, places: Sequence[Span], lexicon: Lexicon
) -> Iterator[InstitutionMention]:
    for found in language.institution_form.finditer(block.text):
        plural = language.plural_form.match(found[0])
        end = found.end()
        if plural and (cut := _CUT.search(block.text, found.start(), end)):
            end = cut.start()
        for span in _parts(block.text, found.start(), end):
            words = block.text[span.start : span.end]
            # "1re école d'Occitanie" is an ordinal with its scope, not a name.
            a_place = words[0].islower() and any(place in span for place in places)
            introduced = _INTRODUCED.match(block.text, span.end)
            if (_is_named(words) or introduced) and (not a_place or plural):
                words = language.plural_form.sub(language.singular_form, words)
                terms = institutions_called(words, lexicon)
                # "l'école de Champs-sur-Marne": a way to say which is meant, no name.
                if terms or not language.described_form.match(words):
                    yield InstitutionMention(span, words, terms)


def unknown_rankings(block: Block, known: Sequence[Mention]) -> Iterator[RankingMention]:
    """Find rankings by their form that are not those the registry has names of: "THE Young University Rankings"."""
    if block.kind in {BlockKind.TITLE, BlockKind.HEADING}:  # words of titles have capitals that name nothing
        return
    if not _RANKING_WORD.search(block.text):
        return
    for found in _RANKING_FORM.finditer(block.text):
        span = Span(*found.span())
        inside = [mention for mention in known if isinstance(mention, RankingMention) and overlap(mention.span, span)]
        if any(mention.span.end >= span.end for mention in inside):  # "Moscow's | RUR Round University Ranking"
            continue
        named = {
            word
            for mention in inside
            for ranking in mention.rankings
            for name in ranking.all_names
            for word in fold_name(name).split()
        }
        if set(fold_name(found[0]).split()) - named - _RANKING_WORDS:
            yield RankingMention(span, found[0], ())


def _is_named(words: str) -> bool:
    return any(word[0].isupper() and fold(word) not in FORM_WORDS for word in _LETTERS.findall(words))


def left_out(block: Block, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[InstitutionMention]:
    """Find the names of a row that leave out their beginning: "les universités de Carthage, Monastir et Sfax".

    The registry must know the whole name, unless the first of the row stands in the plural.
    """
    language = LANGUAGES[block.language]
    named = [mention for mention in mentions if isinstance(mention, InstitutionMention)]
    taken = Taken(len(block.text), (mention.span for mention in named))
    for first in named:
        own = _OWN_PART.search(first.words)
        plural = bool(language.plural_form.match(block.text, first.span.start))
        end = first.span.end
        while own and own.start("own") and (following := _NEXT.match(block.text, end)):
            span = Span(*following.span("name"))
            if taken.holds(span):
                break
            words = first.words[: own.start("own")] + following["name"]
            terms = institutions_called(words, lexicon) or (
                institutions_called(words.replace("d’", "de ").replace("d'", "de "), lexicon)
            )
            if not terms and not plural:
                break
            yield InstitutionMention(span, words, terms)
            end = span.end


def institutions_called(words: str, lexicon: Lexicon) -> tuple[Institution, ...]:
    """Give the registry's institutions that go by just these words."""
    return tuple(
        term
        for match in lexicon.find(words)
        if match.start == 0 and match.end == len(words)
        for term in match.terms
        if isinstance(term, Institution)
    )


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Split a run of capitals at "and the", "et" and commas into names, where each side has a type word of its own."""
    cuts = list(_CUT.finditer(text, start, end))
    points = [start]
    for cut in cuts:
        left, right = text[points[-1] : cut.start()], text[cut.end() : end]
        if _has_type(left) and _has_type(right):
            yield from _trimmed(text, points[-1], cut.start())
            points.append(cut.end())
    yield from _trimmed(text, points[-1], end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut articles off the front, particles and marks off the end of a name."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while tail := _TAIL.search(text[start:end]):
        end = start + tail.start()
    if start < end:
        yield Span(start, end)


def _has_type(text: str) -> bool:
    return any(fold(word) in FORM_WORDS for word in _LETTERS.findall(text))


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a point."""
    return one.start < other.end and other.start < one.end


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a point with any of the others."""
    return any(overlap(span, other) for other in others)
