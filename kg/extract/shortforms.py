"""Short names: acronyms that a document introduces, a word of a longer name, the town for its university."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.forms import institutions_called
from kg.extract.mentions import InstitutionMention, Mention, RankingMention
from kg.extract.taken import Taken
from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.registry import Institution, Lexicon

ACRONYM = re.compile(r",?\s?\((?:the |l[’']|la |le |or |ou )?[\"“«]?\s?(?P<acronym>[A-Z][\w&-]{1,11})\s?[\"”»]?[),]")
_WORD = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w&-]{1,}(?![\w])")
_SHORTEST_WORD = 4
_NEAR = 45  # code points
# Behind a town that stands for its university: a position.
_HELD = re.compile(
    r"(?: \([A-Z][\w&-]+\))?\s?(?:[(,:–-]\s?)?(?:[=#]|n° ?|No\.? ?)?\d{1,4}(?:[.,]\d)?(?:st|nd|rd|th|e|er|re|ème"
    r"|[)\s,;.–-]|$)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\b")
_WHERE = re.compile(r"\b(?:au|aux|en|in|at)(?: the)? $")  # "deuxième au Québec" is a place
_JOINED = re.compile(r"(?:, | et | and |, and | & | puis | ou | or )$")
_ROW_NEXT = re.compile(r"(?:, | et | and |, and )(?:l[’']|the |la )?")
_CAPITAL_NEXT = re.compile(r"[ -][A-ZÀ-ÖØ-Þ]")
# "the Dublin college": a town that says which school is meant, itself no name.
_KIND_NEXT = re.compile(
    r"(?:-based|-headquartered)?(?: [a-z]+)? (?:school|college|university|institut[eion]+|varsity|outfit)\b"
)
_ACTS = re.compile(r" (?:\([^)]*\) )?[a-zàâéèêîô]")  # a verb, or "et" with another name
_TYPE_WORDS = frozenset(word for language in LANGUAGES.values() for word in language.type_words)

Short = dict[str, InstitutionMention]


def acronyms_of(document: Document, blocks: Sequence[Sequence[Mention]]) -> Short:
    """Collect "Name (ACRONYM)"; the first use says what the acronym means in this document."""
    acronyms: Short = {}
    for block, mentions in zip(document.blocks, blocks, strict=True):
        for mention in mentions:
            if isinstance(mention, InstitutionMention) and (match := ACRONYM.match(block.text, mention.span.end)):
                acronyms.setdefault(match["acronym"], mention)
    return acronyms


def distinctive(blocks: Sequence[Sequence[Mention]]) -> Short:
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


class ShortForms:
    """Finds later mentions of institutions by an acronym, one word of the name, or the town alone."""

    def __init__(self, short: Short, lexicon: Lexicon) -> None:
        """Start with the document's own short forms; towns are looked up in the registry."""
        self._short, self._lexicon = short, lexicon
        self._towns: dict[tuple[str, str], tuple[Institution, ...]] = {}

    def find(self, block: Block, mentions: Sequence[Mention]) -> Iterator[InstitutionMention]:
        """Yield the short mentions of a block, left to right."""
        language = LANGUAGES[block.language]
        taken = Taken(len(block.text), (m.span for m in mentions if isinstance(m, InstitutionMention | RankingMention)))
        named = {mention.span.end for mention in mentions if isinstance(mention, InstitutionMention)}
        begun = {mention.span.start for mention in mentions if isinstance(mention, InstitutionMention)}
        folded = fold(block.text)
        for match in _WORD.finditer(block.text):
            span, word = Span(*match.span()), match[0]
            if taken.holds(span):
                continue
            before = folded[max(0, span.start - _NEAR) : span.start]
            if (
                _CAPITAL_NEXT.match(block.text, span.end)
                or before[-1:] == "-"
                or _KIND_NEXT.match(block.text, span.end)
            ):
                continue
            own = self._short.get(word)
            if own is not None and self._is_meant(block, span, own, before):
                found = InstitutionMention(span, own.words, own.terms)
            elif (
                (self._is_held(block, span) and not language.town_before.search(before))
                or (_in_row(block, span, named, begun) and not _WHERE.search(before))
                or language.town_means.search(before)
            ):
                terms = self._of_town(word, block.language)
                if not terms:
                    continue
                found = InstitutionMention(span, word, terms)
            else:
                continue
            named.add(span.end)
            yield found

    def _is_meant(self, block: Block, span: Span, own: InstitutionMention, before: str) -> bool:
        word = block.text[span.start : span.end]
        if not word.isupper() and LANGUAGES[block.language].town_before.search(before):
            return bool(LANGUAGES[block.language].town_means.search(before))
        if not _is_town(own, word) or self._is_held(block, span) or block.kind is BlockKind.CELL:
            return True
        return not block.text.isupper() and bool(_ACTS.match(block.text, span.end))

    def _is_held(self, block: Block, span: Span) -> bool:
        held = _HELD.match(block.text, span.end)
        return held is not None and not _YEAR.match(held[0].strip(" (,:–-"))

    def _of_town(self, town: str, language: str) -> tuple[Institution, ...]:
        """Give the universities called after a town; none where the registry has none, or several."""
        key = (town, language)
        if key not in self._towns:
            forms = [form.format(town) for form in LANGUAGES[language].town_forms]
            found = [term for form in forms for term in institutions_called(form, self._lexicon)]
            unique = tuple(dict.fromkeys(found))
            self._towns[key] = unique if len(unique) == 1 else ()
        return self._towns[key]


