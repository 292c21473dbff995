"""What tables of cases share: the names of their rows, and the mark of a row that fails for a known reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def names(cases: Iterable[Any]) -> list[str]:
    """Give each row's first cell, its reason to be there; rows may be marked with `pytest.param`."""
    return [str(getattr(case, "values", case)[0]) for case in cases]


def fault(*cells: object, reason: str) -> Any:  # noqa: ANN401 (pytest keeps the type to itself)
    """Make a row of a known fault: whoever mends it must unmark it."""
    return pytest.param(*cells, marks=pytest.mark.xfail(strict=True, reason=reason))
