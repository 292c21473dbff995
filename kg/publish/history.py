"""What is gone since the last publication, beside what was gone before: an IRI once published does not vanish.

Two publications are compared by the subjects of their merged graphs, which both come in one order, and so without
reading either whole. What is back is live again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from kg import project
from kg.diff.claims import corrections
from kg.diff.kinds import KEYS
from kg.diff.side import Side
from kg.errors import DataError, Text
from kg.graph import order
from kg.graph.terms import text
from kg.graph.write import Terms
from kg.publish.addresses import DOWNLOAD, SUMS
from kg.publish.blocks import Blocks, open_blocks
from kg.publish.entities import KINDS
from kg.publish.facts import Facts
from kg.publish.reading import told
from kg.publish.statements import LABEL, TYPE, by_subject, lines_of_turtle
from kg.publish.tree import same_content
from kg.publish.withdrawn import PART_OF, REPLACED_BY, History
from kg.validate.screen.terms import value_of
from kg.vocab import DCAT, OWL, PAL, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from kg.publish.source import Source
    from kg.publish.statements import Statements, Term
    from kg.publish.tree import Tree

NAME = f"{DOWNLOAD}/history.ttl"
TITLE = Text(
    "What was published once and is withdrawn or corrected, as Turtle",
    "Ce qui a été publié et qui est retiré ou corrigé, en Turtle",
)
_CLAIMS = tuple(KEYS)
_FOLLOWED = frozenset((*_CLAIMS, *(f"<{PAL}{kind.class_name}>" for kind in KINDS.values())))
# What a claim rested on and what it was compared with: not kept.
_DROPPED = frozenset(
    f"<{PAL}{name}>"
    for name in "evidence link rule contradicts sharesRankWith previousResult previousEdition size".split()
)
_ADMS = "http://www.w3.org/ns/adms#"
_STATUS = "http://purl.org/adms/status/"
# The terms of others that only the history needs.
_WORDS = {
    f"<{DCAT}isVersionOf>": Text("version of", "version de"),
    f"<{_ADMS}status>": Text("status", "état"),
    f"<{_STATUS}Deprecated>": Text("deprecated", "caduc"),
    f"<{_STATUS}Withdrawn>": Text("withdrawn", "retiré"),
    f"<{OWL}deprecated>": Text("deprecated", "caduc"),
}
_SAME_CLAIM = (f"<{PAL}institution>", f"<{PAL}edition>")


class Publication(NamedTuple):
    """A publication to compare with: its graph, its history if it has one, and its version."""

    blocks: Blocks
    history: Blocks | None
    version: Term

    def named(self, dataset: str) -> Term:
        """Give the IRI of its version; a data set that states none is its own."""
        version = quote(value_of(self.version), safe="") if self.version else ""
        return f"<{dataset}/{version}>" if version else f"<{dataset}>"


class _Stated:
    """A graph as `kg.diff` looks at it, read block by block."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks, self._facts = blocks, Facts(blocks)

    def get(self, node: Term, default: Mapping[Term, Sequence[Term]], /) -> Mapping[Term, Sequence[Term]]:
        return self._facts.about(node) or default

    def of_class(self, kind: Term) -> Iterator[tuple[Term, Mapping[Term, Sequence[Term]]]]:
        name = kind[1:-1].removeprefix(PAL)
        for number in range(len(self._blocks)):
            block = self._blocks.text(number)
            if name in block.partition("\n")[0]:
                subject, stated = next(by_subject(lines_of_turtle(self._blocks.head + block)))
                if kind in stated.get(TYPE, ()):
                    yield subject, stated


def written(now: Blocks, before: Publication | None, dataset: str, base: str) -> Iterator[bytes]:
    """Write the history: what is gone now, and what was gone before and is not back, by IRI."""
    terms = Terms(base)
    yield terms.head().encode()
    if before is None:
        return
    older = before.history
    kept = (number for number in range(len(older)) if now.find(older.iri(number)) is None) if older else ()
    old = ((order(older.iri(number)), older.text(number), older.head) for number in kept) if older else ()
    version = before.named(dataset)
    gone = _gone(now, before.blocks)
    successors = dict(_successors(gone, now, before.blocks))
    lines = (_described(before.blocks, number, successors, version) for number in gone)
    new = ((order(subject), _triples(some), "") for subject, some in lines)
    named = {
        **{term: _called(term, label) for term, label in _WORDS.items()},
        **(_version(version, before, dataset) if before.version else {}),
    }
    told = sorted((order(term), _triples(some), "") for term, some in named.items())
    last = ""
    for place, block, head in merge(old, new, told if gone else (), key=lambda each: each[0]):
        if place != last:  # a version may be told of before
            described = terms.describe(lines_of_turtle(head + block))
            for subject, said in described.items():
                yield f"\n{terms.block(subject, said)}".encode()
        last = place


def _gone(now: Blocks, before: Blocks) -> list[int]:
    """Give the blocks of what is followed and is not there any more."""
    return [
        number
        for number in _only_in(before, now)
        if not _FOLLOWED.isdisjoint(_statements(before, number).get(TYPE, ()))
    ]


def _only_in(some: Blocks, others: Blocks) -> Iterator[int]:
    """Yield the blocks of which the other graph has no subject; both are walked once."""
    other, end = 0, len(others)
    place = order(others.iri(0)) if end else ""
    for number in range(len(some)):
        wanted = order(some.iri(number))
        while other < end and place < wanted:
            other += 1
            place = order(others.iri(other)) if other < end else ""
        if other == end or place != wanted:
            yield number


def _statements(blocks: Blocks, number: int) -> Statements:
    return next(by_subject(lines_of_turtle(blocks.head + blocks.text(number))))[1]


