"""The tables described for people, as a page of Markdown in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.downloads.tables.fields import BAR, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.downloads.tables.fields import Column, Table

_TITLE = Text("Tables and their columns", "Les tables et leurs colonnes")
_HEAD = Text("column | type | title | what it holds", "colonne | type | titre | ce qu’elle contient")
TYPES = {
    Type.IRI: Text("IRI", "IRI"),
    Type.TEXT: Text("text", "texte"),
    Type.INTEGER: Text("whole number", "nombre entier"),
    Type.DECIMAL: Text("number", "nombre"),
    Type.BOOLEAN: Text("true or empty", "vrai ou vide"),  # the graph states no falsehood
}
_SEVERAL = Text("several, parted by {bar}", "plusieurs, séparés par {bar}")
# What holds of all tables.
NOTES = (
    Text(
        "An empty cell means that the document does not tell, or that rows of this kind have no such value; nothing is"
        " filled in.",
        "Une cellule vide veut dire que le document ne le dit pas, ou que les lignes de cette nature n’ont pas cette"
        " valeur\N{NARROW NO-BREAK SPACE}; rien n’est complété.",
    ),
    Text(
        "CSV: UTF-8, commas, a line of names, true or nothing; quotes of documents may hold line ends. In a"
        " spreadsheet, import the file and declare its columns text: words are given as they stand in the documents,"
        " also where they begin with a sign that a spreadsheet takes for a formula.",
        "CSV\N{NO-BREAK SPACE}: UTF-8, virgules, une ligne de noms, true ou rien\N{NARROW NO-BREAK SPACE}; les"
        " citations peuvent contenir des fins de ligne. Dans un tableur, importer le fichier en déclarant les colonnes"
        " comme du texte\N{NO-BREAK SPACE}: les mots sont donnés tels que les documents les portent, même s’ils"
        " commencent par un signe qu’un tableur prend pour une formule.",
    ),
    Text(
        "Parquet holds the same rows in the same order, with types. In pandas, ranks stay whole numbers with"
        ' read_parquet(file, dtype_backend="numpy_nullable").',
        "Parquet contient les mêmes lignes dans le même ordre, avec des types. Dans pandas, les rangs restent entiers"
        ' avec read_parquet(fichier, dtype_backend="numpy_nullable").',
    ),
)


def markdown(language: str) -> bytes:
    """Write the codebook in a language."""
    lines = [f"# {_TITLE.in_language(language)}", ""]
    lines += [f"- {note.in_language(language)}" for note in NOTES]
    for table in codebook():
        lines += ["", *_table(table, language)]
    return "".join(f"{line}\n" for line in lines).encode()


def _table(table: Table, language: str) -> Iterator[str]:
    yield f"## {table.title.in_language(language)} (`{table.name}`)"
    yield ""
    yield table.description.in_language(language)
    yield ""
    yield f"| {_HEAD.in_language(language)} |"
    yield "|---|---|---|---|"
    for column in table.columns:
        cells = (f"`{column.name}`", type_of(column).in_language(language), column.title.in_language(language),
                 column.description.in_language(language))  # fmt: skip
        yield f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"


def type_of(column: Column) -> Text:
    """Name what a column holds."""
    kind = TYPES[column.type]
    if not column.several:
        return kind
    return Text(*(f"{kind.in_language(each)}, {_SEVERAL.in_language(each).format(bar=BAR)}" for each in Text._fields))
