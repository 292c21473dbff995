"""A corpus of invented releases, as large as wanted: about the registry's rankings, with positions of no edition.

    python -m tests.benchmarks.build.corpus FOLDER --size 100000

The nth release depends only on the seed and n, so the first thousand of a larger corpus are the smaller one. Files lie
in folders of a thousand.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.build.choice import World, load_world
from tests.benchmarks.build.layout import LAYOUTS
from tests.benchmarks.build.release import Release, compose, menu_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.build.results import Result

SEED = 1
FOLDER_SIZE = 1000
LONGEST = 2500
# Of ten releases, so many are files of each format.
_FORMATS = (".txt",) * 5 + (".md",) * 3 + (".html",) * 2


class File(NamedTuple):
    """A release as a file: its path below the corpus, its text, and the results it states, each once."""

    path: str
    text: str
    results: tuple[Result, ...]
    language: str


def file_of(seed: int, number: int, world: World) -> File:
    """Make the release of that number, at most 2,500 code points long: of a longer one, the end is left out."""
    random = Random(f"{seed} {number}")  # noqa: S311 (the same corpus for the same seed is what is wanted)
    release = compose(random, world)
    suffix = random.choice(_FORMATS)
    text = _written(release, suffix)
    while len(text) > LONGEST:
        release = release.shortened()
        text = _written(release, suffix)
    path = f"{number // FOLDER_SIZE:04}/{number:07}{suffix}"
    return File(path, text, release.results(), release.language)


def _written(release: Release, suffix: str) -> str:
    return (
        LAYOUTS[suffix]([section.part for section in release.sections], release.language, menu_of(release.language))
        + "\n"
    )


def files(seed: int, size: int, world: World) -> Iterator[File]:
    """Yield the first ``size`` releases of a seed, one at a time."""
    return (file_of(seed, number, world) for number in range(size))


def write_corpus(folder: Path, size: int, seed: int = SEED) -> Path:
    """Write the first ``size`` releases of a seed below a folder; files of the same name are replaced."""
    for number, file in enumerate(files(seed, size, load_world(seed))):
        path = folder / file.path
        if number % FOLDER_SIZE == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.build.corpus", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="where to write; made if need be")
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="number of releases (1000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"another seed, another corpus ({SEED})")
    chosen = parser.parse_args()
    write_corpus(chosen.folder, chosen.size, chosen.seed)


if __name__ == "__main__":
    main()
