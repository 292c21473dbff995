"""Tables of answers: words as people write them, links to what they name, keys that put them in order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.errors import Text
from kg.publish.site.names import Name, in_language
from kg.publish.site.numbers import sort_key
from kg.publish.site.page import web
from kg.publish.site.site import Site
from kg.publish.site.tables import Cell, Head, Row, Table, Wording, without_empty
from kg.publish.source import open_source
from kg.query import Rows
from kg.query.header import POSITION_PARTS, Column, Format
from kg.query.terms import Iri

if TYPE_CHECKING:
    from kg.query.terms import Value

ID = "https://w3id.org/palmares/id/"
POSITION = Column("p", Text("position", "position"), Format.POSITION, tuple(POSITION_PARTS))

# From first to last, as a table puts them in order.
IN_ORDER: list[tuple[str, list[Value]]] = [
    ("first",            [1, 1, None, None, None, None, None]),
    ("top 3",            [1, 3, None, None, None, None, None]),
    ("third",            [3, 3, True, None, None, None, None]),
    ("101 to 200",       [101, 200, None, None, None, None, None]),
    ("200",              [200, 200, None, None, None, None, None]),
    ("1201 and below",   [1201, None, None, None, None, None, None]),
    ("top 5 per cent",   [None, None, None, Decimal(5), None, None, None]),
    ("top 10 per cent",  [None, None, None, Decimal(10), None, None, None]),
    ("a grade",          [None, None, None, None, "A", None, None]),
    ("a score",          [None, None, None, None, None, Decimal(83), Decimal(100)]),
]  # fmt: skip


def test_positions_are_put_in_order() -> None:
    keys = [float(sort_key(POSITION, values)) for _, values in IN_ORDER]
    assert keys == sorted(set(keys))


KEYS: list[tuple[str, Column, list[Value], str]] = [
    ("a number",      Column("n", Text("n", "n")), [2000], "2000"),
    ("a decimal",     Column("n", Text("n", "n")), [Decimal("0.5")], "0.5"),
    ("words",         Column("n", Text("n", "n")), ["ten"], ""),
    ("yes",           Column("n", Text("n", "n")), [True], ""),
    ("nothing",       Column("n", Text("n", "n")), [None], ""),
    ("no position",   POSITION, [None] * 7, ""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "column", "values", "key"), KEYS, ids=[row[0] for row in KEYS])
def test_sort_key(why: str, column: Column, values: list[Value], key: str) -> None:
    assert sort_key(column, values) == key, why


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(open_source(project.graph_to_read(), ""), [])


def test_a_table_names_links_and_writes(site: Site) -> None:
    institution, result = Iri(f"{ID}institution/imt-mines-ales"), Iri(f"{ID}result/x")
    answer = Rows(
        ("institution", "institutionLabel", "rankBest", "rankWorst", "year", "count", "result"),
        (
            (institution, "whatever", 101, 200, 2024, 1115, result),
            (Iri(f"{ID}institution/unknown"), "?", 5, 5, None, None, result),
        ),
    )
    columns = (
        Column("institutionLabel", Text("institution", "établissement")),
        Column("rank", Text("rank", "rang"), Format.POSITION, ("rankBest", "rankWorst")),
        Column("year", Text("year", "année"), Format.DIGITS),
        Column("count", Text("count", "nombre")),
        Column("absent", Text("absent", "absent")),
    )
    table = Wording(site.names, "fr").table(answer, columns, "Légende", "nothing")
    assert [(head.title.text, head.numeric) for head in table.heads] == [
        ("Établissement", False), ("Rang", True), ("Année", False), ("Nombre", True)
    ]  # fmt: skip
    first, second = table.rows
    assert [cell.name.text for cell in first.cells] == ["IMT Mines Alès", "101-200", "2024", "1\u202f115"]
    assert [cell.thing for cell in first.cells] == [institution, "", "", ""]
    assert [cell.claim for cell in first.cells] == ["", result, "", ""]
    assert [cell.name.text for cell in second.cells] == ["unknown", "5", "", ""]
    short = Wording(site.names, "fr").table(answer, columns, "", "count", "year")
    assert [head.title.text for head in short.heads] == ["Établissement", "Rang"]


EMPTY = [
    # why                      rows                         columns kept
    ("one says something",     [["a", ""], ["", "b"]],      ["0", "1"]),
    ("none says anything",     [["a", ""], ["c", ""]],      ["0"]),
    ("no rows",                [],                          ["0", "1"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "kept"), EMPTY, ids=[row[0] for row in EMPTY])
def test_columns_without_any_value_are_left_out(why: str, rows: list[list[str]], kept: list[str]) -> None:
    heads = [Head(Name(str(place))) for place in range(2)]
    table = without_empty(Table("", heads, [Row([Cell(Name(words)) for words in row]) for row in rows]))
    assert [head.title.text for head in table.heads] == kept, why
    assert all(len(row.cells) == len(kept) for row in table.rows)


def test_an_answer_is_told_in_either_language(site: Site) -> None:
    given = {"institution": f"{ID}institution/imt-mines-ales"}
    told = {language: site.answers.rows("institution-profile", language, **given) for language in ("fr", "en")}
    place = told["fr"].columns.index("criterionLabel")
    assert {language: rows.rows[0][place] for language, rows in told.items()} == {
        "fr": "Classement général", "en": "Overall ranking"
    }  # fmt: skip


def test_what_the_graph_does_not_know_gives_no_rows(site: Site) -> None:
    assert site.answers.rows("institution-profile", "fr", institution=f"{ID}institution/nobody").rows == ()


NAMES = [
    ("its own",        {"fr": "monde", "en": "world"}, "fr", Name("monde")),
    ("the other's",    {"fr": "monde"},                "en", Name("monde", "fr")),
    ("a third's",      {"oc": "mond"},                 "en", Name("mond", "oc")),
    ("none",           {},                             "en", None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "labels", "language", "name"), NAMES, ids=[row[0] for row in NAMES])
def test_in_language(why: str, labels: dict[str, str], language: str, name: Name | None) -> None:
    assert in_language(labels, language) == name, why


LINKS = [
    ("https://ror.org/03e8rf594", True), ("http://metadata.un.org/sdg/15", True), ("javascript:alert(1)", False),
    ("data:text/html,x", False), ("https:evil", False), ("//evil.example", False), ("http://[::1", False), ("", False),
]  # fmt: skip


@pytest.mark.parametrize(("address", "linked"), LINKS)
def test_only_addresses_of_the_web_become_links(address: str, linked: bool) -> None:
    assert web(address) is linked
