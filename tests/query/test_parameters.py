from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from kg.errors import UsageError
from kg.query import Binder, Engine
from kg.query.catalogue import read_query
from kg.query.parameters import take_language
from kg.vocab import BASE
from tests.tables import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from kg.query import Query

    Bind: TypeAlias = Callable[[str, dict[str, str]], str]

INSTITUTION = f"<{BASE}institution/imt-mines-ales>"
FOUND = [
    ("a key", "institution-profile", "institution", "imt-mines-ales", INSTITUTION),
    ("an IRI", "institution-profile", "institution", f"{BASE}institution/imt-mines-ales", INSTITUTION),
    ("a key with its kind", "institution-profile", "institution", "institution/imt-mines-ales", INSTITUTION),
    ("a label", "institution-profile", "institution", "IMT Mines Alès", INSTITUTION),
    ("a label, folded", "institution-profile", "institution", " imt MINES-ales ", INSTITUTION),
    ("another name, its apostrophe", "institution-profile", "institution", "Ecole des mines d'Alès", INSTITUTION),
    ("an edition", "edition-table", "edition", "the-impact-2024", f"<{BASE}edition/the-impact-2024>"),
    (
        "an edition, by its label",
        "edition-table",
        "edition",
        "L’Étudiant engineering 2023",
        f"<{BASE}edition/letudiant-ingenieurs-2023>",
    ),
    ("a document", "document-facts", "document", "communique", f"<{BASE}document/communique>"),
    ("a goal, by its number", "sdg-leaders", "sdg", "6", "<http://metadata.un.org/sdg/6>"),
    ("a goal, in the other language", "sdg-leaders", "sdg", "Vie terrestre", "<http://metadata.un.org/sdg/15>"),
    ("a goal, by its IRI", "sdg-leaders", "sdg", "http://metadata.un.org/sdg/12", "<http://metadata.un.org/sdg/12>"),
    (
        "a result",
        "evidence",
        "result",
        "the-impact-2024/imt-mines-ales/sdg-15/world/88",
        f"<{BASE}result/the-impact-2024/imt-mines-ales/sdg-15/world/88>",
    ),
    (
        "a move",
        "evidence",
        "result",
        "move/letudiant-ingenieurs-2022/imt-mines-ales/overall/fr/3-up",
        f"<{BASE}move/letudiant-ingenieurs-2022/imt-mines-ales/overall/fr/3-up>",
    ),
    ("a class", "label-coverage", "kind", "edition-size", "<https://w3id.org/palmares/ontology#EditionSize>"),
    (
        "a class, by its label",
        "label-coverage",
        "kind",
        "Résultat de classement",
        "<https://w3id.org/palmares/ontology#Result>",
    ),
    ("a word of a list", "label-coverage", "language", "fr", '"fr"'),
    ("a number", "top-n", "n", "25", "25"),
]
OTHERS = {"top-n": {"edition": "the-impact-2024"}}


@pytest.fixture
def bind(queries: dict[str, Query], small: Binder) -> Bind:
    """Bind values to a canned query, in English."""
    return lambda name, given: small.bind(queries[name], given, "en")


def clause(text: str) -> str:
    match = re.search(r"VALUES \([^)]*\) \{ (.*) \}$", text, re.MULTILINE)
    assert match
    return match[1]


@pytest.mark.parametrize("case", FOUND, ids=names(FOUND))
def test_a_value_is_found_in_the_graph(case: tuple[str, ...], bind: Bind) -> None:
    _, query, parameter, value, term = case
    assert term in clause(bind(query, {**OTHERS.get(query, {}), parameter: value})).strip("()").split()


def test_what_is_not_given_is_undefined_or_its_default(queries: dict[str, Query], small: Binder) -> None:
    assert clause(small.bind(queries["ties"], {}, "fr")) == '(UNDEF UNDEF "fr")'
    assert clause(small.bind(queries["top-n"], OTHERS["top-n"], "fr")).startswith("(100 ")
    assert small.bind(queries["sdg-strengths"], {"institution": "imt-atlantique"}, "fr").endswith("\nLIMIT 10\n")
    asked = {"institution": "imt-atlantique", "limit": "3"}
    assert small.bind(queries["sdg-strengths"], asked, "fr").endswith("\nLIMIT 3\n")


