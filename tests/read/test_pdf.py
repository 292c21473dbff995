# ruff: noqa: E501 - a row of a table is one line
"""PDF: what is printed becomes blocks; what cannot be read is refused in one message."""

from __future__ import annotations

import contextlib
import io
import time
from typing import TYPE_CHECKING, Any

import pdfplumber
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


# Rows with both cells are too few for a table that no rules tell.
SCHOOLS = [["École", "Rang"], ["Mines Paris", "1"]]
WITH_A_GAP = [["École", "Rang"], ["Mines Paris", ""], ["IMT Mines Alès", "16"]]


def spanned(*lines: tuple[float, float, float, float]) -> Callable[[list[list[str]]], Callable[[Any], None]]:
    """Draw a table's frame and its rules across, then ``lines`` as those down: cells without a rule between are one."""

    def draw(rows: list[list[str]]) -> Callable[[Any], None]:
        def page(canvas: Any) -> None:  # noqa: ANN401
            canvas.rect(72, 440, 240, 60)
            canvas.lines([*lines])
            for down, row in enumerate(rows):
                for across, text in enumerate(row):
                    canvas.drawString(76 + across * 120, 486 - down * 20, text)

        return page

    return draw


def boxed(rows: list[list[str]]) -> Callable[[Any], None]:
    """Draw a box around each cell, as browsers do."""

    def page(canvas: Any) -> None:  # noqa: ANN401
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                canvas.rect(72 + across * 120, 480 - down * 20, 120, 20)
                canvas.drawString(76 + across * 120, 486 - down * 20, text)

    return page


def shaded(rows: list[list[str]]) -> Callable[[Any], None]:
    """Draw rules as thin filled boxes, as word processors do."""

    def page(canvas: Any) -> None:  # noqa: ANN401
        for at in range(len(rows) + 1):
            canvas.rect(72, 500 - at * 20, 240, 0.5, stroke=0, fill=1)
        for at in range(3):
            canvas.rect(72 + at * 120, 500 - len(rows) * 20, 0.5, len(rows) * 20, stroke=0, fill=1)
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                canvas.drawString(76 + across * 120, 486 - down * 20, text)

    return page


def in_a_form(rows: list[list[str]]) -> Callable[[Any], None]:
    """Draw the whole table within a form, as programs do that put pages together."""

    def page(canvas: Any) -> None:  # noqa: ANN401
        canvas.beginForm("table", 0, 0, 595, 842)
        canvas.setFont("Helvetica", 11)
        ruled(rows)(canvas)
        canvas.endForm()
        canvas.doForm("table")

    return page


ACROSS = [(72, 480, 312, 480), (72, 460, 312, 460)]
TABLES = [
    # why             where the cells are                                            rows
    ("ruled",         ruled,                                                         SCHOOLS),
    ("empty cell",    ruled,                                                         WITH_A_GAP),
    ("boxes",         boxed,                                                         SCHOOLS),
    ("thin boxes",    shaded,                                                        SCHOOLS),
    ("in a form",     in_a_form,                                                     SCHOOLS),
    ("a wide head",   spanned(*ACROSS, (192, 440, 192, 480)),                        [["Classement", ""], ["Mines Paris", "1"], ["ENSTA", "18"]]),
    ("a wide row",    spanned(*ACROSS, (192, 480, 192, 500), (192, 440, 192, 460)),  [["École", "Rang"], ["Non classée", ""], ["ENSTA", "18"]]),
    ("a high cell",   spanned(ACROSS[0], (192, 460, 312, 460), (192, 440, 192, 500)), [["École", "Rang"], ["Mines Paris", "1"], ["", "16"]]),
]  # fmt: skip


def cells_of(document: RawDocument) -> list[tuple[int, int | None, int | None, str]]:
    return [(b.table, b.row, b.column, b.view.text) for b in document.blocks if b.table is not None]


def placed(rows: list[list[str]], table: int = 0) -> list[tuple[int, int | None, int | None, str]]:
    return [(table, down, across, text) for down, row in enumerate(rows) for across, text in enumerate(row) if text]


@pytest.mark.parametrize(("why", "draw", "rows"), TABLES, ids=[case[0] for case in TABLES])
def test_tables(why: str, draw: Callable[[list[list[str]]], Callable[[Any], None]], rows: list[list[str]]) -> None:
    document = read_pdf(drawn(both(lines(*PROSE), draw(rows), lines("Après le tableau.", top=300))), "a.pdf")
    assert cells_of(document) == placed(rows), why
    assert texts(document)[-1] == "Après le tableau."


