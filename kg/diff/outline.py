"""A difference as headings, lists and lines of words, which text and Markdown show alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

from kg.diff import words
from kg.diff.compare import count_added, count_withdrawn
from kg.diff.difference import Status
from kg.errors import COLON, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.diff.difference import Difference, Entry, Group, LabelChange, PropertyChange, Quote
    from kg.validate.findings import Finding

SHOWN = 100  # items of a list; who wants more searches them with a program
_LONGEST = 240  # characters of a quote or a value: a sentence, or the gist of a longer one
_TITLE = 100  # characters of a document's title beside each of its quotes
_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Item:
    """One change in a line, and lines that say more."""

    line: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Changes of one sort; ``title`` may be empty, ``rest`` tells how many are left out, if any."""

    title: str
    items: tuple[Item, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """All changes of things of one class, or of labels or findings, and how many there are."""

    heading: str
    summary: str
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The verdict, then the sections, what matters most first."""

    verdict: str
    sections: tuple[Section, ...]


def outline(difference: Difference) -> Outline:
    """Put a difference into words."""
    return _Wording(difference.language).outline(difference)


class _Wording:
    """Words of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._colon = COLON.in_language(language)

    def outline(self, difference: Difference) -> Outline:
        sections = [self._group(group) for group in difference.groups]
        sections += [*self._labels(difference.labels), *self._findings(difference), *self._others(difference)]
        return Outline(self._verdict(difference), tuple(sections))

    def _say(self, text: Text) -> str:
        return text.in_language(self._language)

    def _labelled(self, label: str, value: str) -> str:
        return f"{label}{self._colon}{value}"

    def _counted(self, number: int, noun: words.Noun) -> str:
        return words.counted(number, noun, self._language)

    def _verdict(self, difference: Difference) -> str:
        if difference.is_empty:
            return self._say(words.SAME)
        return self._say(words.DIFFER).format(
            added=self._counted(count_added(difference.changes), words.STATEMENT),
            withdrawn=words.numeral(count_withdrawn(difference.changes), self._language),
        )

    def _group(self, group: Group) -> Section:
        some = {status: entries for status in Status if (entries := group.of(status))}
        summary = ", ".join(self._counted(len(entries), words.STATUS[status]) for status, entries in some.items())
        listings = [
            self._listing(
                self._say(words.STATUS[status].several), [self._entry(each) for each in entries[:SHOWN]], entries
            )
            for status, entries in some.items()
        ]
        return Section(group.heading, summary, tuple(listings))

    def _listing(self, title: str, items: list[Item], whole: Sequence[object]) -> Listing:
        left = len(whole) - SHOWN
        rest = self._say(words.MORE).format(words.numeral(left, self._language)) if left > 0 else ""
        return Listing(title, tuple(items), rest)

    def _entry(self, entry: Entry) -> Item:
        properties = chain.from_iterable(map(self._property, entry.properties))
        match entry:
            case entry if entry.old and entry.new and entry.status is Status.CORRECTED:
                moved = _ARROW.join(filter(None, (entry.old.words, entry.new.words)))
                line = self._labelled(entry.label, moved) if entry.label and moved else entry.label or moved
                return Item(line, (*self._both(entry.old.quotes, entry.new.quotes), *properties))
            case entry if entry.old and entry.new:
                gone = self._quoted(words.QUOTE_GONE, entry.old.quotes)
                come = self._quoted(words.QUOTE_COME, entry.new.quotes)
                return Item(entry.label, (*properties, *gone, *come))
            case _:
                said = entry.old or entry.new
                return Item(entry.label, tuple(self._quote(quote) for quote in said.quotes) if said else ())

    def _both(self, old: Sequence[Quote], new: Sequence[Quote]) -> Iterator[str]:
        yield from self._quoted(words.BOTH, [quote for quote in old if quote in new])
        yield from self._quoted(words.BEFORE, [quote for quote in old if quote not in new])
        yield from self._quoted(words.NOW, [quote for quote in new if quote not in old])

    def _quoted(self, label: Text, quotes: Sequence[Quote]) -> Iterator[str]:
        for quote in quotes:
            yield self._labelled(self._say(label), self._quote(quote))

    def _quote(self, quote: Quote) -> str:
        before = f"…{quote.before}" if quote.before else ""
        after = f"{quote.after}…" if quote.after else ""
        stated = _shorten(quote.text)
        text = self._say(words.QUOTE).format(f"{before}[{stated}]{after}" if before or after else stated)
        return f"{text} ({_shorten(quote.document, _TITLE)})" if quote.document else text

    def _property(self, change: PropertyChange) -> Iterator[str]:
        old, new = ([_shorten(value) for value in values] for values in (change.old, change.new))
        yield from self._replaced(change.name, old, new)

    def _replaced(self, name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
        if len(old) == len(new) == 1:
            yield self._labelled(name, _ARROW.join((*old, *new)))
        else:
            for label, values in ((words.GONE, old), (words.COME, new)):
                if values:
                    yield self._labelled(f"{name}, {self._say(label)}", ", ".join(values))

    def _labels(self, labels: Sequence[LabelChange]) -> Iterator[Section]:
        if labels:
            names = groupby((each for each in labels if not each.follows), key=lambda each: (each.iri, each.thing))
            items = [Item(thing, tuple(chain.from_iterable(map(self._label, some)))) for (_, thing), some in names]
            listings = [self._listing("", items[:SHOWN], items)] if items else []
            following = [each for each in labels if each.follows]
            if following:
                first = next((each for each in following if each.tag == self._language), following[0])
                number = self._labelled(self._say(words.FOLLOWING), words.numeral(len(following), self._language))
                shown = (self._labelled(self._say(words.FOR_EXAMPLE), line) for line in self._label(first))
                listings.append(Listing("", (Item(number, tuple(shown)),)))
            changed = self._counted(len(labels), words.STATUS[Status.CHANGED])
            yield Section(self._say(words.LABELS), changed, tuple(listings))

    def _label(self, label: LabelChange) -> Iterator[str]:
        old, new = ([each] if each is not None else [] for each in (label.old, label.new))
        yield from self._replaced(words.tongue(label.tag, self._language), old, new)

    def _findings(self, difference: Difference) -> Iterator[Section]:
        changes = difference.findings
        if changes and (changes.new or changes.mended):
            some = [
                (title, noun, findings)
                for title, noun, findings in (
                    (words.NEW, words.NEW_ONES, changes.new),
                    (words.MENDED, words.MENDED_ONES, changes.mended),
                )
                if findings
            ]
            listings = [
                self._listing(self._say(title), [self._finding(each) for each in findings[:SHOWN]], findings)
                for title, _, findings in some
            ]
            summary = ", ".join(self._counted(len(findings), noun) for _, noun, findings in some)
            yield Section(self._say(words.FINDINGS), summary, tuple(listings))

    def _finding(self, finding: Finding) -> Item:
        severity = self._say(words.SEVERITY[finding.rule.severity])
        line = self._labelled(f"{severity} {finding.rule.id}", finding.label)
        found = (
            (self._labelled(finding.path, ", ".join(map(_shorten, finding.found))),)
            if finding.path and finding.found
            else ()
        )
        return Item(line, (finding.message, *found))

    def _others(self, difference: Difference) -> Iterator[Section]:
        rows = difference.others
        if rows:
            items = [
                Item(self._labelled(f"{row.kind}, {row.name}", self._coming(row.added, row.withdrawn))) for row in rows
            ]
            totals = sum(row.added for row in rows), sum(row.withdrawn for row in rows)
            yield Section(self._say(words.OTHERS), self._coming(*totals), (Listing("", tuple(items)),))

    def _coming(self, added: int, withdrawn: int) -> str:
        numbers = ((added, words.STATUS[Status.ADDED]), (withdrawn, words.STATUS[Status.WITHDRAWN]))
        return ", ".join(self._counted(number, noun) for number, noun in numbers if number)


def _shorten(value: str, longest: int = _LONGEST) -> str:
    return value if len(value) <= longest else f"{value[: longest - 1]}…"
