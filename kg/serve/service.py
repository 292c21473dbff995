"""What is served at the moment, and what comes after it: a renewed publication takes over without a failed request."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, KgError, Text, quoted_in_french, reason_of
from kg.publish.source import ensure_built
from kg.serve.engine.index import MEND, Index, make_index
from kg.serve.generation import Generation
from kg.serve.limits import Limits
from kg.serve.process import run_in_process
from kg.serve.publication import QUIET, digest_of, publish_graph, quads_of, sums_of
from kg.serve.watch import Watch, stamp_of_graph, stamp_of_site

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from kg.serve.publication import Listener

_LOG = logging.getLogger("kg.serve")
_ACCESS = Text(
    "see that it can be read and written; PALMARES_CACHE names another folder for what is made of it",
    "vérifier qu’on peut y lire et y écrire\N{NARROW NO-BREAK SPACE}; PALMARES_CACHE nomme un autre dossier pour ce"
    " qui en est fait",
)
_RENEWED = Text("renewed: {digest}", "renouvelé\N{NO-BREAK SPACE}: {digest}")
_AGAIN = Text("up to date again: {digest}", "de nouveau à jour\N{NO-BREAK SPACE}: {digest}")
_STALE = Text("stale: {reason}", "périmé\N{NO-BREAK SPACE}: {reason}")
_BUG = Text(
    "a bug of the server: what is renewed is taken over after it was started anew",
    "un bogue du serveur\N{NO-BREAK SPACE}: le relancer pour qu’il serve ce qui est renouvelé",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What to serve and how.

    ``site`` is the folder of a publication. With ``graph``, the folder of a build, it is published there, to stand at
    ``address`` if that is known; ``listen`` is told how far that is at the start, from another process. Whether it was
    renewed is looked at ``every`` so many seconds. The log is in ``language``.
    """

    site: Path
    graph: Path | None = None
    address: str = ""
    limits: Limits = field(default_factory=Limits)
    listen: Listener = QUIET
    every: float = 1.0
    language: str = "en"


class Service:
    """The generation of this moment as ``now``; ``stale`` says, if anything, why it is not the newest."""

    now: Generation

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet."""
        self.settings = settings
        self.stale: Text | None = None
        self.since = datetime.now(UTC)
        self._tasks: set[asyncio.Task[None]] = set()
        self._renewing = asyncio.Lock()

    async def open(self) -> None:
        """Open the first generation, and look out for what comes after it. Raises KgError."""
        settings = self.settings
        watches = []
        if settings.graph:
            ensure_built(settings.graph)
            watches.append(Watch(stamp_of_graph, settings.graph, self.publish))
            await self._publish(settings.graph, settings.listen)
        watches.append(Watch(stamp_of_site, settings.site, self.renew))
        self.now, self.since = await self._generation(), datetime.now(UTC)
        for watch in watches:
            self._begin(watch.run(settings.every))

    async def publish(self) -> None:
        """Publish a graph that was built anew; what is served is then renewed. If that fails, it is said."""
        if self.settings.graph:
            try:
                await self._publish(self.settings.graph, QUIET)
            except KgError as error:
                self._say(error)
            else:
                await self.renew()  # a graph that is as it was leaves its publication untouched

    async def renew(self) -> None:
        """Let a renewed publication take over; if it cannot be opened, the one before stays, and it is said."""
        async with self._renewing:
            try:
                if digest_of(self.settings.site) == self.now.digest and not self.stale:
                    return
                new = await self._generation()
            except KgError as error:
                self._say(error)
                return
            old, self.now = self.now, new
            self.stale, self.since = None, datetime.now(UTC)
            self._note(logging.INFO, _AGAIN if new.digest == old.digest else _RENEWED, digest=new.digest)
            self._begin(self._retire(old))

    def health(self) -> dict[str, object]:
        """Tell how all is: ``ok``, or ``stale`` with the reason in both languages."""
        now = self.now
        told: dict[str, object] = {"status": "stale" if self.stale else "ok"}
        if self.stale:
            told["reason"] = self.stale._asdict()
        return told | {
            "digest": now.digest,
            "version": now.version,
            "triples": now.triples,
            "graphs": now.graphs,
            "since": self.since.isoformat(timespec="seconds"),
        }

    async def close(self) -> None:
        """End all back ends."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.now.close()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Say it if a bug has ended what renews the publication."""
        self._tasks.discard(task)
        if not task.cancelled() and (bug := task.exception()):
            self.stale = _BUG
            self._note(logging.ERROR, _STALE, bug, reason=_BUG.in_language(self.settings.language))

    def _say(self, error: KgError) -> None:
        self.stale = Text(error.message("en"), error.message("fr"))
        lines = error.message(self.settings.language).splitlines()
        self._note(logging.ERROR, _STALE, reason=" – ".join(line.strip() for line in lines))

    def _note(self, level: int, text: Text, bug: BaseException | None = None, **told: str) -> None:
        """Write one line of the log."""
        _LOG.log(level, "%s", text.in_language(self.settings.language).format(**told), exc_info=bug)

    async def _retire(self, old: Generation) -> None:
        """Let an old generation see its requests through, then end it."""
        try:
            await old.rest()
            await asyncio.sleep(self.settings.limits.seconds + self.settings.limits.linger)
        finally:
            await old.close(remove=old.index != self.now.index)

    async def _publish(self, graph: Path, listen: Listener) -> None:
        settings = self.settings
        await _in_process(publish_graph, graph, settings.site, settings.address, listen)

    async def _generation(self) -> Generation:
        site = self.settings.site
        digest = digest_of(site)
        made = await _in_process(make_index, site, quads_of(site), sums_of(site))
        try:
            index = Index(made)
            try:
                generation = Generation(site, digest, index, self.settings.limits)
                await generation.open()
            except BaseException:
                index.release()
                raise
        except (OSError, RuntimeError, ValueError) as error:
            raise _unopened(site, error) from error
        return generation


async def _in_process(work: Callable[..., Any], folder: Path, *arguments: object) -> Any:  # noqa: ANN401 (what the work gives)
    """Have work done in another process. Raises KgError."""
    try:
        return await run_in_process(work, folder, *arguments)
    except (OSError, RuntimeError) as error:
        raise _unopened(folder, error) from error


def _unopened(folder: Path, error: Exception) -> DataError:
    if isinstance(error, OSError):
        return DataError(reason_of(error), where=str(error.filename or folder), fix=_ACCESS)
    return DataError(Text(str(error), quoted_in_french(str(error))), where=str(folder), fix=MEND)
