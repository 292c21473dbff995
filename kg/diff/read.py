"""Two graphs read from files or from folders of builds; what both state is held in memory once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg import project
from kg.diff.blank import named
from kg.errors import DataError, Text
from kg.validate.data import Data
from kg.validate.load import lines_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.validate.screen.terms import Statements, Term


def graph_file(path: Path) -> Path:
    """Give a file as it is, and of a folder the graph that a build wrote there; a folder without is a DataError."""
    if not path.is_dir():
        return path
    file = path / project.MERGED
    if not file.is_file():
        raise DataError(
            Text(en=f"no {project.MERGED} in this folder", fr=f"pas de {project.MERGED} dans ce dossier"),
            where=str(path),
            fix=Text(
                en="name a graph's file, or a folder that kg build wrote",
                fr="nommer un fichier de graphe, ou un dossier écrit par kg build",
            ),
        )
    return file


def read_pair(old: Path, new: Path) -> tuple[Data, Data]:
    """Read two files; what cannot be read is a DataError."""
    first = Data.of_lines(named(lines_of_file(old), str(old)))
    return first, beside(first, named(lines_of_file(new), str(new)))


def beside(known: Data, lines: Iterable[str]) -> Data:
    """Make a graph of lines, of which subjects that are described as in a known graph take that description."""
    own: dict[Term, Statements] = {}
    shared: dict[Term, Term] = {}
    for subject, some in groupby(lines, _subject):
        statements: Statements = {}
        for line in some:
            _, predicate, value = line.split(" ", 2)
            statements.setdefault(shared.setdefault(predicate, predicate), []).append(value)
        if subject in own:
            statements = _joined(own[subject], statements)
        like = known.own.get(subject)
        own[subject] = like if like is not None and _same(like, statements) else _once(statements)
    repeated = {subject: several for subject, statements in own.items() if (several := dict(_several(statements)))}
    return Data(own, repeated)


def _subject(line: str) -> str:
    return line.partition(" ")[0]


def _joined(some: Statements, others: Statements) -> Statements:
    return {predicate: [*some.get(predicate, ()), *others.get(predicate, ())] for predicate in {**some, **others}}


def _same(some: Statements, others: Statements) -> bool:
    if some == others:
        return True
    return some.keys() == others.keys() and all(set(some[each]) == set(others[each]) for each in some)


def _once(statements: Statements) -> Statements:
    return {predicate: list(dict.fromkeys(values)) for predicate, values in statements.items()}


def _several(statements: Statements) -> Iterator[tuple[Term, None]]:
    return ((predicate, None) for predicate, values in statements.items() if len(values) > 1)
