"""Which blocks of the graph name an entity: the claims about it, the editions of a ranking, the criteria for a goal."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from kg.graph import order
from kg.publish.blocks import not_as_built
from kg.publish.statements import by_subject
from kg.validate.load import lines_of_file
from kg.vocab import PAL, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.statements import Statements

# What names an institution, an edition, a criterion; a ranking; a goal; a list of concepts.
_NAMING = (
    *(
        f"<{PAL}{name}>"
        for name in "institution group edition criterion inCriterion usesCriterion ranking goal".split()
    ),
    f"<{SKOS}inScheme>",
)


class Named:
    """For each thing that is named by one of these properties, the numbers of the blocks that do."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._blocks: dict[Term, array[int]] = {}

    def add(self, number: int, statements: Statements) -> None:
        """Note what a block names."""
        for predicate in _NAMING:
            for value in statements.get(predicate, ()):
                numbers = self._blocks.setdefault(value, array("L"))
                if not numbers or numbers[-1] != number:
                    numbers.append(number)

    def naming(self, term: Term) -> Iterable[int]:
        """Give the blocks that name a thing, in their order."""
        return self._blocks.get(term, ())


def read_blocks(file: Path, blocks: Blocks) -> Iterator[tuple[Term, Statements]]:
    """Yield what the graph states, block by block; a file of which the blocks are not its subjects is a DataError.

    So is one of which the subjects do not come in the order by which they are looked up.
    """
    number, last = -1, ""
    for number, (subject, statements) in enumerate(by_subject(lines_of_file(file))):
        place = order(subject)
        if number >= len(blocks) or f"<{blocks.iri(number)}>" != subject or place <= last:
            raise not_as_built(file)
        last = place
        yield subject, statements
    if number + 1 != len(blocks):
        raise not_as_built(file)
