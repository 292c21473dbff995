"""Drawings of a page, where the answer allows one, made while pages go on."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from kg.plot import CHARTS, draw
from kg.query.terms import Iri

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from kg.plot import Figure
    from kg.publish.site.names import Names
    from kg.query import Rows

_PLACE = re.compile(r"<!--drawing (\d+)-->")


def drawn(query: str, answer: Rows, names: Names, language: str, **given: str) -> Figure | None:
    """Draw an answer; ``given`` are the IRIs that the query was asked about, by parameter.

    A drawing cannot say that some of its words are in another language: with such names nothing is drawn.
    """
    about = {name: names.of(iri, language) for name, iri in given.items()}
    shown = (value for row in answer.rows for value in row if isinstance(value, Iri) and names.known(value))
    foreign = any(name.tongue for name in about.values()) or any(names.of(each, language).tongue for each in shown)
    if query not in CHARTS or foreign:
        return None
    return draw(query, answer, language, {parameter: name.text for parameter, name in about.items()})


class Drawings:
    """Has drawings made by a thread of its own, and puts them into pages.

    A page is rendered with a mark in each drawing's place. The library that draws lets other threads run.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._thread = ThreadPoolExecutor(1)
        self._made: dict[int, Future[str]] = {}
        self._count = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the thread; what it has not begun is dropped."""
        self._thread.shutdown(cancel_futures=True)

    def place(self, figure: Figure, prefix: str, width: int) -> str:
        """Have a drawing made, and give the mark that stands for it; no text of a page can look like one."""
        self._count += 1
        self._made[self._count] = self._thread.submit(figure.svg, prefix, width)
        return f"<!--drawing {self._count}-->"

    def put_in(self, page: str) -> str:
        """Put the drawings of a page in their places, once they are made."""
        return _PLACE.sub(lambda mark: self._made.pop(int(mark[1])).result(), page)
