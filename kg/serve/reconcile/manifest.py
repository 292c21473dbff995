"""What the service says of itself: the manifest of the Reconciliation Service API 0.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg import vocab
from kg.errors import Text
from kg.serve.reconcile.properties import type_of_all
from kg.serve.reconcile.protocol import BATCH

if TYPE_CHECKING:
    from kg.serve.reconcile.institutions import Institutions

NAME = Text("Palmarès: institutions (English)", "Palmarès\N{NO-BREAK SPACE}: établissements (français)")
WIDTH, HEIGHT = 430, 300  # of a preview, in pixels of CSS
_LIMIT = Text("most values", "nombre de valeurs au plus")
_LIMIT_HELP = Text("0 for all", "0 pour toutes")


def manifest(root: str, base: str, language: str) -> dict[str, Any]:
    """Give the manifest of the service in one language; ``root`` is the address of the server, without a last ``/``."""
    here = f"{root}/reconcile/{language}"
    suggest = {
        kind: {"service_url": root, "service_path": f"/reconcile/{language}/suggest/{kind}"}
        for kind in ("entity", "property", "type")
    }
    suggest["entity"]["flyout_service_path"] = f"/reconcile/{language}/flyout?id=${{id}}"
    return {
        "versions": ["0.2"],
        "name": NAME.in_language(language),
        "identifierSpace": base,
        "schemaSpace": vocab.PAL,
        "documentation": f"{root}/{language}/about.html",
        "logo": f"{root}/assets/icon.svg",
        "defaultTypes": [type_of_all(language)],
        "view": {"url": f"{here}/view?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": root, "service_path": f"/reconcile/{language}/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": _LIMIT.in_language(language),
                    "type": "number",
                    "default": 0,
                    "help_text": _LIMIT_HELP.in_language(language),
                }
            ],
        },
        "batchSize": BATCH,
    }


def types(institutions: Institutions, language: str) -> list[dict[str, Any]]:
    """Give the types: institutions, and the categories that some of them are of, by id."""
    broad = type_of_all(language)
    iris = sorted({iri for institution in institutions.by_id.values() for iri in institution.categories})
    narrow = [
        {"id": iri.removeprefix(institutions.base), "name": institutions.named(iri, language), "broader": [broad]}
        for iri in iris
    ]
    return [broad, *narrow]
