"""Claims as tables: results, tallies, moves, and the passages behind them, one row each.

`definitions` says what the tables and their columns are; `claims` finds the values, `write` makes CSV and Parquet, and
`csvw` and `codebook` describe the tables, for programs and for people.
"""

from kg.publish.downloads.tables.write import Tables

__all__ = ["Tables"]
