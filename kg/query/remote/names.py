"""What a push puts into a store beside the graphs of documents, and where queries find it."""

from __future__ import annotations

from kg.vocab import DCT, SCHEMA

# The name of the dataset that a build describes; in a store, also that of a graph which holds each triple once. A
# store's own union of named graphs gives a triple once for each graph that has it, which makes wrong counts.
MERGED_GRAPH = "dataset/palmares"
RECORD_GRAPH = "graph/pushed"  # the graph that says which graphs a push put, and what was in them

HAS_PART = f"<{DCT}hasPart>"
DIGEST = f"<{SCHEMA}sha256>"
