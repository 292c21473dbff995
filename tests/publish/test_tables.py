"""The tables, read by csv and by pyarrow, and what describes them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import Text
from kg.publish.downloads.tables.codebook import markdown
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.downloads.tables.fields import Type, typed
from kg.publish.tree import Tree
from kg.vocab import BASE, PAL

ROOT = Path(__file__).parent.parent.parent
GRAPH = ROOT / "data" / "graph" / "palmares.ttl"
NAMES = [table.name for table in codebook()]


@pytest.fixture(scope="module")
def download(published: Path) -> Path:
    return published / "download"


def rows(download: Path, name: str) -> list[dict[str, str]]:
    with (download / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def parquet(download: Path, name: str) -> Any:  # noqa: ANN401 (pyarrow has no types)
    return pytest.importorskip("pyarrow.parquet").read_table(download / f"{name}.parquet")


def test_the_rows_are_the_claims_of_the_graph(download: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=GRAPH, format=ox.RdfFormat.TURTLE)
    for table in codebook():
        if table.by_passage:
            continue
        found = [row[table.columns[0].name] for row in rows(download, table.name)]
        assert len(found) == len(set(found))
        classes = " ".join(f"<{PAL}{name}>" for name in table.classes)
        answer = store.query(f"SELECT DISTINCT ?claim WHERE {{ VALUES ?class {{ {classes} }} ?claim a ?class }}")
        assert set(found) == {row[0].value for row in answer}, table.name  # type: ignore[union-attr]


def test_a_result_has_all_that_the_graph_says(download: Path) -> None:
    result = f"{BASE}result/the-impact-2024/imt-mines-ales/overall/world/top-300"
    row = next(row for row in rows(download, "results") if row["result"] == result)
    assert {name: row[name] for name in row if row[name]} | {"quote": "", "start": "", "end": "", "passage": ""} == {
        "result": result,
        "result_label_fr": "IMT Mines Alès, THE Impact 2024, monde, top 300",
        "result_label_en": "IMT Mines Alès, THE Impact 2024, world, top 300",
        "institution": f"{BASE}institution/imt-mines-ales",
        "institution_label_fr": "IMT Mines Alès",
        "institution_label_en": "IMT Mines Alès",
        "ranking": f"{BASE}ranking/the-impact",
        "ranking_label_fr": row["ranking_label_fr"],
        "ranking_label_en": row["ranking_label_en"],
        "edition": f"{BASE}edition/the-impact-2024",
        "edition_label_fr": "THE Impact 2024",
        "edition_label_en": "THE Impact 2024",
        "year": "2024",
        "criterion": f"{BASE}criterion/the-impact/overall",
        "criterion_label_fr": "Classement général",
        "criterion_label_en": "Overall ranking",
        "scope": f"{BASE}scope/world",
        "scope_label_fr": "monde",
        "scope_label_en": "world",
        "kind": f"{BASE}position-kind/top-n",
        "kind_label_fr": row["kind_label_fr"],
        "kind_label_en": row["kind_label_en"],
        "rank_best": "1",
        "rank_worst": "300",
        "basis": f"{BASE}basis/stated",
        "basis_label_fr": "énoncé",
        "basis_label_en": "stated",
        "passages": row["passages"],
        "documents": "1",
        "document": f"{BASE}document/the-impact-2024-imt-mines-ales.fr",
        "document_title": row["document_title"],
        "language": "fr",
        "quote": "",
        "start": "",
        "end": "",
        "passage": "",
    }
    assert "300" in row["quote"]


def test_quotes_stand_in_their_documents_where_the_table_says(download: Path) -> None:
    checked = 0
    for row in rows(download, "passages"):
        name = row["document"].rpartition("/")[2]
        file = next((ROOT / "data" / "documents").glob(f"{name}.*"))
        text = file.read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] == row["quote"], row
        checked += 1
    assert checked > 80


@pytest.mark.parametrize("name", NAMES)
def test_parquet_holds_the_rows_of_csv_with_types(download: Path, name: str) -> None:
    table = parquet(download, name)
    columns = next(each for each in codebook() if each.name == name).columns
    assert table.column_names == [column.name for column in columns]
    kinds = {Type.INTEGER: "int64", Type.DECIMAL: "double", Type.BOOLEAN: "bool"}
    assert [str(field.type) for field in table.schema] == [kinds.get(column.type, "string") for column in columns]

    def cell(text: str, kind: Type) -> object:
        if not text:
            return None
        match kind:
            case Type.INTEGER:
                return int(text)
            case Type.DECIMAL:
                return float(text)
            case Type.BOOLEAN:
                return {"true": True, "false": False}[text]
            case _:
                return text

    expected = [
        {column.name: cell(row[column.name], column.type) for column in columns} for row in rows(download, name)
    ]
    assert table.to_pylist() == expected
    assert table.num_rows > 5


def test_csvw_describes_every_column_as_it_is(download: Path) -> None:
    """Hand-checked rules of the recommendation: what a description must have, and that titles are those of the file."""
    described = json.loads((download / "csv-metadata.json").read_text("utf-8"))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [table["url"] for table in described["tables"]] == [f"{name}.csv" for name in NAMES]
    for table in described["tables"]:
        with (download / table["url"]).open(encoding="utf-8", newline="") as stream:
            head = next(csv.reader(stream))
        columns = table["tableSchema"]["columns"]
        assert [column["titles"]["und"] for column in columns] == head
        assert [column["name"] for column in columns] == head
        assert len(set(head)) == len(head)
        for column in columns:
            assert column["datatype"] in {"anyURI", "string", "integer", "decimal", "boolean"}
            assert {each["@language"] for each in column["dc:description"]} == {"fr", "en"}
            assert all(each["@value"] for each in column["dc:description"])
            assert {"fr", "en"} <= column["titles"].keys()
        key = table["tableSchema"].get("primaryKey")
        if key:
            values = [row[key] for row in rows(download, table["url"].removesuffix(".csv"))]
            assert len(values) == len(set(values))


@pytest.mark.parametrize("language", Text._fields)
def test_the_codebook_explains_every_column(download: Path, language: str) -> None:
    text = (download / f"codebook.{language}.md").read_text("utf-8")
    for table in codebook():
        assert f"## {table.title.in_language(language)} (`{table.name}`)" in text
        for column in table.columns:
            assert f"| `{column.name}` | " in text
            assert column.description.in_language(language) in text


COLUMNS = [
    # table     column        in English                                in French
    ("results", "rank_best",  "Empty where the position is a percentage",  "Vide si la position est un pourcentage"),
    ("results", "rank_worst",  "Empty where the position is a percentage",  "Vide si la position est un pourcentage"),
    ("results", "result_label_fr",  "| Its label in French. |",  "| Son libellé français. |"),
    ("tallies", "grade_label_en",  "| Their labels in English, in the same",  "| Leurs libellés en anglais, dans"),
    ("results", "tied",  "| true or empty |",  "| vrai ou vide |"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "en", "fr"), COLUMNS, ids=[case[1] for case in COLUMNS])
def test_the_codebook_says_what_cells_hold(table: str, column: str, en: str, fr: str) -> None:
    for language, said in (("en", en), ("fr", fr)):
        part = markdown(language).decode().partition(f"(`{table}`)")[2]
        assert said in next(line for line in part.splitlines() if line.startswith(f"| `{column}` |"))


def test_what_the_codebook_says_of_empty_cells_is_so(download: Path) -> None:
    some = rows(download, "results")
    no_ranks = ("top-percent", "score", "grade")
    assert {row["kind"].rpartition("/")[2] in no_ranks for row in some if not row["rank_best"]} == {True}
    assert {row["kind"].rpartition("/")[2] in no_ranks for row in some if row["rank_best"]} == {False}
    assert {row["tied"] for row in some} == {"true", ""}


def test_pandas_keeps_ranks_whole_as_the_codebook_says(download: Path) -> None:
    pandas = pytest.importorskip("pandas")
    assert 'dtype_backend="numpy_nullable"' in markdown("fr").decode()
    ranks = pandas.read_parquet(download / "results.parquet", dtype_backend="numpy_nullable")["rank_best"]
    assert ranks.isna().any()
    assert str(ranks.dtype) == "Int64"


VALUES = [
    # why                        text                     type           value
    ("number",                   "300",                   Type.INTEGER,  300),
    ("signed",                   "-3",                    Type.INTEGER,  -3),
    ("no number",                "many",                  Type.INTEGER,  None),
    ("beyond 64 bits",           "9" * 30,                Type.INTEGER,  None),
    ("other digits",             "٣",                     Type.INTEGER,  None),
    ("decimal",                  "14.50",                 Type.DECIMAL,  "14.50"),
    ("not a number",             "NaN",                   Type.DECIMAL,  None),
    ("true",                     "true",                  Type.BOOLEAN,  True),
    ("neither",                  "yes",                   Type.BOOLEAN,  None),
    ("text",                     "=1+1",                  Type.TEXT,     "=1+1"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "kind", "value"), VALUES, ids=[case[0] for case in VALUES])
def test_typed(why: str, text: str, kind: Type, value: object) -> None:
    assert typed(text, kind) == value, why


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415 (what is taken away)

    from kg.errors import UsageError  # noqa: PLC0415
    from kg.publish.blocks import open_blocks  # noqa: PLC0415
    from kg.publish.downloads.tables import Tables  # noqa: PLC0415

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with open_blocks(GRAPH) as blocks, pytest.raises(UsageError) as refusal, Tree(tmp_path) as tree:
        Tables(blocks, tree).__enter__()
    assert refusal.value.message("fr") == (
        "kg publish demande pyarrow\n  remède\N{NO-BREAK SPACE}: pip install 'palmares[publish]', ou '.[publish]' dans"
        " un dépôt"
    )
