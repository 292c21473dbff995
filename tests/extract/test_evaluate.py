"""The measure of extraction: what agrees with gold, the same figures as the shared scorer, floors for each corpus."""

from __future__ import annotations

import contextlib
import io
import json
import runpy
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import extract
from kg.extract.evaluate import SLOTS, STRICT_SLOTS, Cause, ErrorKind, Evaluation, compare, evaluate
from kg.extract.gold import digest, read_claims, read_corpus
from kg.read import read_document
from tests.tables import names

if TYPE_CHECKING:
    from kg.extract.evaluate import Tally
    from kg.extract.gold import Case
    from kg.registry import Registry
    from tests.extract.told import Teller

ROOT = Path(__file__).parents[2]
SEEDS, DOCUMENTS = ROOT / "tests" / "gold" / "seeds", ROOT / "data" / "documents"
FLOORS = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))
CORPORA = ["seeds", "own", "dev", "dev-a", "dev-b", "dev-c"]  # "dev-a": the texts of dev whose names begin with a

Line = dict[str, Any]

CLAIM: Line = {
    "institution": "IMT Mines Alès", "ranking": "the-impact", "edition": 2024, "subject": None, "scope": "FR",
    "type": "rank", "low": 3, "high": 3, "tied": False, "quote": "3e de France",
}  # fmt: skip


def claim(**changes: object) -> Line:
    return CLAIM | changes


def corpus_of(name: str, request: pytest.FixtureRequest) -> tuple[Case, ...]:
    """Give a corpus that has floors; the test is skipped where it is not here."""
    if name == "seeds":
        return read_corpus(SEEDS, DOCUMENTS)
    if name == "own":
        return read_corpus(ROOT / "tests" / "gold" / "own")
    shared: Path = request.getfixturevalue("shared")
    folder, _, letter = name.partition("-")
    return tuple(case for case in read_corpus(shared / "corpus" / folder) if case.name.startswith(letter))


def tally(gold: Line, read: Line) -> Tally:
    return compare("a", [gold], [read]).tally


AGREEING = [
    # why                             slot           gold                    read                      agree
    ("case and accents",              "institution", "IMT Mines Alès",       "IMT MINES ALES",         True),
    ("empty words",                   "institution", "Université de Genève", "Genève",                 True),
    ("fewer words, two at least",     "institution", "Mines Alès",           "IMT Mines Alès",         True),
    ("one word says too little",      "institution", "Alès",                 "IMT Mines Alès",         False),
    ("York University is another",    "institution", "York University",      "University of York",     False),
    ("no institution read",           "institution", "IMT Mines Alès",       None,                     False),
    ("a ligature",                    "institution", "Sacré-Cœur",           "Sacre Coeur",            True),
    ("another ranking",               "ranking",     "the-impact",           "the-wur",                False),
    ("a ranking without a slug",      "ranking",     "other:Times Top",      "Times Top",              True),
    ("none where one has no slug",    "ranking",     "other:Times Top",      None,                     False),
    ("no edition",                    "edition",     2024,                   None,                     False),
    ("both overall",                  "subject",     None,                   None,                     True),
    ("a goal for the overall table",  "subject",     None,                   "sdg:4",                  False),
    ("another goal",                  "subject",     "sdg:14",               "sdg:4",                  False),
    ("a region's accents",            "scope",       "region:Île-de-France", "region:ile de france",   True),
    ("a tie not read",                "tied",        True,                   None,                     False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "slot", "gold", "read", "agree"), AGREEING, ids=names(AGREEING))
def test_slots_that_agree(why: str, slot: str, gold: object, read: object, agree: bool) -> None:
    found = tally(claim(**{slot: gold}), claim(**{slot: read}))
    assert found.value == 1
    assert [other for other in SLOTS if not found.slots[other]] == ([] if agree else [slot]), why
    assert found.strict == int(agree or slot not in STRICT_SLOTS), why


@pytest.mark.parametrize("slot", ["institution", "subject"])
def test_any_name_of_an_entity_agrees(slot: str) -> None:
    read = claim(**{slot: "law", f"{slot}_names": ["Recht", "Droit"]})
    assert (tally(claim(**{slot: "droit"}), read).strict, tally(claim(**{slot: "chimie"}), read).strict) == (1, 0)


