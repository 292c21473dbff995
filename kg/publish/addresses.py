"""Where everything published lies below the target folder: pages by language, and data in each format.

An address is a path with ``/``, as a file is named below the folder. Keys hold what addresses cannot now and then: such
bytes are written ``=C3``, which stands in links and in file systems as it is.
"""

from __future__ import annotations

import hashlib
import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from kg.publish.entities import Entity

DATA = "data"  # the folder of the files by entity
DOWNLOAD = "download"  # the folder of the whole graph, tables, description
ASSETS = "assets"
SUMS = "SHA256SUMS"  # in the folder of downloads
FORMATS = {"ttl": "text/turtle", "jsonld": "application/ld+json"}  # of an entity's data, by extension

_LONGEST = 180  # bytes of a segment: file systems allow 255, compressed twins and files written aside need some


@lru_cache(1 << 14)
def segment(key: str) -> str:
    """Give one part of an address for one part of a key: nothing that a path could take for something else.

    >>> segment("imt-mines-ales"), segment(".."), segment("Alès?")
    ('imt-mines-ales', '=2E=2E', 'Al=C3=A8s=3F')
    """
    safe = quote(key, safe="").replace("%", "=")
    if safe.startswith("."):
        safe = safe.replace(".", "=2E")
    if len(safe) > _LONGEST:
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        return f"{safe[: _LONGEST - len(digest) - 1]}-{digest}"
    return safe or "="


def address(entity: Entity) -> str:
    """Give the address of an entity without language and extension: ``criterion/the-impact/sdg-15``."""
    return "/".join((entity.kind.name, *(segment(part) for part in entity.key.split("/"))))


def page(name: str, language: str) -> str:
    """Give the address of a page, named without its language: ``fr/institution/imt-mines-ales.html``."""
    return f"{language}/{name}.html"


def data(entity: Entity, extension: str) -> str:
    """Give the address of an entity's data: ``data/institution/imt-mines-ales.ttl``."""
    return f"{DATA}/{address(entity)}.{extension}"


def link(target: str, here: str) -> str:
    """Give the way from one address to another, so that the site works wherever it is put.

    >>> link("assets/site.css", "fr/institution/imt-mines-ales.html"), link("fr/search.html", "fr/index.html")
    ('../../assets/site.css', 'search.html')
    """
    parts, folders = target.split("/"), here.split("/")[:-1]
    shared = len(posixpath.commonprefix([parts[:-1], folders]))
    return quote("/".join([".."] * (len(folders) - shared) + parts[shared:]), safe="/#=")
