"""What is drawn of which rows, and told of them."""

from __future__ import annotations

import builtins
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.plot import CHARTS, draw
from kg.plot.canvas import BAR, COLOURS, GRID, Frame, pixels
from kg.plot.convert import libraries
from kg.plot.free import Anchor, Box, Space
from kg.plot.places import Kind, place_of
from kg.plot.trajectory import Trajectory
from kg.query import Rows
from kg.query.terms import Iri
from tests.plot.answers import ANSWERS, COMPUTED, SDG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.query.terms import Value

PLACES = [
    # why                     best  worst  tied   basis     kind         written
    ("one rank",              24,   24,    None,  None,     Kind.EXACT,  "24"),
    ("shared",                16,   16,    True,  None,     Kind.TIED,   "16 ex aequo"),
    ("not shared",            16,   16,    False, None,     Kind.EXACT,  "16"),
    ("first",                 1,    1,     None,  None,     Kind.EXACT,  "1"),
    ("a band",                101,  200,   None,  None,     Kind.BAND,   "101-200"),
    ("a top",                 1,    300,   None,  None,     Kind.TOP,    "top 300"),
    ("an open band",          1201, None,  None,  None,     Kind.OPEN,   "1201 et suivants"),
    ("computed",              27,   27,    None,  COMPUTED, Kind.EXACT,  "27 (calculé)"),
    ("no rank",               None, None,  None,  None,     None,        ""),
    ("only a worst",          None, 10,    None,  None,     None,        ""),
    ("text for a rank",       "x",  "x",   None,  None,     None,        ""),
    ("the wrong way round",   10,   5,     None,  None,     None,        ""),
    ("zero",                  0,    0,     None,  None,     None,        ""),
    ("no number of schools",  10**20, 10**20, None, None,   None,        ""),
    ("a truth for a rank",    True, True,  None,  None,     None,        ""),
    ("a decimal",             Decimal("1.5"), Decimal("1.5"), None, None, None,     ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "best", "worst", "tied", "basis", "kind", "written"), PLACES, ids=[case[0] for case in PLACES]
)
def test_place(  # noqa: PLR0917 (the columns of the table)
    why: str, best: Value, worst: Value, tied: bool | None, basis: Value, kind: Kind | None, written: str
) -> None:
    row = {"rankBest": best, "rankWorst": worst, "tied": tied, "basis": basis, "basisLabel": "calculé"}
    place = place_of(row, "fr")
    assert (place and place.kind) == kind, why
    assert (place.written if place else "") == written, why


@pytest.mark.parametrize("name", CHARTS)
def test_without_ranks_nothing_is_drawn(name: str) -> None:
    answer = ANSWERS[name]
    columns = tuple(answer.columns.split())
    assert draw(name, Rows(columns, ()), "fr") is None
    assert draw(name, Rows(columns, ((None,) * len(columns),)), "fr") is None


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_picture_has_a_title_without_being_told_of_what(name: str, language: str) -> None:
    figure = draw(name, ANSWERS[name].rows_in(language), language)
    assert figure is not None
    assert figure.title.strip()


def test_no_more_than_forty_positions_are_drawn_and_it_says_so() -> None:
    rows = Rows(
        ("institutionLabel", "criterionLabel", "scopeLabel", "rankBest", "rankWorst"),
        tuple((f"University {n}", "overall", "world", n, n) for n in range(1, 101)),
    )
    figure = draw("edition-table", rows, "fr")
    assert figure is not None
    assert "Les 40 premières positions sur 100." in figure.description
    lines = [str(datum.get("line")) for layer in figure.spec()["layer"] for datum in layer["data"]["values"]]
    assert "University 40" in lines
    assert "University 41" not in lines
    assert "Les 40 premières positions sur 100." in lines


