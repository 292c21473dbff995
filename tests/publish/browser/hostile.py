"""A small graph of which every word tries to be something else than text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.graph.write import turtle as laid_out
from kg.vocab import BASE

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'> &lt; {{ 7*7 }}"
CLOSING = "</script></title></textarea><svg onload=alert(3)>"
RIGHT_TO_LEFT = "\u202eelbisiv\u2066 שלום"
LONG = "W" * 300
PHONE, MAIL, PERSON = "+33 4 66 78 50 00", "jeanne.martin@example.org", "Jeanne Martin"


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _both(text: str) -> str:
    return f"{_literal(text)}@en , {_literal(text)}@fr"


_PREFIXES = """
@base <https://w3id.org/palmares/id/> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
# A passage: where it begins, its words, what surrounds it.
_PASSAGES = (
    (10, f"{MARKUP} est 24e", "", " du monde"),
    (200, f"contacter {PERSON}, directrice, au {PHONE} ou {MAIL}", "", ""),
    (500, LONG, "", RIGHT_TO_LEFT),
    (900, RIGHT_TO_LEFT, "", ""),
)


def turtle() -> str:
    """Write the graph."""
    passages = "".join(_passage(*passage) for passage in _PASSAGES)
    evidence = " , ".join(f"<evidence/d/{start}-{start + len(words)}>" for start, words, _, _ in _PASSAGES)
    return f"""{_PREFIXES}
<institution/x> a pal:Institution ; rdfs:label {_both(MARKUP)} ; skos:prefLabel {_both(MARKUP)} ;
    skos:altLabel {_both(LONG)} , {_both(RIGHT_TO_LEFT)} ; skos:exactMatch <javascript:alert(4)> ;
    pal:country <place/x> .
<place/x> a pal:Place ; rdfs:label {_both(CLOSING)} ; skos:note {_both(MARKUP)} ; skos:altLabel {_both(LONG)} .
<ranking/r> a pal:Ranking ; rdfs:label {_both(CLOSING)} ; pal:methodologyPage <javascript:alert(5)> .
<edition/r-2024> a pal:Edition ; rdfs:label {_both(RIGHT_TO_LEFT)} ; pal:ranking <ranking/r> ; pal:year 2024 .
<criterion/r/overall> a pal:Criterion ; rdfs:label {_both(LONG)} .
<scope/x> a pal:Scope ; rdfs:label {_both(MARKUP)} ; pal:place <place/x> .
<document/d> a pal:Document ; rdfs:label {_both(CLOSING)} ; dct:title {_literal(CLOSING + " " + MAIL)} ;
    dct:source <javascript:alert(6)> ; dct:format {_literal(MARKUP)} ; pal:fileName {_literal(MARKUP)} ;
    dct:language <http://publications.europa.eu/resource/authority/language/FRA> .
<result/r-2024/x/overall/x/24> a pal:Result ; rdfs:label {_both(MARKUP)} ; pal:institution <institution/x> ;
    pal:edition <edition/r-2024> ; pal:criterion <criterion/r/overall> ; pal:scope <scope/x> ;
    pal:rankBest 24 ; pal:rankWorst 24 ; pal:evidence {evidence} .
{passages}"""


def _passage(start: int, words: str, prefix: str, suffix: str) -> str:
    name = f"evidence/d/{start}-{start + len(words)}"
    around = "".join(f" ; oa:{key} {_literal(text)}" for key, text in (("prefix", prefix), ("suffix", suffix)) if text)
    return f"""<{name}> a pal:Evidence ; oa:hasSource <document/d> ; oa:hasSelector <{name}/quote> , <{name}/position> ;
    dct:language <http://publications.europa.eu/resource/authority/language/FRA> .
<{name}/quote> a oa:TextQuoteSelector ; oa:exact {_literal(words)}{around} .
<{name}/position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + len(words)} .
"""


def write(folder: Path) -> Path:
    """Write the graph as a build would."""
    folder.mkdir()
    store = Store()
    store.load(turtle().encode(), format=RdfFormat.TURTLE)
    triples = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store]
    (folder / "palmares.ttl").write_bytes(laid_out(triples, BASE))
    document = NamedNode(f"{BASE}document/d")
    quads = sorted(str(Quad(quad.subject, quad.predicate, quad.object, document)) for quad in store)
    (folder / "palmares.nq").write_text("".join(f"{quad} .\n" for quad in quads), encoding="utf-8")
    return folder
