"""French: bands, tops, percentages, sizes and scores. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import DECIMAL, DIGITS, MORE, ORDINAL, SCHOOLS, N

SCORE = rf"(?:{DECIMAL}|(?<![\d.,-])\d{{1,2}}[ ,.]\d{{3}})"

RULES = (
    rule(
        "few-ahead",
        Kind.RANK,
        rf"\b(?P<few>{N})(?: [^\s.;]+){{0,4}}? seulement (?:la |le |les |l'|nous |lui )?(?:devancent?|precedent?"
        r"|passent devant|font mieux|depassent)"
        rf"|\bseule?s? (?P<few2>{N})(?: [^\s.;]+){{1,6}}? (?:la |le |les |l'|nous |lui )?(?:devancent?|precedent?"
        r"|passent devant|font mieux|depassent)",
        {
            "deux écoles seulement la devancent": "deux écoles seulement la devancent",
            "seules trois universités font mieux": "seules trois universités font mieux",
        },
        "deux écoles seulement",
    ),
    rule(
        "closing",
        Kind.RANK,
        r"\b(?:fermer?|ferment|clot|cloture|complete|referme|boucle)\w* (?:la marche |le ban |le )?(?:du |le "
        rf"|ce )?top (?P<n>{N})"
        rf"|\b(?:lanterne rouge|bon dernier|derniere place) du top (?P<n2>{N})",
        {"Centrale Lyon ferme le top 10": "ferme le top 10"},
        "dans le top 10",
    ),
    rule(
        "podium",
        Kind.TOP,
        r"\b(?:se partagent|squattent|trustent|composent|forment|occupent) (?:le |ce )podium\b|\b(?:sur|monte\w* sur"
        r"|figure\w* sur|accede\w* a?u|dans) (?:le |un )?podium\b|\b(?:le |du |dans le )?(?:trio de tete|tierce"
        r"(?: gagnant| de tete)?(?= (?:national|francais|mondial|europeen)))|(?<!complete )(?<!ferme )"
        r"(?<!ferment )\ble podium(?= (?:francais|hexagonal|tricolore"
        r"|national|mondial|europeen))",
        {"monte sur le podium français": "monte sur le podium"},
        "au pied du podium",
        "loin du podium",
        value=3,
    ),
    rule(
        "top-percent",
        Kind.PERCENT,
        r"(?:\btop\s?(?P<n>\d{1,2}(?:[.,]\d+)?)\s?%|(?P<n2>\d{1,2}(?:[.,]\d+)?)\s?% (?:des |de |d'|les )?(?:\w+ )?"
        r"(?:meilleur|premier|mieux (?:classe|note|place)|superieur|de tete)|(?P<decile>\bpremier decile)"
        r"|(?P<quarter>\bpremier (?:quart|quartile)(?! d'heure)))",
        {"top 15% des écoles": "top 15%", "dans les 10% des meilleures écoles": "10% des meilleur"},
        "top 15 des écoles",
        "10 % des étudiants",
    ),
    rule(
        "band",
        Kind.BAND,
        rf"(?:\btop\s?|\[\s?)?(?P<low>{DIGITS})(?:eme|e)?\s?-\s?(?P<high>\d{{1,3}}(?:[ .]\d{{3}}){{1,3}}"
        rf"|\d{{1,5}})(?:i?eme|e)?(?![\d%]|[.,]\d)(?:\s?\])?"
        rf"|\bentre (?:la |le |les )?(?:rangs? |places? |positions? )?(?P<low2>{ORDINAL}|{DIGITS}) et (?:la |le )?"
        rf"(?P<high2>{ORDINAL}|{DIGITS})|\b(?:rangs?|tranche|places|positions|groupe|fourchette) (?:de "
        rf"|des )?(?P<low3>{DIGITS}) a (?P<high3>{DIGITS})"
        r"|\b(?:de|entre) (?P<low4>\d*[05]?1) (?:a|et) (?P<high4>\d*[05]0)\b(?! ?%)",
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
        r"(?:(?P<low>(?<![\d.,-])\d{1,3}(?:[ .]\d{3}){1,3}|(?<![\d.,-])\d{3,5})\s?\+(?!\w)"
        r"|(?P<beyond>au-dela d[eu](?: la| le)?|apres (?:la|le)) (?P<low2>\d{1,3}(?:[ .]\d{3}){1,3}|\d{3,5})(?:eme"
        r"|e)\b)",
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
        rf"(?<!sur )(?P<n>{SCORE})\s?(?:(?=(?:et|and) {DECIMAL} points?)|(?P<points>points?)(?:\s?(?:sur|/)\s?"
        rf"(?:un maximum de )?(?P<of>{DIGITS}))?\b"
        r"|/\s?(?P<of2>1000|100|20|10|50|200)(?![\d/]|[,.]\d)|\s?sur (?P<of3>100|20|10|10[ .]?000|1[ .]?000)"
        rf"(?![\d,])(?! (?:universites|ecoles|etablissements|institutions))| sur (?P<of6>\d{{2}})(?=,| pour|[.;)]|$))"
        r"|\b(?:scores?|notes?|moyenne|total)\b(?: (?:global|total|general|moyenne?|final))?(?: de| d'| :| a|,| =)? "
        rf"(?P<n3>\d{{1,3}}[.,]\d{{1,2}})(?!\d| ?%)(?:\s?(?:/|points? sur|sur) ?(?P<of4>\d{{2,3}}|10[ ,.]?000))?"
        r"(?: points?\b)?"
        rf"|\b(?:avec|a|obtient|affiche|totalise|recolte|decroche|d'un|un) (?P<n4>\d{{1,3}},\d{{1,2}})(?!\d| ?%| ?"
        rf"(?:m\b|million|milliard|€|euros|fois|km|an))(?:\s?(?:/|points? sur|sur) ?(?P<of5>\d{{2,3}}|10[ ,.]?000))?"
        r"(?: points?\b)?"
        rf"|(?P<n7>\d{{1,3}},\d{{1,2}})(?=,? et [^\d.;]{{3,60}},? \d{{1,3}},\d{{1,2}},? (?:toutes? (?:les )?deux"
        rf"|tous (?:les )?deux|chacune?) sur (?P<of7>\d{{2,3}})\b)",
        {
            "obtient 79,1 points sur 100": "obtient 79,1 points sur 100",
            "avec 83,1/100": "avec 83,1/100",
            "15,8 sur 20": "15,8 sur 20",
            "à 17,4 partout": "à 17,4",
        },
        "notés sur dix points",
        "avec 8,6 millions d’habitants",
    ),
)
