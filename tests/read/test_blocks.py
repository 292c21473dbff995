"""A text becomes blocks: what each is, what it reads, where it stands."""

from __future__ import annotations

import pytest

from kg.read import BlockKind, read_string
from tests.tables import names

TITLE = "Le classement des écoles de la région"
# Long enough to be read as prose, and as the full width of a wrapped text.
PROSE = "L’école progresse encore cette année et elle se réjouit des bons résultats que ses élèves ont obtenus."
INTRO = f"{TITLE}\n\n{PROSE}\n\n"


def texts(source: str, suffix: str) -> list[str]:
    return [block.text for block in read_string(source, suffix).blocks]


def kinds(source: str, suffix: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in read_string(source, suffix).blocks]


BOTH = (".txt", ".md")

SMOOTHED = [
    # why                                 source                                  read as
    ("HTML superscript",                  "classée 24<sup>e</sup> de la liste",   "classée 24e de la liste"),
    ("superscript in capitals",           "LA 1<sup>RE</sup> MOITIÉ DU GROUPE",   "LA 1RE MOITIÉ DU GROUPE"),
    ("caret",                             "en 16^e position de la liste",         "en 16e position de la liste"),
    ("caret and braces",                  "la 1^{re} école de la liste",          "la 1re école de la liste"),
    ("accented ending",                   "la 5^{ème} école de la liste",         "la 5ème école de la liste"),
    ("English endings",                   "the 2<sup>nd</sup> and 3^{rd} of the list", "the 2nd and 3rd of the list"),
    ("a power is no ordinal",             "les 2^10 octets de la liste",          "les 2^10 octets de la liste"),
    ("ending torn off by a PDF",          "il est au 6\ne\n rang de la liste",    "il est au 6e rang de la liste"),
    ("word broken at the line's end",     "l’Univer-\nsité de la région",         "l’Université de la région"),
    ("prefix that keeps its hyphen",      "5e meilleure école ex-\naequo",        "5e meilleure école ex-aequo"),
    ("number word that keeps its hyphen", "they are the thirty-\nfourth of all",  "they are the thirty-fourth of all"),
    ("name goes on with a capital",       "à Mines Saint-\nÉtienne et ailleurs",  "à Mines Saint-Étienne et ailleurs"),
    ("band broken at its dash",           "dans le top 100-\n200 mondial",        "dans le top 100-200 mondial"),
    ("soft hyphen at the line's end",     "un prix inter\u00ad\nnational de plus", "un prix international de plus"),
    ("a dash is no hyphen",               "le monde –\nles écoles de la région",  "le monde – les écoles de la région"),
    ("no-break spaces",                   "top\u00a0300 sur 2\u202f000 écoles",   "top 300 sur 2 000 écoles"),
    ("runs of blanks",                    "la  1e   place \t de la liste",        "la 1e place de la liste"),
    ("ligatures",                         "le site oﬃciel de la ﬁlière",          "le site officiel de la filière"),
    ("line ends of Windows",              "la place de l’école\r\ndans le monde", "la place de l’école dans le monde"),
    ("byte order mark",                   "\ufeffLe classement de la région",     "Le classement de la région"),
    ("accents in a point of their own", "l’e\u0301cole des Mines d’Ale\u0300s", "l’école des Mines d’Alès"),
    ("a line goes on in lower case",      "la 24e place\ndu classement",          "la 24e place du classement"),
    ("capitals over two lines are one title", "NOTRE ÉCOLE RESTE\nDANS LE TOP 300",
     "NOTRE ÉCOLE RESTE DANS LE TOP 300"),
]  # fmt: skip


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize(("why", "source", "text"), SMOOTHED, ids=names(SMOOTHED))
def test_the_view_is_smooth(why: str, source: str, text: str, suffix: str) -> None:
    assert texts(source, suffix) == [text], why


SMOOTHED_MARKDOWN = [
    # why                         source                                          read as
    ("emphasis",                  "*La 24*e place **de l’école**",                "La 24e place de l’école"),
    ("emphasis around an ending", "la 24*e* place de la liste",                   "la 24e place de la liste"),
    ("the words of a link",       "le [palmarès](https://e.org/a(b)) des écoles", "le palmarès des écoles"),
    ("no address",                "voir <https://e.org/24e> pour la suite",       "voir pour la suite"),
    ("struck out words remain",   "la ~~25e~~ 24e place de la liste",             "la 25e 24e place de la liste"),
    ("escaped mark",              r"la note 4\* de la liste des écoles",          "la note 4* de la liste des écoles"),
    ("quotation over two lines",  "> la 24e place\n> du classement",              "la 24e place du classement"),
    ("tags go",                   "la <b>24e</b> place de la liste",              "la 24e place de la liste"),
    ("character reference", "les 2&nbsp;000 écoles &amp; instituts", "les 2 000 écoles & instituts"),
    ("code span", "la `24e` place de la liste", "la 24e place de la liste"),
    ("pandoc superscript", "la 24^e^ place de la liste", "la 24e place de la liste"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "text"), SMOOTHED_MARKDOWN, ids=names(SMOOTHED_MARKDOWN))
