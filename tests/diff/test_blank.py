"""Blank nodes are the same if the same is stated of them, whatever a file calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.diff import blank
from kg.diff.read import read_pair
from kg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

A = "<urn:a> <urn:p>"

CASES = [
    # why                            old                                  new                                  lines
    ("another name",                f"{A} _:x . _:x <u:q> 1 .",          f"{A} _:y . _:y <u:q> 1 .",          0),
    ("no name",                     f"{A} _:x . _:x <u:q> 1 .",          f"{A} [ <u:q> 1 ] .",                0),
    ("the other one first",         f"{A} [ <u:q> 1 ] , [ <u:q> 2 ] .",  f"{A} [ <u:q> 2 ] , [ <u:q> 1 ] .",  0),
    ("another value",               f"{A} [ <u:q> 1 ] .",                f"{A} [ <u:q> 2 ] .",                4),
    ("one more",                    f"{A} [ <u:q> 1 ] .",                f"{A} [ <u:q> 1 ] , [ <u:q> 2 ] .",  2),
    ("one of two that are linked",  f"{A} [ <u:q> [ <u:q> 1 ] ] .",      f"{A} [ <u:q> [ <u:q> 2 ] ] .",      6),
    ("a list",                      f"{A} ( 1 2 ) .",                    f"{A} ( 1 2 ) .",                    0),
    ("a list in another order",     f"{A} ( 1 2 ) .",                    f"{A} ( 2 1 ) .",                    10),
    ("words that look like one",    f'{A} "_:x" .',                      f'{A} "_:y" .',                      2),
]  # fmt: skip


@pytest.mark.parametrize(("why", "old", "new", "lines"), CASES, ids=[case[0] for case in CASES])
def test_blank_nodes(why: str, old: str, new: str, lines: int, tmp_path: Path) -> None:
    files = [tmp_path / "old.ttl", tmp_path / "new.ttl"]
    for file, text in zip(files, (old, new), strict=True):
        file.write_text(text, encoding="utf-8")
    changes = read_pair(*files).changes.values()
    parts = [values for change in changes for part in (change.added, change.withdrawn) for values in part.values()]
    assert sum(map(len, parts)) == lines, why


def test_more_than_can_be_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blank, "MOST", 2)
    file = tmp_path / "a.ttl"
    file.write_text(f"{A} [] , [] .", encoding="utf-8")
    read_pair(file, file)
    file.write_text(f"{A} [] , [] , [] .", encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        read_pair(file, file)
    assert refusal.value.where == str(file)
    assert "3 blank nodes" in refusal.value.what.en
    assert refusal.value.fix
