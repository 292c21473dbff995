"""A server on loopback for what was published, and a browser that only ever sees it."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
ROOT = "/palmares"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below `ROOT` as a host of static files does, with a strict policy and its page of what is not."""

    def translate_path(self, path: str) -> str:
        """Give the file of an address."""
        asked = urlsplit(path).path
        return super().translate_path(asked.removeprefix(ROOT) if asked.startswith(f"{ROOT}/") else "/.none")

    def end_headers(self) -> None:
        """Add what a careful host adds."""
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 (what the base class takes)
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders; each has the address it is given back."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def started(folder: Path) -> str:
        handler = functools.partial(Handler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{ROOT}/"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(published: Path, serve: Callable[[Path], str]) -> str:
    """Serve the project's site."""
    return serve(published)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser; without one the test is skipped, or fails where it must not be.

    ``.ci/run`` sets PALMARES_REQUIRE_BROWSER, so that a skip cannot pass for a success there.
    """
    if not CHROMIUM.exists():
        _do_without("needs Chromium (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (may be absent)
    except ImportError:
        _do_without("needs playwright (pip install playwright axe-playwright-python)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("PALMARES_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


class Wrong(list[str]):
    """What went wrong in a page: errors, refusals and warnings of the console, dialogs, requests to another host."""

    def watch(self, page: Page) -> None:
        """Begin."""
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("dialog", self._asked)
        page.on("request", self._requested)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.append(message.text)

    def _failed(self, error: Error) -> None:
        self.append(str(error))

    def _asked(self, dialog: Dialog) -> None:
        self.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _requested(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname != "127.0.0.1" and parts.scheme not in {"about", "data", "blob"}:
            self.append(f"request: {request.url}")


@pytest.fixture
def wrong() -> Wrong:
    """Give what went wrong so far."""
    return Wrong()


@pytest.fixture
def opened(chromium: Browser, wrong: Wrong) -> Iterator[Callable[..., Page]]:
    """Open pages in fresh profiles; in the end nothing may have gone wrong in any of them."""
    contexts = []

    def page(**options: Any) -> Page:  # noqa: ANN401 (what playwright takes)
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        wrong.watch(page)
        return page

    yield page
    for context in contexts:
        context.close()
    assert not wrong
