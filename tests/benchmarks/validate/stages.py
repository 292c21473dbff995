"""A clock on the stages of our engine, run one after the other: a large graph's queries have a process of their own."""

from __future__ import annotations

import time
from contextlib import ExitStack
from functools import wraps
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch

from kg.validate import judge
from kg.validate.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

# What a stage is called, and the function that does it. None calls another.
_STAGES: list[tuple[str, Any, str]] = [
    ("compile", judge, "_prepared"),
    ("screen", Screen, "suspicious"),
    ("pyshacl", judge, "report_on"),
    ("SPARQL", judge, "answered"),
    ("report", judge, "read_reports"),
]
STAGES = [stage for stage, _, _ in _STAGES]


class Stages:
    """Within it, each stage of a judgement adds its seconds on a core to ``taken``."""

    def __init__(self) -> None:
        self.taken = dict.fromkeys(STAGES, 0.0)
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        for stage, owner, name in _STAGES:
            self._patches.enter_context(patch.object(owner, name, self._timed(stage, getattr(owner, name))))
        self._patches.enter_context(patch.object(judge, "_LARGE", float("inf")))
        return self

    def __exit__(self, *_: object) -> None:
        self._patches.close()

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (as the function has it)
            start = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.taken[stage] += time.process_time() - start

        return timed
