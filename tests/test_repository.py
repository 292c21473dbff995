"""The repository's frame: names, READMEs in step and running, versions, what a wheel carries, a fresh graph."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.fr.md")

TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
    "LICENSE", "Makefile", "README.fr.md", "README.md", "constraints.txt", "data", "kg", "ontology", "pyproject.toml",
    "shapes", "tests",
}  # fmt: skip

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CANNED = sorted(path.stem for path in (ROOT / "kg" / "query" / "canned").glob("*.rq"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    """Give the fenced code blocks of a README that are in one language (a pattern)."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE)


def kg(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder, but for those that a tool hides there."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    shown = {name: path for name, path in found.items() if not any(part.startswith(".") for part in name.parts)}
    return {name.as_posix(): path.read_bytes() for name, path in shown.items()}


def outside_packages(folder: Path) -> dict[str, str]:
    """Give the environment in which a package unpacked in `folder` goes before an installed one."""
    return {"PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}


def test_top_level_holds_what_it_should() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what belongs to the repository cannot be told")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {line.partition("/")[0] for line in listed.stdout.splitlines()} == TOP_LEVEL


def test_documents_are_those_received(shared: Path) -> None:
    ours = files(ROOT / "data" / "documents")
    received = files(shared / "documents")
    assert {name: ours.get(name) for name in received} == received


def test_readmes_have_the_same_code() -> None:
    english, french = (blocks(name, "(?:sh|python)") for name in READMES)
    assert english == french
    assert english


def headings(name: str) -> list[str]:
    prose = re.sub(r"^```.*?^```$", "", text(name), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^(#+) ", prose, re.MULTILINE)


def test_readmes_have_the_same_headings() -> None:
    english, french = map(headings, READMES)
    assert english == french


def question_of(query: str) -> str | None:
    """Give the number of the competency question that a canned query says it answers."""
    header = re.search(r"^#\+ question: CQ(\d+)$", text(f"kg/query/canned/{query}.rq"), re.MULTILINE)
    return header and header[1]


@pytest.mark.parametrize("name", READMES)
def test_readmes_name_a_canned_query_for_each_question(name: str) -> None:
    named = re.findall(r"^(\d+)\. (?:.*\n {3,})*.*`([a-z-]+)`$", text(name), re.MULTILINE)
    assert [int(number) for number, _ in named] == list(range(1, len(named) + 1))
    assert sorted(query for _, query in named) == CANNED
    assert {query: question_of(query) for _, query in named} == {query: number for number, query in named}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what `kg` takes for a project, in which the README's commands may write."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("data", "ontology", "shapes"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


# A server that runs on, and what asks one: tests/serve and tests/push try these.
SERVED = re.compile("kg (?:serve|push)|.* --endpoint ")


@pytest.mark.parametrize(
    "line",
    [
        line
        for block in blocks("README.md", "sh")
        for line in block.splitlines()
        if line.startswith("kg ") and not SERVED.match(line)
    ],
)
def test_the_readme_s_commands_run(line: str, project: Path) -> None:
    words = shlex.split(line.partition(" > ")[0])
    done = kg(*words[1:], cwd=project)
    assert done.returncode == 0, done.stderr.decode()
    written = words[words.index("-o") + 1] if "-o" in words else ""
    assert done.stdout or (project / written).is_file()


ANSWERS = [
    (name, language, *found)
    for name, language in zip(READMES, ("en", "fr"), strict=True)
    for found in re.findall(r"^```sh\n(kg .*)\n```\n\n```text\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE)
]


@pytest.mark.parametrize(("name", "language", "line", "answer"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_the_readme_s_answers_are_given(name: str, language: str, line: str, answer: str, project: Path) -> None:
    done = kg(*shlex.split(line)[1:], "--lang", language, cwd=project)
    assert done.stdout.decode() == answer, name


def test_each_readme_shows_an_answer() -> None:
    assert {case[0] for case in ANSWERS} == set(READMES)


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_the_readme_s_python_runs(code: str, project: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_readme_s_figures_are_measured(shared: Path, tmp_path: Path) -> None:
    (block,) = (block for block in blocks("README.md", "sh") if "score.py" in block)
    (tmp_path / "shared").symlink_to(shared)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("data", "ontology", "tests"):
        (checkout / name).symlink_to(ROOT / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", block],
        cwd=checkout,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "strict  precision 1.000  recall 1.000" in done.stdout
    assert not re.search(r"^slots .*0\.", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", ["CHANGELOG.md", "CITATION.cff"])
def test_the_version_is_said_alike(name: str) -> None:
    found = re.search(r"^(?:## |version: )\"?(\d+\.\d+\.\d+)", text(name), re.MULTILINE)
    assert found is not None
    assert found[1] == PROJECT["version"]


def pins() -> dict[str, str]:
    lines = [line for line in text("constraints.txt").splitlines() if line and not line.startswith("#")]
    pairs = [line.split("==") for line in lines]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def test_constraints_name_versions_and_no_host() -> None:
    assert "/" not in text("constraints.txt")
    assert pins()


@pytest.mark.parametrize("wanted", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_dependency_is_pinned_within_its_range(wanted: str) -> None:
    requirement = Requirement(wanted)
    pinned = pins()[re.sub(r"[-_.]+", "-", requirement.name).lower()]
    assert requirement.specifier.contains(pinned)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    return next(folder.glob("palmares-*.whl"))


SHIPPED = {
    "ontology": "ontology",
    "shapes": "shapes",
    "registry": "data/registry",
    "graph": "data/graph",
    "examples/good": "tests/shapes/good",
    "examples/bad": "tests/shapes/bad",
}


@pytest.mark.slow
@pytest.mark.parametrize(("shipped", "source"), SHIPPED.items(), ids=SHIPPED)
def test_a_wheel_carries_what_the_package_works_with(shipped: str, source: str, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"kg/shipped/{shipped}/{name}" for name in files(ROOT / source)} <= names
    assert any(name.startswith(f"kg/shipped/{shipped}/") for name in names)
    assert not [name for name in names if "/." in name], "what a build keeps for itself stays out"


@pytest.mark.slow
def test_a_wheel_carries_the_queries_and_no_document(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"kg/query/canned/{name}.rq" for name in CANNED} <= set(names)
    documents = files(ROOT / "data" / "documents")
    assert not [name for name in names if Path(name).name in documents or name.startswith("tests")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [["--version"], ["query"], ["query", "institution-profile", "-p", "institution=imt-mines-ales"], ["validate"]],
    ids=" ".join,
)
def test_a_wheel_answers_in_any_folder(words: list[str], wheel: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "wheel", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(unpacked)
    done = kg(*words, cwd=elsewhere, **outside_packages(unpacked))
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout
