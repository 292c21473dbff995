"""The five documents: every position of the gold and nothing beside it, every fact, each with its words."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.language.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from tests.extract.told import Line, Teller

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
DOCUMENTS = {path.name.partition(".")[0]: path for path in sorted((ROOT / "data" / "documents").iterdir())}
KINDS = ["edition_size", "participation", "move", "method", "stated_count"]

# What makes a fact: rule, words and offsets are told apart.
FACT_FIELDS = (
    "kind institution ranking edition unit count at_least place group ordinal consecutive first_time subjects places"
    " before after before_edition criterion_count points points_before new_indicators scope within"
).split()

# Facts that are still read wrongly, each with the reason: whoever mends one must take it out.
FAULTS: dict[tuple[str, str], str] = {}


def gold(folder: str, name: str) -> list[Line]:
    text = (GOLD / folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def read(teller: Teller) -> dict[str, tuple[list[Line], list[Line]]]:
    """Give claims and facts of each document."""
    return {name: teller.lines_of(path) for name, path in DOCUMENTS.items()}


Read = dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]


def goes_by(name: str | None, names: Iterable[str | None]) -> bool:
    """Tell whether a name of the gold is one of these; None is the overall table."""
    return name in names or (name is not None and fold_name(name) in {fold_name(other or "") for other in names})


def agree(wanted: Line, found: Line) -> bool:
    """Tell whether a claim is the one of the gold, all slots and the tie included; the population is told apart."""
    same = ("ranking", "edition", "scope", "type", "low", "high", "grade", "within", "out_of", "tied")
    return (
        all(wanted.get(field) == found.get(field) for field in same)
        and goes_by(wanted["institution"], [found["institution"], *found["institution_names"]])
        and goes_by(wanted["subject"], [found["subject"], *(found["subject_names"] if wanted["subject"] else [])])
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_position_of_the_gold_is_read(name: str, read: Read) -> None:
    claims, _ = read[name]
    assert [wanted for wanted in gold("seeds", name) if not any(agree(wanted, found) for found in claims)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_beside_the_gold_is_read(name: str, read: Read) -> None:
    claims, _ = read[name]
    assert [found for found in claims if not any(agree(wanted, found) for wanted in gold("seeds", name))] == []


# Populations that are still read wrongly, by document.
@pytest.mark.parametrize("name", DOCUMENTS)
def test_populations_are_those_of_the_gold(name: str, read: Read) -> None:
    claims, _ = read[name]
    wrong = [
        (found["quote"], found["population"])
        for found in claims
        for wanted in [next(wanted for wanted in gold("seeds", name) if agree(wanted, found))]
        if wanted["population"] != found["population"]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_position_is_read_where_the_gold_has_it(name: str, read: Read) -> None:
    claims, _ = read[name]
    source = DOCUMENTS[name].read_bytes().decode()
    elsewhere = [
        wanted["quote"]
        for wanted in gold("seeds", name)
        if not any(agree(wanted, found) and touches(wanted["quote"], found, source) for found in claims)
    ]
    assert elsewhere == []


def touches(quote: str, found: Line, source: str) -> bool:
    """Tell whether the words of a claim overlap a place where the source has the quote."""
    start = source.find(quote)
    while start >= 0:
        if start < found["end"] and found["start"] < start + len(quote):
            return True
        start = source.find(quote, start + 1)
    return False


def test_the_gold_is_of_our_documents() -> None:
    for folder in ("seeds", "facts"):
        assert {path.stem for path in (GOLD / folder).glob("*.jsonl")} == set(DOCUMENTS)
        for name, path in DOCUMENTS.items():
            source = path.read_bytes().decode()
            assert [line["quote"] for line in gold(folder, name) if line["quote"] not in source] == []


def fact(line: Line) -> str:
    return json.dumps({field: line[field] for field in FACT_FIELDS if line.get(field) is not None}, ensure_ascii=False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_facts(name: str, kind: str, read: Read, request: pytest.FixtureRequest) -> None:
    if reason := FAULTS.get((name, kind)):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    _, facts = read[name]
    found = {fact(line) for line in facts if line["kind"] == kind}
    assert found == {fact(line) for line in gold("facts", name) if line["kind"] == kind}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_facts_are_of_known_kinds(name: str, read: Read) -> None:
    assert {line["kind"] for line in read[name][1]} <= set(KINDS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_fact_is_read_where_the_gold_has_it(name: str, read: Read) -> None:
    _, facts = read[name]
    source = DOCUMENTS[name].read_bytes().decode()
    wanted = {fact(line): line["quote"] for line in gold("facts", name)}
    known = [line for line in facts if fact(line) in wanted]
    by_fact: dict[str, list[Line]] = {}
    for line in known:
        by_fact.setdefault(fact(line), []).append(line)
    assert [
        key for key, lines in by_fact.items() if not any(touches(wanted[key], line, source) for line in lines)
    ] == []


# With the rest of the project beside the checkout: the score itself, and its own copy of the gold.


@pytest.fixture
def score(shared: Path) -> ModuleType:
    """Give the program that scores claims."""
    specification = importlib.util.spec_from_file_location("score", shared / "corpus" / "score.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_our_gold_is_the_shared_gold(shared: Path) -> None:
    theirs = {path.name: path.read_text(encoding="utf-8") for path in (shared / "corpus" / "seeds").glob("*.jsonl")}
    assert {path.name: path.read_text(encoding="utf-8") for path in (GOLD / "seeds").glob("*.jsonl")} == theirs


def test_the_score_is_full(
    score: ModuleType, shared: Path, read: Read, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (claims, facts) in read.items():
        printed = [json.dumps(line, ensure_ascii=False) for line in (*claims, *facts)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(printed), encoding="utf-8")
    score.main(shared / "corpus" / "seeds", tmp_path)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "value   precision 1.000  recall 1.000  F1 1.000"
    assert said[1] == "strict  precision 1.000  recall 1.000  F1 1.000"
    assert said[2].removeprefix("slots   ").split("  ") == [f"{slot} 1.00" for slot in score.SLOTS]
    assert said[3].startswith("documents 5  gold 58  predicted 58")
