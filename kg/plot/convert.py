"""Vega-Lite made pictures of, by libraries that the extra ``plot`` installs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import Text, UsageError, installed_with

if TYPE_CHECKING:
    from types import ModuleType

    from altair import LayerChart

Spec: TypeAlias = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def _converter() -> ModuleType:
    try:
        import vl_convert  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise _not_installed(error) from error
    return vl_convert


def to_png(spec: Spec, scale: float) -> bytes:
    """Draw as PNG; a scale of 1 makes a pixel of each unit."""
    return bytes(_converter().vegalite_to_png(spec, scale=scale, allowed_base_urls=[]))


@cache
def libraries() -> str:
    """Give the JavaScript that draws, ``vegaEmbed`` and all it needs; to put it together takes a second or two."""
    return str(_converter().javascript_bundle())


def to_chart(spec: Spec) -> LayerChart:
    """Give the chart as altair has it, to be changed further."""
    try:
        import altair as alt  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise _not_installed(error) from error
    return alt.LayerChart.from_dict(spec)


def _not_installed(error: ImportError) -> UsageError:
    return UsageError(
        Text(en=f"drawing needs {error.name}", fr=f"il faut {error.name} pour dessiner"),
        fix=installed_with("plot"),
    )