VALUES = [
    # why                          type             same   gold                        read
    ("another rank",               "rank",          False, {},                         {"low": 4, "high": 4}),
    ("a band is no top",           "band",          False, {},                         {"type": "top"}),
    ("an open band",               "band",          True,  {"high": None},             {"high": None}),
    ("a closed band is not open",  "band",          False, {"high": None},             {}),
    ("a whole number as decimal",  "score",         True,  {"low": 83},                {"low": 83.0}),
    ("a percentage has no low",    "top_percent",   True,  {"low": 0},                 {"low": None}),
    ("a grade",                    "grade",         True,  {"grade": "A"},             {"grade": "a"}),
    ("a grade in the low",         "grade",         True,  {"low": "A"},               {"grade": "A"}),
    ("a plus counts",              "grade",         False, {"grade": "A"},             {"grade": "A+"}),
    ("grades counted",             "grade_count",   False, {"grade": "A+B"},           {"grade": "A"}),
    ("counted within another top", "subject_count", False, {"within": 200},            {"within": 100}),
    ("counted out of what",        "subject_count", True,  {"out_of": 17},             {"out_of": None}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "kind", "same", "gold", "read"), VALUES, ids=names(VALUES))
def test_positions_that_are_one(why: str, kind: str, same: bool, gold: Line, read: Line) -> None:
    assert tally(claim(**{"type": kind} | gold), claim(**{"type": kind} | read)).value == int(same), why


def test_a_position_stated_twice_counts_once() -> None:
    again = claim(quote="troisième", tied=True)
    assert (compare("a", [CLAIM, again], [again]).tally.gold, compare("a", [CLAIM], [again] * 2).tally.read) == (1, 1)


def test_the_pairs_that_agree_most_come_first() -> None:
    gold = [claim(institution="INSA Lyon"), CLAIM]
    assert compare("a", gold, [CLAIM, claim(institution="INSA Lyon")]).tally.strict == 2


def test_errors_and_their_causes() -> None:
    gold = [CLAIM, claim(low=9, high=9, quote="9e mondiale")]
    wrong = claim(scope="world", links={"scope": {"rule": "own-scope"}}, rule="rank")
    extra = claim(type="top", low=1, high=50, rule="top", quote="top 50")
    score = compare("a", gold, [wrong, extra], {"9e mondiale": "rank, denied"}.__getitem__)
    told = [(each.cause, each.gold, each.read, each.quote) for each in score.mistakes]
    assert told == [
        (Cause(ErrorKind.WRONG, "scope", "own-scope"), "FR", "world", "3e de France"),
        (Cause(ErrorKind.MISSED, None, "rank, denied"), gold[1], None, "9e mondiale"),
        (Cause(ErrorKind.EXTRA, None, "top"), None, extra, "top 50"),
    ]


def test_a_wrong_tie_is_laid_to_the_rule_of_the_position() -> None:
    [mistake] = compare("a", [claim(tied=True)], [claim(rule="rank", links={})]).mistakes
    assert mistake.cause == Cause(ErrorKind.WRONG, "tied", "rank")


def test_the_most_frequent_cause_comes_first() -> None:
    one = compare("a", [], [claim(rule="top"), claim(rule="rank", low=4), claim(rule="rank", low=5)])
    two = compare("b", [CLAIM], [])
    causes = [(cause, len(mistakes)) for cause, mistakes in Evaluation((one, two)).by_cause()]
    assert causes == [
        (Cause(ErrorKind.EXTRA, None, "rank"), 2),
        (Cause(ErrorKind.EXTRA, None, "top"), 1),
        (Cause(ErrorKind.MISSED, None, ""), 1),
    ]


def test_a_missed_position_names_the_rule_that_refused_it(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "a.txt").write_text("L’INSA Lyon n’est pas 9e du palmarès 2024 de L’Étudiant.", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps(claim(low=9, high=9, quote="9e du palmarès 2024")), encoding="utf-8")
    [score] = evaluate(read_corpus(tmp_path), registry).documents
    [refusal] = extract(read_document(tmp_path / "a.txt"), registry).refusals
    cause = Cause(ErrorKind.MISSED, None, f"{refusal.rule}, {refusal.reason}")
    assert [mistake.cause for mistake in score.mistakes] == [cause]


