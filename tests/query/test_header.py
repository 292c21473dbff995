from __future__ import annotations

import pytest

from kg.errors import DataError
from kg.query.catalogue import load, read_query
from kg.query.header import Format, ParameterType, read_header
from tests.tables import names

HEAD = """\
#+ summary: What it gives
#+ summary-fr: Ce qu’elle donne
#+ description: At length, on
#+   two lines.
#+ description-fr: Au long.
#+ question: CQ1
"""
PARAMETERS = """\
#+ param: institution iri institution en "who" fr "qui"
#+ param: n integer default 10 minimum 1 maximum 99
#+   en "how many" fr "combien"
#+ values: institution SELECT ?value WHERE { ?value a pal:Institution }
#+ param: weights weights criterion optional en "w" fr "p"
#+ param: rows limit default 5 en "rows" fr "lignes"
#+ column: rank as position of best worst tied en "rank" fr "rang"
#+ column: who en "who" fr "qui"
"""
BODY = """\
SELECT ?who ?best ?worst ?tied WHERE {
  VALUES (?institution ?n ?criterion ?weight ?lang) { (UNDEF 10 UNDEF UNDEF "en") } # parameters
}
LIMIT 5 # parameter rows
"""
WHOLE = HEAD + PARAMETERS + BODY


def test_a_header_is_read_whole() -> None:
    header = read_header(WHOLE, "x.rq")
    assert (header.summary.en, header.summary.fr) == ("What it gives", "Ce qu’elle donne")
    assert header.description.en == "At length, on two lines."
    institution, n, weights, rows = header.parameters
    assert (institution.type, institution.kind, institution.variables) == (
        ParameterType.IRI,
        "institution",
        ("institution",),
    )
    assert institution.values == "SELECT ?value WHERE { ?value a pal:Institution }"
    assert (n.default, n.minimum, n.maximum, n.text.fr) == ("10", 1, 99, "combien")
    assert (weights.optional, weights.variables) == (True, ("criterion", "weight"))
    assert rows.variables == ()
    rank, who = header.columns
    assert (rank.format, rank.of) == (Format.POSITION, ("best", "worst", "tied"))
    assert (who.format, who.title.fr) == (Format.PLAIN, "qui")


def test_values_replace_the_marked_lines_and_the_header_goes() -> None:
    query = read_query("x", WHOLE, "x.rq")
    text = query.with_values(
        [["<http://e/a>", "3", "<http://e/c>", "1.0", '"fr"'], ["<http://e/a>", "3", "<http://e/d>", "2.0", '"fr"']], 7
    )
    assert text == (
        "SELECT ?who ?best ?worst ?tied WHERE {\n"
        "  VALUES (?institution ?n ?criterion ?weight ?lang) "
        '{ (<http://e/a> 3 <http://e/c> 1.0 "fr") (<http://e/a> 3 <http://e/d> 2.0 "fr") }\n'
        "}\nLIMIT 7\n"
    )
    assert query.columns == ("who", "best", "worst", "tied")


BAD = [
    ("an unknown key", "#+ question: CQ1\n", "#+ question: CQ1\n#+ author: me\n", "unknown header key author"),
    ("a missing key", "#+ summary-fr: Ce qu’elle donne\n", "", "no summary-fr"),
    ("an empty key", "#+ question: CQ1\n", "#+ question:\n", "no question"),
    ("a key twice", "#+ question: CQ1\n", "#+ question: CQ1\n#+ question: CQ2\n", "question given twice"),
    ("no space after the mark", "#+ question: CQ1\n", "#+question: CQ1\n", "not understood: #+question"),
    ("no YAML", "What it gives", "It gives: this", "in summary, for YAML"),
    ("an unknown type", "n integer", "n number", "not understood: n number"),
    ("a kind missing", "institution iri institution en", "institution iri en", "not understood: institution iri en"),
    ("a parameter called lang", "param: n integer", "param: lang integer", "not understood: lang"),
    ("a name that is no variable", "param: n integer", "param: n-1 integer", "not understood: n-1"),
    ("a parameter in one language", 'en "who" fr "qui"', 'en "who"', "not understood: institution"),
    ("a quotation mark not closed", 'en "who" fr "qui"', 'en "who" fr "qui', "not understood: institution"),
    ("a default without a value", 'en "who" fr "qui"', 'en "who" fr "qui" default', "not understood: institution"),
    ("a limit that is no number", "minimum 1", "minimum one", "not understood: n integer"),
    ("an unknown word", "minimum 1", "at least 1", "not understood: n integer"),
    ("a parameter twice", "param: n integer", "param: institution integer", "institution given twice"),
    ("values of no parameter", "values: institution", "values: institutions", "values of no parameter"),
    ("an unknown format", "as position", "as rank", "not understood: rank as rank"),
    ("a position without parts", "of best worst tied", "of best", "not understood: rank"),
    ("a column in one language", 'who en "who" fr "qui"\nSELECT', 'who en "who"\nSELECT', "not understood: who"),
    ("a column that is not selected", "of best worst tied", "of best worst joint", "column of no variable: joint"),
    ("no marked line", " # parameters", "", "the marked lines must read"),
    ("a marked line of other variables", "?n ?criterion", "?m ?criterion", "the marked lines must read"),
    ("a marked line without its default", "UNDEF 10", "UNDEF 11", "(UNDEF 10 UNDEF UNDEF"),
    ("a limit without its line", "LIMIT 5 # parameter rows", "LIMIT 5", "LIMIT default # parameter name"),
    ("another default in the limit", "LIMIT 5", "LIMIT 6", "LIMIT default # parameter name"),
    ("a header line in the query", "\nLIMIT 5", "\n#+ param: x\nLIMIT 5", "header line after the header"),
]


@pytest.mark.parametrize(("_why", "old", "new", "said"), BAD, ids=names(BAD))
def test_a_bad_header_is_a_loud_error(_why: str, old: str, new: str, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(DataError) as raised:
        read_query("x", WHOLE.replace(old, new), "x.rq")
    assert said in raised.value.message("en")
    assert raised.value.message("en").startswith("x.rq: ")
    assert raised.value.message("fr").startswith("x.rq\N{NO-BREAK SPACE}: ")
    assert raised.value.exit_code == 3


def test_the_catalogue_is_in_the_order_of_the_questions() -> None:
    assert list(load())[:2] == ["institution-profile", "rank-trajectory"]
