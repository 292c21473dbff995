"""What is too large is refused by its size, in one message, before it costs anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import DocumentError
from kg.read import limits, read_bytes, read_document, read_string
from tests.tables import names

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "L’école est classée 24e du palmarès. "


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as empty:
        empty.truncate(1024**3)  # no block of it is on the disk
    with pytest.raises(DocumentError) as refusal:
        read_document(file)
    assert refusal.value.message("en") == f"{file}: too large: 1,024 MiB, 64 at most\n  fix: {refusal.value.fix.en}"  # type: ignore[union-attr]
    assert "1\u202f024 Mio, 64 au plus" in refusal.value.message("fr")


LIMITS = [
    # why             limit         to   text                    said
    ("bytes",         "MAX_FILE",   99,  PROSE * 3,              "too large"),
    ("code points",   "MAX_TEXT",   99,  PROSE * 3,              "too long: 111 characters, 99 at most"),
    ("blocks",        "MAX_BLOCKS", 2,   "- a\n- b\n- c",         "too many paragraphs, items and cells: 3, 2 at most"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "limit", "to", "text", "said"), LIMITS, ids=names(LIMITS))
def test_limits(why: str, limit: str, to: int, text: str, said: str, *, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes(text.encode())
    monkeypatch.setattr(limits, limit, to)
    with pytest.raises(DocumentError) as refusal:
        read_bytes(text.encode(), where="a.txt")
    assert said in refusal.value.message("en"), why
    assert refusal.value.where == "a.txt"
    assert "diviser" in refusal.value.message("fr")


def test_the_longest_text_is_read() -> None:
    lines = [PROSE * 20] * 2600
    text = "\n\n".join(lines)[: limits.MAX_TEXT]
    assert len(text) > limits.MAX_TEXT * 0.9
    assert len(read_string(text).blocks) > 2000
