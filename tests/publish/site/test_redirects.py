"""The rules for w3id answer as the table says: read by a small interpreter, and by Apache itself where it is there."""

from __future__ import annotations

import csv
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import pytest
from pyoxigraph import RdfFormat, Store

from kg import project
from kg.publish.redirects.expected import ACCEPT, LANGUAGES, instances, location, table
from kg.publish.redirects.rules import htaccess, root_of
from kg.publish.site.site import Site
from kg.publish.source import Source, open_source
from kg.query import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = "https://example.org/palmares"
APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
BROWSER = next(iter(ACCEPT))
BASE = "https://w3id.org/palmares/id/"


class Row(NamedTuple):
    path: str
    accept: str
    accept_language: str
    status: str
    location: str


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(open_source(project.graph_to_read(), SITE), [])


@pytest.fixture(scope="module")
def rules(published: Path) -> str:
    return (published / "w3id" / ".htaccess").read_text("utf-8")


@pytest.fixture(scope="module")
def rows(published: Path) -> list[Row]:
    with (published / "w3id" / "expected.csv").open(encoding="utf-8", newline="") as stream:
        return [Row(*row) for row in list(csv.reader(stream))[1:]]


class Rules:
    """Reads the part of mod_rewrite that the rules use, in a folder's context: conditions, E, R, L and NE."""

    def __init__(self, text: str) -> None:
        self._rules: list[tuple[list[list[str]], list[str]]] = []
        conditions: list[list[str]] = []
        for line in text.splitlines():
            word, *rest = line.split()[:1] + re.findall(r'"[^"]*"|\S+', line)[1:] if line.strip() else ["#"]
            if word == "RewriteCond":
                conditions.append(rest)
            elif word == "RewriteRule":
                self._rules.append((conditions, rest))
                conditions = []
            else:
                assert word.startswith("#") or word in {"Options", "RewriteEngine"}, line

    def answer(self, path: str, accept: str, language: str) -> str:
        """Give the location, or nothing where no rule fits."""
        known = {"%{HTTP:Accept}": accept, "%{HTTP:Accept-Language}": language}
        for conditions, (pattern, target, *flags) in self._rules:
            found = re.search(pattern, path)
            if not found or not all(self._holds(condition, known) for condition in conditions):
                continue
            options = flags[0].strip("[]").split(",") if flags else []
            for option in options:
                if option.startswith("E="):
                    name, _, value = option[2:].partition(":")
                    known[f"%{{ENV:{name}}}"] = value
            if target != "-":
                assert options == ["R=303", "L", "NE"]
                return self._filled(target, found, known)
        return ""

    @staticmethod
    def _filled(target: str, found: re.Match[str], known: dict[str, str]) -> str:
        with_variables = re.sub(r"%\{[^}]*\}", lambda match: known.get(match[0], ""), target)
        return re.sub(r"\$(\d)", lambda match: found[int(match[1])] or "", with_variables)

    @staticmethod
    def _holds(condition: list[str], known: dict[str, str]) -> bool:
        subject, pattern, *flags = condition
        value = known.get(subject, "")
        if pattern.startswith("="):
            return value == pattern[1:]
        wanted = not pattern.startswith("!")
        found = re.search(pattern.lstrip("!"), value, re.IGNORECASE if flags == ["[NC]"] else 0)
        return bool(found) is wanted


def test_the_table_is_answered(rules: str, rows: list[Row]) -> None:
    read = Rules(rules)
    wrong = [row for row in rows if read.answer(unquote(row.path), row.accept, row.accept_language) != row.location]
    assert len(rows) > 300
    assert not wrong[:5]


def test_every_name_in_the_graph_leads_where_the_site_has_it(rules: str, published: Path, site: Site) -> None:
    read, root = Rules(rules), root_of(site.base)
    for name in instances(site):
        for accept, form in ((BROWSER, "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld")):
            for asked, tongue in (("fr", "fr"), ("en", "en")):
                found = read.answer(name.removeprefix(root), accept, asked)
                assert found == location(name, site, form, tongue)
                file, _, fragment = found.removeprefix(f"{SITE}/").partition("#")
                assert (published / file).is_file(), name
                if fragment:
                    assert f'id="{fragment}"' in _text(published / file), name


_texts: dict[Path, str] = {}


def _text(file: Path) -> str:
    return _texts.setdefault(file, file.read_text("utf-8"))


PASSAGES = ["7-9", "99999-100003", "100000-100003", "1234567-1234570"]


