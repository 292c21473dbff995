"""Pictures as Chromium lays them out, with the fonts of the machine: nothing is cut off, nothing lies on the other."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from kg.plot import CHARTS, draw
from tests.plot.answers import ANSWERS

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MEASURE = """
const place = text => [text.textContent, text.getBoundingClientRect()];
const boxes = picture => [...picture.querySelectorAll("text")].map(place);
const beside = (a, b) => a.left < b.left - 1 || a.right > b.right + 1;
const outside = (a, b) => beside(a, b) || a.top < b.top - 1 || a.bottom > b.bottom + 1;
const meet = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
const wrong = [];
for (const picture of document.querySelectorAll("svg")) {
  const texts = boxes(picture), frame = picture.getBoundingClientRect();
  texts.forEach(([words, box], n) => {
    if (outside(box, frame)) wrong.push(`${picture.id}: outside: ${words}`);
    texts.slice(0, n).forEach(([others, other]) => { if (meet(box, other)) wrong.push(`${words} / ${others}`); });
  });
}
document.querySelector("#wrong").textContent = JSON.stringify(wrong);
"""


def test_texts_stay_inside_and_apart(tmp_path: Path) -> None:
    if not CHROMIUM.exists():
        reason = "needs Chromium (apt-get install chromium)"
        if os.environ.get("PALMARES_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    pictures = []
    for name in CHARTS:
        for language in ("fr", "en"):
            figure = draw(name, ANSWERS[name].rows_in(language), language, ANSWERS[name].about_in(language))
            assert figure is not None
            for width in (680, 340):
                svg = figure.svg(f"{name}{language}{width}", width)
                pictures.append(f'<div style="width: {width}px">{svg}</div>')
    page = tmp_path / "page.html"
    page.write_text(
        f'<meta charset="utf-8"><pre id="wrong">not run</pre>{"".join(pictures)}<script>{MEASURE}</script>', "utf-8"
    )
    command = [str(CHROMIUM), *ARGUMENTS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = re.search(r'<pre id="wrong">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found
    assert json.loads(html.unescape(found[1])) == []
