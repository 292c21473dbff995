"""The words that reports share, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.validate.rules import Severity

if TYPE_CHECKING:
    from kg.validate.describe import Quote
    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner
    from kg.validate.rules import Rule

ONE = {
    Severity.VIOLATION: Text(en="violation", fr="violation"),
    Severity.WARNING: Text(en="warning", fr="avertissement"),
    Severity.INFO: Text(en="remark", fr="remarque"),
}
WHY = Text(en="why", fr="pourquoi")
_NOTHING = Text(en="nothing", fr="rien")
_QUOTE = Text(en="“{}”", fr="«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»")
_CONFORMS = Text(en="the graph conforms", fr="le graphe est conforme")
_FAILS = Text(en="the graph does not conform", fr="le graphe n’est pas conforme")
_PAGE = Text(en="{file}, page {page}", fr="{file}, page {page}")
_LONGEST = 240  # characters of a quote or a value: a sentence, or the gist of a longer one
_SPACES = re.compile(r"[ \t\r\n]+")
# What a terminal could take for a command, and what turns the direction of all that follows.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def visible(words: str) -> str:
    r"""Put words on one line, with control characters written as escapes: data may come from anywhere.

    >>> visible("one\n two \x1b[1m")
    'one two \\u001b[1m'
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", _SPACES.sub(" ", words))


def labelled(label: Text, value: str, language: str) -> str:
    """Put a colon between a label and a value, as the language does."""
    return label.in_language(language) + COLON.in_language(language) + value


def reason(rule: Rule, language: str) -> str:
    """Tell why a rule exists; the shapes of others may not say it."""
    why = rule.why.in_language(language)
    return labelled(WHY, visible(why), language) if why else ""


def found_at(finding: Finding, language: str) -> str:
    """Tell the property and what was found there; of a finding about the whole subject, nothing."""
    if not finding.path:
        return ""
    found = ", ".join(shorten(visible(value)) for value in finding.found) or _NOTHING.in_language(language)
    return visible(finding.path) + COLON.in_language(language) + found


def sentence(finding: Finding, language: str) -> str:
    """Tell a finding in two lines: what is wrong and how to mend it, which may be all that is shown; then of what."""
    found = found_at(finding, language)
    about = f"{shorten(visible(finding.label))} ({found})" if found else shorten(visible(finding.label))
    return f"{visible(finding.message)}\n{about}"


def quoted(quote: Quote, language: str) -> str:
    """Write a quote between the words around it, and its document with page or line."""
    before = f"…{quote.before}" if quote.before else ""
    after = f"{quote.after}…" if quote.after else ""
    stated = shorten(quote.text)
    words = _QUOTE.in_language(language).format(f"{before}[{stated}]{after}" if before or after else stated)
    source = source_of(quote, language)
    return visible(f"{words} ({source})" if source else words)


def source_of(quote: Quote, language: str) -> str:
    """Name the document of a quote, as exactly as is known."""
    passage = quote.passage
    if passage and passage.page:
        return _PAGE.in_language(language).format(file=passage.file_name, page=passage.page)
    return f"{quote.file}:{quote.line}" if quote.file else quote.document


def shorten(words: str) -> str:
    """Cut what is longer than a long sentence."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def verdict(checked: Checked, manner: Manner) -> str:
    """Tell whether a graph passes, and count what was found."""
    language = manner.language
    counts = ", ".join(counted(checked.report.count(severity), ONE[severity], language) for severity in Severity)
    return labelled(_CONFORMS if manner.passes(checked) else _FAILS, counts, language)


def counted(number: int, one: Text, language: str) -> str:
    """Count things: 0 or several are plural in English, several only in French."""
    plural = Text(en="" if number == 1 else "s", fr="" if number <= 1 else "s")
    return f"{number} {one.in_language(language)}{plural.in_language(language)}"
