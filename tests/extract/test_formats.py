"""One release as text, Markdown and a page gives the same claims, each quoted from its own file."""

from __future__ import annotations

import html
import json
import re

import pytest

from kg.extract.lines import claim_line
from kg.read import Document, read_bytes
from tests.extract.told import Teller, told

TEXT = """IMT Mines Alès progresse dans le palmarès de L’Étudiant 2023

Alès, le 5 janvier 2023

IMT Mines Alès se classe 24e du palmarès des écoles d’ingénieurs de L’Étudiant 2023 et figure dans le top 30 des écoles.

Dans le THE Impact Ranking 2023, IMT Mines Alès obtient de bons résultats :

- 101-200 pour l’ODD 9
- 87e mondiale pour l’ODD 12

Les rangs dans le QS World University Rankings :

| Établissement | 2022 | 2023 |
|---|---|---|
| Télécom Paris | 201 | 195 |
| Mines Paris | 301 | 288 |
"""

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8">
<title>IMT Mines Alès progresse dans le palmarès de L’Étudiant 2023 | IMT Mines Alès</title>
<script>document.write("<p>Mines Paris est 1re du palmarès de L’Étudiant 2023.</p>")</script></head>
<body class="has-menu">
<div id="cookie-banner"><p>Télécom Paris est 2e du palmarès de L’Étudiant 2023. Accepter les cookies ?</p></div>
<header><nav><ul><li><a href="/">IMT Atlantique 3e du palmarès de L’Étudiant 2023</a></li><li>QS 2020</li></ul>
</nav></header>
<main><article><h1>IMT Mines Al&egrave;s progresse dans le palmarès de L&rsquo;Étudiant&nbsp;2023</h1>
<p>Alès, le <time datetime="2023-01-05">5 janvier 2023</time></p>
<p>IMT Mines Alès se classe <b>24<sup>e</sup></b><sup><a href="#n1">1</a></sup> du palmarès des écoles
  d&#8217;ingénieurs de <em>L’Étudiant</em> 2023 et figure dans le top&nbsp;30 des écoles.
<p>Dans le THE&nbsp;Impact Ranking 2023, IMT Mines Alès obtient de bons résultats&nbsp;:</p>
<ul><li>101&#45;200 pour l’ODD&nbsp;9<li>87<sup>e</sup> mondiale pour l’ODD 12</ul>
<p>Les rangs dans le QS World University Rankings&nbsp;:</p>
<table><thead><tr><th>Établissement<th>2022<th>2023</thead>
<tbody><tr><td>Télécom&nbsp;Paris<td>201<td>195<tr><td><a href="/mp">Mines Paris</a><td>301<td>288</table>
<aside>Mines Saint-Étienne est 9e du palmarès de L’Étudiant 2023.</aside>
</article></main><footer><p>© Télécom SudParis, 8e du palmarès de L’Étudiant 2023</p></footer></body></html>
"""

MARKDOWN = (
    TEXT.replace("IMT Mines Alès progresse", "# IMT Mines Alès progresse", 1)
    .replace("24e", "**24<sup>e</sup>**[^1]")
    .replace("| Mines Paris |", "| [Mines Paris](https://e.org) |")
    + "\n[^1]: Mines Saint-Étienne est 9e du palmarès de L’Étudiant 2023.\n"
)

FILES = {
    "text": (TEXT.encode(), ".txt"),
    "text of Windows": (TEXT.replace("\n", "\r\n").encode("cp1252"), ".txt"),
    "text in UTF-16": (TEXT.encode("utf-16"), ".txt"),
    "Markdown": (MARKDOWN.encode(), ".md"),
    "page": (PAGE.encode(), ".html"),
    "page of Windows, no suffix": (PAGE.replace("utf-8", "windows-1252").encode("cp1252"), ""),
}


@pytest.fixture(scope="module")
def expected(teller: Teller) -> list[tuple[str, ...]]:
    return claims(teller, read_bytes(TEXT.encode()))


def claims(teller: Teller, document: Document) -> list[tuple[str, ...]]:
    lines = [json.loads(json.dumps(claim_line(claim, document))) for claim in teller.extract(document).claims]
    return sorted(told(line) for line in lines)


def test_the_release_states_something(expected: list[tuple[str, ...]]) -> None:
    assert len(expected) >= 8
    assert {claim[0] for claim in expected} == {"IMT Mines Alès", "Télécom Paris", "Mines Paris"}


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_same_claims(name: str, teller: Teller, expected: list[tuple[str, ...]]) -> None:
    assert claims(teller, read_bytes(*FILES[name])) == expected


@pytest.mark.parametrize("name", FILES)
def test_each_quote_is_in_the_file_as_received(name: str, teller: Teller) -> None:
    content, suffix = FILES[name]
    document = read_bytes(content, suffix)
    received = content.decode(document.encoding or "")
    for claim in teller.extract(document).claims:
        for part in (claim, claim.institution, claim.ranking, claim.edition, claim.criterion):
            if part.span is not None:
                assert received[part.span.start : part.span.end] == document.quote(part.span).strip() != ""
        words = html.unescape(re.sub("<[^>]*>", "", document.quote(claim.span)))
        assert str(claim.position.high) in words


def test_a_quote_holds_the_markup_between_its_words(teller: Teller) -> None:
    document = read_bytes(PAGE.encode())
    quotes = [document.quote(claim.span) for claim in teller.extract(document).claims]
    assert "87<sup>e</sup> mondiale pour l’ODD 12" in quotes
    assert "101&#45;200 pour l’ODD&nbsp;9" in quotes
