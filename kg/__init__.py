'''Press releases about university rankings become a checked, bilingual, queryable graph.

For a notebook or a program, two functions are enough: `kg.open` gives a `Graph` to ask, check and draw, `kg.extract`
reads what a text states. Both answer with a `Table`.

>>> import kg
>>> graph = kg.open()
>>> graph.query("rank-trajectory", institution="imt-mines-ales", ranking="letudiant-ingenieurs")["rankBest"]
(52, 40, 33, 27, 24, 16)
>>> text = """IMT Mines Alès est classée 24e des écoles d'ingénieurs du palmarès de L'Étudiant 2022."""
>>> for claim in kg.extract(text):
...     print(claim["institution"], claim["ranking"], claim["edition"], claim["low"], sep=", ")
IMT Mines Alès, letudiant-ingenieurs, 2022, 24

One pipeline, a part of the package for each step; every step makes new values and edits none: `kg.read` turns a file
into a Document, `kg.extract` finds the Claims it states, with the help of `kg.registry` (known names) and `kg.language`
(French and English), `kg.graph` turns claims into RDF, `kg.build` does all of this for many documents, `kg.validate`
holds the result against the shapes, `kg.query` asks it questions, `kg.plot` draws answers. What each exports is public.
'''

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import open as open  # noqa: A004 (kg.open, as others have tarfile.open)
    from kg.errors import KgError as KgError
    from kg.extract.called import Claims as Claims
    from kg.extract.called import claims_in as extract
    from kg.plot import Figure as Figure
    from kg.table import Table as Table

__all__ = ["Claims", "Figure", "Graph", "KgError", "Table", "extract", "open"]

# Imported when first asked for: the command line goes through here too, and most of it needs none of them.
_HOMES = {
    "Claims": "kg.extract.called",
    "Figure": "kg.plot",
    "Graph": "kg.api",
    "KgError": "kg.errors",
    "Table": "kg.table",
    "open": "kg.api",
}

if not TYPE_CHECKING:  # to a type checker, what is not named above does not exist

    def __getattr__(name: str) -> object:
        """Import what is asked for."""
        if name == "extract":  # the package, which can be called
            return import_module("kg.extract")
        if name not in _HOMES:
            message = f"module 'kg' has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(_HOMES[name]), name)

    def __dir__() -> list[str]:
        """List what `kg` offers, for whoever completes names."""
        return [*globals(), *__all__]
