"""Constraints as checks that must all hold, and what is left of them once it is known which properties a node has.

Most nodes of a graph have the same few properties as others of their class: of such a node it is known, before its
values are looked at, that none is missing, doubled or misplaced. Only what is left must be asked of each node.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.validate.screen_index import TYPE
from kg.validate.screen_values import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.screen_index import Index
    from kg.validate.screen_terms import Term
    from kg.validate.screen_values import Check, CheckOfAll


@dataclass(frozen=True, slots=True)
class Form:
    """The properties that a node has, and those of them that have several values."""

    properties: frozenset[Term]
    repeated: frozenset[Term]


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """Checks on a node that must all hold; without any, all nodes conform.

    ``narrow`` gives what must be asked of a node of a certain form.
    """

    checks: Sequence[Check]
    narrow: Callable[[Form], Constraint] | None = None

    def at(self, form: Form) -> Constraint:
        """Give what is left of the constraint at a node of this form: for such a node, it says the same."""
        return self.narrow(form) if self.narrow else self

    def conforms(self, index: Index, node: Term) -> bool:
        """Tell whether all checks hold; UndecidedError if that cannot be told."""
        # A loop in place of all(): each of thousands of calls would make a generator first.
        for check in self.checks:  # noqa: SIM110
            if not check(index, node):
                return False
        return True


CONFORMS = Constraint(())
BROKEN = Constraint((lambda _index, _node: False,))


def all_of(parts: Sequence[Constraint]) -> Constraint:
    """Ask for all of these."""

    def narrow(form: Form) -> Constraint:
        left = [part.at(form) for part in parts]
        return BROKEN if BROKEN in left else Constraint(_checks(left))

    return Constraint(_checks(parts), narrow)


def any_of(parts: Sequence[Constraint]) -> Constraint:
    """sh:or: ask for one of these, or more."""

    def check(index: Index, node: Term) -> bool:
        return any(part.conforms(index, node) for part in parts)

    def narrow(form: Form) -> Constraint:
        left = [part.at(form) for part in parts]
        if not all(part.checks for part in left):
            return CONFORMS
        possible = [part for part in left if part is not BROKEN]
        return any_of(possible) if len(possible) > 1 else (possible or [BROKEN])[0]

    return Constraint((check,), narrow)


def one_of(parts: Sequence[Constraint]) -> Constraint:
    """sh:xone: ask for one of these, and no more."""

    def check(index: Index, node: Term) -> bool:
        return sum(part.conforms(index, node) for part in parts) == 1

    def narrow(form: Form) -> Constraint:
        left = [part.at(form) for part in parts]
        possible = [part for part in left if part is not BROKEN]
        uncertain = [part for part in possible if part.checks]
        match len(possible) - len(uncertain):
            case 0:
                return one_of(uncertain) if len(uncertain) > 1 else (uncertain or [BROKEN])[0]
            case 1:
                return all_of([negated(part) for part in uncertain])
            case _:
                return BROKEN

    return Constraint((check,), narrow)


def negated(part: Constraint) -> Constraint:
    """sh:not: ask for a node that does not conform."""

    def narrow(form: Form) -> Constraint:
        left = part.at(form)
        return CONFORMS if left is BROKEN else negated(left) if left.checks else BROKEN

    return Constraint((lambda index, node: not part.conforms(index, node),), narrow)


def _checks(parts: Sequence[Constraint]) -> tuple[Check, ...]:
    return tuple(chain.from_iterable(part.checks for part in parts))


def closed(allowed: frozenset[Term]) -> Constraint:
    """sh:closed: no other properties than these."""

    def conforms(stated: frozenset[Term]) -> bool:
        if stated - allowed == {TYPE}:  # of rdfs:Resource, a type is always allowed
            raise UndecidedError
        return stated <= allowed

    def narrow(form: Form) -> Constraint:
        try:
            return CONFORMS if conforms(form.properties) else BROKEN
        except UndecidedError:
            return Constraint((check,))

    def check(index: Index, node: Term) -> bool:
        return conforms(frozenset(index.stated(node)))

    return Constraint((check,), narrow)


@dataclass(frozen=True, slots=True, eq=False)
class Property:
    """What is asked of the values of a property, or of those of several taken together (``paths``).

    There are ``least`` to ``most`` values; ``of_value`` is asked of each, ``of_all`` of them together. Where there are
    none, ``of_all`` is asked only if ``of_none`` says so.
    """

    paths: Sequence[Term]
    of_value: Sequence[Check]
    of_all: Sequence[CheckOfAll]
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
        for conform in self.of_all:
            if not conform(index, node, values):
                return False
        for conforms in self.of_value:
            for value in values:
                if not conforms(index, value):
                    return False
        return True

    def _values(self, index: Index, node: Term) -> Sequence[Term]:
        stated = index.stated(node)
        if len(self.paths) == 1:
            return stated.get(self.paths[0], ())
        return list(dict.fromkeys(chain.from_iterable(stated.get(path, ()) for path in self.paths)))

    def _allows(self, count: int) -> bool:
        return count >= self.least and (self.most is None or count <= self.most)

    def _narrow(self, form: Form) -> Constraint:
        paths = [path for path in self.paths if path in form.properties]
        if not paths:
            return BROKEN if self.least else Constraint((self.conforms,)) if self.of_none else CONFORMS
        if len(paths) == 1 and paths[0] not in form.repeated:
            return Constraint(self._of_single(paths[0])) if self._allows(1) else BROKEN
        asked = self.of_value or self.of_all or self.most is not None or self.least > 1
        return Constraint((replace(self, paths=paths).conforms,) if asked else ())

    def _of_single(self, path: Term) -> list[Check]:
        checks = [_of_values(path, conform) for conform in self.of_all]
        return [*checks, *(_of_value(path, conforms) for conforms in self.of_value)]


def _of_value(path: Term, conforms: Check) -> Check:
    return lambda index, node: conforms(index, index.statements[node][path][0])


def _of_values(path: Term, conform: CheckOfAll) -> Check:
    return lambda index, node: conform(index, node, index.statements[node][path])
