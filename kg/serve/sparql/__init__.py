"""The SPARQL endpoint and what it says of itself."""

from kg.serve.sparql.endpoint import routes

__all__ = ["routes"]
