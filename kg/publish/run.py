"""One publication: the graph is checked and opened, files and pages are made aside, then moved in."""

from __future__ import annotations

import multiprocessing
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.build.run import cores
from kg.errors import Text
from kg.publish.about import read_about
from kg.publish.check import ensure_conforming
from kg.publish.crew import Crew
from kg.publish.history import Tally, make_history
from kg.publish.inputs import inputs_of
from kg.publish.previous import SITE, ensure_published, last_site
from kg.publish.progress import Progress
from kg.publish.site.write import write_site
from kg.publish.source import ensure_built, open_source
from kg.publish.tree import Tree
from kg.publish.workshop import Workshop
from kg.query.load import LARGE

__all__ = ["Order", "Outcome", "Progress", "publish"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.publish.source import Source
    from kg.publish.tree import Change

_CHECK = Text("checking", "vérification")
_COMPARE = Text("comparing with the last publication", "comparaison avec la dernière publication")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to publish, and how: ``graph`` is the folder of a build, ``site`` the address at which the site will stand.

    An empty address leaves out what needs one; without any, that of the last publication holds. Without ``check``, a
    graph that does not conform is published too. ``previous`` is the folder of the publication before this one, if it
    is not the target. ``about`` is a file that tells who publishes it and under which name (see `kg.publish.about`).
    With ``force`` files of others are written over, with ``withdraw`` most of what was published may be withdrawn.
    ``workers`` are processes (None: as many as pay).
    """

    graph: Path
    site: str | None = None
    check: bool = True
    previous: Path | None = None
    about: Path | None = None
    force: bool = False
    withdraw: bool = False
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did to the folder and to what was published before, and what is worth a remark."""

    change: Change
    tally: Tally
    notes: tuple[Text, ...]


def publish(order: Order, target: Path, listen: Callable[[Progress], None]) -> Outcome:
    """Publish into a folder, which is as it was before if anything fails. Raises KgError."""
    ensure_built(order.graph)
    about = read_about(order.about) if order.about else None
    if order.previous:
        ensure_published(order.previous)
    site = last_site(order.previous or target) if order.site is None else order.site
    with Tree(target, force=order.force) as tree:
        listen(Progress(_COMPARE, 0, 0))
        inputs = inputs_of(order.graph, order.about, site, order.check)
        if order.previous is None and tree.keep_if_made_from(inputs):
            tally, note = Tally(), None
        else:
            if order.check:
                listen(Progress(_CHECK, 0, 0))
                ensure_conforming(order.graph, tree)
            tally, note = _make(order, open_source(order.graph, site, about), tree, listen)
    return Outcome(tree.change, tally, (note,) if note else ())


def _make(order: Order, source: Source, tree: Tree, listen: Callable[[Progress], None]) -> tuple[Tally, Text | None]:
    """Make all files; give what became of those published before, and a remark if there is one."""
    if source.site:
        tree.write(SITE, f"{source.site}\n".encode())
    listen(Progress(_COMPARE, 0, 0))
    with ExitStack() as opened:
        previous = order.previous or tree.folder
        history, tally, note = make_history(source, previous, tree, opened, withdraw=order.withdraw)
        workshop = partial(Workshop, replace(source, history=history), tree)
        with Crew(tree, _count(order, source), listen, workshop) as crew:
            downloads = crew.begin(Workshop.write_downloads)
            write_site(crew, downloads, listen)
    return tally, note


def _count(order: Order, source: Source) -> int:
    """Count the processes that are to work: one of a graph that each would have to read whole."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return order.workers or (cores() if source.merged.stat().st_size >= LARGE else 1)
