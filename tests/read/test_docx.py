# ruff: noqa: E501 - a row of a table is one line
"""DOCX: what is written becomes blocks; what cannot be read is refused in one message."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document as Word

from kg.errors import DocumentError
from kg.read.docx import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STYLES = """<w:style w:styleId="Titre1"><w:name w:val="Titre 1"/></w:style>
    <w:style w:styleId="Chapitre"><w:name w:val="Chapitre"/><w:basedOn w:val="Titre1"/></w:style>
    <w:style w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:styleId="Puce"><w:name w:val="Liste"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"""
NUMBERING = """
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"""


def part(name: str, body: str, namespace: str = MAIN) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{namespace}">{body}</w:{name}>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return content.getvalue()


def made(body: str, *, namespace: str = MAIN, notes: str = "") -> bytes:
    return packed({
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", namespace),
        "word/styles.xml": part("styles", STYLES, namespace),
        "word/numbering.xml": part("numbering", NUMBERING, namespace),
        "word/footnotes.xml": part("footnotes", notes, namespace),
    })  # fmt: skip


def p(*runs: str, style: str = "", item: tuple[int, int] | None = None) -> str:
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{about}</w:pPr>{''.join(map(r, runs))}</w:p>"


def r(text: str) -> str:
    return text if text.startswith("<w:") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


WIDE, FIRST = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
UP = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>e</w:t></w:r>'
BOX = "<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>"
TEXT = "Elle garde sa place."
CASES = [
    # why                       body                                                            blocks
    ("raised ending",           p("classée 16", UP, " en France."),                             ["paragraph 0 classée 16e en France."]),
    ("link and field",          p("<w:hyperlink><w:r><w:t>Le site</w:t></w:r></w:hyperlink>", "<w:fldSimple><w:r><w:t> du 5.</w:t></w:r></w:fldSimple>"),
                                                                                                ["paragraph 0 Le site du 5."]),
    ("deleted and added",       p("La <w:del/>", "<w:del><w:r><w:delText>3e</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>2e</w:t></w:r></w:ins>", " place."),
                                                                                                ["paragraph 0 La 2e place."]),
    ("hidden text",             p(TEXT, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>non</w:t></w:r>"), [f"paragraph 0 {TEXT}"]),
    ("soft and hard hyphens",   p("<w:r><w:t>Saint</w:t><w:noBreakHyphen/><w:t>Éti</w:t><w:softHyphen/><w:t>enne est là.</w:t></w:r>"),
                                                                                                ["paragraph 0 Saint-Étienne est là."]),
    ("a line break",            p("<w:r><w:t>Le palmarès</w:t><w:br/><w:t>de 2024.</w:t></w:r>"), ["paragraph 0 Le palmarès de 2024."]),
    ("French style",            p("Résultats", style="Titre1"),                                 ["heading 1 Résultats"]),
    ("style of a style",        p("Résultats", style="Chapitre"),                               ["heading 1 Résultats"]),
    ("outline",                 p("Résultats", style="Plan"),                                   ["heading 3 Résultats"]),
    ("Word’s name alone",       p("Résultats", style="Heading2"),                               ["heading 2 Résultats"]),
    ("numbers are counted",     p("A", item=(1, 0)) + p("B", item=(1, 0)) + p("C", item=(1, 1)) + p("D", item=(1, 0)),
                                                              ["item 1 1. A", "item 1 2. B", "item 2 2.i) C", "item 1 3. D"]),
    ("numbers begin anew",      p("A", item=(1, 0)) + p("B", item=(3, 0)),                      ["item 1 1. A", "item 1 5. B"]),
    ("bullets by style",        p("3e en France", style="Puce"),                                ["item 1 3e en France"]),
    ("bullets by hand",         p("– 3e en France") + p("2) Mines"),                            ["item 1 3e en France", "item 1 2) Mines"]),
    ("a box after its line",    p(TEXT, BOX.format(p("En bref."))) + p("Fin."),                 [f"paragraph 0 {TEXT}", "paragraph 0 En bref.", "paragraph 0 Fin."]),
    ("content control",         f"<w:sdt><w:sdtContent>{p(TEXT)}</w:sdtContent></w:sdt>",       [f"paragraph 0 {TEXT}"]),
    ("contact lines",           p(TEXT) + p("a.b@example.org") + p("Tél. 04 66 78 50 00"),      [f"paragraph 0 {TEXT}"]),
    ("a table",                 tbl(row(cell("École"), cell("Rang")), row(cell("Mines"), cell("1"))),
                                                              ["0.0 École", "0.1 Rang", "1.0 Mines", "1.1 1"]),
    ("cells over columns",      tbl(row(cell("École"), cell("2024", WIDE)), row(cell("Mines"), cell("1"), cell("2"))),
                                                              ["0.0 École", "0.1 2024", "0.2 2024", "1.0 Mines", "1.1 1", "1.2 2"]),
    ("cells over rows",         tbl(row(cell("Mines", FIRST), cell("1")), row(cell("", "<w:vMerge/>"), cell("2"))),
                                                              ["0.0 Mines", "0.1 1", "1.0 Mines", "1.1 2"]),
    ("a table for layout",      tbl(row(cell(TEXT))),                            [f"paragraph 0 {TEXT}"]),
    ("columns by tabs",         p("Mines</w:t><w:tab/><w:t>1") + p("ENSTA</w:t><w:tab/><w:t>2"),
                                                              ["0.0 Mines", "0.1 1", "1.0 ENSTA", "1.1 2"]),
]  # fmt: skip


def shown(content: bytes) -> list[str]:
    return [
        f"{block.row}.{block.column} {block.view.text}"
        if block.table is not None
        else f"{block.kind} {block.level} {block.view.text}"
        for block in read_docx(content, "a.docx").blocks
    ]


@pytest.mark.parametrize("namespace", [MAIN, STRICT], ids=["usual", "strict"])
@pytest.mark.parametrize(("why", "body", "expected"), CASES, ids=[case[0] for case in CASES])
def test_blocks(why: str, body: str, expected: list[str], namespace: str) -> None:
    assert shown(made(body, namespace=namespace)) == expected, why


def test_notes_stand_apart() -> None:
    note = f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote><w:footnote w:id="2">{p("Selon QS.")}</w:footnote>'
    blocks = read_docx(made(p(TEXT, '<w:footnoteReference w:id="2"/>'), notes=note), "a.docx").blocks
    assert [(block.view.text, block.boilerplate) for block in blocks] == [(TEXT, False), ("Selon QS.", True)]


def test_views_are_places_of_the_canonical_text() -> None:
    table = tbl(row(cell("École"), cell("Rang")), row(cell("Mines"), cell("1")))
    document = read_docx(made(p(TEXT) + table + p("Fin.")), "a.docx")
    assert document.source == f"{TEXT}\n\nÉcole\tRang\nMines\t1\n\nFin."
    for block in document.blocks:
        (piece,) = block.view.pieces
        assert document.source[piece.source.start : piece.source.end] == block.view.text


def word() -> bytes:
    content = io.BytesIO()
    document = Word()
    document.add_paragraph(TEXT)
    document.save(content)
    return content.getvalue()


WHOLE = word()
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1 or str()};" * 10}">' for at in range(1, 10)
)  # fmt: skip
BOMB += f']><w:document xmlns:w="{MAIN}"><w:body>{p("&a9;")}</w:body></w:document>'


def zeros(megabytes: int) -> bytes:
    return packed({"word/document.xml": bytes(megabytes * 1024 * 1024)})


def flagged() -> bytes:
    content = bytearray(made(p(TEXT)))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + at] |= 1
    return bytes(content)


REFUSED = [
    # why                       file                                                    what in English     what in French
    ("cut off",                 lambda: WHOLE[: len(WHOLE) // 2],                       "not a DOCX",       "pas un DOCX lisible"),
    ("not a zip",               lambda: b"PK\x03\x04 and nothing else",                 "not a DOCX",       "pas un DOCX lisible"),
    ("an empty zip",            lambda: packed({}),                                     "not a DOCX",       "pas un DOCX lisible"),
    ("no text part",            lambda: packed({"word/styles.xml": part("styles", "")}), "not a DOCX",      "pas un DOCX lisible"),
    ("broken XML",              lambda: packed({"word/document.xml": "<w:document>"}),  "not a DOCX",       "pas un DOCX lisible"),
    ("no text",                 lambda: made(""),                                       "no text",          "aucun texte"),
    ("an entity bomb",          lambda: packed({"word/document.xml": BOMB}),            "DOCTYPE",          "DOCTYPE"),
    ("one in UTF-16",           lambda: packed({"word/document.xml": BOMB.encode("utf-16")}), "DOCTYPE",    "DOCTYPE"),
    ("one in UTF-7",            lambda: packed({"word/document.xml": '<?xml version="1.0" encoding="utf-7"?>' + BOMB.replace("<", "+ADw-")}),
                                                                                        "DOCTYPE",          "DOCTYPE"),
    ("a zip bomb",              lambda: zeros(300),                                     "too large",        "trop gros"),
    ("zip with a password",     flagged,                                                "password",         "mot de passe"),
    ("Word with a password",    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password",       "mot de passe"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "make", "english", "french"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(why: str, make: Callable[[], bytes], english: str, french: str) -> None:
    content = make()
    before = time.process_time()
    with pytest.raises(DocumentError) as refused:
        read_docx(content, "a.docx")
    assert english in refused.value.what.en, why
    assert french in refused.value.what.fr
    assert refused.value.where == "a.docx"
    assert refused.value.fix
    assert time.process_time() - before < 5
