"""The package of a DOCX: a zip of XML parts, opened with its sizes bounded and without any entity."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.errors import DocumentError, Text
from kg.read.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SMALL = 1024 * 1024  # bytes: of what is smaller the ratio tells nothing
_DOCUMENT = "word/document.xml"
# Other encodings could hide a DOCTYPE from the search for it.
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!(?:utf-8|utf-16|us-ascii|iso-8859-1)[\"'])", re.IGNORECASE)
_ENCRYPTED = 0x1
# What Office writes for a document with a password, and for .doc: no zip.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """The XML parts of one DOCX."""

    def __init__(self, content: bytes, where: str) -> None:
        """Open the package.

        Raises DocumentError where it is none, is too large unpacked, or is encrypted.
        """
        self._where = where
        if content.startswith(_COMPOUND):
            raise DocumentError(
                Text("a .doc, or protected by a password", "un .doc, ou protégé par un mot de passe"),
                where=where,
                fix=Text("save it as .docx without a password", "l’enregistrer en .docx sans mot de passe"),
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise self.broken() from error
        self._check()
        self.main = self._main()

    def _check(self) -> None:
        members = self._zip.infolist()
        packed = sum(member.compress_size for member in members)
        unpacked = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > max(_SMALL, packed * MAX_RATIO):
            raise DocumentError(
                Text("unpacked it would be too large", "décompressé, il serait trop gros"),
                where=self._where,
                fix=Text("save it anew from a word processor", "l’enregistrer à nouveau avec un traitement de texte"),
            )
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise DocumentError(
                Text("it is protected by a password", "il est protégé par un mot de passe"),
                where=self._where,
                fix=Text("save it without the password", "l’enregistrer sans mot de passe"),
            )

    def broken(self) -> DocumentError:
        """Give the error of a file that is no DOCX, or a damaged one."""
        return DocumentError(
            Text("not a DOCX that can be read", "pas un DOCX lisible"),
            where=self._where,
            fix=Text("get the file again, or save it as DOCX anew", "obtenir à nouveau le fichier, ou refaire le DOCX"),
        )

    def part(self, name: str) -> Element | None:
        """Read an XML part; its tags and attributes go without their namespaces. None where there is no such part."""
        try:
            member = self._zip.getinfo(name)
        except KeyError:
            return None
        try:
            content = self._zip.read(member)  # no more than the size it states, which is checked
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
            raise self.broken() from error
        if b"<!DOCTYPE" in content.replace(b"\0", b"") or _ENCODING.match(content.lstrip(b"\xef\xbb\xbf")):
            raise DocumentError(
                Text(f"{name} has a DOCTYPE, which no DOCX needs", f"{name} a un DOCTYPE, inutile à un DOCX"),
                where=self._where,
                fix=Text("do not trust this file", "ne pas se fier à ce fichier"),
            )
        try:
            root = ET.fromstring(content)  # noqa: S314 - without a DOCTYPE there are no entities
        except (ET.ParseError, ValueError) as error:
            raise self.broken() from error
        for element in root.iter():
            element.tag = local(element.tag)
            for key in [key for key in element.attrib if "}" in key]:
                element.attrib[local(key)] = element.attrib.pop(key)
        return root

    def _main(self) -> str:
        """Find the part that holds the text."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", _DOCUMENT).lstrip("/")
        return _DOCUMENT

    def beside(self, name: str) -> Element | None:
        """Read a part that stands in the folder of the main one."""
        folder = self.main.rpartition("/")[0]
        return self.part(f"{folder}/{name}" if folder else name)


def local(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children with one of the names; none of no element."""
    yield from (child for child in (element if element is not None else ()) if child.tag in names)


def value(element: Element | None, *path: str) -> str | None:
    """Give the ``val`` of what stands at ``path`` below an element; "" where it has none, None where nothing stands."""
    for name in path:
        element = next(children(element, name), None)
    return None if element is None else element.get("val", "")
