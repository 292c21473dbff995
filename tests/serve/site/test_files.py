"""Files of the publication as they lie there, in ranges, compressed, known already; and nothing but these."""

from __future__ import annotations

import asyncio
import gzip
import http.client
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest
import rdflib

from kg.serve.site.convert import as_triples
from tests.serve.running import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serve.running import Server

PAGE, LARGE, SMALL = "fr/institution/imt-mines-ales.html", "download/palmares.nq", "download/results.csv"

TYPES = [
    # file                             media type
    (PAGE,                             "text/html; charset=utf-8"),
    ("assets/site.css",                "text/css; charset=utf-8"),
    ("assets/site.js",                 "text/javascript; charset=utf-8"),
    ("assets/icon.svg",                "image/svg+xml"),
    (LARGE,                            "application/n-quads"),
    (SMALL,                            "text/csv; charset=utf-8"),
    ("download/palmares.ttl",          "text/turtle; charset=utf-8"),
    ("download/palmares.jsonld",       "application/ld+json"),
    ("download/results.parquet",       "application/vnd.apache.parquet"),
    ("download/codebook.fr.md",        "text/markdown; charset=utf-8"),
    ("download/palmares.nq.gz",        "application/gzip"),
    ("download/SHA256SUMS",            "text/plain; charset=utf-8"),
    ("sitemap.xml",                    "application/xml"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "media"), TYPES)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_file_comes_as_it_is(file: str, media: str, encoding: str, server: Server, published: Path) -> None:
    answer = server.client.get(f"/{file}", headers={"accept-encoding": encoding})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content == (published / file).read_bytes()
    head = server.client.head(f"/{file}", headers={"accept-encoding": encoding})
    same = ("content-type", "etag", "last-modified", "content-length", "content-encoding")
    assert [head.headers.get(each) for each in same] == [answer.headers.get(each) for each in same]
    assert head.content == b""


@pytest.mark.parametrize("file", [PAGE, LARGE, SMALL])
def test_it_comes_compressed_to_who_takes_that(file: str, server: Server, published: Path) -> None:
    with closing(http.client.HTTPConnection(httpx.URL(server.url).netloc.decode())) as connection:
        connection.request("GET", f"/{file}", headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        packed = answer.read()
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"]
    assert gzip.decompress(packed) == (published / file).read_bytes()


@pytest.mark.parametrize("file", [PAGE, LARGE, "data/institution/imt-mines-ales.nt"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_is_known_already_is_not_sent_again(file: str, encoding: str, server: Server) -> None:
    first = server.client.get(f"/{file}", headers={"accept-encoding": encoding})
    for name, value in (
        ("if-none-match", first.headers["etag"]),
        ("if-none-match", f'"x", W/{first.headers["etag"]}'),
        ("if-none-match", "*"),
        ("if-modified-since", first.headers["last-modified"]),
    ):
        again = server.client.get(f"/{file}", headers={"accept-encoding": encoding, name: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    other = server.client.get(f"/{file}", headers={"accept-encoding": encoding, "if-none-match": '"x"'})
    assert other.status_code == 200


RANGES = [
    # range              status  bytes of the file
    ("bytes=0-9",          206, slice(0, 10)),
    ("bytes=-10",          206, slice(-10, None)),
    ("bytes=1000-",        206, slice(1000, None)),
    ("bytes=99999999999-", 416, None),
    ("bytes=x",            400, None),
]  # fmt: skip


@pytest.mark.parametrize("file", [LARGE, SMALL])
@pytest.mark.parametrize("case", RANGES, ids=[case[0] for case in RANGES])
def test_a_part_of_a_file(case: tuple[str, int, slice | None], file: str, server: Server, published: Path) -> None:
    asked, status, part = case
    answer = server.client.get(f"/{file}", headers={"range": asked})
    assert answer.status_code == status
    if part is not None:
        assert answer.content == (published / file).read_bytes()[part]


def test_a_part_of_another_version_is_not_given(server: Server) -> None:
    answer = server.client.get(f"/{LARGE}", headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert answer.status_code == 200


HIDDEN = [
    ".published", ".site", ".publish/x", "fr/institution", "fr/institution/", "download/.published", "%2epublished",
    "../palmares.nq", "..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "fr/../.site", "fr/..%5c.site",
    "download/palmares.nq/", "fr//index.html", "fr/%2findex.html", "%00", "fr/index.html%00", "%ff", "%c0%ae%c0%ae/",
    "a" * 5000, "fr/" * 500, "C:/", "w3id/.htaccess", "~root", "fr/index.html/x", "%E2%80%AE", "%25%32%65site",
]  # fmt: skip


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_else_is_to_be_had(path: str, server: Server) -> None:
    with closing(http.client.HTTPConnection(httpx.URL(server.url).netloc.decode())) as connection:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        content = answer.read()
    assert answer.status == 404, content
    assert b"Traceback" not in content


def test_a_changed_file_comes_changed(server: Server, published: Path) -> None:
    file = published / "zz.txt"
    for words in ("one", "other"):
        file.with_suffix(".new").write_text(words)
        file.with_suffix(".new").replace(file)
        assert server.client.get("/zz.txt").text == words
    file.unlink()
    assert server.client.get("/zz.txt").status_code == 404


def test_the_triples_of_a_file_are_those_of_its_turtle(server: Server) -> None:
    data = "/data/institution/imt-mines-ales"
    triples, turtle = (server.client.get(f"{data}.{end}").text for end in ("nt", "ttl"))
    assert set(rdflib.Graph().parse(data=triples, format="nt")) == set(rdflib.Graph().parse(data=turtle))
    assert server.client.get("/data/institution/none.nt").status_code == 404


@pytest.mark.usefixtures("own_loop")
def test_who_fetches_triples_slowly_holds_nobody_up(published: Path) -> None:
    async def run() -> tuple[int, int]:
        at_once = asyncio.Semaphore(1)
        slow, quick = (as_triples(published / "data/ranking/the-impact.ttl", {}, at_once) for _ in range(2))
        first = await anext(aiter(slow.body_iterator))
        pieces = [piece async for piece in quick.body_iterator]
        return len(first), sum(map(len, pieces))

    first, whole = asyncio.run(asyncio.wait_for(run(), PATIENCE))
    assert 0 < first <= whole
