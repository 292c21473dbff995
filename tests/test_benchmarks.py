"""The benchmarks run and print what they promise; how quick anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.extract import extract
from kg.read import SUFFIXES, read_string
from tests import read_once
from tests.benchmarks.build.choice import World, load_world
from tests.benchmarks.build.corpus import LONGEST, File, file_of, files, write_corpus
from tests.benchmarks.validate.graphs import OUTPUT, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.registry import Registry

ROOT = Path(__file__).parent.parent

ROWS = [
    "Reading and extraction",
    "read Mchar/s",
    "extract Mchar/s",
    "end to end Mchar/s",
    "Growth: time per document relative to 2 documents",
    "peak MiB",
    "names, registry",
    "names, enlarged",
    "kg lexicon",
    "kg, the rules mirrored",
    "kg, all rules",
    "names and values",
]


@pytest.mark.slow
def test_extraction_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "extract")]
    command += ["--sizes", "2", "3", "--repeats", "1", "--labels", "5000"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [row for row in ROWS if row not in done.stdout]
    # With spaCy there are ratios, without it a word on how to get it.
    assert ("with its tokeniser = 1.0" in done.stdout) != ("pip install -e .[bench]" in done.stdout)


# The seed of the benchmark's own corpus.
SEED = 1
KINDS = {"rank", "band", "top", "top_percent", "score", "grade"}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(SEED)


@pytest.fixture(scope="module")
def releases(world: World) -> list[File]:
    return list(files(SEED, 400, world))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    def written(folder: Path, size: int, seed: int) -> dict[str, bytes]:
        write_corpus(folder, size, seed)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}

    one = written(tmp_path / "one", 1001, SEED)
    fewer = written(tmp_path / "fewer", 100, SEED)
    assert fewer == {path: one[path] for path in fewer}
    assert written(tmp_path / "other", 100, SEED + 1) != fewer
    assert {path.partition("/")[0] for path in one} == {"0000", "0001"}


def test_a_release_depends_on_its_number_alone(world: World, releases: list[File]) -> None:
    assert [file_of(SEED, number, world) for number in (399, 7, 7)] == [releases[399], releases[7], releases[7]]


def test_releases_vary(releases: list[File]) -> None:
    assert len({release.text for release in releases}) == len(releases)
    lengths = sorted(len(release.text) for release in releases)
    assert lengths[0] >= 300
    assert lengths[-1] <= LONGEST
    assert lengths[len(lengths) // 2] < 1300
    stated = [len(release.results) for release in releases]
    assert (min(stated), max(stated)) == (1, 12)
    results = [result for release in releases for result in release.results]
    assert {result.edition for result in results} >= set(range(2015, 2027))
    assert len({result.ranking.slug for result in results}) > 25
    assert len({result.holder.key for result in results}) > 300
    assert {result.position.kind for result in results} == KINDS
    assert any(result.position.tied for result in results)
    assert any(result.criterion and result.criterion.goal for result in results)
    assert len({result.scope for result in results}) > 20


SHARES = [
    # what                      from  to
    ("plain text",              0.40, 0.60),
    ("Markdown",                0.20, 0.40),
    ("HTML",                    0.10, 0.30),
    ("in French",               0.50, 0.70),
    ("unknown institution",     0.05, 0.15),
    ("in other releases too",   0.05, 0.60),
]  # fmt: skip


@pytest.mark.parametrize(("what", "low", "high"), SHARES, ids=[row[0] for row in SHARES])
def test_shares(what: str, low: float, high: float, releases: list[File], world: World) -> None:
    known = {key for key, _ in world.ranked}
    spoken = Counter(key for release in releases for key in {result.holder.key for result in release.results})
    holds: dict[str, Callable[[File], bool]] = {
        "plain text": lambda release: release.path.endswith(".txt"),
        "Markdown": lambda release: release.path.endswith(".md"),
        "HTML": lambda release: release.path.endswith(".html"),
        "in French": lambda release: release.language == "fr",
        "unknown institution": lambda release: any(result.holder.key not in known for result in release.results),
        "in other releases too": lambda release: any(spoken[result.holder.key] > 1 for result in release.results),
    }
    assert low <= sum(map(holds[what], releases)) / len(releases) <= high


def test_releases_agree_and_disagree(world: World) -> None:
    """Of results in several releases most are one and the same, a few are not."""
    positions: defaultdict[tuple[object, ...], set[object]] = defaultdict(set)
    times: Counter[tuple[object, ...]] = Counter()
    for release in files(SEED, 4000, world):
        for result in release.results:
            if result.position.kind in {"rank", "band"}:
                key = result.key()[:5]
                positions[key].add(result.position[:3])
                times[key] += 1
    repeated = [key for key, number in times.items() if number > 1]
    disagree = [key for key in repeated if len(positions[key]) > 1]
    assert len(repeated) > 100
    assert 0 < len(disagree) < len(repeated) / 4


def test_what_is_stated_is_found(releases: list[File], registry: Registry) -> None:
    lexicon = read_once.lexicon()
    chosen = [release for release in releases[:100] if Path(release.path).suffix in SUFFIXES]
    found = [len(extract(read_string(each.text, Path(each.path).suffix), registry, lexicon).claims) for each in chosen]
    assert sum(map(bool, found)) >= 0.9 * len(found)
    assert sum(found) >= 2.5 * len(found)


BUILD_ROWS = [
    "First build",
    "documents/s",
    "quads/s",
    "peak MiB",
    "growth",
    "1 worker",
    "nothing changed",
    "1 document changed",
    "1 % changed",
]


@pytest.mark.slow
def test_the_build_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "build")]
    command += ["--sizes", "3", "--workers", "1", "--no-baselines"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [row for row in BUILD_ROWS if row not in done.stdout]


VALIDATION_ROWS = [
    "Judging a graph by all shapes",
    "ours",
    "plain pyshacl",
    "pyshacl, queries shared",
    "ratio",
    "peak MiB",
    "all found the same results",
    "Our engine by stage",
    "screen",
    "SPARQL",
    "growth",
    "One changed document",
    "with a fault",
]


@pytest.mark.slow
def test_validation_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "validate"), "--sizes", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [row for row in VALIDATION_ROWS if row not in done.stdout]
    # With rudof it is compared, without it a word on how to get it.
    assert ("  rudof  " in done.stdout) != ("pip install -e .[bench]" in done.stdout)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the build of one release."""
    folder = tmp_path_factory.mktemp("graphs")
    build(folder / "1", 1, SEED)
    return folder


@pytest.mark.slow
def test_queries_are_measured(graphs: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "query"), "--sizes", "1", "--limit", "1"]
    command += ["--repeats", "1", "--graphs", str(graphs)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.partition("  ")[0]: line.split() for line in done.stdout.splitlines()}
    assert {"institution-profile", "label-coverage, all", "kg --help", "kg query top-n, no index"} <= rows.keys()
    assert float(rows["geometric mean"][-1]) > 0


@pytest.mark.slow
def test_publishing_is_measured(graphs: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "publish"), "--graph", str(graphs / "1" / OUTPUT)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    ways = ["downloads and site", "again, nothing changed", "downloads alone", "rdflib, a Turtle file per entity"]
    assert [
        line.partition(", ")[2][: len(way)] for line, way in zip(done.stdout.splitlines()[-4:], ways, strict=True)
    ] == ways
