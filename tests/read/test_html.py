"""Pages: what is text and what is not, lists with their numbers, tables, and each word's place in the file."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.read import BlockKind, Document, Span, read_bytes, read_string
from tests.tables import names

PROSE = "L’école progresse encore cette année et elle se réjouit des bons résultats que ses élèves ont obtenus."
RANK = "La 24e place du classement."


def page(body: str, head: str = "", attributes: str = "") -> Document:
    return read_string(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>", ".html")


def texts(body: str) -> list[str]:
    return [block.text for block in page(f"<p>{PROSE}</p>{body}").blocks][1:]


SMOOTHED = [
    # why                          source                                        read as
    ("raised ending",              "classée 24<sup>e</sup> ici.",                ["classée 24e ici."]),
    ("raised ending with a blank", "classée 24<sup> e </sup>ici.",               ["classée 24eici."]),
    ("capitals",                   "LA 1<SUP CLASS=a>RE</SUP> PLACE.",           ["LA 1RE PLACE."]),
    ("caret",                      "classée 16^e ici.",                          ["classée 16e ici."]),
    ("mark of a note",             "classée 24e<sup>1</sup> ici.",               ["classée 24e ici."]),
    ("mark of a note as a link",   "24<sup>e</sup><sup id=a><a href='#b'>[2]</a></sup> ici.", ["24e ici."]),
    ("emphasis",                   "la <b>24</b><i>e</i> place.",                ["la 24e place."]),
    ("references",                 "l&rsquo;&eacute;cole &#171;&#xA0;Alès&nbsp;&raquo; &amp; R&D.",
     ["l’école « Alès » & R&D."]),
    ("without semicolon",          "l&eacute;g&egravere de Windows &#146; ici.", ["légère de Windows ’ ici."]),
    ("no reference",               "AT&T &unknown; &; ici.",                     ["AT&T &unknown; &; ici."]),
    ("unseen marks",               "inter&shy;nat\u00adio&#8203;nal<wbr>.",      ["international."]),
    ("blanks and line ends",       "la\r\n   24e \t\u00a0place.",                ["la 24e place."]),
    ("comments",                   "la <!-- 25e > --> 24e<!----> place.",        ["la 24e place."]),
    ("signs in prose",             "rang < 100 et > 50, 3 <4, a<.",              ["rang < 100 et > 50, 3 <4, a<."]),
    ("a break that ends",          "Une ligne courte<br>Une autre ligne.",       ["Une ligne courte",
     "Une autre ligne."]),
    ("a break that does not",      "classée à la<br/>24e place.",                ["classée à la 24e place."]),
    ("two breaks",                 "classée à la<br><br>24e place.",             ["classée à la", "24e place."]),
    ("blocks without text around", "<div>Un.<p>Deux.<div>Trois.</div>Quatre.</div>Cinq.",
     ["Un.", "Deux.", "Trois.", "Quatre.", "Cinq."]),
    ("lines of code",              "<pre>Une ligne courte\nUne autre ligne.</pre>", ["Une ligne courte",
     "Une autre ligne."]),
    ("quotation",                  "<blockquote>Elle est 24e.</blockquote>",     ["Elle est 24e."]),
    ("terms",                      "<dl><dt>QS :<dd>24e<dt>THE :<dd>3e</dl>",    ["QS :", "24e", "THE :", "3e"]),
    ("an end tag in another block", "<b>Un.<p>Deux.</b> Encore.</p>Trois.",      ["Un.", "Deux. Encore.", "Trois."]),
    ("end tags of nothing",        "</div></table></li>Un.</p>Deux.",            ["Un.", "Deux."]),
    ("a quotation mark not closed", '<a href="x>Un.</a><p>Deux.',                ["Un.", "Deux."]),
    ("a comment not closed",       "Un.<!-- Deux > Trois.",                      ["Un. Trois."]),
    ("a script not closed",        "Un.<script>Deux.",                           ["Un."]),
    ("a title in the body not closed", "Un.<title>Deux.",                        ["Un."]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body", "expected"), SMOOTHED, ids=names(SMOOTHED))
def test_the_view_is_smooth(why: str, body: str, expected: list[str]) -> None:
    assert texts(body) == expected, why


LEFT_OUT = [
    # why                 source
    ("script",            "<script>var a = '<p>24e</p>'</script>"),
    ("style and template", "<style>p{}</style><template><p>24e</p></template><noscript>24e</noscript>"),
    ("picture in signs",  "<svg><title>24e</title><text>3e</text></svg>"),
    ("navigation",        "<nav><ul><li>Télécom Paris<li>Top 10</ul></nav>"),
    ("by its role",       "<div role=navigation><h2>Classements</h2></div>"),
    ("foot of the page",  "<footer><p>© 2022 École, 12/03/2021</p></footer>"),
    ("head of the page",  "<header><a href=/>Mines</a><ul><li>Presse</ul></header>"),
    ("cookie banner",     "<div id=tarteaucitronRoot class='x cookie-banner'><p>Nous utilisons des cookies.</p></div>"),
    ("camel case",        "<div class=cookieConsent><p>Accepter ?</p></div>"),
    ("breadcrumb",        "<ul class=breadcrumb><li>Accueil<li>Presse</ul>"),
    ("sharing",           "<div class='post__share'><p>Partager</p></div><span class=share-buttons>Tweet</span>"),
    ("newsletter",        "<section class=newsletter><h3>Abonnez-vous</h3></section>"),
    ("form",              "<form><p>Chercher</p><button>Aller</button><select><option>24e</select></form>"),
    ("hidden",            "<p hidden>24e</p><div style='color:red; display : none'>24e<p>3e</div>"),
    ("hidden from readers", "<span aria-hidden=true>24e</span>"),
    ("for screen readers", "<span class=sr-only>Ouvre une fenêtre</span>"),
    ("an image's text",   "<img alt='24e'>"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body"), LEFT_OUT, ids=names(LEFT_OUT))
def test_left_out(why: str, body: str) -> None:
    assert texts(f"{body}<p>{RANK}</p>") == [RANK], why


KEPT = [
    # why                                       source
    ("the body's classes",                      "<body class='menu-open has-cookie-banner'><p>{}</p>"),
    ("a banner with the title",                 "<div class=banner><h1>Le titre de la page</h1><p>{}</p></div>"),
    ("a form around the page",                  "<form id=aspnetForm><p>{0}<p>{0}<p>{0}<p>{0}<p>{0}<p>{0}</form>"),
    ("most of the text",                        "<div class=page-with-sidebar>{0}<p>{0}<p>{0}<p>{0}<p>{0}</div>"),
    ("the head of an article",                  "<article><header><p>{}</p></header></article>"),
    ("a head with the title",                   "<header><h1>Le titre de la page</h1><p>{}</p></header>"),
    ("words that only hold such a word",        "<div class='navigate menus sharepoint'>{}</div>"),
    ("a page behind a window",                  "<div aria-hidden=true><main>{}</main></div>"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body"), KEPT, ids=names(KEPT))
def test_kept(why: str, body: str) -> None:
    assert RANK in texts(body.format(*[RANK] * 3)), why


def test_notes_inside_the_text_are_boilerplate_without_headings_and_tables() -> None:
    aside = f"<aside><h2>À savoir</h2><p>{RANK}</p><table><tr><td>QS<td>3<tr><td>THE<td>5</table></aside>"
    blocks = page(f"<main><h1>Le titre de la page</h1><p>{PROSE}</p>{aside}<p>{RANK}</p></main>").blocks
    noted = [block for block in blocks if block.boilerplate]
    assert [block.text for block in noted] == ["À savoir", RANK, "QS", "3", "THE", "5"]
    assert {block.kind for block in noted} == {BlockKind.PARAGRAPH}
    assert blocks[-1].heading == 0


LISTS = [
    # why               source                                              items and their levels
    ("bullets",         "<ul><li>Lyon<li>Lille</ul>",                       [(1, "Lyon"), (1, "Lille")]),
    ("numbers",         "<ol><li>Lyon</li><li>Lille</li></ol>",             [(1, "1. Lyon"), (1, "2. Lille")]),
    ("start",           "<ol start=24><li>Lyon<li>Lille</ol>",              [(1, "24. Lyon"), (1, "25. Lille")]),
    ("value",           "<ol><li>Lyon<li value=7>Lille<li>Metz</ol>", [(1, "1. Lyon"), (1, "7. Lille"), (1,
     "8. Metz")]),
    ("reversed",        "<ol reversed><li>Lyon<li>Lille</ol>",              [(1, "2. Lyon"), (1, "1. Lille")]),
    ("reversed, start", "<ol reversed start=5><li>Lyon<li>Lille</ol>",      [(1, "5. Lyon"), (1, "4. Lille")]),
    ("reversed, value", "<ol reversed><li>Lyon<li value=7>Lille<li>Metz</ol>",
     [(1, "3. Lyon"), (1, "7. Lille"), (1, "6. Metz")]),
    ("letters",         "<ol type=a><li>Lyon</ol>",                         [(1, "Lyon")]),
    ("no numbers shown", "<ol style='list-style: none'><li>Lyon</ol>",      [(1, "Lyon")]),
    ("the text has it", "<ol start=24><li>24e : Lyon</ol>",                 [(1, "24e : Lyon")]),
    ("nested",          "<ul><li>Nord<ol><li>Lille</ol>Suite<li>Sud</ul>",
     [(1, "Nord"), (2, "1. Lille"), (1, "Suite"), (1, "Sud")]),
    ("paragraphs",      "<ol><li><p>Lyon</p><p>Suite</p><li><p>Lille</ol>", [(1, "1. Lyon"), (1, "Suite"), (1,
     "2. Lille")]),
    ("bullets in text", "<p>• Lyon<br>• Lille</p><p>&ndash; Metz</p>",      [(1, "Lyon"), (1, "Lille"), (1, "Metz")]),
    ("a start that is none", "<ol start=x><li value=''>Lyon</ol>",          [(1, "1. Lyon")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body", "expected"), LISTS, ids=names(LISTS))
def test_lists(why: str, body: str, expected: list[tuple[int, str]]) -> None:
    blocks = page(f"<h1>Le titre de la page</h1><p>Voici la liste :</p>{body}").blocks
    items = [block for block in blocks if block.kind is BlockKind.ITEM]
    assert [(block.level, block.text) for block in items] == expected, why
    assert items[0].parent == 1


TABLES = [
    # why               source                                          rows
    ("usual",           "<tr><th>École<th>Rang<tr><td>Nord<td>24<sup>e</sup><tr><td><b>Sud</b><td>3",
     ["0 École, 1 Rang", "0 Nord, 1 24e", "0 Sud, 1 3"]),
    ("parts",
     "<thead><tr><th>École</th><th>Rang</th></tr></thead><tbody><tr><td>Nord</td><td>3</td></tr></tbody>",
     ["0 École, 1 Rang", "0 Nord, 1 3"]),
    ("rows spanned",
     "<tr><th>École<th>An<th>Rang<tr><td rowspan=2>Nord<td>2023<td>5<tr><td>2024<td>3<tr><td>Sud<td>2024<td>4",
     ["0 École, 1 An, 2 Rang", "0 Nord, 1 2023, 2 5", "0 Nord, 1 2024, 2 3", "0 Sud, 1 2024, 2 4"]),
    ("a head spans columns", "<tr><th>École<th colspan=2>2024<tr><td>Nord<td>3<td>81",
     ["0 École, 1 2024, 2 2024", "0 Nord, 1 3, 2 81"]),
    ("a body cell spans columns", "<tr><th>École<th>Rang<th>Note<tr><td colspan=2>Nord<td>81",
     ["0 École, 1 Rang, 2 Note", "0 Nord, 2 81"]),
    ("an empty cell",   "<tr><th>École<th>2023<th>2024<tr><td>Nord<td><td>3", ["0 École, 1 2023, 2 2024",
     "0 Nord, 2 3"]),
    ("paragraphs in a cell", "<tr><td><p>Nord</p><p>de Lille</p><td>3<tr><td>Sud<td>4<br>e", ["0 Nord de Lille, 1 3",
     "0 Sud, 1 4e"]),
    ("no rows marked",  "<td>Nord<td>3</tr><tr><td>Sud<td>4",           ["0 Nord, 1 3", "0 Sud, 1 4"]),
    ("one column",      "<tr><td>Nord<tr><td>Sud",                      []),
    ("one row",         "<tr><td>Nord<td>Sud",                          []),
    ("layout, by a heading", "<tr><td><h2>Nord</h2><td>3<tr><td>Sud<td>4", []),
    ("layout, by its role", "<caption></caption role=a><tr><td>Nord<td>Sud", []),
    ("layout, by its prose", f"<tr><td>{PROSE * 5}<td>3<tr><td>Sud<td>4", []),
    ("a table in a table", "<tr><td>Menu<td><table><tr><td>Nord<td>3<tr><td>Sud<td>4</table><tr><td>Pied<td>Fin",
     ["0 Nord, 1 3", "0 Sud, 1 4"]),
    ("a stray end tag in a cell", "<tr><td>Nord</div><td>3<tr><td>Sud</p><td>4", ["0 Nord, 1 3", "0 Sud, 1 4"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body", "expected"), TABLES, ids=names(TABLES))
def test_tables(why: str, body: str, expected: list[str]) -> None:
    found: dict[int | None, list[str]] = {}
    document = page(f"<p>{PROSE}</p><div><table>{body}</table></div>")
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.text:
            assert block.table == 0
            found.setdefault(block.row, []).append(f"{block.column} {block.text}")
    assert [", ".join(cells) for cells in found.values()] == expected, why


def test_a_caption_introduces_its_table() -> None:
    blocks = page("<table><caption>Les rangs de l’école :</caption><tr><td>QS<td>3<tr><td>THE<td>5</table>").blocks
    assert [(block.text, block.parent) for block in blocks[1:]] == [("QS", 0), ("3", 0), ("THE", 0), ("5", 0)]


LD = "<script type='application/ld+json'>{}</script>"
TIME = "<p><time datetime=2022-01-06T08:00>jeudi</time></p>"
DATES = [
    # why                       head                                          body            date
    ("the text's own",          "<meta name=date content=2020-02-02>", "<p>Alès, le 5 janvier 2022</p>", date(2022, 1,
     5)),
    ("published",               "<meta property='article:published_time' content='2022-01-07T23:30:00-05:00'>", TIME,
     date(2022, 1, 7)),
    ("Dublin Core",             "<meta name=DCTERMS.date content=2022-01-08>", TIME,          date(2022, 1, 8)),
    ("JSON-LD",                 LD.format('{"@graph": [{"datePublished": "2022-01-09"}]}'), TIME, date(2022, 1, 9)),
    ("broken JSON-LD",          LD.format('{"datePublished": "2022-01-09"'),  TIME,           date(2022, 1, 6)),
    ("deep JSON-LD",            LD.format("[" * 100_000),                     TIME,           date(2022, 1, 6)),
    ("another script",          '<script>{"datePublished": "2022-01-09"}</script>', TIME,     date(2022, 1, 6)),
    ("a time in the text",      "",                                           TIME,           date(2022, 1, 6)),
    ("not one of the menu",     "",                                           f"<nav>{TIME}</nav>", None),
    ("no day of the calendar",  "<meta name=date content=2022-02-31>",        "",             None),
    ("no date",                 "<meta name=date content=hier>",              "",             None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "body", "expected"), DATES, ids=names(DATES))
def test_date(why: str, head: str, body: str, expected: date | None) -> None:
    assert page(f"<p>{PROSE}</p>{body}", head).date == expected, why


ADDRESSES = [
    # why                 head                                                              address
    ("canonical",
     "<meta property=og:url content=https://a.fr/b><link rel=canonical href='https://a.fr/a?b=1&amp;c=2'>",
     "https://a.fr/a?b=1&c=2"),
    ("Open Graph",        "<meta property=og:url content=https://a.fr/b>",                  "https://a.fr/b"),
    ("relative",          "<link rel=canonical href=/a>",                                   None),
    ("of no web page",    "<link rel=canonical href='javascript:alert(1)'>",                None),
    ("no address",        "<link rel=canonical href='https://a b.fr/{x}'>",                 None),
    ("no port",           "<link rel=canonical href='https://a.fr:x/'>",                    None),
    ("with a password",   "<link rel=canonical href='https://me:secret@a.fr/'>",            None),
    ("another link",      "<link rel=stylesheet href=https://a.fr/a.css>",                  None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "address"), ADDRESSES, ids=names(ADDRESSES))
def test_address(why: str, head: str, address: str | None) -> None:
    assert page(f"<p>{PROSE}</p>", head).address == address, why


TITLES = [
    # why                         head                                        body                               title
    ("the h1",                    "<title>Autre titre de page</title>",       "<h1>L’école est 24<sup>e</sup></h1>",
     "L’école est 24e"),
    ("below rubrics",             "", "<h2>Espace de presse</h2><h1>L’école est 24e</h1>",
     "L’école est 24e"),
    ("the h1 that the head repeats", "<title>L’école est 24e | Mines</title>",
     "<h1>École des mines</h1><h1>L’école est 24e</h1>",
      "L’école est 24e"),
    ("a heading that the head repeats", "<title>L’école est 24e - Mines</title>",
     "<h2>Espace de presse</h2><h3>L’école est 24e</h3>",
      "L’école est 24e"),
    ("what the head says",        "<title>L&#8217;école est 24e &ndash; Mines</title>", "",
     "L’école est 24e – Mines"),
    ("without the site's name",   "<title>L’école est 24e – Mines Alès</title>", "",
     "L’école est 24e"),
    ("Open Graph before that",    "<title>Un autre titre</title><meta property=og:title content='L’école est 24e'>",
     "", "L’école est 24e"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "body", "title"), TITLES, ids=names(TITLES))
def test_title(why: str, head: str, body: str, title: str) -> None:
    assert page(f"{body}<p>{PROSE} {PROSE} {PROSE}</p>", head).title == title, why


LANGUAGES = [
    # why                        lang        text                                            language
    ("few words",                "fr-CA",    "Polytechnique Montréal 24e",                   "fr"),
    ("no language said",         "",         "Polytechnique Montréal 24e",                   "en"),
    ("one that we do not read",  "de",       "Polytechnique Montréal 24e",                   "en"),
    ("clear words",              "en-US",    PROSE,                                          "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lang", "text", "language"), LANGUAGES, ids=names(LANGUAGES))
def test_language(why: str, lang: str, text: str, language: str) -> None:
    document = page(f"<p>{text}</p>", attributes=f"lang='{lang}'")
    assert (document.language, document.blocks[-1].language) == (language, language), why


def test_only_links_of_the_text_to_files_cite() -> None:
    document = page(
        f"<nav><a href=/menu.pdf>a</a></nav><p>{PROSE} <a href='/doc/CP%20QS%202023.pdf'>a</a>"
        " <a href=https://a.fr/page.html?b>b</a> <a href='http://[a/b.pdf'>c</a> https://a.fr/autre.pdf</p>"
    )
    assert [(cited.title, document.quote(cited.span)) for cited in document.citations] == [
        ("CP QS 2023", "CP%20QS%202023.pdf")
    ]


NAMES = ["div", "p", "span", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "sup", "b", "a", "nav", "aside",
 "dl", "dd", "pre", "section"]  # fmt: skip
WORDS = st.sampled_from(
    ["École", "24", "e", "l’école ", " est ", "3e", "&eacute;", "&nbsp;", "a&shy;b", "\n", "é", "<", "&", "•"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


def read(source: str | bytes) -> Document | None:
    try:
        return read_string(source, ".html") if isinstance(source, str) else read_bytes(source, ".html")
    except DocumentError:
        return None


def check_places(document: Document | None) -> None:
    for block in document.blocks if document else ():
        for piece in block.view.pieces:
            assert 0 <= piece.source.start < piece.source.end <= len(document.source)  # type: ignore[union-attr]
        for point, shown in enumerate(block.text):
            behind = document.quote(block.view.to_source(Span(point, point + 1)))  # type: ignore[union-attr]
            exact = shown == behind or (shown == " " and behind.isspace())
            assert exact or behind[0] in "&<" or behind.endswith("</sup>") or "\u0300" <= behind[-1] <= "\u036f"


@settings(max_examples=300)
@given(TREES)
@example("<ol><li><table><tr><td><li>24</td></tr></table></ol>")
@example("<table><tr><td rowspan=3><ul><li>École</table>3e")
def test_each_point_shown_stands_in_the_file(tree: str) -> None:
    check_places(read(f"<html>{tree}</html>"))


@settings(max_examples=300)
@given(TREES, st.data())
def test_broken_pages_are_read_or_refused(tree: str, data: st.DataObject) -> None:
    content = bytearray(f"<html><body>{tree}</body></html>".encode())
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"<", b">", b'"', b"/", b"", b"=", b"\xe9"])
        )
    read(bytes(content))


HURTING = ["<div>", "<b>", "<p>a", '<a b="', "<a b='\">", '<a b=">" ', "<a ", "</", "<!--", "<?", "<![CDATA[",
 "<title>", "<table><tr><td>a",
           "<ol reversed><li>a", "<td colspan=999 rowspan=999>1<tr>", "<b><div></div>", "<b><p></b>", "<p>• a",
            "<sup>e", "&amp", "a<br>",
           "<nav><aside>", "<script type='application/ld+json'>[[[[", "<div class=menu>a", "<h1>a"]  # fmt: skip


@pytest.mark.parametrize("piece", HURTING)
def test_time_grows_with_the_length(piece: str) -> None:
    def taken(length: int) -> float:
        start = time.process_time()
        read("<html><body>" + piece * (length // len(piece)))
        return time.process_time() - start

    taken(2_000)
    # Eight times the length: linear takes 8 times as long, quadratic 64 times; the rest is the machine’s other work.
    assert taken(32_000) < 30 * max(min(taken(4_000) for _ in range(2)), 0.01)


def test_a_hundred_thousand_nested_elements_are_read() -> None:
    document = read(f"<html>{'<div>' * 100_000}<p>{RANK}</p>{'</div>' * 100_000}")
    assert document is not None
    assert [block.text for block in document.blocks] == [RANK]
