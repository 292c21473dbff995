"""The project's registry and its lexicon: a second each, so the tests of a process share them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import project
from kg.registry import Lexicon, Registry, load_registry, registry_lexicon

if TYPE_CHECKING:
    from pathlib import Path

_read = cache(load_registry)


def registry(folder: Path = project.REGISTRY) -> Registry:
    """Give the registry of a folder, under the project's own base."""
    return _read(folder)


@cache
def lexicon() -> Lexicon:
    """Give the names of the project's registry."""
    return registry_lexicon(registry())


def lexicon_of(asked: Registry) -> Lexicon:
    """Give the names of a registry as `registry_lexicon` does."""
    return lexicon() if asked is registry() else registry_lexicon(asked)
