"""Files are checked: read, judged and reported on, as one graph or each for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rdflib import RDF, SH, BNode, Graph, Literal

from kg.errors import KgError, Text, UsageError
from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.documents import Documents, at_hand
from kg.validate.foreign import completed
from kg.validate.form import RULE as FORM
from kg.validate.form import form_findings
from kg.validate.judge import judge
from kg.validate.load import empty_graph, parse
from kg.validate.locate import located
from kg.validate.report.checked import Checked
from kg.validate.rules import catalogue, read_shapes, rule_id
from kg.vocab import PAL
from kg.vocab import RDF as RDF_IRI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.validate.context import Known
    from kg.validate.findings import Report
    from kg.validate.rules import Rule


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
    shapes = shapes_of(order)
    rules = wanted_rules(shapes, order)
    known = read_known(known_files())
    checks: list[Checked] = []
    refused: list[KgError] = []
    foreign = True
    for part in [{name: file} for name, file in files.items()] if order.each else [dict(files)]:
        try:
            data = Data.read(part.values())
        except KgError as error:
            refused += _reasons(part, error)
            continue
        checks.append(_checked(data, part, (known, shapes), rules, order))
        foreign = foreign and not _has_ours(data)
    return Outcome(tuple(checks), tuple(refused), foreign and not refused)


def _checked(
    data: Data, files: Mapping[str, Path], held_to: tuple[Known, Graph], rules: Mapping[str, Rule], order: Order
) -> Checked:
    report = _only(judge(data, *held_to, order.language), rules)
    documents = Documents(order.documents, (file.parent for file in files.values())) if order.documents else None
    report = located(report, files, documents or at_hand(files.values()))
    if FORM.id not in rules:
        return Checked(tuple(files), tuple(rules.values()), report)
    findings = sorted((*report.findings, *form_findings(files, order.language)), key=lambda each: _rank(each.rule))
    return Checked(tuple(files), tuple(rules.values()), replace(report, findings=tuple(findings)))


def _rank(rule: Rule) -> tuple[int, str]:
    return rule.severity.rank, rule.id


def shapes_of(order: Order) -> Graph:
    """Read our shapes, and those of the user's folders in their place or beside them."""
    shapes = read_shapes()
    for folder in order.shapes:
        theirs = completed(read_shapes(folder), str(folder))
        for shape in {subject for subject in theirs.subjects() if not isinstance(subject, BNode)}:
            _remove(shapes, shape)
        shapes += theirs
    return shapes


def _remove(shapes: Graph, shape: object) -> None:
    """Remove what is said of a shape, with the blank nodes that are its own."""
    waiting = [shape]
    while waiting:
        for triple in list(shapes.triples((waiting.pop(), None, None))):  # type: ignore[arg-type]
            shapes.remove(triple)
            waiting += [triple[2]] if isinstance(triple[2], BNode) else []


def wanted_rules(shapes: Graph, order: Order) -> dict[str, Rule]:
    """Give the rules to check, by id; one that is asked for and does not exist is a UsageError."""
    rules = catalogue(shapes)
    every = {**rules, FORM.id: FORM}
    for option, names in (("--rule", order.only), ("--off", order.off)):
        for name in names:
            if name not in every:
                raise _no_rule(name, option, every)
    usual = every if order.form or FORM.id in order.only else rules
    return {name: rule for name, rule in usual.items() if name in (order.only or usual) and name not in order.off}


def _no_rule(name: str, option: str, rules: Iterable[str]) -> UsageError:
    folded = {rule.lower(): rule for rule in rules}
    near = [folded[each] for each in get_close_matches(name.lower(), folded)]
    return UsageError(
        Text(en=f"no rule {name}", fr=f"pas de règle {name}"),
        where=option,
        fix=Text(
            en=f"did you mean {' or '.join(near)}?",
            fr=f"vouliez-vous dire {' ou '.join(near)}\N{NARROW NO-BREAK SPACE}?",
        )
        if near
        else Text(en="kg validate --rules lists them", fr="kg validate --rules les donne"),
    )


def _only(report: Report, rules: Mapping[str, Rule]) -> Report:
    """Give the report of some rules only."""
    results = list(report.standard.objects(None, SH.result))
    if all(rule_id(report.standard.value(result, SH.sourceShape)) in rules for result in results):
        return report
    findings = tuple(finding for finding in report.findings if finding.rule.id in rules)
    standard = empty_graph()
    head = next(report.standard.subjects(RDF.type, SH.ValidationReport))
    kept = [each for each in results if rule_id(report.standard.value(each, SH.sourceShape)) in rules]
    standard.add((head, RDF.type, SH.ValidationReport))
    standard.add((head, SH.conforms, Literal(not kept)))
    waiting = list(kept)
    for result in kept:
        standard.add((head, SH.result, result))
    while waiting:
        for triple in report.standard.triples((waiting.pop(), None, None)):
            standard.add(triple)
            waiting += [triple[2]] if isinstance(triple[2], BNode) else []
    return replace(report, findings=findings, standard=standard)


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
