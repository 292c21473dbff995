"""French: words that steer: ties, editions, places, who is meant. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import PLACES, N

RULES = (
    rule(
        "tie",
        Kind.TIE,
        r"\bex[- ]?(?:ae?|oe?)quo\b|\bex[- ]\s?aequo\b|\ba (?:parfaite |stricte )?egalite\b|(?:, )?\b(?:elle|il)s? "
        r"(?:la |le )?partage(?:nt)?(?= avec)|\b(?:se partagent?|partagee?s?|partagent|partageons|partageant"
        r"|qu'elles? partagent?"
        r"|qu'ils? partagent?|partage)(?= )|\bpartagee\b|\b(?:au|du) meme rang que\b|\b(?:impossible de|rien ne "
        r"(?:les )?) ?depart\w+"
        r"|\bmatch nul\b|\bse tiennent par la main\b|\bau coude a coude\b|\bdos a dos\b",
        {"16e ex aequo": "ex aequo", "5e ex-æquo": "ex-æquo", "à égalité avec l’Insa": "à égalité"},
        "égalité des sexes",
    ),
    rule(
        "same-as",
        Kind.SAME_AS,
        r"\b(?:comme|la meme qu[e']?|le meme (?:rang|resultat) qu[e']?|a l'identique d[eu'])(?: deja)? ?(?:en"
        r"|dans l'edition) (?=\d{4})",
        {"deuxième comme en 2015": "comme en", "la même qu'en 2022": "la même qu'en"},
        "comme chaque année",
    ),
    rule(
        "follow",
        Kind.FOLLOW,
        r"\b(?:(?:juste|immediatement|tout de suite) derriere(?=,| arriv| vien| on| suit| figur)|(?:dans|en) (?:son"
        r"|leur) sillage|suivie?s? (?:de pres )?(?:de|par|d')"
        r"|puis (?:vien|arriv|suiv)\w+|(?:vien|arriv|suiv)\w+ ensuite|ensuite (?:vien|arriv)\w+|(?:a|sur) (?:ses"
        r"|leurs) (?:basques|talons|trousses)"
        rf"|(?P<n>{N}) {PLACES} (?:plus bas|plus loin|derriere|en dessous))",
        {
            "suivie de l’ESSEC": "suivie de",
            "puis viennent Oxford et Yale": "puis viennent",
            "À ses basques, Imperial": "À ses basques",
        },
        "juste derrière HEC",
        "la suite",
    ),
    rule(
        "order",
        Kind.ORDER,
        r"\bdans (?:l'|cet |le meme )ordre\b|\bpar ordre d'arrivee\b|\bpuis\b",
        {"dans l’ordre d’arrivée": "dans l’ordre", "Stanford puis Harvard": "puis"},
        "l'ordre des médecins",
    ),
    rule(
        "previous",
        Kind.PREVIOUS,
        r"\b(?:l'an(?:nee)? (?:derniere?|passee?|precedente?)|(?:l'|d'|a l')?edition (?:precedente|anterieure)"
        r"|il y a (?:un an|douze mois|12 mois)|un an avant|l'annee d'avant"
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
        r"\b(?:au (?:niveau|plan|rang) national|nationale?s?|nationaux|(?:du|au|dans le|sur le|en ce) (?:pays"
        r"|royaume)|le pays(?= \(|,|\.|;|$)|(?<=du )(?:royaume|pays)|(?<=le )(?:royaume|pays)(?= \(|,|\.|;|$)"
        r"|a l'echelle nationale|a domicile"
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
        "speaker",
        Kind.SPEAKER,
        r"\b(?:nous|notre|nos|vous|votre)\b(?! (?:utilisons|contacter|et nos|suivre|abonner|inscrire|signaler|lire"
        r"|avez|recevez))",
        {"QS nous met au 171e rang": "nous", "notre université est 24e": "notre"},
        "Nous utilisons des cookies",
    ),
    rule(
        "pronoun",
        Kind.PRONOUN,
        r"\b(?:l'(?:ecole|etablissement|universite|institut|institution|alma mater|interessee?)(?! d['eu])|(?:cette"
        r"|cet|son|la"
        r"|le) (?:ecole|universite|etablissement|institution|maison|grande ecole|business school|jeune ecole|campus)"
        r"(?! d['eu]| du)"
        r"|elle|il(?= (?:se|occupe|figure|pointe|arrive|gagne|perd|est \d))"
        r"|(?:la|le|l'|lui)(?= ?(?:place\b|classe|situe|credite|installe|loge|positionne|range\b|met\b|propulse|hisse"
        r"|vaut\b|valent\b"
        r"|donne\b|attribue|accorde|decerne|renvoie|relegue|voila|voit\b|voyait\b))|la voila|le voila)\b",
        {"l’école se classe 88e": "l’école", "Elle se positionne": "Elle", "lui vaut d’être 38e": "lui"},
        "l'école d'ingénieurs de Brest",
        "les écoles",
    ),
    rule(
        "same-subject",
        Kind.SAME_SUBJECT,
        r"\by(?= (?:est|figure|occupe|decroch\w+|pointe|obtient|arrive|coiffe|devance|brill\w+|classe|prend|gagne"
        r"|est aussi))"
        r"|\b(?:dans|sur|pour|en) (?:ce(?:tte)? (?:domaine|discipline|matiere|critere|categorie|thematique"
        r"|palmares thematique"
        r"|rubrique|specialite|volet|dimension|indicateur)|celui-ci|celle-ci)",
        {"elle y est première en France": "y", "dans ce domaine": "dans ce domaine"},
        "il y a",
    ),
    rule(
        "relative",
        Kind.RELATIVE,
        r"\b(?:dans lequel|au sein duquel|(?:dans |a )?ce (?:classement|palmares)|ledit classement)\b",
        {"dans lequel l’école se place": "dans lequel"},
        "le classement",
    ),
)
