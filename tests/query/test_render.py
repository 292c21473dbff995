from __future__ import annotations

import json
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import Text, UsageError
from kg.query import Output, Rows, Triples, render
from kg.query.header import Column, Format
from kg.query.render import cell
from kg.query.terms import Iri, Value, number, value_of
from kg.vocab import PAL, XSD
from tests.tables import names

COLUMNS = (
    Column("year", Text("year", "année"), Format.DIGITS),
    Column("size", Text("size", "effectif")),
    Column("share", Text("share", "part"), Format.PERCENT),
    Column("sure", Text("sure", "sûr")),
    Column("rank", Text("rank", "rang"), Format.POSITION, ("best", "worst", "tied")),
    Column("quote", Text("quote", "citation")),
)
ANSWER = Rows(
    ("year", "size", "share", "sure", "best", "worst", "tied", "quote", "hidden"),
    (
        (
            2024,
            2000,
            Decimal("13.95"),
            True,
            16,
            16,
            True,
            "ex-\naequo | «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»",
            Iri(PAL + "x"),
        ),
        (2023, 169, Decimal(10), False, 101, 200, None, None, Iri("http://e/")),
        (None, None, None, None, None, None, None, "\\", None),
    ),
)
GOLDEN = {
    (Output.TABLE, "fr"): (
        "année  effectif     part  sûr  rang         citation\n"
        "─────  ────────  ───────  ───  ───────────  ───────────────────\n"
        " 2024     2\N{NARROW NO-BREAK SPACE}000  13,95\N{NO-BREAK SPACE}%  oui  16 ex aequo"
        "  ex- aequo | «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»\n"
        " 2023       169     10\N{NO-BREAK SPACE}%  non  101-200\n"
        "                                            \\\n"
    ),
    (Output.TABLE, "en"): (
        "year   size   share  sure  rank      quote\n"
        "────  ─────  ──────  ────  ────────  ───────────────────\n"
        "2024  2,000  13.95%   yes  joint 16  ex- aequo | «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»\n"
        "2023    169     10%    no  101–200\n"
        "                                     \\\n"
    ),
    (Output.MARKDOWN, "fr"): (
        "| année | effectif | part | sûr | rang | citation |\n"
        "| ---: | ---: | ---: | ---: | --- | --- |\n"
        "| 2024 | 2\N{NARROW NO-BREAK SPACE}000 | 13,95\N{NO-BREAK SPACE}% | oui | 16 ex aequo"
        " | ex- aequo \\| «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}» |\n"
        "| 2023 | 169 | 10\N{NO-BREAK SPACE}% | non | 101-200 |  |\n"
        "|  |  |  |  |  | \\\\ |\n"
    ),
    (Output.CSV, "fr"): (
        "year,size,share,sure,best,worst,tied,quote,hidden\n"
        '2024,2000,13.95,true,16,16,true,"ex-\naequo | «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»",' + PAL + "x\n"
        "2023,169,10,false,101,200,,,http://e/\n"
        ",,,,,,,\\,\n"
    ),
}


@pytest.mark.parametrize(("output", "language"), GOLDEN, ids=str)
def test_golden(output: Output, language: str) -> None:
    assert render(ANSWER, COLUMNS, output, language) == GOLDEN[output, language]


def test_json_is_one_object_a_line_with_numbers() -> None:
    text = render(ANSWER, COLUMNS, Output.JSON, "fr")
    rows = json.loads(text)
    assert len(text.splitlines()) == len(rows) + 2
    assert rows[0]["size"] == 2000
    assert rows[0]["share"] == 13.95
    assert rows[0]["hidden"] == PAL + "x"
    assert rows[0]["tied"] is True
    assert rows[2]["year"] is None
    assert "sûr" not in text
    assert render(Rows(("a",), ()), (), Output.JSON, "fr") == "[]\n"


def test_the_table_of_no_row_is_its_head() -> None:
    assert render(Rows(("year",), ()), COLUMNS[:1], None, "fr") == "année\n─────\n"


def test_a_query_without_columns_shows_its_variables_and_short_iris() -> None:
    answer = Rows(("thing", "n"), ((Iri(PAL + "Result"), 1), (Iri("http://e/x"), 2)))
    assert render(answer, (), None, "en") == "thing         n\n────────────  ─\npal:Result    1\n<http://e/x>  2\n"


