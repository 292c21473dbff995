"""A file becomes a document, or is refused in one clear message, in either language."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from kg.errors import DocumentError
from kg.read import read_document, read_string
from kg.read.document import Span
from tests.tables import names

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "L’école est classée 24e dans le palmarès 2022 et se place dans le top 15 % des écoles.\n"

ELSEWHERE = {
    "es": (
        "La universidad ocupa el puesto veinticuatro en la clasificación mundial de universidades, según el informe"
        " publicado ayer por la revista británica, que evalúa a más de mil instituciones de todo el mundo por su"
        " docencia y su investigación. Los estudiantes y los profesores celebraron el resultado en el campus."
    ),
    "de": (
        "Die Universität belegt im weltweiten Vergleich den vierundzwanzigsten Platz, wie die britische Zeitschrift"
        " gestern mitteilte. Bewertet wurden mehr als tausend Hochschulen nach Lehre, Forschung und internationaler"
        " Ausrichtung. Die Studierenden und die Lehrenden feierten das Ergebnis mit einem Fest auf dem Campus."
    ),
    "it": (
        "L’università si colloca al ventiquattresimo posto nella classifica mondiale degli atenei pubblicata ieri"
        " dalla rivista britannica, che valuta oltre mille istituti per la didattica e la ricerca scientifica di ogni"
        " paese. Gli studenti e i docenti hanno festeggiato il risultato nel campus."
    ),
}
# English names of rankings and tables make a text no English one.
ELSEWHERE_WITH_NAMES = (
    "Die Universität belegt im Times Higher Education Impact Ranking 2024 den vierundzwanzigsten Platz weltweit. Im QS"
    " World University Rankings 2025 liegt sie ebenfalls vorn: die Hochschule erreichte in der Rubrik Climate Action"
    " und in der Rubrik Life on Land jeweils einen Platz unter den besten hundert der Welt."
)

REFUSED = [
    # why               file     bytes              in English          in French
    ("empty",           "a.txt", b"",               "no text in it",    "aucun texte"),
    ("blank",           "a.md",  b" \n\t\n\xc2\xa0\n", "no text in it",    "aucun texte"),
    ("a mark and no text", "a.txt", b"\xef\xbb\xbf",   "no text in it",    "aucun texte"),
    ("markup and no text", "a.md",  b"<hr>\n<!-- 24e -->\n", "no text in it",    "aucun texte"),
    ("Spanish",         "a.txt", ELSEWHERE["es"].encode(), "another language (es)", "une autre langue (es)"),
    ("German",          "a.md",  ELSEWHERE["de"].encode(), "another language (de)", "une autre langue (de)"),
    ("Italian",         "a.txt", ELSEWHERE["it"].encode(), "another language (it)", "une autre langue (it)"),
    ("German with English names", "a.txt", ELSEWHERE_WITH_NAMES.encode(), "another language (de)",
     "une autre langue (de)"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content", "en", "fr"), REFUSED, ids=names(REFUSED))
def test_refused(why: str, name: str, content: bytes, en: str, fr: str, *, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError) as refusal:
        read_document(tmp_path / name)
    assert refusal.value.exit_code == 3
    assert name in refusal.value.where
    for language, said in (("en", en), ("fr", fr)):
        what, _, fix = refusal.value.message(language).partition("\n")
        assert said in what, why
        assert fix.strip(), "nothing says what to do"


@pytest.mark.parametrize("name", ["missing.txt", "folder.txt"])
def test_what_cannot_be_opened_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentError, match=re.escape(str(tmp_path / name))) as refusal:
        read_document(tmp_path / name)
    assert refusal.value.exit_code == 3
    said = {"missing.txt": ("there is no such file", "fichier introuvable"), "folder.txt": ("a folder", "un dossier")}
    assert [part in refusal.value.message(code) for part, code in zip(said[name], ("en", "fr"), strict=True)] == [
        True
    ] * 2


def test_a_french_message_is_french_to_its_end(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(tmp_path / "missing.txt")
    assert "No such file" not in refusal.value.message("fr")


def test_an_empty_file_is_named_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(DocumentError) as refusal:
        read_document(tmp_path / "a.txt")
    assert refusal.value.where == str(tmp_path / "a.txt")


READ = [
    # why                               file          text
    ("French",                          "a.txt",      GOOD),
    ("no extension",                    "a",          GOOD),
    ("another extension",               "a.press",    GOOD),
    ("English",                         "a.md",       "The school is ranked 24th in the world this year."),
    ("too short to tell",               "a.txt",      "La universidad ocupa el puesto 24."),
    ("names and figures",               "a.txt",      "Universität Wien 12\nUniversität Graz 13\n" * 20),
    ("extension in capitals",           "a.TXT",      GOOD),
    ("the long name of Markdown",       "a.markdown", GOOD),
    ("a quotation in a third language", "a.txt",      GOOD * 8 + ELSEWHERE["es"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "text"), READ, ids=names(READ))
def test_read(why: str, name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    document = read_document(tmp_path / name)
    assert document.source == text, why
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.file == name


def test_the_source_is_the_file_as_received(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfL\xe2\x80\x99\xc3\xa9cole est 24e\r\net 3e.\r\n"
    (tmp_path / "a.txt").write_bytes(content)
    document = read_document(tmp_path / "a.txt")
    assert document.source.encode() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()


FORMATS = [("a.txt", "text/plain"), ("a.md", "text/markdown"), ("a.markdown", "text/markdown")]


@pytest.mark.parametrize(("name", "media_type"), FORMATS)
def test_the_format_is_kept(name: str, media_type: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert read_document(tmp_path / name).media_type == media_type


SLUGS = [
    # why                       path below the folder  slug
    ("the last extension goes", "a.fr.md",       "a.fr"),
    ("folders stay",            "2024/qs/a.txt", "2024/qs/a"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "path", "slug"), SLUGS, ids=names(SLUGS))
def test_slug(why: str, path: str, slug: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(GOOD, encoding="utf-8")
    assert read_document(file, tmp_path).slug == slug, why
    assert read_document(file).slug == slug.rpartition("/")[2]


def with_sidecar(folder: Path, sidecar: str | bytes, text: str = GOOD) -> Path:
    (folder / "a.fr.txt").write_text(text, encoding="utf-8")
    (folder / "a.fr.toml").write_bytes(sidecar if isinstance(sidecar, bytes) else sidecar.encode())
    return folder / "a.fr.txt"


def test_a_sidecar_adds_what_the_text_lacks(tmp_path: Path) -> None:
    sidecar = 'id = "press/a"\nsource = "https://e.org/a"\ndate = 2024-06-04\npublisher = "imt"\n'
    document = read_document(with_sidecar(tmp_path, sidecar))
    assert (document.slug, document.address, document.date, document.publisher) == (
        "press/a", "https://e.org/a", date(2024, 6, 4), "imt",
    )  # fmt: skip


def test_a_sidecar_s_date_goes_before_the_text_s(tmp_path: Path) -> None:
    dated = f"Communiqué du 5 janvier 2022\n\n{GOOD}"
    document = read_document(with_sidecar(tmp_path, "date = 2024-06-04", dated))
    assert (document.date, document.date_span) == (date(2024, 6, 4), None)


def test_an_empty_sidecar_changes_nothing(tmp_path: Path) -> None:
    dated = f"Communiqué du 5 janvier 2022\n\n{GOOD}"
    document = read_document(with_sidecar(tmp_path, "", dated))
    assert (document.slug, document.date, document.address) == ("a.fr", date(2022, 1, 5), None)


BAD_SIDECARS = [
    # why                sidecar                  in English             in French
    ("broken",           "date = 2024-06-0\n",    "broken TOML",         "TOML invalide"),
    ("not UTF-8",        b"id = '\xff'",          "broken TOML",         "TOML invalide"),
    ("unknown key",      "dat = 2024-06-04\n",    "unknown key dat",     "clé inconnue dat"),
    ("a date as text",   "date = '2024-06-04'\n", "date is not a date",  "date n’est pas"),
    ("a number as id",   "id = 3\n",              "id is not a str",     "id n’est pas"),
    ("a list as source", "source = ['a', 'b']\n", "source is not a str", "source n’est pas"),
    ("a date with a time", "date = 2024-06-04T10:00:00\n", "date is not a date", "date n’est pas"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sidecar", "en", "fr"), BAD_SIDECARS, ids=names(BAD_SIDECARS))
def test_a_bad_sidecar_is_refused(why: str, sidecar: str | bytes, en: str, fr: str, tmp_path: Path) -> None:
    file = with_sidecar(tmp_path, sidecar)
    with pytest.raises(DocumentError) as refusal:
        read_document(file)
    assert refusal.value.where == str(file.with_suffix(".toml"))
    assert en in refusal.value.message("en"), why
    assert fr in refusal.value.message("fr"), why
    assert refusal.value.fix is not None


# Longer than a line that a date may stand in.
BODY = "Le palmarès est établi par les équipes de la rédaction, qui ont évalué les écoles d’ingénieurs de tout le pays."

DATES = [
    # why                     text                      date, and the words that give it
    ("a line of its own",     f"Communiqué\n5 janvier 2022\n\n{BODY}", (date(2022, 1, 5), "5 janvier 2022")),
    ("place and date",        f"Alès, le 5 janvier 2022\n\n{BODY}", (date(2022, 1, 5), "5 janvier 2022")),
    ("the first of a month",  f"Le 1er mars 2024\n\n{BODY}", (date(2024, 3, 1), "1er mars 2024")),
    ("raised ending",         f"Le 1<sup>er</sup> mars 2024\n\n{BODY}", (date(2024, 3, 1), "1<sup>er</sup> mars 2024")),
    ("accents aside",         f"LE 3 FEVRIER 2023\n\n{BODY}", (date(2023, 2, 3), "3 FEVRIER 2023")),
    ("digits",                f"Mis en ligne le 12/03/2021\n\n{BODY}", (date(2021, 3, 12), "12/03/2021")),
    ("digits with points",    f"12.03.2021\n\n{BODY}",  (date(2021, 3, 12), "12.03.2021")),
    ("at the foot",           f"{BODY}\n\nFait à Alès, le 5 janvier 2022", (date(2022, 1, 5), "5 janvier 2022")),
    ("at the head of the first line", f"Alès, le 5 janvier 2022. {BODY}", (date(2022, 1, 5), "5 janvier 2022")),
    ("the first of two",      f"5 janvier 2022\n\n{BODY}\n\n6 mars 2023", (date(2022, 1, 5), "5 janvier 2022")),
    ("no day of the calendar", f"31 février 2022\n\n{BODY}\n\n1er mars 2022", (date(2022, 3, 1), "1er mars 2022")),
    ("a year is no date",     f"Palmarès 2022\n\n{BODY}", None),
    ("a date inside the prose", f"{BODY}\n\nLe palmarès du 5 janvier 2022 {BODY}", None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), DATES, ids=names(DATES))
def test_date(why: str, text: str, expected: tuple[date, str] | None) -> None:
    document = read_string(text)
    found = None if document.date is None else (document.date, document.quote(document.date_span or Span(0, 0)))
    assert found == expected, why
    assert not isinstance(document.date, datetime)


ENGLISH_BODY = (
    "The ranking is made by the magazine, which has assessed the schools and the universities of the country."
)

ENGLISH_DATES = [
    # why                  first line                  date
    ("day first",          "16 August 2016",           date(2016, 8, 16)),
    ("month first",        "August 16, 2016",          date(2016, 8, 16)),
    ("short month",        "Wed, Apr 22, 2020, 00:01", date(2020, 4, 22)),
    ("short month, point", "Sept. 3, 2021",            date(2021, 9, 3)),
    ("ordinal day",        "Published: 3rd May 2021",  date(2021, 5, 3)),
    ("a month and a year", "August 2016",              None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "line", "expected"), ENGLISH_DATES, ids=names(ENGLISH_DATES))
def test_english_date(why: str, line: str, expected: date | None) -> None:
    assert read_string(f"{line}\n\n{ENGLISH_BODY}").date == expected, why


TITLES = [
    # why                    format  text                     title
    ("a marked heading",     ".md",  f"Communiqué de presse\n\n# L’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("a marked heading with emphasis", ".md",  f"### **L’école est 24<sup>e</sup>**\n\n{BODY}", "L’école est 24e"),
    ("the first line",       ".txt", f"L’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("a sentence for a title", ".txt", f"L’école est 24e en France.\n\n{BODY}", "L’école est 24e en France."),
    ("two lines of capitals", ".txt", f"L’ÉCOLE RESTE DANS\nLE TOP 300\n\n{BODY}", "L’ÉCOLE RESTE DANS LE TOP 300"),
    ("below the letterhead", ".txt", f"Communiqué de presse\n5 janvier 2022\n\nL’école est 24e\n\n{BODY}",
     "L’école est 24e"),
    ("below place and date", ".txt", f"Alès, le 5 janvier 2022\n\nL’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("below a menu",         ".txt", f"Accueil | Actualités | Contact\n\nL’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("below a path",         ".txt", f"Accueil › Actualités › Presse\n\nL’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("too short for a title", ".txt", f"Actu\n\nL’école est 24e\n\n{BODY}", "L’école est 24e"),
    ("no line that could be one", ".txt", "- 24e\n- 3e",           None),
    ("below a date with words", ".txt", f"Mis en ligne le 12/03/2021\n\nL’école est 24e\n\n{BODY}",
          "L’école est 24e"),
    ("below an English date", ".txt", f"Wed, Apr 22, 2020\n\nThe school is 24th\n\n{ENGLISH_BODY}",
          "The school is 24th"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "text", "title"), TITLES, ids=names(TITLES))
def test_title(why: str, suffix: str, text: str, title: str | None) -> None:
    assert read_string(text, suffix).title == title, why


OURS = {
    "letudiant-2022-imt-mines-ales.fr.md": (
        "IMT MINES ALES GAGNE 3 PLACES DANS LE CLASSEMENT DE L'ETUDIANT ET RESTE DANS LA 1RE MOITIE DU PRESTIGIEUX"
        " « GROUPE A »"
    ),
    "letudiant-2023-imt-mines-ales.fr.md": (
        "IMT MINES ALES PASSE DU TOP 30 AU TOP 20 DES ECOLES D'INGENIEURS DU CLASSEMENT DE L'ETUDIANT"
    ),
    "the-impact-2021-imt-schools.en.md": "Institut Mines-Télécom schools stand out in the 2021 THE Impact Ranking",
    "the-impact-2024-imt-mines-ales.fr.txt": (
        "PALMARÈS THE IMPACT 2024 : IMT MINES ALÈS RESTE DANS LE TOP 300 DES MEILLEURS ÉTABLISSEMENTS AU MONDE"
    ),
    "u-multirank-2022-imt-mines-ales.fr.txt": (
        "IMT Mines Alès est classée 2e en France dans la catégorie « enseignement et apprentissage » du palmarès"
        " mondial U-Multirank."
    ),
}


@pytest.mark.parametrize("name", OURS)
def test_titles_of_our_documents(name: str, root: Path) -> None:
    assert read_document(root / "data" / "documents" / name).title == OURS[name]


def test_languages_and_dates_of_our_documents(root: Path) -> None:
    documents = {name: read_document(root / "data" / "documents" / name) for name in OURS}
    assert {name: document.language for name, document in documents.items()} == {
        name: name.split(".")[-2] for name in OURS
    }
    assert {name: document.date for name, document in documents.items() if document.date} == {
        "letudiant-2022-imt-mines-ales.fr.md": date(2022, 1, 5)
    }


def test_the_english_release_has_a_french_foot(root: Path) -> None:
    document = read_document(root / "data" / "documents" / "the-impact-2021-imt-schools.en.md")
    french = [block for block in document.blocks if block.language == "fr"]
    assert [block.text[:17] for block in french] == ["Placé sous la tut"]
    assert french[0].boilerplate


LANGUAGES = [
    # why                             text                                                                language
    ("French words",                  "Le classement est publié par la revue et il compte mille écoles.", "fr"),
    ("English words",                 "The ranking has been published and it counts a thousand schools.", "en"),
    ("names, in an English document", "Eurecom, Télécom SudParis, Télécom Paris",                         "en"),
    ("short, in an English document", "École des mines : 24e",                                            "en"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "language"), LANGUAGES, ids=names(LANGUAGES))
def test_each_block_has_its_language(why: str, text: str, language: str) -> None:
    blocks = read_string(f"{ENGLISH_BODY} {ENGLISH_BODY}\n\n{text}").blocks
    assert (blocks[0].language, blocks[-1].language) == ("en", language), why


CITATIONS = [
    # why                           text                                        titles and the words that name them
    ("a file, escapes undone", "voir https://e.org/p/CP%20THE%20Impact%202022.pdf",
     [("CP THE Impact 2022", "CP%20THE%20Impact%202022.pdf")]),
    ("underscores for blanks", "voir https://e.org/rapport_qs_2023.docx",
     [("rapport qs 2023", "rapport_qs_2023.docx")]),
    ("brackets are not part of it", "(https://e.org/rapport-2023.pdf)",         [("rapport-2023", "rapport-2023.pdf")]),
    ("a page is no document",       "voir https://e.org/classements-et-palmares", []),
    ("nor is an index",             "voir https://e.org/index.html",            []),
    ("nor a methodology",           "voir https://e.org/notre-methodologie.html", []),
    ("each once",                   "https://e.org/a/r.pdf et https://e.org/b/r.pdf", [("r", "r.pdf")]),
    ("in reading order",            "https://e.org/z.pdf et https://e.org/a.pdf", [("z", "z.pdf"), ("a", "a.pdf")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), CITATIONS, ids=names(CITATIONS))
def test_citations(why: str, text: str, expected: list[tuple[str, str]]) -> None:
    document = read_string(text)
    assert [(citation.title, document.quote(citation.span)) for citation in document.citations] == expected, why
