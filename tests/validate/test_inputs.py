"""Which files words on the command line stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import DataError
from kg.validate.inputs import files_of

if TYPE_CHECKING:
    from pathlib import Path

TREE = (
    *("a.ttl", "b.nt", "c.txt", "d[1].ttl", "sub/e.nq", "sub/deep/f.ttl"),
    *(".hidden/g.ttl", "other/.hidden/g.ttl", "other/i.ttl", "empty/h.txt"),
)

CASES = [
    # why                                words                        files
    ("files in the order given",         ["b.nt", "a.ttl"],           ["b.nt", "a.ttl"]),
    ("each once",                        ["a.ttl", "*.ttl"],          ["a.ttl", "d[1].ttl"]),
    ("a pattern takes graphs only",      ["*"],                       ["a.ttl", "b.nt", "d[1].ttl"]),
    ("a pattern over folders",           ["**/[df]*.ttl"],            ["d[1].ttl", "sub/deep/f.ttl"]),
    ("a folder and all below",           ["sub"],                     ["sub/deep/f.ttl", "sub/e.nq"]),
    ("hidden folders are left out",      ["other"],                   ["other/i.ttl"]),
    ("a file whose name is a pattern",   ["d[1].ttl"],                ["d[1].ttl"]),
    ("a file that is no graph",          ["c.txt"],                   ["c.txt"]),
    ("a file that is not there",         ["z.ttl"],                   ["z.ttl"]),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TREE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("why", "words", "files"), CASES, ids=[case[0] for case in CASES])
def test_files(why: str, words: list[str], files: list[str]) -> None:
    found = files_of(words)
    assert list(found) == files, why
    assert [path.as_posix() for path in found.values()] == files


@pytest.mark.parametrize("word", ["*.nq", "none/**", "empty", "s*"])
def test_what_stands_for_nothing_is_refused(word: str) -> None:
    with pytest.raises(DataError) as refused:
        files_of([word])
    assert refused.value.where == word


def test_an_absolute_pattern(tmp_path: Path) -> None:
    assert list(files_of([f"{tmp_path}/a*"])) == [f"{tmp_path}/a.ttl"]
