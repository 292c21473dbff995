"""What was published once and is no longer in the graph: it keeps its IRI, a short description, and its state."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.diff.kinds import KEYS
from kg.errors import Text
from kg.graph.terms import TYPE
from kg.publish.entities import KINDS, Entity, key_of
from kg.publish.facts import Facts, label_of
from kg.publish.named import Named
from kg.publish.statements import by_subject, lines_of_turtle
from kg.vocab import DCT, OA, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.entities import Kind
    from kg.publish.making import Written
    from kg.publish.statements import Statements

WITHDRAWN = Text("withdrawn", "retiré")
CORRECTED = Text("corrected", "corrigé")
REPLACED_BY = f"<{DCT}isReplacedBy>"
PART_OF = f"<{DCT}isPartOf>"
CLAIMS = tuple(KEYS)
FOLLOWED = frozenset((*CLAIMS, *(f"<{PAL}{kind.class_name}>" for kind in KINDS.values())))  # told of one by one
_SOURCE = f"<{OA}hasSource>"
_ALONG = (f"<{PAL}evidence>", f"<{OA}hasSelector>")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim, an entity or a document that is gone: its class, the last version that held it, and what stands now.

    ``kind`` is the local name of the class; ``successor`` is the IRI of what corrects it, or empty. A label that is
    missing in a language is that of the other, else the IRI.
    """

    iri: str
    kind: str
    label: Text
    state: Text
    version: str
    successor: str


class History:
    """All that is gone, to be looked up; without blocks nothing is. ``files`` hold it all."""

    def __init__(self, blocks: Blocks | None = None, base: str = "", files: tuple[Written, ...] = ()) -> None:
        """Take the blocks of the history's file."""
        self._blocks, self._base, self.files = blocks, base, files
        self._named = Named()
        self._facts = Facts(blocks) if blocks else None
        self._kinds: dict[str, list[int]] = {}
        self._passages: defaultdict[Term, array[int]] = defaultdict(lambda: array("L"))  # by document
        for number, (_, statements) in enumerate(self._read()):
            for document in statements.get(_SOURCE, ()):
                self._passages[document].append(number)
            if FOLLOWED.isdisjoint(statements.get(TYPE, ())):
                continue
            self._named.add(number, statements)
            for kind in statements.get(TYPE, ()):
                if kind[1:-1].removeprefix(PAL) in _OF_CLASS:
                    self._kinds.setdefault(kind[1:-1].removeprefix(PAL), []).append(number)

    def _read(self) -> Iterator[tuple[Term, Statements]]:
        for number in range(len(self._blocks or ())):
            if self._blocks:
                yield next(by_subject(lines_of_turtle(self._blocks.head + self._blocks.text(number))))

    def all(self) -> Iterator[Withdrawn]:
        """Yield the claims, entities and documents that are gone, by IRI."""
        for subject, said in self._read():
            if not FOLLOWED.isdisjoint(said.get(TYPE, ())):
                yield _withdrawn(subject, said)

    def withdrawn(self, entity: Entity) -> tuple[Withdrawn, ...]:
        """Give what is gone and was about an entity, by IRI."""
        return tuple(self._at(number) for number in self._named.naming(f"<{entity.iri}>"))

    def entity(self, entity: Entity) -> Withdrawn | None:
        """Tell whether an entity itself is gone, and how."""
        number = self._blocks.find(entity.iri) if self._blocks else None
        return None if number is None else self._at(number)

    def entities(self, kind: Kind) -> Iterator[Entity]:
        """Yield the entities of a kind that are gone, by IRI."""
        for number in self._kinds.get(kind.class_name, ()):
            gone = self._at(number)
            yield Entity(kind, gone.iri, key_of(gone.iri, kind, self._base), gone.label)

    def _at(self, number: int) -> Withdrawn:
        if self._blocks is None or self._facts is None:
            message = "nothing is gone"
            raise LookupError(message)
        subject = f"<{self._blocks.iri(number)}>"
        return _withdrawn(subject, self._facts.about(subject))

    def labels(self, iri: str) -> str:
        """Give the labels of an IRI that what is told here names, as a block."""
        return self._blocks.labels(iri) if self._blocks else ""

    def lines_about(self, entity: Entity) -> list[str]:
        """Give what is told of an entity that is gone, and of what is gone and named it, as lines of N-Triples.

        The passages behind it are told along, and those of a document.
        """
        if self._blocks is None:
            return []
        term, own = f"<{entity.iri}>", self._blocks.find(entity.iri)
        new = {*self._named.naming(term), *self._passages.get(term, ()), *([] if own is None else [own])}
        numbers: set[int] = set()
        while new:
            numbers |= new
            new = set(self._along(new)) - numbers
        return self._lines(numbers) if numbers else []

    def _lines(self, numbers: Iterable[int]) -> list[str]:
        if self._blocks is None:
            return []
        return lines_of_turtle("\n".join([self._blocks.head, *map(self._blocks.text, sorted(numbers))]))

    def _along(self, numbers: Iterable[int]) -> Iterator[int]:
        for line in self._lines(numbers):
            _, predicate, value = line.split(" ", 2)
            if self._blocks and predicate in _ALONG and (number := self._blocks.find(value[1:-1])) is not None:
                yield number


_OF_CLASS = {kind.class_name for kind in KINDS.values()}


def _withdrawn(subject: Term, stated: Statements) -> Withdrawn:
    labels = [label_of(stated, language) for language in Text._fields]
    other = next(filter(None, labels), subject[1:-1])
    successor = next((value[1:-1] for value in stated.get(REPLACED_BY, ())), "")
    version = next((value[1:-1].rpartition("/")[2] for value in stated.get(PART_OF, ())), "")
    kinds = sorted(kind[1:-1].removeprefix(PAL) for kind in stated.get(TYPE, ()) if kind.startswith(f"<{PAL}"))
    return Withdrawn(
        subject[1:-1],
        kinds[0] if kinds else "",
        Text(*(label or other for label in labels)),
        CORRECTED if successor else WITHDRAWN,
        version,
        successor,
    )
