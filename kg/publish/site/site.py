"""What all pages draw from: the graph, the names of its things, the answers of canned queries, the downloads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.addresses import address
from kg.publish.entities import KINDS, entities
from kg.publish.site.anchors import anchor
from kg.publish.site.answers import Answers
from kg.publish.site.names import Names
from kg.publish.site.rivals import Rivals
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.publish.downloads import Download
    from kg.publish.entities import Entity, Kind
    from kg.publish.source import Source
    from kg.publish.withdrawn import Withdrawn

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


class Site:
    """One publication as its pages see it. Entities and names are kept; claims and passages are asked for by page."""

    def __init__(self, source: Source, downloads: Sequence[Download]) -> None:
        """Take what is published."""
        self.source, self.downloads = source, downloads
        self.engine, self.base = source.engine, source.base

    @property
    def name(self) -> Text:
        """What the site calls itself: the title that its publisher gives, else ours."""
        return self.source.about.title or text("site")

    @property
    def licence(self) -> tuple[str, Text, Text]:
        """Give the licence of the data: its IRI, a few words for it, and a sentence or two."""
        stated = self.source.about.licence
        if stated in ("", CC0):
            return CC0, text("licence"), text("licence_text")
        whole = text("other_licence_text")
        return stated, text("other_licence"), Text(whole.en.format(stated), whole.fr.format(stated))

    @cached_property
    def entities(self) -> Mapping[str, Sequence[Entity]]:
        """All entities with pages, by kind, in the order of their keys."""
        return {name: tuple(entities(self.engine, kind, self.base)) for name, kind in KINDS.items()}

    @cached_property
    def by_iri(self) -> Mapping[str, Entity]:
        """All entities with pages, by IRI."""
        return {entity.iri: entity for several in self.entities.values() for entity in several}

    @cached_property
    def names(self) -> Names:
        """The names of all that is no claim and no passage."""
        return Names(self.engine, self.base)

    @cached_property
    def answers(self) -> Answers:
        """The canned queries, ready to be asked."""
        return Answers(self.engine, self.base, self.names)

    @cached_property
    def results(self) -> Mapping[str, int]:
        """How many results speak of each institution, edition, criterion; and of each ranking and goal through them."""
        counts: dict[str, int] = {}
        for path in (
            "pal:institution",
            "pal:edition",
            "pal:criterion",
            "pal:edition/pal:ranking",
            "pal:criterion/pal:goal",
        ):
            query = (
                f"SELECT ?thing (COUNT(?result) AS ?count) {{ ?result a pal:Result ; {path} ?thing }} GROUP BY ?thing"
            )
            counts |= {str(thing): count for thing, count in self.engine.rows(query) if isinstance(count, int)}
        return counts

    @cached_property
    def ranking_of(self) -> Mapping[str, str]:
        """The ranking of each edition and of each criterion."""
        paths = "?thing pal:ranking|skos:inScheme/^pal:criterionScheme ?ranking . ?ranking a pal:Ranking"
        rows = self.engine.rows(f"SELECT ?thing ?ranking {{ {paths} }}")
        return {str(thing): str(ranking) for thing, ranking in sorted(rows, key=str, reverse=True)}

    @cached_property
    def overall(self) -> frozenset[str]:
        """The criteria that order a ranking as a whole."""
        kind = f"<{self.base}criterion-kind/overall>"
        return frozenset(
            str(criterion)
            for (criterion,) in self.engine.rows(f"SELECT ?criterion {{ ?criterion pal:criterionKind {kind} }}")
        )

    @cached_property
    def goal_of(self) -> Mapping[str, str]:
        """The goal of each criterion that measures one."""
        rows = self.engine.rows("SELECT ?criterion ?goal { ?criterion a pal:Criterion ; pal:goal ?goal }")
        return {str(criterion): str(goal) for criterion, goal in sorted(rows, key=str, reverse=True)}

    def withdrawn(self, entity: Entity) -> Sequence[Withdrawn]:
        """Give what is gone and had its place on the page of an entity."""
        here = address(entity)
        gone = self.source.history.withdrawn(entity)
        return [each for each in gone if anchor(each.iri, self.base).partition("#")[0] == here]

    @cached_property
    def rivals(self) -> Rivals:
        """The institutions that are compared."""
        return Rivals(self)

    @cached_property
    def kinds(self) -> Sequence[Kind]:
        """The kinds of which the graph has entities, in the order of the menu."""
        return [kind for kind in KINDS.values() if self.entities[kind.name]]
