"""Where subjects stand in the text of Turtle, N-Triples or N-Quads: a parser tells triples, and no lines."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph

from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

Text: TypeAlias = "bytes | mmap.mmap"

_GAP = rb"(?:\s++|\#[^\n\r]*+)*+"
_IRI = rb"<[^>]*+>"
_STRING = rb"""
    "(?: ""(?: [^"\\]++ | \\. | "{1,2}(?!") )*+\"""  |  [^"\\\n\r]*+(?: \\.[^"\\\n\r]*+ )*+" )
  | '(?: ''(?: [^'\\]++ | \\. | '{1,2}(?!') )*+'''   |  [^'\\\n\r]*+(?: \\.[^'\\\n\r]*+ )*+' )
"""
_LETTERS = rb"""[^\s<>"'\#.@\[\](){};,\\^]"""
# Dots may stand within a name, and not at its end.
_NAME = rb"(?: %b++ | \\. )(?: %b++ | \\. | \.++(?=%b|\\) )*+" % (_LETTERS, _LETTERS, _LETTERS)
_NUMBER = rb"[+-]?(?: [0-9]++(?: \.[0-9]*+[eE][+-]?[0-9]++ | \.[0-9]++ )?+ | \.[0-9]++ )(?: [eE][+-]?[0-9]++ )?+"

