"""What a page says of itself in its head: address, date, title, language.

Its text goes first: the dateline of a release is its own statement, with a place to quote, and what a content system
writes in the head is when the page was put up, which a move to a new site changes. Data in JSON is parsed, no script
is run, and nothing is fetched.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.read.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.read.html.tokens import Tag, Tokens

# Whatever is in it can be an IRI.
_ADDRESS = re.compile(r"https?://(?:[^\s<>\"{}|\\^`\[\]%\x00-\x20\x7f]|%[0-9A-Fa-f]{2})+", re.IGNORECASE)
_DATE = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
# The names of a date of publication, the most exact first; the time of the text itself comes last.
_DATES = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "publication_date",
    "pubdate",
    "date",
)


class Page:
    """Collects what a page says of itself."""

    def __init__(self, source: str, tokens: Tokens) -> None:
        """Start with nothing."""
        self._source, self._tokens = source, tokens
        self._dates: dict[str, date] = {}
        self._canonical: str | None = None
        self._og_address: str | None = None
        self._last: Tag | None = None
        self.language: str | None = None
        self.titles: list[Span] = []

    @property
    def address(self) -> str | None:
        """Its canonical address."""
        return self._canonical or self._og_address

    @property
    def date(self) -> date | None:
        """The date it says it was published on."""
        return next((self._dates[name] for name in (*_DATES, "time") if name in self._dates), None)

    def take(self, token: Tag | Span) -> None:
        """Take the next token."""
        if isinstance(token, Span):
            self._text(token)
            self._last = None
            return
        self._last = token
        if token.closing:
            return
        match token.name:
            case "html":
                self.language = self._tokens.value(token, "lang") or self._tokens.value(token, "xml:lang")
            case "link" if "canonical" in (self._tokens.value(token, "rel") or "").lower().split():
                self._canonical = self._canonical or address_in(self._tokens.value(token, "href"))
            case "meta":
                self._meta(token)

    def add_time(self, tag: Tag) -> None:
        """Take a `<time>` of the text: the first counts, or one that is said to be that of publication."""
        name = "datepublished" if (self._tokens.value(tag, "itemprop") or "").lower() == "datepublished" else "time"
        self._add_date(name, self._tokens.value(tag, "datetime"))

    def _text(self, span: Span) -> None:
        if self._last is None or self._last.closing:
            return
        if self._last.name == "title":
            self.titles.append(span)
        elif self._last.name == "script" and "ld+json" in (self._tokens.value(self._last, "type") or ""):
            for published in _published(self._source[span.start : span.end]):
                self._add_date("datepublished", published)

    def _meta(self, tag: Tag) -> None:
        name = next((value for key in ("property", "name", "itemprop") if (value := self._tokens.value(tag, key))), "")
        name = name.lower()
        if name == "og:title" and "content" in tag.values:
            self.titles.insert(0, tag.values["content"])
        elif name == "og:url":
            self._og_address = self._og_address or address_in(self._tokens.value(tag, "content"))
        elif name in _DATES:
            self._add_date(name, self._tokens.value(tag, "content"))

    def _add_date(self, name: str, written: str | None) -> None:
        match = _DATE.match(written or "")
        if match and name not in self._dates:
            try:
                # As written: a zone would need a clock, and shifts no date that a reader would give.
                self._dates[name] = date(*map(int, match.groups()))
            except ValueError:  # the 31st of February is no date
                return


def address_in(written: str | None) -> str | None:
    """Give an address that can be an IRI of the web; None for any other."""
    if not written or not _ADDRESS.fullmatch(written):
        return None
    try:
        parts = urlsplit(written)
        named = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:  # no number for a port
        return None
    return written if named and "@" not in parts.netloc else None


def _published(text: str) -> Iterator[str]:
    """Yield the dates of publication in JSON-LD, those of the outer objects first; none where it is broken."""
    try:
        level = [json.loads(text)]
    except (ValueError, RecursionError):  # broken, or nested a thousand times
        return
    while level:
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                published = value.get("datePublished")
                if isinstance(published, str):
                    yield published.strip()
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
        level = inner
