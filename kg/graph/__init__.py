"""Claims become RDF: the only place that mints IRIs, writes labels, lays out evidence and named graphs."""

from __future__ import annotations

from kg.graph.compare import CELL, CONTRADICTS, TRACK, Comparison, Ranked, compare_cell, compare_track
from kg.graph.dataset import ontology_graph
from kg.graph.directory import Directory
from kg.graph.documents import address_of, text_name
from kg.graph.merge import Candidate, Merge, Parts
from kg.graph.part import Part, graph_of, part_of
from kg.graph.slugs import document_slug
from kg.graph.write import Description, order, turtle

__all__ = [
    "CELL",
    "CONTRADICTS",
    "TRACK",
    "Candidate",
    "Comparison",
    "Description",
    "Directory",
    "Merge",
    "Part",
    "Parts",
    "Ranked",
    "address_of",
    "compare_cell",
    "compare_track",
    "document_slug",
    "graph_of",
    "ontology_graph",
    "order",
    "part_of",
    "text_name",
    "turtle",
]