# One statement as almost all are written: a dot at whose side a name begins is left to the slower pattern.
_STATEMENT = re.compile(
    rb"%b(?P<subject> %b | [^\s<>\"'\#.@\[(){};,\\:]*+:[^\s<>\"'\#.@\[(){};,\\]*+(?=\s) )"
    rb"(?: [^\"'<\#.\\]++ | \"(?!\")[^\"\\\n\r]*+\" | %b | %b | \.(?=[0-9]) | \\. | \#[^\n\r]*+ )*+"
    rb"\.(?= [\s<\[(\#@] | \Z )" % (_GAP, _IRI, _IRI, _STRING),
    re.DOTALL | re.VERBOSE,
)
_TOKEN = rb"%b | %b | \#[^\n\r]*+ | %b | %b | @[a-zA-Z0-9-]++ | [\s\[\](){};,^|~]++" % (_IRI, _STRING, _NUMBER, _NAME)
_ANY_STATEMENT = re.compile(
    rb"%b(?P<subject> %b | (?=[^\s<>\"'\#\[(){};,:]*+:) %b | [\[(] )(?: %b )*+ \." % (_GAP, _IRI, _NAME, _TOKEN),
    re.DOTALL | re.VERBOSE,
)
_DIRECTIVE = re.compile(
    rb"%b(?: @?(?:(?i:prefix)%b(?P<prefix>[^\s:<]*+): | (?i:base))%b(?P<iri><[^>]*+>) | @?(?i:version)%b(?: %b ) )"
    rb"(?: %b\. )?+" % (_GAP, _GAP, _GAP, _GAP, _STRING, _GAP),
    re.DOTALL | re.VERBOSE,
)
# What a statement is made of, at any depth of brackets.
_PIECE = re.compile(
    rb"(?P<term> %b | %b ) | (?P<open> [\[({] ) | (?P<close> [\])}] ) | (?P<next> ; ) | (?: %b | \#[^\n\r]*+ )"
    % (_IRI, _NAME, _STRING),
    re.DOTALL | re.VERBOSE,
)
_ABSOLUTE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*+:")
_PLAINLY_RELATIVE = re.compile(rb"(?![./?\#]).++", re.DOTALL)
_FOLDER = re.compile(rb"([a-z]+://[^?#/]+/(?:[^?#/]*/)*)[^?#/]*")
_ODD = re.compile(rb"<[./?\#>]|[^\\]*(?:\\|/\.)").match
_MOST_VALUES = 100  # looked for in one file
_MARK = b"\xef\xbb\xbf"  # of the order of bytes, at the start of some files
_ESCAPED = re.compile(rb"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# The lines of N-Triples that follow one another and have the same subject.
_LINES = re.compile(rb"^[ \t]*+<(?P<subject>[^>]*+)>[^\n]*+(?:\n[ \t]*+<(?P=subject)>[^\n]*+)*+", re.MULTILINE)
_LINE = re.compile(rb"^[ \t]*+<[^>]*+>[ \t]*+<([^>]*+)>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """The first line of a subject, and the first of each of its properties that were asked for; counted from 1."""

    line: int
    properties: Mapping[str, int]


def find_in_file(file: Path, wanted: Mapping[str, Collection[str]], *, as_values: bool = False) -> dict[str, Place]:
    """Find subjects, and the named properties of each, in a file that holds no syntax error.

    Subjects and properties are IRIs. What is not found is left out. With ``as_values``, it is where the subjects are
    named as values that is found. Takes about a second for 100 MB.
    """
    if not wanted or file.stat().st_size == 0:
        return {}
    find = find_values if as_values else find_places
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return find(text, wanted, turtle=file.suffix == ".ttl")


def find_places(text: Text, wanted: Mapping[str, Collection[str]], *, turtle: bool) -> dict[str, Place]:
    """Find subjects, and the named properties of each, in Turtle, or else in N-Triples or N-Quads."""
    asked = {subject.encode(): {name.encode() for name in names} for subject, names in wanted.items()}
    return _lines(text, _turtle(text, asked) if turtle else _n_triples(text, asked))


def find_values(text: Text, wanted: Iterable[str], *, turtle: bool) -> dict[str, Place]:
    """Find the first lines on which IRIs are values; of many IRIs only the first are looked for."""
    asked = dict.fromkeys((iri.encode() for iri in islice(wanted, _MOST_VALUES)), ())
    return _lines(text, _turtle_values(text, asked) if turtle else _n_triples_values(text, asked))


_Asked: TypeAlias = "Mapping[bytes, Collection[bytes]]"
_Statement: TypeAlias = "tuple[bytes, int, list[tuple[bytes, int]]]"  # subject, where, properties and where


def _lines(text: Text, statements: Iterable[_Statement]) -> dict[str, Place]:
    lines: dict[bytes, int] = {}
    properties: dict[bytes, dict[str, int]] = {}
    position, line = 0, 1
    for subject, start, found in statements:
        line += text[position:start].count(b"\n")
        position = start
        lines.setdefault(subject, line)
        own = properties.setdefault(subject, {})
        for name, at in found:
            own.setdefault(name.decode(), line + text[start:at].count(b"\n"))
    return {subject.decode(): Place(line, properties[subject]) for subject, line in lines.items()}


def _n_triples(text: Text, asked: _Asked) -> Iterator[_Statement]:
    for run in _LINES.finditer(text):
        subject = _unescaped(run["subject"])
        names = asked.get(subject)
        if names is not None:
            found = ((_unescaped(line[1]), line.start()) for line in _LINE.finditer(text, run.start(), run.end()))
            yield subject, run.start(), [(name, at) for name, at in found if name in names]


def _n_triples_values(text: Text, asked: _Asked) -> Iterator[_Statement]:
    any_of_them = b"|".join(re.escape(iri) for iri in asked)
    for line in re.finditer(rb"^[^\s>]*+>?[ \t]*+<[^>]*+>[ \t]*+<(%b)>" % any_of_them, text, re.MULTILINE):
        yield line[1], line.start(), []


def _turtle(text: Text, asked: _Asked) -> Iterator[_Statement]:
    forms: dict[bytes, bytes] = {}
    read = -1
    for statement, names in _statements(text):
        if names.read != read:
            read, forms = names.read, names.forms(asked)
        written = statement["subject"]
        subject = forms.get(written) or (names.iri(written) if _ODD(written) else b"")
        if subject in asked:
            start, end = statement.span("subject")
            yield subject, start, _verbs(text[end : statement.end()], end, asked[subject], names)


def _turtle_values(text: Text, asked: _Asked) -> Iterator[_Statement]:
    any_form, candidate, read = re.compile(rb"(?!)"), None, -1
    for statement, names in _statements(text):
        start, end = statement.span()
        if names.read != read:
            read, any_form = names.read, re.compile(b"|".join(map(re.escape, names.forms(asked))))
            candidate = any_form.search(text, start)
        if candidate and candidate.start() < end:
            for piece in _PIECE.finditer(text, start, end):
                value = names.iri(piece[0]) if piece.lastgroup == "term" else b""
                if value in asked:
                    yield value, piece.start(), []
            candidate = any_form.search(text, end)


def _statements(text: Text) -> Iterator[tuple[re.Match[bytes], _Names]]:
    """Yield the statements of Turtle, each with the names that it may use."""
    names = _Names()
    position = len(_MARK) if text[: len(_MARK)] == _MARK else 0
    usual, unusual = _STATEMENT.match, _ANY_STATEMENT.match
    while True:
        found = usual(text, position) or unusual(text, position)
        if found:
            yield found, names
        else:
            found = _DIRECTIVE.match(text, position)
            if not found:
                return
            if found["iri"]:
                names.learn(found["prefix"], found["iri"])
        position = found.end()


def _verbs(statement: bytes, start: int, wanted: Collection[bytes], names: _Names) -> list[tuple[bytes, int]]:
    """Find the properties in what follows a subject; ``start`` is where that stands."""
    found: dict[bytes, int] = {}
    depth, verb_is_next = 0, True
    pieces = _PIECE.finditer(statement)
    while len(found) < len(wanted) and (piece := next(pieces, None)):
        match piece.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "next" if not depth:
                verb_is_next = True
            case "term" if verb_is_next and not depth:
                verb_is_next = False
                name = names.iri(piece[0])
                if name in wanted:
                    found.setdefault(name, start + piece.start())
            case _:
                pass
    return list(found.items())


@dataclass(slots=True)
class _Names:
    """How a text shortens IRIs: as far as it has been read."""

    base: bytes = b""
    read: int = 0  # directives
    prefixes: dict[bytes, bytes] = field(default_factory=dict)

    def learn(self, prefix: bytes | None, iri: bytes) -> None:
        """Take in a directive; one without prefix gives the base."""
        self.read += 1
        if prefix is None:
            self.base = self.iri(iri)
        else:
            self.prefixes[prefix] = self.iri(iri)

    def iri(self, written: bytes) -> bytes:
        """Give the IRI that is written in full, relative to the base or with a prefix; of a blank node anything."""
        if written[:1] != b"<":
            if written == b"a":
                return f"{RDF}type".encode()
            prefix, _, local = written.partition(b":")
            return self.prefixes.get(prefix, b"") + re.sub(rb"\\(.)", rb"\1", local)
        stated = _unescaped(written[1:-1])
        if b"/." not in stated:
            if _ABSOLUTE.match(stated):
                return stated
            if self._folder and _PLAINLY_RELATIVE.fullmatch(stated):
                return self._folder + stated
        return self._resolved(stated)

    def forms(self, iris: Iterable[bytes]) -> dict[bytes, bytes]:
        """Give all the forms in which IRIs may be written without anything odd, with the IRI of each."""
        forms = {}
        for iri in iris:
            forms[b"<%b>" % iri] = iri
            if self._folder and iri.startswith(self._folder):
                forms[b"<%b>" % iri[len(self._folder) :]] = iri
            for prefix, start in self.prefixes.items():
                if iri.startswith(start):
                    forms[b"%b:%b" % (prefix, iri[len(start) :])] = iri
        return forms

    @property
    def _folder(self) -> bytes:
        """What a relative IRI is put behind, if the base is so simple."""
        folder = _FOLDER.fullmatch(self.base)
        return folder[1] if folder else b""

    def _resolved(self, reference: bytes) -> bytes:
        """Resolve a reference as the library does that reads the file."""
        triple = b"<%b> <p:p> <p:p> ." % reference
        try:
            read = pyoxigraph.parse(triple, pyoxigraph.RdfFormat.TURTLE, base_iri=self.base.decode() or None)
            return str(next(read).subject)[1:-1].encode()
        except (SyntaxError, ValueError):
            return reference


def _unescaped(iri: bytes) -> bytes:
    if b"\\" not in iri:
        return iri
    return _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)).encode(), iri)
