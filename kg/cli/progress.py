"""Progress on stderr: one line that changes where a person looks on, a line now and then where a file is written."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from kg.cli.options import number_in
from kg.errors import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.build import Progress as Build
    from kg.publish.progress import Progress as Publication
    from kg.push import Progress as Push

_SOON, _OFTEN, _SELDOM = 1.0, 0.2, 10.0  # seconds before the first line, and between two
_STAGES = {"find": Text("finding", "recherche"), "read": Text("reading", "lecture"), "merge": Text("merging", "fusion")}
_STATE = Text(
    "{stage}: {done} of {total} documents, {rate} a second, {claims} claims, {findings} findings",
    "{stage}\N{NO-BREAK SPACE}: {done} documents sur {total}, {rate} par s, {claims} énoncés, {findings} constats",
)
_REFUSED = Text(", refused: {refused}", ", refusés\N{NO-BREAK SPACE}: {refused}")
_LEFT = Text(", {minutes} min {seconds} s left", ", encore {minutes} min {seconds} s")
_DONE = Text("{stage}: {done}", "{stage}\N{NO-BREAK SPACE}: {done}")
_DONE_OF = Text("{stage}: {done} of {total}", "{stage}\N{NO-BREAK SPACE}: {done} sur {total}")
_RATE = Text(", {rate} a second", ", {rate} par s")


class Line:
    """A line that says how far something is. Time is only shown, and decides nothing."""

    def __init__(self, language: str) -> None:
        """Start the clock; nothing is shown before some seconds have passed."""
        self._language = language
        self._here = sys.stderr.isatty()
        self._stages: dict[object, float] = {}  # when each began: some go on beside each other
        self._next = time.monotonic() + (_SOON if self._here else _SELDOM)
        self._width = 0

    def tell(self, stage: object, words: Callable[[float], str]) -> None:
        """Show the words, made with the seconds since the stage began, if it is time to."""
        moment = time.monotonic()
        began = self._stages.setdefault(stage, moment)
        if moment < self._next:
            return
        self._next = moment + (_OFTEN if self._here else _SELDOM)
        line = words(moment - began)
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

    def _numbers(self, **numbers: int) -> dict[str, str]:
        return {name: number_in(number, self._language) for name, number in numbers.items()}


class ProgressLine(Line):
    """Shows how far a build is."""

    def __call__(self, now: Build) -> None:
        """Show ``now``, if it is time to."""
        self.tell(now.stage, lambda seconds: self._line(now, seconds))

    def _line(self, now: Build, seconds: float) -> str:
        stage = _STAGES[now.stage].in_language(self._language)
        if now.stage != "read":
            return f"{stage}…"
        rate = now.read / seconds if seconds else 0.0
        minutes, left = divmod(round((now.total - now.done) / rate if rate else 0.0), 60)
        counted = {name: number for name, number in now._asdict().items() if isinstance(number, int)}
        words = self._numbers(minutes=minutes, seconds=left, rate=round(rate), **counted)
        parts = [_STATE, *([_REFUSED] if now.refused else []), *([_LEFT] if rate else [])]
        return "".join(part.in_language(self._language).format(stage=stage, **words) for part in parts)


class PublicationLine(Line):
    """Shows how far a publication is, or a push."""

    def __call__(self, now: Publication | Push) -> None:
        """Show ``now``, if it is time to."""
        self.tell(now.stage, lambda seconds: self._line(now, seconds))

    def _line(self, now: Publication | Push, seconds: float) -> str:
        stage = now.stage.in_language(self._language)
        if not now.done:
            return f"{stage}…"
        rate = round(now.done / seconds) if seconds else 0
        words = self._numbers(done=now.done, total=now.total, rate=rate)
        parts = [_DONE_OF if now.total else _DONE, *([_RATE] if rate else [])]
        return "".join(part.in_language(self._language).format(stage=stage, **words) for part in parts)
