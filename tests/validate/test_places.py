"""Lines of subjects and properties in a text, held to texts that are made together with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.validate.places import Place, find_in_file, find_places, find_values

if TYPE_CHECKING:
    from pathlib import Path

BASE, EX = "http://e.org/dir/", "http://e.org/ns#"
HEAD = f"@base <{BASE}> .\n@prefix ex: <{EX}> .\n@prefix : <rel/> .\n"

CASES = [
    # why                                 statements after the head, from line 4 on               the IRI       its line
    ("written in full",                   f"<{EX}a> ex:p 1 .",                                     f"{EX}a",      4),
    ("with a prefix",                     "ex:a ex:p 1 .",                                         f"{EX}a",      4),
    ("relative to the base",              "<a/b> ex:p 1 .",                                        f"{BASE}a/b",  4),
    ("relative, with steps upward",       "<../a> ex:p 1 .",                                       "http://e.org/a", 4),
    ("relative to the host",              "</a> ex:p 1 .",                                         "http://e.org/a", 4),
    ("the base itself",                   "<> ex:p 1 .",                                           BASE,          4),
    ("a fragment",                        "<#a> ex:p 1 .",                                         f"{BASE}#a",   4),
    ("the empty prefix, itself relative", ":a ex:p 1 .",                                           f"{BASE}rel/a", 4),
    ("an escaped letter in an IRI",       r"<\u00e9> ex:p 1 .",                                    f"{BASE}é",    4),
    ("an escaped sign in a name",         r"ex:a\.b\, ex:p 1 .",                                   f"{EX}a.b,",   4),
    ("dots within a name",                "ex:x ex:p ex:a.b.c .\nex:a.b ex:p 1 .",                 f"{EX}a.b",    5),
    ("nothing between dot and subject",   "ex:x ex:p <a>.ex:a ex:p 1 .",                           f"{EX}a",      4),
    ("the same behind a tag",             'ex:x ex:p "b"@fr.\nex:y ex:p "b"@fr.ex:a ex:p 1 .',     f"{EX}a",      5),
    ("the same behind a number",          "ex:x ex:p 5.:a ex:p 5.5 .",                             f"{BASE}rel/a", 4),
    ("numbers with dots",                 "ex:x ex:p .5, 1.5, 1.e3, -2.5E-3.\nex:a ex:p 1 .",      f"{EX}a",      5),
    ("a quote that looks like one",       'ex:x ex:p " .\\" . ex:a ex:p 1 . ".\nex:a ex:p 1 .',    f"{EX}a",      5),
    ("so in apostrophes",                 "ex:x ex:p ' .\\' ex:a ex:p 1 . '.\nex:a ex:p 1 .",      f"{EX}a",      5),
    ("so in a long string",               'ex:x ex:p """ .\n ex:a ex:p ""1 .\n""" .\nex:a ex:p 1 .', f"{EX}a",    7),
    ("so in a long one of apostrophes",   "ex:x ex:p ''' .\n ex:a ex:p '1 .\n''' .\nex:a ex:p 1 .", f"{EX}a",     7),
    ("empty strings",                     'ex:x ex:p "", \'\' .\nex:a ex:p 1 .',                   f"{EX}a",      5),
    ("so in a comment",                   "ex:x ex:p 1 # .\n# ex:a ex:p 1 .\n. # it's \"\nex:a ex:p 1 .", f"{EX}a", 7),
    ("a hash in an IRI is no comment",    f"ex:x ex:p <{EX}b> . ex:a ex:p 1 .",                    f"{EX}a",      4),
    ("as a value only",                   "ex:x ex:p ex:a .\nex:a ex:p 1 .",                       f"{EX}a",      5),
    ("blank nodes before",                "[] ex:p 1 .\n[ ex:p 2 ] .\n( 1 ) ex:p 1 .\nex:a ex:p 1 .", f"{EX}a",   7),
    ("a blank node with a dot before",    "_:a.b ex:p [ ex:q 1 ] .\nex:a ex:p 1 .",                f"{EX}a",      5),
    ("a prefix in SPARQL's words",        f"PREFIX z: <{EX}>\nbase <http://z.org/>\nz:a ex:p 1 .", f"{EX}a",      6),
    ("a prefix that changes",             "@prefix ex: <http://z.org/> .\nex:a <p> 1 .",           "http://z.org/a", 5),
    ("lines that end as in Windows",      "ex:x ex:p 1 .\r\n\r\nex:a ex:p 1 .\r\n",                f"{EX}a",      6),
    ("nothing around the subject",        "ex:x<p>ex:b.<a><p>1.",                                  f"{BASE}a",    4),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "iri", "line"), CASES, ids=[case[0] for case in CASES])
def test_a_subject(why: str, text: str, iri: str, line: int) -> None:
    whole = (HEAD + text).encode()
    stated = {str(triple.subject).strip("<>") for triple in pyoxigraph.parse(whole, pyoxigraph.RdfFormat.TURTLE)}
    assert iri in stated, "the case itself is wrong"
    assert find_places(whole, {iri: []}, turtle=True) == {iri: Place(line, {})}, why


PROPERTIES = [
    # why                       statement                                                    lines of ex:p and ex:q
    ("on lines of their own",   "ex:a ex:p 1 ;\n  ex:q 2 .",                                  {"p": 4, "q": 5}),
    ("in full",                 f"ex:a\n <{EX}p> 1 ; <{EX}q> 2 .",                            {"p": 5, "q": 5}),
    ("not one in brackets",     "ex:a ex:x [ ex:p 1 ;\n ex:q 2 ] ;\n ex:p 1 .",               {"p": 6}),
    ("not a value",             "ex:a ex:x ex:p ,\n ex:q ;\n ex:q 1 .",                       {"q": 6}),
    ("not in a list",           "ex:a ex:x ( ex:p ) ;\n ex:p 1 .",                              {"p": 5}),
    ("not in a string",         'ex:a ex:x "; ex:p 1 " ;\n ex:p 1 ;; .',                      {"p": 5}),
    ("in a second statement",   "ex:a ex:x 1 .\nex:b ex:p 1 .\nex:a ex:q 1 .",                {"q": 6}),
    ("the first of two",        "ex:a ex:p 1 ;\n ex:p 2 .\nex:a ex:p 3 .",                    {"p": 4}),
    ("behind a comment",        "ex:a # ; ex:q\n ex:p 1 .",                                   {"p": 5}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "lines"), PROPERTIES, ids=[case[0] for case in PROPERTIES])
def test_properties(why: str, text: str, lines: dict[str, int]) -> None:
    whole = (HEAD + text).encode()
    assert list(pyoxigraph.parse(whole, pyoxigraph.RdfFormat.TURTLE))
    found = find_places(whole, {f"{EX}a": [f"{EX}p", f"{EX}q"]}, turtle=True)
    assert found == {f"{EX}a": Place(4, {f"{EX}{name}": line for name, line in lines.items()})}, why


def test_the_type_is_a_property() -> None:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    found = find_places(f"{HEAD}ex:a\n a ex:B .".encode(), {f"{EX}a": [rdf_type]}, turtle=True)
    assert found[f"{EX}a"].properties == {rdf_type: 5}


LINES = [
    # why                      text                                                           the line
    ("the first of several",   f'# <{EX}a>\n<{EX}x> <p> <{EX}a> .\n<{EX}a> <q> "1" .\n<{EX}a> <{EX}p> "1" <g> .', 3),
    ("an escaped letter",      f'\n <{EX}\\u0061> <{EX}q> "1" .\n\t<{EX}\\U00000061> <{EX}p> "1" .',           2),
    ("a longer name before",   f'<{EX}ab> <{EX}p> "1" .\n<{EX}a> <{EX}q> "1" .\n<{EX}a><{EX}p> "1" .',         2),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "line"), LINES, ids=[case[0] for case in LINES])
def test_n_triples_and_n_quads(why: str, text: str, line: int) -> None:
    found = find_places(text.encode(), {f"{EX}a": [f"{EX}p"]}, turtle=False)
    assert found == {f"{EX}a": Place(line, {f"{EX}p": line + 1})}, why


MENTIONED = [
    # why                          form      text                                                          line
    ("a value of Turtle",          "ttl",    f"{HEAD}ex:x ex:p ex:b ,\n ex:a .\nex:y ex:p ex:a .",         5),
    ("not in words",               "ttl",    f'{HEAD}ex:x ex:p "ex:a" . # ex:a\nex:x ex:p <{EX}a> .',      5),
    ("in brackets",                "ttl",    f"{HEAD}ex:x ex:p [\n ex:q ex:a ] .",                         5),
    ("a value of N-Quads",         "nq",     f'<{EX}x> <p> "<{EX}a>" .\n_:b <p> <{EX}a> <g> .\n',         2),
    ("a longer name is another",   "nq",     f"<{EX}x> <p> <{EX}ab> .\n<{EX}x> <p> <{EX}a> .\n",          2),
]  # fmt: skip


@pytest.mark.parametrize(("why", "form", "text", "line"), MENTIONED, ids=[case[0] for case in MENTIONED])
def test_a_subject_that_is_only_named(why: str, form: str, text: str, line: int) -> None:
    found = find_values(text.encode(), [f"{EX}a", f"{EX}none"], turtle=form == "ttl")
    assert found == {f"{EX}a": Place(line, {})}, why


def test_files(tmp_path: Path) -> None:
    for name, text in (
        ("a.ttl", "\ufeffPREFIX ex: <http://e.org/ns#>\nex:a ex:p ex:c ."),
        ("a.nq", f"\n<{EX}a> <p> <{EX}c> ."),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert find_in_file(tmp_path / name, {f"{EX}a": [], f"{EX}b": []}) == {f"{EX}a": Place(2, {})}
        assert find_in_file(tmp_path / name, {f"{EX}c": [], f"{EX}b": []}, as_values=True) == {f"{EX}c": Place(2, {})}
    (tmp_path / "a.ttl").write_text("", encoding="utf-8")
    assert find_in_file(tmp_path / "a.ttl", {f"{EX}a": []}) == {}


# Turtle made of pieces whose lines are known while they are put together.

NAMES = st.sampled_from(["a", "b.c", "d-e", "f..g", "é", "h:i", "0", "p%20q", r"x\.y", r"z\'"])
SPACE = st.sampled_from([" ", "\n", "\t", "\r\n", " # ex:a ex:p 1 . \" ' \n", "\n\n"])
STRINGS = st.sampled_from(
    ['"x"', '""', r'"\" ex:a ex:p 1 . "', "'''\n'' ex:a . \\''''", '"""\n ex:a ex:p "1" .\\""""@fr', "'it # . '@en-GB"]
)
NUMBERS = st.sampled_from(["1", "-1.5", ".5", "1e3", "1.E3", "true"])


class Term(NamedTuple):
    written: str
    iri: str


@st.composite
def terms(draw: st.DrawFn) -> Term:
    name = draw(NAMES)
    if draw(st.booleans()):
        return Term(f"ex:{name}", EX + name.replace("\\", ""))
    plain = name.replace("\\", "").replace("'", "").replace(":", "")
    form, iri = draw(
        st.sampled_from(
            [("<{}>", BASE), ("<./{}>", BASE), ("<s/../{}>", BASE), ("<#{}>", f"{BASE}#"), (f"<{EX}{{}}>", EX)]
        )
    )
    return Term(form.format(plain), iri + plain)


VALUES = st.one_of(STRINGS, NUMBERS, terms().map(lambda term: term.written), st.just("[ ex:a 1 ; ex:b.c ( ex:a ) ]"))


class Writer:
    """A text in the making, which knows its line."""

    def __init__(self) -> None:
        self.text = HEAD
        self.subjects: dict[str, int] = {}
        self.properties: dict[str, dict[str, int]] = {}

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def statement(self, draw: st.DrawFn) -> None:
        subject = draw(terms())
        self.subjects.setdefault(subject.iri, self.line)
        own = self.properties.setdefault(subject.iri, {})
        self.text += subject.written
        for number in range(draw(st.integers(1, 3))):
            self.text += draw(SPACE) + (";" + draw(SPACE) if number else "")
            name = draw(terms())
            own.setdefault(name.iri, self.line)
            self.text += name.written + draw(SPACE) + draw(VALUES)
            if draw(st.booleans()):
                self.text += draw(SPACE) + "," + draw(SPACE) + draw(VALUES)
        self.text += draw(st.sampled_from([" .", "\n."])) + draw(SPACE)


@st.composite
def texts(draw: st.DrawFn) -> Writer:
    writer = Writer()
    for _ in range(draw(st.integers(1, 6))):
        writer.statement(draw)
    return writer


@given(texts())
@settings(max_examples=150)
def test_any_turtle(writer: Writer) -> None:
    text = writer.text.encode()
    stated = {str(triple.subject)[1:-1] for triple in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)}
    assert set(writer.subjects) <= stated
    found = find_places(text, {iri: list(names) for iri, names in writer.properties.items()}, turtle=True)
    assert found == {iri: Place(line, writer.properties[iri]) for iri, line in writer.subjects.items()}
