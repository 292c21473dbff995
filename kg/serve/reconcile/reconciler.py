"""What reconciles with the institutions of one generation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.serve.reconcile.judge import Judge
from kg.serve.reconcile.matcher import Matcher
from kg.serve.reconcile.read import read_institutions, registry_engine
from kg.serve.reconcile.suggest import Beginnings

if TYPE_CHECKING:
    from kg.serve.generation import Generation
    from kg.serve.reconcile.institutions import Institutions


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Finds institutions, weighs them, and suggests them by how their names begin."""

    institutions: Institutions
    matcher: Matcher
    judge: Judge
    beginnings: Beginnings


def reconciler_of(generation: Generation) -> Reconciler:
    """Make the one of a generation, which takes a second or two."""
    registry = registry_engine(generation.base)
    matcher = Matcher(read_institutions(generation.engine, registry, generation.base))
    return Reconciler(matcher.institutions, matcher, Judge(matcher), Beginnings(matcher))
