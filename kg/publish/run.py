"""One publication: the graph is checked and opened, files and pages are made aside, then moved in."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.about import read_about
from kg.publish.check import ensure_conforming
from kg.publish.downloads import write_downloads
from kg.publish.history import make_history
from kg.publish.previous import SITE, ensure_published, last_site
from kg.publish.progress import Progress
from kg.publish.site import write_site
from kg.publish.source import ensure_built, open_source
from kg.publish.tree import Tree

__all__ = ["Order", "Outcome", "Progress", "publish"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.publish.history import Tally
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
    """

    graph: Path
    site: str | None = None
    check: bool = True
    previous: Path | None = None
    about: Path | None = None
    force: bool = False
    withdraw: bool = False


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
    with Tree(target, force=order.force) as tree:
        if order.check:
            listen(Progress(_CHECK, 0, 0))
            ensure_conforming(order.graph, tree)
        with ExitStack() as opened:
            previous = order.previous or target
            site = last_site(previous) if order.site is None else order.site
            source = open_source(order.graph, site, about)
            if source.site:
                tree.write(SITE, f"{source.site}\n".encode())
            listen(Progress(_COMPARE, 0, 0))
            history, tally, note = make_history(source, previous, tree, opened, withdraw=order.withdraw)
            source = replace(source, history=history)
            downloads = write_downloads(source, tree, listen)
            write_site(source, downloads, tree, listen)
    return Outcome(tree.change, tally, (note,) if note else ())
