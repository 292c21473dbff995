"""French: what looks like a position and is none; goals, grades and counts. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import ORDINAL, WORD, N

RULES = (
    rule(
        "date",
        Kind.DATE,
        r"(?<!\d)(?P<day>\d{1,2})(?:er)? (?P<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
        r"|novembre|decembre) (?P<year>(?:19|20)\d{2})\b",
        {"Alès, le 5 janvier 2022": "5 janvier 2022", "1er juin 2024": "1er juin 2024"},
        "en 2022",
    ),
    rule(
        "ordinal-of-time",
        Kind.MASK,
        rf"(?:{ORDINAL}|{WORD})(?:\s(?:et|ou)\s(?:{ORDINAL}|{WORD}))?\s(?:annees?|fois|edition|semestre|trimestre"
        rf"|siecle"
        r"|anniversaire|millenaire|arrondissement|generation|promotion|rentree|etape|volet|partie|phase|mandat|jour"
        r"|mois|semaine|moitie (?!du [^.]{0,20}groupe)|tiers|quart|cycle|version|vague|langue|puissance|economie|degre"
        r"|annee|palier|lieu|pas|plan|cercle|groupe public)s?\b(?! d'affilee de)",
        {"pour la 3e année consécutive": "3e année", "pour la première fois": "première fois"},
        "la 3e place",
    ),
    rule(
        "not-a-position",
        Kind.MASK,
        r"(?:(?:priorites?|defis?|objectifs?|enjeux?|engagements?|axes?|chapitres?|articles?|pages?|annexes?"
        r"|numeros? de)"
        r"(?: n[°o]\s?|\s)\d+|(?:bulletin|lettre|journal|magazine|revue|gazette|\s-|\|) n[°o]\s?\d+|\bpage \d+/\d+"
        r"|(?<!\d)\d{1,9} (?:ans|euros|heures|minutes|jours|mois|hectares|km)\b"
        r"|(?<!\d)\d[\d ]{0,12}(?:€|k€|m€|\$))",
        {"le défi n°1 du plan": "défi n°1", "les 180 ans de l'école": "180 ans"},
        "les 10% des meilleures écoles",
    ),
    rule(
        "fraction",
        Kind.MASK,
        rf"{N} (?:demi|tiers|quarts?|cinquiemes?|dixiemes?|centiemes?|milliemes?)\b",
        {"à quatre dixièmes près": "quatre dixièmes", "pour six centièmes de point": "six centièmes"},
        "la dixième place",
    ),
    rule(
        "participation",
        Kind.PARTICIPATION,
        rf"(?P<n>{ORDINAL}|{WORD}) participation",
        {"Pour sa cinquième participation": "cinquième participation"},
        "la participation de tous",
    ),
    rule(
        "goal",
        Kind.GOAL,
        r"\b(?:odd|objectifs?(?: de developpement durable)?(?: \(odd\))?)s?\s?(?:numeros? |n[°o]s?\s?|#\s?)?"
        r"(?P<n>(?:1[0-7]|[1-9])(?:(?:, | et |, et | & )(?:1[0-7]|[1-9]))*)(?![\da-z%]|[.,]\d| ?000)",
        {"pour l’ODD6": "ODD6", "l’ODD n°15": "ODD n°15", "les ODD 3, 4 et 10": "ODD 3, 4 et 10"},
        "les 17 ODD",
        "l’objectif 2030",
    ),
    rule(
        "grades-out-of",
        Kind.SCORE,
        rf"(?P<n>{N}) (?:notes? )?\"? ?a ?\"? (?:sur|pour|parmi)(?: les)? (?P<of>{N})(?: (?:possibles|criteres"
        r"|rubriques|indicateurs|notes))?\b"
        rf"|note (?:maximale|a) (?:dans|sur|pour|en) (?P<n2>{N}) (?:des|sur(?: les)?) (?P<of2>{N})\b",
        {
            "obtient 17 A sur 35": "17 A sur 35",
            "deux A sur les six possibles": "deux A sur les six possibles",
            "la note maximale dans cinq des dix rubriques": "note maximale dans cinq des dix",
        },
        "17 sur 35",
    ),
    rule(
        "grade-count",
        Kind.GRADE_COUNT,
        rf"(?<!\w)(?!une? \"? ?[a-e](?!\w))(?P<n>{N}) (?:fois (?:la |le )?)?(?:notes? |lettres? )?(?:\"? ?"
        r"(?P<letters>[a-e]\+?(?: (?:et"
        rf"|ou) [a-e]\+?)*)(?![\w'])(?: ?\")?"
        r"|note (?P<best>maximale|la plus haute|la meilleure))",
        {
            "obtient 9 fois la note maximale": "9 fois la note maximale",
            "22 notes A et B": "22 notes A et B",
            "sept A": "sept A",
        },
        "9 fois par an",
    ),
    rule(
        "grade",
        Kind.GRADE,
        r"(?:\b(?:une?|le|d'une?|note(?:es?)?|classee?s?|en|(?:reversee?|versee?|rangee?) en|obtient|recoit|decroche)"
        r"|[\"\w)] ?:) \"? ?(?P<letter>[a-e](?:\+|-(?!\w))?)(?![\w'-])(?: ?\")?"
        r"(?=\s?(?:[,.;)]|$|pour|en |et |sur|dans|que |qui |au ))",
        {"nous recevons un A+ pour la recherche": "un A+", "notée B.": "notée B", "« Débouchés » : A ;": "» : A"},
        "un a priori",
        "il a obtenu",
    ),
    rule(
        "group",
        Kind.GRADE,
        r"(?:(?P<half>1re|premiere|2e|2de|seconde|deuxieme) moitie (?:du|de son|de ce) (?:\w+ )?)?"
        r"\"? ?\b(?:groupes?|categories?|note|lettre|mention) \"? ?(?P<letter>[a-e](?:\+|-(?!\w))?)(?![\w'])(?: ?\")?",
        {
            "dans la 1re moitié du « groupe A »": "1re moitié du « groupe A »",
            "dans le groupe B": "groupe B",
        },
        "un groupe à part",
        "le groupe d'écoles",
    ),
    rule(
        "times",
        Kind.GRADE_COUNT,
        rf"(?P<n>{N}) fois(?= (?:dans|en|pour|sur) )",
        {"4 fois dans la catégorie Recherche": "4 fois"},
        "à la fois",
    ),
    rule(
        "former-count",
        Kind.GRADE_COUNT,
        rf"\bcontre (?P<n>{N})(?= (?:l'an|en \d{{4}}|il y a un an|precedemment|auparavant))",
        {"22 notes A et B, contre 20 l’année dernière": "contre 20"},
        "contre toute attente",
        "contre la 230e",
    ),
    rule(
        "goals-met",
        Kind.COUNT,
        rf"(?:(?P<n>{N}) (?:des|sur(?: les)?|parmi les)|(?P<all>\btous|\btoutes"
        rf"|l'ensemble)(?: des)?(?: les)?)(?: (?P<of>17|dix-sept))? (?:odd|objectifs de developpement)\b",
        {"présent sur 16 des 17 ODD": "16 des 17 ODD", "répond à tous les ODD": "tous les ODD"},
        "les 17 ODD",
    ),
)
