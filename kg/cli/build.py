"""kg build: documents become the graph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import project, vocab
from kg.build import Settings, build
from kg.cli.encoding import encoding_note
from kg.cli.options import language_option, number_in, print_error, print_note, silence_rdflib
from kg.cli.progress import ProgressLine
from kg.errors import COLON, Text, UsageError
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build import BuildReport

_HEAD = (Text("document", "document"), Text("claims", "énoncés"), Text("facts", "faits"))
_TOTAL = Text("total", "total")
_ALL = Text("{documents} documents", "{documents} documents")
_CHANGES = Text(
    "documents read: {read}, unchanged: {unchanged}, withdrawn: {withdrawn}",
    "documents lus\N{NO-BREAK SPACE}: {read}, inchangés\N{NO-BREAK SPACE}: {unchanged}, "
    "retirés\N{NO-BREAK SPACE}: {withdrawn}",
)
_FINDINGS = Text(
    "findings about documents: {found}; kg validate tells them",
    "constats sur les documents\N{NO-BREAK SPACE}: {found}\N{NARROW NO-BREAK SPACE}; kg validate les donne",
)
_CONTRADICTIONS = Text(
    "results of the documents read that contradict another: {found}; kg query conflicts tells them",
    "résultats des documents lus qui en contredisent un autre\N{NO-BREAK SPACE}: {found}\N{NARROW NO-BREAK SPACE}; "
    "kg query conflicts les donne",
)
_MORE = Text("  and {left} more: --report lists them", "  et {left} autres\N{NO-BREAK SPACE}: --report les donne")
_LISTED = 30  # candidates
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
@click.option("--force", is_flag=True, help="Read all documents anew, not only those that changed.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read.  [default: as many as pay]")
@click.option("--cluster", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler: tcp://host:8786.")
@click.option("--report", type=click.Path(path_type=Path), help="Write what was built and refused to this JSON file.")
@language_option
@click.pass_context
def command(context: click.Context, /, files: tuple[Path, ...], language: str, **options: Any) -> None:  # noqa: ANN401
    """Build the graph from FILES: documents, folders of documents, or archives of them.

    Without FILES those of data/documents are built. Reads plain text, Markdown, HTML, PDF and DOCX, also in zip and tar
    archives; only what changed since the last build into the same folder is read. Writes palmares.nq (one named graph
    per document, one for what results say of each other, one for what they reach of the registry, one for the
    ontology), palmares.ttl (all of them merged) and, in texts/, the text of each PDF and DOCX in which its passages are
    counted.
    """
    target = options.pop("output") or project.graph_to_write()
    registry = load_registry(project.REGISTRY, _checked(options.pop("base")))
    if options["workers"] and options["cluster"]:
        raise _either()
    silence_rdflib()
    progress = ProgressLine(language)
    try:
        report = build(files or (project.documents_to_read(),), target, registry, Settings(**options), progress)
    finally:
        progress.end()
    for error in report.refused:
        print_error(error, language)
    if not report.documents:
        context.exit(3)
    click.echo("\n".join(_summary(report, language)))
    for note in _notes(report):
        print_note(note, language)
    context.exit(1 if report.refused else 0)


def _either() -> UsageError:
    return UsageError(
        Text("--workers and --cluster exclude each other", "--workers et --cluster s’excluent"),
        fix=Text("a cluster has workers of its own", "une grappe a ses propres processus"),
    )


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
    yield from _table(report, language)
    yield ""
    triples = number_in(report.triples, language)
    yield Text(f"{triples} triples in {report.output}", f"{triples} triplets dans {report.output}").in_language(
        language
    )
    if report.unchanged or report.withdrawn:
        counts = (report.read, report.unchanged, report.withdrawn)
        read, unchanged, withdrawn = (number_in(count, language) for count in counts)
        yield _CHANGES.in_language(language).format(read=read, unchanged=unchanged, withdrawn=withdrawn)
    if report.findings:
        found = (f"{number_in(count, language)} {severity}" for severity, count in report.findings.items())
        yield _FINDINGS.in_language(language).format(found=", ".join(found))
    if report.contradictions:
        yield _CONTRADICTIONS.in_language(language).format(found=number_in(report.contradictions, language))
    if report.candidates:
        yield ""
        yield _CANDIDATES.in_language(language)
        for candidate in report.candidates[:_LISTED]:
            yield f"  {_KINDS[candidate.kind].in_language(language)}{COLON.in_language(language)}{candidate.words}"
        if len(report.candidates) > _LISTED:
            left = number_in(len(report.candidates) - _LISTED, language)
            yield _MORE.in_language(language).format(left=left)


def _table(report: BuildReport, language: str) -> Iterator[str]:
    """Yield a line per document, where they are few, and one for all."""
    few = report.documents == len(report.first)
    rows = [(each.slug, each.claims, each.facts) for each in report.first if few]
    total = _ALL.in_language(language).format(documents=number_in(report.documents, language))
    rows.append((_TOTAL.in_language(language) if few else total, report.claims, report.facts))
    cells = [
        [title.in_language(language) for title in _HEAD],
        *([name, *(number_in(number, language) for number in numbers)] for name, *numbers in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for name, *numbers in cells:
        aligned = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *aligned))


def _notes(report: BuildReport) -> Iterator[Text]:
    """Yield what may surprise: documents without a position, files that are not UTF-8."""
    for slug, claims, _, encoding in report.first:
        if not claims:
            yield Text(f"{slug}: no position found", f"{slug}{COLON.fr}aucune position trouvée")
        if note := encoding_note(slug, encoding):
            yield note
    others = report.silent - sum(not each.claims for each in report.first)
    if others:
        yield Text(
            f"{number_in(others, 'en')} more documents without a position: --report lists them",
            f"{number_in(others, 'fr')} autres documents sans position{COLON.fr}--report les donne",
        )