def test_nothing_to_measure_is_no_crash() -> None:
    empty = Evaluation(())
    assert (empty.strict_mean, empty.total.rates(0), empty.by_cause()) == (0, (0, 0, 0), [])
    assert compare("a", [], [CLAIM]).tally.rates(0) == (0, 0, 0)


# Reading a corpus.

FOLDERS = [
    # why                      files                                            where       said
    ("no gold",                {"a.txt": "x"},                                  "",         "no gold in this folder"),
    ("gold without text",      {"a.jsonl": ""},                                 "a.jsonl",  "gold without a text"),
    ("two texts",              {"a.jsonl": "", "a.fr.txt": "", "a.md": ""},     "a.jsonl",  "a.fr.txt, a.md"),
    ("two golds",              {"a.fr.jsonl": "", "a.en.jsonl": "", "a.txt": ""}, "a",      "a.en.jsonl, a.fr.jsonl"),
    ("broken JSON",            {"a.jsonl": '{}\n\n{"type"', "a.txt": ""},       "a.jsonl:3", "no JSON (column 8"),
    ("a list",                 {"a.jsonl": "[]", "a.txt": ""},                  "a.jsonl:1", "no JSON object"),
    ("letters for a number", {"a.jsonl": '{"type": "top", "low": "3"}', "a.txt": ""}, "a.jsonl:1", "low is no number"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "files", "where", "said"), FOLDERS, ids=names(FOLDERS))
def test_a_corpus_that_cannot_be_read(why: str, files: dict[str, str], where: str, said: str, tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_corpus(tmp_path)
    assert caught.value.where == str(tmp_path / where), why
    assert said in caught.value.what.en
    assert caught.value.what.fr != caught.value.what.en
    assert caught.value.fix


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    for gold, texts in ((tmp_path / "no", None), (SEEDS, tmp_path / "no")):
        with pytest.raises(DataError, match="no such folder"):
            read_corpus(gold, texts)


def test_gold_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"type": "\xe9"}')
    (tmp_path / "a.txt").touch()
    with pytest.raises(DataError, match="not UTF-8"):
        read_corpus(tmp_path)


def test_facts_and_sidecars_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"kind": "move"}\n' + json.dumps(CLAIM), encoding="utf-8")
    for name in ("a.fr.txt", "a.fr.toml", "b.txt"):
        (tmp_path / name).touch()
    [case] = read_corpus(tmp_path)
    assert (case.name, case.claims, case.text.name) == ("a", (CLAIM,), "a.fr.txt")


def test_the_digest_is_of_gold_and_texts(tmp_path: Path) -> None:
    digests = set()
    for gold, text in (("", "x"), ("\n", "x"), ("", "y")):
        (tmp_path / "a.jsonl").write_text(gold, encoding="utf-8")
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        digests.add(digest(read_corpus(tmp_path)))
    assert len(digests) == 3


# The shared scorer: its figures are ours.


@pytest.fixture(scope="session")
def score(shared: Path) -> dict[str, Any]:
    """Give the names of the program that scores claims."""
    return runpy.run_path(str(shared / "corpus" / "score.py"))


def theirs(score: dict[str, Any], gold: list[Line], read: list[Line]) -> tuple[object, ...]:
    """Give one document's figures by the shared scorer."""
    wanted, found = score["unique"](gold), score["unique"](read)
    pairs = score["match"](wanted, found)
    right = Counter(slot for slot in score["SLOTS"] for pair in pairs if score["same_slot"](slot, *pair))
    strict = sum(all(score["same_slot"](slot, *pair) for slot in STRICT_SLOTS) for pair in pairs)
    rates = [score["prf"](hits, len(found), len(wanted)) for hits in (len(pairs), strict)]
    return len(wanted), len(found), len(pairs), strict, right, *rates


def ours(gold: list[Line], read: list[Line]) -> tuple[object, ...]:
    found = compare("a", gold, read).tally
    rates = [found.rates(found.value), found.rates(found.strict)]
    return found.gold, found.read, found.value, found.strict, found.slots, *rates


@pytest.mark.parametrize("name", CORPORA)
def test_the_figures_are_the_scorer_s(
    name: str, score: dict[str, Any], teller: Teller, request: pytest.FixtureRequest
) -> None:
    for case in corpus_of(name, request):
        read, _ = teller.lines_of(case.text)
        assert ours(list(case.claims), read) == theirs(score, list(case.claims), read), case.name


