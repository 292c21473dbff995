"""A report as one self-contained HTML page, to be sent, printed and kept."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.validate.report.words import ONE, counted, found_at, reason, shorten, source_of, verdict, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.validate.describe import Quote
    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner
    from kg.validate.rules import Rule

_STYLE = """
:root{color-scheme:light}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:#1a1a1a;background:#fff}
main{max-width:60rem;margin:auto;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1.1rem;margin:1.8rem 0 .3rem}
.verdict{font-weight:600}.why{color:#555;margin:.2rem 0}
table{border-collapse:collapse;margin:1rem 0}th,td{text-align:left;padding:.15rem 1.2rem .15rem 0;vertical-align:top}
.severity{display:inline-block;padding:0 .45em;border:1px solid currentColor;border-radius:.3em;font-size:.85em}
.violation{color:#a1001a}.warning{color:#7a4b00}.info{color:#0b4f8a}
article{border-left:3px solid #ccc;padding:.1rem 0 .1rem .9rem;margin:.9rem 0}
h4{font-size:1rem;margin:0}article p{margin:.15rem 0}
code{font:.9em ui-monospace,monospace}.iri{color:#555}
blockquote{margin:.4rem 0;color:#333}mark{background:#ffe49c;color:inherit}cite{font-style:normal;color:#555}
a{color:#0b57d0}
@media print{body{font-size:10pt}main{max-width:none;padding:0}article{break-inside:avoid}h2,h3{break-after:avoid}}
"""
_TITLE = Text(en="Validation report", fr="Rapport de validation")
_RULE, _SEVERITY, _FOUND = Text("Rule", "Règle"), Text("Severity", "Gravité"), Text("Findings", "Constats")
_OPEN, _CLOSE = Text("“", "«\N{NO-BREAK SPACE}"), Text("”", "\N{NO-BREAK SPACE}»")


def write(checks: Sequence[Checked], manner: Manner) -> str:
    """Write the page: of each graph its verdict, a table of the rules with findings, and the findings by rule."""
    language = manner.language
    title = _TITLE.in_language(language)
    reports = "".join(_report(checked, manner, number) for number, checked in enumerate(checks, start=1))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{reports}</main>\n</body>\n</html>\n"
    )


def _report(checked: Checked, manner: Manner, number: int) -> str:
    groups = [
        (rule, list(findings)) for rule, findings in groupby(checked.report.findings, key=lambda finding: finding.rule)
    ]
    language = manner.language
    files = ", ".join(f"<code>{_shown(file)}</code>" for file in checked.files)
    summary = "".join(
        f'<tr><td><a href="#{_anchor(number, rule)}">{_shown(rule.id)}</a></td>'
        f"<td>{_severity(rule, language)}</td><td>{len(findings)}</td></tr>\n"
        for rule, findings in groups
    )
    head = "".join(f'<th scope="col">{text.in_language(language)}</th>' for text in (_RULE, _SEVERITY, _FOUND))
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{summary}</tbody>\n</table>\n" if groups else ""
    sections = "".join(_section(rule, findings, number, language) for rule, findings in groups)
    return (
        f"<section>\n<h2>{files}</h2>\n"
        f'<p class="verdict">{_shown(verdict(checked, manner))}</p>\n{table}{sections}</section>\n'
    )


def _section(rule: Rule, findings: Sequence[Finding], number: int, language: str) -> str:
    articles = "".join("".join(_article(finding, language)) for finding in findings)
    count = counted(len(findings), ONE[rule.severity], language)
    why = reason(rule, language) and f'<p class="why">{_text(reason(rule, language))}</p>\n'
    return (
        f'<section>\n<h3 id="{_anchor(number, rule)}">{_shown(rule.id)} '
        f'<span class="severity {rule.severity.value}">{_shown(count)}</span></h3>\n'
        f"{why}{articles}</section>\n"
    )


def _article(finding: Finding, language: str) -> Iterator[str]:
    yield f"<article>\n<h4>{_shown(shorten(finding.label))}</h4>\n<p>{_shown(finding.message)}</p>\n"
    found = found_at(finding, language)
    if found:
        yield f"<p><code>{_shown(found)}</code></p>\n"
    if finding.site:
        yield f"<p><code>{_shown(str(finding.site))}</code></p>\n"
    for quote in finding.quotes:
        yield f"<blockquote>{_quoted(quote, language)}</blockquote>\n"
    if finding.subject:
        yield f'<p><code class="iri">{_shown(finding.subject)}</code></p>\n'
    yield "</article>\n"


def _quoted(quote: Quote, language: str) -> str:
    before = f"…{_text(quote.before)}" if quote.before else ""
    after = f"{_text(quote.after)}…" if quote.after else ""
    words = f"<bdi>{before}<mark>{_text(shorten(quote.text))}</mark>{after}</bdi>"
    source = source_of(quote, language)
    cite = f" <cite>{_shown(source)}</cite>" if source else ""
    return f"{_OPEN.in_language(language)}{words}{_CLOSE.in_language(language)}{cite}"


def _severity(rule: Rule, language: str) -> str:
    return f'<span class="severity {rule.severity.value}">{ONE[rule.severity].in_language(language)}</span>'


def _anchor(number: int, rule: Rule) -> str:
    return escape(f"{number}-{rule.id}".replace(" ", "-"))


def _shown(words: str) -> str:
    """Write words apart from what stands around them, whatever their direction."""
    return f"<bdi>{_text(words)}</bdi>"


def _text(words: str) -> str:
    return escape(visible(words))
