# ruff: noqa: E501 - a row of a table is one line
"""PDF: what is printed becomes blocks; what cannot be read is refused in one message."""

from __future__ import annotations

import contextlib
import io
import time
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from kg.errors import DocumentError
from kg.read.pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.read.raw import RawDocument

LEFT, TOP, PITCH = 72, 760, 14


def drawn(*pages: Callable[[Any], None], **options: Any) -> bytes:  # noqa: ANN401 - options of the library
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842), invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def lines(*texts: str, left: float = LEFT, top: float = TOP, size: float = 11) -> Callable[[Any], None]:
    def page(canvas: Any) -> None:  # noqa: ANN401
        canvas.setFont("Helvetica", size)
        for number, text in enumerate(texts):
            canvas.drawString(left, top - number * PITCH, text)

    return page


def both(*parts: Callable[[Any], None]) -> Callable[[Any], None]:
    def page(canvas: Any) -> None:  # noqa: ANN401
        for part in parts:
            part(canvas)

    return page


def ruled(rows: list[list[str]], left: float = LEFT, top: float = 500, width: float = 120) -> Callable[[Any], None]:
    def page(canvas: Any) -> None:  # noqa: ANN401
        canvas.grid(
            [left + at * width for at in range(len(rows[0]) + 1)], [top - at * 20 for at in range(len(rows) + 1)]
        )
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                canvas.drawString(left + across * width + 4, top - down * 20 - 14, text)

    return page


def texts(document: RawDocument) -> list[str]:
    return [block.view.text for block in document.blocks]


def edge(canvas: Any) -> None:  # noqa: ANN401
    canvas.rotate(90)
    canvas.drawString(300, -20, "ÉDITION")


PROSE = (
    "L’école confirme cette année sa place parmi les premières du pays et",
    "compte bien la garder, dit-elle, grâce à ses équipes de recherche.",
)
RIGHT = ("Les étudiants y voient un signe de", "la qualité des formations, et le", "disent dans une enquête récente.")
LEFT_COLUMN = (
    "Une première colonne de prose qui",
    "parle du classement de cette année",
    "et s’arrête au bout de trois lignes.",
)

CASES = [
    # why                          page                                                        texts of the blocks
    ("lines are joined",           lines(*PROSE),                                              [" ".join(PROSE)]),
    ("a broken word is whole",     lines("une démarche scientifique et suffi-", "samment affirmée"), ["une démarche scientifique et suffisamment affirmée"]),
    ("a name keeps its hyphen",    lines("les équipes de recherche à Saint-", "Étienne et Alès"),    ["les équipes de recherche à Saint-Étienne et Alès"]),
    ("a band keeps its hyphen",    lines("elle se classe dans la tranche 201-", "250 mondiale"),     ["elle se classe dans la tranche 201-250 mondiale"]),
    ("items by their marks",       lines("- 3e en France", "- 88e mondiale"),                  ["3e en France", "88e mondiale"]),
    ("numbers stay",               lines("1. Mines Paris", "2. Télécom Paris"),                ["1. Mines Paris", "2. Télécom Paris"]),
    ("an odd 7. goes on",          lines("classée 22e au monde pour l’objectif de développement ODD", "7. Elle confirme ainsi sa place, et de loin, parmi les autres"),
                                   ["classée 22e au monde pour l’objectif de développement ODD 7. Elle confirme ainsi sa place, et de loin, parmi les autres"]),
    ("left column first",          both(*(lines(a, b, left=LEFT, top=700 - 14 * at) for at, (a, b) in enumerate([LEFT_COLUMN[:2]])), lines(LEFT_COLUMN[2], top=672), lines(*RIGHT, left=330, top=700)),
                                   [" ".join(LEFT_COLUMN), " ".join(RIGHT)]),
    ("contact lines are left out", lines("Résultats du classement.", "Contact : a.b@example.org", "Tél. 04 66 78 50 00"), ["Résultats du classement."]),
    ("text up the edge is none",   both(lines("Le classement."), edge), ["Le classement."]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "page", "expected"), CASES, ids=[case[0] for case in CASES])
def test_blocks(why: str, page: Callable[[Any], None], expected: list[str]) -> None:
    assert texts(read_pdf(drawn(page), "a.pdf")) == expected, why


def test_views_are_places_of_the_canonical_text() -> None:
    rows = [["École", "Rang"], ["Mines Paris", "1re"], ["IMT Mines Alès", "16e"]]
    document = read_pdf(drawn(both(lines(*PROSE), ruled(rows))), "a.pdf")
    for block in document.blocks:
        first, last = block.view.pieces[0].source, block.view.pieces[-1].source
        assert document.source[first.start : last.end] == block.view.text


