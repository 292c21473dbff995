"""An entity as JSON-LD, in the form in which it may stand in a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg import vocab
from kg.publish.site.passages import LEFT_OUT
from kg.query.terms import Iri, iri
from kg.read.private import MAIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query import Engine
    from kg.query.terms import Value

_TYPE = f"{vocab.RDF}type"
_PLAIN = (f"{vocab.XSD}string", f"{vocab.RDF}langString")
# No element ends and no comment begins within a script that has none of these.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_ld(engine: Engine, subject: str) -> str:
    """Tell what the graph states of a subject, safe between ``<script>`` and ``</script>``."""
    pattern = f"{iri(subject)} ?predicate ?object"
    columns = "?predicate ?object (LANG(?object) AS ?tag) (STR(DATATYPE(?object)) AS ?type) (STR(?object) AS ?text)"
    rows = engine.rows(f"SELECT {columns} {{ {pattern} }} ORDER BY ?predicate ?text ?tag")
    used: dict[str, str] = {}
    node: dict[str, Any] = {"@id": subject}
    for predicate, value, tag, type_, text in rows:
        if str(predicate) == _TYPE:
            node.setdefault("@type", []).append(_short(str(value), used))
        else:
            key = _short(str(predicate), used)
            node.setdefault(key, []).append(_value(value, str(tag or ""), str(type_ or ""), str(text), used))
    for key, values in node.items():
        if isinstance(values, list) and len(values) == 1:
            node[key] = values[0]
    context = {prefix: used[prefix] for prefix in sorted(used)}
    return in_page({"@context": context} | node)


def in_page(node: Mapping[str, Any]) -> str:
    """Write JSON, safe between ``<script>`` and ``</script>``."""
    return json.dumps(node, ensure_ascii=False, indent=1).translate(_ESCAPES)


def _value(value: Value, tag: str, type_: str, text: str, used: dict[str, str]) -> Any:  # noqa: ANN401 (JSON has values of many types)
    if isinstance(value, Iri):
        return {"@id": str(value)}
    text = MAIL.sub(LEFT_OUT, text)  # no page shows one, whatever the graph holds
    if tag:
        return {"@value": text, "@language": tag}
    if isinstance(value, bool | int):
        return value
    return text if type_ in _PLAIN or not type_ else {"@value": text, "@type": _short(type_, used)}


def _short(address: str, used: dict[str, str]) -> str:
    """Write an IRI with a prefix, if it has one, and note the prefix."""
    for prefix, namespace in vocab.PREFIXES.items():
        if address.startswith(namespace):
            used[prefix] = namespace
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address
