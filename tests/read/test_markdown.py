"""Markdown: footnotes leave no trace, tables keep their words, HTML in it is read as HTML."""

from __future__ import annotations

import pytest

from kg.read import BlockKind, Span, read_string
from tests.tables import names

PROSE = "L’école progresse encore cette année et elle se réjouit des bons résultats que ses élèves ont obtenus."
HTML_TABLE = (
    "<table>\n<tr><th>École</th><th>Rang</th></tr>\n{}<tr><td>Nord</td><td>24<sup>e</sup></td></tr>\n</table>\n"
)

NOTES = [
    # why                       source                                              text and notes
    ("a footnote",              "elle est 24e[^1] ici.\n\n[^1]: Selon **THE**.",    ("elle est 24e ici.",
     ["Selon THE."])),
    ("named, over two lines",   "24e[^rang] ici.\n\n[^rang]: Selon\n    THE.",      ("24e ici.", ["Selon THE."])),
    ("of two paragraphs",       "24e[^1] ici.\n\n[^1]: Selon.\n\n    Encore.",      ("24e ici.", ["Selon.",
     "Encore."])),
    ("with a list",             "24e[^1] ici.\n\n[^1]: Selon :\n    - THE",         ("24e ici.", ["Selon :", "THE"])),
    ("defined nowhere",         "24e[^1] ici[^note].",                              ("24e ici.", [])),
    ("raised",                  "24e<sup>1</sup> ici<sup>[2](#b)</sup>.",           ("24e ici.", [])),
    ("raised, as a link in HTML", "24<sup>e</sup><sup><a href='#b'>1</a></sup> ici.", ("24e ici.", [])),
    ("a caret that is none",    "la 24^e^ [^ ] ici.",                               ("la 24e [^ ] ici.", [])),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "expected"), NOTES, ids=names(NOTES))
def test_notes(why: str, source: str, expected: tuple[str, list[str]]) -> None:
    document = read_string(f"{PROSE}\n\n{source}", ".md")
    notes = [block for block in document.blocks if block.boilerplate]
    assert (document.blocks[1].text, [block.text for block in notes]) == expected, why
    assert {block.kind for block in notes} <= {BlockKind.PARAGRAPH}


TABLES = [
    # why                     source                                                      rows
    ("markup and alignment",  "| École | Rang |\n|:--|:-:|\n| **Nord** | `24`<sup>e</sup> |", ["École|Rang",
     "Nord|24e"]),
    ("a break in a cell",     "| École | Rang |\n|---|--:|\n| Nord<br>Lille | <b>24</b>e |", ["École|Rang",
     "Nord Lille|24e"]),
    ("an escaped stroke",     "| École | Rang |\n|---|---|\n| A\\|B | 24e |",             ["École|Rang", "A|B|24e"]),
    ("HTML",                  HTML_TABLE.format(""),                                      ["École|Rang", "Nord|24e"]),
    ("HTML with empty lines", HTML_TABLE.format("\n\n"),                                  ["École|Rang", "Nord|24e"]),
    ("HTML with indented rows", HTML_TABLE.format("\n\n      <tr><td>Sud</td><td>3</td></tr>\n\n"),
     ["École|Rang", "Sud|3", "Nord|24e"]),
    ("HTML in an item",       "- <table><tr><td>A<td>1<tr><td>B<td>2</table>",            ["A|1", "B|2"]),
    ("HTML without end",      "<table><tr><td>A<td>1\n<tr><td>B<td>2\n\nla suite.",       ["A|1", "B|2"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "expected"), TABLES, ids=names(TABLES))
def test_tables(why: str, source: str, expected: list[str]) -> None:
    rows: dict[int | None, list[str]] = {}
    for block in read_string(f"# Le titre de la page\n\n{PROSE}\n\n{source}", ".md").blocks:
        if block.kind is BlockKind.CELL:
            rows.setdefault(block.row, []).append(block.text)
    assert ["|".join(cells) for cells in rows.values()] == expected, why


def test_tables_of_both_kinds_are_counted_together() -> None:
    pipes = "| Ville | Rang |\n|---|---|\n| Lyon | 3 |\n\n"
    blocks = read_string(f"{PROSE}\n\n{pipes}{HTML_TABLE.format('')}\n{pipes}", ".md").blocks
    tables = [(block.table, block.text) for block in blocks if block.column == 0]
    assert tables == [(0, "Ville"), (0, "Lyon"), (1, "École"), (1, "Nord"), (2, "Ville"), (2, "Lyon")]


KINDS = [
    # why                      source                                   kinds, levels and texts
    ("underlined headings",    "Détail\n===\n\nAutre\n---",             [("heading", 1, "Détail"), ("heading", 2,
     "Autre")]),
    ("nested lists",           "1. Lyon\n   - Nord\n     - Lille\n2. Metz",
     [("item", 1, "1. Lyon"), ("item", 2, "Nord"), ("item", 3, "Lille"), ("item", 1, "2. Metz")]),
    ("a break in prose",       "une ligne courte<br>une autre ligne.", [("paragraph", 0, "une ligne courte"),
                                                                        ("paragraph", 0, "une autre ligne.")]),
    ("a list in HTML",         "<ol start=3>\n<li>Lyon</li>\n<li>Metz</li>\n</ol>", [("item", 1, "3. Lyon"), ("item",
     1, "4. Metz")]),
    ("HTML around Markdown",   "<div align=center>\n\n## Détail\n\n</div>", [("heading", 2, "Détail")]),
    ("navigation in HTML",     "<nav>\n<a href=/>Accueil</a>\n</nav>\n\n## Détail", [("heading", 2, "Détail")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "expected"), KINDS, ids=names(KINDS))
def test_kinds(why: str, source: str, expected: list[tuple[str, int, str]]) -> None:
    blocks = read_string(f"# Le titre de la page\n\n{PROSE}\n\n{source}", ".md").blocks[2:]
    assert [(str(block.kind), block.level, block.text) for block in blocks] == expected, why


def test_words_of_html_are_quoted_as_written() -> None:
    document = read_string(f"\U0001f600 {PROSE}\n\n{HTML_TABLE.format('')}", ".md")
    cell = document.blocks[-1]
    assert (cell.text, document.quote(cell.view.to_source(Span(0, 3)))) == ("24e", "24<sup>e</sup>")
