"""The page of an institution: who it is, its places over the years and the goals, and every claim with its words."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.claims import Claim, Quote, claims_of, numbered, quotes_of
from kg.publish.site.described import Described
from kg.publish.site.drawing import drawn
from kg.publish.site.page import Page
from kg.publish.site.tables import Wording
from kg.publish.site.words import text
from kg.query import Rows
from kg.query.header import Column
from kg.query.parameters import LANGUAGES
from kg.query.terms import Iri, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.plot import Figure
    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.publish.site.tables import Table
    from kg.query.terms import Value

_PROFILE, _TRAJECTORY, _GOALS = "institution-profile", "rank-trajectory", "sdg-profile"
_DRAWN = 3  # years: two say as much in a table
_OTHERS = ("Tally", "Move", "Participation")
_OF = "pal:institution"
_CRITERION = "criterionLabel"  # the goal says as much
_COUNTED = ("evidenceCount", "documentCount")  # what the quotes show anyway


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each institution."""
    for entity in entities:
        content = _Institution(site, entity).content
        yield Page(addresses.address(entity), "institution.html", entity.label, content, entity)


class _Institution:
    """What the pages of one institution share; the graph is asked once for both languages."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity

    def content(self, language: str) -> dict[str, Any]:
        name = self._site.names.of(self._entity.iri, language)
        caption = text("all_results_caption").in_language(language)
        return {
            "description": text("institution_description").in_language(language).format(name.text),
            "known": self._known,
            "candidate": any(each.endswith("#Candidate") for each in self._known.things("rdf:type")),
            "children": self._children,
            "trajectories": list(self._trajectories(language)),
            "goals": self._goals(language),
            "by_goal": self._by_goal(language),
            "results": self._table(_PROFILE, language, caption, *_COUNTED, institution=self._entity.iri),
            "quotes": self._quotes,
            "claims": self._others,
            "sources": self._sources,
            "withdrawn": self._site.withdrawn(self._entity),
            "rivals": self._site.rivals.of(self._entity),
        }

    @cached_property
    def _known(self) -> Described:
        return Described(self._site.engine, self._entity.iri)

    @cached_property
    def _children(self) -> Sequence[str]:
        pattern = f"?child org:subOrganizationOf {iri(self._entity.iri)} ; a pal:Institution"
        rows = self._site.engine.rows(f"SELECT ?child {{ {pattern} }} ORDER BY ?child")
        return [str(child) for (child,) in rows]

    @cached_property
    def _quotes(self) -> Mapping[str, Sequence[Quote]]:
        return quotes_of(self._site.engine, _OF, self._entity.iri, "Result")

    @cached_property
    def _others(self) -> Sequence[Claim]:
        return claims_of(self._site.engine, _OF, self._entity.iri, *_OTHERS)

    @cached_property
    def _sources(self) -> Mapping[str, int]:
        """The documents cited on the page, numbered in the order of their IRIs."""
        several = [*self._quotes.values(), *(claim.quotes for claim in self._others)]
        return numbered(several)

    @cached_property
    def _results(self) -> Sequence[Mapping[str, Value]]:
        """The rows of its results."""
        answer = self._site.answers.rows(_PROFILE, LANGUAGES[0], institution=self._entity.iri)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    @property
    def _measuring(self) -> Sequence[str]:
        """The editions by whose criteria of a Sustainable Development Goal it is ranked, newest first."""
        measured = (str(known["edition"]) for known in self._results if str(known["criterion"]) in self._site.goal_of)
        return list(dict.fromkeys(measured))

    @cached_property
    def _rankings(self) -> Sequence[str]:
        """The rankings in whose overall tables it stands in two years or more, the one with most years first."""
        years: defaultdict[str, set[Value]] = defaultdict(set)
        for known in self._results:
            ranking = self._site.ranking_of.get(str(known["edition"]))
            if ranking and known["year"] is not None and str(known["criterion"]) in self._site.overall:
                years[ranking].add(known["year"])
        several = [ranking for ranking, known in years.items() if len(known) > 1]
        return sorted(several, key=lambda ranking: (-len(years[ranking]), ranking))

    def _table(self, query: str, language: str, caption: str, *without: str, **given: str) -> Table:
        wording = Wording(self._site.names, language)
        answer = self._site.answers.rows(query, language, **given)
        return wording.table(answer, self._site.answers.columns(query), caption, *without)

    def _in(self, language: str, iri: str) -> str:
        """Name a thing in a caption, which is of one language: by its key where it has no name in it."""
        name = self._site.names.of(iri, language)
        return iri.rpartition("/")[2] if name.tongue else name.text

    def _trajectories(self, language: str) -> Iterator[tuple[str, Figure | None, Table]]:
        """Yield the ranking, the drawing and the table of each trajectory of two years or more."""
        for ranking in self._rankings:
            given = {"institution": self._entity.iri, "ranking": ranking}
            answer = self._site.answers.rows(_TRAJECTORY, language, **given)
            if len(answer.rows) > 1:
                caption = text("trajectory_caption").in_language(language).format(self._in(language, ranking))
                figure = None
                if len(answer.rows) >= _DRAWN:
                    figure = drawn(_TRAJECTORY, answer, self._site.names, language, **given)
                yield ranking, figure, self._table(_TRAJECTORY, language, caption, **given)

    def _by_goal(self, language: str) -> Table:
        """Give the table of all its results by a goal, of every edition and scope, goal after goal."""
        answer = self._site.answers.rows(_PROFILE, language, institution=self._entity.iri)
        place = answer.columns.index("criterion") if answer.rows else 0
        goals = self._site.goal_of
        rows = [(Iri(goals[str(row[place])]), *row) for row in answer.rows if str(row[place]) in goals]
        rows.sort(key=lambda row: (len(str(row[0])), str(row[0])))
        columns = (Column("goal", text("goal")), *self._site.answers.columns(_PROFILE))
        caption = text("by_goal_caption").in_language(language)
        wording = Wording(self._site.names, language)
        return wording.table(Rows(("goal", *answer.columns), tuple(rows)), columns, caption, *_COUNTED, _CRITERION)

    def _goals(self, language: str) -> tuple[Figure | None, Table] | None:
        """Give the drawing and the table of the newest edition that has some of its positions by goal."""
        for edition in self._measuring:
            given = {"institution": self._entity.iri, "edition": edition}
            answer = self._site.answers.rows(_GOALS, language, **given)
            if answer.rows:
                scopes = {str(dict(zip(answer.columns, row, strict=True))["scope"]) for row in answer.rows}
                shown = ", ".join(self._in(language, each) for each in (edition, *sorted(scopes)))
                caption = text("profile_caption").in_language(language).format(shown)
                figure = drawn(_GOALS, answer, self._site.names, language, **given)
                return figure, self._table(_GOALS, language, caption, **given)
        return None
