"""The templates' environment: everything is escaped, and what a template does not know is an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError, installed_with
from kg.publish.site.scripts import pieces

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent


def environment(*folders: Path) -> Environment:
    """Make the environment; templates are sought in ``folders`` first.

    Raises UsageError where the extra is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (an extra brings it)
    except ImportError as error:
        raise UsageError(
            Text("kg publish needs some more libraries", "kg publish demande quelques bibliothèques de plus"),
            fix=installed_with("publish"),
        ) from error
    made = Environment(
        loader=FileSystemLoader([*folders, FOLDER / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["pieces"] = pieces
    return made
