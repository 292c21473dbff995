"""The project's own gold is well formed: fields and types, verbatim quotes, texts and claims in pairs, twins alike."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

OWN = Path(__file__).parents[1] / "gold" / "own"
NAMES = sorted(path.stem for path in OWN.glob("*.jsonl"))
TWINS = sorted(name.removesuffix("fr") for name in NAMES if re.fullmatch(r"t\d+fr", name))

FIELDS = "institution ranking edition subject scope population type low high tied quote".split()
MORE = {"grade": ["grade"], "grade_count": ["grade"], "subject_count": ["within", "out_of"]}
RANKINGS = set(
    "the-impact the-wur the-subject the-europe qs-wur qs-subject qs-europe qs-sustainability qs-employability arwu gras"
    " u-multirank letudiant-ingenieurs letudiant-management lefigaro-ingenieurs lefigaro-management usine-nouvelle"
    " daur-rankings leiden cwur us-news-global greenmetric scimago ntu urap rur ft-mim ft-emba ft-mba ft-european"
    " eduniversal nature-index reuters-innovative webometrics wuri".split()
)
SCOPE = re.compile(r"world|europe|[A-Z]{2}|region:\S.*")
AT_LEAST = {
    "rank": 200,
    "band": 30,
    "top": 10,
    "top_percent": 5,
    "score": 20,
    "grade": 5,
    "grade_count": 10,
    "subject_count": 10,
}

Line = dict[str, Any]


def text(name: str) -> str:
    return (OWN / f"{name}.txt").read_text(encoding="utf-8")


def claims(name: str) -> list[Line]:
    return [json.loads(line) for line in (OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def whole(*numbers: object) -> bool:
    return all(type(number) is int and number > 0 for number in numbers)


def holds_values(claim: Line) -> bool:
    """Tell whether the numbers are those that a claim of this type has."""
    low, high = claim["low"], claim["high"]
    match claim["type"]:
        case "rank":
            return bool(whole(low) and low == high)
        case "band":
            return whole(low) and (high is None or (whole(high) and low < high))
        case "top":
            return low == 1 and whole(high)
        case "top_percent":
            return bool(low == 0 and 0 < high < 100)
        case "score":
            return bool(low >= 0 and (high is None or low <= high))
        case "grade":
            return low is None and high is None and bool(claim["grade"])
        case "grade_count":
            return whole(low) and low == high and re.fullmatch(r"[A-E]+(\+[A-E]+)*", claim["grade"]) is not None
        case "subject_count":
            limits = (limit for limit in (claim["within"], claim["out_of"]) if limit is not None)
            return whole(low, *limits) and low == high
    return False


def test_there_are_as_many_texts_as_there_should_be() -> None:
    assert sorted(path.stem for path in OWN.glob("*.txt")) == NAMES
    french = [name for name in NAMES if name.startswith("f") or name.endswith("fr")]
    assert (len(NAMES), len(french), len(TWINS)) == (122, 64, 6)
    assert [twin for twin in TWINS if f"{twin}en" not in NAMES] == []


def test_each_type_is_there_often_enough() -> None:
    found = Counter(claim["type"] for name in NAMES for claim in claims(name))
    assert {kind: found[kind] for kind, least in AT_LEAST.items() if found[kind] < least} == {}


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_as_long_as_short_pages(name: str) -> None:
    assert 600 <= len(text(name)) <= 2200


@pytest.mark.parametrize("name", NAMES)
def test_lines_have_the_fields_of_a_claim(name: str) -> None:
    found = claims(name)
    assert found
    assert [claim for claim in found if list(claim) != FIELDS + MORE.get(claim["type"], [])] == []


@pytest.mark.parametrize("name", NAMES)
def test_fields_hold_what_they_should(name: str) -> None:
    wrong = [
        claim
        for claim in claims(name)
        if not isinstance(claim["institution"], str)
        or not (claim["ranking"] in RANKINGS or re.fullmatch(r"other:\S.*", claim["ranking"]))
        or not (claim["edition"] is None or type(claim["edition"]) is int)
        or not (claim["subject"] is None or isinstance(claim["subject"], str))
        or not (claim["population"] is None or isinstance(claim["population"], str))
        or not SCOPE.fullmatch(claim["scope"])
        or type(claim["tied"]) is not bool
        or not holds_values(claim)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_verbatim(name: str) -> None:
    assert [claim["quote"] for claim in claims(name) if not claim["quote"] or claim["quote"] not in text(name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_institutions_are_named_in_the_text(name: str) -> None:
    # "celle de Tours", "les universités de Gand et de Mons": the word a row says once, in the plural, is no new word.
    words = set(re.findall(r"\w+", text(name).replace("-\n", "").casefold())) | {"université", "university"}
    named = {claim["institution"] for claim in claims(name)}
    assert [name for name in named if not words.issuperset(re.findall(r"\w+", name.casefold()))] == []


def beside_words(claim: Line) -> Line:
    """Give a claim without what is written in the language of its text."""
    kept = {field: value for field, value in claim.items() if field not in ("quote", "institution", "population")}
    if kept["subject"] and not kept["subject"].startswith("sdg:"):
        kept["subject"] = "named"
    if kept["scope"].startswith("region:"):
        kept["scope"] = "region"
    return kept


@pytest.mark.parametrize("twin", TWINS)
def test_twins_have_the_same_claims(twin: str) -> None:
    french, english = ([beside_words(claim) for claim in claims(twin + language)] for language in ("fr", "en"))
    assert [pair for pair in zip_longest(french, english) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("twin", TWINS)
def test_twins_tell_the_same_institutions_and_subjects_apart(twin: str) -> None:
    for field in ("institution", "subject"):
        pairs = {
            (ours[field] and ours[field].casefold(), theirs[field] and theirs[field].casefold())
            for ours, theirs in zip(claims(f"{twin}fr"), claims(f"{twin}en"), strict=True)
        }
        assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs})
