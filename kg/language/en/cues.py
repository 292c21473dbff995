"""English: words that steer: ties, editions, places, who is meant. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule

RULES = (
    rule(
        "tie",
        Kind.TIE,
        r"\b(?:joint(?:ly)?|tied|equal|ex[- ]a?e?quo|share[sd]?(?: with| by| the| second| third| first)?)(?= )"
        r"|\bequal$",
        {"joint 16th": "joint", "tied for third": "tied"},
        "a common place",
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
        r"\b(?:nationally|our(?= (?:best|sole|top|only|highest))|in the (?:country|land|state)|on home soil|at home"
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
        "pronoun",
        Kind.PRONOUN,
        r"\b(?:the (?:school|institution|university|college|institute|establishment)(?! of)|(?:our|this"
        r"|its) (?:school|university|institution|college)(?! of)|it|we)\b",
        {"The school meets 5": "The school", "It is in the Top 400": "It"},
        "schools",
    ),
    rule(
        "relative",
        Kind.RELATIVE,
        r"\b(?:in which|(?:in )?th(?:is|at) (?:ranking|table|list))\b",
        {"in which the school": "in which"},
        "the ranking",
    ),
)
