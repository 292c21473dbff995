"""Evidence: passages of a document, found again by their words and by their place.

A passage's words are cut out of the document here and nowhere else, so a quote cannot differ from its place;
`prove` checks it once more on the finished triples.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import vocab
from kg.graph.labels import WORDINGS, in_languages
from kg.graph.privacy import clean_runs, merge, names, occurrences, people, personal, private
from kg.graph.terms import integer, pal, term, text, type_and_labels
from kg.read.document import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.graph.iris import Iris
    from kg.graph.terms import Term, Triple
    from kg.read.document import Document

CONTEXT = (
    32  # code points before and after a quote: enough to tell two equal quotes of one text apart, hardly ever more
)


_PROVEN = {term(vocab.OA, name): name for name in ("exact", "start", "end")}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The source behind one block."""

    span: Span
    language: str


class Passages:
    """The passages of one document that are quoted."""

    def __init__(
        self, document: Document, iris: Iris, title: Mapping[str, str], entities: Collection[Span] = ()
    ) -> None:
        """Lay out the document.

        ``title`` is what labels of passages call it; ``entities`` are words known not to name a person.
        """
        self.title = title
        self._document, self._iris = document, iris
        self._persons = [
            name
            for name in occurrences(document.source, people(document.source))
            if not any(name.start < entity.end and entity.start < name.end for entity in entities)
        ]
        self._stretches = _stretches(document)
        self._starts = [stretch.span.start for stretch in self._stretches]
        self._runs: dict[Span, tuple[Span, ...]] = {}
        self._names = names(document.source)
        self._masks: dict[_Stretch, tuple[Span, ...]] = {}

    def of(self, span: Span) -> tuple[Term, ...]:
        """Give the passages that quote ``span``: one, or several where an address within must be left out."""
        return tuple(self._iris.evidence(self._document.slug, run) for run in self.runs(span))

    def main(self, span: Span) -> Term | None:
        """Give the longest of the passages that quote ``span``; None if it holds nothing but an address."""
        runs = self.runs(span)
        if not runs:
            return None
        longest = max(runs, key=lambda run: (run.end - run.start, -run.start))
        return self._iris.evidence(self._document.slug, longest)

    def runs(self, span: Span) -> tuple[Span, ...]:
        """Give the parts of ``span`` that may be quoted, in code points of the source."""
        if span not in self._runs:
            if not 0 <= span.start < span.end <= len(self._document.source):
                message = f"{self._document.file}: {span} is no passage of the document"
                raise ValueError(message)
            inside = (name for name in self._persons if span.start < name.end and name.start < span.end)
            persons = (Span(max(name.start - span.start, 0), name.end - span.start) for name in inside)
            quote = self._document.quote(span)
            runs = clean_runs(quote, merge((*private(quote), *persons)))
            self._runs[span] = tuple(Span(span.start + run.start, span.start + run.end) for run in runs)
        return self._runs[span]

    def triples(self) -> Iterator[Triple]:
        """Describe each passage asked for so far."""
        for run in {run for runs in self._runs.values() for run in runs}:
            yield from self._passage(run)

    def _passage(self, span: Span) -> Iterator[Triple]:
        document, iris = self._document, self._iris
        subject = iris.evidence(document.slug, span)
        labels = in_languages(
            lambda wording: wording.passage.format(document=self.title[wording.code], start=span.start, end=span.end)
        )
        stretch = self._stretch(span)
        language = stretch.language if stretch else document.language
        yield from type_and_labels(subject, pal("Evidence"), labels)
        yield subject, term(vocab.OA, "hasSource"), iris.document(document.slug)
        yield subject, term(vocab.DCT, "language"), term(vocab.LANGUAGE, WORDINGS[language].authority)
        page = document.page(span)
        if page:
            yield subject, pal("page"), integer(page)
        quote, position = (iris.selector(document.slug, span, kind) for kind in ("quote", "position"))
        for selector in (quote, position):
            yield subject, term(vocab.OA, "hasSelector"), selector
        yield position, term(vocab.RDF, "type"), term(vocab.OA, "TextPositionSelector")
        yield position, term(vocab.OA, "start"), integer(span.start)
        yield position, term(vocab.OA, "end"), integer(span.end)
        yield quote, term(vocab.RDF, "type"), term(vocab.OA, "TextQuoteSelector")
        yield quote, term(vocab.OA, "exact"), text(document.quote(span))
        for name, context in zip(("prefix", "suffix"), self._context(span, stretch), strict=True):
            if any(map(str.isalnum, context)):
                yield quote, term(vocab.OA, name), text(context)

    def _stretch(self, span: Span) -> _Stretch | None:
        found = bisect_right(self._starts, span.start) - 1
        return self._stretches[found] if found >= 0 and span.start < self._stretches[found].span.end else None

    def _masked(self, stretch: _Stretch) -> tuple[Span, ...]:
        """Give what a context must not hold of a stretch; few of a document's stretches are quoted."""
        if stretch not in self._masks:
            start = stretch.span.start
            masks = personal(self._document.quote(stretch.span), self._names)
            self._masks[stretch] = tuple(Span(start + mask.start, start + mask.end) for mask in masks)
        return self._masks[stretch]

    def _context(self, span: Span, stretch: _Stretch | None) -> tuple[str, str]:
        """Give what stands before and after, within the block, cut at whatever must not be shown."""
        if not stretch:
            return "", ""
        start, end = max(stretch.span.start, span.start - CONTEXT), min(stretch.span.end, span.end + CONTEXT)
        for mask in self._masked(stretch):
            if mask.start < span.start:
                start = max(start, min(mask.end, span.start))
            if mask.end > span.end:
                end = min(end, max(mask.start, span.end))
        source = self._document.source
        return source[start : span.start], source[span.end : max(end, span.end)]


def _stretches(document: Document) -> list[_Stretch]:
    pieces = ((block.view.pieces, block.language) for block in document.blocks if block.view.pieces)
    found = (_Stretch(Span(some[0].source.start, some[-1].source.end), language) for some, language in pieces)
    return sorted(found, key=lambda stretch: stretch.span)


def prove(document: Document, triples: Iterable[Triple]) -> int:
    """Check that each quote among ``triples`` stands in the document where its position says; count the quotes.

    The triples are those of the document's graph. A quote that does not hold is a bug.
    """
    exact: dict[str, Term] = {}
    places: dict[str, dict[str, int]] = {}
    for subject, predicate, value in triples:
        name = _PROVEN.get(predicate)
        if name == "exact":
            exact[subject.removesuffix("/quote>")] = value
        elif name:
            places.setdefault(subject.removesuffix("/position>"), {})[name] = int(value.split('"')[1])
    for passage, quote in exact.items():
        words = document.quote(Span(**places[passage]))
        if not words.strip() or text(words) != quote:
            message = f"{passage}: the words quoted are not at {places[passage]}"
            raise ValueError(message)
    return len(exact)
