"""The files that describe the others: codebook, metadata of the tables, the data set for catalogues, and digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.addresses import DOWNLOAD, SUMS
from kg.publish.downloads.download import Download
from kg.publish.downloads.tables import csvw
from kg.publish.downloads.tables.codebook import markdown
from kg.publish.statements import by_subject, lines_of_turtle
from kg.query.parameters import LANGUAGES
from kg.validate.load import as_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from kg.publish.blocks import Blocks
    from kg.publish.downloads.description import Description
    from kg.publish.downloads.jsonld import Context
    from kg.publish.tree import Tree

_NAME = "dataset"
_TURTLE = Text("The data set described for catalogues (DCAT, VoID), as Turtle",
               "Le jeu de données décrit pour les catalogues (DCAT, VoID), en Turtle")  # fmt: skip
_JSON = Text("The data set described for catalogues (DCAT, VoID), as JSON-LD",
             "Le jeu de données décrit pour les catalogues (DCAT, VoID), en JSON-LD")  # fmt: skip
_TABLES = Text("The tables described for programs (CSV on the Web)",
               "Les tables décrites pour les programmes (CSV on the Web)")  # fmt: skip
_CODEBOOKS = {
    "fr": Text("The tables described for people, in French", "Les tables expliquées, en français"),
    "en": Text("The tables described for people, in English", "Les tables expliquées, en anglais"),
}
_SUMS = Text("SHA-256 of all these files, for sha256sum -c", "SHA-256 de tous ces fichiers, pour sha256sum -c")


def stated_of(blocks: Blocks, iri: str) -> Iterator[tuple[Node, Node]]:
    """Yield what the graph states of an IRI, as properties and values."""
    number = blocks.find(iri)
    if number is not None:
        for _, predicate, value in as_triples(lines_of_turtle(blocks.head + blocks.text(number))):
            yield predicate, value


def write_codebook(tree: Tree, licence: str) -> Iterator[Download]:
    """Describe the tables."""
    written = tree.write(f"{DOWNLOAD}/{csvw.NAME}", csvw.metadata(licence))
    yield Download(_TABLES, "application/csvm+json", (written,))
    for language in LANGUAGES:
        written = tree.write(f"{DOWNLOAD}/codebook.{language}.md", markdown(language))
        yield Download(_CODEBOOKS[language], "text/markdown", (written,))


def write_description(description: Description, context: Context, tree: Tree) -> Iterator[Download]:
    """Describe the data set and its files, but for these two."""
    yield Download(_TURTLE, "text/turtle", (tree.write(f"{DOWNLOAD}/{_NAME}.ttl", description.turtle()),))
    json = b"".join(context.document(by_subject(description.lines())))
    yield Download(_JSON, "application/ld+json", (tree.write(f"{DOWNLOAD}/{_NAME}.jsonld", json),))


def write_sums(downloads: Iterable[Download], tree: Tree) -> Download:
    """List the digests of all files in the form of ``sha256sum``, named as they stand beside the list."""
    files = sorted((file.name.removeprefix(f"{DOWNLOAD}/"), file.sha256) for each in downloads for file in each.files)
    text = "".join(f"{digest}  {name}\n" for name, digest in files)
    return Download(_SUMS, "text/plain", (tree.write(f"{DOWNLOAD}/{SUMS}", text.encode()),))
