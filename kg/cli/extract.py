"""kg extract: the claims, and on request the facts, of one document."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project
from kg.cli.encoding import encoding_note
from kg.cli.facts import KINDS, said
from kg.cli.options import language_option, print_note
from kg.cli.why import print_claims, print_refusals
from kg.errors import DocumentError, Text
from kg.extract import extract
from kg.extract.lines import claim_line, fact_line
from kg.extract.page import html_page, position_text
from kg.extract.why import words_at
from kg.read import read_bytes, read_document
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.claims import Extraction, Fact
    from kg.read import Document

_CLAIM_HEAD = (
    Text("institution", "établissement"), Text("ranking", "classement"), Text("edition", "édition"),
    Text("subject", "critère"), Text("scope", "périmètre"), Text("position", "position"), Text("words", "passage"),
)  # fmt: skip
_FACT_HEAD = (
    Text("kind", "nature"),
    Text("institution", "établissement"),
    Text("ranking", "classement"),
    Text("edition", "édition"),
    Text("what is said", "ce qui est dit"),
    Text("words", "passage"),
)
# Positions that were read but say nothing whole: never dropped in silence.
_UNATTACHED = {
    "no-institution": Text(
        "a position of no known institution: ", "une position sans établissement connu\N{NO-BREAK SPACE}: "
    ),
    "no-ranking": Text("a position in no known ranking: ", "une position sans classement connu\N{NO-BREAK SPACE}: "),
}
_TIED = Text("tied", "ex aequo")
_LONGEST_QUOTE = 60
_NOT_A_FILE = Text(
    'to read a text: echo "…" | kg extract -', 'pour lire un texte\N{NO-BREAK SPACE}: echo "…" | kg extract -'
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--facts", is_flag=True, help="Print sizes, participations, moves and methods too.")
@click.option("--why", is_flag=True, help="Show the words, the link and the rule behind every part of each claim.")
@click.option("--why-not", is_flag=True, help="Show what looks like a position and gave no claim, with the reason.")
@click.option(
    "--html", type=click.Path(path_type=Path), help="Write a page with claims and refusals marked, to a file."
)
@language_option
def command(file: Path, form: str, language: str, html: Path | None, **wanted: bool) -> None:
    """Print the positions that FILE states (- reads standard input).

    Rankings, subjects and scopes are told by their keys in the registry. A subject – is the overall ranking; an
    edition – is not stated.
    """
    document = _read(file)
    extraction = extract(document, load_registry(project.REGISTRY))
    if html:
        html.write_text(html_page(document, extraction, language), encoding="utf-8")
    if wanted["why"] or wanted["why_not"]:
        if wanted["why"]:
            print_claims(extraction, document, language)
        if wanted["why_not"]:
            print_refusals(extraction, document, language)
    elif form == "jsonl":
        for claim in extraction.claims:
            click.echo(json.dumps(claim_line(claim, document), ensure_ascii=False))
        for fact in extraction.facts if wanted["facts"] else ():
            click.echo(json.dumps(fact_line(fact, document), ensure_ascii=False))
    else:
        _print_tables(extraction, document, language, facts=wanted["facts"])
    _print_notes(extraction, document, language)


def _read(file: Path) -> Document:
    if str(file) == "-":
        return read_bytes(sys.stdin.buffer.read())
    try:
        return read_document(file)
    except DocumentError as error:
        if " " in str(file) and not os.path.exists(file):  # noqa: PTH110 (a sentence may be too long for a Path)
            raise DocumentError(error.what, where=error.where, fix=_NOT_A_FILE) from error
        raise


def _print_notes(extraction: Extraction, document: Document, language: str) -> None:
    if note := encoding_note(document.file, document.encoding):
        print_note(note, language)
    for candidate in extraction.candidates:
        name, readings = candidate.value.name, ", ".join(candidate.value.readings)
        if readings:
            note = Text(f"{name} could be any of {readings}", f"{name} peut être l’un de\N{NO-BREAK SPACE}: {readings}")
        else:
            note = Text(f"not in the registry: {name}", f"absent du registre\N{NO-BREAK SPACE}: {name}")
        print_note(note, language)
    for refusal in extraction.refusals:
        if refusal.reason in _UNATTACHED:
            words = words_at(document, refusal.span)
            print_note(Text(*(f"{what}{words}" for what in _UNATTACHED[refusal.reason])), language)
    if not extraction.claims:
        print_note(Text("no position found", "aucune position trouvée"), language)


def _print_tables(extraction: Extraction, document: Document, language: str, *, facts: bool) -> None:
    rows = []
    for claim in extraction.claims:
        line = claim_line(claim, document)
        tied = f" {_TIED.in_language(language)}" if claim.tied else ""
        cells = (line["institution"], line["ranking"], line["edition"], line["subject"], line["scope"])
        rows.append([*map(_cell, cells), position_text(claim.position) + tied, _quote(line)])
    if rows:
        click.echo(_table([head.in_language(language) for head in _CLAIM_HEAD], rows))
    fact_rows = [_fact_row(fact, document, language) for fact in extraction.facts] if facts else []
    if fact_rows:
        click.echo()
        click.echo(_table([head.in_language(language) for head in _FACT_HEAD], fact_rows))


def _fact_row(fact: Fact, document: Document, language: str) -> list[str]:
    line = fact_line(fact, document)
    cells = map(_cell, (line.get("institution"), line["ranking"], line["edition"]))
    return [KINDS[type(fact)].in_language(language), *cells, said(fact, language), _quote(line)]


def _cell(value: object) -> str:
    return "–" if value is None else str(value)


def _quote(line: dict[str, object]) -> str:
    words = " ".join(str(line["quote"]).split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: Iterable[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()

    return "\n".join([line(head), line("─" * width for width in widths), *map(line, rows)])
