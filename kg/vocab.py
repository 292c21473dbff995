"""Namespaces and prefixes: the only place that spells an IRI's beginning."""

from __future__ import annotations

ONTOLOGY = "https://w3id.org/palmares/ontology"
PAL = f"{ONTOLOGY}#"
PALS = "https://w3id.org/palmares/shapes#"
BASE = "https://w3id.org/palmares/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
QB = "http://purl.org/linked-data/cube#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SDG = "http://metadata.un.org/sdg/"
WIKIDATA = "http://www.wikidata.org/entity/"
ROR = "https://ror.org/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"

# In the order Turtle files list them.
PREFIXES: dict[str, str] = {
    "pal": PAL,
    "pals": PALS,
    "dcat": DCAT,
    "dct": DCT,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sdg": SDG,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}
