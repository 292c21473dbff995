"""The tables described for programs: metadata in the form of CSV on the Web, in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.downloads.tables.fields import BAR

if TYPE_CHECKING:
    from kg.publish.downloads.tables.fields import Column, Table

NAME = "csv-metadata.json"  # the name that a reader of CSV on the Web looks for beside a file


def metadata(licence: str) -> bytes:
    """Write the description of all tables; it stands beside them."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:license": {"@id": licence},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tables": [_table(table) for table in codebook()],
    }
    return f"{json.dumps(described, ensure_ascii=False, indent=1)}\n".encode()


def _table(table: Table) -> dict[str, Any]:
    first = table.columns[0].name
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if not table.by_passage:
        schema |= {"primaryKey": first, "aboutUrl": f"{{+{first}}}"}
    return {
        "url": f"{table.name}.csv",
        "dc:title": _texts(table.title),
        "dc:description": _texts(table.description),
        "tableSchema": schema,
    }


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # The first title is the one in the file; a reader checks that it is.
        "titles": {"und": column.name} | {each: column.title.in_language(each) for each in Text._fields},
        "dc:description": _texts(column.description),
        "datatype": column.type.value,
    }
    if column.language:
        described["lang"] = column.language
    if column.several:
        described["separator"] = BAR
    return described


def _texts(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.in_language(language), "@language": language} for language in Text._fields]
