"""Two files or folders become a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.findings import compare_findings
from kg.diff.read import graph_file, read_pair
from kg.diff.side import Side
from kg.diff.tell import tell
from kg.validate.context import known_files, read_known
from kg.validate.judge import judge
from kg.validate.rules import read_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from kg.diff.difference import Difference
    from kg.diff.read import Pair


def difference(old: Path, new: Path, language: str, *, findings: bool = True) -> Difference:
    """Tell what changed from one file or folder to another; ``findings`` asks for validation by our shapes."""
    return between(read_pair(graph_file(old), graph_file(new)), language, read_shapes() if findings else None)


def between(graphs: Pair, language: str, shapes: Graph | None) -> Difference:
    """Tell what changed from one graph to another, both validated by shapes if they differ and there are any."""
    known = read_known(known_files())
    described = known.described
    old, new = (Side(stated, described, language) for stated in (graphs.old, graphs.new))
    findings = None
    if graphs.changes and shapes is not None:
        findings = compare_findings(*(judge(data, known, shapes, language) for data in graphs.whole()))
    return tell(graphs.changes, old, new, language, findings)
