"""English: bands, tops, percentages, sizes and scores. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import DECIMAL, DIGITS, MORE, ORDINAL, SCHOOLS, N

RULES = (
    rule(
        "closing",
        Kind.RANK,
        rf"\b(?:rounds?|rounding) (?:off|out) the top (?P<n>{N})|\b(?:closes|completes) the top (?P<n2>{N})",
        {"King’s College London rounds off the top ten": "rounds off the top ten"},
        "in the top ten",
    ),
    rule(
        "podium",
        Kind.TOP,
        r"\b(?:on|onto|reach\w*|mak\w+) the (?:\w+ )?podium\b",
        {"it is on the podium": "on the podium"},
        "just off the podium",
        value=3,
    ),
    rule(
        "top-percent",
        Kind.PERCENT,
        r"(?:\b(?:top|leading|best)\s?(?P<n>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)"
        r"|\bleading (?P<quarter>quarter))",
        {"part of the top 1.5%": "top 1.5%", "in the top 10 percent": "top 10 percent"},
        "top 15 schools",
    ),
    rule(
        "band",
        Kind.BAND,
        rf"(?:\btop\s?|\[\s?)?(?P<low>{DIGITS})(?:st|nd|rd|th)?\s?-\s?(?P<high>\d{{1,3}}(?:,\d{{3}})+"
        rf"|\d{{1,5}})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:\s?\])?"
        rf"|\bbetween (?:the )?(?:positions? |places? |ranks? )?(?P<low2>{ORDINAL}"
        rf"|{DIGITS}) and (?:the )?(?P<high2>{ORDINAL}|{DIGITS})"
        r"|\b(?:runs? from|ranks?|positions?|places?|group|band"
        rf"|bracket)(?: of)? (?P<low3>{DIGITS}) to (?P<high3>{DIGITS})",
        {
            "in the [301-400] bracket": "[301-400]",
            "placed 301st-400th": "301st-400th",
            "somewhere between 401 and 600": "between 401 and 600",
            "the group that runs from 101 to 200": "runs from 101 to 200",
        },
        "24th",
        "at 68 and 84 respectively",
        "from 31st to 6th",
    ),
    rule(
        "open-band",
        Kind.OPEN_BAND,
        r"(?P<low>(?<![\d.,-])\d{1,3}(?:,\d{3})+|(?<![\d.,-])\d{3,5})\s?(?:\+(?!\w)|and (?:below|beyond))",
        {"1201+": "1201+"},
        "top 300",
    ),
    rule(
        "top",
        Kind.TOP,
        rf"(?:\b(?:top|first|best|leading)[ -]?(?P<n>{N})(?!\s?(?:%|percent|per cent)|-\d| (?:years|months|days"
        rf"|weeks|cities|countries|times))"
        rf"|(?P<n2>{N}) best(?! of)\b)",
        {"in the Top 400 in the overall ranking": "Top 400", "the world's four hundred best": "four hundred best"},
        "top 15%",
        "the top 100-200",
    ),
    rule(
        "size",
        Kind.SIZE,
        rf"(?:(?P<more>{MORE}) )?(?P<n>{N}) (?:french |irish |swiss |belgian |canadian |british |german |african "
        rf"|european )?(?P<unit>{SCHOOLS}|countries|nations)\b(?! years?)",
        {"1,115 institutions": "1,115 institutions", "from 98 countries": "98 countries"},
        "5th institution",
    ),
    rule(
        "score",
        Kind.SCORE,
        rf"(?<!out of )(?P<n>{DECIMAL})(?: (?=and {DECIMAL} points?)| (?:points?)(?: out of (?P<of>\d+))?\b"
        rf"|\s?/\s?(?P<of2>100"
        rf"|20|10|50|200)(?![\d/,])| out of (?P<of3>100|20|10)\b)",
        {"earns 83.1/100": "83.1/100", "with 96.2 points": "96.2 points"},
        "out of 10 points",
    ),
)
