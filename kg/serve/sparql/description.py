"""What the endpoint says of itself, in the vocabulary of SPARQL 1.1 Service Description; people get the query page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize
from starlette.responses import RedirectResponse, Response

from kg.errors import Text
from kg.publish.source import DATASET
from kg.query.terms import iri
from kg.serve.refusals import Refusal
from kg.serve.web.visitor import asked_for, language_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.generation import Generation

_HTML = "html"
_OFFERED = {
    "text/turtle": "text/turtle",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/n-triples": "application/n-triples",
    "text/html": _HTML,
}
_RESULTS = "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV".split()
_TRIPLES = "Turtle N-Triples JSON-LD RDF_XML".split()
_MOST = 100  # named graphs
_FORMATS = "http://www.w3.org/ns/formats/"
_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
_TURTLE = """<> a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{dataset}#served> ;
    dct:title "Palmarès, SPARQL"@en, "Palmarès, SPARQL"@fr ;
    rdfs:seeAlso <api/>, <api/openapi.json>, <download/queries.ttl> ;
    foaf:page <en/query>, <fr/query> .
<{dataset}#served> a sd:Dataset, void:Dataset ;
    dct:isVersionOf <{dataset}> ;
    void:triples {triples} ;
    sd:defaultGraph <{dataset}#union> ;
{named}    rdfs:comment "{graphs} named graphs, of which the default graph is the union; each triple counts once."@en,
        "{graphs} graphes nommés, dont le graphe par défaut est l’union ; un triplet y compte une fois."@fr .
<{dataset}#union> a sd:Graph ;
    void:triples {triples} .
"""


def _named(generation: Generation) -> list[str]:
    """Give the names of the graphs, unless there are too many to be listed."""
    if generation.graphs > _MOST:
        return []
    return sorted(str(name) for (name,) in generation.engine.rows("SELECT ?name { GRAPH ?name {} }"))


def describe(request: Request, generation: Generation) -> Response:
    """Describe the endpoint as Accept asks."""
    form = asked_for(request, _OFFERED)
    if not form:
        raise Refusal(
            Text("no description in this format", "pas de description dans ce format"),
            fix=Text(f"accept one of {', '.join(_OFFERED)}", f"accepter l’un de {', '.join(_OFFERED)}"),
            status=406,
        )
    headers = {"vary": "accept, accept-language", "cache-control": "no-cache"}
    if form == _HTML:
        return RedirectResponse(f"{language_of(request)}/query", 303, headers)
    text = _TURTLE.format(
        formats=", ".join(f"<{_FORMATS}{name}>" for name in (*_RESULTS, *_TRIPLES)),
        dataset=f"{generation.base}{DATASET}",
        triples=generation.triples,
        graphs=generation.graphs,
        named="".join(
            f"    sd:namedGraph [ a sd:NamedGraph ; sd:name {iri(name)} ] ;\n" for name in _named(generation)
        ),
    )
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in _PREFIXES.items())
    wanted = RdfFormat.from_media_type(form)
    if wanted is None:
        raise ValueError(form)
    triples = parse((head + text).encode(), format=RdfFormat.TURTLE, base_iri=str(request.url.replace(query="")))
    body = serialize((quad.triple for quad in triples), format=wanted, prefixes=_PREFIXES)
    return Response(body, headers=headers, media_type=form)
