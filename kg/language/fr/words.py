"""French number words, and the fragments that its patterns share, over folded text."""

from __future__ import annotations

from kg.language.numbers import words_pattern


def _cardinals() -> dict[str, int]:
    units = (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit"
        " dix_neuf"
    )
    small = [(word.replace("_", " "), value) for value, word in enumerate(units.split(), 1)]
    numbers = dict(small) | {"une": 1}
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre vingt"}
    for ten, name in tens.items():
        numbers[name] = ten
        for word, value in small:
            # Seventy and ninety are counted on from sixty and eighty.
            if value in range(20 if ten in {60, 80} else 10):
                numbers[f"{name} {word}"] = numbers[f"{name} et {word}"] = ten + value
    numbers |= {"quatre vingts": 80, "cent": 100, "mille": 1000}
    for word, value in small:
        if value in range(2, 10):
            numbers |= {f"{word} cents": value * 100, f"{word} cent": value * 100, f"{word} mille": value * 1000}
    return numbers


def _ordinals(cardinals: dict[str, int]) -> dict[str, int]:
    ordinals = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2}
    for word, value in cardinals.items():
        if value > 1:
            stem = word.removesuffix("s") if word.endswith(("vingts", "cents")) else word
            stem = stem.removesuffix("e")
            stem += "u" * stem.endswith("cinq")
            ordinals[(stem[:-1] + "v" if stem.endswith("neuf") else stem) + "ieme"] = value
    return ordinals | {f"{word}s": value for word, value in ordinals.items()}


CARDINALS = _cardinals()
ORDINALS = _ordinals(CARDINALS)

# Digits with a blank or a point between thousands, or number words.
DIGITS = r"(?<![\d.,/-])(?:\d{1,3}(?:[ .]\d{3}){1,3}|\d{1,6})(?!\d)"
N = rf"(?:{DIGITS}|\b(?:{words_pattern(CARDINALS)})\b)"
ORDINAL = r"(?:\d{1,2}[ .]\d{3}|(?<!\d)(?<!\d[.,])\d{1,4})\s?(?:ers?|[ei]?eres?|res?|i?emes?|es?|nde?)(?![a-z0-9])"
WORD = rf"\b(?:{words_pattern(ORDINALS)})\b"
DECIMAL = r"(?<![\d.,-])\d{1,4}(?:[.,]\d{1,2})?(?![\d])"
SCHOOLS = (
    r"(?:autres )?(?:meilleur(?:e)?s )?(?:grandes? |hautes? |business )?"
    r"(?:etablissements?|ecoles?|universites?|institutions?|facultes?|schools?|facs|campus)"
)
PLACES = r"(?:places?|rangs?|crans?|echelons?|positions?|longueurs?|marches?|degres?)"
MORE = r"(?:plus de|pres de|quelque|environ|quasi(?:ment)?|au moins|\+ de|presque)"
OUT_OF = r"(?:sur|parmi(?: les)?|d'entre|des|classe|evalue|compare|etudie|a travers|rassemble|regroupe|retient)"
