"""Reports in the forms they are asked for: text and HTML for people, the others for programs, one module each."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validate.report.checked import Checked, Manner

# Each is a module with a function `write`.
FORMS = ("text", "json", "sarif", "junit", "turtle", "html")
_MODULES = {"text": "text", "json": "plain", "sarif": "sarif", "junit": "junit", "turtle": "standard", "html": "page"}


def write(form: str, checks: Sequence[Checked], manner: Manner) -> str:
    """Write what was checked in one of ``FORMS``: the same bytes for the same findings.

    There is one graph, or with ``manner.each`` any number.
    """
    written: str = importlib.import_module(f"{__name__}.{_MODULES[form]}").write(checks, manner)
    return written
