"""French: words that steer: ties, editions, places, who is meant. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule

RULES = (
    rule(
        "tie",
        Kind.TIE,
        r"\bex[- ]?(?:ae?|oe?)quo\b|\bex[- ]\s?aequo\b|\ba egalite\b|\b(?:se partagent?|partagee?s?)(?= )|\bpartagee\b",
        {"16e ex aequo": "ex aequo", "5e ex-æquo": "ex-æquo"},
        "égalité des sexes",
    ),
    rule(
        "previous",
        Kind.PREVIOUS,
        r"\b(?:l'an(?:nee)? (?:derniere?|passee?|precedente?)|(?:l'|d'|a l')?edition (?:precedente|anterieure)"
        r"|il y a un an"
        r"|un an (?:plus tot|auparavant|avant)|douze mois plus tot|precedent (?:classement|palmares|pointage)"
        r"|precedente edition)\b",
        {"contre 20 l’année dernière": "l’année dernière", "à l'édition précédente": "à l'édition précédente"},
        "cette année",
    ),
    rule(
        "current",
        Kind.CURRENT,
        r"\b(?:cette annee|cette edition|desormais|aujourd'hui)\b",
        {"cette année encore": "cette année"},
        "l'année dernière",
    ),
    rule(
        "world",
        Kind.WORLD,
        r"\b(?:mondiale?s?|mondiaux|(?:au|du|dans le) monde(?: entier)?(?! arabe| francophone| universitaire)"
        r"|(?:au niveau|a l'echelle) (?:mondiale?"
        r"|international)"
        r"|de la planete|du globe|sur la planete|international(?=[,.;)]))\b",
        {"au niveau mondial": "au niveau mondial", "88e mondiale": "mondiale", "au monde": "au monde"},
        "en France",
    ),
    rule(
        "home",
        Kind.HOME,
        r"\b(?:au (?:niveau|plan|rang) national|nationale?s?|du pays|au pays|dans le pays|a l'echelle nationale"
        r"|sur le plan national)\b",
        {"au 6e rang national": "national", "première du pays": "du pays"},
        "en France",
    ),
    rule(
        "continent",
        Kind.CONTINENT,
        r"\b(?:du|sur le) continent\b",
        {"septième du continent": "du continent"},
        "en Afrique",
    ),
    rule(
        "pronoun",
        Kind.PRONOUN,
        r"\b(?:l'(?:ecole|etablissement|universite|institut|institution)(?! d['eu])|(?:cette|notre|son) "
        r"(?:ecole|universite|etablissement|institution)(?! d['eu])|elle|la(?= (?:place|classe|situe|credite)))\b",
        {"l’école se classe 88e": "l’école", "Elle se positionne": "Elle"},
        "l'école d'ingénieurs de Brest",
        "les écoles",
    ),
    rule(
        "relative",
        Kind.RELATIVE,
        r"\b(?:dans lequel|au sein duquel|(?:dans |a )?ce (?:classement|palmares)|ledit classement)\b",
        {"dans lequel l’école se place": "dans lequel"},
        "le classement",
    ),
)
