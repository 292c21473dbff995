"""A small page about an institution, to be framed by the programs that reconcile, and shown where no other page is."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.serve.reconcile.institutions import LabelKind
from kg.serve.reconcile.properties import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.reconcile.institutions import Institution, Institutions

_SHOWN = ("pal:category", "pal:founded", "org:subOrganizationOf", "ror", "wikidata")
_NAMES = 4  # other names that are shown
_ALSO = Text("also called", "aussi nommé")
_PAGE = Text("its page", "sa page")
_NOT_IN_GRAPH = Text(
    "The registry knows it; the graph holds no result of it yet.",
    "Le registre le connaît\N{NARROW NO-BREAK SPACE}; le graphe n’en tient encore aucun résultat.",
)
_STYLE = """
body { font: 0.85rem/1.4 system-ui, sans-serif; margin: 0.75rem; overflow-wrap: anywhere }
h1 { font-size: 1.1rem; margin: 0 }
p { margin: 0.25rem 0 }
dl { display: grid; grid-template-columns: max-content auto; gap: 0.15rem 0.75rem; margin: 0.5rem 0 }
dd { margin: 0 }
"""
# Without frame-ancestors: framed by anyone, programs on a desktop too. It shows what is public and can do nothing.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; base-uri 'none';"
    " form-action 'none'"
)
_HTML = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{name}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{name}</h1>
<p>{where}</p>
<dl>
{facts}
</dl>
<p>{last}</p>
</main>
</body>
</html>
"""


def page(institution: Institution, among: Institutions, language: str, address: str) -> str:
    """Write the page; ``address`` is that of the institution's own, if it has one."""
    link = f'<a href="{escape(address)}" target="_blank" rel="noopener">{_PAGE.in_language(language)}</a>'
    return _HTML.format(
        language=language,
        style=_STYLE,
        name=escape(institution.name(language)),
        where=escape(among.where(institution, language)),
        facts="\n".join(_facts(institution, among, language)),
        last=link if address else _NOT_IN_GRAPH.in_language(language),
    )


def flyout(institution: Institution, among: Institutions, language: str) -> str:
    """Say in a piece of HTML which institution a name stands for."""
    text = description(institution, among, language)
    return f"<p><strong>{escape(institution.name(language))}</strong></p><p>{escape(text)}</p>"


def description(institution: Institution, among: Institutions, language: str) -> str:
    """Say in a line which institution it is: its kind, where it is, since when."""
    kinds = [among.named(iri, language) for iri in institution.categories]
    said = [", ".join(filter(None, kinds)), among.where(institution, language), str(institution.founded or "")]
    return " · ".join(filter(None, said))


def _facts(institution: Institution, among: Institutions, language: str) -> Iterator[str]:
    own = institution.name(language)
    names = [name for name in institution.called(language, LabelKind.OTHER, LabelKind.ACRONYM) if name != own][:_NAMES]
    if names:
        yield _fact(_ALSO.in_language(language), ", ".join(names), language)
    for pid in _SHOWN:
        of = PROPERTIES[pid]
        cells = of.values(among, institution, language) if of.values else ()
        values = [str(next(reversed(cell.values()))) for cell in cells]
        if values:
            yield _fact(of.name.in_language(language), ", ".join(values), language)


def _fact(term: str, value: str, language: str) -> str:
    return f"<dt>{escape(term)}{COLON.in_language(language).rstrip()}</dt><dd>{escape(value)}</dd>"
