"""Every chart in both languages, as Vega-Lite and in words; GOLDEN=write in the environment writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.plot import CHARTS, draw
from tests.plot.answers import ANSWERS

HERE = Path(__file__).parent


def test_every_chart_has_an_answer_here() -> None:
    assert set(ANSWERS) == set(CHARTS)


@pytest.mark.parametrize(("language", "width"), [("fr", 680), ("en", 680), ("fr", 340)])
@pytest.mark.parametrize("name", CHARTS)
def test_golden(name: str, language: str, width: int) -> None:
    answer = ANSWERS[name]
    figure = draw(name, answer.rows_in(language), language, answer.about_in(language))
    assert figure is not None
    told = {"title": figure.title, "description": figure.description, "spec": figure.spec(width)}
    found = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    file = HERE / "golden" / f"{name}.{language}.{width}.json"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHARTS)
def test_altair_takes_the_chart_as_valid(name: str) -> None:
    answer = ANSWERS[name]
    figure = draw(name, answer.rows_in("fr"), "fr", answer.about_in("fr"))
    assert figure is not None
    chart = figure.chart()
    assert chart.to_dict()["width"] == figure.spec()["width"]
