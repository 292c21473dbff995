"""Questions to the graph: canned queries with typed parameters, or a user's own SPARQL, answered as rows.

A canned query is a ``.rq`` file that introduces itself (`header`); the `catalogue` reads them. `Binder` turns what a
user writes into terms found in the graph, an `Engine` answers, `render` writes the answer down.
"""

from kg.query.catalogue import Query
from kg.query.catalogue import load as load_queries
from kg.query.engine import Answer, Engine, Rows, Triples
from kg.query.load import load as load_graph
from kg.query.parameters import Binder
from kg.query.render import Output, render

__all__ = ["Answer", "Binder", "Engine", "Output", "Query", "Rows", "Triples", "load_graph", "load_queries", "render"]
