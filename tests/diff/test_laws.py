"""What holds of any two graphs: nothing to nothing, there and back, any order of lines, and nothing left untold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.diff.blocks import read_texts
from kg.diff.compare import added, count_added, count_withdrawn, withdrawn
from kg.diff.difference import Difference, Entry, Status
from kg.diff.read import Pair, beside, pair, read_pair
from kg.diff.report import as_json, as_text
from kg.diff.side import Side
from kg.diff.tell import tell
from kg.graph.write import turtle
from kg.validate.data import Data
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
OLD, NEW = (Data.read([HERE / name]) for name in ("old.ttl", "new.ttl"))
SUBJECTS = sorted({*OLD.own, *NEW.own})
MIRROR = {Status.ADDED: Status.WITHDRAWN, Status.WITHDRAWN: Status.ADDED}


few = settings(max_examples=40)
VERSIONS: tuple[tuple[Data, ...], ...] = ((OLD,), (NEW,), (OLD,), (NEW,), (OLD, NEW), ())


def graphs() -> st.SearchStrategy[list[str]]:
    """Draw a graph that has of each subject what the old file states, what the new one does, both, or nothing."""
    return st.binary(min_size=len(SUBJECTS), max_size=len(SUBJECTS)).map(graph_of)


def graph_of(choices: bytes) -> list[str]:
    versions = zip(SUBJECTS, (VERSIONS[choice % len(VERSIONS)] for choice in choices), strict=True)
    return list(dict.fromkeys(line for subject, some in versions for data in some for line in about(data, subject)))


def about(data: Data, subject: str) -> list[str]:
    return [f"{subject} {p} {value}" for p, values in data.own.get(subject, {}).items() for value in values]


def told(old: Iterable[str], new: Iterable[str]) -> Difference:
    return in_english(pair(Data.of_lines(old), Data.of_lines(new)))


def in_english(both: Pair) -> Difference:
    return tell(both.changes, Side(both.old, {}, "en"), Side(both.new, {}, "en"), "en", None)


@few
@given(graphs())
def test_a_graph_does_not_differ_from_itself(graph: list[str]) -> None:
    difference = told(graph, graph)
    assert difference.is_empty
    assert (difference.groups, difference.labels, difference.others) == ((), (), ())


@few
@given(graphs(), graphs(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_count(old: list[str], new: list[str], random: Any) -> None:  # noqa: ANN401 (any Random)
    shuffled = [random.sample(lines, len(lines)) for lines in (old, new)]
    assert as_json(told(*shuffled)) == as_json(told(old, new))


@few
@given(graphs(), graphs())
def test_the_statements_lead_from_one_graph_to_the_other(old: list[str], new: list[str]) -> None:
    difference = told(old, new)
    come, gone = added(difference.changes), withdrawn(difference.changes)
    assert (len(come), len(gone)) == (count_added(difference.changes), count_withdrawn(difference.changes))
    assert set(gone) <= set(old)
    assert set(come).isdisjoint(old)
    assert {*old}.difference(gone).union(come) == set(new)


@few
@given(graphs(), graphs())
def test_there_and_back(old: list[str], new: list[str]) -> None:
    there, back = told(old, new), told(new, old)
    assert (added(there.changes), withdrawn(there.changes)) == (withdrawn(back.changes), added(back.changes))
    assert sorted(map(essence, entries(there))) == sorted(essence(mirrored(each)) for each in entries(back))
    assert {(x.iri, x.tag, x.old, x.new) for x in there.labels} == {(x.iri, x.tag, x.new, x.old) for x in back.labels}
    assert {(x.kind, x.name, x.added, x.withdrawn) for x in there.others} == {
        (x.kind, x.name, x.withdrawn, x.added) for x in back.others
    }


def entries(difference: Difference) -> list[Entry]:
    return [entry for group in difference.groups for entry in group.entries]


def mirrored(entry: Entry) -> Entry:
    return Entry(MIRROR.get(entry.status, entry.status), entry.label, entry.new, entry.old, entry.properties)


def essence(entry: Entry) -> tuple[str, ...]:
    """Give what of an entry does not depend on the direction: all but names, which are those of the new graph."""
    sides = [(said.iri, *map(str, said.quotes)) if said else ("-",) for said in (entry.old, entry.new)]
    return (entry.status, *sides[0], *sides[1], *(change.iri for change in entry.properties))


@few
@given(graphs(), graphs())
def test_nothing_is_passed_over(old: list[str], new: list[str]) -> None:
    difference = told(old, new)
    whole = {said.iri for each in entries(difference) for said in (each.old, each.new) if said and whole_is_told(each)}
    listed = {
        (said.iri, p.iri) for each in entries(difference) for said in (each.old,) if said for p in each.properties
    }
    named = {label.iri for label in difference.labels}
    rest = [
        (subject, predicate)
        for subject, predicate in (
            line.split(" ", 2)[:2] for line in (*added(difference.changes), *withdrawn(difference.changes))
        )
        if subject[1:-1] not in whole
        and (subject[1:-1], predicate[1:-1]) not in listed
        and not (subject[1:-1] in named and predicate.endswith(("#label>", "#prefLabel>")))
    ]
    counted = sum(each.added + each.withdrawn for each in difference.others)
    beside_quotes = sum(predicate.endswith(("#exact>", "#evidence>")) for _, predicate in rest)
    assert len(rest) - beside_quotes <= counted <= len(rest)


def whole_is_told(entry: Entry) -> bool:
    return entry.status is not Status.CHANGED


@few
@given(graphs(), graphs())
def test_what_both_state_is_held_once_and_nothing_else_changes(old: list[str], new: list[str]) -> None:
    known = Data.of_lines(old)
    parted = sorted(new, key=lambda line: line.split(" ", 2)[1])  # as N-Quads may, which have a graph after another
    shared, apart = beside(known, [*new, *parted]), Data.of_lines(new)
    assert all(len(values) == len(set(values)) for stated in shared.own.values() for values in stated.values())
    assert {s: {p: set(v) for p, v in said.items()} for s, said in shared.own.items()} == {
        s: {p: set(v) for p, v in said.items()} for s, said in apart.own.items()
    }
    assert {s: set(p) for s, p in shared.repeated.items()} == {s: set(p) for s, p in apart.repeated.items()}
    assert all(shared.own[s] is known.own[s] for s in shared.own if known.own.get(s) == shared.own[s])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(graphs(), graphs())
def test_files_of_builds_are_told_as_any_others(tmp_path: Path, old: list[str], new: list[str]) -> None:
    files = [tmp_path / name for name in ("old.ttl", "new.ttl")]
    for file, lines in zip(files, (old, new), strict=True):
        file.write_bytes(turtle((tuple(line.split(" ", 2)) for line in lines), BASE))  # type: ignore[misc]  # of three
    assert read_texts(*files) is not None or not (old and new)
    quick = read_pair(*files)
    assert as_json(in_english(quick)) == as_json(told(old, new))
    before, after = quick.whole()
    assert set(before.lines()) == set(old)
    assert set(after.lines()) == set(new)
    assert {s: set(p) for s, p in after.repeated.items()} == {s: set(p) for s, p in Data.of_lines(new).repeated.items()}


@pytest.mark.parametrize("suffix", [".nt", ".nq"])
def test_forms_of_files_do_not_count(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"old{suffix}"
    graphs = ("", " <urn:one>", " <urn:two>") if suffix == ".nq" else ("",)
    file.write_text("".join(f"{line}{graph} .\n" for graph in graphs for line in OLD.lines()), encoding="utf-8")
    assert in_english(read_pair(HERE / "old.ttl", file)).is_empty
    expected = in_english(read_pair(HERE / "old.ttl", HERE / "new.ttl"))
    assert as_json(in_english(read_pair(file, HERE / "new.ttl"))) == as_json(expected)


def test_json_and_text_are_the_same_whatever_came_before() -> None:
    first, second = (in_english(read_pair(HERE / "old.ttl", HERE / "new.ttl")) for _ in range(2))
    assert (as_json(first), as_text(first)) == (as_json(second), as_text(second))
    assert json.loads(as_json(first))["differ"]
