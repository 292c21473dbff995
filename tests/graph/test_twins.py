"""One release in two languages gives one graph, but for what proves it and the names in the words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import vocab
from kg.extract import extract
from kg.read import read_string
from tests.graph.whole import Whole

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.registry import Registry

FRENCH = """L’Université de Lille gagne sept places au THE Impact 2024

L’Université de Lille est classée 24e mondiale au classement THE Impact 2024, contre 31e en 2023. Elle est première
en France, ex æquo avec l’Université de Bordeaux. L’EPFL (40e) et l’Université de Genève (52e) suivent.

Pour trois objectifs, l’université est dans le top 100 mondial :

- ODD 3, Bonne santé et bien-être : 12e
- ODD 4, Éducation de qualité : 51-100
- ODD 13, Mesures relatives à la lutte contre les changements climatiques : 81,5/100

| Université | Rang 2024 | Rang 2023 |
|---|---|---|
| Université de Strasbourg | 61 | 70 |
| Université de Liège | =72 | 75 |
| Université Laval | =72 | 101-200 |

Dans le classement de Shanghai 2023, l’Université de Lille figure dans la tranche 201-300. Elle vise le top 200 en 2030.
"""
ENGLISH = """The University of Lille gains seven places in the THE Impact Rankings 2024

The University of Lille is ranked 24th in the world in the THE Impact Rankings 2024, up from 31st in 2023. It is first
in France, tied with the University of Bordeaux. EPFL (40th) and the University of Geneva (52nd) follow.

For three goals the university is in the world’s top 100:

- SDG 3, Good Health and Well-being: 12th
- SDG 4, Quality Education: 51-100
- SDG 13, Climate Action: 81.5/100

| University | Rank 2024 | Rank 2023 |
|---|---|---|
| University of Strasbourg | 61 | 70 |
| University of Liège | =72 | 75 |
| Université Laval | =72 | 101-200 |

In the 2023 Shanghai Ranking the University of Lille is in the 201-300 band. It aims for the top 200 in 2030.
"""
RESULT = f"{vocab.BASE}result/"
# How a position was read is proof too.
OF_PROOF = {f"{vocab.PAL}{name}" for name in ("rule", "link", "evidence", "computedFrom")}


def results(text: str, registry: Registry, ontology: frozenset[Triple]) -> set[tuple[str, ...]]:
    """Give what the graph of a text says of its results, all but labels and proof."""
    document = read_string(text)
    graph = Whole([(document, extract(document, registry))], registry, ontology)
    rows = {tuple(str(getattr(part, "value", part)) for part in triple) for triple in graph.merged}
    return {
        row
        for row in rows
        if row[0].startswith(RESULT)
        and row[1] not in OF_PROOF
        and not row[1].startswith((vocab.RDFS, vocab.PROV))
        and f"{vocab.BASE}evidence/" not in row[2]
        and "/link/" not in row[2]
    }


def test_twins_give_one_graph(registry: Registry, ontology: frozenset[Triple]) -> None:
    french, english = (results(text, registry, ontology) for text in (FRENCH, ENGLISH))
    held = {row[0].removeprefix(RESULT).split("/")[1] for row in french}
    assert held == {
        "epfl",
        "universite-de-bordeaux",
        "universite-de-geneve",
        "universite-de-liege",
        "universite-de-lille",
        "universite-de-strasbourg",
        "universite-laval",
    }
    assert french ^ english == set()
