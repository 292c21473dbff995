"""French: what documents say beside positions."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.fr.words import DIGITS, ORDINAL, SCHOOLS, WORD, N

RULES = (
    rule(
        "consecutive",
        Kind.CONSECUTIVE,
        rf"(?P<n>{ORDINAL}|{WORD}) (?:annee|fois|participation) (?:consecutive|d'affilee|de suite)",
        {"pour la 3e année consécutive": "3e année consécutive"},
        "la 3e année",
    ),
    rule(
        "first-time",
        Kind.FIRST_TIME,
        r"\bpour la premiere fois\b|\b(?:fait son entree|entre pour la premiere fois|nouvelle? entrante?)\b",
        {"Elle se positionne, pour la première fois cette année": "pour la première fois"},
        "une nouvelle fois",
    ),
    rule(
        "sized-before",
        Kind.SIZED,
        r"\b(?:classe|classent|evalue|evaluent|compare|etudie|retient|sur|parmi|a travers|regroupe"
        r"|rassemble)(?: les)? ?$",
        {"Le palmarès classe": "classe", "sur": "sur"},
        "il y a",
    ),
    rule(
        "sized-after",
        Kind.SIZED,
        r"^[^.;]{0,40}?\b(?:(?:sont|etaient|ont ete) )?(?:(?:evalue|classe|compare|etudie)(?:e?s)?"
        r"|passe(?:e?s)? au crible|en lice)\b",
        {" et universités sont évaluées": " et universités sont évaluées"},
        " de la région",
    ),
    rule(
        "size-by-year",
        Kind.SIZE_BY_YEAR,
        rf"(?P<n>{DIGITS}) en (?P<year>20\d\d)",
        {"(776 en 2020)": "776 en 2020"},
        "en 2020",
    ),
    rule(
        "number-of-institutions",
        Kind.SIZED,
        rf"\bnombre d(?:e |')(?:[a-z]+ )?{SCHOOLS}",
        {"le nombre d'établissements classés a crû": "nombre d'établissements"},
        "le nombre de pays",
    ),
    rule(
        "of-group",
        Kind.OF_GROUP,
        rf"(?P<n>{N}) de (?:ses|leurs) (?:ecoles|etablissements|membres)",
        {"quatre de ses écoles": "quatre de ses écoles"},
        "les écoles",
    ),
    rule(
        "criteria",
        Kind.CRITERIA,
        rf"(?<!sur les )(?:(?P<n>{N}) )?\b(?:familles?|dimensions?|criteres?|groupes? d'indicateurs"
        rf"|indicateurs de performance)(?= ?(?::|d[eu'] ))",
        {"regroupés dans 4 familles : excellence académique": "4 familles"},
        "la famille",
        "se distingue sur les critères de la recherche",
    ),
    rule(
        "scale",
        Kind.SCALE,
        rf"\b(?:evalue|note)e?s? sur (?P<n>{N}) points?",
        {"notés sur dix points": "notés sur dix points"},
        "dix points",
    ),
    rule(
        "new-indicators",
        Kind.NEW_INDICATORS,
        rf"indicateurs[^.;:]{{0,20}}, dont (?P<n>{N}) nouveaux|(?P<n2>{N}) nouveaux indicateurs",
        {"de nombreux indicateurs classants, dont deux nouveaux": "indicateurs classants, dont deux nouveaux"},
        "de nombreux indicateurs",
    ),
)
