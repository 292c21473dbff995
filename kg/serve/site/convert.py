"""N-Triples of a Turtle file, made as they are sent: nobody keeps them, so they cost no place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Iterator, Mapping
    from pathlib import Path

_TRIPLES = 2000  # at once


def as_triples(file: Path, headers: Mapping[str, str], at_once: asyncio.Semaphore) -> StreamingResponse:
    """Send a Turtle file as N-Triples, not too many ``at_once``."""
    return StreamingResponse(_bounded(_pieces(file), at_once), headers=headers)


async def _bounded(pieces: Iterator[bytes], at_once: asyncio.Semaphore) -> AsyncIterator[bytes]:
    """Yield the pieces; whoever fetches one slowly holds nobody up meanwhile."""
    piece: bytes | None = b""
    while piece is not None:
        async with at_once:
            piece = await run_in_threadpool(next, pieces, None)
        if piece:
            yield piece


def _pieces(file: Path) -> Iterator[bytes]:
    triples = (quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE))
    while some := list(islice(triples, _TRIPLES)):
        yield serialize(some, format=RdfFormat.N_TRIPLES) or b""
