"""kg build: documents become the graph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project, vocab
from kg.build import build
from kg.cli.options import language_option, print_error, print_note
from kg.errors import COLON, Text, UsageError
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.build import BuildReport, Built

_HEAD = (Text("document", "document"), Text("claims", "énoncés"), Text("facts", "faits"))
_TOTAL = Text("total", "total")
_THOUSANDS = Text(",", "\N{NARROW NO-BREAK SPACE}")
_CANDIDATES = Text(
    "candidates, which the registry does not know:", "candidats, que le registre ne connaît pas\N{NO-BREAK SPACE}:"
)
_BASE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`#?]+/")
# What the registry can lack, by the class of the candidate.
_KINDS = {
    "Criterion": Text("criterion", "critère"),
    "Grade": Text("grade", "note"),
    "Institution": Text("institution", "établissement"),
    "InstitutionCategory": Text("category", "catégorie"),
    "Organization": Text("organization", "organisme"),
    "Place": Text("place", "lieu"),
    "Ranking": Text("ranking", "classement"),
}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write.  [default: data/graph]")
@click.option("--base", default=vocab.BASE, help="What the IRIs of our instances begin with.", show_default=True)
@language_option
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], output: Path | None, base: str, language: str) -> None:
    """Build the graph from FILES: documents, or folders of documents.

    Without FILES those of data/documents are built. Writes palmares.nq (one named graph per document, one for the
    ontology, one for what results reach of the registry) and palmares.ttl (all of them merged).
    """
    target = output or project.graph_to_write()
    registry = load_registry(project.REGISTRY, _checked(base))
    report = build(files or (project.documents_to_read(),), target, registry)
    for error in report.refused:
        print_error(error, language)
    if not report.built:
        context.exit(3)
    click.echo("\n".join(_summary(report, language)))
    for built in report.built:
        if not built.extraction.claims:
            print_note(_without_positions(built), language)
    context.exit(1 if report.refused else 0)


def _checked(base: str) -> str:
    """Give the base, if IRIs can be made under it."""
    if not _BASE.fullmatch(base):
        raise UsageError(
            Text(f"{base} is no base for IRIs", f"{base} ne peut pas commencer des IRI"),
            where="--base",
            fix=Text(
                "write https://example.org/id/ (with its last slash)",
                "écrire https://example.org/id/ (barre finale comprise)",
            ),
        )
    return base


def _summary(report: BuildReport, language: str) -> Iterator[str]:
    """Yield the lines that say what was built."""
    rows = [(each.document.slug, len(each.extraction.claims), len(each.extraction.facts)) for each in report.built]
    total = (_TOTAL.in_language(language), sum(claims for _, claims, _ in rows), sum(facts for *_, facts in rows))
    yield from _table([title.in_language(language) for title in _HEAD], [*rows, total], language)
    yield ""
    triples = _number(report.triples, language)
    yield Text(f"{triples} triples in {report.output}", f"{triples} triplets dans {report.output}").in_language(
        language
    )
    if report.candidates:
        yield ""
        yield _CANDIDATES.in_language(language)
        for kind, words in ((_KINDS[candidate.kind], candidate.words) for candidate in report.candidates):
            yield f"  {kind.in_language(language)}{COLON.in_language(language)}{words}"


def _table(head: Sequence[str], rows: Sequence[tuple[str, int, int]], language: str) -> Iterator[str]:
    cells = [list(head), *([name, *(_number(number, language) for number in numbers)] for name, *numbers in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for name, *numbers in cells:
        aligned = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *aligned))


def _number(number: int, language: str) -> str:
    return f"{number:,}".replace(",", _THOUSANDS.in_language(language))


def _without_positions(built: Built) -> Text:
    slug = built.document.slug
    return Text(f"{slug}: no position found", f"{slug}{COLON.fr}aucune position trouvée")
