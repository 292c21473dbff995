"""Finding names: the registry's by its lexicon, a document's own short forms, unknown institutions by their form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kg.extract.masks import MASKS
from kg.extract.mentions import (
    CategoryMention,
    InstitutionMention,
    Mention,
    PlaceMention,
    RankingMention,
    SubjectMention,
)
from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read import Block, BlockKind, Document, Span
from kg.registry import (
    Category,
    Criterion,
    Goal,
    Institution,
    Lexicon,
    NameMatch,
    Place,
    Publisher,
    Ranking,
    Registry,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ACRONYM = re.compile(r"\s?\((?P<acronym>[A-Z][\w&-]{1,11})\)")
T = TypeVar("T", bound=Term)
_NEAR = 45
_LETTERS = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r",? (?:and|et) (?:the |l[’']|la )?|, (?:the )?")
_LEAD = re.compile(r"(?:The|And|Of|In|At|For) (?:the )?|(?:of|and|the|for|de|la) ")
_TAIL = re.compile(r"(?: (?:of|for|and|the|at|in|de|du|des|d|l|et|la|le|les|en|à|aux)|[ ,’'.&-])$")
# What makes a name an institution's, in either language.
_FORM_WORDS = frozenset(
    [
        "university",
        "universite",
        "universites",
        "universitat",
        "universitet",
        "universiteit",
        "universidad",
        "universidade",
        "college",
        "institute",
        "institut",
        "academy",
        "polytechnic",
        "school",
        "business",
        "ecole",
        "ecoles",
        "faculte",
        "facultes",
        "haute",
        "iut",
        "insa",
        "conservatoire",
        "polytech",
    ]
)
_WORD = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w&-]{1,}(?![\w])")
_SHORTEST_WORD = 4
# "LEEDS, 13 February 2023": a town and a date, not the university called after it.
_DATELINE = re.compile(r",? (?:le )?\d{1,2}(?:er|st|nd|rd|th)? [^\W\d]+\.? (?:19|20)\d{2}")
_SHORT_ACRONYM = 3
_RANK_NEAR = re.compile(r"\d ?(?:e|er|re|eme|st|nd|rd|th)\b|\b(?:rang|ranked|placed|top \d)|\d-\d{3}|\b20\d\d\b")
_ROW_AFTER = re.compile(r" (?:et|and) (?P<after>[A-ZÀ-Þ][\w-]+)")
_CAPITAL_NEXT = re.compile(r"[ -][A-ZÀ-ÖØ-Þ]")
_TYPE_WORDS = frozenset(word for language in LANGUAGES.values() for word in language.type_words)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document, block by block, and the acronyms it introduces for institutions."""

    blocks: tuple[tuple[Mention, ...], ...]


def find_names(document: Document, registry: Registry, lexicon: Lexicon) -> Names:
    """Find all names of a document; a block's are sorted, and overlap where a name has several readings."""
    matches = [_outside_masks(block, lexicon.find(block.text)) for block in document.blocks]
    strong = {term.iri for found in matches for match in found if not match.context for term in match.terms}
    strong |= {
        publisher.iri
        for publisher in registry.publishers.values()
        for ranking in registry.rankings.values()
        if ranking.publisher == publisher.slug and ranking.iri in strong
    }
    by_publisher = defaultdict(list)
    for ranking in registry.rankings.values():
        by_publisher[ranking.publisher].append(ranking)
    blocks = []
    for block, found in zip(document.blocks, matches, strict=True):
        kept = [match for match in found if not match.context or _in_context(block, match, strong)]
        kept = [match for match in kept if not _DATELINE.match(block.text, match.end)]
        mentions = [mention for match in kept for mention in _mentions(block, match, by_publisher)]
        blocks.append([*mentions, *_unknown(block, mentions)])
    acronyms = _acronyms(document, blocks)
    blocks = [[_narrowed(mention, blocks, acronyms) for mention in mentions] for mentions in blocks]
    short = _distinctive(blocks) | acronyms
    return Names(
        tuple(
            tuple(sorted([*mentions, *_short_forms(block, mentions, short)], key=lambda mention: mention.span))
            for block, mentions in zip(document.blocks, blocks, strict=True)
        )
    )


def _narrowed(
    mention: Mention, blocks: Sequence[Sequence[Mention]], acronyms: dict[str, InstitutionMention]
) -> Mention:
    """Leave of a name's readings the one that the document itself says elsewhere; all where it says none or several."""
    if not isinstance(mention, InstitutionMention):
        return mention
    introduced = acronyms.get(mention.words)
    if introduced:  # what the document itself says an acronym means, whatever others mean by it
        return replace(mention, terms=introduced.terms, words=introduced.words)
    if len(mention.terms) < 2:  # noqa: PLR2004 - one reading is clear
        return mention
    clear = {
        other.terms[0].iri
        for mentions in blocks
        for other in mentions
        if isinstance(other, InstitutionMention) and len(other.terms) == 1
    }
    kept = tuple(term for term in mention.terms if term.iri in clear)
    return replace(mention, terms=kept) if len(kept) == 1 else mention


