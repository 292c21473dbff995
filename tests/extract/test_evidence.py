"""Everything that is read can be checked: the words are those of the document, and each link says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.extract.claims import Claim, Linked, LinkKind
from kg.extract.lines import claim_line, fact_line
from kg.read import Document, Span, read_document, read_string
from tests.tables import names

if TYPE_CHECKING:
    from kg.extract import Extraction
    from tests.extract.told import Line, Teller

DOCUMENTS = {path.name: path for path in sorted((Path(__file__).parents[2] / "data" / "documents").iterdir())}
TEXTS = {
    "raised endings and markup": (
        "# **INSA Lyon** au palmarès 2024 de *L’Étudiant*\n\nL’école est 9<sup>e</sup> *ex aequo* en\n**France** et"
        " 1^{re} d’Occitanie ; elle passe du rang 12 au rang 9.\n"
    ),
    "points beyond 16 bits": (
        "\ufeff\U0001f600 L’Université de Lille est 24e\u00a0mondiale au classement THE Impact 2024.\r\n"
    ),
    "table": "# THE Impact Rankings 2024\n\n| School | Rank |\n|---|---|\n| University of Leeds | **24** |\n",
}


@pytest.fixture(scope="module", params=[*DOCUMENTS, *TEXTS])
def read(request: pytest.FixtureRequest, teller: Teller) -> tuple[Document, Extraction]:
    """Give each document with what is read in it."""
    name: str = request.param
    document = read_document(DOCUMENTS[name]) if name in DOCUMENTS else read_string(TEXTS[name], ".md")
    return document, teller.extract(document)


Read = tuple[Document, "Extraction"]


def lines(read: Read) -> list[Line]:
    document, found = read
    return [
        *(claim_line(claim, document) for claim in found.claims),
        *(fact_line(fact, document) for fact in found.facts),
    ]


def parts(claim: Claim) -> list[Linked[Any]]:
    return [claim.institution, claim.ranking, claim.edition, claim.criterion, claim.scope]


def test_something_is_read(read: Read) -> None:
    assert read[1].claims


def test_words_are_those_of_the_source(read: Read) -> None:
    document, _ = read
    for line in lines(read):
        assert document.source[line["start"] : line["end"]] == line["quote"]
        assert line["quote"].strip() == line["quote"] != ""


def test_every_link_lies_in_the_source(read: Read) -> None:
    document, found = read
    spans = [part.span for claim in found.claims for part in parts(claim) if part.span]
    spans += [refusal.span for refusal in found.refusals]
    spans += [candidate.span for candidate in found.candidates if candidate.span]
    assert [span for span in spans if not 0 <= span.start < span.end <= len(document.source)] == []


def test_a_link_has_words_unless_nothing_says_it(read: Read) -> None:
    _, found = read
    for claim in found.claims:
        for part in parts(claim):
            assert (part.span is None) == (part.kind is LinkKind.DEFAULT), part
            assert part.rule


def test_an_institution_s_words_name_it(read: Read) -> None:
    document, found = read
    for claim in found.claims:
        span = claim.institution.span
        assert span is not None
        assert any(point.isupper() for point in document.quote(span))


def test_every_claim_says_by_which_rule(read: Read) -> None:
    assert [line for line in lines(read) if not line["rule"]] == []


def test_claims_and_facts_stand_in_reading_order(read: Read) -> None:
    _, found = read
    assert [claim.span for claim in found.claims] == sorted(claim.span for claim in found.claims)
    assert [fact.span for fact in found.facts] == sorted(fact.span for fact in found.facts)


def test_each_is_read_once(read: Read) -> None:
    _, found = read
    assert len(set(found.claims)) == len(found.claims)
    assert len(set(found.facts)) == len(found.facts)


KINDS = [
    # why                   text                                                       slot, words, link
    ("beside the position", "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant.",
     ("institution", "INSA Lyon", "clause")),
    ("named in the sentence", "L’INSA Lyon a été classée 9e du palmarès 2024 de L’Étudiant.",
     ("institution", "INSA Lyon", "sentence")),
    ("the place beside it", "L’INSA Lyon est 9e en Europe au THE Impact 2024.",        ("scope", "Europe", "clause")),
    ("no place named",      "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant.",      ("scope", None, "default")),
    ("no subject named",    "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant.",      ("subject", None, "default")),
    ("no edition named",    "L’INSA Lyon est 9e du palmarès de L’Étudiant.",           ("edition", None, "default")),
    ("its own year",        "L’INSA Lyon était 9e en 2022 au palmarès de L’Étudiant.", ("edition", "2022", "clause")),
    ("the ranking in the title",
     "THE Impact 2024 : bons résultats\n\nL’INSA Lyon est 9e en Europe, dit-on partout ici.",
     ("ranking", "THE Impact", "title")),
    ("the edition in the title",
     "THE Impact 2024 : bons résultats\n\nL’INSA Lyon est 9e en Europe, dit-on partout ici.",
     ("edition", "2024", "title")),
    ("an anaphora", "THE Impact 2024 : bons résultats\n\nL’INSA Lyon se réjouit. L’école est 9e en Europe.",
     ("institution", "INSA Lyon", "anaphora")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), KINDS, ids=names(KINDS))
def test_a_link_says_how_it_was_found(
    why: str, text: str, expected: tuple[str, str | None, str], teller: Teller
) -> None:
    document = read_string(text)
    slot, words, kind = expected
    [claim] = teller.extract(document).claims
    part: Linked[Any] = getattr(claim, {"subject": "criterion"}.get(slot, slot))
    assert (None if part.span is None else document.quote(part.span), str(part.kind)) == (words, kind), why
    printed = claim_line(claim, document)["links"]
    assert isinstance(printed, dict)
    assert printed[slot]["link"] == kind
    if part.span is not None:
        assert Span(printed[slot]["start"], printed[slot]["end"]) == part.span


def test_a_refusal_gives_its_reason(teller: Teller) -> None:
    document = read_string("L’INSA Lyon vise le top 5 du palmarès 2025 de L’Étudiant.")
    [refusal] = teller.extract(document).refusals
    assert (document.quote(refusal.span), refusal.reason) == ("top 5", "not-asserted")
