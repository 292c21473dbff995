"""Rules told to people and programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rdflib import SH, Graph, URIRef

from kg.cli import main
from kg.errors import UsageError
from kg.validate.explain import explained_json, explained_text, listing_json, listing_text
from kg.validate.form import RULE as FORM
from kg.validate.quotes import CHANGED, WORDS
from kg.validate.rules import catalogue, read_shapes
from kg.vocab import PALS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SHAPES = read_shapes()
RULES = catalogue(SHAPES)
ENGLISH = """\
Result-tied (violation)

pal:tied is true or left out: a tie that is not stated is not denied either.
why: Documents state ties; they do not state that there is none.

in SHACL:
  pals:Result-tied a sh:PropertyShape ;
      sh:in ( true ) ;
      sh:maxCount 1 ;
      sh:path pal:tied .

good example:
"""
FRENCH = """\
Result-tied (violation)

pal:tied vaut true ou s’omet : un ex aequo qui n’est pas dit n’est pas nié non plus.
pourquoi : Les documents disent les ex aequo ; ils ne disent pas qu’il n’y en a pas.

en SHACL :
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["explain", *words])


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_one_rule() -> None:
    assert explained_text(SHAPES, "Result-tied", "en").startswith(ENGLISH)
    assert spaced(explained_text(SHAPES, "Result-tied", "fr")).startswith(FRENCH)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_with_two_examples(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.validate.explain.catalogue", lambda _: RULES)  # read once for all rules
    told = json.loads(explained_json(SHAPES, rule, "fr"))
    assert (told["id"], told["message"], told["why"]) == (rule, RULES[rule].message.fr, RULES[rule].why.fr)
    good, bad = (Graph().parse(data=told["examples"][side], format="turtle") for side in ("good", "bad"))
    assert len(good) > 2
    assert set(good) != set(bad)
    # It is the shape itself, or nothing where no shape can tell.
    assert (f"pals:{rule} a sh:" in (told["shacl"] or "")) == (rule not in {WORDS, CHANGED})
    text = explained_text(SHAPES, rule, "en")
    assert "{?" not in text.partition("in SHACL")[0]
    assert [text.count(f"\n{side} example:\n") for side in ("good", "bad")] == [1, 1]


def test_a_closed_shape_names_the_properties_that_it_allows() -> None:
    allowed = ["oa:exact", "oa:prefix", "oa:suffix", "rdf:type"]
    assert json.loads(explained_json(SHAPES, "TextQuoteSelector-closed", "en"))["properties"] == allowed
    told = spaced(explained_text(SHAPES, "TextQuoteSelector-closed", "fr"))
    assert f"\n\npropriétés admises : {', '.join(allowed)}\n\nen SHACL :\n" in told
    assert json.loads(explained_json(SHAPES, "Result-tied", "en"))["properties"] is None


def test_the_layout_of_turtle_is_a_rule_without_a_shape() -> None:
    assert "no shape can tell it" in explained_text(SHAPES, FORM.id, "en")
    assert json.loads(explained_json(SHAPES, FORM.id, "en"))["examples"] == {"good": None, "bad": None}


def test_listing() -> None:
    text = listing_text(SHAPES, "en")
    names = [match[1] for match in re.finditer(r"^(\S+) +(?:violation|warning|remark) +\S", text, re.MULTILINE)]
    assert names == sorted([*RULES, FORM.id])
    # Classes stand apart.
    assert "\n\nScope-category " in text
    assert max(map(len, text.splitlines())) <= 110
    assert re.search(r"\n\n\n|[ ]\n|\{\?", text) is None
    assert text.endswith(".\n")


def test_listing_in_french() -> None:
    assert "avertissement" in listing_text(SHAPES, "fr")
    assert "remark " not in listing_text(SHAPES, "fr")


def test_listing_for_programs() -> None:
    listed = json.loads(listing_json(SHAPES, "fr"))
    assert [each["id"] for each in listed] == sorted([*RULES, FORM.id])
    tie = next(each for each in listed if each["id"] == "Result-tie")
    rule = RULES["Result-tie"]
    assert tie == {"id": "Result-tie", "severity": "warning", "message": rule.message.fr, "why": rule.why.fr}


def test_a_rule_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no rule Result-tyed\n  fix: did you mean Result-tied"):
        explained_text(SHAPES, "Result-tyed", "en")


@pytest.mark.parametrize(("form", "start"), [("text", "Result-tie ("), ("json", "{\n")])
def test_command(form: str, start: str) -> None:
    result = run("Result-tie", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(start)


def test_command_on_a_rule_that_does_not_exist() -> None:
    result = run("result-ti", "--lang", "fr")
    assert result.exit_code == 2
    assert spaced(result.stderr).startswith(
        "erreur : pas de règle result-ti\n  remède : vouliez-vous dire Result-tie ou Result-tied"
    )


def test_a_rule_of_a_user(tmp_path: Path) -> None:
    shape = f"<urn:s#Dog> a <{SH}NodeShape> ; <{SH}targetClass> <urn:Dog> ; <{SH}closed> true ."
    (tmp_path / "dog.ttl").write_text(shape, encoding="utf-8")
    told = run("Dog", "--shapes", str(tmp_path)).stdout
    assert told.startswith(
        "Dog (violation)\n\nExpected of the node itself: no property that is not listed.\n\nin SHACL:"
    )
    assert "example" not in told
    changed = f"<{PALS}Result-tied> <{SH}targetClass> <urn:Dog> ; <{SH}closed> true ; <{SH}message> 'Mine.'@en ."
    (tmp_path / "tied.ttl").write_text(changed, encoding="utf-8")
    assert "\nMine.\n" in run("Result-tied", "--shapes", str(tmp_path)).stdout


def test_the_same_shape_is_written_alike_in_every_run() -> None:
    rule = "Document-read"
    assert (URIRef(PALS + rule), None, None) in SHAPES
    script = (
        "from kg.validate.rules import read_shapes\nfrom kg.validate.explain import explained_text\n"
        "shapes = read_shapes()\nfor rule in ('Tally-object', 'Result-kind-band', 'Candidate-unused'):\n"
        "    print(explained_text(shapes, rule, 'en'))"
    )
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]
