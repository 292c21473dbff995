"""The answers that the rules must give, found without them: a table that a test replays against any server."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.publish.addresses import DATA, DOWNLOAD
from kg.publish.entities import KINDS
from kg.publish.redirects.rules import LISTS, root_of
from kg.publish.site.whereabouts import whereabouts
from kg.query.terms import string
from kg.vocab import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.site.site import Site

COLUMNS = ("path", "accept", "accept_language", "status", "location")
_STATUS = "303"
# What clients send, and what they get.
ACCEPT = {
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "html",
    "text/html, text/turtle;q=0.9, application/ld+json;q=0.8": "html",
    "text/html, application/ld+json;q=0.9": "html",
    "*/*": "html",
    "": "html",
    "text/turtle": "ttl",
    "text/turtle, application/ld+json;q=0.8, text/html;q=0.5": "ttl",
    "application/rdf+xml, application/xml;q=0.7, */*;q=0.1": "ttl",
    "application/ld+json": "jsonld",
    "application/ld+json, text/turtle;q=0.9": "jsonld",
}
LANGUAGES = {
    "fr-FR,fr;q=0.9,en;q=0.8": "fr",
    "en-GB,en;q=0.9,fr;q=0.5": "en",
    "de,fr;q=0.8": "fr",
    "de": "en",
    "": "en",
}


def table(site: Site) -> str:
    """Write the answers for a few names of each kind, as every client may ask for them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    root = root_of(site.base)
    for name in names(site):
        for accept, form in ACCEPT.items():
            for language, tongue in LANGUAGES.items():
                if form == "html" or language == "":  # data have no language
                    path = quote(name.removeprefix(root), safe="/.~-")
                    writer.writerow((path, accept, language, _STATUS, location(name, site, form, tongue)))
    return text.getvalue()


def names(site: Site) -> Iterator[str]:
    """Yield the first name of each kind, and those of the ontology and its files."""
    root = root_of(site.base)
    yield root
    if ONTOLOGY.startswith(root):
        yield from (f"{root}{each}" for each in ("ontology", "ontology/0.1.0", "alignments", "shapes"))
    yield from instances(site, "SAMPLE")


def instances(site: Site, which: str = "DISTINCT") -> list[str]:
    """Give the names below the base: of each kind the first (``SAMPLE``), or all."""
    below = f"FILTER(STRSTARTS(STR(?thing), {string(site.base)}))"
    if which == "DISTINCT":
        return [str(thing) for (thing,) in site.engine.rows(f"SELECT DISTINCT ?thing {{ ?thing a ?class {below} }}")]
    after = f"STRAFTER(STR(?thing), {string(site.base)})"
    kind = f'BIND(IF(CONTAINS({after}, "/"), CONCAT(STRBEFORE({after}, "/"), "/"), {after}) AS ?kind)'
    rows = site.engine.rows(
        f"SELECT ?kind (MIN(?thing) AS ?first) {{ ?thing a ?class {below} {kind} }} GROUP BY ?kind ORDER BY ?kind"
    )
    return [str(first) for _, first in rows]


def location(name: str, site: Site, form: str, language: str) -> str:
    """Give where a name leads, by what the site itself says of it."""
    return f"{site.source.site}/{place(name, site.base, form, language)}"


def place(name: str, base: str, form: str, language: str) -> str:
    """Give where a name leads below the site: a page and its fragment for ``html``, a file for ``ttl``, ``jsonld``."""
    return _page(name, base, language) if form == "html" else _data(name, base, form)


def _page(name: str, base: str, language: str) -> str:
    root = root_of(base)
    files = {root: "index", ONTOLOGY: "ontology", f"{root}alignments": "ontology", f"{root}shapes": "rules"}
    if name.startswith(f"{ONTOLOGY}/"):
        return _data(name, base, "ttl")
    page, mark, fragment = (files.get(name) or whereabouts(name, base)).partition("#")
    return f"{language}/{page}.html{mark}{fragment}"


def _data(name: str, base: str, form: str) -> str:
    root = root_of(base)
    if name == root or name.startswith(f"{base}dataset/"):
        return f"{DOWNLOAD}/dataset.{form}"
    if name.startswith(f"{ONTOLOGY}/"):
        return f"{DOWNLOAD}/ontology-{name.removeprefix(f'{ONTOLOGY}/')}.ttl"
    if name == f"{root}shapes":
        return f"{DOWNLOAD}/shapes.ttl"
    page = whereabouts(name, base).partition("#")[0]
    kind, _, key = page.partition("/")
    if kind in KINDS:  # parts of a document's page have the document's data
        return f"{DATA}/{kind}/{key.partition('/')[0] if kind == 'document' else key}.{form}"
    of_terms = name.startswith((ONTOLOGY, f"{root}alignments")) or page.removeprefix("concepts/") in LISTS
    whole = {"ttl": "ontology" if of_terms else "palmares", "jsonld": "palmares"}
    return f"{DOWNLOAD}/{whole[form]}.{form}"
