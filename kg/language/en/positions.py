"""English: bands, tops, percentages, sizes and scores. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import DECIMAL, DIGITS, MORE, ORDINAL, SCHOOLS, N

SCORE = rf"(?:{DECIMAL}|(?<![\d.,-])\d{{1,2}}[ ,.]\d{{3}})"

RULES = (
    rule(
        "few-ahead",
        Kind.RANK,
        rf"\bonly (?P<few>{N}|a single)\b(?: [^\s.;]+){{1,9}}? (?:stood|stands?|is|are|was|were|came|comes?|finish\w+"
        r"|sits?|ranks?|do|does|did|fares?)"
        r" (?:between|ahead|above|better|higher|in front|before)\b"
        rf"|\b(?P<few2>{N}) (?:[a-z]+ )?(?:schools|universities|institutions|colleges)(?:, [a-z ]+,)? (?:stand|are"
        r"|rank|come|sit) (?:ahead|above|in front|higher)\b",
        {
            "Only one institution stood between Leeds and the title": "Only one institution stood between",
            "only four universities are ahead of UGA": "only four universities are ahead",
        },
        "only four places",
    ),
    rule(
        "closing",
        Kind.RANK,
        r"\b(?:(?:rounds?|rounding|rounded) (?:off|out)|closes?|closed|completes?|completed|brings? up the rear of"
        r"|brought up the rear of|last in|tail(?:s|ed)? off)"
        rf" (?:the |its |our |this )?(?:[a-z]+(?:'s)? )?top (?P<n>{N})",
        {"King’s College London rounds off the top ten": "rounds off the top ten"},
        "in the top ten",
    ),
    rule(
        "podium",
        Kind.TOP,
        r"\b(?:on|onto|reach\w*|mak\w+|shares?|fill|make up|occupy) the (?:\w+ )?podium\b|(?<!off )(?<!of )"
        r"(?<!below )(?<!outside )(?<!miss )(?<!missed )\bthe (?:podium(?=,? (?:in"
        r"|is|consists|comprises|:))|leading trio|top trio)\b",
        {"it is on the podium": "on the podium"},
        "just off the podium",
        value=3,
    ),
    rule(
        "top-percent",
        Kind.PERCENT,
        r"(?:\b(?:top|leading|best|upper|first)\s?(?P<n>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)"
        r"|\b(?:leading|top|upper|first)[ -](?P<quarter>quarter|quartile)|\b(?:top|leading|upper|first)[ -]"
        r"(?P<decile>decile|tenth))",
        {"part of the top 1.5%": "top 1.5%", "in the top 10 percent": "top 10 percent"},
        "top 15 schools",
    ),
    rule(
        "band",
        Kind.BAND,
        rf"(?:\btop\s?|\[\s?)?(?P<low>{DIGITS})(?:st|nd|rd|th)?\s?-\s?(?P<high>\d{{1,3}}(?:,\d{{3}}){{1,3}}"
        rf"|\d{{1,5}})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:\s?\])?"
        rf"|\bbetween (?:the )?(?:positions? |places? |ranks? )?(?P<low2>{ORDINAL}"
        rf"|{DIGITS}) and (?:the )?(?P<high2>{ORDINAL}|{DIGITS})"
        r"|\b(?:runs? from|ranks?|positions?|places?|group|band"
        rf"|bracket)(?: of)? (?P<low3>{DIGITS}) to (?P<high3>{DIGITS})"
        r"|\b(?:from |between )?(?P<low4>\d*[05]?1) (?:to|and) (?P<high4>\d*[05]0)\b(?! ?%)",
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
        r"(?P<low>(?<![\d.,-])\d{1,3}(?:,\d{3}){1,3}|(?<![\d.,-])\d{3,5})\s?(?:\+(?!\w)|and (?:below|beyond))"
        r"|(?P<beyond>\bbeyond|\bbelow|\bpast|\blower than) (?:the |place |position |number )?(?P<low2>\d{1,3}"
        r"(?:,\d{3})+|\d{2,5})(?:st|nd|rd|th)?\b(?! ?%)",
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
        rf"(?<!out of )(?P<n>{SCORE})(?: (?=and {DECIMAL} points?)| (?P<points>points?|marks)(?: (?:out )?of (?:a "
        rf"(?:possible|maximum) )?(?P<of>{DIGITS}))?\b"
        r"|\s?/\s?(?P<of2>1000|100|20|10|50|200)(?![\d/]|,\d)| out of (?:a )?(?:(?:possible|maximum) )?(?:of )?"
        r"(?P<of3>10,?000|1,?000|100|20|10)\b(?: points)?)"
        r"|\b(?:scores?|scoring|scored|marks?|total|average)\b(?: (?:is|of|was|reads|stands at|comes to|:|=|,))*"
        rf"(?: of)? (?P<n3>\d{{1,3}}\.\d{{1,2}})(?!\d| ?%)(?:\s?(?:/|points? out of|out of) ?(?P<of4>\d{{2,3}}"
        r"|10[ ,.]?000))?(?: points?\b)?"
        rf"|\b(?:with|on|at|a|earns|gets|got|collected|notched up) (?P<n4>\d{{1,3}}\.\d{{1,2}})(?!\d| ?(?:%|per ?cent"
        rf"|million|billion|m\b|bn|times|km|years?))(?:\s?(?:/|points? out of|out of) ?(?P<of5>\d{{2,3}}"
        r"|10[ ,.]?000))?(?: points?\b)?"
        rf"|(?P<n7>\d{{1,3}}\.\d{{1,2}})(?=,? and [^\d.;]{{3,60}},? \d{{1,3}}\.\d{{1,2}},? (?:both|each) (?:out )?of "
        rf"(?P<of7>\d{{2,3}})\b)",
        {
            "earns 83.1/100": "earns 83.1/100",
            "with 96.2 points": "with 96.2 points",
            "the score is 83.0": "score is 83.0",
        },
        "out of 10 points",
        "with 8.6 million people",
    ),
)