TABLES = [
    # why             where the cells are     rows
    ("ruled",         ruled,                  [["École", "Rang"], ["Mines Paris", "1"], ["IMT Mines Alès", "16"]]),
    ("empty cell",    ruled,                  [["École", "Rang"], ["Mines Paris", ""], ["IMT Mines Alès", "16"]]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "draw", "rows"), TABLES, ids=[case[0] for case in TABLES])
def test_tables(why: str, draw: Callable[[list[list[str]]], Callable[[Any], None]], rows: list[list[str]]) -> None:
    document = read_pdf(drawn(both(lines(*PROSE), draw(rows), lines("Après le tableau.", top=300))), "a.pdf")
    expected = [(0, down, across, text) for down, row in enumerate(rows) for across, text in enumerate(row) if text]
    cells = [(b.table, b.row, b.column, b.view.text) for b in document.blocks if b.table is not None]
    assert cells == expected, why
    assert texts(document)[-1] == "Après le tableau."


def test_an_unruled_table() -> None:
    rows = [
        ("École", "Rang", "Note"),
        ("Mines Paris", "1", "98,2"),
        ("IMT Mines Alès", "16", "81,0"),
        ("ENSTA", "18", "80,5"),
    ]
    page = both(lines(*PROSE), *(lines(text, left=LEFT + 150 * at, top=600 - 20 * down)
                                 for down, row in enumerate(rows) for at, text in enumerate(row)))  # fmt: skip
    cells = [block.view.text for block in read_pdf(drawn(page), "a.pdf").blocks if block.table == 0]
    assert cells == [text for row in rows for text in row]


def test_heads_and_feet_are_set_apart() -> None:
    def page(number: int) -> Callable[[Any], None]:
        return both(
            lines("École – communiqué", top=815),
            lines(f"Fait {'abc'[number]} de la page."),
            lines(f"{number + 1}/3", top=20),
        )

    document = read_pdf(drawn(*(page(number) for number in range(3))), "a.pdf")
    assert texts(document) == ["Fait a de la page.", "Fait b de la page.", "Fait c de la page."]
    assert [document.source.find(f"Fait {letter}") for letter in "abc"] == list(document.pages)


def test_a_paragraph_goes_on_over_the_page() -> None:
    document = read_pdf(drawn(lines(PROSE[0], top=60), lambda _: None, lines(PROSE[1])), "a.pdf")
    assert texts(document) == [" ".join(PROSE)]
    assert document.pages == (0, len(PROSE[0]) + 1, len(PROSE[0]) + 1)


def encrypted(user: str) -> bytes:
    return drawn(lines(*PROSE), encrypt=pdfencrypt.StandardEncryption(user, "owner"))


def test_no_password_is_asked_of_who_may_read() -> None:
    assert texts(read_pdf(encrypted(""), "a.pdf")) == [" ".join(PROSE)]


WHOLE = drawn(lines(*PROSE))
REFUSED = [
    # why               file                                        what in English         what in French
    ("a password",      lambda: encrypted("secret"),                "password",             "mot de passe"),
    ("cut off",         lambda: WHOLE[:300],                        "not a PDF",            "pas un PDF lisible"),
    ("not a PDF",       lambda: b"%PDF-1.7\nnothing of the kind",   "not a PDF",            "pas un PDF lisible"),
    ("empty",           lambda: b"",                                "not a PDF",            "pas un PDF lisible"),
    ("no text",         lambda: drawn(lambda c: c.rect(9, 9, 99, 99)), "no text (a scan?)", "pas de texte"),
    ("a tome",          lambda: drawn(*[lambda _: None] * 2001),    "2001 pages",           "2001 pages"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "make", "english", "french"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(why: str, make: Callable[[], bytes], english: str, french: str) -> None:
    content = make()
    before = time.process_time()
    with pytest.raises(DocumentError) as refused:
        read_pdf(content, "a.pdf")
    assert english in refused.value.what.en, why
    assert french in refused.value.what.fr
    assert refused.value.where == "a.pdf"
    assert refused.value.fix
    assert time.process_time() - before < 60


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.limits.MAX_TEXT", 1000)
    with pytest.raises(DocumentError) as refused:
        read_pdf(drawn(*[lines(*PROSE, top=600)] * 20), "a.pdf")
    assert "too long" in refused.value.what.en


@pytest.mark.parametrize("cut", range(50, len(WHOLE), 97))
def test_a_cut_or_damaged_file_is_read_or_refused(cut: int) -> None:
    for content in (WHOLE[:cut], WHOLE[:cut] + b"\0\xff" + WHOLE[cut + 2 :]):
        with contextlib.suppress(DocumentError):
            assert read_pdf(content, "a.pdf").source
