"""Why a claim was read and why a position was refused, in words of both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.extract.claims import Claim, Linked, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.read import Document, Span

SLOTS: Mapping[str, Text] = {
    "institution": Text("institution", "établissement"),
    "ranking": Text("ranking", "classement"),
    "edition": Text("edition", "édition"),
    "criterion": Text("criterion", "critère"),
    "scope": Text("scope", "périmètre"),
}
LINKS: Mapping[LinkKind, Text] = {
    LinkKind.CLAUSE: Text("same clause", "même proposition"),
    LinkKind.SENTENCE: Text("same sentence", "même phrase"),
    LinkKind.LIST_PARENT: Text("line that introduces the list", "ligne qui annonce la liste"),
    LinkKind.TABLE: Text("row or column of the table", "ligne ou colonne du tableau"),
    LinkKind.ANAPHORA: Text("taken up (“the school”, “it”)", "reprise (« l’école », « elle »)"),
    LinkKind.PARAGRAPH: Text("same paragraph", "même paragraphe"),
    LinkKind.HEADING: Text("heading", "intertitre"),
    LinkKind.TITLE: Text("title", "titre"),
    LinkKind.DOCUMENT: Text("elsewhere in the document", "ailleurs dans le document"),
    LinkKind.DEFAULT: Text("not stated: the ranking’s own", "non dit : celui du classement"),
}
REASONS: Mapping[str, Text] = {
    "best-of-nothing": Text("“best” without saying where", "« meilleur » sans dire où"),
    "count-without-grade": Text("a count of unsaid grades", "un décompte de notes non dites"),
    "counted-already": Text("counted with the position before it", "compté avec la position qui précède"),
    "counts-something-else": Text("an ordinal that counts something else", "un ordinal qui compte autre chose"),
    "counts-institutions": Text("a number of institutions, unnamed", "un nombre d’établissements, sans leur nom"),
    "denied": Text("the text says that nobody holds it", "le texte dit que personne ne l’occupe"),
    "edition-to-come": Text("a position of an edition to come", "une position d’une édition à venir"),
    "former-of-nothing": Text(
        "the former position of one that is none", "l’ancienne position d’une qui n’en est pas une"
    ),
    "former-top": Text("the former position of a move", "l’ancienne position d’un mouvement"),
    "former-without-edition": Text("a former position of an unknown edition", "ancienne position d’édition inconnue"),
    "no-institution": Text("no institution is known for it", "aucun établissement connu pour elle"),
    "no-ranking": Text("no ranking is known for it", "aucun classement connu pour elle"),
    "not-a-rank": Text("an ordinal that is no rank", "un ordinal qui n’est pas un rang"),
    "not-asserted": Text("a goal, a hypothesis or a denial", "un objectif, une hypothèse ou une négation"),
    "of-a-place": Text("the position of a country or region", "la position d’un pays ou d’une région"),
    "ordinal-without-rank-word": Text("an ordinal beside no word of rank", "un ordinal sans mot de rang à côté"),
    "top-of-nobody": Text("a number of firsts, nobody beside it", "un nombre de premiers, personne à côté"),
    "score-of-nobody": Text("points given to nobody", "des points attribués à personne"),
}
_SIDE = 48  # code points of text shown on each side of a passage


@dataclass(frozen=True, slots=True)
class Part:
    """A slot of a claim: its value, the words that fill it (None where nothing says it), the link and the rule."""

    slot: Text
    value: str
    span: Span | None
    link: Text
    rule: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in view: their line (from 1), the text before and after them on the page, blanks folded."""

    line: int
    before: str
    words: str
    after: str


def parts_of(claim: Claim) -> Iterator[Part]:
    """Yield the slots of a claim, in the order of their names in the ontology's label."""
    linked: dict[str, tuple[Linked[Any], str]] = {
        "institution": (claim.institution, claim.institution.value.name),
        "ranking": (claim.ranking, claim.ranking.value.name),
        "edition": (claim.edition, "–" if claim.edition.value is None else str(claim.edition.value)),
        "criterion": (claim.criterion, claim.criterion.value.name if claim.criterion.value else "–"),
        "scope": (claim.scope, claim.scope.value.place),
    }
    for slot, (link, value) in linked.items():
        yield Part(SLOTS[slot], value, link.span, LINKS[link.kind], link.rule)


def words_at(document: Document, span: Span) -> str:
    """Give the words of a span of the source on one line, runs of blanks folded to one, none at the ends."""
    return " ".join(document.quote(span).split())


def passage(document: Document, span: Span) -> Passage:
    r"""Show a span of the source in its surroundings.

    >>> from kg.read import Span, read_string
    >>> passage(read_string("Elle est 24e\nmondiale."), Span(9, 12))
    Passage(line=1, before='Elle est ', words='24e', after=' mondiale.')
    """
    source = document.source
    before, after = source[max(0, span.start - _SIDE) : span.start], source[span.end : span.end + _SIDE]
    return Passage(
        source.count("\n", 0, span.start) + 1,
        ("…" if span.start > _SIDE else "") + _folded(before),
        _folded(document.quote(span)),
        _folded(after) + ("…" if span.end + _SIDE < len(source) else ""),
    )


def _folded(text: str) -> str:
    """Fold runs of blanks to one, at the ends too."""
    inner = " ".join(text.split())
    lead = " " if text[:1].isspace() and inner else ""
    return lead + inner + (" " if text[-1:].isspace() and inner else "")
