"""How a graph is opened."""

from __future__ import annotations

from pathlib import Path

from kg import project, vocab
from kg.api.graph import Graph
from kg.query.remote.connection import is_address


def open(path: Path | str | None = None, *, lang: str = "en", base: str = vocab.BASE) -> Graph:  # noqa: A001 (as kg.open)
    """Open a file of RDF, a folder that ``kg build`` wrote, a store, or the address of a SPARQL endpoint.

    Without a path, it is the graph of the checkout around, else the one that came with the package. ``lang`` (fr or en)
    is the language of labels, titles and pictures; ``base`` is what the IRIs of instances begin with.

    >>> open(lang="fr").query("national-firsts")["institutionLabel"][0]
    'IMT Atlantique'
    """
    if isinstance(path, str) and is_address(path):
        return Graph(path, lang=lang, base=base)
    return Graph(project.graph_to_read() if path is None else Path(path), lang=lang, base=base)