WEIGHTS = [
    ("two keys", "sdg-6:2,sdg-12:1", ["sdg-6> 2.0", "sdg-12> 1.0"]),
    ("blanks, a fraction", " sdg-6 : 0.5 , sdg-12 : 1.25", ["sdg-6> 0.5", "sdg-12> 1.25"]),
    ("a label that holds colons", "SDG 6 Clean water and sanitation:2", ["sdg-6> 2.0"]),
    ("a key in full, an IRI", f"the-impact/sdg-6:1,{BASE}criterion/the-impact/sdg-12:3", ["sdg-6> 1.0", "sdg-12> 3.0"]),
    ("a comma at the end", "sdg-6:2,", ["sdg-6> 2.0"]),
]


@pytest.mark.parametrize(("_why", "value", "terms"), WEIGHTS, ids=names(WEIGHTS))
def test_weights_are_rows(_why: str, value: str, terms: list[str], bind: Bind) -> None:
    text = bind("custom-ranking", {"weights": value})
    rows = [f'(<{BASE}criterion/the-impact/{term} UNDEF UNDEF "en")' for term in terms]
    assert clause(text) == " ".join(rows)


def test_the_ranking_asked_about_tells_equal_names_apart(queries: dict[str, Query], small: Binder) -> None:
    given = {"edition": "the-impact-2024", "criterion": "overall"}
    assert f"<{BASE}criterion/the-impact/overall>" in small.bind(queries["edition-table"], given, "en")
    given = {"edition": "u-multirank-2022", "criterion": "Classement général"}
    assert f"<{BASE}criterion/u-multirank/overall>" in small.bind(queries["edition-table"], given, "en")


REFUSED = [
    (
        "a typing error",
        "institution-profile",
        {"institution": "imt-mine-ales"},
        ("nearest: imt-mines-ales", "le plus proche\N{NO-BREAK SPACE}: imt-mines-ales"),
    ),
    (
        "in the language asked",
        "sdg-leaders",
        {"sdg": "water and sanitation"},
        ("nearest: 6 (Clean water and sanitation)", "rien ne s’appelle water and sanitation"),
    ),
    (
        "in the other one",
        "sdg-leaders",
        {"sdg": "eau prope"},
        ("nothing is called eau prope", "le plus proche\N{NO-BREAK SPACE}: 6 (Eau propre et assainissement)"),
    ),
    (
        "nothing near",
        "edition-table",
        {"edition": "zzzz"},
        ("choose among: letudiant-ingenieurs-2017", "choisir parmi\N{NO-BREAK SPACE}: letudiant-ingenieurs-2017"),
    ),
    (
        "another kind",
        "edition-table",
        {"edition": "imt-mines-ales"},
        ("edition: nothing is called imt-mines-ales", "edition\N{NO-BREAK SPACE}: rien ne s’appelle imt-mines-ales"),
    ),
    (
        "an IRI not in the graph",
        "edition-table",
        {"edition": f"{BASE}edition/the-impact-2042"},
        ("nothing is called https://", "rien ne s’appelle https://"),
    ),
    (
        "one name of many",
        "ties",
        {"criterion": "overall"},
        ("overall names 3 things", "choisir parmi letudiant-ingenieurs/overall"),
    ),
    (
        "an unknown parameter",
        "ties",
        {"editon": "the-impact-2024"},
        ("ties has no parameter editon\n  fix: parameters: edition", "paramètres\N{NO-BREAK SPACE}: edition"),
    ),
    (
        "a missing parameter",
        "rank-trajectory",
        {"institution": "imt-mines-ales"},
        ("needs ranking, the ranking", "paramètre ranking manquant"),
    ),
    (
        "no whole number",
        "top-n",
        {"edition": "the-impact-2024", "n": "2.5"},
        ("n: not allowed: 2.5\n  fix: give a whole number", "donner un nombre entier"),
    ),
    ("too small a number", "top-n", {"edition": "the-impact-2024", "n": "0"}, ("give 1 or more", "donner 1 ou plus")),
    (
        "a limit of nothing",
        "sdg-strengths",
        {"institution": "imt-atlantique", "limit": "-1"},
        ("give 1 or more", "donner 1 ou plus"),
    ),
    (
        "a word not in the list",
        "label-coverage",
        {"language": "de"},
        ("choose among: en, fr", "choisir parmi\N{NO-BREAK SPACE}: en, fr"),
    ),
    ("no weight", "custom-ranking", {"weights": "sdg-6"}, ("write criterion:weight", "écrire critère:poids")),
    ("no weights", "custom-ranking", {"weights": ""}, ("write criterion:weight", "écrire critère:poids")),
    ("a weight of nothing", "custom-ranking", {"weights": "sdg-6:0"}, ("weights above 0", "poids supérieurs à 0")),
    (
        "a criterion twice",
        "custom-ranking",
        {"weights": "sdg-6:1,SDG 6 Clean water and sanitation:2"},
        ("weigh SDG 6", "ne peser SDG 6"),
    ),
    (
        "an unknown criterion",
        "custom-ranking",
        {"weights": "sdg-66:1"},
        ("nearest: the-impact/sdg-6", "le plus proche"),
    ),
]


