"""How English writes what labels say."""

from __future__ import annotations

from kg.graph.labels.wording import Noun, Wording

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = (11, 12, 13)


def ordinal(number: int) -> str:
    """Write an ordinal.

    >>> ordinal(1), ordinal(11), ordinal(22), ordinal(112), ordinal(103)
    ('1st', '11th', '22nd', '112th', '103rd')
    """
    return f"{number}th" if number % 100 in _TEENS else f"{number}{_ENDINGS.get(number % 10, 'th')}"


ENGLISH = Wording(
    code="en",
    authority="ENG",
    is_one=lambda number: number == 1,
    ordinal=ordinal,
    thousands_mark=",",
    decimal_mark=".",
    place=ordinal,
    tied="joint {place}",
    band="ranks {best}–{worst}",
    open_band="ranks {best} and over",
    top="top {worst}",
    top_percent="top {percent}%",
    score=Noun("{score} point", "{score} points"),
    out_of="{what} out of {total}",
    grade="grade {grade}",
    half="{grade}, {half} half",
    either=" or ",
    graded=Noun("{count} {grades} grade", "{count} {grades} grades"),
    counted={
        "sdg": Noun("{count} SDG", "{count} SDGs"),
        "dimension": Noun("{count} dimension", "{count} dimensions"),
        "subject": Noun("{count} subject", "{count} subjects"),
        "family": Noun("{count} family of criteria", "{count} families of criteria"),
        "indicator": Noun("{count} indicator", "{count} indicators"),
        "": Noun("{count} criterion", "{count} criteria"),
    },
    within="{what} in the top {worst}",
    within_band="{what} in ranks {best}–{worst}",
    first="{what} in 1st place",
    gained=Noun("up {count} place", "up {count} places"),
    lost=Noun("down {count} place", "down {count} places"),
    kept="position kept",
    then="{before} then {after}",
    participation="{ordinal} participation",
    running="{ordinal} year running",
    first_time="1st participation",
    first_time_in="1st participation ({criteria})",
    institutions=Noun("{count} ranked institution", "{count} ranked institutions"),
    countries=Noun("{count} country", "{count} countries"),
    at_least="at least {size}",
    method="method",
    criteria=Noun("{count} criterion", "{count} criteria"),
    criteria_named="criteria: {criteria}",
    scale=Noun("criteria marked out of {count} point", "criteria marked out of {count} points"),
    scale_before="{scale} ({before} before)",
    new_indicators=Noun("{count} new indicator", "{count} new indicators"),
    undated="{ranking}, undated edition, {document}",
    overall="overall ranking",
    document="document: {title}",
    cited="cited document: {title}",
    passage="quoted passage, {document}, characters {start}–{end}",
    link="link, {slot}, {document}, characters {start}–{end}",
    slots={
        "institution": "institution",
        "ranking": "ranking",
        "edition": "edition",
        "criterion": "criterion",
        "scope": "scope",
        "group": "group",
        "inCriterion": "criterion concerned",
        "usesCriterion": "criterion used",
    },
    build="build of the Palmarès graph, version {version}",
    comparisons="comparisons between results",
    registry="registry: what results reach of it",
    dataset="Palmarès, a knowledge graph",
    dataset_description=(
        "Positions of institutions in rankings, read in press releases, each with the words that state it."
    ),
)
