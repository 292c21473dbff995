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
        r"\b(?:maint(?:ient|enu|ient)|conserve|garde) (?:sa|son) (?:position|place|rang)\b(?! dans la (?:1re"
        r"|premiere|2e|seconde) moitie)",
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
        r"(?:\bn\s?[°o]\s?|\bnumeros? |#\s?|(?:\brang|\b(?:la|en|une|sa) place|\bposition)(?: mondiale?"
        rf"| nationale?)?(?: :)? (?:n[°o] ?)?)(?P<n>{N})(?!\s?(?:%|/\d|-\d))",
        {"le n° 1 français": "n° 1", "rang mondial 24": "rang mondial 24"},
        "24 places",
    ),
    rule(
        "second",
        Kind.RANK,
        r"\b(?:dauphine?s?\b(?! de france)|(?:deuxieme|seconde|2e) marche|medaille d'argent"
        r"|l'argent(?=,? (?:et )?(?:le )?bronze)"
        r"|talonne\w*|sur (?:ses|les) talons|a (?:ses|les) basques|prend l'argent|vice-champion\w*)\b",
        {"ENSTA Paris devient dauphine": "dauphine", "décroche la médaille d’argent": "médaille d’argent"},
        "de l'argent",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:(?:prend|decroche|obtient|remporte|arrache) (?:le|la medaille de) bronze|medaille de bronze"
        r"|(?:troisieme|3e|derniere) marche(?: du podium)?|(?:ferme|complete|clot)\w* (?:la marche du |le )podium"
        r"|le bronze(?= a| pour| revient))\b",
        {"prend le bronze": "prend le bronze", "complète le podium": "complète le podium"},
        "l'âge du bronze",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:(?:au|du) pied du podium|juste (?:sous|derriere|hors d[eu]|au-dessous d[eu]) (?:le |du )?podium"
        r"|premiere? non[- ]medaillee?|echoue aux portes du podium)\b",
        {"Au pied du podium, Cambridge": "Au pied du podium"},
        "sur le podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        rf"(?<!\de )(?<!eme )(?<!\dre )\b(?:(?:mieux|meilleure?) (?:classee?|placee?|notee?)(?:s?(?= d))?"
        rf"|meilleure? {SCHOOLS}|meilleur (?:classement|resultat|score)|championne|numero un|n[°o] ?1|leader"
        r"|meilleure?(?= (?:[a-z]+(?:aise?|ais|ienne?|ien|ande?|and|ole|ique|aine?|ain|oise?|ois|eenne?|een|elge"
        r"|uisse)\b)))",
        {
            "Meilleure haute école d’Europe continentale": "Meilleure haute école",
            "la mieux classée de Belgique": "mieux classée",
            "leader en France": "leader",
        },
        "les meilleures universités",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        r"\b(?:(?:pren|rempor|garde|conserve)\w* la tete|(?:arriv|caracol|tron|figur|termin"
        r"|fini)\w+ (?:largement )?en tete"
        r"|se (?:classe|place|hisse|positionne) en tete|en tete (?:du|de ce|des) (?:classements?|palmares"
        r"|universites|ecoles)"
        r"|occup\w+ la tete|domin\w+ (?:le |ce )?(?:classement|palmares|hierarchie)|men\w+ (?:le bal|la danse"
        r"|la course)"
        r"|ouvr\w+ (?:le bal|la marche)|(?:decroch|rempor|conserv|gard|pren)\w+ (?:l'or|la medaille d'or|son trone"
        r"|sa couronne"
        r"|la couronne|la palme)|conserv\w+ (?:le leadership|la premiere place)|tron\w+ au sommet"
        r"|au sommet du classement"
        r"|sacree?s?(?= (?:depuis|en|pour|meilleure?|premiere?|$|[,.;]))|domin\w+ la hierarchie|caracol\w+ en tete"
        r"|(?:plus haute|premiere) marche(?: du podium)?|medaille d'or|coiff\w+ (?:toutes|tous)|devanc\w+ (?:toutes"
        r"|tous)"
        r"|l'or(?= (?:pour|a|revient))|(?:aucune?|nul(?:le)?|personne) (?:\S+ ){0,4}(?:ne|n') ?(?:fait|font) mieux"
        r"|sans rivale?|fait la course en tete|s'adjuge la premiere place)\b",
        {
            "prend la tête du classement": "prend la tête",
            "IMT Atlantique arrive en tête": "arrive en tête",
            "monte sur la plus haute marche du podium": "plus haute marche du podium",
            "elle devance toutes les autres": "devance toutes",
        },
        "la tête haute",
        value=1,
    ),
)
