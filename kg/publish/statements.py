"""What files state, subject by subject, in the order of the file: terms are strings in the form of N-Triples."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.terms import Term

Statements: TypeAlias = "dict[Term, list[Term]]"  # of one subject: its values, by predicate


def by_subject(lines: Iterable[str]) -> Iterator[tuple[Term, Statements]]:
    """Group lines of N-Triples, without their final dot, of which those about one subject stand together."""
    for subject, some in groupby(lines, key=_subject):
        statements: Statements = {}
        for line in some:
            _, predicate, value = line.split(" ", 2)
            statements.setdefault(predicate, []).append(value)
        yield subject, statements


def _subject(line: str) -> Term:
    return line.partition(" ")[0]


def lines_of_turtle(text: str) -> list[str]:
    """Give what a text in Turtle states as lines of N-Triples without their final dot, in its order."""
    quads = pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)
    written = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return written.decode().split(" .\n")[:-1]