def turned(canvas: Any) -> None:  # noqa: ANN401
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    ruled(SCHOOLS, left=100, top=400)(canvas)


PAGES = [
    # why                     file                                                  tables
    ("one above the other",   lambda: drawn(both(ruled(SCHOOLS, top=700), ruled(WITH_A_GAP))), [SCHOOLS, WITH_A_GAP]),
    ("on two pages",          lambda: drawn(ruled(SCHOOLS), ruled(WITH_A_GAP)),     [SCHOOLS, WITH_A_GAP]),
    ("behind a page of prose", lambda: drawn(lines(*PROSE), ruled(SCHOOLS)),        [SCHOOLS]),
    ("turned",                lambda: drawn(turned),                                [SCHOOLS]),
    ("off the corner",        lambda: drawn(ruled(SCHOOLS, left=300)).replace(b"[ 0 0 595 842 ]", b"[ 250 90 595 842 ]"), [SCHOOLS]),
    ("turned and off",        lambda: drawn(turned).replace(b"[ 0 0 842 595 ]", b"[ -90 -250 842 595 ]"), [SCHOOLS]),
    ("cropped",               lambda: drawn(ruled(SCHOOLS), cropBox=(40, 200, 500, 800)), [SCHOOLS]),
    ("for who may read",      lambda: drawn(ruled(SCHOOLS), encrypt=pdfencrypt.StandardEncryption("", "owner", strength=128)), [SCHOOLS]),
    ("prose in a frame",      lambda: drawn(both(lambda canvas: canvas.grid([60, 300, 540], [400, 780, 800]), lines(*PROSE))), []),
    ("graph paper",           lambda: drawn(both(lines(*PROSE), lambda canvas: canvas.grid(range(20, 580, 5), range(20, 820, 5)))), []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "make", "tables"), PAGES, ids=[case[0] for case in PAGES])
def test_tables_of_pages(why: str, make: Callable[[], bytes], tables: list[list[list[str]]]) -> None:
    document = read_pdf(make(), "a.pdf")
    assert cells_of(document) == [cell for at, rows in enumerate(tables) for cell in placed(rows, at)], why


def broken(*_: object, **__: object) -> object:
    raise RecursionError


@pytest.mark.parametrize("step", ["pdfplumber.open", "pdfplumber.page.Page.find_tables"])
def test_what_has_no_tables_for_pdfplumber_is_prose(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(step, broken)
    document = read_pdf(drawn(both(lines(*PROSE), ruled(SCHOOLS)), ruled(SCHOOLS)), "a.pdf")
    assert texts(document)[0] == " ".join(PROSE)
    assert all(any(word in text for text in texts(document)) for row in SCHOOLS for word in row)


UNASKED = [
    # why                 page
    ("prose",             lines(*PROSE)),
    ("underlined prose",  both(lines(*PROSE), *[lambda canvas: canvas.line(72, 740, 300, 740)] * 9)),
    ("a title in a box",  both(lines(*PROSE), lambda canvas: canvas.rect(60, 750, 300, 20))),
    ("drawn bullets",     both(lines(*PROSE), *[lambda canvas: canvas.rect(60, 750, 3, 3)] * 9)),
    ("an ornament",       both(lines(*PROSE), *[lambda canvas: canvas.circle(300, 300, 90)] * 9)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "page"), UNASKED, ids=[case[0] for case in UNASKED])
def test_a_page_without_crossing_rules_is_read_once(
    monkeypatch: pytest.MonkeyPatch, why: str, page: Callable[[Any], None]
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("pdfplumber.open", opened.append)
    assert texts(read_pdf(drawn(page), "a.pdf")), why
    assert not opened, why


def test_the_file_is_opened_once_for_all_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = pdfplumber.open

    def counted(file: io.BytesIO) -> pdfplumber.pdf.PDF:
        opened.append(file)
        return real(file)

    monkeypatch.setattr("pdfplumber.open", counted)
    assert cells_of(read_pdf(drawn(*[ruled(SCHOOLS)] * 3), "a.pdf"))[-1][0] == 2
    assert len(opened) == 1


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
