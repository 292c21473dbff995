"""Whether a graph keeps the rules: judged in a process of its own, so that its memory goes away with it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from kg import project, vocab
from kg.build.fingerprint import fingerprint
from kg.errors import COLON, KgError, Text
from kg.validate.aside import aside
from kg.validate.check import Order, check
from kg.validate.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.publish.tree import Tree

_NOTE = ".checked"  # the digest of the graph that was last found to conform, and of the rules
_NAMED = 5  # rules


class NonconformingError(KgError):
    """A graph that breaks rules."""

    exit_code = 1


def ensure_conforming(folder: Path, tree: Tree) -> None:
    """Raise NonconformingError where the graph of a build has violations.

    A graph that conformed at the last publication is not judged again, unless the rules changed.
    """
    file = folder / project.MERGED
    digest = f"{_digest(file)}\n".encode()
    note = tree.folder / _NOTE
    if not (note.is_file() and note.read_bytes() == digest):
        violations = next(iter(aside(lambda: _violations(file))))
        if violations:
            raise _refusal(file, violations)
    tree.write(_NOTE, digest)


def _digest(file: Path) -> str:
    digest = hashlib.sha256(fingerprint(vocab.BASE).encode())
    with file.open("rb") as stream:
        digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _violations(file: Path) -> Iterator[Counter[str]]:
    """Yield, once, how many violations there are of each rule."""
    outcome = check({str(file): file}, Order("en"))
    if outcome.refused:
        raise outcome.refused[0]
    findings = (finding for checked in outcome.checks for finding in checked.report.findings)
    yield Counter(each.rule.id for each in findings if each.rule.severity is Severity.VIOLATION)


def _refusal(file: Path, violations: Counter[str]) -> NonconformingError:
    worst = [f"{rule} ({count})" for rule, count in sorted(violations.items(), key=lambda each: (-each[1], each[0]))]
    named = ", ".join([*worst[:_NAMED], *(["…"] if len(worst) > _NAMED else [])])
    total = violations.total()
    return NonconformingError(
        Text(
            f"the graph breaks rules, so it is not published; violations{COLON.en}{total}, of {named}",
            f"le graphe enfreint des règles, il n’est donc pas publié\N{NARROW NO-BREAK SPACE}; infractions{COLON.fr}"
            f"{total}, à {named}",
        ),
        where=str(file),
        fix=Text(
            f"kg validate {file} shows them; --unchecked publishes all the same",
            f"kg validate {file} les montre\N{NARROW NO-BREAK SPACE}; --unchecked publie quand même",
        ),
    )
