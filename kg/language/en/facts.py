"""English: what documents say beside positions."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import DIGITS, ORDINAL, SCHOOLS, WORD, N

RULES = (
    rule(
        "consecutive",
        Kind.CONSECUTIVE,
        rf"(?P<n>{ORDINAL}|{WORD}) (?:(?:consecutive|straight|successive) (?:year|time)|(?:year|time) (?:running"
        rf"|in a row))",
        {"for the third year running": "third year running"},
        "the third year",
    ),
    rule(
        "first-time",
        Kind.FIRST_TIME,
        r"\bfor the first time\b|\b(?:has |have )?enter(?:s|ed) the (?:ranking|table|list)s?\b|\bnew entrants?\b",
        {"has entered the ranking in the [601-800] bracket": "has entered the ranking"},
        "once again",
    ),
    rule(
        "sized-before",
        Kind.SIZED,
        r"\b(?:ranks?|ranking|assess(?:es|ing)?|compar(?:es|ing)|judges?|out of|of|among|amongst|across|covers"
        r"|includes)(?: the)? ?$",
        {"It ranks": "ranks", "among": "among"},
        "there are",
    ),
    rule(
        "sized-after",
        Kind.SIZED,
        r"^[^.;]{0,40}?\b(?:(?:are|were|is|have been) )?(?:ranked|assessed|compared|evaluated|took part|take part"
        r"|examined)\b",
        {" that are ranked": " that are ranked"},
        " of the region",
    ),
    rule(
        "size-by-year",
        Kind.SIZE_BY_YEAR,
        rf"(?P<n>{DIGITS}) in (?P<year>20\d\d)",
        {"(776 in 2020 and 1,115 in 2021)": "776 in 2020"},
        "in 2020",
    ),
    rule(
        "number-of-institutions",
        Kind.SIZED,
        rf"\bnumber of (?:[a-z]+ )?{SCHOOLS}",
        {"the number of institutions ranked this year": "number of institutions"},
        "the number of countries",
    ),
    rule(
        "of-group",
        Kind.OF_GROUP,
        rf"(?P<n>{N}) of (?:its|their) (?:schools|institutions|members)",
        {"has four of its schools placed": "four of its schools"},
        "its schools",
    ),
    rule(
        "criteria",
        Kind.CRITERIA,
        rf"(?:(?P<n>{N}) )?(?:families|dimensions?|criteria|groups of indicators|performance indicators)(?= ?(?::"
        rf"|of |on |for ))",
        {"grouped in 4 families: academic excellence": "4 families"},
        "the family",
    ),
    rule(
        "scale",
        Kind.SCALE,
        rf"\b(?:marked|scored|rated|graded) out of (?P<n>{N})(?: points?)?\b",
        {"now marked out of ten points": "marked out of ten points"},
        "ten points",
    ),
    rule(
        "new-indicators",
        Kind.NEW_INDICATORS,
        rf"indicators[^.;:]{{0,20}}, (?P<n>{N}) of (?:them|which) new|(?P<n2>{N}) new indicators",
        {"many indicators, two of them new": "indicators, two of them new"},
        "many indicators",
    ),
)
