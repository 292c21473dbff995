"""The results by one criterion, or by all that measure one goal: every edition and scope, newest edition first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.site.words import text
from kg.query.header import Column, Format

if TYPE_CHECKING:
    from kg.publish.site.answers import Answers
    from kg.query import Rows

_POSITIONS = """
SELECT ?edition ?criterion ?institution ?scope ?rankBest ?rankWorst ?tied ?topPercent ?grade
  (STR(?grade) AS ?gradeLabel) ?score ?scoreOutOf ?basis ?result {{
  {criteria}
  ?result a pal:Result ; pal:criterion ?criterion ; pal:edition ?edition ; pal:institution ?institution ;
    pal:scope ?scope ; pal:basis ?basis .
  OPTIONAL {{ ?edition pal:year ?year }}
  OPTIONAL {{ ?result pal:rankBest ?rankBest }}
  OPTIONAL {{ ?result pal:rankWorst ?rankWorst }}
  OPTIONAL {{ ?result pal:tied ?tied }}
  OPTIONAL {{ ?result pal:topPercent ?topPercent }}
  OPTIONAL {{ ?result pal:grade ?grade }}
  OPTIONAL {{ ?result pal:score ?score }}
  OPTIONAL {{ ?result pal:scoreOutOf ?scoreOutOf }}
}} ORDER BY DESC(?year) ?edition ?scope
  COALESCE(?rankWorst, 1000000 + ?rankBest, 1000000000) COALESCE(?rankBest, 0) ?result"""
_POSITION = ("rankBest", "rankWorst", "tied", "topPercent", "gradeLabel", "score", "scoreOutOf")
COLUMNS = (
    Column("edition", text("edition")),
    Column("institution", text("institution")),
    Column("scope", text("scope")),
    Column("position", text("position"), Format.POSITION, _POSITION),
    Column("basis", text("basis")),
)


def positions(answers: Answers, criteria: str) -> Rows:
    """Ask for the results whose ``?criterion`` a pattern finds."""
    return answers.own(_POSITIONS.format(criteria=criteria))