def _in_row(block: Block, span: Span, named: set[int], begun: set[int]) -> bool:
    """Tell whether a word stands in a row with the name of an institution: "Oxford, Harvard et Cambridge"."""
    joined = _JOINED.search(block.text, max(0, span.start - 6), span.start)
    if joined and joined.start() in named:
        return True
    after = _ROW_NEXT.match(block.text, span.end)
    return bool(after and after.end() in begun)


def _is_town(mention: InstitutionMention, word: str) -> bool:
    """Tell whether a word of a name is the town or region it is called after: "Université de Bordeaux"."""
    return bool(re.search(rf"(?:\b(?:de|du|of|des) |[dD][’'])(?:la |l[’']|the )?{re.escape(word)}", mention.words))


def narrowed(
    mention: Mention, blocks: Sequence[Sequence[Mention]], acronyms: Mapping[str, InstitutionMention]
) -> Mention:
    """Leave of a name's readings the one that the document itself says elsewhere; all where it says none or several."""
    if not isinstance(mention, InstitutionMention):
        return mention
    introduced = acronyms.get(mention.words)
    if introduced:  # what the document itself says an acronym means, whatever others mean by it
        return InstitutionMention(mention.span, introduced.words, introduced.terms)
    if len(mention.terms) < 2:  # noqa: PLR2004 - one reading is clear
        return mention
    clear = {
        other.terms[0].iri
        for mentions in blocks
        for other in mentions
        if isinstance(other, InstitutionMention) and len(other.terms) == 1
    }
    kept = tuple(term for term in mention.terms if term.iri in clear)
    if len(kept) != 1 and (country := _country_of(blocks)):
        kept = tuple(term for term in mention.terms if term.country == country)
    return InstitutionMention(mention.span, mention.words, kept) if len(kept) == 1 else mention


def _country_of(blocks: Sequence[Sequence[Mention]]) -> str | None:
    """Give the country of most institutions that a document names without doubt; None where none has most."""
    terms = {
        mention.terms[0]
        for mentions in blocks
        for mention in mentions
        if isinstance(mention, InstitutionMention) and len(mention.terms) == 1
    }
    counts = Counter(term.country for term in terms)
    country, count = next(iter(counts.most_common(1)), (None, 0))
    return country if count * 2 > len(terms) else None
