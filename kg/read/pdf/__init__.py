"""PDF: the text of its pages in reading order, with what stands at the same place of every page left out.

PDFium gives the characters and tells which pages have rules that may cross; pdfplumber finds the tables of those.
Nothing else is asked of either: no script runs, no form is filled, nothing is fetched.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text, quoted_in_french
from kg.read.canonical import Part, compose, join_lines
from kg.read.document import BlockKind
from kg.read.limits import MAX_PAGES, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfDocument

    from kg.read.pdf.cells import Table
    from kg.read.pdf.pages import Page
    from kg.read.raw import RawDocument


def read_pdf(content: bytes, where: str) -> RawDocument:
    """Read a PDF; ``where`` names it in errors.

    Raises DocumentError where it is none, is broken or protected, has no text, or too many pages.
    """
    document = _open(content, where)
    try:
        pages = _pages(document, content, where)
    finally:
        document.close()
    parts = list(_parts(pages))
    if not any(part.text for part in parts):
        raise DocumentError(
            Text(
                "it holds no text (a scan?)",
                "il ne contient pas de texte (un document numérisé\N{NARROW NO-BREAK SPACE}?)",
            ),
            where=where,
            fix=Text(
                "recognise its characters first (OCR), say with ocrmypdf",
                "reconnaître d’abord ses caractères (OCR), par exemple avec ocrmypdf",
            ),
        )
    return compose(parts, where, paged=True)


def _open(content: bytes, where: str) -> PdfDocument:
    # Imported here: a library of 5 MB that most commands do without.
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise DocumentError(
                Text("it is protected by a password", "il est protégé par un mot de passe"),
                where=where,
                fix=Text("save it without the password", "l’enregistrer sans mot de passe"),
            ) from error
        raise _broken(Text(str(error), quoted_in_french(str(error))), where) from error


def _broken(reason: Text, where: str) -> DocumentError:
    return DocumentError(
        Text(f"not a PDF that can be read ({reason.en})", f"pas un PDF lisible ({reason.fr})"),
        where=where,
        fix=Text("get the file again, or save it as PDF anew", "obtenir à nouveau le fichier, ou refaire le PDF"),
    )


def _pages(document: PdfDocument, content: bytes, where: str) -> list[Page]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    from kg.read.pdf.pages import read_page  # noqa: PLC0415
    from kg.read.pdf.ruled import RuledTables  # noqa: PLC0415

    if len(document) > MAX_PAGES:
        raise DocumentError(
            Text(f"{len(document)} pages, more than {MAX_PAGES}", f"{len(document)} pages, plus de {MAX_PAGES}"),
            where=where,
            fix=Text("give the pages of the press release alone", "donner les seules pages du communiqué"),
        )
    if not len(document):
        raise _broken(Text("no page", "aucune page"), where)
    pages, length, ruled = [], 0, RuledTables(content)
    for number in range(len(document)):
        try:
            page = document[number]
        except PdfiumError as error:
            raise _broken(Text(f"page {number + 1}", f"page {number + 1}"), where) from error
        try:
            pages.append(read_page(page, partial(ruled.on, number)))
        finally:
            page.close()
        length += sum(len(segment.text) for segment in pages[-1].segments)
        if length > MAX_TEXT:
            break  # `compose` says so
    return pages


def _parts(pages: Sequence[Page]) -> Iterator[Part]:
    """Yield the blocks of all pages; text goes on from page to page."""
    from kg.read.pdf.columns import Line  # noqa: PLC0415
    from kg.read.pdf.pages import in_order  # noqa: PLC0415
    from kg.read.pdf.paragraphs import Blocks  # noqa: PLC0415
    from kg.read.pdf.running import without_running  # noqa: PLC0415

    rest = without_running([(page.height, page.segments) for page in pages])
    ordered = [in_order(page, segments) for page, segments in zip(pages, rest, strict=True)]
    blocks = Blocks(thing for things in ordered for thing in things if isinstance(thing, Line))
    waiting, tables = 0, 0
    lines: list[tuple[Line, int]] = []
    for things in ordered:
        waiting += 1
        for thing in things:
            if isinstance(thing, Line):
                lines.append((thing, waiting))
            else:
                yield from blocks.gather(lines)
                lines = []
                yield from _table(thing, tables, waiting)
                tables += 1
            waiting = 0
    yield from blocks.gather(lines)
    if waiting:
        yield Part(BlockKind.PARAGRAPH, "", pages=(0,) * waiting)


def _table(table: Table | dict[tuple[int, int], str], number: int, pages: int) -> Iterator[Part]:
    if isinstance(table, dict):
        cells = table
    else:
        cells = {
            (row, column): join_lines([cell.text])
            for row, line in enumerate(table)
            for column, cell in enumerate(line)
            if cell
        }
    for at, (place, text) in enumerate(sorted(cells.items())):
        yield Part(BlockKind.CELL, text, 0, (number, *place), (0,) * (0 if at else pages))
