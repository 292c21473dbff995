"""What the shapes must know besides the data: subclasses, and entities that the data names and does not describe."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import project
from kg.validate.data import by_subject
from kg.validate.load import lines_of_file
from kg.vocab import BASE, PAL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.validate.data import Data
    from kg.validate.screen.terms import Term

_BUILD = "build/palmares"
_SUBCLASS_OF = f"<{RDFS}subClassOf>"


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the ontology and the registry state of their nodes, and the classes above a class.

    The classes above a class include it; a class that is part of no other may be missing. ``subclasses`` are the pairs
    as they are stated.
    """

    described: Mapping[Term, Mapping[Term, Sequence[Term]]]
    above: Mapping[Term, frozenset[Term]]
    subclasses: Sequence[tuple[Term, Term]]

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Known:
        """Take lines of N-Triples without their final dot; what they say of blank nodes is left out."""
        described, _ = by_subject(lines)
        named = {subject: statements for subject, statements in described.items() if subject[0] == "<"}
        pairs = [(each, above) for each, statements in named.items() for above in statements.get(_SUBCLASS_OF, ())]
        return cls(named, _closure(pairs), pairs)

    def with_subclasses(self, pairs: Iterable[tuple[Term, Term]]) -> Known:
        """Give the same where some classes are part of others, besides what is known of classes."""
        known = ((below, other) for below, others in self.above.items() for other in others)
        return Known(self.described, _closure([*known, *pairs]), self.subclasses)


def known_files() -> list[Path]:
    """Give the files of the ontology and of the registry."""
    return sorted(project.ONTOLOGY.glob("*.ttl")) + sorted(project.REGISTRY.glob("*.ttl"))


def read_known(files: Iterable[Path]) -> Known:
    """Read what files state."""
    return Known.of_lines(line for file in files for line in lines_of_file(file))


def known_of(triples: Iterable[Triple]) -> Known:
    """Give what the triples of the ontology and of the registry state."""
    return Known.of_lines(map(str, triples))


def base_of(data: Data) -> str:
    """Give what the IRIs of instances begin with, as the description of the build tells; else the usual base."""
    builds = (
        subject[1:-1]
        for subject, statements in data.own.items()
        if subject.endswith(f"{_BUILD}>") and f"<{PAL}Build>" in statements.get(f"<{RDF}type>", ())
    )
    return next((build.removesuffix(_BUILD) for build in builds), BASE)


def _closure(pairs: Iterable[tuple[Term, Term]]) -> dict[Term, frozenset[Term]]:
    """Give of each class that is part of another all classes above it, itself among them."""
    direct: defaultdict[Term, set[Term]] = defaultdict(set)
    for below, other in pairs:
        direct[below].add(other)
    closure = {}
    for each in direct:
        above: set[Term] = {each}
        waiting: list[Term] = [each]
        while waiting:
            new = direct.get(waiting.pop(), set()) - above
            above |= new
            waiting += new
        closure[each] = frozenset(above)
    return closure
