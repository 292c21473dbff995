"""The constraints of SHACL on one value, and on all values of a property, as functions over an index.

A function gives True only where pyshacl finds nothing, and False only where it finds something. Where the two could
differ (an exotic datatype, a number written in an odd way) it raises ``UndecidedError``, and pyshacl is asked.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.vocab import RDF, RDFS, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.screen_index import Index, Term

    # Tells whether a value conforms; the index is that of its graph.
    Check: TypeAlias = Callable[[Index, Term], bool]
    # Tells whether the values that a property has at a node conform together: index, node, values.
    CheckOfAll: TypeAlias = Callable[[Index, Term, Sequence[Term]], bool]


class UndecidedError(Exception):
    """This value cannot be judged here."""


class UntreatedError(Exception):
    """This shape cannot be judged here: something in it is not known, or not as it should be."""


_DIGITS = 18  # more are left to pyshacl: Python itself refuses to read some thousands
_INTEGER = re.compile(rf"[+-]?[0-9]{{1,{_DIGITS}}}")
_DECIMAL = re.compile(rf"[+-]?[0-9]{{1,{_DIGITS}}}(\.[0-9]{{1,{_DIGITS}}})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEAN = re.compile(r"true|false|0|1")
_XSD_STRING = NamedNode(f"{XSD}string")
_XSD_INTEGER = NamedNode(f"{XSD}integer")
_XSD_DECIMAL = NamedNode(f"{XSD}decimal")

_KINDS = {
    NamedNode(f"{SH}IRI"): (NamedNode,),
    NamedNode(f"{SH}BlankNode"): (BlankNode,),
    NamedNode(f"{SH}Literal"): (Literal,),
    NamedNode(f"{SH}BlankNodeOrIRI"): (BlankNode, NamedNode),
    NamedNode(f"{SH}BlankNodeOrLiteral"): (BlankNode, Literal),
    NamedNode(f"{SH}IRIOrLiteral"): (NamedNode, Literal),
}


def _is_date(lexical: str) -> bool:
    if not _DATE.fullmatch(lexical):
        return False
    try:
        dt.date.fromisoformat(lexical)
    except ValueError:
        return False
    return True


def _is_unknown(_: str) -> bool:
    return False


# Whether the form of a literal is surely valid.
_LEXICAL: dict[NamedNode, Callable[[str], object]] = {
    _XSD_STRING: lambda _: True,
    NamedNode(f"{XSD}boolean"): _BOOLEAN.fullmatch,
    NamedNode(f"{XSD}date"): _is_date,
    _XSD_INTEGER: _INTEGER.fullmatch,
    _XSD_DECIMAL: _DECIMAL.fullmatch,
}
_SPECIAL = {NamedNode(f"{RDFS}Literal"), NamedNode(f"{RDFS}Datatype")}
_LANG_STRING = NamedNode(f"{RDF}langString")


def of_class(wanted: Term) -> Check:
    """sh:class: an instance, by itself or by a class above its own."""
    return lambda index, value: type(value) is not Literal and wanted in index.types(value)


def of_datatype(wanted: Term) -> Check:
    """sh:datatype: a literal of this datatype, and validly written."""
    if not isinstance(wanted, NamedNode) or wanted in _SPECIAL:
        raise UntreatedError
    if wanted == _LANG_STRING:
        return lambda _, value: isinstance(value, Literal) and value.language is not None
    is_valid = _LEXICAL.get(wanted, _is_unknown)

    def check(_: Index, value: Term) -> bool:
        if not isinstance(value, Literal) or value.datatype != wanted:
            return False
        if not is_valid(value.value):
            raise UndecidedError
        return True

    return check


def of_kind(wanted: Term) -> Check:
    """sh:nodeKind: an IRI, a blank node, a literal, or one of two."""
    kinds = _KINDS.get(wanted) if isinstance(wanted, NamedNode) else None
    if kinds is None:
        raise UntreatedError
    return lambda _, value: isinstance(value, kinds)


def matching(pattern: Term) -> Check:
    """sh:pattern: an IRI or a literal in which the pattern occurs."""
    if not isinstance(pattern, Literal):
        raise UntreatedError
    try:
        search = re.compile(pattern.value).search
    except re.error as error:
        raise UntreatedError from error
    return lambda _, value: isinstance(value, NamedNode | Literal) and search(value.value) is not None


def of_length(shortest: Term) -> Check:
    """sh:minLength: an IRI or a literal of at least so many characters."""
    length = whole_number(shortest)
    if not length:
        raise UntreatedError
    return lambda _, value: isinstance(value, NamedNode | Literal) and len(value.value) >= length


def among(members: Sequence[Term]) -> Check:
    """sh:in: one of these terms."""
    allowed = frozenset(members)
    return lambda _, value: value in allowed


def in_language(members: Sequence[Term]) -> Check:
    """sh:languageIn: a literal tagged with one of these languages, with or without a region."""
    languages = {member.value.lower() for member in members if isinstance(member, Literal)}
    if len(languages) < len(members) or "*" in languages:
        raise UntreatedError

    def check(_: Index, value: Term) -> bool:
        tag = value.language if isinstance(value, Literal) else None
        if tag is None:
            return False
        tag = tag.lower()
        return tag in languages or tag.partition("-")[0] in languages

    return check


def compared(compare: Callable[[Decimal, Decimal], bool]) -> Callable[[Term], Check]:
    """sh:minInclusive and its like: a number that compares so to the limit."""

    def make(limit: Term) -> Check:
        try:
            bound = _number(limit)
        except UndecidedError as error:
            raise UntreatedError from error
        return lambda _, value: isinstance(value, Literal) and not _is_text(value) and compare(_number(value), bound)

    return make


def whole_number(term: Term) -> int:
    """Read a whole number, 0 or more, that a shape gives."""
    if not isinstance(term, Literal) or term.datatype != _XSD_INTEGER or not term.value.isdecimal():
        raise UntreatedError
    return int(term.value)


def _is_text(literal: Literal) -> bool:
    return literal.language is not None or literal.datatype == _XSD_STRING


def _number(term: Term) -> Decimal:
    if isinstance(term, Literal):
        if term.datatype == _XSD_INTEGER and _INTEGER.fullmatch(term.value):
            return Decimal(term.value)
        if term.datatype == _XSD_DECIMAL and _DECIMAL.fullmatch(term.value):
            return Decimal(term.value)
    raise UndecidedError


def at_least(count: Term) -> CheckOfAll:
    """sh:minCount."""
    least = whole_number(count)
    return lambda _index, _node, values: len(values) >= least


def at_most(count: Term) -> CheckOfAll:
    """sh:maxCount."""
    most = whole_number(count)
    return lambda _index, _node, values: len(values) <= most


def including(wanted: Term) -> CheckOfAll:
    """sh:hasValue: this term is one of the values."""
    return lambda _index, _node, values: wanted in values


def one_each_language(switch: Term) -> CheckOfAll:
    """sh:uniqueLang: no two values with one language tag."""
    if not isinstance(switch, Literal) or switch.value != "true":
        raise UntreatedError

    def check(_index: Index, _node: Term, values: Sequence[Term]) -> bool:
        tags = [value.language.lower() for value in values if isinstance(value, Literal) and value.language]
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


def ordered(compare: Callable[[Decimal, Decimal], bool]) -> Callable[[Term], CheckOfAll]:
    """sh:lessThan and its like: every value compares so to every value of another property."""

    def make(other: Term) -> CheckOfAll:
        predicate = property_of(other)

        def check(index: Index, node: Term, values: Sequence[Term]) -> bool:
            others = index.objects(node, predicate)
            return all(compare(_number(value), _number(each)) for value in values for each in others)

        return check

    return make


def property_of(term: Term) -> NamedNode:
    """Give the IRI of a property that a shape names."""
    if not isinstance(term, NamedNode):
        raise UntreatedError
    return term


min_inclusive = compared(operator.ge)
min_exclusive = compared(operator.gt)
max_inclusive = compared(operator.le)
less_than = ordered(operator.lt)
less_than_or_equals = ordered(operator.le)
