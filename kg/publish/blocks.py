"""The merged Turtle by subject, without reading it whole: a build writes one block of text about each subject."""

from __future__ import annotations

import mmap
import re
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import DataError, Text
from kg.graph import order
from kg.graph.write import LABEL
from kg.publish.reading import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BETWEEN = b"\n\n"
_NEXT = " ;\n    "
_END = " .\n"
_PREFIX = re.compile(r"^@prefix ([^:\s]*): <([^>]*)> \.$", re.MULTILINE)
_BASE = re.compile(r"^@base <([^>]*)> \.$", re.MULTILINE)
_LABELS_KEPT = 1 << 16


class Blocks:
    """The blocks of a file, numbered in its order; ``head`` is what stands before them, ``base`` its base or empty."""

    def __init__(self, text: mmap.mmap) -> None:
        """Find where each block begins; the blocks must come in the order of their subjects."""
        self._text = text
        self._starts = array("Q")
        place = text.find(_BETWEEN)
        self.head = text[: place + 1 or None].decode()  # all of it, where no block follows
        self._prefixes = dict(_PREFIX.findall(self.head))
        base = _BASE.search(self.head)
        self.base = base[1] if base else ""
        while place >= 0:
            self._starts.append(place + len(_BETWEEN))
            place = text.find(_BETWEEN, place + len(_BETWEEN))
        self.labels: Callable[[str], str] = lru_cache(_LABELS_KEPT)(self._labels)

    def __len__(self) -> int:
        """Count the blocks."""
        return len(self._starts)

    def text(self, number: int) -> str:
        """Give a block, with its closing dot and line."""
        start = self._starts[number]
        end = self._starts[number + 1] - 1 if number + 1 < len(self) else len(self._text)
        return self._text[start:end].decode()

    def iri(self, number: int) -> str:
        """Give the subject of a block."""
        start = self._starts[number]
        subject = self._text[start : self._text.find(b" ", start)].decode()
        if subject.startswith("<"):
            iri = subject[1:-1]
            return iri if ":" in iri else self.base + iri
        prefix, _, local = subject.partition(":")
        return f"{self._prefixes.get(prefix, prefix + ':')}{local}"

    def find(self, iri: str) -> int | None:
        """Give the number of the block about an IRI, if there is one."""
        wanted = order(iri)
        number = bisect_left(range(len(self)), wanted, key=self._order)
        return number if number < len(self) and self._order(number) == wanted else None

    def _order(self, number: int) -> str:
        return order(self.iri(number))

    def _labels(self, iri: str) -> str:
        number = self.find(iri)
        return "" if number is None else narrowed(self.text(number), lambda verb: verb == LABEL)


def narrowed(block: str, wanted: Callable[[str], bool]) -> str:
    """Leave, of a block, the properties that are wanted, by their names in Turtle; nothing if none is."""
    subject, _, said = block.partition(" ")
    kept = [each for each in said.removesuffix(_END).split(_NEXT) if wanted(each.partition(" ")[0])]
    return f"{subject} {_NEXT.join(kept)}{_END}" if kept else ""


@contextmanager
def open_blocks(file: Path) -> Iterator[Blocks]:
    """Open a merged graph; what no build wrote is a DataError."""
    with told(file), file.open("rb") as stream:
        number = stream.fileno()
        text = mmap.mmap(number, 0, access=mmap.ACCESS_READ) if file.stat().st_size else None
    if text is None:
        raise not_as_built(file)
    try:
        with text:
            yield Blocks(text)
    except UnicodeDecodeError as error:
        raise not_as_built(file) from error


def not_as_built(file: Path) -> DataError:
    """Say that a graph is not in the form that a build gives it."""
    return DataError(
        Text("not laid out as kg build writes it", "pas dans la forme que kg build lui donne"),
        where=str(file),
        fix=Text("build it again with kg build", "le reconstruire avec kg build"),
    )
