"""Who publishes a data set under which name is read from a file, and told to catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, FOAF, OWL, RDFS, Graph, Literal, Namespace, URIRef

from kg.errors import DataError, Text
from kg.publish import run, workshop
from kg.publish.about import About, read_about
from kg.publish.run import Order, publish
from kg.vocab import BASE
from kg.vocab import DCAT as DCAT_IRI
from tests.publish.browser import hostile

if TYPE_CHECKING:
    from pathlib import Path

ALL = """
licence = "https://creativecommons.org/licenses/by/4.0/"
issued = 2026-11-27
version = "2.0"
contact = "mailto:data@example.org"
[title]
fr = "Rangs"
en = "Ranks"
[description]
fr = "Des rangs."
en = "Some ranks."
[publisher]
name = "Example"
page = "https://example.org/"
[keywords]
fr = ["rangs", "écoles"]
en = ["ranks"]
"""
DATASET = URIRef(f"{BASE}dataset/palmares")
DCAT = Namespace(DCAT_IRI)
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

FAULTS = [
    # why                    text                                said in English
    ("unknown key",          'name = "x"',                       "unknown key name"),
    ("unknown below",        '[title]\nde = "x"',                "unknown key title.de"),
    ("one language",         '[title]\nfr = "x"',                "title.en is missing"),
    ("empty",                '[title]\nfr = " "\nen = "x"',      "title.fr takes a text that is not empty"),
    ("no number",            "version = 2.0",                    "version takes letters"),
    ("no part of an IRI",    'version = "2/0"',                  "version takes letters"),
    ("a moment",             "issued = 2026-11-27T08:00:00",     "issued takes a day"),
    ("no date",              'issued = "yesterday"',             "issued takes a day"),
    ("no address",           'licence = "CC0"',                  "licence takes an address"),
    ("a script",             'contact = "javascript:alert(1)"',  "contact takes an address"),
    ("no list",              '[keywords]\nfr = "a"\nen = ["b"]', "keywords.fr takes texts"),
    ("no TOML",              "version =",                        "broken TOML"),
]  # fmt: skip


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "about.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(("why", "text", "said"), FAULTS, ids=[case[0] for case in FAULTS])
def test_what_is_wrong_is_one_message(tmp_path: Path, why: str, text: str, said: str) -> None:
    with pytest.raises(DataError) as refusal:
        read_about(written(tmp_path, text))
    assert said in refusal.value.message("en"), why
    assert str(tmp_path / "about.toml") in refusal.value.message("fr")


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="unknown key a; version takes"):
        read_about(written(tmp_path, "a = 1\nversion = 1"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        read_about(tmp_path / "about.toml")


def test_what_is_left_out_is_as_ever(tmp_path: Path) -> None:
    assert read_about(written(tmp_path, "")) == About()
    assert read_about(written(tmp_path, '[publisher]\nname = "X"')) == About(publisher=Text("X", "X"))


def test_the_description_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "write_site", lambda *_: None)
    order = Order(graph=hostile.write(tmp_path / "graph"), check=False, about=written(tmp_path, ALL))
    publish(order, tmp_path / "out", lambda _: None)
    stated = Graph().parse(tmp_path / "out/download/dataset.ttl")

    def values(subject: URIRef, predicate: URIRef) -> set[str]:
        return {str(value) for value in stated.objects(subject, predicate)}

    for predicate in (RDFS.label, DCTERMS.title):
        assert set(stated.objects(DATASET, predicate)) == {Literal("Rangs", lang="fr"), Literal("Ranks", lang="en")}
    assert values(DATASET, DCTERMS.description) == {"Des rangs.", "Some ranks."}
    assert values(DATASET, DCTERMS.license) == {"https://creativecommons.org/licenses/by/4.0/"}
    assert values(DATASET, DCTERMS.issued) == {"2026-11-27"}
    assert values(DATASET, DCAT.version) == {"2.0"}
    assert values(DATASET, OWL.versionIRI) == {f"{DATASET}/2.0"}
    assert values(DATASET, DCAT.keyword) == {"rangs", "écoles", "ranks"}
    publisher, contact = (URIRef(f"{DATASET}/{name}") for name in ("publisher", "contact"))
    assert values(DATASET, DCTERMS.publisher) == {str(publisher)}
    assert values(publisher, FOAF.name) == {"Example"}
    assert values(publisher, FOAF.homepage) == {"https://example.org/"}
    assert values(DATASET, DCAT.contactPoint) == {str(contact)}
    assert values(contact, VCARD.hasEmail) == {"mailto:data@example.org"}


SAID = [
    ("en/index.html", "<h1>Ranks</h1>"),
    ("en/downloads.html", "Example (2026). Ranks, version 2.0."),
    ("fr/downloads.html", "Example (2026). Rangs, version 2.0."),
    ("fr/about.html", "sous la licence https://creativecommons.org/licenses/by/4.0/"),
    ("en/ontology.html", '"https://creativecommons.org/licenses/by/4.0/" rel="license">Licence of the data</a>'),
    ("index.html", "<title>Rangs / Ranks</title>"),
]  # fmt: skip


def test_the_pages_say_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "write_downloads", lambda *_: [])
    order = Order(graph=hostile.write(tmp_path / "graph"), check=False, about=written(tmp_path, ALL))
    publish(order, tmp_path / "out", lambda _: None)
    for name, said in SAID:
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert said in page, name
        assert "CC0" not in page, name