@pytest.mark.parametrize(("_why", "query", "given", "says"), REFUSED, ids=names(REFUSED))
def test_a_wrong_value_is_refused_with_advice(
    _why: str, query: str, given: dict[str, str], says: tuple[str, str], bind: Bind
) -> None:
    english, french = says
    with pytest.raises(UsageError) as raised:
        bind(query, given)
    assert english in raised.value.message("en")
    assert french in raised.value.message("fr")
    assert raised.value.exit_code == 2


def test_in_a_graph_without_the_kind_there_is_none_to_choose(queries: dict[str, Query]) -> None:
    with pytest.raises(UsageError, match="nothing is called") as raised:
        Binder(Engine(Store()), BASE).bind(queries["document-facts"], {"document": "x"}, "en")
    assert "this graph has none to choose from" in raised.value.message("en")
    assert "ce graphe n’en contient aucun" in raised.value.message("fr")


ATTACKS = [
    'x" } DROP ALL #',
    "imt-mines-ales> } . ?s ?p ?o # <x",
    "imt-mines-ales UNDEF",
    ") } SERVICE <http://127.0.0.1/> { ?s ?p ?o } # parameters",
    "\\u0022 } \\u007D",
    "imt-mines-ales\n} # parameters",
    "\\g<0>",
    "?institution",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_value_becomes_syntax(attack: str, queries: dict[str, Query], small: Binder) -> None:
    for query, given in (
        ("institution-profile", {"institution": attack}),
        ("label-coverage", {"language": attack}),
        ("top-n", {"edition": "the-impact-2024", "n": attack}),
        ("sdg-strengths", {"institution": "imt-mines-ales", "limit": attack}),
        ("custom-ranking", {"weights": f"{attack}:1"}),
    ):
        with pytest.raises(UsageError):
            small.bind(queries[query], given, "en")


FREE = """\
#+ summary: a
#+ summary-fr: b
#+ description: a
#+ description-fr: b
#+ question: none
#+ param: text string en "any text" fr "un texte"
#+ param: share decimal default 0.5 minimum 0 maximum 1 en "a share" fr "une part"
SELECT ?text ?share WHERE {
  VALUES (?text ?share ?lang) { (UNDEF UNDEF "en") } # parameters
}
"""


@pytest.mark.parametrize("text", [*ATTACKS, "", "l’été", 'a "quote" \\ and a\ttab'])
def test_free_text_comes_through_unchanged(text: str, small: Binder) -> None:
    query = read_query("free", FREE, "free.rq")
    bound = small.bind(query, {"text": text, "share": "0.25"}, "en")
    assert [[str(value) for value in row] for row in small.engine.rows(bound)] == [[text, "0.25"]]


def test_a_decimal_has_bounds(small: Binder) -> None:
    query = read_query("free", FREE, "free.rq")
    for share, said in (("1.5", "give 1 or less"), ("-0.1", "give 0 or more"), ("half", "give a number such as 2.5")):
        with pytest.raises(UsageError) as raised:
            small.bind(query, {"text": "", "share": share}, "en")
        assert said in raised.value.message("en")


def test_another_base_is_another_graph(queries: dict[str, Query], small: Binder) -> None:
    other = Binder(small.engine, "https://example.org/id/")
    assert other.bind(queries["ties"], {}, "en").startswith("BASE <https://example.org/id/>\n")
    with pytest.raises(UsageError):
        other.bind(queries["evidence"], {"result": "the-impact-2024/imt-mines-ales/sdg-6/world/88"}, "en")


def test_the_language_may_be_given_like_a_parameter() -> None:
    assert take_language({"lang": "fr", "n": "3"}, "en") == ({"n": "3"}, "fr")
    assert take_language({}, "en") == ({}, "en")
    with pytest.raises(UsageError, match="no language de"):
        take_language({"lang": "de"}, "en")
