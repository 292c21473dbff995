"""What stands outside the two languages: the first page, the one for wrong addresses, and what machines ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from kg.publish import addresses
from kg.publish.site.words import Words
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from kg.publish.site.site import Site
    from kg.publish.tree import Tree

_FIRST, _WRONG = "index.html", "404.html"
_MOST = 20_000  # pages of one sitemap; each has an entry for both languages, and 50,000 are allowed
_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_INDEX = '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def write_outside(site: Site, names: Sequence[str], templates: Environment, tree: Tree) -> None:
    """Write them; sitemaps and what points to them only where the address of the site is known."""
    known = site.source.site
    for name, root in ((_FIRST, ""), (_WRONG, _root(known))):
        tongues = [(language, Words(language)) for language in LANGUAGES]
        both = " / ".join(dict.fromkeys(site.name.in_language(language) for language in LANGUAGES))
        page = templates.get_template(name).render(tongues=tongues, root=root, site=known, name=both)
        tree.write(name, page.encode())
    if not known:
        return
    parts = [names[start : start + _MOST] for start in range(0, len(names), _MOST)]
    for number, part in enumerate(parts, 1):
        tree.stream(f"sitemap-{number}.xml", _sitemap(part, known))
    listed = "".join(
        f"<sitemap><loc>{known}/sitemap-{number}.xml</loc></sitemap>\n" for number in range(1, len(parts) + 1)
    )
    tree.write("sitemap.xml", f"{_INDEX}{listed}</sitemapindex>\n".encode())
    tree.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {known}/sitemap.xml\n".encode())


def _root(site: str) -> str:
    """Give what addresses begin with on a page that may stand anywhere: the path of the site, else that of its host."""
    return f"{urlsplit(site).path}/"


def _sitemap(names: Sequence[str], site: str) -> Iterator[bytes]:
    yield _URLSET.encode()
    for name in names:
        places = {
            language: escape(f"{site}/{addresses.link(addresses.page(name, language), '')}", {'"': "&quot;"})
            for language in LANGUAGES
        }
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{place}"/>' for language, place in places.items()
        )
        for place in places.values():
            yield f"<url><loc>{place}</loc>{alternates}</url>\n".encode()
    yield b"</urlset>\n"