PAIRS = [
    # why                     first        second       ahead
    ("a better rank",         (5, 5),      (6, 9),      (1, 0)),
    ("a worse rank",          (88, 88),    (3, 3),      (0, 1)),
    ("the same rank",         (5, 5),      (5, 5),      (0, 0)),
    ("bands that touch",      (5, 6),      (6, 9),      (0, 0)),
    ("one within the other",  (1, 300),    (101, 200),  (0, 0)),
    ("an open band behind",   (101, 200),  (201, None), (1, 0)),
    ("an open band before",   (201, None), (101, 201),  (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second", "ahead"), PAIRS, ids=[case[0] for case in PAIRS])
def test_ahead_is_who_surely_is(
    why: str, first: tuple[int, int | None], second: tuple[int, int | None], ahead: tuple[int, int]
) -> None:
    columns = "editionLabel criterionLabel scopeLabel firstBest firstWorst secondBest secondWorst"
    rows = Rows(tuple(columns.split()), (("e", "c", "s", *first, *second),))
    figure = draw("compare-institutions", rows, "en", {"first": "A", "second": "B"})
    assert figure is not None
    assert figure.description.startswith(f"Tables that rank both: 1. A is ahead in {ahead[0]}, B in {ahead[1]}."), why
    bold = [
        datum["line"]
        for layer in figure.spec()["layer"]
        if layer["mark"].get("fontWeight") == "bold" and layer["mark"].get("fontSize") == 13
        for datum in layer["data"]["values"]
    ]
    assert len(bold) == sum(ahead), why


def test_a_missing_year_is_a_gap() -> None:
    columns = ("year", "rankBest", "rankWorst")
    figure = draw("rank-trajectory", Rows(columns, ((2019, 5, 5), (2020, 4, 4), (2022, 3, 3))), "en")
    assert figure is not None
    lines = [layer["data"]["values"] for layer in figure.spec()["layer"] if layer["mark"].get("strokeWidth") == 2.5]
    joined = [each for each in lines if "to" in each[0] and "x2" in each[0]]
    assert [(line["from"], line["to"]) for (line,) in joined] == [(5, 4)]
    assert "Nothing is known of 2021." in figure.description


def test_better_is_up() -> None:
    figure = draw("rank-trajectory", Rows(("year", "rankBest", "rankWorst"), ((2019, 5, 5),)), "en")
    assert figure is not None
    scales = [layer["encoding"]["y"].get("scale") for layer in figure.spec()["layer"]]
    assert all(scale["reverse"] for scale in scales if scale)


SHARED = [
    # why                   ranks of goals 1, 2, …                   told
    ("one",                 [(5, 5)],                                "Best: SDG 1 (5)."),
    ("best and last",       [(5, 5), (9, 9)],                        "Best: SDG 1 (5); last: SDG 2 (9)."),
    ("two share the last",  [(5, 5), (101, 200), (101, 200)],        "Best: SDG 1 (5); last: SDG 2, SDG 3 (101–200)."),
    ("two share the best",  [(5, 5), (9, 9), (5, 5)],                "Best: SDG 1, SDG 3 (5); last: SDG 2 (9)."),
    ("four share the last", [(5, 5), *[(101, 200)] * 4],
     "Best: SDG 1 (5); last: SDG 2, SDG 3, SDG 4 and 1 other (101–200)."),
    ("all share one",       [(101, 200)] * 6,
     "Best: SDG 1, SDG 2, SDG 3 and 3 others (101–200)."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "ranks", "said"), SHARED, ids=[case[0] for case in SHARED])
def test_goals_that_share_the_best_or_the_last_position_are_all_told(
    why: str, ranks: list[tuple[int, int]], said: str
) -> None:
    columns = ("goal", "goalLabel", "rankBest", "rankWorst")
    rows = tuple((Iri(f"{SDG}{number}"), "named", *each) for number, each in enumerate(ranks, 1))
    figure = draw("sdg-profile", Rows(columns, rows), "en")
    assert figure is not None
    assert figure.description.partition(". ")[2].replace(" named", "") == said, why


AXES = [
    # why                    worst  in English                                       in French
    ("ranks near each other", 30, "rank (best at left)",                      "rang (le meilleur à gauche)"),
    ("ranks far apart",       31, "rank (best at left), logarithmic scale",
     "rang (le meilleur à gauche), échelle logarithmique"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "worst", "en", "fr"), AXES, ids=[case[0] for case in AXES])
@pytest.mark.parametrize("width", [680, 340])
def test_a_logarithmic_axis_says_so(why: str, worst: int, en: str, fr: str, width: int) -> None:
    rows = Rows(("institutionLabel", "rankBest", "rankWorst"), (("A", 1, 1), ("B", worst, worst)))
    for language, said in (("en", en), ("fr", fr)):
        figure = draw("top-n", rows, language)
        assert figure is not None
        spec = figure.spec(width)
        scales = {
            each["encoding"]["x"]["scale"]["type"] for each in spec["layer"] if each["encoding"]["x"].get("scale")
        }
        assert scales == {"log" if worst > 30 else "linear"}, why
        assert said in [datum.get("line") for each in spec["layer"] for datum in each["data"]["values"]], why


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("page", ["#ffffff", "#fdfdfb", "#111111", "#131816"])
def test_bars_stand_out_on_light_and_on_dark_pages(colour: str, page: str) -> None:
    seen = [BAR * over + (1 - BAR) * below for over, below in zip(_parts(colour), _parts(page), strict=True)]
    dark, light = sorted(map(_luminance, (seen, _parts(page))))
    assert (light + 0.05) / (dark + 0.05) >= 3


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _luminance(parts: list[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("width", [680, 340])
@pytest.mark.parametrize("name", CHARTS)
def test_no_line_of_the_grid_runs_through_a_text(name: str, width: int) -> None:
    figure = draw(name, ANSWERS[name].rows_in("fr"), "fr", ANSWERS[name].about_in("fr"))
    assert figure is not None
    layers = figure.spec(width)["layer"]
    texts = [each for one in layers if one["mark"]["type"] == "text" for each in _boxes(one)]
    lines = [
        Box(line["x"], line["y"], line.get("x2", line["x"]), line.get("y2", line["y"]))
        for one in layers
        if one["mark"].get("opacity") == GRID
        for line in one["data"]["values"]
    ]
    assert len(lines) > 1
    assert len(texts) > 4
    assert [(line, text) for line in lines for text in texts if line.meets(text)] == []


def _boxes(one: Mapping[str, Any]) -> Iterator[Box]:
    """Give where the words of a layer stand."""
    for datum in one["data"]["values"]:
        x, y = (one["encoding"][side].get("value", datum.get(side)) for side in ("x", "y"))
        width = pixels(datum["line"], one["mark"]["fontSize"])
        left = x - width * {"left": 0, "center": 0.5, "right": 1}[one["mark"]["align"]]
        yield Box(left, y - 6, left + width, y + 6)


RANKS = st.integers(1, 2000)
POSITIONS = st.dictionaries(
    st.integers(1990, 2030),
    st.one_of(
        RANKS.map(lambda rank: (rank, rank)),
        RANKS.map(lambda rank: (rank, rank + 99)),
        RANKS.map(lambda rank: (1, rank)),
        RANKS.map(lambda rank: (rank, None)),
    ),
    min_size=1,
    max_size=25,
)


@given(POSITIONS, st.sampled_from([680, 340, 1200]))
def test_labels_of_years_do_not_meet(positions: dict[int, tuple[int, int | None]], width: int) -> None:
    rows = tuple((year, best, worst) for year, (best, worst) in sorted(positions.items()))
    figure = draw("rank-trajectory", Rows(("year", "rankBest", "rankWorst"), rows), "fr")
    assert figure is not None
    assert isinstance(figure.drawing, Trajectory)
    spec = figure.drawing.spec(Frame(width))
    middles = [
        (datum["x"], datum["y"])
        for layer in spec["layer"]
        if layer["mark"].get("align") == "center" and "y" in layer["data"]["values"][0]
        for datum in layer["data"]["values"]
    ]
    assert middles
    for n, (x, y) in enumerate(middles):
        for other_x, other_y in middles[:n]:
            assert abs(x - other_x) > 6 or abs(y - other_y) > 10


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), max_size=30))
def test_labels_cover_nothing_and_stay_inside(marks: list[tuple[float, float]]) -> None:
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in marks]
    bounds = Box(0, 0, 300, 200)
    space = Space(bounds, taken)
    for x, y in marks:
        for line in space.put("16 ex aequo", Anchor(x, y, y)):
            spot = Box(line.x - 1, line.y - 1, line.x + 1, line.y + 1)
            assert spot.within(bounds)
            assert not any(spot.meets(box) for box in taken)


def test_without_the_extra_one_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = draw("top-n", ANSWERS["top-n"].rows_in("fr"), "fr")
    assert figure is not None
    imported = builtins.__import__

    def lacking(name: str, *rest: object) -> object:
        if name in ("altair", "vl_convert"):
            raise ModuleNotFoundError(name=name)
        return imported(name, *rest)  # type: ignore[arg-type]

    libraries.cache_clear()
    monkeypatch.setattr(builtins, "__import__", lacking)
    assert figure.svg()
    for draws in (figure.png, figure.html, figure.chart):
        with pytest.raises(UsageError) as refused:
            draws()
        assert "pip install 'palmares[plot]'" in refused.value.message("fr")
