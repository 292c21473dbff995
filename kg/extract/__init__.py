"""A document, the registry and the languages give claims and facts, every part with its evidence."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from kg.extract.attach import Attachment
from kg.extract.claims import Claim, Extraction, Fact, Refusal
from kg.extract.columns import Cell
from kg.extract.facts import facts_of
from kg.extract.institutions import Institutions
from kg.extract.merge import candidates_of, merge, merge_facts
from kg.extract.names import find_names
from kg.extract.rankings import Rankings
from kg.extract.reading import Reading
from kg.extract.sentences import Sentence, split
from kg.extract.tables import table_claims
from kg.read import BlockKind, Document
from kg.registry import Lexicon, Registry, registry_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.extract.called import Claims

__all__ = ["Extraction", "extract"]


def extract(document: Document, registry: Registry, lexicon: Lexicon | None = None) -> Extraction:
    """Read a document's claims and facts, in reading order.

    ``lexicon`` spares building the registry's lexicon again for each document.
    """
    lexicon = lexicon or registry_lexicon(registry)
    names = find_names(document, registry, lexicon)
    sentences = [
        sentence
        for number, (block, found) in enumerate(zip(document.blocks, names.blocks, strict=True))
        for sentence in split(number, block, found)
    ]
    rankings, institutions = Rankings(document, sentences, registry), Institutions(document, sentences)
    reading = Reading(document, registry, lexicon, rankings, institutions, sentences)
    attachment = Attachment(reading)
    cells = _cells(document, sentences)
    claims: list[Claim] = []
    tables: set[int | None] = set()
    facts: list[Fact] = []
    refusals: list[Refusal] = []
    for sentence in sentences:
        block = document.blocks[sentence.block]
        if block.kind is BlockKind.CELL:
            if block.table not in tables:
                tables.add(block.table)
                claims.extend(table_claims(cells[block.table], reading))
            continue
        reading.institutions.enter(sentence)
        if not document.blocks[sentence.block].boilerplate:
            for found in attachment.of(sentence):
                if isinstance(found, Claim):
                    claims.append(found)
                elif isinstance(found, Refusal):
                    refusals.append(found)
                else:
                    facts.append(found)
        facts.extend(facts_of(sentence, reading))
        reading.institutions.leave(sentence)
    merged = merge(claims)
    return Extraction(merged, merge_facts(facts), tuple(refusals), candidates_of(merged))


def _cells(document: Document, sentences: Sequence[Sentence]) -> dict[int | None, list[Cell]]:
    """Give the cells of each table; a cell is one sentence."""
    tables: dict[int | None, list[Cell]] = {}
    for sentence in sentences:
        block = document.blocks[sentence.block]
        if block.kind is BlockKind.CELL:
            tables.setdefault(block.table, []).append(Cell(sentence, block.row or 0, block.column or 0))
    return tables


class _Package(ModuleType):
    """This package, which may be called: ``kg.extract("…")`` is the short form for notebooks."""

    def __call__(self, source: str | Path, *, lang: str = "en") -> Claims:
        """Read what a text or a file states, with the shipped registry; see `kg.extract.called.claims_in`."""
        from kg.extract.called import claims_in  # noqa: PLC0415 (it needs what this package gives)

        return claims_in(source, lang=lang)


# The import system binds the package to the name kg.extract whenever any part of it is imported, so that a function of
# this name in kg would be there on some days only. To give a module another class is how Python customises modules.
sys.modules[__name__].__class__ = _Package
