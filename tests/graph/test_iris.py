from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extract.claims import Entity, Position, PositionKind
from kg.graph.iris import Iris, candidate_segment, criterion_segment, edition_segment, segment
from kg.graph.positions import position_segment
from kg.read.document import Span

K = PositionKind

SEGMENTS = [
    # position                                                            segment
    (Position(K.RANK, 24, 24),                                            "24"),
    (Position(K.BAND, 101, 200),                                          "101-200"),
    (Position(K.BAND, 1201),                                              "1201-"),
    (Position(K.TOP, 1, 300),                                             "top-300"),
    (Position(K.TOP_PERCENT, 0, 15),                                      "top-15-percent"),
    (Position(K.TOP_PERCENT, 0, Decimal("2.50")),                         "top-2.5-percent"),
    (Position(K.SCORE, 83, 100),                                          "score-83-of-100"),
    (Position(K.SCORE, Decimal("83.0")),                                  "score-83"),
    (Position(K.GRADE, grade="A"),                                        "grade-a"),
    (Position(K.GRADE, grade="A+"),                                       "grade-a-plus"),
    (Position(K.GRADE, grade="A", half=1),                                "grade-a-1"),
    (Position(K.GRADE_COUNT, 9, 9, grade="A"),                            "9-grade-a"),
    (Position(K.GRADE_COUNT, 22, 22, grade="A+B"),                        "22-grade-a-b"),
    (Position(K.SUBJECT_COUNT, 7, 7, within=200, out_of=17),              "7-within-200-of-17"),
    (Position(K.SUBJECT_COUNT, 16, 16, out_of=17),                        "16-of-17"),
    (Position(K.SCORE, 17, 35, grade="A"),                                "17-grade-a-of-35"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "expected"), SEGMENTS, ids=[case[1] for case in SEGMENTS])
def test_position_segments(position: Position, expected: str) -> None:
    assert position_segment(position) == expected


def test_entities() -> None:
    assert segment(Entity("IMT Mines Alès", "imt-mines-ales")) == "imt-mines-ales"
    assert segment(Entity("École d’Ailleurs")) == "candidate-ecole-d-ailleurs"
    assert criterion_segment(None) == "overall"
    assert criterion_segment(Entity("ODD 15", "the-impact/sdg-15")) == "sdg-15"
    assert criterion_segment(Entity("Droit")) == candidate_segment("droit") == "candidate-droit"


def test_an_edition_of_no_known_year_belongs_to_its_document() -> None:
    assert edition_segment("qs-wur", 2025, "a.fr") == "qs-wur-2025"
    assert edition_segment("qs-wur", None, "a.fr") == "qs-wur-undated-a.fr"


def test_iris_of_documents_and_their_passages() -> None:
    iris, span = Iris("https://example.org/"), Span(3, 9)
    assert iris.document("Presse/a.fr") == "<https://example.org/document/presse-a.fr>"
    assert iris.evidence("a.fr", span) == "<https://example.org/evidence/a.fr/3-9>"
    assert iris.selector("a.fr", span, "quote") == "<https://example.org/evidence/a.fr/3-9/quote>"
    assert iris.link("a.fr", span, "scope", 1) == "<https://example.org/link/a.fr/3-9/scope>"
    assert iris.link("a.fr", span, "scope", 2) == "<https://example.org/link/a.fr/3-9/scope-2>"