def _outside_masks(block: Block, matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Drop names inside addresses of the web and of mail."""
    masks = [Span(*match.span()) for match in MASKS.finditer(block.text)]
    return [match for match in matches if not any(_overlap(Span(match.start, match.end), mask) for mask in masks)]


def _in_context(block: Block, match: NameMatch, strong: set[str]) -> bool:
    """Tell whether an ambiguous short name is meant as a name here."""
    if block.kind is BlockKind.CELL and match.end - match.start == len(block.text):
        return True
    if block.text.isupper() and match.end - match.start <= _SHORT_ACRONYM:
        return False
    if any(term.iri in strong for term in match.terms):
        return True
    near = fold(block.text[max(0, match.start - _NEAR) : match.end + _NEAR])
    return bool(LANGUAGES[block.language].ranking_words.search(near) or _RANK_NEAR.search(near))


def _mentions(block: Block, match: NameMatch, by_publisher: dict[str | None, list[Ranking]]) -> Iterator[Mention]:
    """Make a mention of each kind a name can be of; what a kind's terms share stays open."""
    span, words = Span(match.start, match.end), block.text[match.start : match.end]
    rankings = _of(match.terms, Ranking)
    publishers = _of(match.terms, Publisher)
    if rankings:
        yield RankingMention(span, words, rankings)
    elif publishers:
        publisher = publishers[0]
        yield RankingMention(span, words, tuple(by_publisher[publisher.slug]), publisher)
    if institutions := _of(match.terms, Institution):
        yield InstitutionMention(span, words, institutions)
    goals, criteria = _of(match.terms, Goal), _of(match.terms, Criterion)
    criteria = tuple(criterion for criterion in criteria if criterion.kind != "overall")
    if goals or criteria:
        yield SubjectMention(span, words, tuple(goal.number for goal in goals), criteria, goals)
    if places := _of(match.terms, Place):
        yield PlaceMention(span, places[0])
    if categories := _of(match.terms, Category):
        yield CategoryMention(span, words, categories[0])


def _of(terms: Iterable[Term], kind: type[T]) -> tuple[T, ...]:
    return tuple(term for term in terms if isinstance(term, kind))


def _unknown(block: Block, known: Sequence[Mention]) -> Iterator[InstitutionMention]:
    """Find institutions the registry does not know by their form: a type word and capitals, outside known names."""
    taken = [mention.span for mention in known if isinstance(mention, InstitutionMention | RankingMention)]
    places = [mention.span for mention in known if isinstance(mention, PlaceMention)]
    for found in LANGUAGES[block.language].institution_form.finditer(block.text):
        for span in _parts(block.text, *found.span()):
            words = block.text[span.start : span.end]
            named = [word for word in _LETTERS.findall(words) if word[0].isupper() and fold(word) not in _FORM_WORDS]
            # "1re école d'Occitanie" is an ordinal with its scope, not a name.
            a_place = (
                any(place.start >= span.start and place.end >= span.end for place in places) and words[0].islower()
            )
            if named and not a_place and not any(_overlap(span, other) for other in taken):
                yield InstitutionMention(span, words, ())


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
    return any(fold(word) in _FORM_WORDS for word in _LETTERS.findall(text))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _acronyms(document: Document, blocks: Sequence[Sequence[Mention]]) -> dict[str, InstitutionMention]:
    """Collect "Name (ACRONYM)"; the first use says what the acronym means in this document."""
    acronyms: dict[str, InstitutionMention] = {}
    for block, mentions in zip(document.blocks, blocks, strict=True):
        for mention in mentions:
            if isinstance(mention, InstitutionMention) and (match := _ACRONYM.match(block.text, mention.span.end)):
                acronyms.setdefault(match["acronym"], mention)
    return acronyms


def _distinctive(blocks: Sequence[Sequence[Mention]]) -> dict[str, InstitutionMention]:
    """Collect the words that only one institution of the document has in its names: "Ashesi" of Ashesi University."""
    owners: dict[str, dict[str, InstitutionMention]] = {}
    for mentions in blocks:
        for mention in mentions:
            if isinstance(mention, InstitutionMention):
                key = mention.terms[0].iri if len(mention.terms) == 1 else fold(mention.words)
                for word in _WORD.findall(mention.words):
                    owners.setdefault(word, {}).setdefault(key, mention)
    return {
        word: next(iter(found.values()))
        for word, found in owners.items()
        if len(found) == 1 and len(word) >= _SHORTEST_WORD and not word.isupper() and fold(word) not in _TYPE_WORDS
    }


def _short_forms(
    block: Block, mentions: Sequence[Mention], short: dict[str, InstitutionMention]
) -> Iterator[InstitutionMention]:
    """Find later mentions of the document's institutions by an acronym or one word of the name."""
    language = LANGUAGES[block.language]
    taken = [mention.span for mention in mentions if isinstance(mention, InstitutionMention | RankingMention)]
    for match in _WORD.finditer(block.text):
        mention = short.get(match[0])
        span = Span(*match.span())
        if mention is None or any(_overlap(span, other) for other in taken):
            continue
        before = fold(block.text[max(0, span.start - _NEAR) : span.start])
        joined = _CAPITAL_NEXT.match(block.text, span.end) or (before[-1:] == "-")
        if joined or (not match[0].isupper() and language.town_before.search(before)):
            continue
        if not _is_town(mention, match[0]) or block.kind is BlockKind.CELL or _in_a_row(block, span, short):
            yield InstitutionMention(span, mention.words, mention.terms)


def _is_town(mention: InstitutionMention, word: str) -> bool:
    """Tell whether a word of a name is the town or region it is called after: "Université de Bordeaux"."""
    return bool(re.search(rf"(?:\b(?:de|du|of|des) |[dD][’'])(?:la |l[’']|the )?{re.escape(word)}", mention.words))


def _in_a_row(block: Block, span: Span, short: dict[str, InstitutionMention]) -> bool:
    """Tell whether a town stands for its university: in a row with another, "Bordeaux et Montpellier"."""
    row = re.compile(r"(?P<before>[A-ZÀ-Þ][\w-]+) (?:et|and) $")
    before, after = row.search(block.text[: span.start]), _ROW_AFTER.match(block.text, span.end)
    return bool((before and before["before"] in short) or (after and after["after"] in short))
