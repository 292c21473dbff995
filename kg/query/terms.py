"""SPARQL terms from Python values, and Python values from RDF terms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Callable

UNDEF = "UNDEF"


class Iri(str):
    """An IRI, told apart from text."""

    __slots__ = ()


Value: TypeAlias = Iri | str | int | Decimal | bool | None
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def iri(value: str) -> str:
    """Write an IRI as SPARQL.

    >>> iri("http://example.org/a")
    '<http://example.org/a>'
    """
    return str(NamedNode(value))


def string(value: str) -> str:
    r"""Write a plain string as SPARQL, escaped.

    >>> string('say "no" }')
    '"say \\"no\\" }"'
    """
    return str(Literal(value))


def integer(value: int) -> str:
    """Write an integer as SPARQL."""
    return str(value)


def decimal(value: Decimal) -> str:
    """Write a decimal as SPARQL; a whole one too has a point.

    >>> decimal(Decimal(2)), decimal(Decimal("0.5"))
    ('2.0', '0.5')
    """
    text = f"{value:f}"
    return text if "." in text else f"{text}.0"


def value_of(term: Term | None) -> Value:
    """Give an RDF term as a Python value; a decimal without its closing zeros.

    >>> value_of(Literal("2.50", datatype=NamedNode(vocab.XSD + "decimal")))
    Decimal('2.5')
    """
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    return _LITERALS.get(term.datatype.value, str)(term.value)


def number(text: str) -> Decimal | str:
    """Read a decimal number, in one form whatever zeros it ends with; NaN and infinities stay text."""
    value = Decimal(text)
    if not value.is_finite():
        return text
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


_LITERALS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((f"{vocab.XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger")), int),
    **dict.fromkeys((f"{vocab.XSD}{name}" for name in ("decimal", "double", "float")), number),
    f"{vocab.XSD}boolean": lambda text: text in ("true", "1"),
}
