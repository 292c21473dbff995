"""SPARQL endpoints and triple stores of others, over HTTP."""

from kg.query.remote.connection import Connection, RemoteError, is_address
from kg.query.remote.endpoint import Endpoint

__all__ = ["Connection", "Endpoint", "RemoteError", "is_address"]
