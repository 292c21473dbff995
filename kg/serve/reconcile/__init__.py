"""Reconciliation of spreadsheets with the institutions known, by the Reconciliation Service API 0.2 (OpenRefine).

`read` finds the institutions of a generation and of the registry; a `Matcher` ranks them for a name as people write
names, and `judge` weighs them with what other columns say. `protocol` reads what clients send, `answers` writes what
they get, and `endpoint` is the addresses, one service for each language.
"""

from kg.serve.reconcile.endpoint import routes

__all__ = ["routes"]
