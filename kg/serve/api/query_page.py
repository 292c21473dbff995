"""The page for visitors' own SPARQL: a field, the answer below, an address that can be shared."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zlib import compress, decompressobj
from zlib import error as ZlibError  # noqa: N812 (a class)

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError, Text
from kg.query.sparql import with_prefixes
from kg.serve.api.binding import bind, once
from kg.serve.api.display import MOST, beginning, display_answer
from kg.serve.api.formats import FORMAT, ROWS, TRIPLES
from kg.serve.api.pages import LivePage, render, sent
from kg.serve.api.shared import query_named
from kg.serve.api.wording import LIVE
from kg.serve.engine.answer import Sent
from kg.serve.engine.formats import FORMATS
from kg.serve.refusals import Misread, Refusal
from kg.serve.web.parameters import of_form
from kg.serve.web.problems import status_of
from kg.serve.web.visitor import LANGUAGES, language_of
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.serve.api.display import Display
    from kg.serve.api.model import Model
    from kg.serve.api.shared import Api
    from kg.serve.engine.answer import Answer
    from kg.serve.engine.mistakes import Mistake
    from kg.serve.generation import Generation

QUERY, PACKED, CANNED = "query", "z", "canned"
_OK, _SEE_OTHER, _WRONG = 200, 303, 400
_PLAIN, _LONG = 1500, 6000  # characters of an address up to which a query stands in it as it is, and packed
_LARGEST = 200_000  # bytes of a query that was packed
_SHOWN = "text/tab-separated-values, application/n-triples;q=0.9"
_WORDS = 120  # characters of what the engine says
_FIRST = """PREFIX pal: <{pal}>
PREFIX rdfs: <{rdfs}>

SELECT ?ranking (COUNT(?result) AS ?results)
WHERE {{
  ?result a pal:Result ; pal:edition ?edition .
  ?edition pal:ranking ?ranking .
}}
GROUP BY ?ranking
ORDER BY DESC(?results)
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """The state of the page: the query, what answered or refused it, and the address by which it can be asked again."""

    text: str
    address: Sequence[tuple[str, str]] = ()
    shown: Display | None = None
    fault: KgError | None = None
    ran: bool = False

    @property
    def mistake(self) -> Mistake | None:
        """Why the engine does not read the query."""
        return self.fault.mistake if isinstance(self.fault, Misread) else None

    @property
    def engine(self) -> str:
        """What the engine itself says, in English, of a query that it does not read."""
        words = self.mistake.words if self.mistake else ""
        return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"


def routes(api: Api) -> list[Route]:
    """Give the page, in both languages."""

    async def page(request: Request) -> Response:
        generation, model = await api.now()
        language, pairs = language_of(request), request.query_params.multi_items()
        if request.method == "POST":
            text = await _sent(request)
            address = address_of(text)
            if address:
                return RedirectResponse(f"query?{urlencode(address)}", _SEE_OTHER)
        else:
            text = _text(once(pairs))
            address = address_of(text) if text else []
            if CANNED in dict(pairs):
                text = await api.reading.do(lambda: _canned(model, once(pairs), language))
                return await _told(api, model, Asking(text), language)
            if text and FORMAT in dict(pairs):
                return await _downloaded(generation, text, dict(pairs)[FORMAT])
        if not text:
            return await _told(api, model, Asking(_FIRST.format(**PREFIXES)), language)
        return await _told(api, model, await _asked(api, (generation, model), text, language), language)

    return [Route(f"/{language}/query", page, methods=["GET", "POST"]) for language in LANGUAGES]


def address_of(text: str) -> list[tuple[str, str]]:
    """Give what an address says to ask this query again; nothing for one that is too long even when packed.

    >>> address_of("ASK { ?s ?p ?o }")
    [('query', 'ASK { ?s ?p ?o }')]
    """
    plain = [(QUERY, text)]
    if len(urlencode(plain)) <= _PLAIN:
        return plain
    packed = urlsafe_b64encode(compress(text.encode("utf-8"), 9)).decode().rstrip("=")
    return [(PACKED, packed)] if len(packed) <= _LONG else []


def unpacked(packed: str) -> str:
    """Give the query that was packed. Raises Refusal for what is none, and for what would be too large.

    >>> unpacked(address_of("SELECT * {}  #" + "abc" * 1000)[0][1])[:14]
    'SELECT * {}  #'
    """
    unpacking = decompressobj()
    try:
        content = unpacking.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), _LARGEST)
        text = content.decode("utf-8")
    except (ValueError, ZlibError):
        text = ""
    if not unpacking.eof or not text:
        raise Refusal(
            Text("the address is not whole", "l’adresse n’est pas entière"),
            fix=Text("copy it anew, to its end", "la copier de nouveau, jusqu’au bout"),
        )
    return text


def _text(given: dict[str, str]) -> str:
    return unpacked(given[PACKED]) if PACKED in given else given.get(QUERY, "").replace("\r\n", "\n").strip("\n")


async def _sent(request: Request) -> str:
    return _text(once(await of_form(request)))


def _canned(model: Model, given: dict[str, str], language: str) -> str:
    """Give the SPARQL of a canned query, with the values of its example unless others are given."""
    query = query_named(model, given.pop(CANNED))
    bound = bind(model.lookup, query, given or model.example(query.name), language)
    return with_prefixes(bound.checked()).strip() + "\n"


async def _downloaded(generation: Generation, text: str, asked: str) -> Response:
    if asked not in FORMATS:
        listed = ", ".join(FORMATS)
        raise Refusal(
            Text(f"no format {asked}", f"pas de format {asked}"),
            fix=Text(f"choose among {listed}", f"choisir parmi {listed}"),
        )
    answer = await generation.ask(text, FORMATS[asked])
    return Sent(answer, {"content-disposition": f'attachment; filename="answer.{asked}"', "cache-control": "no-cache"})


async def _asked(api: Api, now: tuple[Generation, Model], text: str, language: str) -> Asking:
    """Ask a query; what refuses it is told on the page."""
    generation, model = now
    address = address_of(text)
    try:
        begun = await beginning(await _limited(generation, text))
        shown = await api.writing.do(lambda: display_answer(model, begun, language))
    except KgError as error:
        return Asking(text, address, fault=error, ran=True)
    return Asking(text, address, shown, ran=True)


async def _limited(generation: Generation, text: str) -> Answer:
    """Ask for no more than a page shows, unless the query has a LIMIT of its own or ends with VALUES."""
    try:
        return await generation.ask(f"{text}\nLIMIT {MOST + 1}", _SHOWN)
    except KgError as error:
        if status_of(error) != _WRONG:
            raise
        return await generation.ask(text, _SHOWN)


async def _told(api: Api, model: Model, asking: Asking, language: str) -> Response:
    content: dict[str, Any] = {
        "asking": asking,
        "address": urlencode(asking.address),
        "lines": min(30, max(10, asking.text.count("\n") + 2)),
        "queries": model.queries,
        "prefixes": PREFIXES,
        "downloads": TRIPLES if asking.shown and asking.shown.triples else ROWS,
    }
    told = LivePage("query", "query.html", LIVE["query_title"], content, asking.address)
    page = await api.writing.do(lambda: render(model, told, language))
    return sent(page, language, status_of(asking.fault) if asking.fault else _OK)
