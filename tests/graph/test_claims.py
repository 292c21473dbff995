"""Claims and facts as triples: what becomes of each kind, and what merges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.extract.claims import (
    EditionSize,
    Entity,
    Extraction,
    Linked,
    LinkKind,
    Method,
    Move,
    Participation,
    Position,
    PositionKind,
    Scope,
    StatedCount,
)
from kg.graph.facts import direction_of
from tests.graph.handmade import ALES, IMPACT, LETUDIANT, SDG_15, U_MULTIRANK, UNKNOWN, Text, rank, renamed
from tests.graph.whole import Whole

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.extract.claims import Claim, Fact
    from kg.read.document import Document
    from kg.registry import Registry

K = PositionKind
TEXT = Text(
    "a.fr", (("fr", "L’école est 24e, puis 27e ; elle a 9 notes A et se dit première école d’Ailleurs au palmarès."),)
)


class Seen:
    """The graph of some documents, without the ontology, by subject and local name of the property."""

    def __init__(self, registry: Registry, *read: tuple[Document, Extraction]) -> None:
        self.triples: set[Triple] = set(Whole(read, registry).merged)

    def of(self, key: str) -> dict[str, list[str]]:
        said: dict[str, list[str]] = {}
        for subject, predicate, value in self.triples:
            if subject == NamedNode(vocab.BASE + key):
                name = predicate.value.rpartition("#")[2].rpartition("/")[2]
                tag = f"@{value.language}" if isinstance(value, Literal) and value.language else ""
                short = value.value.removeprefix(vocab.BASE).removeprefix(vocab.PAL)
                said.setdefault(name, []).append(short + tag)
        return {name: sorted(values) for name, values in said.items()}

    def keys(self, kind: str) -> list[str]:
        under = f"{vocab.BASE}{kind}/"
        return sorted({s.value.removeprefix(under) for s, _, _ in self.triples if s.value.startswith(under)})


def _seen(registry: Registry, *claims: Claim, facts: tuple[Fact, ...] = ()) -> Seen:
    return Seen(registry, TEXT.read(claims, facts))


_Case = tuple[str, dict[str, Any], Position, str, dict[str, list[str]]]
_CASES: list[_Case] = [
    # why, parts, position, key, what is said of it
    ("exact", {}, rank(24), "result/the-impact-2024/imt-mines-ales/overall/world/24",
     {"type": ["Result"], "positionKind": ["position-kind/exact"], "rankBest": ["24"], "rankWorst": ["24"]}),
    ("open band", {}, Position(K.BAND, 1201), "result/the-impact-2024/imt-mines-ales/overall/world/1201-",
     {"positionKind": ["position-kind/band"], "rankBest": ["1201"], "rankWorst": []}),
    ("top n of a goal", {"criterion": SDG_15, "scope": Scope("FR")}, Position(K.TOP, 1, 10),
     "result/the-impact-2024/imt-mines-ales/sdg-15/fr/top-10",
     {"criterion": ["criterion/the-impact/sdg-15"], "positionKind": ["position-kind/top-n"], "rankWorst": ["10"]}),
    ("top percent", {"ranking": LETUDIANT, "scope": Scope("FR")}, Position(K.TOP_PERCENT, 0, 15),
     "result/letudiant-ingenieurs-2024/imt-mines-ales/overall/fr/top-15-percent",
     {"positionKind": ["position-kind/top-percent"], "topPercent": ["15"], "rankBest": []}),
    ("score", {}, Position(K.SCORE, 83, 100), "result/the-impact-2024/imt-mines-ales/overall/world/score-83-of-100",
     {"positionKind": ["position-kind/score"], "score": ["83"], "scoreOutOf": ["100"], "rankBest": []}),
    ("half of a group", {"ranking": LETUDIANT, "scope": Scope("FR")}, Position(K.GRADE, grade="A", half=1),
     "result/letudiant-ingenieurs-2024/imt-mines-ales/overall/fr/grade-a-1",
     {"positionKind": ["position-kind/grade"], "grade": ["grade/letudiant-ingenieurs/a-1"], "label": [
         "IMT Mines Alès, L’Étudiant engineering 2024, France, group A, first half@en",
         "IMT Mines Alès, L’Étudiant ingénieurs 2024, France, groupe A, 1re moitié@fr"]}),
    ("grades counted", {"ranking": U_MULTIRANK}, Position(K.GRADE_COUNT, 22, 22, grade="A+B"),
     "tally/u-multirank-2024/imt-mines-ales/overall/world/22-grade-a-b",
     {"type": ["Tally"], "count": ["22"], "grade": ["grade/u-multirank/a", "grade/u-multirank/b"], "positionKind": []}),
    ("grades out of", {"ranking": U_MULTIRANK}, Position(K.SCORE, 17, 35, grade="A"),
     "tally/u-multirank-2024/imt-mines-ales/overall/world/17-grade-a-of-35", {"count": ["17"], "countOutOf": ["35"]}),
    ("goals counted", {}, Position(K.SUBJECT_COUNT, 7, 7, within=200, out_of=17),
     "tally/the-impact-2024/imt-mines-ales/overall/world/7-within-200-of-17",
     {"count": ["7"], "within": ["200"], "countOutOf": ["17"], "counts": ["criterion-kind/sdg"]}),
    ("no year", {"edition": None}, rank(24), "result/the-impact-undated-a.fr/imt-mines-ales/overall/world/24",
     {"edition": ["edition/the-impact-undated-a.fr"], "label": [
         "IMT Mines Alès, THE Impact, monde, 24e place@fr", "IMT Mines Alès, THE Impact, world, 24th@en"]}),
    ("population that it ranks anyway", {"ranking": LETUDIANT, "scope": Scope("FR", "écoles d'ingénieurs")}, rank(1),
     "result/letudiant-ingenieurs-2024/imt-mines-ales/overall/fr/1", {"scope": ["scope/fr"]}),
    ("population", {"scope": Scope("FR", "écoles d’ingénieurs")}, rank(1),
     "result/the-impact-2024/imt-mines-ales/overall/fr-ecoles-d-ingenieurs/1",
     {"scope": ["scope/fr-ecoles-d-ingenieurs"], "label": [
         "IMT Mines Alès, THE Impact 2024, France, engineering schools, 1st@en",
         "IMT Mines Alès, THE Impact 2024, France, écoles d’ingénieurs, 1re place@fr"]}),
]  # fmt: skip


@pytest.mark.parametrize("case", _CASES, ids=[case[0] for case in _CASES])
def test_claims(registry: Registry, case: _Case) -> None:
    why, parts, position, key, expected = case
    said = _seen(registry, TEXT.claim("24e", position, **parts)).of(key)
    assert {name: said.get(name, []) for name in expected} == expected, why
    assert said["basis"] == ["basis/stated"]
    assert said["institution"] == ["institution/imt-mines-ales"]
    assert said["evidence"] == ["evidence/a.fr/12-15"]
    assert len(said["link"]) == 5


def test_documents_that_agree_merge_and_pool_their_evidence(registry: Registry) -> None:
    tied = TEXT.read([TEXT.claim("24e", rank(24), tied=True)])
    plain = renamed(TEXT.read([TEXT.claim("24e", rank(24))]), "b.fr")
    for read in ((tied, plain), (plain, tied)):
        said = Seen(registry, *read).of("result/the-impact-2024/imt-mines-ales/overall/world/24")
        assert said["evidence"] == ["evidence/a.fr/12-15", "evidence/b.fr/12-15"]
        assert said["tied"] == ["true"]
        assert said["label"] == [
            "IMT Mines Alès, THE Impact 2024, monde, 24e place ex aequo@fr",
            "IMT Mines Alès, THE Impact 2024, world, joint 24th@en",
        ]


def test_documents_that_disagree_stay_apart(registry: Registry) -> None:
    other = renamed(TEXT.read([TEXT.claim("27e", rank(27))]), "b.fr")
    assert Seen(registry, TEXT.read([TEXT.claim("24e", rank(24))]), other).keys("result") == [
        "the-impact-2024/imt-mines-ales/overall/world/24",
        "the-impact-2024/imt-mines-ales/overall/world/27",
    ]


def test_stated_prevails_over_computed(registry: Registry) -> None:
    computed = TEXT.claim("27e", rank(27), computed=True)
    key = "result/the-impact-2024/imt-mines-ales/overall/world/27"
    assert _seen(registry, computed).of(key)["basis"] == ["basis/computed"]
    stated = renamed(TEXT.read([TEXT.claim("27e", rank(27))]), "b.fr")
    assert Seen(registry, TEXT.read([computed]), stated).of(key)["basis"] == ["basis/stated"]


def test_candidates_are_described_and_marked(registry: Registry) -> None:
    claim = TEXT.claim(
        "première",
        rank(1),
        institution=UNKNOWN,
        ranking=Entity("Palmarès d'Ailleurs"),
        criterion=Entity("Droit"),
        scope=Scope("region:Ailleurs", "écoles de cirque"),
    )
    seen = _seen(registry, claim)
    key = (
        "candidate-palmares-d-ailleurs-2024/candidate-ecole-d-ailleurs/candidate-droit"
        "/candidate-ailleurs-candidate-ecoles-de-cirque/1"
    )
    assert seen.keys("result") == [key]
    assert seen.of("institution/candidate-ecole-d-ailleurs") == {
        "type": ["Candidate", "Institution"],
        "label": ["École d’Ailleurs@en", "École d’Ailleurs@fr"],
        "prefLabel": ["École d’Ailleurs@en", "École d’Ailleurs@fr"],
    }
    for kind, node in (
        ("Ranking", "ranking/candidate-palmares-d-ailleurs"),
        ("Criterion", "criterion/candidate-palmares-d-ailleurs/candidate-droit"),
        ("Place", "place/candidate-ailleurs"),
        ("InstitutionCategory", "category/candidate-ecoles-de-cirque"),
    ):
        assert seen.of(node)["type"] == sorted(["Candidate", kind])


def test_a_candidate_has_one_name_whatever_documents_write(registry: Registry) -> None:
    loud = TEXT.read([TEXT.claim("24e", rank(24), institution=Entity("ÉCOLE D’AILLEURS"))])
    usual = renamed(TEXT.read([TEXT.claim("24e", rank(24), institution=UNKNOWN)]), "b.fr")
    for read in ((loud, usual), (usual, loud)):
        seen = Seen(registry, *read)
        name = seen.of("institution/candidate-ecole-d-ailleurs")["label"]
        assert name == ["École d’Ailleurs@en", "École d’Ailleurs@fr"]
        assert len(seen.of(f"result/{seen.keys('result')[0]}")["label"]) == 2


def test_the_overall_table_of_a_candidate_ranking_says_so(registry: Registry) -> None:
    seen = _seen(registry, TEXT.claim("24e", rank(24), ranking=Entity("Palmarès d'Ailleurs")))
    said = seen.of("criterion/candidate-palmares-d-ailleurs/overall")
    assert said["criterionKind"] == ["criterion-kind/overall"]
    assert said["label"] == ["classement général@fr", "overall ranking@en"]


def test_an_unknown_grade_is_a_candidate(registry: Registry) -> None:
    seen = _seen(registry, TEXT.claim("9 notes A", Position(K.GRADE_COUNT, 9, 9, grade="A")))
    assert seen.of("grade/the-impact/a")["type"] == ["Candidate", "Grade"]


def test_editions_in_one_document_are_linked(registry: Registry) -> None:
    seen = _seen(registry, *(TEXT.claim("24e", rank(24), edition=year) for year in (2024, 2023, 2021)))
    assert seen.of("edition/the-impact-2024")["previousEdition"] == ["edition/the-impact-2023"]
    assert "previousEdition" not in seen.of("edition/the-impact-2023")
    assert seen.of("edition/the-impact-2024")["ranking"] == ["ranking/the-impact"]


def test_an_edition_of_no_known_year_has_none(registry: Registry) -> None:
    said = _seen(registry, TEXT.claim("24e", rank(24), edition=None)).of("edition/the-impact-undated-a.fr")
    assert "year" not in said
    assert said["label"] == ["THE Impact, undated edition, a.fr@en", "THE Impact, édition non datée, a.fr@fr"]


def test_links_of_one_passage_are_shared_and_numbered(registry: Registry) -> None:
    both = [
        TEXT.claim("24e", rank(24), criterion=(Entity("ODD", f"the-impact/sdg-{number}"), words))
        for number, words in ((6, "notes"), (7, "école"))
    ]
    seen = _seen(registry, *both)
    assert [key for key in seen.keys("link") if "criterion" in key] == [
        "a.fr/12-15/criterion",
        "a.fr/12-15/criterion-2",
    ]
    assert len(seen.keys("link")) == 6
    said = seen.of("link/a.fr/12-15/criterion-2")
    assert said["linkKind"] == ["link-kind/sentence"]
    assert said["position"] == ["evidence/a.fr/12-15"]
    assert said["slot"] == ["criterion"]
    assert said["label"][0] == "link, criterion, a.fr, characters 12–15 (2)@en"
    assert "linkEvidence" not in seen.of("link/a.fr/12-15/scope")
    assert seen.of("link/a.fr/12-15/scope")["linkKind"] == ["link-kind/default"]


def _linked(value: Any) -> Linked[Any]:  # noqa: ANN401
    return Linked(value, TEXT.span("école"), LinkKind.CLAUSE, "by-hand")


_EDITION: dict[str, Any] = {
    "ranking": _linked(IMPACT), "edition": _linked(2024), "span": TEXT.span("24e"), "rule": "by-hand"
}  # fmt: skip
_SCHOOL = _EDITION | {"institution": _linked(ALES)}


def _size(count: int, **more: Any) -> EditionSize:  # noqa: ANN401
    return EditionSize(**_EDITION | {"unit": "institution", "count": count, "at_least": False} | more)


_FACTS: list[tuple[Fact, str, dict[str, list[str]]]] = [
    (_size(1115), "edition-size/the-impact-2024/institution/1115", {"count": ["1115"], "unit": ["unit/institution"]}),
    (_size(2000, at_least=True), "edition-size/the-impact-2024/institution/at-least-2000",
     {"countAtLeast": ["2000"], "count": []}),
    (_size(18, place="FR"), "edition-size/the-impact-2024/institution/fr/18", {"scope": ["scope/fr"]}),
    (_size(4, group=_linked(Entity("IMT", "imt"))), "edition-size/the-impact-2024/institution/imt/4",
     {"group": ["institution/imt"]}),
    (_size(91, unit="country"), "edition-size/the-impact-2024/country/91", {"unit": ["unit/country"]}),
    (Participation(**_SCHOOL, ordinal=5), "participation/the-impact-2024/imt-mines-ales/number-5",
     {"participationNumber": ["5"], "institution": ["institution/imt-mines-ales"]}),
    (Participation(**_SCHOOL, consecutive=3), "participation/the-impact-2024/imt-mines-ales/running-3",
     {"consecutiveYears": ["3"], "firstParticipation": []}),
    (Participation(**_SCHOOL, first_time=True, criteria=(_linked(SDG_15),)),
     "participation/the-impact-2024/imt-mines-ales/first-in-sdg-15",
     {"firstParticipation": ["true"], "inCriterion": ["criterion/the-impact/sdg-15"]}),
    (Move(**_SCHOOL, places=3, before_edition=2023), "move/the-impact-2024/imt-mines-ales/up-3",
     {"places": ["3"], "direction": ["direction/up"], "previousYear": ["2023"]}),
    (Move(**_SCHOOL, places=-2), "move/the-impact-2024/imt-mines-ales/down-2",
     {"places": ["2"], "direction": ["direction/down"]}),
    (Move(**_SCHOOL, places=0), "move/the-impact-2024/imt-mines-ales/kept",
     {"places": [], "direction": ["direction/kept"]}),
    (Move(**_SCHOOL, before=Position(K.BAND, 301, 400), after=Position(K.BAND, 101, 200)),
     "move/the-impact-2024/imt-mines-ales/from-301-400-to-101-200",
     {"beforeBest": ["301"], "beforeWorst": ["400"], "afterBest": ["101"], "afterWorst": ["200"],
      "direction": ["direction/up"]}),
    (Move(**_SCHOOL | {"ranking": _linked(U_MULTIRANK)}, before=Position(K.GRADE_COUNT, 20, 20),
          after=Position(K.GRADE_COUNT, 22, 22, grade="A+B")),
     "move/u-multirank-2024/imt-mines-ales/from-20-grade-a-b-to-22-grade-a-b",
     {"countBefore": ["20"], "countAfter": ["22"], "grade": ["grade/u-multirank/a", "grade/u-multirank/b"]}),
    (Method(**_EDITION, criterion_count=4, points=10, points_before=5, new_indicators=2),
     "method/the-impact-2024/criteria-4-points-10-before-5-new-indicators-2",
     {"criterionCount": ["4"], "points": ["10"], "pointsBefore": ["5"], "newIndicatorCount": ["2"]}),
    (Method(**_EDITION, criteria=(_linked(SDG_15),)), "method/the-impact-2024/uses-sdg-15",
     {"usesCriterion": ["criterion/the-impact/sdg-15"]}),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "key", "expected"), _FACTS, ids=[case[1] for case in _FACTS])
def test_facts(registry: Registry, fact: Fact, key: str, expected: dict[str, list[str]]) -> None:
    said = _seen(registry, facts=(fact,)).of(key)
    assert {name: said.get(name, []) for name in expected} == expected
    assert said["type"] == [type(fact).__name__]
    assert said["basis"] == ["basis/stated"]
    assert said["evidence"] == ["evidence/a.fr/12-15"]
    assert len(said["label"]) == 2


def test_a_whole_size_is_said_on_the_edition(registry: Registry) -> None:
    facts = (
        _size(1115), _size(18, place="FR"), _size(4, group=_linked(ALES)), _size(91, unit="country"),
        _size(1000, at_least=True), _size(1100, at_least=True), _size(50, unit="country", at_least=True),
    )  # fmt: skip
    said = _seen(registry, facts=facts).of("edition/the-impact-2024")
    assert said["rankedCount"] == ["1115"]
    assert said["rankedCountAtLeast"] == ["1100"]
    assert said["countryCount"] == ["91"]
    assert len(said["size"]) == len(facts)


def test_the_size_in_a_rankings_own_scope_is_the_whole(registry: Registry) -> None:
    fact = replace(_size(172, place="FR"), ranking=_linked(LETUDIANT))
    assert _seen(registry, facts=(fact,)).of("edition/letudiant-ingenieurs-2024")["rankedCount"] == ["172"]


def test_a_count_whose_members_are_listed_is_a_tally(registry: Registry) -> None:
    position = Position(K.SUBJECT_COUNT, 5, 5, within=200, within_from=100, out_of=17)
    count = StatedCount(**_SCHOOL, scope=_linked(Scope("world")), position=position)
    key = "tally/the-impact-2024/imt-mines-ales/overall/world/5-within-100-200-of-17"
    said = _seen(registry, facts=(count,)).of(key)
    assert (said["count"], said["within"]) == (["5"], ["200"])
    assert (said["rankBest"], said["rankWorst"]) == (["100"], ["200"])


_TOP_20, _TOP_30, _BAND = Position(K.TOP, 1, 20), Position(K.TOP, 1, 30), Position(K.BAND, 101, 200)
DIRECTIONS = [
    # why                      before                             after                              direction
    ("ranks",                  rank(27),                          rank(24),                          "up"),
    ("tops",                   _TOP_30,                           _TOP_20,                           "up"),
    ("out of an open band",    Position(K.BAND, 1201),            Position(K.BAND, 1001, 1200),      "up"),
    ("band to rank",           _BAND,                             rank(250),                         "down"),
    ("the same band",          _BAND,                             _BAND,                             "kept"),
    ("fewer grades",           Position(K.GRADE_COUNT, 22, 22),   Position(K.GRADE_COUNT, 20, 20),   "down"),
    ("smaller share",          Position(K.TOP_PERCENT, 0, 15),    Position(K.TOP_PERCENT, 0, 10),    "up"),
    ("points",                 Position(K.SCORE, 50),             Position(K.SCORE, 60),             "up"),
    ("grades have no order",   Position(K.GRADE, grade="B"),      Position(K.GRADE, grade="A"),      None),
    ("rank and share",         rank(27),                          Position(K.TOP_PERCENT, 0, 10),    None),
    ("only one end",           rank(52),                          None,                              None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "before", "after", "direction"), DIRECTIONS, ids=[case[0] for case in DIRECTIONS])
def test_directions(why: str, before: Position, after: Position | None, direction: str | None) -> None:
    assert direction_of(Move(**_SCHOOL, before=before, after=after)) == direction, why


def test_no_reading_gives_a_document_alone(registry: Registry) -> None:
    seen = Seen(registry, (TEXT.document, Extraction((), (), ())))
    assert seen.keys("document") == ["a.fr"]
    assert seen.keys("result") == seen.keys("evidence") == []
