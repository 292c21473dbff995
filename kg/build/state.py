"""What a build keeps from one run to the next, in one SQLite file: the outcome of each document, and what was written.

SQLite is part of Python, one file, and safe against a process that ends at any moment: an outcome is kept whole or not
at all. The store is locked for others as long as a build runs; it holds nothing that a build from nothing would lack.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.compared import CHANGED, TABLES, Compared
from kg.build.holder import NOTE, sign, taken
from kg.build.sources import Source
from kg.errors import DocumentError, Text, UsageError, quoted_in_french
from kg.graph import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.build.worker import Kept, Outcome
    from kg.errors import KgError

_VERSION = 2  # of the tables below; another version is begun anew
_CACHE = 64 * 1024  # KiB of pages in memory: nodes come in no order, and a merge walks through them all
_AT_A_TIME = 1000  # sources
_WORK = Text("is building here", "construit ici")
_TABLES = """
CREATE TABLE document (
    slug TEXT PRIMARY KEY, digest TEXT, fingerprint TEXT, place TEXT, refusal TEXT, claims INT, facts INT,
    findings TEXT, encoding TEXT, triples INT, named TEXT, described TEXT, cited TEXT
) WITHOUT ROWID;
CREATE TABLE written (slug TEXT PRIMARY KEY, quads BLOB, evidence BLOB, link BLOB, nodes TEXT, names TEXT, text BLOB);
CREATE TABLE shared (node TEXT, slug TEXT, said TEXT, PRIMARY KEY (node, slug)) WITHOUT ROWID;
CREATE TABLE called (name TEXT, slug TEXT, PRIMARY KEY (name, slug)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_SEEN = """
CREATE TEMP TABLE seen (
    number INTEGER PRIMARY KEY, key TEXT, slug TEXT, path BLOB, member TEXT, sidecar BLOB, real BLOB UNIQUE, depth INT
);
CREATE INDEX temp.seen_key ON seen (key);
"""
_KEEP_UPPERMOST = """
INSERT INTO seen (key, slug, path, member, sidecar, real, depth) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (real) DO UPDATE SET key = excluded.key, slug = excluded.slug, path = excluded.path, depth = excluded.depth
WHERE excluded.depth < seen.depth
"""


class State:
    """An open store; only one process has it at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, made if need be; UsageError where another build has it."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.base = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise self._refusal(error) from error
            # Not a database, or a broken one: all of it can be made again.
            for file in folder.glob("state.sqlite*"):
                file.unlink()
            self.base = self._open()
        self.compared = Compared(self.base, self.transaction)
        sign(self.folder)

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.folder / "state.sqlite", timeout=0, isolation_level=None)
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute(f"PRAGMA cache_size = -{_CACHE}")
        base.execute("BEGIN IMMEDIATE")
        if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            for (table,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                base.execute(f"DROP TABLE {table}")
            for statement in filter(str.strip, f"{_TABLES}{TABLES}".split(";")):
                base.execute(statement)
            base.execute(f"PRAGMA user_version = {_VERSION}")
        base.execute("COMMIT")
        base.executescript(f"{_SEEN}{CHANGED}")
        return base

    def close(self) -> None:
        """Let others have the store."""
        self.base.close()
        with suppress(OSError):
            (self.folder / NOTE).unlink()

    def _refusal(self, error: sqlite3.OperationalError) -> UsageError:
        if "locked" not in str(error):
            return cannot_keep(self.folder, error)
        return taken(self.folder.parent, self.folder, _WORK)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is done inside, or nothing; UsageError where the disk is full or cannot be written."""
        try:
            self.base.execute("BEGIN")
            yield
            self.base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise cannot_keep(self.folder, error) from error
        finally:
            if self.base.in_transaction:
                with suppress(sqlite3.Error):
                    self.base.execute("ROLLBACK")

    # What there is to read

    def see(self, source: Source) -> None:
        """Note a document that there is; a file under two names is one, of the uppermost folder."""
        row = (os.fsencode(source.path), source.member, source.sidecar, os.fsencode(source.real), source.depth)
        self.base.execute(_KEEP_UPPERMOST, (source.key, source.slug, *row))

    def clashes(self) -> Iterator[DocumentError]:
        """Take out the documents that have one slug, and yield an error for each such slug."""
        query = "SELECT key FROM seen GROUP BY key HAVING count(*) > 1 ORDER BY key"
        for (key,) in self.base.execute(query).fetchall():
            sources = [_source(row) for row in self.base.execute("SELECT * FROM seen WHERE key = ?", (key,))]
            yield _same_slug(key, sorted(source.where for source in sources))
            self.base.execute("DELETE FROM seen WHERE key = ?", (key,))

    def seen(self) -> int:
        """Count the documents that there are."""
        return int(self.base.execute("SELECT count(*) FROM seen").fetchone()[0])

    def sources(self) -> Iterator[Source]:
        """Yield the documents that there are, in the order in which they were seen.

        Some at a time: while a query is open, SQLite moves nothing of what is kept from its log to its place.
        """
        last = 0
        query = "SELECT * FROM seen WHERE number > ? ORDER BY number LIMIT ?"
        while rows := self.base.execute(query, (last, _AT_A_TIME)).fetchall():
            yield from map(_source, rows)
            last = rows[-1][0]

    # What has been read

    def outcome(self, key: str) -> tuple[str, str] | None:
        """Give the digest and the fingerprint under which a document was read, if it was."""
        row = self.base.execute("SELECT digest, fingerprint FROM document WHERE slug = ?", (key,)).fetchone()
        return (row[0], row[1]) if row else None

    def put(self, outcomes: Iterable[Outcome], fingerprint: str) -> None:
        """Keep outcomes in place of the earlier ones of their documents, all or none."""
        with self.transaction():
            for outcome in outcomes:
                self._remove(outcome.key)
                self._insert(outcome, fingerprint)
            self._stale()

    def withdraw(self) -> int:
        """Remove the documents that there are no more, and count them."""
        query = "SELECT slug FROM document WHERE slug NOT IN (SELECT key FROM seen) ORDER BY slug"
        gone = [slug for (slug,) in self.base.execute(query)]
        if gone:
            with self.transaction():
                for slug in gone:
                    self._remove(slug)
                self._stale()
        return len(gone)

    def _insert(self, outcome: Outcome, fingerprint: str) -> None:
        kept, refusal = outcome.kept, outcome.refusal
        lists = (kept.named, kept.described, kept.cited) if kept else ((), (), ())
        self.base.execute(
            f"INSERT INTO document VALUES ({', '.join('?' * 13)})",  # noqa: S608 (placeholders)
            (
                *(outcome.key, outcome.digest, fingerprint, outcome.where),
                json.dumps([refusal.what, refusal.where, refusal.fix]) if refusal else None,
                *(outcome.claims, outcome.facts, json.dumps(outcome.findings), outcome.encoding),
                *(kept.triples if kept else 0, *map("\n".join, lists)),
            ),
        )
        if kept:
            self._keep(outcome.key, kept)

    def _keep(self, key: str, kept: Kept) -> None:
        nodes = [(order(iri), key, said) for iri, said in kept.shared]
        self.base.execute(
            "INSERT INTO written VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, kept.quads, *kept.own, "\n".join(node for node, _, _ in nodes), "\n".join(kept.names), kept.text),
        )
        self.base.executemany("INSERT INTO shared VALUES (?, ?, ?)", nodes)
        self.base.executemany("INSERT INTO called VALUES (?, ?)", [(name, key) for name in kept.names])
        self.compared.keep(key, kept.ranked)

    def _remove(self, key: str) -> None:
        row = self.base.execute("SELECT nodes, names FROM written WHERE slug = ?", (key,)).fetchone()
        for table, column, values in zip(("shared", "called"), ("node", "name"), row or (), strict=bool(row)):
            pairs = [(value, key) for value in values.split("\n")]
            self.base.executemany(f"DELETE FROM {table} WHERE {column} = ? AND slug = ?", pairs)  # noqa: S608 (ours)
        self.compared.remove(key)
        for table in ("written", "document"):
            self.base.execute(f"DELETE FROM {table} WHERE slug = ?", (key,))  # noqa: S608 (ours)

    # What has been read, as a whole

    def totals(self) -> dict[str, int]:
        """Count the documents that are in the graph, their claims and facts, and those without a claim."""
        query = (
            "SELECT count(*), coalesce(sum(claims), 0), coalesce(sum(facts), 0), coalesce(sum(claims = 0), 0) "
            "FROM document WHERE refusal IS NULL"
        )
        counts = self.base.execute(query).fetchone()
        return dict(zip(("documents", "claims", "facts", "silent"), counts, strict=True))

    def findings(self) -> dict[str, int]:
        """Count the findings about documents by their severity."""
        query = (
            "SELECT json_extract(each.value, '$[1]') AS severity, count(*) "
            "FROM document, json_each(document.findings) AS each GROUP BY severity ORDER BY severity"
        )
        return dict(self.base.execute(query).fetchall())

    def refusals(self) -> Iterator[KgError]:
        """Yield why documents were refused, by slug."""
        query = "SELECT refusal FROM document WHERE refusal IS NOT NULL ORDER BY slug"
        for (refusal,) in self.base.execute(query):
            what, where, fix = json.loads(refusal)
            yield DocumentError(Text(*what), where=where, fix=Text(*fix) if fix else None)

    def first(self, count: int) -> list[tuple[str, int, int, str | None]]:
        """Give slug, claims, facts and encoding of the first documents of the graph."""
        query = "SELECT slug, claims, facts, encoding FROM document WHERE refusal IS NULL ORDER BY slug LIMIT ?"
        return self.base.execute(query, (count,)).fetchall()

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of each document of the graph, by slug."""
        query = (
            "SELECT slug, place, claims, facts, encoding, findings FROM document WHERE refusal IS NULL ORDER BY slug"
        )
        for slug, place, claims, facts, encoding, findings in self.base.execute(query):
            found = [dict(zip(("rule", "severity", "subject"), each, strict=True)) for each in json.loads(findings)]
            counts = {"claims": claims, "facts": facts, "encoding": encoding, "findings": found}
            yield {"document": slug, "file": place, **counts}

    # What has been written

    def _stale(self) -> None:
        self.base.execute("DELETE FROM meta WHERE key = 'merged'")

    def merged(self) -> dict[str, Any] | None:
        """Give what `wrote` noted; None if something has changed since."""
        row = self.base.execute("SELECT value FROM meta WHERE key = 'merged'").fetchone()
        return json.loads(row[0]) if row else None

    def wrote(self, merged: dict[str, Any]) -> None:
        """Note that the output is that of all outcomes, and what there is to say of it."""
        with self.transaction():
            self.base.execute("INSERT OR REPLACE INTO meta VALUES ('merged', ?)", (json.dumps(merged),))


def _source(row: tuple[Any, ...]) -> Source:
    _, _, slug, path, member, sidecar, real, depth = row
    return Source(slug, Path(os.fsdecode(path)), member, sidecar, os.fsdecode(real), depth)


def _same_slug(slug: str, files: Iterable[str]) -> DocumentError:
    return DocumentError(
        Text(f"these documents have one slug, {slug}", f"ces documents ont le même identifiant, {slug}"),
        where=", ".join(files),
        fix=Text(
            "rename one, or give it an id in its sidecar", "en renommer un, ou lui donner un id dans son fichier .toml"
        ),
    )


def cannot_keep(folder: Path, error: sqlite3.Error) -> UsageError:
    """Say that the store cannot be used; what is built before stays."""
    return UsageError(
        Text(f"cannot be written: {error}", f"écriture impossible\N{NO-BREAK SPACE}: {quoted_in_french(str(error))}"),
        where=str(folder),
        fix=Text(
            "make room on the disk or give the right to write, then build again: it goes on where it stopped",
            "libérer de la place ou donner le droit d’écrire, puis reconstruire\N{NO-BREAK SPACE}: la construction "
            "reprend où elle s’est arrêtée",
        ),
    )
