"""English: moves and ranks, in digits, in words and without a number. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import ORDINAL, PLACES, SCHOOLS, WORD, N

RULES = (
    rule(
        "gain",
        Kind.GAIN,
        r"\b(?:gain\w*|climb\w*|ris\w+|rose|mov\w+ up|jump\w*|up|leap\w*|advanc\w+|better by|improv\w+)"
        rf"(?: by)? (?P<n>{N})(?: {PLACES})?\b(?!\s?(?:%|percent|st|nd|rd|th))"
        rf"|(?P<n2>{N}) (?:{PLACES} )?(?:better(?: off)?|higher)\b",
        {"gains 3 places": "gains 3 places", "(215th, up six)": "up six"},
        "lost 3 places",
    ),
    rule(
        "loss",
        Kind.LOSS,
        r"\b(?:los\w+|lost|drop\w*|fall\w*|fell|slip\w*|down|slid\w*|declin\w+)[^.;:()\d]{0,15}? "
        rf"(?:(?P<single>a single|a)|(?P<n>{N}))\b(?: {PLACES})?(?!\s?(?:%|percent|st\b|nd\b|rd\b|th\b))(?<!down a)",
        {
            "lost 3 places": "lost 3 places",
            "lost a single place": "lost a single place",
            "a slip of three": "slip of three",
        },
        "gains 3 places",
    ),
    rule(
        "kept",
        Kind.KEPT,
        r"\b(?:maintain\w*|kept|keeps|retain\w*|held|holds) (?:its|his|her) (?:position|place|rank)\b",
        {"and maintained its position in the rankings": "maintained its position"},
        "kept its promise",
    ),
    rule(
        "rank",
        Kind.RANK,
        rf"(?P<tie>[=#]\s?)?(?P<n>{ORDINAL})",
        {"ranked 102nd worldwide": "102nd", "is placed 35th": "35th"},
        "24 schools",
    ),
    rule(
        "rank-out-of",
        Kind.RANK,
        r"(?P<n>(?<![\d.,/-])\d{1,4})\s?/\s?(?:\d{1,3}(?:,\d{3})+|\d{3,5})(?!\d)",
        {"is 81/1,115 in the overall table": "81/1,115"},
        "17/20",
    ),
    rule(
        "rank-in-words",
        Kind.RANK,
        rf"(?P<word>{WORD})",
        {"ranked first among French institutions": "first", "the twenty-first in the world": "twenty-first"},
        "sixteen schools",
    ),
    rule(
        "rank-by-number",
        Kind.RANK,
        r"(?:\bno\.? ?|\bnumber |(?<!\w)#\s?|\b(?:rank|place|position|spot)(?: of|,|:)? |\b(?:at"
        r"|in at)(?= =?\d+(?:[,.;)]| and \d| in\b| worldwide| globally| overall|$)) "
        rf"|(?P<tie>=)\s?)(?P<n>{N})(?!\s?(?:%|/\d|-\d|\.\d))",
        {"it is No. 8": "No. 8", "at =37 in": "=37", "#227": "#227"},
        "24 places",
    ),
    rule(
        "second",
        Kind.RANK,
        r"\b(?:runners?-up|second only|silver medal|silver for)\b",
        {"UCC is the runner-up on home soil": "runner-up"},
        "a second campus",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:bronze medal|bronze for|takes? bronze)\b",
        {"takes bronze": "takes bronze"},
        "the Bronze Age",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:just (?:off|below|outside) the podium|at the foot of the podium)\b",
        {"just off the podium": "just off the podium"},
        "on the podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        r"(?<!second[- ])(?<!third[- ])(?<!(?:th|nd|rd)[- ])\b(?:highest[- ](?:ranked|placed)|(?:best"
        rf"|top)(?:[- ](?:placed|ranked|performing))?(?: {SCHOOLS})?(?= (?:in the land|in the country|in"
        rf"|on the continent|of)\b)|(?:highest|best|top)[- ](?:ranked|placed)|still our best)\b",
        {"the highest ranked Irish university": "highest ranked", "UCT is the best in the land": "best"},
        "the best schools",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        r"\b(?:t(?:akes?|ook|aken|aking) the (?:lead|top spot|crown|first place)|top(?:s"
        r"|ped)? the(?= (?:[^\s,.;]+ ){0,5}(?:tables?|lists?|rankings?|league))|(?:lead|led) the (?:list|rankings?"
        r"|chart)|head(?:s|ed|ing)? the (?:table|list|rankings?)"
        r"|leads? (?:the (?:way|table|list|rankings?|world)|the(?= [a-z]+ field))|out in front|gold for"
        r"|nobody above it|ahead of every other)\b",
        {
            "IMT Atlantique has taken the lead in the ranking": "taken the lead",
            "took the top spot": "took the top spot",
        },
        "the lead author",
        value=1,
    ),
)
