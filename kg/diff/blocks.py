"""Two Turtle files as our builds write them, of which only what is not word for word in both is parsed.

Such a file has one block for each subject. A block that both files have, under the same prefixes, states the same in
both. That holds only if each block is sure to be one whole sentence about one subject that no other block is about, so
all of the text is held against the grammar of what we write, a small part of Turtle's without comments, blank nodes and
directives within the text; what does not fit, by one character, is read as any other Turtle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from kg.diff.side import TYPE
from kg.validate.data import by_subject
from kg.validate.load import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.validate.screen.terms import Statements, Term

_END = b" .\n"
_BETWEEN = _END + b"\n"
_NAME = rb"[^\x00-\x20\\<>\"{}|^`\x7f]*"  # the characters of an IRI
_HEAD = re.compile(rb"(?:@base <([a-z]++://%s/)> \.\n)?+(?:@prefix [a-z]++: <[a-z]++:%s> \.\n)*+" % (_NAME, _NAME))
_PREFIX = re.compile(rb"@prefix ([a-z]+): <([^>]+)>")
_IRI = rb"<(?:[^\x00-\x20\\<>\"{}|^`\x7f%\[\]]++|%[0-9A-Fa-f]{2})*+>"
_NO_SCHEME = rb"(?!<[^:>]*+>)"  # what keeps out an IRI that is relative to no base
_TEXT = rb'"(?:[^"\\\x00-\x1f\x7f]++|\\[tbnrf"\'\\]|\\u[0-9A-F]{4})*+"'
_TAG = rb"@[a-z]{2,3}+(?:-[A-Za-z0-9]++)*+"
_BARE = rb"-?+(?:0|[1-9][0-9]*+)|true|false"
# A subject whose IRI, once it is put together, is surely spelled in one way.
_ABSOLUTE = re.compile(rb"<[a-z]++:(?!.*/\.)[^>]++>")
_RELATIVE = re.compile(rb"<(\w[\w.-]*+(?:/\w[\w.-]*+)*+)>")


@dataclass(frozen=True, slots=True)
class Texts:
    """Two files of the same head.

    ``shared`` are the blocks that both have, by subject; ``old`` and ``new`` is what the other blocks state.
    """

    head: bytes
    shared: Mapping[Term, bytes]
    old: Mapping[Term, Statements]
    new: Mapping[Term, Statements]


class Part:
    """One of two such files, of which shared blocks are parsed when they are asked for."""

    def __init__(self, texts: Texts, own: Mapping[Term, Statements]) -> None:
        """Take what the blocks state that only this file has."""
        self._texts = texts
        self._read = dict(own)

    def get(self, node: Term, default: Mapping[Term, Sequence[Term]], /) -> Mapping[Term, Sequence[Term]]:
        """Give what is stated of a node."""
        block = self._texts.shared.get(node)
        if block is not None and node not in self._read:
            self._read[node] = _statements(self._texts.head, [block])[node]
        return self._read.get(node, default)

    def of_class(self, kind: Term) -> Iterator[tuple[Term, Statements]]:
        """Yield the nodes of a class; whatever block spells it is parsed."""
        spelled = [kind.encode(), *_shortened(kind.encode(), self._texts.head)]
        blocks = [block for block in self._texts.shared.values() if any(name in block for name in spelled)]
        self._read |= _statements(self._texts.head, blocks)
        yield from ((node, stated) for node, stated in self._read.items() if kind in stated.get(TYPE, ()))


def read_texts(old: Path, new: Path) -> Texts | None:
    """Read two files; None unless both are as our builds write them, and begin alike."""
    if FORMATS.get(old.suffix) != pyoxigraph.RdfFormat.TURTLE or old.suffix != new.suffix:
        return None
    try:
        parts = _parts(old), _parts(new)
    except OSError:
        return None
    (head, before), (other, after) = parts
    grammar = _Grammar.of(head) if head == other else None
    if grammar is None:
        return None
    both = before.keys() & after.keys()
    shared = grammar.by_subject(block for block in before if block in both)
    own = [[block for block in blocks if block not in both] for blocks in (before, after)]
    if shared is None or not all(grammar.are_apart(blocks, shared) for blocks in own):
        return None
    try:
        stated = [_statements(head, blocks) for blocks in own]
    except SyntaxError:
        return None
    return Texts(head, shared, *stated)


def _parts(file: Path) -> tuple[bytes, dict[bytes, None]]:
    """Give the head of a file, and its blocks without their ends; a block that is there twice is given once."""
    blocks = file.read_bytes().split(_BETWEEN)
    head = blocks.pop(0) + _END if blocks[0].startswith(b"@") else b""
    if blocks:
        blocks[-1] = blocks[-1].removesuffix(_END)
    return head, dict.fromkeys(blocks)


def _statements(head: bytes, blocks: list[bytes]) -> dict[Term, Statements]:
    text = b"".join([head, *(block + _BETWEEN for block in blocks)])
    quads = pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    return by_subject(line.removesuffix(" .") for line in written.decode().split("\n")[:-1])[0]


def _shortened(kind: bytes, head: bytes) -> Iterator[bytes]:
    for prefix, namespace in _PREFIX.findall(head):
        if kind.startswith(b"<" + namespace):
            yield prefix + b":" + kind[1 + len(namespace) : -1]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What a block may look like under one head, and which IRI its subject is."""

    block: re.Pattern[bytes]
    base: bytes
    prefixes: Mapping[bytes, bytes]

    @classmethod
    def of(cls, head: bytes) -> _Grammar | None:
        """Give the grammar under a head, or None if it is not like ours."""
        found = _HEAD.fullmatch(head)
        if found is None:
            return None
        prefixes = dict(_PREFIX.findall(head))
        named = rb"(?:%s):\w[\w-]*+" % b"|".join(prefixes) if prefixes else rb"(?!)"
        iri = rb"%s%s|%s" % (b"" if found[1] else _NO_SCHEME, _IRI, named)
        literal = rb"%s(?:%s|\^\^(?:%s))?+" % (_TEXT, _TAG, iri)
        value = rb"(?:%s|%s|%s)" % (iri, literal, _BARE)
        said = rb"(?:a|%s) %s(?: , %s)*+" % (iri, value, value)
        return cls(re.compile(rb"(%s) (?:%s)(?: ;\n    (?:%s))*+" % (iri, said, said)), found[1] or b"", prefixes)

    def by_subject(self, blocks: Iterable[bytes]) -> dict[Term, bytes] | None:
        """Give blocks by the subject of each, or None if one is not like ours or two have one subject."""
        found: dict[Term, bytes] = {}
        number = 0
        for block in blocks:
            number += 1
            match = self.block.fullmatch(block)
            subject = match and self._subject(match[1])
            if not subject or not _is_utf_8(block):
                return None
            found[f"<{subject.decode()}>"] = block
        return found if len(found) == number else None

    def are_apart(self, blocks: list[bytes], shared: Mapping[Term, bytes]) -> bool:
        """Tell whether each block is like ours and about a subject of its own."""
        subjects = self.by_subject(blocks)
        return subjects is not None and subjects.keys().isdisjoint(shared)

    def _subject(self, term: bytes) -> bytes | None:
        if term[:1] != b"<":
            prefix, _, local = term.partition(b":")
            return self.prefixes[prefix] + local
        if _ABSOLUTE.fullmatch(term):
            return term[1:-1]
        relative = _RELATIVE.fullmatch(term)
        return self.base + relative[1] if relative and self.base else None


def _is_utf_8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True
