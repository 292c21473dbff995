"""The constraints of SHACL on one value, and on all values of a property, as functions over an index.

A function gives True only where pyshacl finds nothing, and False only where it finds something. Where the two could
differ (an exotic datatype, a number written in an odd way) it raises ``UndecidedError``, and pyshacl is asked.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.validate.screen.terms import UntreatedError, language_of, value_of
from kg.vocab import RDF, RDFS, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.screen.index import Index
    from kg.validate.screen.terms import Term

    # Tells whether a value conforms; the index is that of its graph.
    Check: TypeAlias = Callable[[Index, Term], bool]
    # Tells whether the values that a property has at a node conform together: index, node, values.
    CheckOfAll: TypeAlias = Callable[[Index, Term, Sequence[Term]], bool]
    Number: TypeAlias = int | Decimal


class UndecidedError(Exception):
    """This value cannot be judged here."""


_DIGITS = "[0-9]{1,18}"  # more are left to pyshacl: Python itself refuses to read some thousands
_SIGNED = rf"[+-]?{_DIGITS}"
_INTEGER = re.compile(rf'"({_SIGNED})"\^\^<{XSD}integer>')
_INTEGER_ENDING = f'"^^<{XSD}integer>'
_DECIMAL = re.compile(rf'"({_SIGNED}(?:\.{_DIGITS})?)"\^\^<{XSD}decimal>')
_DATE = re.compile(rf'"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"\^\^<{XSD}date>')
_BOOLEAN = re.compile(rf'"(?:true|false|0|1)"\^\^<{XSD}boolean>')
_MOST_NUMBERS = 4096  # that are remembered: a position is asked for three times
_WHOLE_NUMBER = re.compile(rf'"([0-9]+)"\^\^<{XSD}integer>')

# By its first character, what a term is.
_IRI, _BLANK, _LITERAL = "<", "_", '"'
_KINDS = {
    f"<{SH}IRI>": _IRI,
    f"<{SH}BlankNode>": _BLANK,
    f"<{SH}Literal>": _LITERAL,
    f"<{SH}BlankNodeOrIRI>": _BLANK + _IRI,
    f"<{SH}BlankNodeOrLiteral>": _BLANK + _LITERAL,
    f"<{SH}IRIOrLiteral>": _IRI + _LITERAL,
}


def _is_date(term: Term) -> bool:
    date = _DATE.fullmatch(term)
    if not date:
        return False
    try:
        dt.date.fromisoformat(date[1])
    except ValueError:
        return False
    return True


def _is_unknown(_: Term) -> bool:
    return False


# Whether a literal is surely of the datatype, and validly written.
_VALID: dict[Term, Callable[[Term], object]] = {
    f"<{XSD}boolean>": _BOOLEAN.fullmatch,
    f"<{XSD}date>": _is_date,
    f"<{XSD}integer>": _INTEGER.fullmatch,
    f"<{XSD}decimal>": _DECIMAL.fullmatch,
}
_SPECIAL = {f"<{RDFS}Literal>", f"<{RDFS}Datatype>"}


def of_class(wanted: Term) -> Check:
    """sh:class: an instance, by itself or by a class above its own."""
    return lambda index, value: value[0] != _LITERAL and wanted in index.types(value)


def of_datatype(wanted: Term) -> Check:
    """sh:datatype: a literal of this datatype, and validly written."""
    if wanted[0] != _IRI or wanted in _SPECIAL:
        raise UntreatedError
    if wanted == f"<{RDF}langString>":
        return lambda _, value: value[0] == _LITERAL and value[-1] not in '">'
    if wanted == f"<{XSD}string>":
        return lambda _, value: value[-1] == _LITERAL
    is_valid = _VALID.get(wanted, _is_unknown)
    ending = f'"^^{wanted}'

    def check(_: Index, value: Term) -> bool:
        if is_valid(value):
            return True
        if value.endswith(ending):  # no IRI has a quotation mark
            raise UndecidedError
        return False

    return check


def of_kind(wanted: Term) -> Check:
    """sh:nodeKind: an IRI, a blank node, a literal, or one of two."""
    kinds = _KINDS.get(wanted)
    if kinds is None:
        raise UntreatedError
    return lambda _, value: value[0] in kinds


def matching(pattern: Term) -> Check:
    """sh:pattern: an IRI or a literal in which the pattern occurs."""
    if pattern[0] != _LITERAL:
        raise UntreatedError
    try:
        search = re.compile(value_of(pattern)).search
    except re.error as error:
        raise UntreatedError from error
    return lambda _, value: value[0] != _BLANK and search(value_of(value)) is not None


def of_length(shortest: Term) -> Check:
    """sh:minLength: an IRI or a literal of at least so many characters."""
    length = whole_number(shortest)
    if not length:
        raise UntreatedError
    plain = length + len('""')

    def check(_: Index, value: Term) -> bool:
        if value[-1] == _LITERAL and "\\" not in value:
            return len(value) >= plain
        return value[0] != _BLANK and len(value_of(value)) >= length

    return check


def among(members: Sequence[Term]) -> Check:
    """sh:in: one of these terms."""
    allowed = frozenset(members)
    return lambda _, value: value in allowed


def in_language(members: Sequence[Term]) -> Check:
    """sh:languageIn: a literal tagged with one of these languages, with or without a region."""
    languages = {value_of(member).lower() for member in members if member[0] == _LITERAL}
    if len(languages) < len(members) or "*" in languages:
        raise UntreatedError

    def check(_: Index, value: Term) -> bool:
        tag = language_of(value)
        return tag is not None and (tag in languages or tag.partition("-")[0] in languages)

    return check


def compared(compare: Callable[[Number, Number], bool]) -> Callable[[Term], Check]:
    """sh:minInclusive and its like: a number that compares so to the limit."""

    def make(limit: Term) -> Check:
        try:
            bound = _number(limit)
        except UndecidedError as error:
            raise UntreatedError from error
        # What does not end so is no literal, a text or a literal with a language.
        return lambda _, value: value[0] == _LITERAL and value[-1] == ">" and compare(_number(value), bound)

    return make


def whole_number(term: Term) -> int:
    """Read a whole number, 0 or more, that a shape gives."""
    number = _WHOLE_NUMBER.fullmatch(term)
    if not number:
        raise UntreatedError
    return int(number[1])


def is_odd_integer(term: Term) -> bool:
    """Tell whether a literal is an integer for Python, and so for pyshacl, though written in a way that others refuse.

    It has spaces or underscores, or more digits than 64 bits hold.
    """
    if not term.endswith(_INTEGER_ENDING) or _INTEGER.fullmatch(term):
        return False
    try:
        int(value_of(term))
    except ValueError:
        return False
    return True


@lru_cache(_MOST_NUMBERS)
def _number(term: Term) -> Number:
    whole = _INTEGER.fullmatch(term)
    if whole:
        return int(whole[1])
    decimal = _DECIMAL.fullmatch(term)
    if decimal:
        return Decimal(decimal[1])
    raise UndecidedError


def including(wanted: Term) -> CheckOfAll:
    """sh:hasValue: this term is one of the values."""
    return lambda _index, _node, values: wanted in values


def one_each_language(switch: Term) -> CheckOfAll:
    """sh:uniqueLang: no two values with one language tag."""
    if value_of(switch) != "true":
        raise UntreatedError

    def check(_index: Index, _node: Term, values: Sequence[Term]) -> bool:
        tags = [tag for tag in map(language_of, values) if tag]
        return len(set(tags)) == len(tags)

    return check


def equal_to(other: Term) -> CheckOfAll:
    """sh:equals: the same values as another property has."""
    predicate = property_of(other)
    return lambda index, node, values: set(values) == set(index.objects(node, predicate))


def disjoint_from(other: Term) -> CheckOfAll:
    """sh:disjoint: no value that another property has too."""
    predicate = property_of(other)
    return lambda index, node, values: set(values).isdisjoint(index.objects(node, predicate))


def ordered(compare: Callable[[Number, Number], bool]) -> Callable[[Term], CheckOfAll]:
    """sh:lessThan and its like: every value compares so to every value of another property."""

    def make(other: Term) -> CheckOfAll:
        predicate = property_of(other)

        def check(index: Index, node: Term, values: Sequence[Term]) -> bool:
            for bound in map(_number, index.objects(node, predicate)):
                for value in values:
                    if not compare(_number(value), bound):
                        return False
            return True

        return check

    return make


def property_of(term: Term) -> Term:
    """Give the IRI of a property that a shape names."""
    if term[0] != _IRI:
        raise UntreatedError
    return term


min_inclusive = compared(operator.ge)
min_exclusive = compared(operator.gt)
max_inclusive = compared(operator.le)
less_than = ordered(operator.lt)
less_than_or_equals = ordered(operator.le)
