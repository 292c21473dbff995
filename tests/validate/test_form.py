"""The form of Turtle written by hand: what turtlefmt finds becomes a warning with the first line that differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.validate.findings import Site
from kg.validate.form import form_findings

HEAD = "@prefix ex: <http://e/> .\n\n"
LONG = "".join(f"ex:a{number} ex:p 1 .\n\n" for number in range(40))
BUILT = "@base <http://e/> .\n@prefix pal: <http://p/> .\n\n<{}build/palmares> a pal:Build ;\n  pal:p 1 .\n"

CASES = [
    # why                          name     content                                        line
    ("as it should be",            "a.ttl", f"{HEAD}ex:a ex:p 1 .\n",                      None),
    ("the second statement",       "a.ttl", f"{HEAD}ex:a ex:p 1 .\n\nex:b   ex:p 1 .\n",   5),
    ("the first line",             "a.ttl", "@prefix  ex: <http://e/> .\n",                1),
    ("far down",                   "a.ttl", f"{HEAD}{LONG}ex:b ex:p 1. \n",                83),
    ("what kg build wrote",        "a.ttl", BUILT.format(""),                              None),
    ("what only looks like it",    "a.ttl", BUILT.format("re"),                            5),
    ("another format",             "a.nt",  "<http://e/a>   <http://e/p> <http://e/b>.\n",  None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content", "line"), CASES, ids=[case[0] for case in CASES])
def test_the_line(why: str, name: str, content: str, line: int | None, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = list(form_findings({name: tmp_path / name}, "en"))
    assert [finding.site for finding in found] == ([Site(name, line)] if line else []), why
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_the_message_names_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix  ex: <http://e/> .\n", encoding="utf-8")
    for language in ("en", "fr"):
        (finding,) = form_findings({"data/a.ttl": tmp_path / "a.ttl"}, language)
        assert finding.message.endswith("turtlefmt data/a.ttl")


def test_turtlefmt_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(UsageError, match="turtlefmt is not installed"):
        list(form_findings({"a.ttl": Path("a.ttl")}, "fr"))