def test_a_long_cell_goes_on_below() -> None:
    quote = "one two three four five six seven eight nine ten eleven twelve thirteen"
    answer = Rows(("n", "quote"), ((1, quote), (2, "short")))
    assert render(answer, (), None, "en").splitlines()[2:] == [
        "1  one two three four five six seven eight nine ten eleven",
        "   twelve thirteen",
        "2  short",
    ]


POSITIONS: list[tuple[str, list[Value], str, str]] = [
    ("exact", [24, 24], "24", "24"),
    ("tied", [16, 16, True], "16 ex aequo", "joint 16"),
    ("first", [1, 1, None], "1", "1"),
    ("a band", [101, 200, None], "101-200", "101–200"),
    ("an open band", [1201, None, None], "1201 et suivants", "1201 and below"),
    ("a top", [1, 300, None], "top 300", "top 300"),
    ("a percentage", [None, None, None, Decimal("14.5")], "top 14,5\N{NO-BREAK SPACE}%", "top 14.5%"),
    ("a grade", [None, None, None, None, "groupe A"], "groupe A", "groupe A"),
    ("a score", [None, None, None, None, None, Decimal("61.5")], "61,5", "61.5"),
    ("a score out of", [None, None, None, None, None, Decimal("61.5"), 110], "61,5/110", "61.5/110"),
    ("nothing", [None, None], "", ""),
]


@pytest.mark.parametrize(("_why", "values", "french", "english"), POSITIONS, ids=names(POSITIONS))
def test_positions(_why: str, values: list[Value], french: str, english: str) -> None:
    column = Column("rank", Text("rank", "rang"), Format.POSITION)
    assert cell(column, values, "fr") == french
    assert cell(column, values, "en") == english


NUMBERS: list[tuple[str, Value, str, str]] = [
    ("thousands", 1115, "1\N{NARROW NO-BREAK SPACE}115", "1,115"),
    ("millions", 1234567, "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567", "1,234,567"),
    ("a fraction", Decimal("1234.5"), "1\N{NARROW NO-BREAK SPACE}234,5", "1,234.5"),
    ("a whole decimal", Decimal(100), "100", "100"),
    ("negative", -3, "-3", "-3"),
]


@pytest.mark.parametrize(("_why", "value", "french", "english"), NUMBERS, ids=names(NUMBERS))
def test_numbers(_why: str, value: Value, french: str, english: str) -> None:
    column = Column("n", Text("n", "n"))
    assert cell(column, [value], "fr") == french
    assert cell(column, [value], "en") == english


@pytest.mark.parametrize(
    ("output", "language", "text"),
    [
        (None, "fr", "réponse\n───────\n    oui\n"),
        (Output.CSV, "fr", "answer\ntrue\n"),
        (Output.JSON, "en", '[\n  {"answer": true}\n]\n'),
    ],
)
def test_a_yes(output: Output | None, language: str, text: str) -> None:
    assert render(True, (), output, language) == text  # noqa: FBT003 (the answer of an ASK)


def test_triples_are_turtle_with_the_prefixes_they_use() -> None:
    triple = Triple(NamedNode("http://e/a"), NamedNode(PAL + "year"), Literal(2024))
    assert render(Triples((triple,)), (), None, "fr") == (
        f"@prefix pal: <{PAL}> .\n@prefix xsd: <{XSD}> .\n<http://e/a> pal:year 2024 .\n"
    )
    with pytest.raises(UsageError) as raised:
        render(Triples((triple,)), (), Output.CSV, "fr")
    assert "leave --format out" in raised.value.message("en")


def test_terms_as_values() -> None:
    def typed(text: str, name: str) -> Value:
        return value_of(Literal(text, datatype=NamedNode(XSD + name)))

    assert typed("2.60", "decimal") == Decimal("2.6")
    assert str(typed("100.0", "decimal")) == "100"
    assert typed("016", "integer") == 16
    assert typed("1", "boolean") is True
    assert typed("2024-06-12", "date") == "2024-06-12"
    assert typed("NaN", "double") == "NaN"
    assert value_of(Literal("Alès", language="fr")) == "Alès"
    assert isinstance(value_of(NamedNode("http://e/")), Iri)
    assert value_of(None) is None
    assert number("1E2") == Decimal(100)
