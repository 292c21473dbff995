"""What canned queries are asked about in a graph: what it holds most of, so that each has much to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query import Engine

# Each a SELECT of one variable, the most frequent first; what stands in braces was found before.
_INSTITUTION = "?x a pal:Result ; pal:institution ?value"
_OTHER = """
    ?one a pal:Result ; pal:institution <{institution}> ; pal:edition ?edition ; pal:criterion ?criterion ;
      pal:scope ?scope ; pal:rankBest ?rank .
    ?x a pal:Result ; pal:edition ?edition ; pal:criterion ?criterion ; pal:scope ?scope ; pal:institution ?value ;
      pal:rankBest ?otherRank .
    FILTER(?value != <{institution}>)
"""
_RANKING = "?x a pal:Result ; pal:institution <{institution}> ; pal:edition/pal:ranking ?value"
_EDITION = "?x a pal:Result ; pal:edition ?value"
_CRITERION = "?x a pal:Result ; pal:edition <{edition}> ; pal:criterion ?value"
_SCOPE = "?x a pal:Result ; pal:rankBest 1 ; pal:scope ?value . ?value pal:place/pal:placeKind ?kind ."
_GOAL = "?x a pal:Result ; pal:criterion/pal:goal ?value"
_PLACED = "?x a pal:Result ; pal:criterion/pal:goal ?goal ; pal:institution ?value"
_WEIGHED = "?x a pal:Result ; pal:criterion ?value . ?value pal:goal ?goal ."
_DOCUMENT = "?x pal:evidence/oa:hasSource ?value"
_CLAIM = "?value a pal:Result ; pal:evidence ?x"
_GRADED = "?x a pal:Result ; pal:grade ?grade ; pal:institution ?value"
_MOST = "SELECT ?value WHERE {{ {pattern} }} GROUP BY ?value ORDER BY DESC(COUNT(DISTINCT ?x)) ?value LIMIT 2"


class Case(NamedTuple):
    """A canned query with values, as a user would give them; ``about`` tells several of one query apart."""

    query: str
    about: str
    values: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.query}, {self.about}" if self.about else self.query


def cases(engine: Engine) -> list[Case]:
    """Find what to ask; a query whose values the graph does not hold is left out."""
    found = dict(_found(engine))
    return [case for case in _asked(found) if all(case.values.values())]


def _found(engine: Engine) -> Iterator[tuple[str, str]]:
    known: dict[str, str] = {}
    for name, pattern in (
        ("institution", _INSTITUTION),
        ("other", _OTHER),
        ("ranking", _RANKING),
        ("edition", _EDITION),
        ("criterion", _CRITERION),
        ("scope", _SCOPE),
        ("goal", _GOAL),
        ("placed", _PLACED),
        ("weighed", _WEIGHED),
        ("document", _DOCUMENT),
        ("claim", _CLAIM),
        ("graded", _GRADED),
    ):
        text = _MOST.format(pattern=pattern)
        for each, value in known.items():
            text = text.replace(f"{{{each}}}", value)
        rows = engine.rows(text)
        known[name] = str(rows[0][0]) if rows else ""
        yield name, known[name]
        if name == "weighed":
            yield "weights", ",".join(f"{str(value).removeprefix(BASE)}:{n}" for n, (value,) in enumerate(rows, 1))


def _asked(found: dict[str, str]) -> Iterator[Case]:
    institution, edition = {"institution": found["institution"]}, {"edition": found["edition"]}
    yield Case("institution-profile", "", institution)
    yield Case("rank-trajectory", "", {**institution, "ranking": found["ranking"]})
    yield Case("edition-table", "", edition)
    yield Case("edition-table", "one criterion", {**edition, "criterion": found["criterion"]})
    yield Case("top-n", "", {**edition, "n": "100"})
    yield Case("compare-institutions", "", {"first": found["institution"], "second": found["other"]})
    yield Case("sdg-strengths", "", institution)
    yield Case("sdg-profile", "", {"institution": found["placed"]})
    yield Case("sdg-leaders", "", {"sdg": found["goal"]})
    yield Case("national-firsts", "all", {})
    yield Case("national-firsts", "one scope", {"scope": found["scope"]})
    yield Case("ties", "all", {})
    yield Case("ties", "one edition", edition)
    yield Case("grade-counts", "all", {})
    yield Case("grade-counts", "one institution", {"institution": found["graded"]})
    yield Case("percentile", "all", {})
    yield Case("percentile", "one edition", edition)
    yield Case("evidence", "", {"result": found["claim"]})
    yield Case("conflicts", "all", {})
    yield Case("conflicts", "one edition", edition)
    yield Case("document-facts", "", {"document": found["document"]})
    yield Case("label-coverage", "all", {})
    yield Case("label-coverage", "one class", {"kind": "result"})
    yield Case("custom-ranking", "", {"weights": found["weights"]})
