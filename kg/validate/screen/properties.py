"""What is asked of the values of a property, and what is left of it at nodes of one form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.validate.screen.constraints import BROKEN, CONFORMS, NOTHING, Constraint, Form, all_of, of_any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.screen.index import Index
    from kg.validate.screen.terms import Term
    from kg.validate.screen.values import Check, CheckOfAll


@dataclass(frozen=True, slots=True, eq=False)
class OfAll:
    """A check on all values of a property together.

    ``narrow`` gives what must be asked of a node whose values of a property are literals of certain kinds.
    """

    conforms: CheckOfAll
    narrow: Callable[[Term, Sequence[Term]], Constraint] | None = None

    def at(self, path: Term, literals: Sequence[Term] | None = None) -> Constraint:
        """Give what is left of the check where a property has values, literals like these (`Form`) or any."""
        if literals is None or self.narrow is None:
            return of_any(lambda index, node: self.conforms(index, node, index.statements[node][path]))
        return self.narrow(path, literals)


def of_languages(check: CheckOfAll) -> OfAll:
    """Ask this of all values; of literals, the check looks at nothing but their languages."""

    def narrow(_path: Term, literals: Sequence[Term]) -> Constraint:
        return CONFORMS if check(NOTHING, literals[0], literals) else BROKEN

    return OfAll(check, narrow)


def qualified(wanted: Constraint, least: int) -> OfAll:
    """sh:qualifiedMinCount: at least so many of the values are as is wanted."""
    conforms = wanted.checks[0] if len(wanted.checks) == 1 else wanted.conforms

    def check(index: Index, _node: Term, values: Sequence[Term]) -> bool:
        left = least
        for value in values:
            if left <= 0:
                break
            left -= conforms(index, value)
        return left <= 0

    def narrow(path: Term, literals: Sequence[Term]) -> Constraint:
        left = [wanted.at(Form(literal=literal)) for literal in literals]
        possible = [_of_nth(path, number, each) for number, each in enumerate(left) if each is not BROKEN]
        if len(possible) <= least:  # each must be as is wanted
            return all_of(possible) if len(possible) == least else BROKEN
        return OfAll(check).at(path)

    return OfAll(check, narrow)


@dataclass(frozen=True, slots=True, eq=False)
class Property:
    """What is asked of the values of a property, or of those of several taken together (``paths``).

    There are ``least`` to ``most`` values; ``of_value`` is asked of each, ``of_all`` of them together. Where there are
    none, ``of_all`` is asked only if ``of_none`` says so.
    """

    paths: Sequence[Term]
    of_value: Constraint
    of_all: Sequence[OfAll]
    least: int
    most: int | None
    of_none: bool

    def constraint(self) -> Constraint:
        """Ask this of a node."""
        return Constraint((self.conforms,), self._narrow)

    def conforms(self, index: Index, node: Term) -> bool:
        """Tell whether the values at a node are as they should be; UndecidedError if that cannot be told."""
        values = self._values(index, node)
        if not self._allows(len(values)):
            return False
        if not values and not self.of_none:
            return True
        for each in self.of_all:
            if not each.conforms(index, node, values):
                return False
        for conforms in self.of_value.checks:
            for value in values:
                if not conforms(index, value):
                    return False
        return True

    def _values(self, index: Index, node: Term) -> Sequence[Term]:
        if len(self.paths) == 1:
            return index.values(node, self.paths[0])
        return list(dict.fromkeys(chain.from_iterable(index.values(node, path) for path in self.paths)))

    def _allows(self, count: int) -> bool:
        return count >= self.least and (self.most is None or count <= self.most)

    def _narrow(self, form: Form) -> Constraint:
        if any(path[0] == "^" for path in self.paths):  # a node's form tells nothing of what names it
            return of_any(self.conforms)
        paths = [path for path in self.paths if path in form.properties]
        if not paths:
            return BROKEN if self.least else of_any(self.conforms) if self.of_none else CONFORMS
        if len(paths) == 1 and (paths[0] in form.literals or paths[0] not in form.repeated):
            return self._of_path(paths[0], form.literals.get(paths[0]))
        asked = self.of_value.checks or self.of_all or self.most is not None or self.least > 1
        return of_any(replace(self, paths=paths).conforms) if asked else CONFORMS

    def _of_path(self, path: Term, literals: Sequence[Term] | None) -> Constraint:
        """Give what is asked of a node with one value, or with literals like these."""
        if not self._allows(len(literals) if literals else 1):
            return BROKEN
        of_values = [self.of_value.at(Form(literal=each)) for each in literals] if literals else [self.of_value]
        parts = [_of_nth(path, number, each) for number, each in enumerate(of_values)]
        parts += [each.at(path, literals) for each in self.of_all]
        return BROKEN if BROKEN in parts else all_of(parts)


def _of_nth(path: Term, number: int, constraint: Constraint) -> Constraint:
    """Ask something of the value that is the first (0), second (1) … of a property."""
    if constraint is BROKEN:
        return BROKEN
    return Constraint([_of_value(path, number, check) for check in constraint.checks])


def _of_value(path: Term, number: int, check: Check) -> Check:
    return lambda index, node: check(index, index.statements[node][path][number])
