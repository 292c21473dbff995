"""How French writes what labels say."""

from __future__ import annotations

from kg.graph.labels.wording import Noun, Wording


def ordinal(number: int) -> str:
    """Write a feminine ordinal.

    >>> ordinal(1), ordinal(2), ordinal(21), ordinal(101)
    ('1re', '2e', '21e', '101e')
    """
    return "1re" if number == 1 else f"{number}e"


FRENCH = Wording(
    code="fr",
    authority="FRA",
    is_one=lambda number: number < 2,  # noqa: PLR2004 (1,5 point)
    ordinal=ordinal,
    thousands_mark=" ",
    decimal_mark=",",
    place=lambda rank: f"{ordinal(rank)} place",
    tied="{place} ex aequo",
    band="rangs {best}-{worst}",
    open_band="rangs {best} et suivants",
    top="top {worst}",
    top_percent="top {percent} %",
    score=Noun("{score} point", "{score} points"),
    out_of="{what} sur {total}",
    grade="note {grade}",
    half="{grade}, {half} moitié",
    either=" ou ",
    graded=Noun("{count} note {grades}", "{count} notes {grades}"),
    counted={
        "sdg": Noun("{count} ODD", "{count} ODD"),
        "dimension": Noun("{count} dimension", "{count} dimensions"),
        "subject": Noun("{count} discipline", "{count} disciplines"),
        "family": Noun("{count} famille de critères", "{count} familles de critères"),
        "indicator": Noun("{count} indicateur", "{count} indicateurs"),
        "": Noun("{count} critère", "{count} critères"),
    },
    within="{what} dans le top {worst}",
    within_band="{what} aux rangs {best}-{worst}",
    first="{what} à la 1re place",
    gained=Noun("{count} place gagnée", "{count} places gagnées"),
    lost=Noun("{count} place perdue", "{count} places perdues"),
    kept="position maintenue",
    then="{before} puis {after}",
    participation="{ordinal} participation",
    running="{ordinal} année consécutive",
    first_time="1re participation",
    first_time_in="1re participation ({criteria})",
    institutions=Noun("{count} établissement classé", "{count} établissements classés"),
    countries=Noun("{count} pays", "{count} pays"),
    at_least="au moins {size}",
    method="méthode",
    criteria=Noun("{count} critère", "{count} critères"),
    criteria_named="critères : {criteria}",
    scale=Noun("critères notés sur {count} point", "critères notés sur {count} points"),
    scale_before="{scale} ({before} auparavant)",
    new_indicators=Noun("{count} nouvel indicateur", "{count} nouveaux indicateurs"),
    undated="{ranking}, édition non datée, {document}",
    overall="classement général",
    document="document : {title}",
    cited="document cité : {title}",
    passage="passage cité, {document}, caractères {start}-{end}",
    link="rattachement, {slot}, {document}, caractères {start}-{end}",
    slots={
        "institution": "établissement",
        "ranking": "classement",
        "edition": "édition",
        "criterion": "critère",
        "scope": "périmètre",
        "group": "groupe",
        "inCriterion": "critère concerné",
        "usesCriterion": "critère employé",
    },
    build="construction du graphe Palmarès, version {version}",
    comparisons="comparaisons entre résultats",
    registry="registre : ce que les résultats en atteignent",
    dataset="Palmarès, graphe de connaissances",
    dataset_description=(
        "Positions d’établissements dans les classements, lues dans des communiqués, "
        "chacune avec les mots qui l’énoncent."
    ),
)
