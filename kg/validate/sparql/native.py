"""Queries that look at every label or every quote of a graph, answered from the index: no engine need hold them all.

A query is known by its very text; one that is worded otherwise is put to Oxigraph, to which tests hold these answers.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from kg.validate.screen.terms import value_of
from kg.validate.screen.values import UndecidedError
from kg.vocab import OA, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.validate.screen.index import Index
    from kg.validate.screen.terms import Term

Row: TypeAlias = "Mapping[str, Term]"  # by the name of its variable, each value

_LABELS = (f"<{RDFS}label>", f"<{SKOS}prefLabel>")
_REGIONAL = re.compile(r'"@((?:fr|en)-[\w-]*)\Z')
_SELECTOR, _EXACT, _START, _END = (f"<{OA}{name}>" for name in ("hasSelector", "exact", "start", "end"))
_INTEGER = re.compile(rf'"([0-9]{{1,18}})"\^\^<{re.escape(XSD)}integer>')


def native(query: str, index: Index) -> Sequence[Row] | None:
    """Answer a query; None if it is not known here, or if the graph has values that only an engine can judge."""
    answer = _ANSWERS.get(digest_of(query))
    if answer is None:
        return None
    try:
        return list(answer(index))
    except UndecidedError:
        return None


def digest_of(query: str) -> str:
    """Give what a query is known by."""
    return sha256(query.strip().encode()).hexdigest()[:16]


def _regional_tags(index: Index) -> Iterator[Row]:
    """Answer the query of Label-tag."""
    for node, statements in index.with_context():
        for label in (value for name in _LABELS for value in statements.get(name, ())):
            tag = _REGIONAL.search(label)
            if tag:
                yield {"value": node, "tag": f'"{tag[1]}"'}


def _lengths(index: Index) -> Iterator[Row]:
    """Answer the query of Evidence-length."""
    for node, statements in index.with_context():
        selectors = statements.get(_SELECTOR, ())
        if selectors:
            places = {place for each in selectors for place in _places(index, each)}
            lengths = {_length(exact) for each in selectors for exact in index.objects(each, _EXACT)}
            for length in lengths:
                for place in places:
                    if place > 0 and length != place:
                        yield {"value": node, "length": _whole(length), "place": _whole(place)}


def _places(index: Index, selector: Term) -> Iterator[int]:
    for start in index.objects(selector, _START):
        for end in index.objects(selector, _END):
            yield _number(end) - _number(start)


def _number(term: Term) -> int:
    whole = _INTEGER.fullmatch(term)
    if not whole:
        raise UndecidedError
    return int(whole[1])


def _length(term: Term) -> int:
    if term[-1] != '"':
        raise UndecidedError
    return len(value_of(term))


def _whole(number: int) -> Term:
    return f'"{number}"^^<{XSD}integer>'


_ANSWERS: dict[str, Callable[[Index], Iterator[Row]]] = {
    "ac9d84c4818f8a63": _regional_tags,
    "c6bda4a88e2de0ab": _lengths,
}
