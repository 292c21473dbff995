"""The whole site, part by part, by the processes of a crew."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from kg.publish.progress import Progress
from kg.publish.site import pages
from kg.publish.site.maker import PARTS
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.publish.crew import Crew
    from kg.publish.downloads import Download
    from kg.publish.workshop import Workshop


def write_site(crew: Crew[Workshop], downloads: int, listen: Callable[[Progress], None]) -> None:
    """Have every page written; ``downloads`` is the number of the task that writes what some of them list."""
    names: list[str] = []

    def gather(tasks: list[int]) -> None:
        for task in tasks:
            names.extend(crew.result(task))
            listen(Progress(text("pages"), len(names), 0))

    parts = product(range(len(pages.OF_EACH)), range(PARTS))
    gather([crew.begin(partial(_each, place, part)) for place, part in parts])
    listed = crew.result(downloads)
    gather([crew.begin(partial(_all, place, listed)) for place in range(len(pages.MAKERS))])
    crew.result(crew.begin(partial(_finish, names)))


def _each(place: int, part: int, workshop: Workshop) -> list[str]:
    return workshop.site.make_each(place, part)


def _all(place: int, downloads: Sequence[Download], workshop: Workshop) -> list[str]:
    return workshop.site.make_all(place, downloads)


def _finish(names: Sequence[str], workshop: Workshop) -> None:
    workshop.site.finish(names)
