"""The writers of each format: by hand, by libraries, and by the programs that people print and save with."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document as Word
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageBreak, PageTemplate, Paragraph, Spacer, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.formats.releases import Release

_SECONDS = 120
_RAISED = re.compile(r"(<sup>.*?</sup>)")


def plain(text: str) -> str:
    """Give a text as a plain text file has it: nothing raised, no soft hyphen."""
    return re.sub(r"</?sup>", "", text).replace("&shy;", "")


def text(release: Release) -> bytes:
    """Write plain text; prose is wrapped, and words break where they may."""
    blocks = [plain(release.title), release.date, *(_wrapped(paragraph) for paragraph in release.lead)]
    blocks.append(plain(release.heading))
    blocks.append("\n".join([release.items[0], *(f"- {plain(item)}" for item in release.items[1])]))
    lines = [f"{number}. {plain(item)}" for number, item in enumerate(release.numbered[1], start=1)]
    blocks.append("\n".join([release.numbered[0], *lines]))
    blocks.append(release.table[0])
    blocks.append("\n".join("\t".join(map(plain, row)) for row in release.table[1]))
    return "\n\n".join([*blocks, *release.about, "\n".join(release.contact)]).encode()


def _wrapped(paragraph: str) -> str:
    """Break lines at 70 characters, inside a word only where its soft hyphen falls there."""
    lines, line = [], ""
    for word in re.sub("</?sup>", "", paragraph).split(" "):
        head, _, tail = word.partition("&shy;")
        if len(line) + len(head + tail) < 70:
            line += f" {head}{tail}"
        elif tail and len(line) + len(head) < 70:
            lines.append(f"{line} {head}-")
            line = tail
        else:
            lines.append(line)
            line = head + tail
    return "\n".join(line.strip() for line in [*lines, line])


def markdown(release: Release) -> bytes:
    """Write Markdown."""
    head, *rows = [f"| {' | '.join(row)} |" for row in release.table[1]]
    blocks = [f"# {release.title}", release.date, *release.lead, f"## {release.heading}", release.items[0]]
    blocks.append("\n".join(f"- {item}" for item in release.items[1]))
    blocks.append(release.numbered[0])
    blocks.append("\n".join(f"{number}. {item}" for number, item in enumerate(release.numbered[1], start=1)))
    blocks.append(release.table[0])
    blocks.append("\n".join([head, "|---|---|---|", *rows]))
    blocks += [f"## {release.about[0]}", release.about[1], "  \n".join(release.contact)]
    return "\n\n".join(blocks).replace("&shy;", "").encode()


def html(release: Release, style: str = "") -> bytes:
    """Write a page of HTML."""
    rows = [
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(["th", *["td"] * 9], release.table[1], strict=False)
    ]
    body = [
        f"<h1>{release.title}</h1>",
        f"<p>{release.date}</p>",
        *(f"<p>{paragraph}</p>" for paragraph in release.lead),
        f"<h2>{release.heading}</h2>",
        f"<p>{release.items[0]}</p>",
        "<ul>" + "".join(f"<li>{item}</li>" for item in release.items[1]) + "</ul>",
        f"<p>{release.numbered[0]}</p>",
        "<ol>" + "".join(f"<li>{item}</li>" for item in release.numbered[1]) + "</ol>",
        f"<p>{release.table[0]}</p>",
        "<table>" + "".join(rows) + "</table>",
        f"<h2>{release.about[0]}</h2>",
        f"<p>{release.about[1]}</p>",
        f"<p>{'<br>'.join(release.contact)}</p>",
    ]
    head = f'<meta charset="utf-8"><title>{plain(release.title)}</title><style>{style}</style>'
    page = f'<!DOCTYPE html>\n<html lang="{release.language}"><head>{head}</head>\n<body>\n'
    return (page + "\n".join(body) + "\n</body></html>\n").encode()


def program(name: str) -> str:
    """Find a program that writes; without it the test is skipped, or fails where it must not be."""
    found = shutil.which(name)
    if found is None:
        reason = f"needs {name} to write the document"
        if os.environ.get("PALMARES_REQUIRE_WRITERS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def chromium_pdf(release: Release, folder: Path, style: str) -> bytes:
    """Print the page of HTML as Chromium does."""
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_bytes(html(release, style))
    options = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    options += " disable-component-update disable-sync no-pdf-header-footer"
    command = [program("chromium"), *(f"--{option}" for option in options.split())]
    command += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return printed.read_bytes()


def libreoffice(release: Release, folder: Path, kind: str) -> bytes:
    """Save as LibreOffice does: the page of HTML as "docx", that of Word as "pdf"."""
    page = folder / ("page.html" if kind == "docx" else "page.docx")
    page.write_bytes(html(release) if kind == "docx" else word(release, folder))
    command = [program("soffice"), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    into = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf"}[kind]
    command += ["--convert-to", into, "--outdir", str(folder), str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return (folder / f"page.{kind}").read_bytes()


def word(release: Release, folder: Path) -> bytes:
    """Write DOCX with the styles of Word, a head, a foot and a numbered list."""
    del folder
    document: Any = Word()
    section = document.sections[0]
    section.header.paragraphs[0].text = release.running
    section.footer.paragraphs[0].text = "1"
    _runs(document.add_heading("", 0), release.title)
    document.add_paragraph(release.date)
    for paragraph in release.lead:
        _runs(document.add_paragraph(), paragraph)
    document.add_heading(release.heading, 1)
    document.add_paragraph(release.items[0])
    for item in release.items[1]:
        _runs(document.add_paragraph(style="List Bullet"), item)
    document.add_paragraph(release.numbered[0])
    for item in release.numbered[1]:
        _runs(document.add_paragraph(style="List Number"), item)
    document.add_paragraph(release.table[0])
    table = document.add_table(0, 3)
    for row in release.table[1]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], value)
    document.add_heading(release.about[0], 1)
    document.add_paragraph(release.about[1])
    for line in release.contact:
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _runs(paragraph: Any, marked: str) -> None:  # noqa: ANN401 - python-docx' own types differ by container
    for piece in _RAISED.split(marked.replace("&shy;", "\u00ad")):
        run = paragraph.add_run(plain(piece))
        run.font.superscript = piece.startswith("<sup>") or None


def reportlab(release: Release, folder: Path, columns: int) -> bytes:
    """Write PDF page by page: one or two columns of justified prose, a running head, a page number, a ruled table."""
    del folder
    content = io.BytesIO()
    base = getSampleStyleSheet()
    prose = ParagraphStyle("prose", base["Normal"], alignment=TA_JUSTIFY, spaceAfter=8)
    width = (A4[0] - 4 * cm - (columns - 1) * cm) / columns
    frames = [Frame(2 * cm + at * (width + cm), 2 * cm, width, A4[1] - 4.5 * cm) for at in range(columns)]

    def running(canvas: Any, document: Any) -> None:  # noqa: ANN401
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2 * cm, A4[1] - 1.5 * cm, release.running)
        canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, f"{document.page}/2")

    def shown(text: str, style: Any) -> Any:  # noqa: ANN401
        return Paragraph(text.replace("<sup>", "<super>").replace("</sup>", "</super>").replace("&shy;", ""), style)

    story = [shown(release.title, base["Title"]), shown(release.date, base["Normal"]), Spacer(1, 12)]
    story += [shown(paragraph, prose) for paragraph in _broken(release.lead)]
    story += [shown(release.heading, base["Heading2"]), shown(release.items[0], base["Normal"])]
    story.append(ListFlowable([shown(item, base["Normal"]) for item in release.items[1]], bulletType="bullet"))
    story += [PageBreak() if columns == 1 else Spacer(1, 1), shown(release.numbered[0], base["Normal"])]
    story.append(ListFlowable([shown(item, base["Normal"]) for item in release.numbered[1]], bulletFormat="%s."))
    story.append(shown(release.table[0], prose))
    cells = [[shown(cell, base["Normal"]) for cell in row] for row in release.table[1]]
    story.append(Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story += [shown(release.about[0], base["Heading2"]), shown(release.about[1], prose)]
    story += [shown(line, base["Normal"]) for line in release.contact]
    template = BaseDocTemplate(content, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=running))
    template.build(story)
    return content.getvalue()


def _broken(paragraphs: tuple[str, ...]) -> list[str]:
    """Break lines by hand at the first place where a word may break."""
    return [paragraph.replace("&shy;", "-<br/>", 1) for paragraph in paragraphs]


# By name: the suffix of the file, and what writes it into a folder of its own.
_RULED = "table, td, th { border: 1px solid; border-collapse: collapse } p { text-align: justify }"
_LARGE = "body { font: 20px/1.5 sans-serif; width: 21em }"
WRITERS: dict[str, tuple[str, Callable[[Release, Path], bytes]]] = {
    "text": (".txt", lambda release, _: text(release)),
    "markdown": (".md", lambda release, _: markdown(release)),
    "html": (".html", lambda release, _: html(release)),
    "word": (".docx", word),
    "libreoffice-docx": (".docx", lambda release, folder: libreoffice(release, folder, "docx")),
    "libreoffice-pdf": (".pdf", lambda release, folder: libreoffice(release, folder, "pdf")),
    "chromium-pdf": (".pdf", lambda release, folder: chromium_pdf(release, folder, "")),
    "chromium-pdf-ruled": (".pdf", lambda release, folder: chromium_pdf(release, folder, _RULED)),
    "chromium-pdf-large": (".pdf", lambda release, folder: chromium_pdf(release, folder, _LARGE)),
    "reportlab-pdf": (".pdf", lambda release, folder: reportlab(release, folder, 1)),
    "reportlab-pdf-columns": (".pdf", lambda release, folder: reportlab(release, folder, 2)),
}
