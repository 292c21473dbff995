"""What answers and pages are made from, of one generation: its queries, its things and what they are called."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import Text
from kg.publish.about import About
from kg.publish.addresses import page
from kg.publish.previous import DESCRIPTION
from kg.publish.site.pages.queries import examples
from kg.publish.site.site import Site
from kg.publish.source import DATASET, Source
from kg.query import load_queries
from kg.serve.api.lookup import Lookup
from kg.serve.web.cache import Cache
from kg.vocab import DCT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.serve.generation import Generation

_NAME = re.compile(r'<meta property="og:site_name" content="([^"]*)">')


class Model:
    """One generation, ready to be asked; made in a thread, since it reads the names of all things."""

    def __init__(self, generation: Generation) -> None:
        """Read what must be known."""
        self.queries = load_queries()
        self.cache = Cache()
        self.lookup = Lookup(generation.engine, generation.base)
        about = _about(generation)
        source = Source(
            generation.folder, generation.engine, generation.base, generation.version, generation.site, about
        )
        self.site = Site(source, ())
        _ = self.site.names, self.site.kinds, self.site.by_iri, self.site.ranking_of  # read now, not by a visitor
        self._examples: dict[str, Mapping[str, str]] = {}

    def example(self, name: str) -> Mapping[str, str]:
        """Give values for a query: of what the graph knows most of. They are looked for once, which may take long."""
        if name not in self._examples:
            self._examples[name] = examples(self.site, self.queries[name])
        return self._examples[name]


def _about(generation: Generation) -> About:
    """Tell of the publication what its pages and its description tell."""
    names = [_site_name(generation, language) for language in Text._fields]
    dataset, licence = NamedNode(f"{generation.base}{DATASET}"), NamedNode(f"{DCT}license")
    stated = [
        triple.object.value
        for triple in parse(path=str(generation.folder / DESCRIPTION), format=RdfFormat.TURTLE)
        if triple.subject == dataset and triple.predicate == licence and isinstance(triple.object, NamedNode)
    ]
    return About(title=Text(*names) if all(names) else None, licence=stated[0] if stated else "")


def _site_name(generation: Generation, language: str) -> str:
    """Give the name that the first page tells; nothing where only downloads were published."""
    try:
        text = (generation.folder / page("index", language)).read_text("utf-8")
    except FileNotFoundError:
        return ""
    found = _NAME.search(text)
    return unescape(found[1]) if found else ""
