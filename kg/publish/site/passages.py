"""Passages of a document put together again, as far as the graph tells what stands beside what.

A graph holds quotes with a few characters around them, and where each begins and ends. What overlaps or adjoins is one
stretch, shown once, with a mark for each quote in it; nothing is said of what lies between two stretches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph.privacy import merge, occurrences, people, private
from kg.read.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEFT_OUT = "[…]"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage; ``start`` and ``end`` count code points of its document, and ``page`` is 0 where there is none.

    ``language`` is the tag of its own language, empty where nobody tells it. ``names`` is true of words that name a
    part of a claim: those are known to be no person's name.
    """

    iri: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    language: str = ""
    page: int = 0
    names: bool = False

    @property
    def whole(self) -> str:
        """The quote with what surrounds it."""
        return f"{self.prefix}{self.exact}{self.suffix}"

    @property
    def first(self) -> int:
        """The place of the first character known."""
        return self.start - len(self.prefix)

    @property
    def stop(self) -> int:
        """The place after its last character, as its words tell."""
        return self.start + len(self.exact)

    @property
    def shown(self) -> str:
        """The quote alone, as a page may show it."""
        return "".join(token.text for token in Stretch(self.start, self.exact, [self]).tokens())

    @property
    def sound(self) -> bool:
        """Whether its words are as long as its place, so that both can be trusted."""
        return self.end == self.stop


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a stretch: text, or the beginning or the end of a mark.

    Of a mark that is cut, only the first piece ``begins`` the passage, and only the last ``ends`` it.
    """

    text: str = ""
    opens: Passage | None = None
    closes: Passage | None = None
    begins: bool = False
    ends: bool = False


@dataclass(slots=True)
class Stretch:
    """Text of which every character is known, from ``start`` on, and the passages in it, in reading order."""

    start: int
    text: str
    passages: list[Passage] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    @property
    def language(self) -> str:
        """The language of all its passages."""
        return self.passages[0].language

    @property
    def page(self) -> int:
        """The page on which it begins; 0 where there are no pages."""
        return self.passages[0].page

    def takes(self, passage: Passage) -> bool:
        """Add a passage if it overlaps or adjoins what is known, and says the same; tell whether it did."""
        offset = passage.first - self.start
        if offset > len(self.text) or passage.language != self.language or not passage.sound:
            return False
        if not self.passages[0].sound:
            return False
        shared = self.text[offset : offset + len(passage.whole)]
        if not passage.whole.startswith(shared):
            return False
        self.text += passage.whole[len(shared) :]
        self.passages.append(passage)
        return True

    def tokens(self) -> Iterator[Token]:
        """Yield text and marks, well nested: a mark that another one crosses is cut in two."""
        hidden = self._hidden()
        waiting = sorted(self.passages, key=lambda passage: (passage.start, -passage.stop, passage.iri), reverse=True)
        open_: list[Passage] = []
        bounds = sorted({self.start, self.end}.union(*((each.start, each.stop) for each in self.passages)))
        for here, there in zip(bounds, [*bounds[1:], bounds[-1]], strict=True):
            yield from _closed(open_, here)
            while waiting and waiting[-1].start == here:
                open_.append(waiting.pop())
                yield Token(opens=open_[-1], begins=True)
            yield from _closed(open_, here)  # a passage without words
            if here < there:
                yield Token(text=self._shown(here, there, hidden))

    def _hidden(self) -> list[Span]:
        """Find addresses, telephone numbers and names of persons, which no page shows whatever the graph holds."""
        named = [Span(each.start - self.start, each.end - self.start) for each in self.passages if each.names]
        persons = (
            span
            for span in occurrences(self.text, people(self.text))
            if not any(span.start < name.end and name.start < span.end for name in named)
        )
        return list(merge((*private(self.text), *persons)))

    def _shown(self, here: int, there: int, hidden: Sequence[Span]) -> str:
        """Give the text between two places, with a sign where something hidden begins."""
        start, end = here - self.start, there - self.start
        shown, last = "", start
        for span in hidden:
            if span.end <= last or span.start >= end:
                continue
            shown += self.text[last : max(span.start, last)]
            shown += LEFT_OUT if span.start >= start else ""
            last = min(span.end, end)
        return shown + self.text[last:end]


def _closed(open_: list[Passage], here: int) -> Iterator[Token]:
    """Close the marks that end here, and open again those within them that do not."""
    over = next((place for place, passage in enumerate(open_) if passage.stop <= here), len(open_))
    inner, open_[over:] = open_[over:], [passage for passage in open_[over:] if passage.stop > here]
    yield from (Token(closes=passage, ends=passage.stop <= here) for passage in reversed(inner))
    yield from (Token(opens=passage) for passage in open_[over:])


def stitch(passages: Iterable[Passage]) -> list[Stretch]:
    """Put passages together into stretches, in reading order.

    >>> one = Passage("a", 4, 8, "88e ", prefix="est ", language="fr")
    >>> two = Passage("b", 8, 16, "mondiale", suffix=" et", language="fr")
    >>> [(stretch.start, stretch.text) for stretch in stitch([two, one])]
    [(0, 'est 88e mondiale et')]
    """
    stretches: list[Stretch] = []
    for passage in sorted(passages, key=lambda each: (each.first, each.start, -each.end, each.iri)):
        if not (stretches and stretches[-1].takes(passage)):
            stretches.append(Stretch(passage.first, passage.whole, [passage]))
    return stretches
