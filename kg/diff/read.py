"""Two graphs read from files or from folders of builds; what both state is held in memory once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg import project
from kg.diff.blank import named
from kg.diff.blocks import Part, read_texts
from kg.diff.compare import compare
from kg.diff.side import Whole
from kg.errors import DataError, Text
from kg.validate.data import Data, several
from kg.validate.load import lines_of_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from kg.diff.blocks import Texts
    from kg.diff.compare import Change
    from kg.diff.side import Stated
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


@dataclass(frozen=True, slots=True)
class Pair:
    """What changed from one graph to another, both graphs to look things up in, and a way to have them whole."""

    changes: Mapping[Term, Change]
    old: Stated
    new: Stated
    whole: Callable[[], tuple[Data, Data]]


def read_pair(old: Path, new: Path) -> Pair:
    """Read two files; what cannot be read is a DataError."""
    texts = read_texts(old, new)
    if texts is None:
        first = _read(old)
        return pair(first, beside(first, named(lines_of_file(new), str(new))))
    changes = compare(texts.old, texts.new)
    return Pair(changes, Part(texts, texts.old), Part(texts, texts.new), lambda: _with_other(_read(old), texts))


def pair(old: Data, new: Data) -> Pair:
    """Compare two graphs in memory."""
    return Pair(compare(old.own, new.own), Whole(old.own), Whole(new.own), lambda: (old, new))


def _read(file: Path) -> Data:
    return Data.of_lines(named(lines_of_file(file), str(file)))


def _with_other(old: Data, texts: Texts) -> tuple[Data, Data]:
    """Give a graph and the one beside it, which states the same of most subjects."""
    same = {subject: statements for subject, statements in old.own.items() if subject not in texts.old}
    own = {**same, **texts.new}
    return old, Data(own, _repeated(own))


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
    return Data(own, _repeated(own))


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


def _repeated(own: Mapping[Term, Statements]) -> dict[Term, dict[Term, None]]:
    names = ((subject, several(statements)) for subject, statements in own.items())
    return {subject: repeated for subject, repeated in names if repeated}
