"""The pages to look things up in: complete, in one language each, and what they tell people to type works."""

from __future__ import annotations

import hashlib
import html
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import kg
from kg import project
from kg.cli import main
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.site.described_terms import KINDS, Terms
from kg.publish.site.pages.downloads import SAMPLES
from kg.publish.site.pages.queries import examples, in_python, in_shell
from kg.publish.site.site import Site
from kg.publish.site.wording_data import size
from kg.publish.source import open_source
from kg.query import load_queries
from kg.validate.rules import catalogue, read_shapes
from kg.vocab import PAL, RDFS, SKOS

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms()


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(open_source(project.graph_to_read(), ""), [])


def page(published: Path, language: str, name: str) -> str:
    return html.unescape((published / language / f"{name}.html").read_text("utf-8"))


@both
def test_every_term_has_its_place(language: str, published: Path, terms: Terms) -> None:
    text = page(published, language, "ontology")
    every = [term for kind in KINDS for term in terms.of_kind(kind)]
    assert len(every) == len(set(every)) > 120
    for term in every:
        assert f'id="{term.removeprefix(PAL)}"' in text, term
        for predicate in ("label", "definition"):
            said = terms.said(term, f"{RDFS}label" if predicate == "label" else f"{SKOS}{predicate}", language)
            assert said
            assert not said.tongue, term
            assert said.text in text or said.text[1:] in text, term


@both
def test_no_language_leaks_into_the_ontology(language: str, published: Path, terms: Terms) -> None:
    text = page(published, language, "ontology")
    other = next(each for each in LANGUAGES if each != language)
    own, foreign = (
        {
            said.text
            for kind in KINDS
            for term in terms.of_kind(kind)
            for predicate in ("definition", "example")
            if (said := terms.said(term, f"{SKOS}{predicate}", each))
        }
        for each in (language, other)
    )
    assert len(foreign - own) > 100
    assert not [words for words in foreign - own if f">{words}<" in text]


def test_a_leak_is_seen(published: Path, terms: Terms) -> None:
    definition = terms.said(f"{PAL}Result", f"{SKOS}definition", "en")
    assert definition
    assert f">{definition.text}<" in page(published, "en", "ontology")


@both
def test_every_rule_has_its_place(language: str, published: Path) -> None:
    text = page(published, language, "rules")
    rules = catalogue(read_shapes())
    assert len(rules) > 150
    for name, rule in rules.items():
        assert f'id="{name}"' in text
        assert rule.why.in_language(language) in text
    assert "{?" not in text


@both
def test_rules_are_named_where_they_guard(language: str, published: Path) -> None:
    text = page(published, language, "ontology")
    for rule, term in (("Result-rankBest", "rankBest"), ("Result-tie", "Result")):
        entry = text.partition(f'id="{term}"')[2].partition("</section>")[0]
        assert f'rules.html#{rule}"' in entry, rule


@both
def test_files_are_described_as_they_are(language: str, published: Path) -> None:
    text = page(published, language, "downloads")
    files = [file for file in sorted((published / "download").iterdir()) if file.suffix != ".gz"]
    assert len(files) > 15
    for file in files:
        content = file.read_bytes()
        assert f"<code>{file.name}</code>" in text
        assert hashlib.sha256(content).hexdigest() in text, file.name
        assert size(len(content), language) in text, file.name


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_run(name: str, published: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAMPLES[name]], cwd=published / "download", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_every_query_can_be_asked_as_its_page_says(published: Path, site: Site) -> None:
    texts = {language: page(published, language, "queries") for language in LANGUAGES}
    graph = kg.open(project.graph_to_read())
    for name, query in load_queries().items():
        shell, python = in_shell(query, examples(site, query)), in_python(query, examples(site, query))
        for language, text in texts.items():
            assert f"{shell} --lang {language}" in text
            assert python in text
        asked = CliRunner().invoke(main, [*shlex.split(shell)[1:], "--lang", "fr", "--graph", str(site.source.folder)])
        assert asked.exit_code == 0, (shell, asked.output)
        answer = eval(python, {"graph": graph})  # noqa: S307 (our own page's words)
        assert len(answer) or name in {"conflicts", "label-coverage"}, python


@both
def test_every_column_is_explained(language: str, published: Path) -> None:
    text = page(published, language, "codebook")
    for table in codebook():
        for column in table.columns:
            assert f"<code>{column.name}</code>" in text
            assert column.description.in_language(language) in text


@both
def test_concepts_tell_what_uses_them(language: str, published: Path) -> None:
    text = page(published, language, "concepts/organization")
    entry = text.partition('id="organization/times-higher-education"')[2].partition("</section>")[0]
    assert 'href="../ranking/the-impact.html"' in entry
    assert 'href="place.html#place/gb"' in entry


def test_terms_of_others_have_names_and_ours_their_like_elsewhere(published: Path, terms: Terms) -> None:
    assert terms.label(f"{SKOS}definition", "fr").text == "définition"
    assert "skos:" not in page(published, "fr", "concepts/link-kind")
    entry = page(published, "en", "ontology").partition('id="Result"')[2].partition("</section>")[0]
    assert "schema:Observation" in entry
