"""Answers and pages as they were sent, by what was asked: the latest ones, some megabytes in all."""

from __future__ import annotations

from collections import OrderedDict

_MOST, _LARGEST = 16_000_000, 1_000_000  # bytes of all, and of one
_EACH = 500  # bytes that an entry takes beside its own


class Cache:
    """What was sent, and what for: both count, since visitors decide how long either is."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._sent: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._size = 0

    def get(self, asked: tuple[str, ...]) -> bytes | None:
        """Give what was sent."""
        if asked in self._sent:
            self._sent.move_to_end(asked)
        return self._sent.get(asked)

    def keep(self, asked: tuple[str, ...], sent: bytes) -> None:
        """Keep it, unless it is large or here already."""
        size = _size(asked, sent)
        if size > _LARGEST or asked in self._sent:
            return
        self._sent[asked] = sent
        self._size += size
        while self._size > _MOST:
            self._size -= _size(*self._sent.popitem(last=False))


def _size(asked: tuple[str, ...], sent: bytes) -> int:
    return _EACH + 4 * sum(map(len, asked)) + len(sent)
