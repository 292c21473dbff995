"""What is kept is bounded, however long what was asked and what was sent are."""

from __future__ import annotations

import pytest

from kg.serve.web.cache import Cache

KEPT = [
    # why                               asked       sent
    ("large answers",                   "{}",       b"x" * 900_000),
    ("long questions",                  "{:0200000}",  b""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "asked", "sent"), KEPT, ids=[case[0] for case in KEPT])
def test_the_latest_are_kept(why: str, asked: str, sent: bytes) -> None:
    cache = Cache()
    for number in range(40):
        cache.keep((asked.format(number),), sent)
    assert cache.get((asked.format(0),)) is None, why
    assert cache.get((asked.format(39),)) == sent


@pytest.mark.parametrize(("asked", "sent"), [("short", b"x" * 2_000_000), ("long" * 500_000, b"")])
def test_what_is_too_large_is_not_kept(asked: str, sent: bytes) -> None:
    cache = Cache()
    cache.keep((asked,), sent)
    assert cache.get((asked,)) is None
