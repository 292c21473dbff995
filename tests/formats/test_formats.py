"""The same release in every format, by real writers: the same claims, with evidence that holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.extract import extract
from kg.read import read_bytes
from kg.read.private import MAIL, TELEPHONE
from tests import read_once
from tests.formats.releases import RELEASES
from tests.formats.writers import WRITERS, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.claims import Claim, Entity, Linked
    from kg.read.document import Document
    from kg.registry import Lexicon, Registry

EXPECTED = {
    # institution, ranking, edition, criterion (- : overall), scope, position
    "fr": """
        imt-mines-ales the-impact 2024 - FR rank 16 tied
        imt-mines-ales the-impact 2024 - world band 201-250
        imt-mines-ales the-impact 2024 the-impact/sdg-6 FR rank 1
        imt-mines-ales the-impact 2024 the-impact/sdg-15 world rank 88
        imt-mines-ales the-impact 2024 the-impact/sdg-12 FR rank 3
        imt-mines-ales the-impact 2024 the-impact/sdg-14 FR rank 5
        imt-mines-ales the-impact 2024 the-impact/sdg-8 world band 100-200
        ecole-polytechnique letudiant-ingenieurs 2024 - FR rank 1
        centralesupelec letudiant-ingenieurs 2024 - FR rank 2
        mines-paris letudiant-ingenieurs 2024 - FR rank 3
        universite-de-bordeaux the-impact 2024 - world band 101-200
        universite-de-bordeaux the-impact 2024 - FR rank 4
        nantes-universite the-impact 2024 - world band 201-300
        nantes-universite the-impact 2024 - FR rank 9
        imt-atlantique the-impact 2024 - world band 301-400
        imt-atlantique the-impact 2024 - FR rank 21
        centrale-nantes the-impact 2024 - world band 401-600
        centrale-nantes the-impact 2024 - FR rank 30
    """,
    "en": """
        imt the-impact 2024 - world top 1-200
        imt the-impact 2024 - FR rank 16 tied
        imt the-impact 2024 - world band 101-200
        imt the-impact 2024 the-impact/sdg-9 FR rank 1
        imt the-impact 2024 the-impact/sdg-7 world rank 22
        imt the-impact 2024 the-impact/sdg-12 FR rank 3
        imt the-impact 2024 the-impact/sdg-4 FR rank 5
        imt the-impact 2024 the-impact/sdg-8 world band 100-200
        massachusetts-institute-of-technology qs-wur 2025 - world rank 1
        imperial-college-london qs-wur 2025 - world rank 2
        university-of-oxford qs-wur 2025 - world rank 3
        universite-de-bordeaux the-impact 2024 - world band 101-200
        universite-de-bordeaux the-impact 2024 - FR rank 4
        nantes-universite the-impact 2024 - world band 201-300
        nantes-universite the-impact 2024 - FR rank 9
        imt-atlantique the-impact 2024 - world band 301-400
        imt-atlantique the-impact 2024 - FR rank 21
        centrale-nantes the-impact 2024 - world band 401-600
        centrale-nantes the-impact 2024 - FR rank 30
    """,
}
CONTACT = re.compile(r"durand@|04? ?66 ?78", re.IGNORECASE)


@pytest.fixture
def lexicon() -> Lexicon:
    return read_once.lexicon()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Document]:
    """Read a release as one of the writers writes it, each once."""
    documents: dict[tuple[str, str], Document] = {}

    def get(writer: str, language: str) -> Document:
        if (writer, language) not in documents:
            suffix, write = WRITERS[writer]
            content = write(RELEASES[language], tmp_path_factory.mktemp(f"{writer}-{language}"))
            documents[writer, language] = read_bytes(content, suffix, where=f"{writer}.{language}{suffix}")
        return documents[writer, language]

    return get


def spelled(claim: Claim) -> str:
    def name(entity: Entity | None) -> str:
        return "-" if entity is None else entity.slug or entity.name

    position = claim.position
    values = f"{position.low}" if position.low == position.high else f"{position.low}-{position.high}"
    parts = [name(claim.institution.value), name(claim.ranking.value), str(claim.edition.value)]
    parts += [name(claim.criterion.value), claim.scope.value.place, position.kind.value, values]
    return " ".join(parts + ["tied"] * claim.tied)


each = pytest.mark.parametrize(
    ("writer", "language"), [(writer, language) for writer in WRITERS for language in RELEASES]
)


@each
def test_every_format_gives_the_same_claims(
    writer: str,
    language: str,
    written: Callable[[str, str], Document],
    registry: Registry,
    lexicon: Lexicon,
) -> None:
    claims = extract(written(writer, language), registry, lexicon).claims
    expected = [line.strip() for line in EXPECTED[language].strip().splitlines()]
    assert sorted({spelled(claim) for claim in claims}) == sorted(expected)  # a title and a lead say the same


@each
def test_evidence_holds(
    writer: str,
    language: str,
    written: Callable[[str, str], Document],
    registry: Registry,
    lexicon: Lexicon,
) -> None:
    document = written(writer, language)
    for claim in extract(document, registry, lexicon).claims:
        quote = document.quote(claim.span)
        low = str(claim.position.high if claim.position.kind == "top" else claim.position.low)
        # A browser counts the items of HTML: what stands for the number is the mark.
        assert low in quote or quote == "<li>"
        linked: list[Linked[object]] = [claim.institution, claim.ranking, claim.edition, claim.criterion, claim.scope]  # type: ignore[list-item]
        assert all(document.quote(part.span).strip() for part in linked if part.span)


@each
def test_the_document_says_the_same_of_itself(
    writer: str, language: str, written: Callable[[str, str], Document]
) -> None:
    document = written(writer, language)
    assert document.title == plain(RELEASES[language].title)
    assert document.date is not None
    assert document.date.isoformat() == "2024-06-12"
    assert document.language == language


@each
def test_words_are_whole(writer: str, language: str, written: Callable[[str, str], Document]) -> None:
    text = " ".join(block.text for block in written(writer, language).blocks)
    wanted = {
        "fr": ("16e ex æquo des", "scientifique, efficace et suffisamment", "d’enseignement", "à Saint-Étienne comme"),
        "en": ("joint 16th in France", "efficient and sufficiently well-known", "commitment to teaching"),
    }
    assert [words for words in wanted[language] if words not in text] == []


PACKED = [(writer, language) for writer, language in each.args[1] if WRITERS[writer][0] in {".pdf", ".docx"}]


@pytest.mark.parametrize(("writer", "language"), PACKED)
def test_the_canonical_text_has_no_addresses(
    writer: str, language: str, written: Callable[[str, str], Document]
) -> None:
    document = written(writer, language)
    assert document.canonical
    assert not MAIL.search(document.source)
    assert not TELEPHONE.search(document.source)
    assert not CONTACT.search(document.source)


@pytest.mark.parametrize("language", RELEASES)
def test_heads_and_numbers_of_pages_are_no_text(language: str, written: Callable[[str, str], Document]) -> None:
    for writer in ("word", "libreoffice-pdf", "reportlab-pdf"):
        document = written(writer, language)
        assert RELEASES[language].running not in document.source
        assert not re.search(r"(?m)^\d(?:/\d)?$", document.source)


@pytest.mark.parametrize("language", RELEASES)
def test_a_passage_tells_its_page(
    language: str,
    written: Callable[[str, str], Document],
    registry: Registry,
    lexicon: Lexicon,
) -> None:
    document = written("reportlab-pdf", language)
    pages = {
        spelled(claim).split()[0]: document.page(claim.span) for claim in extract(document, registry, lexicon).claims
    }
    assert len(document.pages) == 2
    assert pages["centrale-nantes"] == 2
    assert pages.get("imt-mines-ales", pages.get("imt")) == 1
    assert written("word", language).pages == ()
