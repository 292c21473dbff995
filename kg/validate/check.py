"""Files are checked: read, judged and reported on, as one graph or each for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rdflib import SH

from kg.errors import KgError, Text, UsageError
from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.documents import Documents, at_hand
from kg.validate.form import RULE as FORM
from kg.validate.form import form_findings
from kg.validate.judge import judge
from kg.validate.load import parse
from kg.validate.locate import located
from kg.validate.reading import report_of
from kg.validate.report.checked import Checked
from kg.validate.rules import catalogue, no_rule, shapes_with
from kg.vocab import PAL
from kg.vocab import RDF as RDF_IRI

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from rdflib import Graph

    from kg.validate.context import Known
    from kg.validate.findings import Report
    from kg.validate.rules import Catalogue, Rule


@dataclass(frozen=True, slots=True)
class Order:
    """How to check: what is given is taken instead of the usual.

    ``only`` and ``off`` are the ids of rules, ``shapes`` folders of shapes that are added to ours and replace those of
    ours that have their IRIs, ``documents`` folders of documents to find quotes in. With ``form``, the layout of Turtle
    is checked too.
    """

    language: str
    each: bool = False
    only: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    shapes: tuple[Path, ...] = ()
    documents: tuple[Path, ...] = ()
    form: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: graphs that were checked, and files that cannot be read, each with its reason.

    ``foreign`` tells that no graph has anything of ours.
    """

    checks: tuple[Checked, ...]
    refused: tuple[KgError, ...]
    foreign: bool


def check(files: Mapping[str, Path], order: Order) -> Outcome:
    """Check files, called by the names that the user gave them; they are one graph, if not ``each``.

    A rule that does not exist is a UsageError, shapes that are none a ShapesError. A file that cannot be read keeps
    nothing but its own graph from being checked.
    """
    shapes = shapes_with(order.shapes)
    rules = wanted_rules(shapes, order)
    for folder in order.documents:
        if not folder.is_dir():
            raise UsageError(
                Text(en="no such folder", fr="dossier introuvable"),
                where=f"--documents {folder}",
                fix=Text(en="name the folder of the documents", fr="nommer le dossier des documents"),
            )
    held_to = _Standard(read_known(known_files()), shapes, rules)
    checks: list[Checked] = []
    refused: list[KgError] = []
    foreign = True
    for part in [{name: file} for name, file in files.items()] if order.each else [dict(files)]:
        try:
            data = Data.read(part.values())
        except KgError as error:
            refused += _reasons(part, error)
            continue
        checks.append(_checked(data, part, held_to, order))
        foreign = foreign and not _has_ours(data)
    return Outcome(tuple(checks), tuple(refused), foreign and not refused)


class _Standard(NamedTuple):
    """What graphs are held to: all shapes, of which only some rules are asked for."""

    known: Known
    shapes: Graph
    rules: Mapping[str, Rule]


def _checked(data: Data, files: Mapping[str, Path], held_to: _Standard, order: Order) -> Checked:
    paths = files.values()
    documents = Documents(order.documents, (file.parent for file in paths)) if order.documents else at_hand(paths)
    report = judge(data, held_to.known, held_to.shapes, order.language, documents)
    report = located(_only(report, held_to.rules, catalogue(held_to.shapes)), files, documents)
    if FORM.id in held_to.rules:
        findings = (*report.findings, *form_findings(files, order.language))
        report = replace(report, findings=tuple(sorted(findings, key=lambda finding: _rank(finding.rule))))
    return Checked(tuple(files), tuple(held_to.rules.values()), report)


def _rank(rule: Rule) -> tuple[int, str]:
    return rule.severity.rank, rule.id


def wanted_rules(shapes: Graph, order: Order) -> dict[str, Rule]:
    """Give the rules to check, by id; one that is asked for and does not exist is a UsageError."""
    rules = catalogue(shapes)
    every = {**rules, FORM.id: FORM}
    for option, names in (("--rule", order.only), ("--off", order.off)):
        for name in names:
            if name not in every:
                raise no_rule(name, every, option)
    usual = every if order.form or FORM.id in order.only else rules
    wanted = {name: rule for name, rule in usual.items() if name in (order.only or usual) and name not in order.off}
    if not wanted:
        raise UsageError(
            Text(en="no rule is left to check", fr="il ne reste aucune règle à vérifier"),
            where="--off",
            fix=Text(en="leave fewer rules out", fr="écarter moins de règles"),
        )
    return wanted


def _only(report: Report, rules: Mapping[str, Rule], every: Catalogue) -> Report:
    """Give the report of some rules only."""
    whole = report.standard
    results = set(whole.objects(None, SH.result))
    kept = {result for result in results if every.of(whole.value(result, SH.sourceShape)).id in rules}
    if kept == results:
        return report
    findings = tuple(finding for finding in report.findings if finding.rule.id in rules)
    return replace(report, findings=findings, standard=report_of((whole, result) for result in kept))


def _reasons(files: Mapping[str, Path], first: KgError) -> Iterator[KgError]:
    """Tell of each file why it cannot be read; ``first`` is what came of reading them together."""
    reasons = [(name, file, _reason(file)) for name, file in files.items()] if len(files) > 1 else []
    for name, file, error in reasons or [(*next(iter(files.items())), first)]:
        if error:
            error.where = error.where.replace(str(file), name)
            yield error


def _reason(file: Path) -> KgError | None:
    try:
        for _ in parse(file):
            pass
    except KgError as error:
        return error
    return None


def _has_ours(data: Data) -> bool:
    """Tell whether any subject has a type in the project's own namespace."""
    types = (kind for statements in data.own.values() for kind in statements.get(f"<{RDF_IRI}type>", ()))
    return any(kind.startswith(f"<{PAL}") for kind in types)
