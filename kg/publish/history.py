"""What is gone since the last publication, beside what was gone before: an IRI once published does not vanish.

Two publications are compared by the subjects of their merged graphs, which both come in one order, and so without
reading either whole. What is back is live again. A claim that is gone keeps the passages it was read in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from kg import project
from kg.diff.claims import corrections
from kg.diff.side import Side
from kg.errors import KgError, Text
from kg.graph import order
from kg.graph.terms import LABEL, TYPE, text
from kg.graph.write import Terms
from kg.publish.addresses import DOWNLOAD
from kg.publish.blocks import open_blocks
from kg.publish.facts import Facts
from kg.publish.making import same_content
from kg.publish.previous import HISTORY, open_previous
from kg.publish.statements import by_subject, lines_of_turtle
from kg.publish.withdrawn import CLAIMS, FOLLOWED, PART_OF, REPLACED_BY, History
from kg.validate.screen.terms import value_of
from kg.vocab import DCAT, OWL, PAL, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.previous import Publication
    from kg.publish.source import Source
    from kg.publish.statements import Statements
    from kg.publish.tree import Tree

TITLE = Text(
    "What was published once and is withdrawn or corrected, as Turtle",
    "Ce qui a été publié et qui est retiré ou corrigé, en Turtle",
)
# By what rule a claim was read, and what it was compared with: not kept.
_DROPPED = frozenset(
    f"<{PAL}{name}>" for name in "link rule contradicts sharesRankWith previousResult previousEdition size".split()
)
_LINK = f"<{PAL}Link>"
_OF_LINK = (TYPE, LABEL)  # all that is kept of one
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
_CLASSES = re.compile(rf" a [^;]*\b(?:{'|'.join(sorted(each[1:-1].removeprefix(PAL) for each in FOLLOWED))})\b")
_MANY = 10  # that are withdrawn together: fewer are no sign of a mistake


class MassWithdrawalError(KgError):
    """A publication that would withdraw most of the last one."""

    exit_code = 1


class Tally(NamedTuple):
    """How many claims, entities and documents went without a successor, were corrected, and came back."""

    withdrawn: int = 0
    corrected: int = 0
    back: int = 0


class _Change(NamedTuple):
    """What went since a publication: its blocks, and the claims among them that have successors."""

    before: Publication
    gone: list[int]
    successors: dict[Term, Term]
    tally: Tally


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


def _compared(now: Blocks, before: Publication, base: str) -> _Change:
    gone, followed = [], []
    for number in _only_in(before.blocks, now):
        if is_followed := not FOLLOWED.isdisjoint(_statements(before.blocks, number).get(TYPE, ())):
            followed.append(number)
        if is_followed or before.blocks.iri(number).startswith(base):
            gone.append(number)
    successors = dict(_successors(followed, now, before.blocks))
    back = sum(1 for each in _followed(before.history) if now.find(each) is not None) if before.history else 0
    return _Change(before, gone, successors, Tally(len(followed) - len(successors), len(successors), back))


def _followed(blocks: Blocks) -> Iterator[str]:
    """Yield the IRIs of all claims, entities and documents, known by the line that names their class."""
    for number in range(len(blocks)):
        if _CLASSES.search(blocks.text(number).partition("\n")[0]):
            yield blocks.iri(number)


def _ensure_meant(change: _Change, previous: Path) -> None:
    """Raise MassWithdrawalError where most of what a publication held would be withdrawn."""
    withdrawn = change.tally.withdrawn
    if withdrawn <= _MANY:
        return
    held = sum(1 for _ in _followed(change.before.blocks))
    if 2 * withdrawn > held:
        raise MassWithdrawalError(
            Text(
                f"of {held} claims, entities and documents published here, {withdrawn} would be withdrawn",
                f"sur {held} énoncés, entités et documents publiés ici, {withdrawn} seraient retirés",
            ),
            where=str(previous),
            fix=Text(
                "look at --graph and -o; if it is meant, say --withdraw",
                "vérifier --graph et -o\N{NARROW NO-BREAK SPACE}; si c’est voulu, ajouter --withdraw",
            ),
        )


def _written(now: Blocks, change: _Change | None, source: Source) -> Iterator[bytes]:
    """Write the history: what is gone now, and what was gone before and is not back, by IRI."""
    terms = Terms(source.base)
    yield terms.head().encode()
    if change is None:
        return
    before, gone = change.before, change.gone
    older = before.history
    kept = (number for number in range(len(older)) if now.find(older.iri(number)) is None) if older else ()
    old = ((order(older.iri(number)), older.text(number), older.head) for number in kept) if older else ()
    version = before.named(source.dataset)
    lines = (_described(before.blocks, number, change.successors, version) for number in gone)
    new = ((order(subject), _triples(some), "") for subject, some in lines)
    named = {
        **{term: _called(term, label) for term, label in _WORDS.items()},
        **(_version(version, before, source) if before.version else {}),
    }
    told = sorted((order(term), _triples(some), "") for term, some in named.items())
    last = ""
    for place, block, head in merge(old, new, told if gone else (), key=lambda each: each[0]):
        if place == last:  # a version may be told of before
            continue
        last = place
        if head == terms.head():
            yield f"\n{block}".encode()
        else:
            described = terms.describe(lines_of_turtle(head + block))
            for subject, said in described.items():
                yield f"\n{terms.block(subject, said)}".encode()


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
            if kind in CLAIMS:
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
    kept = _OF_LINK if _LINK in stated.get(TYPE, ()) else stated.keys() - _DROPPED
    said = [(predicate, value) for predicate in kept for value in stated.get(predicate, ())]
    said += [
        (f"<{OWL}deprecated>", f'"true"^^<{XSD}boolean>'),
        (f"<{_ADMS}status>", f"<{_STATUS}{'Deprecated' if successor else 'Withdrawn'}>"),
        (PART_OF, version),
        *([(REPLACED_BY, successor)] if successor else []),
    ]
    return subject[1:-1], [f"{subject} {predicate} {value}" for predicate, value in sorted(said)]


def _triples(lines: Iterable[str]) -> str:
    return "".join(f"{line} .\n" for line in lines)


def _version(version: Term, before: Publication, source: Source) -> dict[Term, list[str]]:
    """Say what the version was that held what is gone."""
    named = source.about.title or Text("Palmarès", "Palmarès")
    stated = [
        f"{version} {TYPE} <{DCAT}Dataset>",
        f"{version} <{DCAT}isVersionOf> <{source.dataset}>",
        f"{version} <{DCAT}version> {before.version}",
    ]
    return {version: [*stated, *_called(version, Text(*(f"{name} {value_of(before.version)}" for name in named)))]}


def _called(term: Term, label: Text) -> list[str]:
    return [f"{term} {LABEL} {text(label.in_language(language), language)}" for language in Text._fields]


def make_history(
    source: Source, previous: Path, tree: Tree, opened: ExitStack, *, withdraw: bool
) -> tuple[History, Tally, Text | None]:
    """Compare with the earlier publication in a folder, and write what is gone; the text is a remark, if there is one.

    Raises MassWithdrawalError where most would go, unless told to ``withdraw`` it. What is opened stays open as long as
    ``opened``.
    """
    now = opened.enter_context(open_blocks(source.merged))
    before = open_previous(previous, source.dataset, opened)
    change = _compared(now, before, source.base) if before else None
    if change and not withdraw:
        _ensure_meant(change, previous)
    files = tree.stream(HISTORY, _written(now, change, source), twin=True)
    history = History(opened.enter_context(open_blocks(tree.made(HISTORY))), source.base, files)
    merged = previous / DOWNLOAD / project.MERGED
    again = before and value_of(before.version or '""') == source.version and not same_content(merged, source.merged)
    return history, change.tally if change else Tally(), _same_version(source.version) if again else None


def _same_version(version: str) -> Text:
    return Text(
        f"version {version} was published before with another content; a release with a number of its own is easier to"
        " cite",
        f"la version {version} a déjà été publiée avec un autre contenu\N{NARROW NO-BREAK SPACE}; une livraison qui a"
        " son propre numéro se cite mieux",
    )
