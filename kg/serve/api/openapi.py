"""The API as OpenAPI 3.1 describes it, made from the headers of the canned queries, in either language."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import Text
from kg.query.header import ParameterType
from kg.serve.api.formats import FORMAT, TABLES
from kg.serve.api.lookup import Listed
from kg.serve.engine.formats import FORMATS
from kg.serve.web.visitor import LANGUAGES

if TYPE_CHECKING:
    from kg.query import Query
    from kg.query.header import Parameter
    from kg.serve.api.model import Model

Told: TypeAlias = dict[str, Any]

_VERSION = "3.1.0"
_EXAMPLES = 5  # of a parameter's values
_NARROW, _HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

_TITLE = Text("Palmarès: questions to the graph", f"Palmarès{_HARD}: des questions au graphe")
_ABOUT = Text(
    "Results of university rankings as press releases report them. Each question is a query in SPARQL; its values are"
    " keys, labels or IRIs of things in the graph. Answers carry an ETag.",
    "Les résultats de classements universitaires tels que les communiqués les annoncent. Chaque question est une"
    " requête SPARQL, dont les valeurs sont des clés, des libellés ou des IRI de choses du graphe. Les réponses portent"
    " un ETag.",
)
_LICENCE = Text("Licence of the data", "Licence des données")
_LANG = Text(
    "language of labels and messages; else that of Accept-Language",
    f"langue des libellés et des messages{_NARROW}; à défaut, celle d’Accept-Language",
)
_FORMAT = Text("format of the answer; else that of Accept", f"format de la réponse{_NARROW}; à défaut, celui d’Accept")
_WRONG = Text("a value is missing or not allowed", "une valeur manque ou n’est pas admise")
_NO_FORMAT = Text("Accept takes none of the formats", "Accept n’admet aucun des formats")
_NO_FORM = Text("this is no form of a query", "ceci n’est pas une forme de requête")
_BUSY = Text("too much is asked at the moment", "trop de demandes en ce moment")
_ANSWER = Text("the answer", "la réponse")
_LIST = Text("The questions, with their parameters", "Les questions, avec leurs paramètres")
_DESCRIPTION = Text("This description", "La présente description")
_HEALTH = Text("How the server is", "L’état du serveur")
_SPARQL = Text(
    "SPARQL 1.1 Protocol, queries only; without a query, the description of the service",
    f"Protocole SPARQL 1.1, en lecture seule{_NARROW}; sans requête, la description du service",
)
_QUERY = Text("a query in SPARQL 1.1", "une requête SPARQL 1.1")
_TERMS = {ParameterType.INTEGER: "integer", ParameterType.LIMIT: "integer", ParameterType.DECIMAL: "number"}
_VALUE = {"type": ["string", "number", "boolean", "null"]}


def describe(model: Model, site: str, language: str) -> Told:
    """Describe the API."""

    def said(text: Text) -> str:
        return text.in_language(language)

    info: Told = {"title": said(_TITLE), "description": said(_ABOUT), "version": model.site.source.version or "0"}
    info |= {"license": {"name": model.site.licence[1].in_language(language), "url": model.site.licence[0]}}
    paths: Told = {
        "/api/": {"get": _document("queries", _LIST, ["openapi", "queries"], language)},
        "/api/openapi.json": {"get": _document("openapi", _DESCRIPTION, ["openapi", "info", "paths"], language)},
    }
    for query in model.queries.values():
        paths[f"/api/queries/{query.name}"] = {"get": _operation(model, query, language)}
    paths["/sparql"] = {"get": _sparql(language), "post": _sparql_sent(language)}
    paths["/health"] = {
        "get": _plain("health", _HEALTH, _one(said(_ANSWER), "application/json", {"type": "object"}), language)
    }
    told: Told = {"openapi": _VERSION, "info": info, "paths": paths, "components": _components()}
    return told | ({"servers": [{"url": site}]} if site else {})


def _operation(model: Model, query: Query, language: str) -> Told:
    header = query.header
    rows = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": dict.fromkeys(query.columns, _VALUE),
            "required": list(query.columns),
            "additionalProperties": False,
        },
    }
    text = {"type": "string"}
    content: Told = {each.media_type: {"schema": rows if each.name == "json" else text} for each in TABLES.values()}
    content[TABLES["srj"].media_type] = {"schema": {"type": "object", "required": ["head", "results"]}}
    formats = _in_query(FORMAT, _FORMAT.in_language(language), {"type": "string", "enum": list(TABLES)})
    return {
        "operationId": query.name,
        "summary": header.summary.in_language(language),
        "description": header.description.in_language(language),
        "parameters": [
            *(_parameter(model, query, each, language) for each in header.parameters),
            formats,
            _lang(language),
        ],
        "responses": {
            "200": {"description": _ANSWER.in_language(language), "content": content},
            **_problems(language, {"400": _WRONG, "406": _NO_FORMAT}),
        },
    }


def _parameter(model: Model, query: Query, parameter: Parameter, language: str) -> Told:
    schema: Told = {"type": _TERMS.get(parameter.type, "string")}
    if parameter.minimum is not None:
        schema["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        schema["maximum"] = parameter.maximum
    if parameter.default is not None:
        schema["default"] = int(parameter.default) if schema["type"] == "integer" else parameter.default
    required = not parameter.optional and parameter.default is None
    told = _in_query(parameter.name, parameter.text.in_language(language), schema, required=required)
    if examples := _examples(model, query, parameter, language):
        told["examples"] = examples
    return told


def _examples(model: Model, query: Query, parameter: Parameter, language: str) -> Told:
    """Give the value that the query's example has, then others."""
    found: Told = {}
    if value := model.example(query.name).get(parameter.name):
        found["example"] = {"value": value}
    names = model.lookup.names(parameter) if parameter.kind or parameter.values else None
    if isinstance(names, Listed) and parameter.type is not ParameterType.WEIGHTS:
        for number, (thing, label) in enumerate(islice(names.begun("", language), _EXAMPLES), 1):
            found[f"value-{number}"] = {"value": thing.slug, "summary": label}
    return found