NAMES = (
    "Université de Genève", "Genève", "University of York", "York University", "York", "École des Mines", "Mines Alès",
    "IMT Mines Alès", "INSA Lyon", "Sacré-Cœur", "SACRÉ-CŒUR", "", "ß", None,
)  # fmt: skip
MUTATIONS: dict[str, tuple[object, ...]] = {
    "institution": NAMES,
    "institution_names": ([], ["Mines"], ["Université de Genève", "York"], None),
    "ranking": ("the-impact", "the-wur", "other:Times Top", "Times Top", "other:Top", None),
    "edition": (2023, 2024, "2024", None),
    "subject": ("sdg:4", "sdg:14", *NAMES),
    "subject_names": ([], ["INSA"], None),
    "scope": ("world", "FR", "fr", "region:Île-de-France", "region ile de france", None),
    "type": ("rank", "band", "top", "top_percent", "score", "grade", "grade_count", "subject_count"),
    "low": (0, 1, 3, 3.0, None),
    "high": (3, 10, 100.5, None),
    "grade": ("A", "a", "A+", "A+B", "", None),
    "within": (100, 200, None),
    "tied": (True, False, None),
}


@st.composite
def mutated(draw: st.DrawFn, claims: list[Line]) -> list[Line]:
    """Draw claims of a document, some left out, some twice, their fields changed or gone."""
    lines = []
    for line in draw(st.lists(st.sampled_from(claims), max_size=8)):
        changes = {
            key: draw(st.sampled_from(MUTATIONS[key]))
            for key in draw(st.sets(st.sampled_from(sorted(MUTATIONS)), max_size=4))
        }
        gone = draw(st.sets(st.sampled_from(sorted(set(MUTATIONS) - {"type"})), max_size=1))
        lines.append({key: value for key, value in {**line, **changes}.items() if key not in gone})
    return lines


SEED_CLAIMS = [line for file in sorted(SEEDS.glob("*.jsonl")) for line in read_claims(file)]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(gold=mutated(SEED_CLAIMS[:12]), read=mutated(SEED_CLAIMS[:12]))
def test_the_figures_are_the_scorer_s_whatever_is_read(
    score: dict[str, Any], gold: list[Line], read: list[Line]
) -> None:
    assert ours(gold, read) == theirs(score, gold, read)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(read=st.fixed_dictionaries({name: mutated(SEED_CLAIMS[:12]) for name in ("a", "b", "c")}))
def test_the_totals_are_the_scorer_s(score: dict[str, Any], read: dict[str, list[Line]], tmp_path: Path) -> None:
    gold = {"a": SEED_CLAIMS[:6], "b": SEED_CLAIMS[6:12], "c": []}
    for folder, claims in (("gold", gold), ("read", read)):
        (tmp_path / folder).mkdir(exist_ok=True)
        for name, lines in claims.items():
            (tmp_path / folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        score["main"](tmp_path / "gold", tmp_path / "read")
    evaluation = Evaluation(tuple(compare(name, gold[name], read[name]) for name in gold))
    total = evaluation.total
    said = [f"{share:.3f}" for hits in (total.value, total.strict) for share in total.rates(hits)]
    said += [f"{share:.2f}" for share in total.slot_shares().values()]
    said += [str(len(gold)), str(total.gold), str(total.read), f"{evaluation.strict_mean:.3f}"]
    assert [word for word in printed.getvalue().split() if word[0].isdigit()] == said


# Floors: a rule that makes extraction worse does not pass.


@pytest.mark.parametrize("name", CORPORA)
def test_extraction_keeps_above_its_floors(name: str, registry: Registry, request: pytest.FixtureRequest) -> None:
    corpus, floors = corpus_of(name, request), FLOORS[name]
    assert digest(corpus) == floors["digest"], "another corpus: measure it with kg evaluate and set its floors anew"
    total = evaluate(corpus, registry).total
    value, strict = total.rates(total.value), total.rates(total.strict)
    reached = {"value": value.f1, "strict": strict.f1, "precision": strict.precision}
    assert {measure: f1 for measure, f1 in reached.items() if f1 < floors[measure]} == {}


def test_every_corpus_has_floors() -> None:
    assert sorted(FLOORS) == sorted(CORPORA)
