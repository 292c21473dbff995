"""French: bands, tops, percentages, sizes and scores. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import DECIMAL, DIGITS, MORE, ORDINAL, SCHOOLS, N

RULES = (
    rule(
        "closing",
        Kind.RANK,
        rf"\b(?:fermer?|ferment|clot|cloture|complete|referme) (?:la marche |le )?(?:du |le )?top (?P<n>{N})",
        {"Centrale Lyon ferme le top 10": "ferme le top 10"},
        "dans le top 10",
    ),
    rule(
        "podium",
        Kind.TOP,
        r"\b(?:sur|monte\w* sur|figure\w* sur|accede\w* a?u|au|dans) (?:le |un )?podium\b|\ble podium(?= (?:francais"
        r"|national|mondial|europeen))",
        {"monte sur le podium français": "monte sur le podium"},
        "au pied du podium",
        "loin du podium",
        value=3,
    ),
    rule(
        "top-percent",
        Kind.PERCENT,
        r"(?:\btop\s?(?P<n>\d{1,2}(?:[.,]\d+)?)\s?%|(?P<n2>\d{1,2}(?:[.,]\d+)?)\s?% (?:des |de "
        r"|d')?(?:\w+ )?(?:meilleur|premier))",
        {"top 15% des écoles": "top 15%", "dans les 10% des meilleures écoles": "10% des meilleur"},
        "top 15 des écoles",
        "10 % des étudiants",
    ),
    rule(
        "band",
        Kind.BAND,
        rf"(?:\btop\s?|\[\s?)?(?P<low>{DIGITS})(?:eme|e)?\s?-\s?(?P<high>\d{{1,3}}(?:[ .]\d{{3}})+"
        rf"|\d{{1,5}})(?:i?eme|e)?(?![\d%]|[.,]\d)(?:\s?\])?"
        rf"|\bentre (?:la |le |les )?(?:rangs? |places? |positions? )?(?P<low2>{ORDINAL}|{DIGITS}) et (?:la |le )?"
        rf"(?P<high2>{ORDINAL}|{DIGITS})|\b(?:rangs?|tranche|places|positions|groupe|fourchette) (?:de "
        rf"|des )?(?P<low3>{DIGITS}) a (?P<high3>{DIGITS})",
        {
            "le top 100-200 mondial": "top 100-200",
            "la tranche [301-400]": "[301-400]",
            "entre la 1 001ème et la 1 200ème position": "entre la 1 001ème et la 1 200ème",
            "le groupe 501–600": "501–600",
        },
        "24e",
        "classées 267e et 278e",
        "de la 189e à la 230e place",
    ),
    rule(
        "open-band",
        Kind.OPEN_BAND,
        r"(?:(?P<low>(?<![\d.,-])\d{1,3}(?:[ .]\d{3})+|(?<![\d.,-])\d{3,5})\s?\+(?!\w)"
        r"|(?:au-dela d[eu](?: la| le)?|apres (?:la|le)) (?P<low2>\d{1,3}(?:[ .]\d{3})+|\d{3,5})(?:eme|e)\b)",
        {"1201+": "1201+", "au-delà de la 1 201ème place": "au-delà de la 1 201ème"},
        "top 300",
    ),
    rule(
        "top",
        Kind.TOP,
        rf"(?:\btop\s?-?\s?(?P<n>{N})(?!\s?%|-\d)|(?P<n2>{N})\s(?:toutes )?(?:premier(?:e)?s|meilleur(?:e)?s)\b"
        rf"(?! (?:annees|mois|jours|villes|semaines|fois))|sous la barre des (?P<n3>{N})|premier (?P<n4>millier))",
        {
            "dans le Top 300 au niveau mondial": "Top 300",
            "les quatre cents premières universités": "quatre cents premières",
            "parmi les 200 meilleures": "200 meilleures",
        },
        "top 15%",
        "le top 100-200",
    ),
    rule(
        "size",
        Kind.SIZE,
        rf"(?:(?P<more>{MORE}) )?(?P<n>{N}) (?P<unit>{SCHOOLS}|pays|nations)\b",
        {"plus de 2 000 établissements": "plus de 2 000 établissements", "à travers 91 pays": "91 pays"},
        "5e établissement",
    ),
    rule(
        "score",
        Kind.SCORE,
        rf"(?<!sur )(?P<n>{DECIMAL})\s?(?:(?=(?:et|and) {DECIMAL} points?)|points?(?:\s?sur\s?(?P<of>\d+))?\b"
        rf"|/\s?(?P<of2>100"
        rf"|20|10|50|200)(?![\d/]))",
        {"obtient 79,1 points sur 100": "79,1 points sur 100", "avec 83,1/100": "83,1/100"},
        "notés sur dix points",
    ),
)
