"""The graph from Python: open it, ask it, check it, draw it. `kg.open` is where it begins."""

from kg.api.graph import Graph
from kg.api.opened import open  # noqa: A004 (kg.open, as others have tarfile.open)

__all__ = ["Graph", "open"]
