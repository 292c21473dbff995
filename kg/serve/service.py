"""What is served at the moment, and what comes after it: a renewed publication takes over without a failed request."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kg.errors import DataError, KgError, Text, quoted_in_french, reason_of
from kg.serve.generation import Generation
from kg.serve.index import Index, aside, digest_of, make_index
from kg.serve.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

_LOG = logging.getLogger("kg.serve")
_LATE = 15.0  # seconds beyond the time limit that a request may need an old generation


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What to serve and how: the folder of a publication, and the limits."""

    site: Path
    limits: Limits = field(default_factory=Limits)


class Service:
    """The generation of this moment as ``now``; ``stale`` says, if anything, why it is not the newest."""

    now: Generation

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet."""
        self.settings = settings
        self.stale: Text | None = None
        self.since = datetime.now(UTC)
        self._retiring: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Open the first generation. Raises KgError."""
        self.now = await self._generation()

    async def renew(self) -> None:
        """Let a renewed publication take over; if it cannot be opened, the one before stays, and it is said."""
        try:
            new = await self._generation()
        except KgError as error:
            self.stale = Text(error.message("en"), error.message("fr"))
            _LOG.error("%s", error.message("en"))
            return
        old, self.now = self.now, new
        self.stale, self.since = None, datetime.now(UTC)
        task = asyncio.create_task(self._retire(old))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

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
        for task in tuple(self._retiring):
            task.cancel()
        await asyncio.gather(*self._retiring, return_exceptions=True)
        await self.now.close()

    async def _retire(self, old: Generation) -> None:
        """Let an old generation see its requests through, then end it."""
        try:
            await old.rest()
            await asyncio.sleep(self.settings.limits.seconds + _LATE)
        finally:
            await old.close(remove=old.index != self.now.index)

    async def _generation(self) -> Generation:
        site = self.settings.site
        try:
            digest = digest_of(site)
            with aside() as pool:
                made = await asyncio.get_running_loop().run_in_executor(pool, make_index, site)
            generation = Generation(site, digest, Index(made), self.settings.limits)
        except OSError as error:
            raise DataError(reason_of(error), where=str(error.filename or site)) from error
        except RuntimeError as error:
            raise DataError(Text(str(error), quoted_in_french(str(error))), where=str(site)) from error
        await generation.open()
        return generation
