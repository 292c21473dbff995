"""What a claim or a fact speaks of, resolved to nodes of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.claims import Claim, EditionSize, Method, Move, Participation, Scope
from kg.graph.positions import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.claims import Position
    from kg.graph.directory import Directory, EditionNode, Named, ScopeNode
    from kg.graph.said import Fact


@dataclass(frozen=True, slots=True)
class Parts:
    """The nodes of what is stated; ``criteria`` is the one of a claim, or those a fact names."""

    ranking: Named
    edition: EditionNode
    institution: Named | None = None
    criteria: tuple[Named, ...] = ()
    scope: ScopeNode | None = None
    grades: tuple[Named, ...] = ()
    group: Named | None = None

    def named(self) -> Iterator[Named]:
        """Yield the nodes that a candidate can be: all but editions and scopes, which documents describe anyway."""
        yield self.ranking
        yield from self.criteria
        yield from self.grades
        scope = (self.scope.place, self.scope.category) if self.scope else ()
        yield from filter(None, (self.institution, self.group, *scope))


def parts_of(stated: Claim | Fact, directory: Directory, document: str) -> Parts:
    """Resolve what is stated in the document of that slug."""
    ranking = directory.ranking(stated.ranking.value)
    edition = directory.edition(ranking, stated.edition.value, document)
    match stated:
        case Claim():
            return Parts(
                ranking,
                edition,
                institution=directory.institution(stated.institution.value),
                criteria=(directory.criterion(ranking, stated.criterion.value),),
                scope=directory.scope(stated.scope.value, ranking),
                grades=grades_of(stated.position, ranking, directory),
            )
        case EditionSize():
            return Parts(
                ranking,
                edition,
                scope=directory.scope(Scope(stated.place), ranking) if stated.place else None,
                group=directory.institution(stated.group.value) if stated.group else None,
            )
        case Participation() | Method():
            institution = stated.institution.value if isinstance(stated, Participation) else None
            return Parts(
                ranking,
                edition,
                institution=directory.institution(institution) if institution else None,
                criteria=tuple(directory.criterion(ranking, criterion.value) for criterion in stated.criteria),
            )
        case Move():
            positions = filter(None, (stated.before, stated.after))
            grades = (grade for position in positions for grade in grades_of(position, ranking, directory))
            return Parts(
                ranking, edition, institution=directory.institution(stated.institution.value), grades=tuple(grades)
            )


def grades_of(position: Position, ranking: Named, directory: Directory) -> tuple[Named, ...]:
    """Give the grades that a position is, or counts."""
    count = count_of(position)
    if count:
        return tuple(directory.grade(ranking, code) for code in count.grades)
    return (directory.grade(ranking, position.grade, position.half),) if position.grade else ()
