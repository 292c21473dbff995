"""A graph judged by shapes: what is suspicious is found fast, pyshacl judges it, and the report is made to be read."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from itertools import chain, groupby, starmap
from typing import TYPE_CHECKING

from kg.validate.aside import aside
from kg.validate.beside import judged_beside
from kg.validate.context import base_of
from kg.validate.data import Data, lines_about, uncollected
from kg.validate.load import as_triples, empty_graph
from kg.validate.reading import read_reports
from kg.validate.rules import prepared
from kg.validate.screen import Screen
from kg.validate.screen.index import Reach
from kg.validate.shacl import IncomparableError, report_on, unordered
from kg.validate.sparql import ParsedOnce, answered, with_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rdflib import Graph

    from kg.validate.context import Known
    from kg.validate.documents import Documents
    from kg.validate.findings import Finding, Report
    from kg.validate.load import Triple
    from kg.validate.screen.index import Index
    from kg.validate.screen.targets import Suspicion

# Triples from which a second process pays, which asks the queries while this one screens.
_LARGE = 100_000


def judge(data: Data, known: Known, shapes: Graph, language: str, documents: Documents | None = None) -> Report:
    """Validate a graph; what it names and does not describe is looked up in what is known.

    The findings are those of pyshacl on the whole graph, about its own nodes and about nodes that nothing describes;
    and those of its quotes that do not stand in ``documents``, as far as these are at hand. Messages, labels and quotes
    are in ``language`` ("fr" or "en"). A shape that pyshacl cannot use is a ShapesError.
    """
    ready, screen, queried = _prepared(known, shapes, language, base_of(data))
    with uncollected():
        index = screen.index(data)
        whole = _whole(index)
        ask = partial(_asked, index, queried, whole)
        answers = aside(ask) if len(data) >= _LARGE else ask()
        beside = [judged_beside(index, documents, ready)] if documents else []
        reports = [*_suspects(index, screen, whole), *beside, *map(_as_graph, answers)]
        return read_reports(reports, index, shapes, language)


def _asked(index: Index, queried: Graph, whole: Callable[[], Graph]) -> Iterator[list[Triple]]:
    yield list(answered(index, queried, whole))


def _as_graph(triples: Iterable[Triple]) -> Graph:
    graph = empty_graph()
    graph += triples
    return graph


@lru_cache(maxsize=4)  # of several files, each is judged by the same
def _prepared(known: Known, shapes: Graph, language: str, base: str) -> tuple[Graph, Screen, Graph]:
    """Give the shapes as they judge, their screen, and those whose constraints in SPARQL are asked apart."""
    ready = prepared(shapes, language, base)
    return ready, Screen(ready, known), with_queries(ready)


def check_document(lines: Iterable[str], screen: Screen, language: str = "en") -> tuple[Finding, ...]:
    """Give the findings about one document's graph, gravest first: those of the screen's shapes.

    The graph is given as ``kg.graph.write.n_triples`` writes it. Constraints in SPARQL compare documents with each
    other, and are no matter of one document.
    """
    index = screen.index(Data.of_lines(lines))
    reports = list(_suspects(index, screen, _whole(index)))
    return read_reports(reports, index, screen.shapes, language).findings if reports else ()


def _whole(index: Index) -> Callable[[], Graph]:
    """Give what makes, at the first call, a graph of rdflib with its context, and then gives it again."""

    @cache
    def whole() -> Graph:
        graph = ParsedOnce(bind_namespaces="none")
        graph += as_triples(chain.from_iterable(starmap(lines_about, index.with_context())))
        return graph

    return whole


def _suspects(index: Index, screen: Screen, whole: Callable[[], Graph]) -> Iterator[Graph]:
    """Yield reports on what the screen suspects."""
    suspicions = screen.suspicious(index)
    wide = {each.shape for each in suspicions if each.focus is None}
    if wide:
        shapes = screen.widened(wide)
        try:
            yield report_on(whole(), shapes)
        except IncomparableError:
            yield report_on(whole(), unordered(shapes))
    narrow = sorted((each for each in suspicions if each.shape not in wide), key=_backward)
    for backward, group in groupby(narrow, key=_backward):
        # A part of the whole in which nothing looks otherwise: all that the shapes look at.
        some = list(group)
        part = empty_graph()
        reach = Reach(max(each.reach.steps for each in some), frozenset(backward))
        lines = index.around([each.focus for each in some if each.focus], reach)
        part += as_triples(dict.fromkeys(lines))
        yield from _judged(part, screen, some)


def _judged(part: Graph, screen: Screen, suspicions: Sequence[Suspicion]) -> Iterator[Graph]:
    """Yield reports on suspicious nodes; where values stop pyshacl, other nodes are judged in full all the same.

    That a value is none of the kind that can be compared is told by the constraint on its datatype.
    """
    shapes = screen.narrowed(suspicions)
    try:
        yield report_on(part, shapes)
    except IncomparableError:
        half = len(suspicions) // 2
        if half:
            yield from _judged(part, screen, suspicions[:half])
            yield from _judged(part, screen, suspicions[half:])
        else:
            yield report_on(part, unordered(shapes))


def _backward(suspicion: Suspicion) -> list[str]:
    return sorted(suspicion.reach.backward)
