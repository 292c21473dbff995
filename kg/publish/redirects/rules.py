"""The rules as an Apache configuration: the first one that fits wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.publish.addresses import DATA, DOWNLOAD, address, segment
from kg.publish.entities import KINDS
from kg.vocab import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site

LISTS = ("basis", "criterion-kind", "direction", "link-kind", "place-kind", "position-kind", "unit")
MOST = 500  # rules of single entities, whose keys cannot stand in an address as they are
_ONE = r"[\w~-][\w.~-]*"  # a segment that stands in an address as it is
_REST = r".+"
_FORM, _TONGUE = "%{ENV:FORM}", "%{ENV:TONGUE}"

_PAGE = r"(?:text/html|application/xhtml\+xml)\s*(?:,|$)"  # named without a weight: wanted most
_TURTLE = r"(?:text/turtle|application/x-turtle|text/n3|application/rdf\+xml)"  # and what Turtle is good enough for
_JSON = r"application/(?:ld\+)?json"
_HEAD = r"""# Where the names under {root} lead. Written by kg publish: propose changes there.
Options -MultiViews
RewriteEngine on

# The language of pages: French where it is named before English, else English.
RewriteRule ^ - [E=TONGUE:en]
RewriteCond %{{HTTP:Accept-Language}} \bfr\b [NC]
RewriteCond %{{HTTP:Accept-Language}} !\ben\b.*\bfr\b [NC]
RewriteRule ^ - [E=TONGUE:fr]

# Page or data: who asks for HTML before all gets a page; of two formats of data, the first that is named.
RewriteRule ^ - [E=FORM:html]
RewriteCond %{{HTTP:Accept}} !{page} [NC]
RewriteCond %{{HTTP:Accept}} {turtle} [NC]
RewriteRule ^ - [E=FORM:ttl]
RewriteCond %{{HTTP:Accept}} !{page} [NC]
RewriteCond %{{HTTP:Accept}} {json} [NC]
RewriteCond %{{HTTP:Accept}} !{turtle}.*{json} [NC]
RewriteRule ^ - [E=FORM:jsonld]
"""


class Way(NamedTuple):
    """Where the names of a pattern lead: to a page and its fragment, to Turtle, to JSON-LD."""

    pattern: str
    page: str
    turtle: str
    json: str


def htaccess(site: Site) -> str:
    """Write the rules for the folder in which all names of a site lie."""
    root = root_of(site.base)
    parts = [_HEAD.format(root=root, page=_PAGE, turtle=_TURTLE, json=_JSON)]
    parts += [_rule(way, site.source.site) for way in _ways(site, root)]
    return "\n".join(parts)


def root_of(base: str) -> str:
    """Give the folder of the names: that of the base, which has the instances in a folder of their own."""
    return base.rstrip("/").rpartition("/")[0] + "/"


def _rule(way: Way, site: str) -> str:
    lines = []
    if way.page != way.turtle:
        lines.append(f"RewriteCond {_FORM} =html")
        lines.append(f"RewriteRule ^{way.pattern}$ {site}/{_TONGUE}/{way.page} [R=303,L,NE]")
    if way.json != way.turtle:
        lines.append(f"RewriteCond {_FORM} =jsonld")
        lines.append(f"RewriteRule ^{way.pattern}$ {site}/{way.json} [R=303,L,NE]")
    lines.append(f"RewriteRule ^{way.pattern}$ {site}/{way.turtle} [R=303,L,NE]")
    return "\n".join(lines) + "\n"


def _ways(site: Site, root: str) -> Iterator[Way]:
    graph = f"{DOWNLOAD}/palmares.jsonld"
    yield Way("", "index.html", f"{DOWNLOAD}/dataset.ttl", f"{DOWNLOAD}/dataset.jsonld")
    if ONTOLOGY.startswith(root):
        terms = f"{DOWNLOAD}/ontology.ttl"
        versioned = f"{DOWNLOAD}/ontology-$1.ttl"
        yield Way("ontology", "ontology.html", terms, graph)
        yield Way(r"ontology/(\d[\w.-]*)", versioned, versioned, versioned)
        yield Way(r"alignments(?:/.*)?", "ontology.html", terms, graph)
        yield Way("shapes", "rules.html", f"{DOWNLOAD}/shapes.ttl", f"{DOWNLOAD}/shapes.ttl")
    yield from (way._replace(pattern=site.base.removeprefix(root) + way.pattern) for way in _of_instances(site))


def _of_instances(site: Site) -> Iterator[Way]:
    """Yield the ways of names below the base; the page of a claim is told by `anchors.anchor` in the same way."""
    yield Way("dataset/.+", "downloads.html", f"{DOWNLOAD}/dataset.ttl", f"{DOWNLOAD}/dataset.jsonld")
    yield from (_of_odd(entity, site.base) for entity in odd(site))
    own = "|".join(name for name in KINDS if name != "goal")
    yield _to_entity(f"({own})/({_ONE}(?:/{_ONE})*)", "$1/$2", "")
    for kinds, rest in (("result|tally", f"{_REST}/{_REST}"), ("move|participation", _REST)):
        yield _to_entity(f"({kinds})/([^/]+)/({_ONE})/({rest})", "institution/$3", "#$1/$2/$3/$4")
    yield _to_entity(
        f"(result|tally|move|participation|method|edition-size)/({_ONE})/({_REST})", "edition/$2", "#$1/$2/$3"
    )
    passage = f"(?:evidence|link)/({_ONE})/"
    data = (f"{DATA}/document/$1.ttl", f"{DATA}/document/$1.jsonld")
    # Parts of long documents: what `anchors.part_of` divides away are the last five digits.
    yield Way(rf"{passage}(([1-9]\d*)\d{{5}}-[^/]+)(?:/.*)?", "document/$1/$3.html#evidence/$1/$2", *data)
    yield Way(f"{passage}([^/]+)(?:/.*)?", "document/$1.html#evidence/$1/$2", *data)
    graph, whole = f"{DOWNLOAD}/palmares.ttl", f"{DOWNLOAD}/palmares.jsonld"
    lists = "|".join(LISTS)
    yield Way(f"({lists})", "concepts/$1.html#$1", f"{DOWNLOAD}/ontology.ttl", whole)
    yield Way(f"({lists})/({_REST})", "concepts/$1.html#$1/$2", f"{DOWNLOAD}/ontology.ttl", whole)
    yield Way(f"({_ONE})/({_REST})", "concepts/$1.html#$1/$2", graph, whole)


def _to_entity(pattern: str, place: str, fragment: str) -> Way:
    return Way(pattern, f"{place}.html{fragment}", f"{DATA}/{place}.ttl", f"{DATA}/{place}.jsonld")


def odd(site: Site) -> list[Entity]:
    """Give the entities of ours whose keys cannot stand in an address as they are; at most `MOST`."""
    every = (entity for kind, several in site.entities.items() if kind != "goal" for entity in several)
    return [each for each in every if each.iri.startswith(site.base) and not _plain(each.key)][:MOST]


def _plain(key: str) -> bool:
    return all(segment(part) == part and re.fullmatch(_ONE, part, re.ASCII) for part in key.split("/"))


def _of_odd(entity: Entity, base: str) -> Way:
    words = re.escape(entity.iri.removeprefix(base)).replace('"', r"\x22").replace(r"\ ", r"\x20")
    return _to_entity(words, address(entity), "")
