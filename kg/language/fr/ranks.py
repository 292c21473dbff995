"""French: moves and ranks, in digits, in words and without a number. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import ORDINAL, PLACES, SCHOOLS, WORD, N

# To hold the first place in words: what one does with it, and what it is called.
TAKES = (
    r"(?:pren\w+|pris\w*|occup\w+|ti(?:ent|ennent)|tenai\w+|gard\w+|conserv\w+|decroch\w+|ravi\w*|remport\w+"
    r"|arrach\w+|s'adjug\w+"
    r"|s'empar\w+|recuper\w+|retrouv\w+|herit\w+|monte\w*|truste\w*|squatt\w+|confisqu\w+|rafl\w+|signe\w*|souffl\w+"
    r"|detien\w+"
    r"|accapar\w+|ceint\w*|coiff\w+|endoss\w+|s'offr\w+|defend\w*|reprend\w*)"
)
HEAD = (
    r"(?:la tete(?! haute| d'affiche)|le sommet|(?:la|sa) couronne|(?:le|son) trone|l'or(?!\w)|la medaille d'or"
    r"|la palme|(?:le|son|un nouveau) titre"
    r"|(?:le|son) fauteuil(?: de leader| de tete)?|(?:la |en )?pole position|le leadership|le maillot jaune|la corde"
    r"|les renes|son sceptre"
    r"|la (?:premiere|plus haute) marche(?: du podium)?|la place de numero un|le haut de l'affiche)"
)

RULES = (
    rule(
        "gain",
        Kind.GAIN,
        r"(?:\b(?:gagn\w+|progress\w+|avanc\w+|grimp\w+|remont\w+|bondi\w*|chip\w+|saut\w+|en hausse|s'elev\w+|"
        r"(?:un )?bond"
        r"|(?:une )?progression|(?:un )?gain|(?:en )?progres|fait un saut|repren\w+|engrang\w+) (?:de |d'|en )?"
        r"(?:quelque |pas moins de )?"
        rf"(?P<n>{N}) (?:petits? |bonnes? |belles? )?{PLACES}"
        rf"|\ben (?:gagn\w+|prend|chip\w+|grappill\w+|repren\w+) (?P<n2>{N})(?! ?%)"
        rf"|\(\s?(?:\+|↑|▲)\s?(?P<n3>\d{{1,3}})(?: {PLACES})?\s?\)|\b(?P<n4>{N}) {PLACES} (?:gagne\w*|de mieux"
        r"|de plus|plus haut|mieux qu)"
        rf"|\bmieux de (?P<n5>{N}) {PLACES})",
        {
            "GAGNE 3 PLACES": "GAGNE 3 PLACES",
            "Progressant de 3 places": "Progressant de 3 places",
            "Audencia en prend deux": "en prend deux",
            "16e (+ 7)": "(+ 7)",
            "un rang de mieux": "un rang de mieux",
        },
        "perd 3 places",
    ),
    rule(
        "loss",
        Kind.LOSS,
        r"(?:\b(?:perd\w*|recul\w*|gliss\w+|retrograd\w+|chut\w+|degringol\w+|laiss\w+(?: filer)?|en baisse|ced\w+"
        r"|abandonn\w+|descend\w*|repli"
        rf"|baiss\w+) (?:de |d')?(?:quelque |pas moins de )?(?P<n>{N}) (?:petits? |bonnes? )?{PLACES}"
        rf"|\ben (?:perd|cede|laisse|abandonne)\w* (?P<n2>{N})(?! ?%)"
        rf"|\(\s?(?:-|↓|▼)\s?(?P<n3>\d{{1,3}})(?: {PLACES})?\s?\)|\b(?P<n4>{N}) {PLACES} (?:perdue?s?|de moins"
        r"|plus bas|de perdus?))",
        {"elle perd trois rangs": "perd trois rangs", "L’EPFL en perd cinq": "en perd cinq", "14e (–3)": "(–3)"},
        "gagne 3 places",
    ),
    rule(
        "gain-to",
        Kind.GAIN,
        rf"\b(?P<n>{N}) {PLACES}(?= (?:pour (?:atteindre|s'etablir|se classer|pointer)|et (?:atteint|s'etablit"
        r"|pointe)))",
        {"fait sept places pour atteindre la 9e": "sept places"},
        "cinq places dans le top 10",
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
        r"(?P<n>(?<![\d.,/-])(?:\d{1,2}[ .]\d{3}|\d{1,4}))\s?/\s?(?P<size>\d{1,3}(?:[ .]\d{3}){1,3}|\d{3,5})(?!\d)"
        r"|(?P<n2>(?<![\d.,/-])\d{1,4}),? sur (?P<size2>\d{1,3}[ ,]\d{3}|(?!1000\b|100\b|200\b)\d{3,5})(?! ?(?:points"
        r"|%))\b",
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
        r"(?:\bn\s?[°o]\s?|\bnumeros? |#\s?|(?:\brangs?|\b(?:la|en|une|sa) place|\bposition)(?: mondiale?"
        rf"| nationale?)?(?: :)? (?:n[°o] ?)?)(?P<n>{N})(?!\s?(?:%|/\d|-\d))",
        {"le n° 1 français": "n° 1", "rang mondial 24": "rang mondial 24"},
        "24 places",
    ),
    rule(
        "second",
        Kind.RANK,
        r"(?<!\bde )\b(?:(?:sa |la |son |le )?dauphine?s?\b(?! de france)|(?:deuxieme|seconde|2e) marche(?: du podium)?"
        r"|medaillee? d'argent"
        r"|l'argent(?=,? (?:et )?(?:le )?bronze)|(?:prend|obtient|decroche|remporte|rafle) l'argent|vice-champion\w*"
        r"|seule? (?:la |le |l')?(?:\S+ ){1,6}?(?:la |le |les |l')?(?:devance|precede|depasse|fait mieux|font mieux)"
        r"|(?:la |le |les )?(?:devance|precede)e?s? (?:seulement |uniquement )?par (?:la |le |l')?seule?\b"
        r"|(?:ne |n')\w+ que (?:la |le |l')?(?:\S+ ){1,6}?(?:devant|lui passer devant))\b",
        {
            "ENSTA Paris devient dauphine": "dauphine",
            "décroche la médaille d’argent": "médaille d’argent",
            "seule l’Université de Zurich la devance": "seule l’Université de Zurich la devance",
        },
        "de l'argent",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:(?:prend|decroche|obtient|remporte|arrache|rafle|empoche) (?:le|la medaille de) bronze"
        r"|medaillee? de bronze"
        r"|(?:troisieme|3e|derniere) marche(?: du podium)?|(?:ferme|complete|clot|referme)\w* (?:la marche du |le "
        r"|ce )podium"
        r"|le bronze(?= a| pour| revient|$|[.,;]))\b",
        {"prend le bronze": "prend le bronze", "complète le podium": "complète le podium"},
        "l'âge du bronze",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:(?:au|du|le) pied du podium|juste (?:sous|derriere|hors d[eu]|au-dessous d[eu]) (?:le |du )?podium"
        r"|premiere? non[- ]medaillee?|echou\w+ aux portes du podium|(?:rate|manque)\w* "
        r"(?:de peu )?le podium d'une place)\b",
        {"Au pied du podium, Cambridge": "Au pied du podium"},
        "sur le podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        r"(?<!\de )(?<!eme )(?<!\dre )(?<!parmi les )\b(?:(?:mieux|meilleure?) (?:classee?|placee?|notee?|lotie)"
        r"(?:s?(?= d))?"
        rf"|meilleure? (?:haute |grande )?{SCHOOLS}|(?:son |leur |notre )?meilleur (?:classement|rang)|championne?s?"
        r"|numero un"
        rf"|(?:la |le )?n[°o] ?1|leader|chef de file|tete de serie|la plus (?:haut|mieux) (?:classee?|placee?)"
        r"|premiere (?:de la classe|de cordee)"
        r"|meilleure?(?= (?:[a-z]+(?:aise?|ais|ienne?|ien|ande?|and|ole|ique|aine?|ain|oise?|ois|eenne?|een|elge"
        r"|uisse)\b)))",
        {
            "Meilleure haute école d’Europe continentale": "Meilleure haute école",
            "la mieux classée de Belgique": "mieux classée",
            "leader en France": "leader",
        },
        "les meilleures universités",
        "parmi les mieux classées",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        rf"\b(?:{TAKES}(?: (?:une nouvelle fois|encore une fois|toujours|encore|donc|largement|seule?|ainsi"
        r"|de nouveau|a nouveau|enfin|meme|desormais))* "
        rf"(?:d[eu] |d'|a |en |de la |sur )?{HEAD}"
        r"|(?:arriv|caracol|tron|figur|termin|fini|vir|point|rest|demeur|galop|chemin)\w+ (?:\w+ment |toujours "
        r"|seule? |encore )*en tete"
        r"|se (?:classe|place|hisse|positionne|maintient|retrouve) (?:\w+ )?en tete|(?:toujours|encore|loin) en tete"
        r"|en tete,"
        r"|(?<!des )(?<!etudes )en tete (?:du|de ce|des|de la|de l[’'])(?! gondole)"
        r"|(?:tout )?en haut (?:de l'affiche|du (?:classement|tableau|podium)|de la (?:liste|hierarchie))"
        r"|domin\w+ (?:encore |toujours |largement )?(?:le |ce |la |les |tous |toutes )|"
        r"men\w+ (?:toujours |encore )?(?:le (?:bal|peloton|jeu)|la (?:danse|course|ronde|marche|hierarchie|cordee"
        r"|meute))"
        r"|ouvr\w+ (?:le (?:bal|ban|classement)|la (?:marche|liste))|tron\w+ (?:toujours )?(?:au sommet|sur|pour|a)"
        r"|au sommet d[eu]"
        r"|regn\w+ (?:sans partage|toujours|sur|en maitre)|sacree?s?(?= (?:depuis|en|pour|meilleure?|premiere?|$)"
        r"|[,.;])"
        r"|(?:titre|sacre|couronnement|victoire)s? (?:consecuti\w+|d'affilee|de suite)|fait la course en tete"
        r"|sans rivale?"
        r"|(?:coiff|devanc|surclass|distanc|ecras)\w+ (?:toutes|tous)|(?:plus haute|premiere) marche(?: du podium)?"
        r"|medaille d'or|🥇"
        r"|l'or(?= (?:pour|a|revient)|, l'argent| et l'argent)|(?:indetronable|indeboulonnable|intouchable"
        r"|inamovible)s?"
        r"|(?:aucune?|nul(?:le)?|personne)(?: autre)? (?:[^\s.;,]+ ){0,5}?(?:ne |n')(?:la |le |l'|lui |nous |les )?"
        r"(?:fait mieux|font mieux|devance|precede|depasse|surpasse|est mieux (?:classee?|placee?)|a fait mieux"
        r"|arrive a la cheville)"
        r"|(?:ne|n')(?:[^\s.;,]+ )?a (?:delog|detron|devanc|depass)e (?=[a-z])|s'adjuge la premiere place"
        r"|numero un mondial"
        r"|(?:le|la) (?:gagnante?|laureate?|vainqueure?|vainqueuse)(?= ?[?:])|couronn\w+ (?=(?:la |l')?[a-z]+ "
        r"(?:university|universite))"
        r"|(?:couronne|titre|palme|premier fauteuil|premiere place) (?:revien\w+|echoi\w+|va|est pour) (?:[a-z]+, )?"
        r"(?=a|au|pour)|laiss\w+ (?:tous|toutes) (?:\w+ ){0,3}derriere)",
        {
            "prend la tête du classement": "prend la tête",
            "IMT Atlantique arrive en tête": "arrive en tête",
            "monte sur la plus haute marche du podium": "monte sur la plus haute marche du podium",
            "elle devance toutes les autres": "devance toutes",
            "personne ne fait mieux": "personne ne fait mieux",
        },
        "la tête haute",
        value=1,
    ),
)