def _successors(gone: Iterable[int], now: Blocks, before: Blocks) -> Iterator[tuple[Term, Term]]:
    """Yield the claims that are corrected, each with the one that corrects it."""
    by_class: defaultdict[Term, list[Term]] = defaultdict(list)
    about: set[tuple[Term, ...]] = set()
    for number in gone:
        stated = _statements(before, number)
        for kind in stated.get(TYPE, ()):
            if kind in _CLAIMS:
                by_class[kind].append(f"<{before.iri(number)}>")
                about.add(_thing(stated))
    if not by_class:
        return
    came: defaultdict[Term, list[Term]] = defaultdict(list)
    for number in _only_in(now, before):
        stated = _statements(now, number)
        for kind in stated.get(TYPE, ()):
            if kind in by_class and _thing(stated) in about:
                came[kind].append(f"<{now.iri(number)}>")
    sides = Side(_Stated(before), {}, "en"), Side(_Stated(now), {}, "en")
    for kind in sorted(by_class):
        yield from corrections(kind, by_class[kind], came[kind], sides).items()


def _thing(stated: Statements) -> tuple[Term, ...]:
    return tuple(value for predicate in _SAME_CLAIM for value in stated.get(predicate, ()))


def _described(blocks: Blocks, number: int, successors: Mapping[Term, Term], version: Term) -> tuple[str, list[str]]:
    """Give an IRI that is gone, and the lines that describe it: what it was, and its state."""
    subject = f"<{blocks.iri(number)}>"
    successor = successors.get(subject)
    stated = _statements(blocks, number)
    said = [(predicate, value) for predicate, values in stated.items() if predicate not in _DROPPED for value in values]
    said += [
        (f"<{OWL}deprecated>", f'"true"^^<{XSD}boolean>'),
        (f"<{_ADMS}status>", f"<{_STATUS}{'Deprecated' if successor else 'Withdrawn'}>"),
        (PART_OF, version),
        *([(REPLACED_BY, successor)] if successor else []),
    ]
    return subject[1:-1], [f"{subject} {predicate} {value}" for predicate, value in sorted(said)]


def _triples(lines: Iterable[str]) -> str:
    return "".join(f"{line} .\n" for line in lines)


def _version(version: Term, before: Publication, dataset: str) -> dict[Term, list[str]]:
    """Say what the version was that held what is gone."""
    name = f"Palmarès {value_of(before.version)}"
    stated = [
        f"{version} {TYPE} <{DCAT}Dataset>",
        f"{version} <{DCAT}isVersionOf> <{dataset}>",
        f"{version} <{DCAT}version> {before.version}",
    ]
    return {version: [*stated, *_called(version, Text(name, name))]}


def _called(term: Term, label: Text) -> list[str]:
    return [f"{term} {LABEL} {text(label.in_language(language), language)}" for language in Text._fields]


def ensure_published(folder: Path) -> None:
    """Raise DataError for a folder that holds no publication."""
    if not (folder / DOWNLOAD / project.MERGED).is_file():
        raise DataError(
            Text("no publication here", "pas de publication ici"),
            where=str(folder),
            fix=Text("name the folder that kg publish -o wrote", "nommer le dossier que kg publish -o a écrit"),
        )


def _open(folder: Path, dataset: str, opened: ExitStack) -> Publication | None:
    """Open what a folder holds from an earlier publication; None if it holds none, DataError if it is damaged."""
    merged, history = folder / DOWNLOAD / project.MERGED, folder / NAME
    if not merged.is_file():
        return None
    sums = folder / DOWNLOAD / SUMS
    for line in sums.read_text("utf-8", errors="replace").splitlines() if sums.is_file() else ():
        digest, _, name = line.partition("  ")
        if name in {merged.name, history.name} and not _has_digest(merged.with_name(name), digest):
            raise _damaged(merged.with_name(name))
    blocks = opened.enter_context(open_blocks(merged))
    older = opened.enter_context(open_blocks(history)) if history.is_file() else None
    stated = Facts(blocks).about(f"<{dataset}>")
    version = next(iter(sorted(stated.get(f"<{DCAT}version>", ()))), "")
    return Publication(blocks, older, version)


def _has_digest(file: Path, digest: str) -> bool:
    with told(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest


def make_history(source: Source, previous: Path, tree: Tree, opened: ExitStack) -> tuple[History, Text | None]:
    """Compare with the earlier publication in a folder, and write what is gone; the text is a remark, if there is one.

    What is opened stays open as long as ``opened``.
    """
    now = opened.enter_context(open_blocks(source.merged))
    before = _open(previous, source.dataset, opened)
    files = tree.stream(NAME, written(now, before, source.dataset, source.base), twin=True)
    history = History(opened.enter_context(open_blocks(tree.made(NAME))), source.base, files)
    merged = previous / DOWNLOAD / project.MERGED
    if before and value_of(before.version or '""') == source.version and not same_content(merged, source.merged):
        return history, _same_version(source.version)
    return history, None


def _damaged(file: Path) -> DataError:
    return DataError(
        Text("damaged since the last publication", "abîmé depuis la dernière publication"),
        where=str(file),
        fix=Text(
            "restore it, or name a sound publication with --previous DIR: what was withdrawn stands there",
            "le rétablir, ou nommer une publication saine avec --previous DOSSIER\N{NARROW NO-BREAK SPACE}; ce qui a"
            " été retiré s’y trouve",
        ),
    )


def _same_version(version: str) -> Text:
    return Text(
        f"version {version} was published before with another content; a release with a number of its own is easier to"
        " cite",
        f"la version {version} a déjà été publiée avec un autre contenu\N{NARROW NO-BREAK SPACE}; une livraison qui a"
        " son propre numéro se cite mieux",
    )
