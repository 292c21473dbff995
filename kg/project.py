"""Every path, named once: what the package ships, and what lies in the checkout around the user."""

from __future__ import annotations

from pathlib import Path

from kg.errors import Text, UsageError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent
# A wheel carries ontology, shapes, registry and graph inside the package (pyproject.toml, force-include);
# a checkout, and an editable install of it, has them beside the package.
_SHIPPED = _PACKAGE / "shipped"

QUERIES = _PACKAGE / "query" / "canned"


def _resource(in_checkout: str, in_wheel: str) -> Path:
    shipped = _SHIPPED / in_wheel
    return shipped if shipped.exists() else _CHECKOUT / in_checkout


ONTOLOGY = _resource("ontology", "ontology")
SHAPES = _resource("shapes", "shapes")
EXAMPLES = _resource("tests/shapes", "examples")  # of each rule: good/RULE.ttl and bad/RULE.ttl
REGISTRY = _resource("data/registry", "registry")
_SHIPPED_GRAPH = _resource("data/graph", "graph")

MERGED = "palmares.ttl"
QUADS = "palmares.nq"


def checkout(start: Path | None = None) -> Path | None:
    """Give the nearest folder upward that holds a Palmarès project, or None.

    A project is a folder with ``ontology/palmares.ttl`` and ``data/``.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "ontology" / "palmares.ttl").is_file() and (folder / "data").is_dir():
            return folder
    return None


def graph_to_read() -> Path:
    """Give the folder of the graph that ``query`` and ``validate`` read when no path is given."""
    here = checkout()
    if here and (here / "data" / "graph" / MERGED).is_file():
        return here / "data" / "graph"
    return _SHIPPED_GRAPH


def graph_to_write() -> Path:
    """Give the folder ``build`` writes when no path is given; outside a checkout there is none."""
    here = checkout()
    if here is None:
        raise UsageError(
            Text("not inside a Palmarès checkout", "hors d’un dépôt Palmarès"),
            fix=Text("name the output folder with -o DIR", "nommer le dossier de sortie avec -o DOSSIER"),
        )
    return here / "data" / "graph"


def documents_to_read() -> Path:
    """Give the folder ``build`` reads when no document is named; outside a checkout there is none."""
    here = checkout()
    if here is None:
        raise UsageError(
            Text("not inside a Palmarès checkout", "hors d’un dépôt Palmarès"),
            fix=Text("name the documents to build", "nommer les documents à construire"),
        )
    return here / "data" / "documents"
