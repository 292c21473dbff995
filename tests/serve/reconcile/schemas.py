"""What answers look like by the Reconciliation Service API 0.2, as JSON Schema: written for these tests, closed."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s]+$"}


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give the schema of an object with these fields and no others."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def by_key(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


NAMED = closed({"id": TEXT, "name": TEXT})
TYPE = closed({"id": TEXT, "name": TEXT}, broader=several(NAMED), description=TEXT)
SUGGEST = closed(
    {"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    flyout_service_url=ADDRESS,
    flyout_service_path={"type": "string", "pattern": r"\$\{id\}"},
)
TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
MANIFEST = closed(
    {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
    },
    documentation=ADDRESS,
    logo=ADDRESS,
    defaultTypes=several(TYPE),
    view=closed({"url": TEMPLATE}),
    preview=closed({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=closed({}, entity=SUGGEST, property=SUGGEST, type=SUGGEST),
    extend=closed(
        {},
        propose_properties=closed({"service_url": ADDRESS, "service_path": TEXT}),
        property_settings=several(
            closed(
                {"name": TEXT, "label": TEXT, "type": {"enum": ["number", "text", "checkbox"]}},
                default={},
                help_text=TEXT,
            )
        ),
    ),
    batchSize={"type": "integer", "minimum": 1},
)
CANDIDATE = closed(
    {"id": TEXT, "name": TEXT, "score": {"type": "number", "minimum": 0, "maximum": 100}, "match": {"type": "boolean"}},
    description=TEXT,
    type=several(NAMED),
    features=several(closed({"id": TEXT, "value": {"type": ["number", "boolean"]}})),
)
RESULTS = by_key(closed({"result": several(CANDIDATE)}))
SUGGESTED = closed({"result": several(closed({"id": TEXT, "name": TEXT}, description=TEXT, notable=several(NAMED)))})
SUGGESTED_TYPES = closed({"result": several(TYPE)})
PROPOSED = closed(
    {"properties": several(closed({"id": TEXT, "name": TEXT}, description=TEXT))},
    type={"type": "string"},
    limit={"type": "number"},
)
CELL = {
    "oneOf": [
        NAMED,
        closed({"str": TEXT}),
        # OpenRefine reads whole numbers of 32 bits
        closed({"int": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}}),
    ]
}
EXTENDED = closed(
    {"meta": several(closed({"id": TEXT, "name": TEXT}, type=NAMED)), "rows": by_key(by_key(several(CELL)))}
)
FLYOUT = closed({"id": TEXT, "html": TEXT})