@pytest.mark.parametrize("place", PASSAGES)
@pytest.mark.parametrize("form", ["html", "ttl"])
def test_a_passage_of_a_long_document_leads_to_its_part(place: str, form: str, rules: str, site: Site) -> None:
    accept = BROWSER if form == "html" else "text/turtle"
    for name in (f"evidence/d.fr/{place}", f"evidence/d.fr/{place}/quote", f"link/d.fr/{place}/scope"):
        assert Rules(rules).answer(f"id/{name}", accept, "fr") == location(f"{site.base}{name}", site, form, "fr")


NOT_OURS = ["institution/imt", "goal/15", "id", "id/", "idx/institution/imt", "ontology/latest", "shapes/x"]


@pytest.mark.parametrize("path", NOT_OURS)
def test_what_is_no_name_of_ours_is_left_alone(path: str, rules: str) -> None:
    assert not Rules(rules).answer(path, BROWSER, "fr")


def test_every_form_of_request_is_in_the_table(rows: list[Row]) -> None:
    assert {row.accept for row in rows} == set(ACCEPT)
    assert {row.accept_language for row in rows} == set(LANGUAGES)
    assert {row.status for row in rows} == {"303"}


def _with(*keys: str) -> Site:
    """Make a site of documents of these keys."""
    store = Store()
    turtle = "".join(f"<{BASE}document/{key}> a <https://w3id.org/palmares/ontology#Document> .\n" for key in keys)
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return Site(Source(Path(), Engine(store), BASE, "", SITE), [])


ODD = ["中文", ".hidden", "a" * 200, "(x)", "a b".replace(" ", "+")]


@pytest.mark.parametrize("key", ODD)
def test_a_key_that_cannot_stand_in_an_address_has_a_rule_of_its_own(key: str) -> None:
    odd = _with(key, "plain")
    name = f"{BASE}document/{key}"
    found = Rules(htaccess(odd)).answer(f"id/document/{key}", BROWSER, "fr")
    assert found == location(name, odd, "html", "fr")
    assert htaccess(_with("plain")).count("document/plain") == 0


def test_the_same_site_gives_the_same_bytes(site: Site) -> None:
    again = Site(open_source(project.graph_to_read(), SITE), [])
    assert (htaccess(site), table(site)) == (htaccess(again), table(again))


def test_goals_are_not_ours(rules: str) -> None:
    assert "goal" not in rules


@pytest.fixture(scope="module")
def apache(published: Path) -> Iterator[http.client.HTTPConnection]:
    """Run Apache on loopback with the rules in the folder of the names, as w3id does."""
    if not APACHE.exists():
        reason = "needs Apache (apt-get install apache2)"
        if os.environ.get("PALMARES_REQUIRE_APACHE"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="palmares-apache-"))  # not below pytest's: Apache's user must read it
    folder.chmod(0o755)
    names = folder / "names" / "palmares"
    names.mkdir(parents=True)
    shutil.copy(published / "w3id" / ".htaccess", names)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    loaded = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in ("mpm_event", "authz_core", "rewrite")
    )
    who = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (folder / "httpd.conf").write_text(
        f"{loaded}\n{who}ServerName localhost\nServerRoot {folder}\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error\nDocumentRoot {folder}/names\nMaxKeepAliveRequests 0\n"
        f"<Directory {folder}/names>\nAllowOverride All\nRequire all granted\nOptions FollowSymLinks\n</Directory>\n"
    )
    with subprocess.Popen([APACHE, "-f", folder / "httpd.conf", "-DFOREGROUND"]) as server:
        try:
            yield _connected(port, server)
        finally:
            server.terminate()
    shutil.rmtree(folder)


def _connected(port: int, server: subprocess.Popen[bytes]) -> http.client.HTTPConnection:
    for _ in range(100):
        assert server.poll() is None, "Apache did not start"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.05)
        else:
            return connection
    pytest.fail("Apache did not answer")


def test_apache_answers_the_table(apache: http.client.HTTPConnection, rows: list[Row]) -> None:
    wrong = []
    for row in rows:
        asked = {"Accept": row.accept, "Accept-Language": row.accept_language}
        apache.request("GET", f"/palmares/{row.path}", headers={name: value for name, value in asked.items() if value})
        answer = apache.getresponse()
        answer.read()
        if (str(answer.status), answer.headers.get("Location")) != (row.status, row.location):
            wrong.append((row, answer.status, answer.headers.get("Location")))
    assert not wrong[:5]


def test_apache_leaves_alone_what_is_no_name_of_ours(apache: http.client.HTTPConnection) -> None:
    for path in NOT_OURS:
        apache.request("GET", f"/palmares/{path}", headers={"Accept": BROWSER})
        answer = apache.getresponse()
        answer.read()
        assert answer.status == 404, path
