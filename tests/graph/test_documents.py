"""A document as a node: what it says of itself, and the documents it cites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from kg import vocab
from kg.errors import DocumentError
from kg.extract.claims import Extraction
from kg.graph import address_of
from kg.read.document import Citation, Document, Span
from tests.graph.handmade import Text
from tests.graph.whole import Whole

if TYPE_CHECKING:
    from kg.registry import Registry

TEXT = Text("a.fr", (("fr", "Voir le communiqué."),), title="Un titre")
NOTHING = Extraction((), (), ())


def _said(registry: Registry, document: Document, *others: Document, of: str = "document/a.fr") -> dict[str, list[str]]:
    merged = Whole([(each, NOTHING) for each in (document, *others)], registry).merged
    said: dict[str, list[str]] = {}
    for subject, predicate, value in merged:
        if subject == NamedNode(vocab.BASE + of):
            name = predicate.value.rpartition("#")[2].rpartition("/")[2]
            said.setdefault(name, []).append(value.value.removeprefix(vocab.BASE))
    return {name: sorted(values) for name, values in said.items()}


def test_what_a_document_says_of_itself(registry: Registry) -> None:
    said = _said(registry, replace(TEXT.document, address="https://example.org/a"))
    assert said == {
        "type": [f"{vocab.PAL}Document"],
        "label": ["document : Un titre", "document: Un titre"],
        "title": ["Un titre"],
        "language": [f"{vocab.LANGUAGE}FRA"],
        "format": ["text/plain"],
        "issued": ["2024-06-12"],
        "sha256": [TEXT.document.sha256],
        "fileName": ["a.fr.txt"],
        "source": ["https://example.org/a"],
    }


def test_without_a_title_it_goes_by_its_slug(registry: Registry) -> None:
    said = _said(registry, replace(TEXT.document, title=None, date=None))
    assert said["title"] == ["a.fr"]
    assert "issued" not in said
    assert "source" not in said


def test_a_title_holds_no_address(registry: Registry) -> None:
    titled = replace(TEXT.document, title="Résultats, écrire à jeanne@example.org")
    assert _said(registry, titled)["title"] == ["Résultats, écrire à"]


def test_a_title_holds_no_person(registry: Registry) -> None:
    titled = replace(TEXT.document, source="Jeanne Martin ravie\n\ndit Jeanne Martin", title="Jeanne Martin ravie")
    assert _said(registry, titled)["title"] == ["ravie"]


ISSUERS = [
    # why                  publisher                 node
    ("institution",        "imt mines ales",         "institution/imt-mines-ales"),
    ("by its slug",        "imt-mines-ales",         "institution/imt-mines-ales"),
    ("publisher",          "L'Étudiant",             "organization/letudiant"),
    ("unknown",            "Agence d'Ailleurs",      "organization/candidate-agence-d-ailleurs"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "publisher", "node"), ISSUERS, ids=[case[0] for case in ISSUERS])
def test_issuers(registry: Registry, why: str, publisher: str, node: str) -> None:
    document = replace(TEXT.document, publisher=publisher)
    assert _said(registry, document)["issuer"] == [node], why
    assert _said(registry, document, of=node)["label"], why


def test_a_cited_document_that_is_not_ours_has_a_name(registry: Registry) -> None:
    citing = replace(TEXT.document, citations=(Citation("CP THE Impact 2022", Span(0, 4)),))
    assert _said(registry, citing)["cites"] == ["document/cp-the-impact-2022"]
    assert _said(registry, citing, of="document/cp-the-impact-2022") == {
        "type": [f"{vocab.PAL}Document"],
        "label": ["cited document: CP THE Impact 2022", "document cité : CP THE Impact 2022"],
        "title": ["CP THE Impact 2022"],
    }


@pytest.mark.parametrize("name", ["Un autre titre", "b.fr", "b"])
def test_a_cited_document_that_is_ours_is_that_document(registry: Registry, name: str) -> None:
    citing = replace(TEXT.document, citations=(Citation(name, Span(0, 4)),))
    cited = replace(Text("b.fr", TEXT.lines, title="Un autre titre").document, file="b.fr.txt")
    assert _said(registry, citing, cited)["cites"] == ["document/b.fr"]


def test_a_document_does_not_cite_itself(registry: Registry) -> None:
    document = replace(TEXT.document, citations=(Citation("Un titre", Span(0, 4)), Citation("a@b.fr", Span(0, 4))))
    assert "cites" not in _said(registry, document)


def test_an_address_must_be_one() -> None:
    with pytest.raises(DocumentError, match="is no address"):
        address_of(replace(TEXT.document, address="not an address"))
