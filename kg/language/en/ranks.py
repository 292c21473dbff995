"""English: moves and ranks, in digits, in words and without a number. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import ORDINAL, PLACES, WORD, N

RULES = (
    rule(
        "gain",
        Kind.GAIN,
        r"\b(?:gain\w*|climb\w*|ris\w+|rose|mov\w+ up|jump\w*|up|leap\w*|advanc\w+|better by|improv\w+|surg\w+|soar\w+)"
        rf"(?: by| of)? (?P<n>{N})(?: {PLACES})?\b(?!\s?(?:%|percent|st|nd|rd|th))"
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
        r"\b(?:runners?-up|second only|silver medal|silver (?:for|goes to)|takes? silver"
        r"|only (?:\w+ ){1,6}(?:stood|stands|is) (?:between|ahead))\b",
        {"UCC is the runner-up on home soil": "runner-up"},
        "a second campus",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:bronze medal|bronze (?:for|goes to)|(?:takes?|took|wins?|won) bronze"
        r"|(?:completes?|rounds? (?:off|out)) the (?:podium|top three))\b",
        {"takes bronze": "takes bronze", "rounds out the podium": "rounds out the podium"},
        "the Bronze Age",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:just (?:off|below|outside) the podium|at the foot of the podium|(?:misses|missed) the podium by one)\b",
        {"just off the podium": "just off the podium"},
        "on the podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        r"(?<!second[- ])(?<!third[- ])(?<!fourth[- ])(?<!(?:th|nd|rd)[- ])\b(?:highest[- ](?:ranked|placed|rated"
        r"|ranking)"
        r"|(?:best|top)[- ](?:placed|ranked|performing|rated)|(?:best|top|leading"
        r"|foremost) (?:[a-z]+ )?(?:university|school|institution|college)"
        r"|best(?= (?:in the (?:land|country|world|region|state)|on the continent|for))|still our best|number one"
        r"|no\.? ?1)\b",
        {
            "the highest ranked Irish university": "highest ranked",
            "UCT is the best in the land": "best",
            "Belgium's top university": "top university",
        },
        "the best schools",
        "the top universities",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        r"\b(?:(?:takes?|took|taken|taking|holds?|held|keeps?|kept|retains?|retained|regains?|claims?|claimed"
        r"|grabs?) (?:the )?"
        r"(?:lead|top spot|top place|top position|crown|first place|title|gold)"
        r"|top(?:s|ped)? the(?= (?:[^\s,.;]+ ){0,5}(?:tables?|lists?|rankings?|league|charts?))"
        r"|(?:leads?|led|heads?|headed|heading) the (?:way|tables?|list|rankings?|chart|pack|world|league)"
        r"|(?:leads?|led)(?= the [a-z]+ (?:field|pack|contingent))|(?:comes?|came|finish\w+) (?:out )?on top"
        r"|out in front"
        r"|gold (?:for|goes to)|nobody above it|ahead of every other|(?:is|was|been) crowned|at the (?:top"
        r"|summit) of the"
        r"|(?:nobody|no one|none)(?: [a-z]+){0,5} (?:does|did|do) better|second to none|ahead of all (?:other|its))\b",
        {
            "IMT Atlantique has taken the lead in the ranking": "taken the lead",
            "took the top spot": "took the top spot",
            "Harvard topped the list": "topped the",
            "the school came out on top": "came out on top",
        },
        "the lead author",
        value=1,
    ),
)
