"""What results say of each other, kept up to date: only the groups that changed documents touch are compared anew.

Each document's results are kept with the names of their groups. A change notes the groups it touches in the transaction
in which it is kept; they are compared before files are written, some at a time, and a build that is killed meanwhile
finds the others still noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph import CELL, CONTRADICTS, TRACK, Comparison, Ranked, compare_cell, compare_track, order

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

# Who compares is kept as `order` has it, so that a walk is in the order of the files.
TABLES = """
CREATE TABLE ranked (
    slug TEXT, node TEXT, institution TEXT, track TEXT, year INT, cell TEXT, best INT, worst INT,
    exact INT, computed INT
);
CREATE INDEX ranked_slug ON ranked (slug);
CREATE INDEX ranked_track ON ranked (track) WHERE track IS NOT NULL;
CREATE INDEX ranked_cell ON ranked (cell) WHERE cell IS NOT NULL;
CREATE TABLE touched (kind TEXT, name TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE compared (node TEXT, property TEXT, other TEXT, PRIMARY KEY (node, property)) WITHOUT ROWID;
"""
CHANGED = "CREATE TEMP TABLE changed (slug TEXT PRIMARY KEY) WITHOUT ROWID"
CONFLICT, BAND = "Result-conflict", "Result-band"  # the rules that tell contradictions too
_KINDS: dict[str, tuple[Sequence[str], Callable[[Iterable[Ranked]], Iterator[Comparison]]]] = {
    "track": (TRACK, compare_track),
    "cell": (CELL, compare_cell),
}
_AT_A_TIME = 1000  # groups
_FIELDS = "node, institution, track, year, cell, best, worst, exact, computed"  # in the order of kg.graph.Ranked
_CONTRADICTIONS = """
FROM changed JOIN ranked ON ranked.slug = changed.slug
JOIN compared ON compared.node = replace(ranked.node, '/', char(1)) AND compared.property = ?
"""
_FORGET = "DELETE FROM compared WHERE node IN (SELECT replace(node, '/', char(1)) FROM ranked WHERE"


class Compared:
    """The tables of comparisons in an open store."""

    def __init__(self, base: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        """Work on a store that has the tables; ``transaction`` begins one in it, and ends it."""
        self._base, self._transaction = base, transaction

    def keep(self, slug: str, results: Iterable[Ranked]) -> None:
        """Keep the results of a document that was read, and note their groups; within a transaction."""
        rows = [(slug, *each) for each in results]
        self._base.executemany(f"INSERT INTO ranked VALUES ({', '.join('?' * 10)})", rows)  # noqa: S608 (placeholders)
        self._touch(slug)
        self._base.execute("INSERT OR IGNORE INTO changed VALUES (?)", (slug,))

    def remove(self, slug: str) -> None:
        """Remove the results of a document and what they say of others, and note their groups; within a transaction."""
        self._touch(slug)
        self._base.execute(f"{_FORGET} slug = ?)", (slug,))
        self._base.execute("DELETE FROM ranked WHERE slug = ?", (slug,))

    def _touch(self, slug: str) -> None:
        for kind in _KINDS:
            query = (
                f"INSERT OR IGNORE INTO touched SELECT '{kind}', {kind} FROM ranked WHERE slug = ? AND {kind} NOTNULL"  # noqa: S608 (ours)
            )
            self._base.execute(query, (slug,))

    def update(self) -> None:
        """Compare the results of the groups that were touched."""
        some = "SELECT kind, name FROM touched ORDER BY kind, name LIMIT ?"
        while groups := self._base.execute(some, (_AT_A_TIME,)).fetchall():
            with self._transaction():
                for kind, name in groups:
                    self._compare(kind, name)
                self._base.executemany("DELETE FROM touched WHERE kind = ? AND name = ?", groups)

    def _compare(self, kind: str, name: str) -> None:
        properties, compare = _KINDS[kind]
        for each in properties:
            self._base.execute(f"{_FORGET} {kind} = ?) AND property = ?", (name, each))
        rows = self._base.execute(f"SELECT {_FIELDS} FROM ranked WHERE {kind} = ?", (name,))  # noqa: S608 (ours)
        found = [(order(node), name, other) for node, name, other in compare(map(Ranked._make, rows))]
        self._base.executemany("INSERT INTO compared VALUES (?, ?, ?)", found)

    def __iter__(self) -> Iterator[Comparison]:
        """Yield all, in the order of the nodes that say it."""
        for node, name, other in self._base.execute("SELECT * FROM compared ORDER BY node, property"):
            yield Comparison(node.replace("\x01", "/"), name, other)

    def count(self) -> int:
        """Count the results of the documents of this run that contradict another."""
        query = f"SELECT count(DISTINCT ranked.node) {_CONTRADICTIONS}"
        return int(self._base.execute(query, (CONTRADICTS,)).fetchone()[0])

    def contradictions(self) -> Iterator[dict[str, Any]]:
        """Yield each result of a document of this run that contradicts another, with the rule that tells it too."""
        other = "SELECT exact FROM ranked AS rival WHERE rival.track = ranked.track AND rival.node = compared.other"
        query = (
            f"SELECT ranked.slug, ranked.node, compared.other, ranked.exact = ({other} LIMIT 1) {_CONTRADICTIONS} "
            "ORDER BY ranked.slug, ranked.node"
        )
        for slug, node, rival, alike in self._base.execute(query, (CONTRADICTS,)):
            rule = CONFLICT if alike else BAND
            yield {"document": slug, "rule": rule, "subject": node, "other": rival}
