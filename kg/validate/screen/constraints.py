"""Constraints as checks that must all hold, and what is left of them once it is known which properties a node has.

Most nodes of a graph have the same few properties as others of their class: of such a node it is known, before its
values are looked at, that none is missing, doubled or misplaced. Only what is left must be asked of each node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from kg.validate.context import Known
from kg.validate.data import Data
from kg.validate.screen.index import TYPE, Index
from kg.validate.screen.values import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.validate.screen.terms import Term
    from kg.validate.screen.values import Check


@dataclass(frozen=True, slots=True)
class Form:
    """The properties that a node has, and those of them that have several values.

    ``literals`` are the values of some of the latter that are all literals, in their order and without their text; so
    is ``literal`` what the node itself is, if it is one.
    """

    properties: frozenset[Term] = frozenset()
    repeated: frozenset[Term] = frozenset()
    literals: Mapping[Term, Sequence[Term]] = field(default_factory=dict)
    literal: Term | None = None


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


NOTHING = Index(Data({}), Known({}, {}, ()))


def of_any(check: Check) -> Constraint:
    """Ask this of any node."""
    return Constraint((check,))


def of_literal(check: Check) -> Constraint:
    """Ask this of any node, where the answer for a literal lies in its datatype or language, or is none without text.

    For literals, the check does not look into the index.
    """

    def narrow(form: Form) -> Constraint:
        if form.literal is None:
            return of_any(check)
        try:
            return CONFORMS if check(NOTHING, form.literal) else BROKEN
        except UndecidedError:
            return of_any(check)

    return Constraint((check,), narrow)


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
