"""DOCX: paragraphs, lists and tables in their order; heads and feet, deleted and hidden text are left out.

Nothing outside the file is fetched and no macro is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text
from kg.read.canonical import compose
from kg.read.docx.body import Body
from kg.read.docx.package import Package

if TYPE_CHECKING:
    from kg.read.raw import RawDocument


def read_docx(content: bytes, where: str) -> RawDocument:
    """Read a DOCX; ``where`` names it in errors. It has no pages: Word makes them anew each time.

    Raises DocumentError where it is none, is broken or protected, is too large unpacked, or has no text.
    """
    package = Package(content, where)
    main = package.part(package.main)
    if main is None:
        raise package.broken()
    body = Body(package.beside("styles.xml"), package.beside("numbering.xml"))
    parts = [
        *body.parts(main),
        *body.notes(package.beside("footnotes.xml")),
        *body.notes(package.beside("endnotes.xml")),
    ]
    if not any(part.text for part in parts):
        raise DocumentError(
            Text("no text in it", "aucun texte"),
            where=where,
            fix=Text("give a document with text", "donner un document qui contient du texte"),
        )
    return compose(parts, where)
