"""English: what looks like a position and is none; goals, grades and counts. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import ORDINAL, WORD, N

RULES = (
    rule(
        "date",
        Kind.DATE,
        r"(?<!\d)(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>january|february|march|april|may|june|july|august"
        r"|september"
        r"|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? (?P<year>(?:19|20)\d{2})"
        r"|\b(?P<month2>january|february|march|april|may|june|july|august|september|october|november|december|jan"
        r"|feb|mar"
        r"|apr|jun|jul|aug|sept?|oct|nov|dec)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d{2}))\b",
        {"Wed, Apr 22, 2020, 00:01": "Apr 22, 2020", "16 August 2016": "16 August 2016"},
        "in 2022",
    ),
    rule(
        "ordinal-of-time",
        Kind.MASK,
        rf"(?:{ORDINAL}|{WORD})(?: (?:and|or) (?:{ORDINAL}|{WORD}))?[ -](?:years?|times?|editions?|semester|term"
        rf"|centur(?:y|ies)"
        r"|anniversary|millennium|generation|step|part|phase|day|month|week|half(?! of)|quarter|cycle|version|wave"
        r"|language"
        r"|economy|consecutive|straight|instalment|installment|table|list|class|floor|place to|chapter|cousin)s?\b",
        {"first-year students": "first-year", "for the third time": "third time"},
        "third place",
    ),
    rule(
        "not-a-position",
        Kind.MASK,
        r"(?:(?:priorit(?:y|ies)|challenges?|objectives?|chapters?|articles?|pages?|annex) (?:#"
        r"|no\.? ?)?\d+(?![\d-])|\bpage \d+/\d+"
        r"|(?<!\d)\d{1,9}[ -](?:years?|hours?|minutes?|days?|months?|hectares|km|miles)\b|[$£€]\s?\d[\d,.]*(?: ?(?:m"
        r"|bn|million"
        r"|billion))?\b)",
        {"priority #1": "priority #1", "30 minutes": "30 minutes", "$30 million": "$30 million"},
        "the top 10 of the best schools",
    ),
    rule(
        "fraction",
        Kind.MASK,
        rf"{N}[ -](?:halves|thirds|quarters|fifths|tenths?|hundredths?|thousandths?)\b",
        {"by four tenths of a point": "four tenths", "two-thirds of the staff": "two-thirds"},
        "in tenth place",
    ),
    rule(
        "participation",
        Kind.PARTICIPATION,
        rf"(?P<n>{ORDINAL}|{WORD}) (?:participation|appearance)",
        {"In its fifth participation": "fifth participation"},
        "the participation of all",
    ),
    rule(
        "goal",
        Kind.GOAL,
        r"\b(?:sdgs?|(?:sustainable development )?goals?)\s?(?:numbers? |no\.? ?|#\s?)?"
        r"(?P<n>(?:1[0-7]|[1-9])(?:(?:, | and |, and | & )#?(?:1[0-7]|[1-9]))*)(?![\da-z%]|[.,]\d)",
        {"on goal #10 which": "goal #10", "SDGs 13 and 14": "SDGs 13 and 14", "(SDG 7)": "SDG 7"},
        "the 17 SDGs",
        "the 2030 goals",
    ),
    rule(
        "grades-out-of",
        Kind.SCORE,
        rf"(?P<n>{N}) (?:\"? ?a ?\"? (?:grades?|ratings?|scores?)|a'?s) (?:out of|of|for|from)(?: the| a possible)? "
        rf"(?P<of>{N})\b"
        rf"|(?:an a|top (?:grade|mark)|a grades?) in (?P<n2>{N}) of (?:the )?(?P<of2>{N})\b",
        {"with 17 A grades out of 35": "17 A grades out of 35", "an A in 3 of 5 programmes": "an A in 3 of 5"},
        "17 out of 35",
    ),
    rule(
        "grade-count",
        Kind.GRADE_COUNT,
        rf"(?P<n>{N}) (?:times )?(?:\"? ?(?P<letters>[a-e]\+?(?:'?s)?(?: (?:and"
        rf"|or) [a-e]\+?(?:'?s)?)*)(?: ?\")?(?: (?:grades?|ratings?|scores?|marks?))?(?![\w'])"
        r"|(?:top|highest|maximum) (?P<best>grades?|marks?|ratings?))"
        rf"|\bgrade \"? ?(?P<letters2>[a-e]\+?)(?: ?\")?(?: \([^()]*\))? (?P<n2>{N}) times",
        {
            "the grade B 9 times": "grade B 9 times",
            "22 A and B grades": "22 A and B grades",
            "nine top grades": "nine top grades",
        },
        "nine times a year",
    ),
    rule(
        "grade",
        Kind.GRADE,
        r"(?:\b(?:an?|the|rated|graded|awarded|another|straight|solid)|[\"\w)] ?:) \"? ?(?P<letter>[a-e](?:\+|-"
        r"(?!\w))?)(?![\w'-])(?: ?\")?"
        r"(?=\s?(?:[,.;)]|$|for |in |on |grade|rating|that |which |at |and ))",
        {"earned an A for research": "an A", "Spin-offs got a B.": "a B"},
        "a b c",
        "an a priori claim",
    ),
    rule(
        "group",
        Kind.GRADE,
        r"(?:(?P<half>first|second|1st|2nd) half of (?:the |its )?(?:\w+ )?)?\"? ?\b(?:groups?|category|grades?"
        r"|rated|rating of(?: an?)?|letters?) \"? ?"
        r"(?P<letter>[a-e](?:\+|-(?!\w))?)(?![\w'])(?: ?\")?",
        {
            "in the first half of Group A": "first half of Group A",
            "in Group B": "Group B",
        },
        "group of schools",
    ),
    rule(
        "times",
        Kind.GRADE_COUNT,
        rf"(?P<n>{N}|once|twice)(?: times)?(?= (?:in|for) (?:the )?(?:category|dimension|field) )",
        {"4 times in the category Research": "4 times"},
        "4 times a year",
    ),
    rule(
        "former-count",
        Kind.GRADE_COUNT,
        rf"\b(?:against|compared (?:with|to)|up from|down from|versus) (?P<n>{N})(?= (?:last year|the (?:previous"
        rf"|year)|a year|in \d{{4}}))",
        {"22 A and B grades, up from 20 last year": "up from 20"},
        "against all odds",
    ),
    rule(
        "goals-met",
        Kind.COUNT,
        rf"(?:(?P<n>{N}) (?:of|out of)|(?P<all>(?<=meets )all|(?<=meet )all|(?<=in )all|(?<=on )all|(?<=for )all|"
        r"(?<=across )all)(?: of)?)(?: the)?(?: (?P<of>17|seventeen))?(?: un)? (?:sdgs"
        rf"|goals|sustainable development goals)\b",
        {"ranking in 16 of the 17 SDGs": "16 of the 17 SDGs", "meets all the SDGs": "all the SDGs"},
        "the SDG tables",
        "the 17 SDGs",
    ),
)
