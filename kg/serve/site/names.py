"""Where the names in the graph lead: to a page, or to data, as the visitor wants it (303 See Other).

The same answers as those of the rules for w3id, but that weights are read, N-Triples are to be had, and a name that
nobody knows is told so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.responses import RedirectResponse

from kg.publish.previous import DESCRIPTION, HISTORY
from kg.publish.reading import told
from kg.publish.redirects.expected import place
from kg.publish.redirects.rules import root_of as root_of_names
from kg.serve.site.files import nothing_here
from kg.serve.web.visitor import language_of, root_of, wanted
from kg.vocab import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.generation import Generation

_HTML, _TURTLE, _TRIPLES, _JSON = "html", "ttl", "nt", "jsonld"
_FORMS = {
    "text/html": _HTML,
    "application/xhtml+xml": _HTML,
    "text/turtle": _TURTLE,
    "application/x-turtle": _TURTLE,
    "text/n3": _TURTLE,
    "application/rdf+xml": _TURTLE,  # who asks for this reads Turtle too
    "application/ld+json": _JSON,
    "application/json": _JSON,
    "application/n-triples": _TRIPLES,
    "application/trig": _TURTLE,  # Turtle is TriG, and N-Triples are N-Quads
    "application/n-quads": _TRIPLES,
}
_ENDINGS = {each: each for each in _FORMS.values()} | {"json": _JSON}
_OFFERED = tuple(_FORMS.items())
_HEADERS = {"vary": "accept, accept-language", "cache-control": "no-cache"}
# Names of wholes: the data set's, the ontology and its versions, what it is aligned with, the shapes.
_WHOLE = re.compile(r"|ontology(?:/\d[\w.-]*)?|alignments(?:/.*)?|shapes", re.ASCII)


class Names:
    """The names of one generation."""

    def __init__(self, generation: Generation) -> None:
        """Read which names are told of outside the data set: its own, and those of what is gone."""
        self._base, self._folder = generation.base, generation.folder
        self._root = root_of_names(self._base)
        self._prefix = self._base.removeprefix(self._root)  # "id/"
        self._knows = generation.knows
        self._others = frozenset(_subjects(generation.folder))

    def respond(self, request: Request) -> Response | None:
        """Lead a visitor from a name to what tells of it; None for an address that is no name. Raises Refusal."""
        path = request.scope["raw_path"].decode("ascii", "replace")[1:]
        if not (path.startswith(self._prefix) or any(_WHOLE.fullmatch(name) for name, _ in self._readings(path))):
            return None
        for asked, form in self._readings(path):
            for name in dict.fromkeys((asked, unquote(asked))):
                if found := self._place(request, f"{self._root}{name}", form):
                    return RedirectResponse(f"{root_of(request)}{found}", 303, _HEADERS)
        raise nothing_here()

    @staticmethod
    def _readings(path: str) -> Iterator[tuple[str, str]]:
        """Yield the name as it stands, then what it is where its end names a format."""
        yield path, ""
        name, _, ending = path.rpartition(".")
        if ending in _ENDINGS:
            yield name, _ENDINGS[ending]

    def _place(self, request: Request, name: str, form: str) -> str:
        """Give where a name leads below the site; nothing if it is not known."""
        form = form or wanted(request.headers.get("accept", ""), _OFFERED) or _HTML
        if not (_WHOLE.fullmatch(name.removeprefix(self._root)) or name in self._others or self._knows(name)):
            return ""
        own = self._root.rstrip("/") + "/ontology"
        if own != ONTOLOGY and name.startswith(own):
            name = ONTOLOGY + name.removeprefix(own)
        found = place(name, self._base, _TURTLE if form == _TRIPLES else form, language_of(request))
        if not (self._folder / found.partition("#")[0]).is_file():
            return ""
        if form == _TRIPLES and found.endswith(f".{_TURTLE}"):
            found = f"{found.removesuffix(_TURTLE)}{_TRIPLES}"
        return quote(found, safe="/#=~,;:@!$&'()*+")


def _subjects(folder: Path) -> Iterator[str]:
    for name in (DESCRIPTION, HISTORY):
        file = folder / name
        if file.is_file():
            with told(file):
                subjects = {quad.subject for quad in parse(path=str(file), format=RdfFormat.TURTLE)}
            yield from (subject.value for subject in subjects if isinstance(subject, NamedNode))
