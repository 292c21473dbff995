"""French: moves and ranks, in digits, in words and without a number. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import ORDINAL, PLACES, SCHOOLS, WORD, N

RULES = (
    rule(
        "gain",
        Kind.GAIN,
        r"(?:gagn\w+|progress\w+|avanc\w+|grimp\w+|remont\w+|bondi\w*|chip\w+|saut\w+|en hausse|s'elev\w+|un bond"
        rf"|une progression)"
        rf" (?:de |d')?(?P<n>{N}) {PLACES}",
        {"GAGNE 3 PLACES": "GAGNE 3 PLACES", "Progressant de 3 places": "Progressant de 3 places"},
        "perd 3 places",
    ),
    rule(
        "loss",
        Kind.LOSS,
        rf"(?:perd\w*|recul\w+|gliss\w+|retrograd\w+|chut\w+|degringol\w+|laiss\w+|en baisse|ced\w+|abandonn\w+)"
        rf" (?:de |d')?(?P<n>{N}) (?:petits? )?{PLACES}",
        {"elle perd trois rangs": "perd trois rangs"},
        "gagne 3 places",
    ),
    rule(
        "kept",
        Kind.KEPT,
        r"\b(?:maint(?:ient|enu|ient)|conserve|garde) (?:sa|son) (?:position|place|rang)\b",
        {"maintient sa position dans le groupe": "maintient sa position"},
        "conserve ses performances",
    ),
    rule(
        "rank",
        Kind.RANK,
        rf"(?P<tie>[=#]\s?)?(?P<n>{ORDINAL})",
        {"classée 24e dans le palmarès": "24e", "1re école d'Occitanie": "1re", "au 24 ème rang": "24 ème"},
        "la 2024 est là",
        "24 écoles",
    ),
    rule(
        "rank-out-of",
        Kind.RANK,
        r"(?P<n>(?<![\d.,/-])\d{1,4})\s?/\s?(?:\d{1,3}(?:[ .]\d{3})+|\d{3,5})(?!\d)",
        {"se classe 81/1 115": "81/1 115"},
        "17/20",
    ),
    rule(
        "rank-in-words",
        Kind.RANK,
        rf"(?P<word>{WORD})",
        {"au seizième rang": "seizième", "quarante-et-unième mondiale": "quarante-et-unième"},
        "seize écoles",
    ),
    rule(
        "rank-by-number",
        Kind.RANK,
        r"(?:\bn\s?[°o]\s?|\bnumeros? |#\s?|(?:\brang|\bplace|\bposition)(?: mondiale?"
        rf"| nationale?)?(?: :)? (?:n[°o] ?)?)(?P<n>{N})(?!\s?(?:%|/\d|-\d))",
        {"le n° 1 français": "n° 1", "rang mondial 24": "rang mondial 24"},
        "24 places",
    ),
    rule(
        "second",
        Kind.RANK,
        r"\b(?:dauphine?s?|deuxieme marche|medaille d'argent|l'argent(?= et le bronze))\b",
        {"ENSTA Paris devient dauphine": "dauphine", "décroche la médaille d’argent": "médaille d’argent"},
        "de l'argent",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:prend le bronze|medaille de bronze|troisieme marche|ferme la marche du podium)\b",
        {"prend le bronze": "prend le bronze"},
        "l'âge du bronze",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:au pied du podium|juste sous le podium|pied du podium)\b",
        {"Au pied du podium, Cambridge": "Au pied du podium"},
        "sur le podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        rf"(?<!\de )(?<!eme )(?<!\dre )\b(?:(?:mieux|meilleure?) (?:classee?|placee?)|meilleure? {SCHOOLS}"
        r"|meilleure?(?= (?:britannique|francais|belge|suisse|allemand|italien|espagnol|canadien|quebecois|africain"
        rf"|europeen|asiatique)))",
        {
            "Meilleure haute école d’Europe continentale": "Meilleure haute école",
            "la mieux classée de Belgique": "mieux classée",
        },
        "les meilleures universités",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        r"\b(?:pren\w+ la tete|arriv\w+ en tete|(?:se classe|se place|figure|trone|caracole) en tete|en tete (?:du"
        r"|de ce) "
        r"(?:classement|palmares)|occup\w+ la tete|domin\w+ le (?:classement|palmares)|men\w+ le bal|ouvr\w+ le bal"
        r"|decroch\w+ (?:l'or|la medaille d'or)|numero un\b|conserv\w+ (?:son trone|la premiere place)"
        r"|tron\w+ au sommet|sacree?"
        r"|domin\w+ (?:la hierarchie|le palmares)|caracol\w+|remport\w+ la palme|premiere marche|medaille d'or)\b",
        {"prend la tête du classement": "prend la tête", "IMT Atlantique arrive en tête": "arrive en tête"},
        "la tête haute",
        value=1,
    ),
)
