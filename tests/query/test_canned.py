"""What each canned query answers: tests/queries holds one file of cases for each."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store
from rdflib.plugins.sparql import prepareQuery

from kg.project import QUERIES
from kg.query import Binder, Output, Query, render
from kg.query.engine import Triples
from kg.query.sparql import check_harmless, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

EXPECTED = Path(__file__).parents[1] / "queries"
NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))


@dataclass(frozen=True)
class Case:
    query: str
    why: str
    graph: str
    parameters: dict[str, str]
    fr: str
    en: str
    csv: str | None = None


def cases() -> list[Case]:
    return [
        Case(query=path.stem, **{"csv": None, **case})
        for path in sorted(EXPECTED.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


CASES = cases()
IDS = [f"{case.query}: {case.why}" for case in CASES]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_table(case: Case, language: str, queries: dict[str, Query], request: pytest.FixtureRequest) -> None:
    binder: Binder = request.getfixturevalue(case.graph)
    query = queries[case.query]
    answer = binder.engine.ask(binder.bind(query, case.parameters, language))
    assert render(answer, query.header.columns, Output.TABLE, language) == getattr(case, language)
    if case.csv is not None and language == "en":
        assert render(answer, query.header.columns, Output.CSV, language) == case.csv


@pytest.mark.parametrize("name", NAMES)
class TestEachQuery:
    def test_has_cases_in_both_languages_with_rows_and_every_column(self, name: str) -> None:
        mine = [case for case in CASES if case.query == name]
        with_rows = [case for case in mine if len(case.fr.splitlines()) > 2 and len(case.en.splitlines()) > 2]
        assert with_rows
        assert any(case.csv for case in mine)

    def test_runs_as_it_stands_on_both_engines(self, name: str, queries: dict[str, Query]) -> None:
        text = queries[name].text
        assert list(Store().query(text)) == []  # type: ignore[arg-type]
        prepareQuery(text)

    def test_uses_every_parameter(self, name: str, queries: dict[str, Query]) -> None:
        query = queries[name]
        bare = re.sub(r"VALUES \([^)]*\) \{[^}]*\}", "", skeleton(query.text))
        assert [variable for variable in query.variables if f"?{variable}" not in bare] == []

    def test_stays_on_the_graph(self, name: str, queries: dict[str, Query]) -> None:
        check_harmless(queries[name].text)
        assert not re.search(r"\bGRAPH\b|\bFROM\b", skeleton(queries[name].text))

    def test_fits_the_page(self, name: str, queries: dict[str, Query]) -> None:
        assert [line for line in queries[name].text.splitlines() if len(line) > 120] == []

    def test_introduces_itself_in_both_languages(self, name: str, queries: dict[str, Query]) -> None:
        header = queries[name].header
        texts = [header.summary, header.description, *(p.text for p in header.parameters)]
        for text in texts:
            assert text.en.strip()
            assert text.fr.strip()
            assert text.en != text.fr
            assert "'" not in text.fr, "a typewriter apostrophe"
        assert header.columns

    def test_leaves_no_tie_in_the_order(self, name: str, queries: dict[str, Query], small: Binder) -> None:
        """Rows that the order does not tell apart may come either way."""
        query = queries[name]
        mine = next(case for case in CASES if case.query == name and case.graph == "small")
        text = small.bind(query, mine.parameters, "en")
        order = re.search(r"^ORDER BY (.*?)(?:\nLIMIT|\Z)", text, re.DOTALL | re.MULTILINE)
        assert order
        backwards = re.sub(r"SELECT DISTINCT (.*?)\nWHERE", _numbered(query, order[1]), text, count=1, flags=re.DOTALL)
        keys = small.engine.rows(backwards)
        assert len(set(keys)) == len(keys)


def _numbered(query: Query, order: str) -> Callable[[re.Match[str]], str]:
    """Select the sort keys instead of the columns."""
    assert query.columns
    terms = re.findall(
        r"(?:DESC)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\?\w+", order
    )
    keys = [f"({term.removeprefix('DESC')} AS ?key{number})" for number, term in enumerate(terms)]
    return lambda _: f"SELECT {' '.join(keys)}\nWHERE"


def test_every_file_of_cases_is_of_a_query() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.toml")) == NAMES


def test_questions_are_numbered_once(queries: dict[str, Query]) -> None:
    assert [query.header.question for query in queries.values()] == [f"CQ{n}" for n in range(1, len(NAMES) + 1)]


def test_the_trajectory_of_the_issue(queries: dict[str, Query], built: Binder) -> None:
    given = {"institution": "imt-mines-ales", "ranking": "letudiant-ingenieurs"}
    answer = built.engine.ask(built.bind(queries["rank-trajectory"], given, "fr"))
    assert not isinstance(answer, bool | Triples)
    text = render(answer, (), Output.CSV, "fr")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["rankBest"] for row in rows] == ["52", "40", "33", "27", "24", "16"]
    assert [row["tied"] for row in rows] == ["", "", "", "", "", "true"]


def test_whatever_the_built_graph_leaves_without_label_is_foreign(queries: dict[str, Query], built: Binder) -> None:
    query = queries["label-coverage"]
    foreign = query.columns.index("foreign")
    assert {row[foreign] for row in built.engine.rows(built.bind(query, {}, "en"))} <= {True}
