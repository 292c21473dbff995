"""The baseline: spaCy's rule matchers, without a model, for the same labels and the most common of our value rules."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The rules of ours that the patterns below stand for.
MIRRORED = ("top-percent", "band", "top", "score", "rank", "rank-out-of", "rank-in-words", "rank-by-number")

_RANK = r"^[=#]?\d{1,4}(?:ers?|[eèi]?[eè]res?|res?|i?[eè]mes?|es?|nde?|st|rd|th)$"
_RANK_ENDING = r"^(?:ers?|res?|i?[eè]mes?|es?|nde?)$"
_BAND_IN_ONE = r"^[=#]?\d{1,4}(?:er?|st|nd|rd|th)?[-–—]\d{1,4}(?:er?|st|nd|rd|th)?$"
_OUT_OF = r"^\d{1,4}(?:[.,]\d{1,2})?/\d{1,5}(?:,\d{3})?$"
_AND = ["-", "–", "—", "to", "and", "et", "à", "a"]
_NUMBER_BEFORE = ["n°", "no", "#", "rang", "rangs", "rank", "place", "position", "number", "numéro"]
_PERCENT = {"LOWER": {"IN": ["%", "pour", "per", "percent"]}}
_DIGITS = {"IS_DIGIT": True}

PATTERNS: tuple[list[dict[str, Any]], ...] = (
    [{"LOWER": {"REGEX": _RANK}}],
    [_DIGITS, {"LOWER": {"REGEX": _RANK_ENDING}}],
    [{"LOWER": {"REGEX": _BAND_IN_ONE}}],
    [_DIGITS, {"LOWER": {"IN": _AND}}, _DIGITS],
    [
        {"LOWER": {"REGEX": _RANK}},
        {"LOWER": {"IN": _AND}},
        {"LOWER": {"IN": ["la", "the"]}, "OP": "?"},
        {"LOWER": {"REGEX": _RANK}},
    ],
    [{"LOWER": "top"}, {"ORTH": {"IN": ["-", "–"]}, "OP": "?"}, {"LIKE_NUM": True}],
    [{"LOWER": "top"}, {"LIKE_NUM": True}, _PERCENT],
    [{"LIKE_NUM": True}, _PERCENT],
    [{"LOWER": {"REGEX": _OUT_OF}}],
    [{"LIKE_NUM": True}, {"LOWER": {"IN": ["sur", "out"]}}, {"LOWER": "of", "OP": "?"}, {"LIKE_NUM": True}],
    [{"LIKE_NUM": True}, {"LOWER": {"IN": ["point", "points"]}}],
    [{"LOWER": {"IN": _NUMBER_BEFORE}}, {"ORTH": ".", "OP": "?"}, _DIGITS],
)


def is_installed() -> bool:
    """Tell whether spaCy is there to compare with."""
    return importlib.util.find_spec("spacy") is not None


def version() -> str:
    """Give spaCy's version."""
    import spacy  # noqa: PLC0415 (an extra: only where wanted)

    return str(spacy.__version__)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A blank pipeline (tokeniser alone) for one language, and its two matchers."""

    tokenise: Any
    names: Any
    values: Any


def pipeline(language: str, labels: Sequence[str]) -> Pipeline:
    """Build the pipeline of one language; labels match whatever their case."""
    import spacy  # noqa: PLC0415 (an extra: only where wanted)
    from spacy.matcher import Matcher, PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank(language)
    names = PhraseMatcher(nlp.vocab, attr="LOWER")
    names.add("name", list(nlp.tokenizer.pipe(labels)))
    values = Matcher(nlp.vocab)
    values.add("value", [*PATTERNS, *_ordinals_in_words(language, nlp)], greedy="LONGEST")
    return Pipeline(nlp.make_doc, names, values)


def _ordinals_in_words(language: str, nlp: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401 (spaCy is untyped here)
    """Give our ordinals in words ("seizième", "twenty-fourth") as patterns, one for each number of tokens."""
    by_length: defaultdict[int, list[list[str]]] = defaultdict(list)
    for words in LANGUAGES[language].ordinals:
        for form in {words, words.replace("ieme", "ième").replace("miere", "mière"), words.replace(" ", "-")}:
            tokens = [token.lower_ for token in nlp.make_doc(form)]
            by_length[len(tokens)].append(tokens)
    return [
        [{"LOWER": {"IN": sorted(set(column))}} for column in zip(*rows, strict=True)] for rows in by_length.values()
    ]


def tokens_of(pipelines: dict[str, Pipeline], texts: Iterable[tuple[str, str]]) -> list[tuple[str, Any]]:
    """Tokenise texts, each with its language."""
    return [(language, pipelines[language].tokenise(text)) for language, text in texts]


def names_in(pipelines: dict[str, Pipeline], docs: Iterable[tuple[str, Any]]) -> int:
    """Count the labels found in tokenised texts."""
    return sum(len(pipelines[language].names(doc)) for language, doc in docs)


def values_in(pipelines: dict[str, Pipeline], docs: Iterable[tuple[str, Any]]) -> int:
    """Count the values found in tokenised texts."""
    return sum(len(pipelines[language].values(doc)) for language, doc in docs)
