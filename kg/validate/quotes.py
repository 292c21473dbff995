"""Quotes held against the documents at hand: what no shape can tell, since shapes cannot read files."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.validate.screen.terms import value_of
from kg.vocab import OA, PAL, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.validate.documents import Documents, Found
    from kg.validate.screen.index import Index
    from kg.validate.screen.terms import Term

WORDS, CHANGED = "Evidence-words", "Document-changed"  # the rules of what is found here

_SOURCE, _SELECTOR = f"<{OA}hasSource>", f"<{OA}hasSelector>"
_EXACT, _START, _END = f"<{OA}exact>", f"<{OA}start>", f"<{OA}end>"
_FILE, _DIGEST, _CANONICAL = f"<{PAL}fileName>", f"<{PAL}sha256>", f"<{PAL}canonicalText>"
_WHOLE = re.compile(rf'"(\d{{1,9}})"\^\^<{re.escape(XSD)}integer>')


def misquoted(index: Index, documents: Documents) -> Iterator[tuple[Term, Term]]:
    """Yield each passage and its quote, where the document is at hand and does not have these words at this place.

    Words are compared composed (NFC), and any white space is as good as any other. A passage that other rules refuse,
    since its place or its words are not told once, is passed over. They come document by document, sorted.
    """
    passages: defaultdict[Term, list[Term]] = defaultdict(list)
    for node, statements in index.own.items():
        for source in statements.get(_SOURCE, ()):
            passages[source].append(node)
    for source in sorted(passages):
        named = _named(index, source)
        found = documents.find(*named) if named else None
        if found is not None:
            yield from _misquoted_of(index, sorted(passages[source]), found)


def _misquoted_of(index: Index, passages: list[Term], document: Found) -> Iterator[tuple[Term, Term]]:
    for passage in passages:
        selectors = index.objects(passage, _SELECTOR)
        quotes, starts, ends = (
            [value for selector in selectors for value in index.objects(selector, name)]
            for name in (_EXACT, _START, _END)
        )
        if not len(quotes) == len(starts) == len(ends) == 1:
            continue
        place = [_WHOLE.fullmatch(bound) for bound in (*starts, *ends)]
        if all(place):
            start, end = (int(bound[1]) for bound in place if bound)
            if _folded(value_of(quotes[0])) != _folded(document.text[start:end]):
                yield passage, quotes[0]


def changed(index: Index, documents: Documents) -> Iterator[tuple[Term, Term]]:
    """Yield each document and the digest stated of it, where the file of its name at hand is another one; sorted."""
    for node in sorted(node for node, statements in index.own.items() if _DIGEST in statements):
        named = _named(index, node)
        if named and documents.changed(*named):
            yield node, index.objects(node, _DIGEST)[0]


def _named(index: Index, document: Term) -> tuple[str, str, str | None] | None:
    """Give what a document is found by; None where it is not told, or not told once."""
    names, digests, canonical = (index.objects(document, name) for name in (_FILE, _DIGEST, _CANONICAL))
    if len(names) != 1 or len(digests) != 1 or len(canonical) > 1:
        return None
    return value_of(names[0]), value_of(digests[0]), value_of(canonical[0]) if canonical else None


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
