"""The project's registry and what is made of it: a second each, so the tests of a process share them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import project
from kg.graph import Directory
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


@cache
def _directory() -> Directory:
    return Directory(registry())


def directory_of(asked: Registry) -> Directory:
    """Give what `Directory` gives of a registry."""
    return _directory() if asked is registry() else Directory(asked)