def _in_query(name: str, description: str, schema: Told, *, required: bool = False) -> Told:
    return {"name": name, "in": "query", "description": description, "required": required, "schema": schema}


def _lang(language: str) -> Told:
    return _in_query("lang", _LANG.in_language(language), {"type": "string", "enum": list(LANGUAGES)})


def _document(name: str, summary: Text, required: list[str], language: str) -> Told:
    """Describe what is given as one JSON object."""
    schema = {"type": "object", "required": required}
    told = _plain(name, summary, _one(_ANSWER.in_language(language), "application/json", schema), language)
    told["parameters"] = [_lang(language)]
    told["responses"] |= _problems(language, {"400": _WRONG})
    return told


def _sparql(language: str) -> Told:
    content: Told = {media: {} for media in FORMATS.values()}
    told = _plain("sparql", _SPARQL, {"description": _ANSWER.in_language(language), "content": content}, language)
    told["parameters"] = [
        _in_query("query", _QUERY.in_language(language), {"type": "string"})
        | {"examples": {"example": {"value": "SELECT ?label { ?ranking a pal:Ranking ; rdfs:label ?label }"}}}
    ]
    told["responses"] |= _problems(language, {"400": _WRONG, "406": _NO_FORMAT})
    return told


def _sparql_sent(language: str) -> Told:
    asked = {"type": "object", "properties": {"query": {"type": "string"}}}
    content = {
        "application/x-www-form-urlencoded": {"schema": asked},
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    told = _sparql(language) | {"operationId": "sparql-sent"}
    del told["parameters"]
    told["requestBody"] = {"required": True, "content": content}
    told["responses"] |= _problems(language, {"415": _NO_FORM})
    return told


def _plain(name: str, summary: Text, answer: Told, language: str) -> Told:
    return {"operationId": name, "summary": summary.in_language(language), "responses": {"200": answer}}


def _one(description: str, media: str, schema: Told) -> Told:
    return {"description": description, "content": {media: {"schema": schema}}}


def _problems(language: str, texts: dict[str, Text]) -> Told:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: _one(text.in_language(language), "application/problem+json", schema)
        for status, text in (texts | {"503": _BUSY}).items()
    }


def _components() -> Told:
    text = {"type": "string"}
    return {
        "schemas": {
            "Problem": {
                "type": "object",
                "required": ["title", "status", "detail"],
                "properties": {"type": text, "title": text, "status": {"type": "integer"}, "detail": text, "fix": text},
            }
        }
    }