def test_the_view_of_markdown_is_smooth(why: str, source: str, text: str) -> None:
    assert texts(source, ".md") == [text], why


SMOOTHED_TEXT = [
    # why                          source                         read as
    ("chunk torn by an empty line", "L’école figure parmi les dix premières\n\ndu pays entier", None),
    ("torn twice",                 "L’école figure parmi les dix\n\npremières écoles de son pays\n\net du monde", None),
    ("hyphen of PDFium, word joined", "un prix inter\ufffe\nnational de plus", "un prix international de plus"),
    ("hyphen of PDFium, word kept", "they are the thirty\ufffe\nfourth of all",
          "they are the thirty-fourth of all"),
    ("point of the compass", "une école du nord-\nouest de la France", "une école du nord-ouest de la France"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "text"), SMOOTHED_TEXT, ids=names(SMOOTHED_TEXT))
def test_the_view_of_plain_text_is_smooth(why: str, source: str, text: str | None) -> None:
    assert texts(source, ".txt") == [text or " ".join(source.split())], why


APART = [
    # why                                       source
    ("an empty line after a sentence",          f"{PROSE}\n\nelle est là."),
    ("an empty line after an introducing line", "Voici la liste de la région :\n\nelle est là."),
    ("a short line that ends",                  "Communiqué de presse\nAlès, le 5 janvier"),
    ("short sentences, each on its line",       "Elle est là.\nElle est ici."),
]  # fmt: skip


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize(("why", "source"), APART, ids=names(APART))
def test_lines_that_stay_apart(why: str, source: str, suffix: str) -> None:
    assert texts(source, suffix) == [line for line in source.splitlines() if line], why


