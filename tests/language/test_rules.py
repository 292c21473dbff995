"""Every rule of every language proves itself: its examples are found, its counter-examples are not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.extract.mentions import CueMention, SubjectMention, ValueMention
from kg.extract.values import find_values
from kg.language import LANGUAGES, Kind, Language, Rule
from kg.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rules that one language has and the other does not, each with the reason; none so far.
WITHOUT_COUNTERPART: dict[str, str] = {}

# Rules whose examples or counter-examples fail, each with the reason: whoever mends one must take it out.
FAULTS: dict[tuple[str, str, str], str] = {}  # language, rule, text: reason


class Case(NamedTuple):
    """A text on which a rule is to be tried; ``words`` None where it must find nothing."""

    language: Language
    rule: Rule
    text: str
    words: str | None


def proofs(*, for_facts: bool) -> Iterator[Case]:
    for language in LANGUAGES.values():
        for rule in language.fact_rules if for_facts else language.rules:
            for text, words in rule.examples:
                yield Case(language, rule, text, words)
            for text in rule.counters:
                yield Case(language, rule, text, None)


def named(cases: Iterator[Case]) -> list[object]:
    return [pytest.param(case, id=f"{case.language.code} {case.rule.id}: {case.text}") for case in cases]


def found_first(case: Case) -> str | None:
    match = case.rule.pattern.search(fold(case.text))
    return None if match is None else case.text[slice(*match.span())].strip()


def found_among_all(case: Case) -> list[str]:
    """Give the words that this rule keeps when all rules of its language run."""
    mentions = find_values(case.text, fold(case.text), case.language, [])
    if case.rule.kind is Kind.GOAL:  # a goal by number is a subject, and carries no rule
        spans = [mention.span for mention in mentions if isinstance(mention, SubjectMention)]
    else:
        named = [mention for mention in mentions if isinstance(mention, ValueMention | CueMention)]
        spans = [mention.span for mention in named if mention.rule == case.rule.id]
    return [case.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize("case", named(proofs(for_facts=False)))
def test_a_rule_holds_among_all_rules(case: Case, request: pytest.FixtureRequest) -> None:
    if reason := FAULTS.get((case.language.code, case.rule.id, case.text)):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    found = found_among_all(case)
    if case.words is None:
        assert found == []
    else:
        assert case.words in found


@pytest.mark.parametrize(
    "case",
    named(case for for_facts in (False, True) for case in proofs(for_facts=for_facts) if case.words is not None),
)
def test_a_pattern_finds_its_example_first(case: Case) -> None:
    assert found_first(case) == (case.words or "").strip()


@pytest.mark.parametrize("case", named(case for case in proofs(for_facts=True) if case.words is None))
def test_a_pattern_of_facts_passes_its_counter_examples(case: Case) -> None:
    assert found_first(case) is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_has_examples_and_counter_examples(code: str) -> None:
    rules = LANGUAGES[code].rules + LANGUAGES[code].fact_rules
    assert [rule.id for rule in rules if not rule.examples or not rule.counters] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_rule_s_id_is_its_own(code: str) -> None:
    counts = Counter(rule.id for rule in LANGUAGES[code].rules + LANGUAGES[code].fact_rules)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("field", ["rules", "fact_rules"])
def test_languages_have_the_same_rules(field: str) -> None:
    kinds: list[dict[str, Kind]] = [
        {rule.id: rule.kind for rule in getattr(language, field) if rule.id not in WITHOUT_COUNTERPART}
        for language in LANGUAGES.values()
    ]
    assert all(other == kinds[0] for other in kinds)


def test_what_lacks_a_counterpart_exists() -> None:
    known = {rule.id for language in LANGUAGES.values() for rule in language.rules + language.fact_rules}
    assert set(WITHOUT_COUNTERPART) <= known


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_written_folded(code: str) -> None:
    language = LANGUAGES[code]
    words = [
        *language.stop_words, *language.shared_words, *language.hyphenated, *language.months, *language.cardinals,
        *language.ordinals, *language.sentence_abbreviations,
    ]  # fmt: skip
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_patterns_are_written_folded(code: str) -> None:
    language = LANGUAGES[code]
    patterns = {rule.id: rule.pattern.pattern for rule in language.rules + language.fact_rules}
    unfolded = [name for name, pattern in patterns.items() if any(fold(point) != point for point in letters(pattern))]
    assert unfolded == []


def letters(pattern: str) -> Iterator[str]:
    """Yield the letters of a pattern that stand for themselves: not those of ``\\W`` or of a group's name."""
    before = ""
    for point in pattern:
        if point.isalpha() and before not in {"\\", "?"}:
            yield point
        before = point


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_month_is_named(code: str) -> None:
    assert set(LANGUAGES[code].months.values()) == set(range(1, 13))


def test_known_faults_are_still_tried() -> None:
    tried = {(case.language.code, case.rule.id, case.text) for case in proofs(for_facts=False)}
    assert set(FAULTS) <= tried
