"""Progress on stderr: one line that changes where a person looks on, a line now and then where a file is written."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from kg.cli.options import number_in
from kg.errors import Text

if TYPE_CHECKING:
    from kg.build import Progress

_SOON, _OFTEN, _SELDOM = 1.0, 0.2, 10.0  # seconds before the first line, and between two
_STAGES = {"find": Text("finding", "recherche"), "read": Text("reading", "lecture"), "merge": Text("merging", "fusion")}
_STATE = Text(
    "{stage}: {done} of {total} documents, {rate} a second, {claims} claims, {findings} findings",
    "{stage}\N{NO-BREAK SPACE}: {done} documents sur {total}, {rate} par s, {claims} énoncés, {findings} constats",
)
_REFUSED = Text(", refused: {refused}", ", refusés\N{NO-BREAK SPACE}: {refused}")
_LEFT = Text(", {minutes} min {seconds} s left", ", encore {minutes} min {seconds} s")


class ProgressLine:
    """Shows how far a build is. Time is only shown, and decides nothing."""

    def __init__(self, language: str) -> None:
        """Start the clock; nothing is shown before the build has taken some seconds."""
        self._language = language
        self._here = sys.stderr.isatty()
        self._began = time.monotonic()
        self._stage, self._next = "", self._began + (_SOON if self._here else _SELDOM)
        self._width = 0

    def __call__(self, now: Progress) -> None:
        """Show ``now``, if it is time to."""
        moment = time.monotonic()
        if now.stage != self._stage:
            self._stage, self._began = now.stage, moment
        if moment < self._next:
            return
        self._next = moment + (_OFTEN if self._here else _SELDOM)
        line = self._line(now, moment - self._began)
        if self._here:
            click.echo(f"\r{line.ljust(self._width)}", err=True, nl=False)
            self._width = len(line)
        else:
            click.echo(line, err=True)

    def end(self) -> None:
        """Leave the line, if there is one."""
        if self._width:
            click.echo(f"\r{' ' * self._width}\r", err=True, nl=False)
            self._width = 0

    def _line(self, now: Progress, seconds: float) -> str:
        stage = _STAGES[now.stage].in_language(self._language)
        if now.stage != "read":
            return f"{stage}…"
        rate = now.read / seconds if seconds else 0.0
        left = (now.total - now.done) / rate if rate else 0.0
        minutes, seconds_left = divmod(round(left), 60)
        numbers = {"minutes": minutes, "seconds": seconds_left, "rate": round(rate), **now._asdict()}
        words = {name: number_in(n, self._language) for name, n in numbers.items() if isinstance(n, int)}
        parts = [_STATE, *([_REFUSED] if now.refused else []), *([_LEFT] if rate else [])]
        return "".join(part.in_language(self._language).format(stage=stage, **words) for part in parts)