HARD_BREAKS = [
    # why          source
    ("two blanks", "la première ligne  \nla seconde ligne"),
    ("backslash",  "la première ligne\\\nla seconde ligne"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source"), HARD_BREAKS, ids=names(HARD_BREAKS))
def test_a_hard_break_parts_blocks(why: str, source: str) -> None:
    assert texts(source, ".md") == ["la première ligne", "la seconde ligne"], why


KINDS = [
    # why                      format  source                     kinds and texts after the intro
    ("bullets of all sorts", ".txt", "- 1re\n– 2e\n• 3e\n► 4e\n▪ 5e\n→ 6e\n* 7e\n✔ 8e",
     [("item", f"{n}{'re' if n == 1 else 'e'}") for n in range(1, 9)]),
    ("bullets of Markdown",    ".md",  "- un\n- deux",            [("item", "un"), ("item", "deux")]),
    ("a dash without a blank", ".txt", "-10 degrés ce matin, dit-on.", [("paragraph", "-10 degrés ce matin, dit-on.")]),
    ("a numbered line keeps its number", ".txt", "1. Lyon\n15. Lille\n16) Brest",
     [("item", "1. Lyon"), ("item", "15. Lille"), ("item", "16) Brest")]),
    ("the number of a band",   ".txt", "12-13. Lyon\n14. Lille",  [("item", "12-13. Lyon"), ("item", "14. Lille")]),
    ("Markdown keeps its number", ".md",  "15. Lyon\n16. Lille",     [("item", "15. Lyon"), ("item", "16. Lille")]),
    ("an item over two lines", ".txt", "- la 24e place\ndu classement\n- la 3e",
     [("item", "la 24e place du classement"), ("item", "la 3e")]),
    ("a line of its own",      ".txt", "Un intertitre sans point", [("heading", "Un intertitre sans point")]),
    ("capitals before prose",  ".txt", f"UN INTERTITRE\n{PROSE}", [("heading", "UN INTERTITRE"), ("paragraph", PROSE)]),
    ("a closed sentence",      ".txt", "Elle est là.",            [("paragraph", "Elle est là.")]),
    ("an introducing line",    ".txt", "Voici la liste :",        [("paragraph", "Voici la liste :")]),
    ("a line of figures",      ".txt", "01 02 03 04",             [("paragraph", "01 02 03 04")]),
    ("an address",             ".txt", "https://e.org/presse",    [("paragraph", "https://e.org/presse")]),
    ("a marked heading",       ".md",  "## Détail",               [("heading", "Détail")]),
    ("an underlined heading",  ".md",  "Détail\n---",             [("heading", "Détail")]),
    ("code is no text",        ".md",  "```\nla 24e place\n```",  []),
    ("the text of an HTML block", ".md",  "<div>la 24e place.</div>", [("paragraph", "la 24e place.")]),
    ("a comment is no text", ".md",  "<!-- la 24e place -->", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "source", "expected"), KINDS, ids=names(KINDS))
def test_kinds(why: str, suffix: str, source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(INTRO + source, suffix)[2:] == expected, why


def rows(source: str, suffix: str) -> list[tuple[int | None, str]]:
    """Give the rows of a text's tables: the table's number, and the cells with the numbers of their columns."""
    found: dict[tuple[int | None, int | None], list[str]] = {}
    for block in read_string(source, suffix).blocks:
        if block.kind is BlockKind.CELL and block.text:
            found.setdefault((block.table, block.row), []).append(f"{block.column} {block.text}")
    return [(table, ", ".join(cells)) for (table, _), cells in found.items()]


RANKS = [(0, "0 École, 1 Rang"), (0, "0 Nord, 1 24e"), (0, "0 Sud, 1 3e")]

TABLES = [
    # why                   format  source                  rows
    ("tabs",                ".txt", "École\tRang\nNord\t24e\nSud\t3e", RANKS),
    ("strokes",             ".txt", "| École | Rang |\n|---|---|\n| Nord | 24e |\n| Sud | 3e |", RANKS),
    ("strokes with a raised ending", ".txt", "| École | Rang |\n| Nord | 24<sup>e</sup> |\n| Sud | 3^e |", RANKS),
    ("Markdown",            ".md",  "| École | Rang |\n|:--|--:|\n| Nord | 24<sup>e</sup> |\n| **Sud** | 3^e |", RANKS),
    ("one cell a line",     ".txt", "École\nRang\nNord\n24e\nSud\n3e\nEst\n5e", [*RANKS, (0, "0 Est, 1 5e")]),
    ("one cell a line, three columns", ".txt", "Rang\nÉcole\nNote\n1\nNord\n83,1\n2\nSud\n82,0\n3\nEst\n79,9",
     [(0, "0 Rang, 1 École, 2 Note"), (0, "0 1, 1 Nord, 2 83,1"), (0, "0 2, 1 Sud, 2 82,0"),
      (0, "0 3, 1 Est, 2 79,9")]),
    ("an empty cell keeps the column", ".txt", "École\t2021\t2022\nNord\t\t24e",
     [(0, "0 École, 1 2021, 2 2022"), (0, "0 Nord, 2 24e")]),
    ("an empty cell of Markdown", ".md", "| École | 2021 | 2022 |\n|---|---|---|\n| Nord | | 24e |",
     [(0, "0 École, 1 2021, 2 2022"), (0, "0 Nord, 2 24e")]),
    ("tables are counted", ".txt", "École\tRang\nNord\t24e\n\nVoici la suite.\n\nVille\tRang\nLyon\t3e",
     [(0, "0 École, 1 Rang"), (0, "0 Nord, 1 24e"), (1, "0 Ville, 1 Rang"), (1, "0 Lyon, 1 3e")]),
    ("a table right below its line", ".txt", "Voici la liste :\nÉcole\tRang\nNord\t24e\nSud\t3e", RANKS),
    ("two rows are no rhythm", ".txt", "École\nRang\nNord\n24e\nSud\n3e", []),
    ("names alone are no table", ".txt", "Lyon\nLille\nBrest\nNantes\nRennes\nNice\nMetz\nNancy", []),
    ("prose with a tab in one line", ".txt", "Il dit :\tvoici.",     []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "source", "expected"), TABLES, ids=names(TABLES))
def test_tables(why: str, suffix: str, source: str, expected: list[tuple[int | None, str]]) -> None:
    assert rows(source, suffix) == expected, why


HEADINGS = [
    # why                                 source           texts with the heading they stand under
    ("by depth", "## A\n\n### B\n\nElle est là.\n\n## C\n\nElle est ici.",
     [("A", TITLE), ("B", "A"), ("Elle est là.", "B"), ("C", TITLE), ("Elle est ici.", "C")]),
    ("a bare line lies below marked headings", "## A\n\nDétail\n\nElle est là.",
     [("A", TITLE), ("Détail", "A"), ("Elle est là.", "Détail")]),
    ("a bare line follows a bare line", "Détail\n\nElle est là.\n\nAutre\n\nElle est ici.",
     [("Détail", TITLE), ("Elle est là.", "Détail"), ("Autre", TITLE), ("Elle est ici.", "Autre")]),
    ("items stand under the heading too", "## A\n\n- 24e", [("A", TITLE), ("24e", "A")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "expected"), HEADINGS, ids=names(HEADINGS))
def test_headings(why: str, source: str, expected: list[tuple[str, str]]) -> None:
    blocks = read_string(f"# {TITLE}\n\n{source}", ".md").blocks
    assert [
        (block.text, blocks[block.heading].text) for block in blocks[1:] if block.heading is not None
    ] == expected, why


LIST = "Voici la liste :"

PARENTS = [
    # why          format  source         items and cells with the line that introduces them
    ("items",      ".txt", f"{LIST}\n\n- 24e\n- 3e\n\nElle est là.", [("24e", LIST), ("3e", LIST)]),
    ("items of Markdown", ".md",  f"{LIST}\n\n- 24e\n- 3e\n\nElle est là.", [("24e", LIST), ("3e", LIST)]),
    ("nested items", ".md", f"{LIST}\n\n- Nord\n  - 24e\n  - 3e\n- Sud",
     [("Nord", LIST), ("24e", "Nord"), ("3e", "Nord"), ("Sud", LIST)]),
    ("nested items in plain text", ".txt", f"{LIST}\n\n- Nord\n    - 24e\n- Sud",
     [("Nord", LIST), ("24e", "Nord"), ("Sud", LIST)]),
    ("a table",    ".txt", f"{LIST}\nNord\t24e\nSud\t3e", [("Nord", LIST), ("24e", LIST), ("Sud", LIST), ("3e", LIST)]),
    ("nested by two blanks in plain text", ".txt", f"{LIST}\n\n- Nord\n  - 24e\n- Sud",
          [("Nord", LIST), ("24e", "Nord"), ("Sud", LIST)]),
    ("a wrapped item", ".txt", f"{LIST}\n\n- la 24e place au classement des\nÉcoles\n- 3e",
          [("la 24e place au classement des Écoles", LIST), ("3e", LIST)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "source", "expected"), PARENTS, ids=names(PARENTS))
def test_introducing_lines(why: str, suffix: str, source: str, expected: list[tuple[str, str]]) -> None:
    blocks = read_string(INTRO + source, suffix).blocks
    assert [(block.text, blocks[block.parent].text) for block in blocks if block.parent is not None] == expected, why


BOILERPLATE = [
    # why   format  source after the intro  boilerplate
    ("a section about the issuer", ".txt", f"À propos de l’école\n\n{PROSE}", ["À propos de l’école", PROSE]),
    ("its subsections too", ".md", "## À propos\n\n### Détail\n\nElle est là.", ["À propos", "Détail", "Elle est là."]),
    ("the next section is none", ".md", "## À propos\n\nElle est là.\n\n## Rangs\n\nElle est ici.",
     ["À propos", "Elle est là."]),
    ("a contact line", ".txt", "Contact : Jeanne Martin, directrice.", ["Contact : Jeanne Martin, directrice."]),
    ("a line to further reading", ".txt", "En savoir plus sur le palmarès :", ["En savoir plus sur le palmarès :"]),
    ("the words inside a sentence", ".txt", "Il parle à propos de la 24e place.", []),
    ("a name below the contact line", ".txt",
     f"{LIST}\n\nL’école est 24e.\n\nContact :\n\nJeanne Martin\n\n01 02 03 04 05",
     ["Contact :", "Jeanne Martin", "01 02 03 04 05"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "source", "expected"), BOILERPLATE, ids=names(BOILERPLATE))
def test_boilerplate(why: str, suffix: str, source: str, expected: list[str]) -> None:
    blocks = read_string(INTRO + source, suffix).blocks
    assert [block.text for block in blocks if block.boilerplate] == expected, why


ENGLISH = (
    "A headline for the school\n\nThe school is now one of the best in the country, and it has been for years.\n\n"
)

BOILERPLATE_IN_ENGLISH = [
    # why               source after the intro  boilerplate
    ("a section about the issuer", "About the school\n\nIt was founded in 1843.",
     ["About the school", "It was founded in 1843."]),
    ("a contact line",  "Press contact: Jane Doe, director.", ["Press contact: Jane Doe, director."]),
    ("notes",           "Notes to editors\n\nIt was founded in 1843.", ["Notes to editors", "It was founded in 1843."]),
    ("the words inside a sentence", "All about the 24th place.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "expected"), BOILERPLATE_IN_ENGLISH, ids=names(BOILERPLATE_IN_ENGLISH))
def test_boilerplate_in_english(why: str, source: str, expected: list[str]) -> None:
    blocks = read_string(ENGLISH + source).blocks
    assert [block.text for block in blocks if block.boilerplate] == expected, why
