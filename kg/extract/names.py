"""Finding names: the registry's by its lexicon, a document's own short forms, unknown institutions by their form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.extract.forms import left_out, overlaps, unknown, unknown_rankings
from kg.extract.masks import masks_in
from kg.extract.mentions import (
    CategoryMention,
    InstitutionMention,
    Mention,
    PlaceMention,
    RankingMention,
    SubjectMention,
    place_in_block,
)
from kg.extract.shortforms import ShortForms, acronyms_of, distinctive, narrowed
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

T = TypeVar("T", bound=Term)
_NEAR = 45  # code points
# "LEEDS, 13 February 2023": a town and a date, not the university called after it.
_DATELINE = re.compile(
    r",? (?:le )?\d{1,2}(?:er|st|nd|rd|th)? [^\W\d]+\.? (?:19|20)\d{2}|, [A-Z][^\W\d]+ \d{1,2}\b|,? \d{1,2}"
    r"(?:er)? [^\W\d]+ ?[(–—-]"
)
_MORE = re.compile(r"(?:-| del | do | da | dos | della )[A-ZÀ-ÖØ-Þ]")
_SHORT_ACRONYM = 3
# Where a document speaks of rankings, "Shanghai" and "QS" are such, unless they begin a longer name.
_AFTER_RANKING = re.compile(r"(?![ -](?:[A-ZÀ-ÖØ-Þ]|University|Universit))")
_YEAR_NEAR = re.compile(r"\s(?:19|20)\d{2}")
_RANK_NEAR = re.compile(r"\d ?(?:e|er|re|eme|st|nd|rd|th)\b|\b(?:rang|ranked|placed|top \d)|\d-\d{3}|\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document, block by block."""

    blocks: tuple[tuple[Mention, ...], ...]


def find_names(document: Document, registry: Registry, lexicon: Lexicon) -> Names:
    """Find all names of a document; a block's are sorted, and overlap where a name has several readings."""
    matches = [_outside_masks(block, lexicon.find(block.text)) for block in document.blocks]
    clear = [term for found in matches for match in found if not match.context for term in match.terms]
    strong = _with_publishers({term.iri for term in clear}, registry)
    ranked = any(isinstance(term, Ranking | Publisher) for term in clear)
    by_publisher = _rankings_of(registry)
    blocks = []
    for block, found in zip(document.blocks, matches, strict=True):
        kept = [match for match in found if not match.context or _in_context(block, match, strong, ranked=ranked)]
        kept = [match for match in kept if not (_DATELINE.match(block.text, match.end) or _goes_on(block, match))]
        mentions = [mention for match in kept for mention in _mentions(block, match, by_publisher)]
        blocks.append(_with_unregistered(block, mentions, lexicon))
    acronyms = acronyms_of(document, blocks)
    blocks = [[narrowed(mention, blocks, acronyms) for mention in mentions] for mentions in blocks]
    short = ShortForms(distinctive(blocks) | acronyms, lexicon)
    return Names(
        tuple(
            tuple(sorted([*mentions, *short.find(block, mentions)], key=place_in_block))
            for block, mentions in zip(document.blocks, blocks, strict=True)
        )
    )


def _rankings_of(registry: Registry) -> defaultdict[str | None, list[Ranking]]:
    """Give the rankings of each publisher."""
    found: defaultdict[str | None, list[Ranking]] = defaultdict(list)
    for ranking in registry.rankings.values():
        found[ranking.publisher].append(ranking)
    return found


def _with_publishers(named: set[str], registry: Registry) -> set[str]:
    """Add to the terms that a document names the publishers of its rankings."""
    publishers = {ranking.publisher for ranking in registry.rankings.values() if ranking.iri in named}
    return named | {publisher.iri for slug, publisher in registry.publishers.items() if slug in publishers}


def _with_unregistered(block: Block, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Add to the registry's names in a block those that the form tells, of rankings first, then of institutions."""
    rankings = list(unknown_rankings(block, mentions))
    spans = [ranking.span for ranking in rankings]
    found = [*(mention for mention in mentions if not overlaps(mention.span, spans)), *rankings]
    found.extend(unknown(block, found, lexicon))
    found.sort(key=place_in_block)
    return [*found, *left_out(block, found, lexicon)]


def _outside_masks(block: Block, matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Drop names inside addresses of the web and of mail."""
    masks = masks_in(block.text)
    return [match for match in matches if not (masks and overlaps(Span(match.start, match.end), masks))]


def _goes_on(block: Block, match: NameMatch) -> bool:
    """Tell whether an institution's name is the beginning of another's: "Universidad Austral | del Pacífico"."""
    named = any(isinstance(term, Institution) for term in match.terms)
    return named and bool(_MORE.match(block.text, match.end))


def _in_context(block: Block, match: NameMatch, strong: set[str], *, ranked: bool) -> bool:
    """Tell whether an ambiguous short name is meant as one here; ``ranked``: the document names a ranking in full."""
    if block.kind is BlockKind.CELL and match.end - match.start == len(block.text):
        return True
    if block.text.isupper() and match.end - match.start <= _SHORT_ACRONYM:
        return bool(block.kind is BlockKind.HEADING and _YEAR_NEAR.match(block.text, match.end))
    if any(term.iri in strong for term in match.terms):
        return True
    if ranked and any(isinstance(term, Institution) for term in match.terms):
        return not LANGUAGES[block.language].town_before.search(
            fold(block.text[max(0, match.start - _NEAR) : match.start])
        )
    if ranked and _AFTER_RANKING.match(block.text, match.end) and not block.text.isupper():
        return True
    near = fold(block.text[max(0, match.start - _NEAR) : match.end + _NEAR])
    return bool(LANGUAGES[block.language].ranking_words.search(near) or _RANK_NEAR.search(near))


def _mentions(block: Block, match: NameMatch, by_publisher: dict[str | None, list[Ranking]]) -> Iterator[Mention]:
    """Make a mention of each kind a name can be of; what a kind's terms share stays open."""
    span, words = Span(match.start, match.end), block.text[match.start : match.end]
    first, *others = match.terms
    if isinstance(first, Institution) and not others:  # most are
        yield InstitutionMention(span, words, (first,))
        return
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
