"""Documents and claims written by hand, so that the graph is tested without reading and without extraction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.extract.claims import Claim, Entity, Extraction, Linked, LinkKind, Position, PositionKind, Scope
from kg.read.document import Block, BlockKind, Document, Piece, Span, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.claims import Fact

ALES = Entity("IMT Mines Alès", "imt-mines-ales")
IMPACT = Entity("THE Impact", "the-impact")
LETUDIANT = Entity("L’Étudiant", "letudiant-ingenieurs")
U_MULTIRANK = Entity("U-Multirank", "u-multirank")
SDG_15 = Entity("ODD 15", "the-impact/sdg-15")
UNKNOWN = Entity("École d'Ailleurs")


@dataclass(frozen=True)
class Text:
    """A document whose paragraphs are its lines."""

    slug: str
    lines: tuple[tuple[str, str], ...]  # language, words
    title: str | None = None

    @property
    def document(self) -> Document:
        source = "\n".join(words for _, words in self.lines)
        blocks, start = [], 0
        for language, words in self.lines:
            if words:
                pieces = (Piece(Span(0, len(words)), Span(start, start + len(words))),)
                blocks.append(Block(BlockKind.PARAGRAPH, View(words, pieces), language))
            start += len(words) + 1
        return Document(
            slug=self.slug,
            file=f"{self.slug}.txt",
            source=source,
            sha256=hashlib.sha256(source.encode()).hexdigest(),
            media_type="text/plain",
            language=self.lines[0][0],
            blocks=tuple(blocks),
            title=self.title,
            date=date(2024, 6, 12),
        )

    def span(self, words: str) -> Span:
        start = self.document.source.index(words)
        return Span(start, start + len(words))

    def linked(self, value: Any, words: str, kind: LinkKind = LinkKind.SENTENCE) -> Linked[Any]:  # noqa: ANN401
        return Linked(value, self.span(words) if words else None, kind if words else LinkKind.DEFAULT, "by-hand")

    def claim(self, words: str, position: Position, **parts: Any) -> Claim:  # noqa: ANN401
        """Make a claim stated by ``words``; a part is a value, or a value and the words that state it."""
        given = {"institution": ALES, "ranking": IMPACT, "edition": 2024, "criterion": None, "scope": Scope("world")}
        flags = {name: parts.pop(name) for name in ("tied", "computed") if name in parts}
        linked: dict[str, Any] = {}
        for name, part in (given | parts).items():
            value, stated = part if isinstance(part, tuple) else (part, "")
            linked[name] = self.linked(value, stated)
        return Claim(**linked, position=position, span=self.span(words), rule="by-hand", **flags)

    def read(self, claims: Sequence[Claim] = (), facts: Sequence[Fact] = ()) -> tuple[Document, Extraction]:
        return self.document, Extraction(tuple(claims), tuple(facts), ())


def rank(number: int) -> Position:
    return Position(PositionKind.RANK, number, number)


IMPACT_2024 = Text(
    "impact-2024.fr",
    (
        ("fr", "IMT Mines Alès brille dans THE Impact 2024"),
        ("fr", "« Une joie », déclare Jeanne Martin. L’école se classe 88e mondiale et 3e en France pour l’ODD 15."),
        ("en", "Contact: Jeanne Martin, +33 6 12 34 56 78, jeanne.martin@example.org"),
    ),
    title="IMT Mines Alès brille dans THE Impact 2024",
)


def impact_2024() -> tuple[Document, Extraction]:
    """Give a document with two claims of one criterion."""
    parts = {
        "institution": (ALES, "L’école"),
        "ranking": (IMPACT, "THE Impact"),
        "edition": (2024, "2024"),
        "criterion": (SDG_15, "ODD 15"),
    }
    return IMPACT_2024.read(
        [
            IMPACT_2024.claim("se classe 88e mondiale", rank(88), **parts, scope=(Scope("world"), "mondiale")),
            IMPACT_2024.claim("3e en France", rank(3), **parts, scope=(Scope("FR"), "France")),
        ]
    )


def renamed(read: tuple[Document, Extraction], slug: str) -> tuple[Document, Extraction]:
    """Give the same words as another document."""
    return replace(read[0], slug=slug), read[1]
