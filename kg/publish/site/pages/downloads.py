"""The page of downloads, that of the tables' columns, and the one that says what the graph is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.publish.addresses import DOWNLOAD, link, page
from kg.publish.downloads.tables.codebook import NOTES, type_of
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.site.jsonld import in_page
from kg.publish.site.page import Page
from kg.publish.site.whereabouts import DOWNLOADS
from kg.publish.site.wording_data import size
from kg.publish.site.words import text
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.site.site import Site

# Each is run by a test, in the folder that holds the downloads.
SAMPLES = {
    "by_rdflib": """\
import rdflib

graph = rdflib.Graph().parse("palmares.ttl")
print(len(graph))
""",
    "by_pyoxigraph": """\
import pyoxigraph

store = pyoxigraph.Store()
store.bulk_load(path="palmares.nq", format=pyoxigraph.RdfFormat.N_QUADS)
print(len(list(store.named_graphs())))
""",
    "by_pandas": """\
import pandas

results = pandas.read_parquet("results.parquet", dtype_backend="numpy_nullable")
print(results[["institution_label_en", "year", "rank_best", "rank_worst"]])
""",
    "by_kg": """\
import kg

graph = kg.open("palmares.ttl")
print(graph.sparql("SELECT ?label { ?ranking a pal:Ranking ; rdfs:label ?label }"))
""",
}
SERVER = """\
oxigraph load --location store --file palmares.ttl
oxigraph serve-read-only --location store
"""
MORE = ("queries", "codebook", "ontology", "concepts", "rules", "about")


def pages(site: Site) -> Iterator[Page]:
    """Yield the three pages."""
    yield Page(DOWNLOADS, "downloads.html", text("downloads"), partial(_downloads, site))
    yield Page("codebook", "codebook.html", text("codebook"), _codebook)
    yield Page("about", "about.html", text("about"), partial(_about, site))


def _downloads(site: Site, language: str) -> dict[str, Any]:
    return {
        "description": text("downloads_description").in_language(language),
        "downloads": site.downloads,
        "size": lambda count: size(count, language),
        "file_name": lambda name: name.removeprefix(f"{DOWNLOAD}/"),
        "samples": SAMPLES,
        "server": SERVER,
        "more": MORE,
        "citation": _citation(site, language),
        "json_ld": dataset(site, language),
    }


def dataset(site: Site, language: str) -> str:
    """Describe the data set as search engines for data sets read it; without the site's address files are relative."""
    root, here = site.source.site, page(DOWNLOADS, language)
    files = [
        {
            "@type": "DataDownload",
            "name": download.title.in_language(language),
            "contentUrl": f"{root}/{link(file.name, '')}" if root else link(file.name, here),
            "encodingFormat": download.media_type,
            "contentSize": str(file.size),
            "sha256": file.sha256,
        }
        for download in site.downloads
        for file in download.files[:1]
    ]
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": site.source.dataset,
        "name": site.name.in_language(language),
        "description": (site.source.about.description or text("dataset_description")).in_language(language),
        "inLanguage": list(LANGUAGES),
        "license": site.licence[0],
        "isAccessibleForFree": True,
        **({"url": f"{root}/{link(here, '')}"} if root else {}),
        **({"version": site.source.version} if site.source.version else {}),
        "distribution": files,
    }
    return in_page(described)


def _citation(site: Site, language: str) -> str:
    about, version = site.source.about, site.source.version
    title = (about.title or text("cited_title")).in_language(language)
    year = f" ({about.issued.year})" if about.issued else ""
    worded = text("citation_version").in_language(language).format(version) if version else ""
    return f"{about.publisher.in_language(language)}{year}. {title}{worded}. {site.source.dataset}"


def _codebook(language: str) -> dict[str, Any]:
    return {
        "description": text("codebook_description").in_language(language),
        "tables": codebook(),
        "notes": NOTES,
        "type_of": type_of,
    }


def _about(site: Site, language: str) -> dict[str, Any]:
    return {"description": text("about_description").in_language(language), "base": site.base}
