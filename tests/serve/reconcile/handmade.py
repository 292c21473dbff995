"""A few institutions made for tests, as a graph would have them."""

from __future__ import annotations

import pyoxigraph as ox

from kg.query import Engine
from kg.serve.reconcile.read import read_institutions

BASE = "https://example.org/id/"
PREFIXES = f"""@base <{BASE}> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> .
"""
REGISTRY = """
<place/fr> a pal:Place ; skos:notation "FR" ; skos:prefLabel "France"@fr , "France"@en .
<institution/a> a pal:Institution ; skos:prefLabel "École d’Aube"@fr , "Aube School"@en ; pal:exactLabel "EA"@fr ;
    skos:exactMatch <https://ror.org/03e8rf594> ; pal:country <place/fr> ; pal:formerName "École du Matin"@fr .
<institution/b> a pal:Institution ; skos:prefLabel "École d’Aube"@fr , "Dawn School"@en ; pal:founded 1999 .
"""
NAMESAKES = """
<place/fr> a pal:Place ; skos:notation "FR" ; skos:prefLabel "France"@fr , "France"@en .
<place/be> a pal:Place ; skos:notation "BE" ; skos:prefLabel "Belgique"@fr , "Belgium"@en .
<institution/here> a pal:Institution ; skos:prefLabel "Ostrava Academy of Biology"@en ; pal:country <place/fr> .
<institution/there> a pal:Institution ; skos:prefLabel "Ostravia Academy of Biology"@en ; pal:country <place/be> .
"""
GRAPH = """
<institution/b> a pal:Institution ; rdfs:label "École d’Aube"@fr , "Dawn School"@en ; skos:altLabel "Aurore"@fr .
<institution/candidate-crepuscule> a pal:Institution , pal:Candidate ; rdfs:label "Institut Crépuscule"@fr .
<institution/c> a pal:Institution ; org:subOrganizationOf <institution/a> , <institution/nobody> ;
    rdfs:label "<b>C</b> & \\"Co\\" <script>alert(1)</script>"@fr , "<img src=x onerror=alert(1)>"@en .
"""


def engine(turtle: str) -> Engine:
    store = ox.Store()
    store.load(f"{PREFIXES}{turtle}".encode(), ox.RdfFormat.TURTLE)
    return Engine(store)


FEW = read_institutions(engine(GRAPH), engine(REGISTRY), BASE)
NEARLY_NAMESAKES = read_institutions(engine(""), engine(NAMESAKES), BASE)
NONE = read_institutions(engine(""), engine(""), BASE)
