"""The labels to recognise: the registry's, and as many more as wanted, made of their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.registry import Institution
from kg.registry.terms import Name, NameMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.registry import Registry
    from kg.registry.terms import Term

_STRIDE = 7919  # a prime: heads and tails meet anew in each round


def labels_of(registry: Registry) -> list[str]:
    """Give every label that the registry's lexicon holds, each once, as written."""
    kinds: list[Sequence[Term]] = [
        list(kind.values())
        for kind in (
            registry.rankings,
            registry.publishers,
            registry.institutions,
            registry.goals,
            registry.criteria,
            registry.places,
            registry.categories,
        )
    ]
    return list(dict.fromkeys(name for kind in kinds for term in kind for name in term.all_names))


def enlarged(registry: Registry, wanted: int) -> Registry:
    """Give the registry with invented institutions, until it has ``wanted`` labels; the same ones every time."""
    known = dict.fromkeys(labels_of(registry))
    invented = {}
    made = _crossed(list(known))
    while len(known) < wanted:
        label = next(made)
        if label not in known:
            known[label] = None
            invented[f"invented-{len(known)}"] = _institution(label, f"invented-{len(known)}")
    return replace(registry, institutions={**registry.institutions, **invented})


def _crossed(labels: Sequence[str]) -> Iterator[str]:
    """Yield the first half of one label with the second of another: "Université de" and "Sciences Lyon"."""
    halves = [(words[: (len(words) + 1) // 2], words[len(words) // 2 :]) for words in map(str.split, labels)]
    number = 0
    while True:
        turn, position = divmod(number, len(halves))
        tail = halves[(position + (turn + 1) * _STRIDE) % len(halves)][1]
        yield " ".join([*halves[position][0], *tail])
        number += 1


def _institution(label: str, slug: str) -> Institution:
    return Institution(
        iri=slug,
        slug=slug,
        labels={},
        names=(Name(label, NameMode.ANY, ""),),
        country=None,
        region=None,
        categories=(),
        parent=None,
    )
