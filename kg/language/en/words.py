"""English number words, and the fragments that its patterns share, over folded text."""

from __future__ import annotations

from kg.language.numbers import words_pattern


def _cardinals() -> dict[str, int]:
    units = (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen"
    )
    small = [(word, value) for value, word in enumerate(units.split(), 1)]
    numbers = dict(small) | {"hundred": 100, "a hundred": 100, "thousand": 1000, "a thousand": 1000}
    for ten, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2):
        numbers[name] = ten * 10
        numbers |= {f"{name} {word}": ten * 10 + value for word, value in small if value in range(10)}
    for word, value in small:
        if value in range(10):
            numbers |= {f"{word} hundred": value * 100, f"{word} thousand": value * 1000}
    return numbers


def _ordinals(cardinals: dict[str, int]) -> dict[str, int]:
    special = {
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
        "twelve": "twelfth",
    }  # fmt: skip
    ordinals = {}
    for words, value in cardinals.items():
        head, _, last = words.rpartition(" ")
        ending = special.get(last) or (last.removesuffix("y") + "ieth" if last.endswith("ty") else last + "th")
        ordinals[f"{head} {ending}".strip()] = value
    return ordinals


CARDINALS = _cardinals()
ORDINALS = _ordinals(CARDINALS)

DIGITS = r"(?<![\d.,/-])(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,6})(?!\d)"
N = rf"(?:{DIGITS}|\b(?:{words_pattern(CARDINALS)})\b)"
ORDINAL = r"(?:\d{1,2},\d{3}|(?<!\d)(?<!\d[.,])\d{1,4})\s?(?:st|nd|rd|th)(?![a-z0-9])"
WORD = rf"\b(?:{words_pattern(ORDINALS)})\b"
DECIMAL = r"(?<![\d.,-])\d{1,4}(?:[.,]\d{1,2})?(?![\d])"
SCHOOLS = (
    r"(?:other )?(?:best )?(?:higher education |business |engineering )?"
    r"(?:institutions?|universities|university|schools?|colleges?|establishments?)"
)
PLACES = r"(?:places?|rungs?|spots?|positions?|notches|notch|slots?|ranks?)"
MORE = r"(?:more than|over|almost|nearly|some|around|about|at least)"
