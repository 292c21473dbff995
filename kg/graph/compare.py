"""What results say of each other: those that cannot both hold, that share a rank, that came before.

Results are compared within two kinds of groups. A *track* is one institution in one ranking, by one criterion, within
one scope, over the years; a *cell* is one rank by one criterion within one scope of one edition. Each result names at
most one other for each property, so that the triples grow with the results and not with the pairs of them.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.graph.iris import Iris
    from kg.graph.terms import Term
    from kg.graph.write import Description, Terms

CONTRADICTS, PREVIOUS, SHARES = "contradicts", "previousResult", "sharesRankWith"
TRACK, CELL = (CONTRADICTS, PREVIOUS), (SHARES,)  # the properties that are found in each kind of group
_KEY = frozenset({"pal:institution", "pal:edition", "pal:criterion", "pal:scope"})


class Ranked(NamedTuple):
    """A result that is a rank or an interval of ranks, as one document states it.

    ``node`` is its IRI. ``track`` and ``cell`` name its groups: an edition of no known year is on no track, and only a
    rank known exactly is in a cell. ``worst`` is None where the interval is open. ``exact`` tells a result of the kind
    "exact" from bands and top n; ``computed`` one that the document lets compute.
    """

    node: str
    institution: str
    track: str | None
    year: int | None
    cell: str | None
    best: int
    worst: int | None
    exact: bool
    computed: bool


class Comparison(NamedTuple):
    """One result's relation to another: both IRIs, and the local name of the property between them."""

    node: str
    property: str
    other: str


def ranked_of(described: Mapping[Term, Description], terms: Terms, iris: Iris) -> Iterator[Ranked]:
    """Yield the results that can be compared, from what a document's graph says of each node."""
    exact = ("pal:positionKind", terms.name(iris.node("position-kind", "exact")))
    computed = ("pal:basis", terms.name(iris.node("basis", "computed")))
    editions = {terms.name(node): dict(said) for node, said in described.items() if ("a", "pal:Edition") in said}
    for node, said in described.items():
        values = dict(said)
        if values.get("a") != "pal:Result" or "pal:rankBest" not in values or not values.keys() >= _KEY:
            continue
        institution, criterion, scope = (values[name] for name in ("pal:institution", "pal:criterion", "pal:scope"))
        edition = editions[values["pal:edition"]]
        year, best, worst = edition.get("pal:year"), values["pal:rankBest"], values.get("pal:rankWorst")
        yield Ranked(
            node=node[1:-1],
            institution=institution,
            track=" ".join((institution, edition["pal:ranking"], criterion, scope)) if year else None,
            year=int(year) if year else None,
            cell=" ".join((values["pal:edition"], criterion, scope, best)) if best == worst else None,
            best=int(best),
            worst=int(worst) if worst else None,
            exact=exact in said,
            computed=computed in said,
        )


def compare_track(results: Iterable[Ranked]) -> Iterator[Comparison]:
    """Compare the results of one track, given in any order, each once for each document that states it."""
    before: Ranked | None = None
    for _, found in groupby(sorted(_once(results), key=attrgetter("year", "node")), key=attrgetter("year")):
        same = list(found)
        yield from _contradictions(same)
        if before:
            yield from (Comparison(each.node, PREVIOUS, before.node) for each in same)
        before = _most_exact(same) or before


def compare_cell(results: Iterable[Ranked]) -> Iterator[Comparison]:
    """Compare the results of one cell, given in any order, each once for each document that states it.

    Each names the first, by their IRIs, of another institution.
    """
    same = sorted(_once(results), key=attrgetter("node"))
    others = [each for each in same if each.institution != same[0].institution]
    if others:
        for each in same:
            company = others[0] if each.institution == same[0].institution else same[0]
            yield Comparison(each.node, SHARES, company.node)


def _once(results: Iterable[Ranked]) -> Iterable[Ranked]:
    """Give each result once; one that is stated somewhere is not computed."""
    found: dict[str, Ranked] = {}
    for each in results:
        if each.node not in found or not each.computed:
            found[each.node] = each
    return found.values()


def _contradictions(same: Sequence[Ranked]) -> Iterator[Comparison]:
    """Compare the results of one edition: two intervals without a common rank cannot both hold.

    The interval that ends first contradicts all that begin after its end, and the one that begins last all that end
    before: a result that contradicts neither contradicts none.
    """
    ends, first = min(((each.worst, each.node) for each in same if each.worst is not None), default=(None, ""))
    begins, last = max((each.best, each.node) for each in same)
    for each in same:
        if ends is not None and each.best > ends:
            yield Comparison(each.node, CONTRADICTS, first)
        elif each.worst is not None and each.worst < begins:
            yield Comparison(each.node, CONTRADICTS, last)


def _most_exact(same: Iterable[Ranked]) -> Ranked | None:
    """Choose the narrowest interval, of two alike a band rather than a top n, then what is stated."""
    closed = [each for each in same if each.worst is not None]
    return max(closed, key=_exactness, default=None)


def _exactness(result: Ranked) -> tuple[int, str]:
    # The order of the query rank-trajectory.
    width = (result.worst or 0) - result.best
    top = result.best == 1 and width > 0
    return -(10 * width + 2 * top + result.computed), result.node
