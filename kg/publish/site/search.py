"""The index of the search: small files by the first letters of words, so that a visitor fetches only what is typed for.

A file is a script that hands its entries over: the page reads it from a server and from a folder alike, which `fetch`
does not. `assets/search.js` folds what is typed as `folded` does here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.entities import KINDS
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.publish.tree import Tree

FOLDER = f"{addresses.ASSETS}/search"
_FULL = 150  # entries of a file: beyond, words are told apart by one more letter, and the file holds the first of them
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_NAMES = "skos:prefLabel|skos:altLabel|pal:shortLabel|pal:formerName|pal:exactLabel"

# An entry as the script reads it: label, place of its kind, page, words of other names, language if not the page's,
# and what tells it from others of its name.
Entry = list[Any]


def folded(words: str) -> list[str]:
    """Give the words of a text without case and accents.

    >>> folded("L’École des mines d’Alès – n° 1")
    ['l', 'ecole', 'des', 'mines', 'd', 'ales', 'n', '1']
    """
    plain = unicodedata.normalize("NFKD", words).lower().translate(_LETTERS)
    return _WORD.findall("".join(point for point in plain if not unicodedata.category(point).startswith("M")))


def write_index(site: Site, tree: Tree) -> None:
    """Write the index of each language."""
    found = _entities(site)
    others = _other_names(site)
    for language in LANGUAGES:
        entries: list[Entry] = []
        words: list[set[str]] = []
        for entity in found:
            name = site.names.of(entity.iri, language)
            own = folded(name.text)
            more = sorted(others.get(entity.iri, set()).difference(own))
            page = addresses.link(addresses.address(entity), "")
            kind = list(KINDS).index(entity.kind.name)
            entries.append([name.text, kind, page, " ".join(more), name.tongue, _within(site, entity, language)])
            words.append({*own, *more})
        _write(tree, f"{FOLDER}/{language}", entries, words)


def _within(site: Site, entity: Entity, language: str) -> str:
    """Name the ranking of a criterion: several have one of the same name. A name in another language tells nothing."""
    ranking = site.ranking_of.get(entity.iri) if entity.kind is KINDS["criterion"] else None
    name = site.names.of(ranking, language) if ranking else None
    return name.text if name and not name.tongue else ""


def _entities(site: Site) -> list[Entity]:
    """Give all entities in the order in which they are offered: what has more results first."""
    return sorted(
        (entity for several in site.entities.values() for entity in several),
        key=lambda entity: (-site.results.get(entity.iri, 0), entity.iri),
    )


def _other_names(site: Site) -> Mapping[str, set[str]]:
    """Give the words of all names that an entity goes by, in any language."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    classes = " ".join(f"pal:{kind.class_name}" for kind in KINDS.values())
    pattern = f"VALUES ?class {{ {classes} }} ?thing a ?class ; {_NAMES} ?name"
    for thing, name in site.engine.rows(f"SELECT ?thing ?name {{ {pattern} }}"):
        words[str(thing)].update(folded(str(name)))
    return words


def _write(tree: Tree, folder: str, entries: Sequence[Entry], words: Sequence[Iterable[str]]) -> None:
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for place, several in enumerate(words):
        for word in several:
            by_word[word].append(place)
    prefixes = []
    for prefix, places in _parts("", sorted(by_word.items())):
        prefixes.append(prefix)
        part = [entries[place] for place in places]
        tree.write(f"{folder}/w-{addresses.segment(prefix)}.js", _script("part", prefix, part))
    kinds = [[kind.one.in_language(folder.rpartition("/")[2]) for kind in KINDS.values()]]
    tree.write(f"{folder}/index.js", _script("index", prefixes, *kinds))


def _script(function: str, *values: object) -> bytes:
    written = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"palmares.{function}({written});\n".encode()


def _parts(prefix: str, words: Sequence[tuple[str, Sequence[int]]]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the files below some letters: for each the letters, and the places of its entries.

    The file of letters that too many words begin with holds the first of their entries; longer letters have the rest.
    """
    found = sorted({place for _, several in words for place in several})
    if prefix:
        yield prefix, found[:_FULL]
    if prefix and len(found) <= _FULL:
        return
    following: defaultdict[str, list[tuple[str, Sequence[int]]]] = defaultdict(list)
    for word, places in words:
        if len(word) > len(prefix):
            following[word[: len(prefix) + 1]].append((word, places))
    for longer, several in following.items():
        yield from _parts(longer, several)
