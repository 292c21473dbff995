"""Tables: as rows, as frames with types, as CSV, and as people see them."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from kg.table import Cell

TABLE = Table(
    ("name", "rank", "tied", "score", "nothing", "mixed"),
    (
        ("Alès", 16, True, Decimal("83.5"), None, 1),
        ("<b>", None, None, Decimal(70), None, "x"),
        (None, 24, False, None, None, True),
    ),
    "fr",
)  # fmt: skip

TYPES = [
    # why                      values                              arrow              polars             pandas
    ("text",                   ["a", None],                        "string",          "String",          "string"),
    ("whole numbers",          [1, None, -(2**63)],                "int64",           "Int64",           "Int64"),
    ("truths",                 [True, None, False],                "bool",            "Boolean",         "boolean"),
    ("decimals",               [Decimal("2.50"), None, 3],         "decimal128(38, 2)",
     "Decimal(precision=38, scale=2)", "Float64"),
    ("beyond 64 bits",         [2**63, None],                      "decimal128(38, 0)",
     "Decimal(precision=38, scale=0)", "Float64"),
    ("beyond 38 digits",       [10**40],                           "string",          "String",          "string"),
    ("nothing known",          [None, None],                       "string",          "String",          "string"),
    ("no row",                 [],                                 "string",          "String",          "string"),
    ("truths and numbers",     [True, 2],                          "string",          "String",          "string"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "values", "arrow", "polars", "pandas"), TYPES, ids=[case[0] for case in TYPES])
def test_types(why: str, values: list[Cell], arrow: str, polars: str, pandas: str) -> None:
    table = Table(("value",), tuple((value,) for value in values), "en")
    assert str(table.to_arrow().schema.field("value").type) == arrow, why
    assert str(table.to_polars().schema["value"]) == polars, why
    assert str(table.to_pandas()["value"].dtype) == pandas, why
    assert len(table.to_pandas()) == len(table.to_polars()) == len(values), why


CELLS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))


@given(st.lists(st.tuples(CELLS, st.one_of(st.none(), st.text()))))
def test_frames_hold_what_the_table_holds(rows: list[tuple[Any, ...]]) -> None:
    table = Table(("number", "words"), tuple(rows), "en")
    assert table.to_arrow().to_pylist() == list(table)
    assert table.to_polars().rows() == list(table.rows)


def test_pandas_holds_what_the_table_holds() -> None:
    frame = TABLE.to_pandas()
    assert frame["score"].isna().tolist() == [False, False, True]
    assert frame["score"].sum() == 153.5
    assert frame["mixed"].tolist() == ["1", "x", "True"]


def test_arrow_is_handed_over_without_naming_a_library() -> None:
    assert pl.DataFrame(TABLE)["score"].to_list() == [Decimal("83.50"), Decimal("70.00"), None]
    assert pa.table(TABLE).column_names == list(TABLE.columns)


def test_rows_and_columns() -> None:
    assert TABLE["rank"] == (16, None, 24)
    assert TABLE[0]["name"] == "Alès"
    assert [row["tied"] for row in TABLE] == [True, None, False]
    with pytest.raises(KeyError):
        TABLE["nom"]
    with pytest.raises(IndexError):
        TABLE[3]


def test_csv(tmp_path: Path) -> None:
    expected = "name,rank,tied,score,nothing,mixed\nAlès,16,true,83.5,,1\n<b>,,,70,,x\n,24,false,,,true\n"
    assert TABLE.to_csv() == expected
    TABLE.to_csv(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == expected.encode()


def test_html_is_escaped_and_says_how_much_is_left_out() -> None:
    shown = tuple((f"<script>{n}</script>",) for n in range(50))
    table = Table(("x",), tuple((n,) for n in range(50)), "fr", titles=("<i>rang",), shown=shown)
    html = table._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;29&lt;/script&gt;" in html
    assert "&lt;script&gt;30&lt;/script&gt;" not in html
    assert "… 50 lignes en tout" in html
    assert '<table lang="fr">' in html


def test_a_table_without_rows_says_so() -> None:
    assert repr(Table(("rank",), (), "fr")).splitlines()[-1] == "aucune ligne"


@pytest.mark.parametrize(
    ("library", "extra", "method"),
    [("pandas", "pandas", "to_pandas"), ("polars", "polars", "to_polars"), ("pyarrow", "arrow", "to_arrow")],
)
def test_without_its_extra_one_message_names_it(
    library: str, extra: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as refused:
        getattr(TABLE, method)()
    assert refused.value.message("fr").endswith(f"pip install 'palmares[{extra}]', ou '.[{extra}]' dans un dépôt")
