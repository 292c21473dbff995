"""English: words that steer: ties, editions, places, who is meant. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import PLACES, N

RULES = (
    rule(
        "tie",
        Kind.TIE,
        r"\b(?:joint(?:ly)?|tied|ties|tying|equal|ex[- ]a?e?quo|shar(?:e[sd]?|ing)(?: with| by| the| second| third"
        r"| first)?|level with|in a tie)(?= )"
        r"|\b(?:nothing|little) separates\b|\ba dead heat\b|\bneck and neck\b|\bequal$|(?<=[tdh] )equal\b",
        {"joint 16th": "joint", "tied for third": "tied", "a dead heat with UNSW": "a dead heat"},
        "a common place",
    ),
    rule(
        "same-as",
        Kind.SAME_AS,
        r"\b(?:as|where it (?:was|stood)|the same as|just as|like|unchanged (?:from|since)|level with)(?: it was"
        r"| back)? (?:in )?(?=\d{4})",
        {"stays where it was in 2014": "where it was in", "second as in 2015": "as in"},
        "as ever",
    ),
    rule(
        "follow",
        Kind.FOLLOW,
        r"\b(?:followed (?:closely |immediately )?by|hot on (?:its|their) heels(?: (?:is|are|come))?|next (?:comes?"
        r"|come|is|in line)|comes? next"
        r"|then comes?|(?:right|just|close) behind(?: (?:it|them|her|is|comes?))?(?=,| is| comes?)|(?:a|"
        rf"(?P<n>{N})) {PLACES} (?:behind|below|lower|further (?:down|back)|back))\b",
        {
            "followed by Yale": "followed by",
            "with KNUST one place behind": "one place behind",
            "come next": "come next",
        },
        "just behind Yale",
        "the next table",
    ),
    rule(
        "order",
        Kind.ORDER,
        r"\bin (?:that|this|the same|descending) order\b|\bin order\b|\bthen\b",
        {"in that order": "in that order", "Harvard then Yale": "then"},
        "orders from the top",
    ),
    rule(
        "previous",
        Kind.PREVIOUS,
        r"\b(?:last year|(?:the )?previous (?:year|edition|ranking)|(?:the )?year before|a year (?:ago|earlier"
        r"|before)|twelve months (?:ago|earlier)"
        r"|12 months (?:ago|earlier)|last edition)\b",
        {"27th last year": "last year", "compared with the previous edition": "the previous edition"},
        "this year",
    ),
    rule(
        "current",
        Kind.CURRENT,
        r"\b(?:this year|this edition|today|now|this time)\b",
        {"266th today": "today"},
        "last year",
    ),
    rule(
        "world",
        Kind.WORLD,
        r"\b(?:worldwide|world(?:'s)?|(?:in|of|across|around|on) the (?:world|globe|planet)|global(?:ly)?"
        r"|internationally|at (?:world|international|global) level"
        r"|world-?wide)\b",
        {"in the top 100 worldwide for two": "worldwide", "the world's Top 200": "world's"},
        "in France",
    ),
    rule(
        "home",
        Kind.HOME,
        r"\b(?:nationally|our(?= (?:best|sole|top|only|highest))|(?:in|of) the (?:country|land|state|kingdom|nation)|"
        r"(?:the )?(?:country|nation|kingdom|state)'s|(?<=the )(?:country|nation|kingdom)\b|on home soil|at home"
        r"|domestically|any compatriot"
        r"|in the nation"
        r"|at (?:the )?national level|national)\b",
        {"fifth in the country": "in the country", "runner-up on home soil": "on home soil"},
        "in France",
    ),
    rule(
        "continent",
        Kind.CONTINENT,
        r"\b(?:on|in|of) the continent\b",
        {"seventh on the continent": "on the continent"},
        "in Africa",
    ),
    rule(
        "speaker",
        Kind.SPEAKER,
        r"\b(?:we|us|our(?! (?:best|sole|top|highest|only)\b)|ours|ourselves|you|your)\b(?! (?:use|and our|can|may"
        r"|need))",
        {"has us at 95": "us", "our maths department": "our"},
        "We use cookies",
    ),
    rule(
        "pronoun",
        Kind.PRONOUN,
        r"\b(?:(?:the|this) (?:(?!best|top|first|second|third|only|other|sole|leading|number|highest|new|same|oldest"
        r"|no)[a-z][\w-]+ )?"
        r"(?:school|institution|university|college|institute|establishment|varsity|outfit)(?! of|'s (?:best|top))|its"
        r"|it(?= (?!is (?:down|a|an|the)\b))|they|she)\b",
        {
            "The school meets 5": "The school",
            "It is in the Top 400": "It",
            "the Dublin college halved": "the Dublin college",
        },
        "schools",
        "the best university",
    ),
    rule(
        "same-subject",
        Kind.SAME_SUBJECT,
        r"\b(?:there\b(?! (?:is|are|was|were))|(?:on|in|for|by) (?:that|this) (?:one|field|subject|category|measure"
        r"|area|goal|table"
        r"|discipline|indicator|criterion))\b",
        {"we're 8th there": "there", "ranked higher on that one": "on that one"},
        "there are",
    ),
    rule(
        "relative",
        Kind.RELATIVE,
        r"\b(?:in which|(?:in )?th(?:is|at) (?:ranking|table|list))\b",
        {"in which the school": "in which"},
        "the ranking",
    ),
)
