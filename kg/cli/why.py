"""How `kg extract` prints its reasons: each claim with the words behind every slot, each refusal with its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.errors import Text
from kg.extract.page import position_text
from kg.extract.why import REASONS, Passage, parts_of, passage, words_at

if TYPE_CHECKING:
    from kg.extract.claims import Extraction
    from kg.read import Document

_LINE = Text("line", "ligne")
_RULE = Text("rule", "règle")
_NOT_SAID = Text("not said", "non dit")


def print_claims(extraction: Extraction, document: Document, language: str) -> None:
    """Print every claim in reading order: its passage in view, then its slots with link, rule and words."""
    for claim in extraction.claims:
        click.echo(_shown(passage(document, claim.span), language, "yellow"))
        rule = f"{_RULE.in_language(language)} {claim.rule}"
        click.echo(f"  {click.style(position_text(claim.position), bold=True)}  {rule}")
        parts = list(parts_of(claim))
        widths = [max(len(part.slot.in_language(language)) for part in parts), max(len(part.value) for part in parts)]
        for part in parts:
            words = words_at(document, part.span) if part.span else _NOT_SAID.in_language(language)
            slot = part.slot.in_language(language).ljust(widths[0])
            click.echo(
                f"    {slot}  {part.value.ljust(widths[1])}  {part.link.in_language(language)}: {words}  ({part.rule})"
            )
        click.echo()


def print_refusals(extraction: Extraction, document: Document, language: str) -> None:
    """Print every expression that looks like a position and gave no claim, with the reason and the rule that saw it."""
    for refusal in extraction.refusals:
        click.echo(_shown(passage(document, refusal.span), language, "red"))
        reason = REASONS[refusal.reason].in_language(language)
        click.echo(f"  {reason}  ({refusal.reason}, {_RULE.in_language(language)} {refusal.rule})")
        click.echo()


def _shown(found: Passage, language: str, colour: str) -> str:
    words = click.style(found.words, fg=colour, bold=True)
    return f"{_LINE.in_language(language)} {found.line}: {found.before}{words}{found.after}"
