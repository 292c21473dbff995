"""A page that holds one chart and all it needs, to be opened without a network."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from kg.plot.convert import libraries

if TYPE_CHECKING:
    from kg.plot.convert import Spec
    from kg.plot.svg import Named

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 680px; padding: 0 .75rem; }}
figure {{ margin: 0; }}
figcaption {{ margin-top: 1rem; }}
svg {{ height: auto; max-width: 100%; }}
</style>
</head>
<body>
<figure>
<div id="chart" role="img" aria-label="{title}" aria-describedby="words"></div>
<figcaption id="words">{description}</figcaption>
</figure>
<script>
{libraries}
{drawn}</script>
</body>
</html>
"""
_DRAW = """\
const wide = {wide};
const narrow = {narrow};
vegaEmbed("#chart", window.innerWidth < 640 ? narrow : wide, {{ actions: false, ast: true, renderer: "svg" }});
"""


def page(named: Named, wide: Spec, narrow: Spec) -> str:
    """Write the page; ``narrow`` is what a telephone shows."""
    drawn = _DRAW.format(wide=_in_script(wide), narrow=_in_script(narrow))
    return _PAGE.format(
        language=named.language,
        title=escape(named.title),
        description=escape(named.description),
        libraries=libraries().replace("</script", "<\\/script"),
        drawn=drawn,
    )


def _in_script(spec: Spec) -> str:
    """Write JSON that cannot end the script it stands in."""
    return json.dumps(spec, ensure_ascii=True).replace("<", "\\u003c")
