"""What files state, as one graph by subject and predicate: terms are strings in the form of N-Triples."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.validate.load import lines_of_file, lines_of_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph

    from kg.validate.screen.terms import Statements, Term


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """One graph: of each of its subjects the values, each once, by predicate; in no order that means anything.

    The named graphs of N-Quads are merged. Blank nodes of files are renamed, so that two files cannot share one.
    ``repeated`` names, of each subject that has such, the properties that have several values.
    """

    own: Mapping[Term, Statements]
    repeated: Mapping[Term, Mapping[Term, None]] = field(default_factory=dict)

    @classmethod
    def read(cls, files: Iterable[Path]) -> Data:
        """Read files into one graph; one that cannot be read is a DataError."""
        with uncollected():
            return cls.of_lines(line for file in files for line in lines_of_file(file))

    @classmethod
    def of(cls, graph: Graph) -> Data:
        """Take a graph of rdflib."""
        return cls.of_lines(lines_of_graph(graph))

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Data:
        """Take lines of N-Triples without their final dot, in any order; some may be repeated."""
        return cls(*by_subject(lines))

    def __len__(self) -> int:
        """Count the triples."""
        return sum(len(values) for statements in self.own.values() for values in statements.values())

    def lines(self) -> Iterator[str]:
        """Yield the triples as lines of N-Triples without their final dot, each once, subject by subject."""
        for subject, statements in self.own.items():
            yield from lines_about(subject, statements)


def lines_about(subject: Term, statements: Mapping[Term, Sequence[Term]]) -> Iterator[str]:
    """Yield what is stated of a subject as lines of N-Triples without their final dot."""
    for predicate, values in statements.items():
        for value in values:
            yield f"{subject} {predicate} {value}"


def several(statements: Mapping[Term, Sequence[Term]]) -> dict[Term, None]:
    """Name the properties that have several values."""
    return {predicate: None for predicate, values in statements.items() if len(values) > 1}


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for: among millions of strings that takes a fifth of the time, and finds none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def by_subject(lines: Iterable[str]) -> tuple[dict[Term, Statements], dict[Term, dict[Term, None]]]:
    """Give the values of each subject by predicate, and the predicates that have several, of each subject with such."""
    own: dict[Term, Statements] = {}
    several: dict[Term, dict[Term, None]] = {}
    # One string for equal terms: a large graph names the same few properties, classes and editions over and over.
    shared: dict[Term, Term] = {}
    share = shared.setdefault
    last, statements = "", {}
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        if subject != last:
            last, statements = subject, own.setdefault(share(subject, subject), {})
        if value[0] == "<":
            value = share(value, value)
        values = statements.get(predicate)
        if values is None:
            statements[share(predicate, predicate)] = [value]
        else:
            values.append(value)
            several.setdefault(share(subject, subject), {})[share(predicate, predicate)] = None
    return own, {
        subject: repeated for subject, names in several.items() if (repeated := _repeated(own[subject], names))
    }


def _repeated(statements: Statements, predicates: Iterable[Term]) -> dict[Term, None]:
    """Leave each value once; give the predicates that still have several."""
    for predicate in predicates:
        statements[predicate] = list(dict.fromkeys(statements[predicate]))
    return {predicate: None for predicate in predicates if len(statements[predicate]) > 1}
