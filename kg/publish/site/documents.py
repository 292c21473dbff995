"""What a graph holds of one document: what it is, its passages, the claims they state, and how their parts were found.

A few queries a document, whatever its length.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.graph.privacy import without_private
from kg.publish.entities import describe
from kg.publish.site.anchors import part_of
from kg.publish.site.names import tag_of
from kg.publish.site.passages import Passage, Stretch, Token, stitch
from kg.query.terms import Iri, iri
from kg.vocab import DCT, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.query import Engine
    from kg.query.terms import Value

_PASSAGES = """
SELECT ?passage ?start ?end ?exact ?prefix ?suffix ?language ?page {{
  ?passage oa:hasSource {document} ; oa:hasSelector ?words , ?place .
  ?words oa:exact ?exact .
  ?place oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?words oa:prefix ?prefix }}
  OPTIONAL {{ ?words oa:suffix ?suffix }}
  OPTIONAL {{ ?passage dct:language ?language }}
  OPTIONAL {{ ?passage pal:page ?page }}
}}"""
_CLAIMS = """
SELECT ?passage ?claim ?basis ?label (LANG(?label) AS ?tag) {{
  ?passage oa:hasSource {document} .
  ?claim pal:evidence ?passage .
  OPTIONAL {{ ?claim pal:basis ?basis }}
  OPTIONAL {{ ?claim rdfs:label ?label }}
}}"""
_LINKS = """
SELECT ?link ?position ?slot ?kind ?words {{
  ?position oa:hasSource {document} .
  ?link pal:position ?position ; pal:slot ?slot ; pal:linkKind ?kind .
  OPTIONAL {{ ?link pal:linkEvidence ?words }}
}}"""
# The parts themselves; a ranking is one by way of the edition. A query each: engines read all of the graph for both.
_VALUES = tuple(
    f"SELECT DISTINCT ?link ?value {{{{ ?position oa:hasSource {{document}} . ?link pal:position ?position ; {way} }}}}"
    for way in (
        "pal:slot ?slot . ?claim pal:link ?link ; ?slot ?value",
        "pal:slot pal:ranking . ?claim pal:link ?link ; pal:edition ?edition . ?edition pal:ranking ?value",
    )
)
_CITING = "SELECT DISTINCT ?citing {{ ?citing pal:cites {document} }} ORDER BY ?citing"
# In the order in which a claim names its parts; others follow by name.
_SLOTS = [f"{PAL}{name}" for name in ("institution", "ranking", "edition", "criterion", "scope")]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its labels by language; ``basis`` is empty where the graph does not tell it."""

    iri: str
    labels: Mapping[str, str]
    basis: str

    @property
    def computed(self) -> bool:
        """Whether the document does not say it in so many words."""
        return self.basis.endswith("/computed")


@dataclass(frozen=True, slots=True)
class Part:
    """How parts of claims were found: what, how close to the position, and the words, if any, that name them.

    ``quote`` is how a page may show those words.
    """

    slot: str
    values: tuple[str, ...]
    link: str
    words: Passage | None
    quote: str


@dataclass(slots=True)
class Stated:
    """What one passage states: ``number`` counts such passages through the document, in reading order."""

    passage: Passage
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of the document, and those of its passages that state something."""

    stretch: Stretch
    tokens: tuple[Token, ...]
    stated: tuple[Stated, ...]

    @property
    def part(self) -> int:
        """The part of the page on which it stands."""
        return part_of(self.stretch.passages[0].start)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the passages that state something, by their IRIs."""
        return {each.passage.iri: each.number for each in self.stated}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, ready to be shown. ``language`` is its tag; what the graph does not tell is empty."""

    title: str
    language: str
    facts: Mapping[str, tuple[Value, ...]]
    cited_by: tuple[str, ...]
    quoted: tuple[Quoted, ...]

    def all(self, predicate: str) -> tuple[str, ...]:
        """Give what is stated of the document by one predicate, sorted."""
        return tuple(str(value) for value in self.facts.get(predicate, ()))

    def one(self, predicate: str) -> str:
        """Give the first of what is stated by one predicate, or nothing."""
        return next(iter(self.all(predicate)), "")

    @property
    def parts(self) -> tuple[int, ...]:
        """The parts of its page: the first always, others where long documents have passages."""
        return tuple(sorted({0, *(each.part for each in self.quoted)}))

    def on(self, part: int) -> tuple[Quoted, ...]:
        """Give what stands on one part of the page."""
        return tuple(each for each in self.quoted if each.part == part)


def read(engine: Engine, address: str) -> Reading:
    """Read the document of an IRI."""
    facts: defaultdict[str, list[Value]] = defaultdict(list)
    for predicate, value, _ in describe(engine, address):
        facts[str(predicate)].append(value)
    stated = {predicate: tuple(sorted(values, key=str)) for predicate, values in facts.items()}
    title = next(iter(stated.get(f"{DCT}title", ())), "") or address.rpartition("/")[2]
    citing = engine.rows(_CITING.format(document=iri(address)))
    return Reading(
        title=without_private(str(title)),
        language=next((tag for each in stated.get(f"{DCT}language", ()) if (tag := tag_of(each))), ""),
        facts=stated,
        cited_by=tuple(str(each) for (each,) in citing),
        quoted=_quoted(engine, iri(address)),
    )


def _quoted(engine: Engine, document: str) -> tuple[Quoted, ...]:
    links = engine.rows(_LINKS.format(document=document))
    naming = {str(words) for *_, words in links}
    passages = {str(row[0]): _passage(row, naming) for row in engine.rows(_PASSAGES.format(document=document))}
    claims, parts = _claims(engine, document), _parts(engine, document, links, passages)
    quoted = tuple(
        Quoted(
            stretch,
            tuple(stretch.tokens()),
            tuple(
                Stated(each, claims[each.iri], parts.get(each.iri, ()))
                for each in sorted(stretch.passages, key=lambda each: (each.stop, -each.start, each.iri))
                if each.iri in claims
            ),
        )
        for stretch in _stitched(passages.values())
    )
    for number, one in enumerate((one for each in quoted for one in each.stated), 1):
        one.number = number
    return quoted


def _stitched(passages: Iterable[Passage]) -> Iterator[Stretch]:
    """Stitch passages that stand on one part of the page."""
    parts: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        parts[part_of(passage.start)].append(passage)
    for part in sorted(parts):
        yield from stitch(parts[part])


def _claims(engine: Engine, document: str) -> Mapping[str, tuple[Claim, ...]]:
    """Give the claims that each passage states, by the passage's IRI."""
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    bases: dict[str, str] = {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for passage, claim, basis, label, tag in engine.rows(_CLAIMS.format(document=document)):
        found[str(passage)].add(str(claim))
        bases[str(claim)] = str(basis or "")
        if label is not None:
            labels[str(claim)][str(tag)] = str(label)
    return {
        passage: tuple(Claim(each, labels[each], bases[each]) for each in sorted(several))
        for passage, several in found.items()
    }


def _parts(
    engine: Engine, document: str, links: Iterable[tuple[Value, ...]], passages: Mapping[str, Passage]
) -> Mapping[str, tuple[Part, ...]]:
    """Give how the parts of all claims of a passage were found, by the passage's IRI; what is the same comes once."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for query in _VALUES:
        for link, value in engine.rows(query.format(document=document)):
            if isinstance(value, Iri):
                values[str(link)].add(value)
    several: defaultdict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for link, position, slot, kind, words in links:
        several[str(position), str(slot), str(kind), str(words or "")] |= values[str(link)]
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    quotes = cache(lambda passage: passage.shown)  # many parts are named by the same words
    for key in sorted(several, key=_by_slot):
        position, slot, kind, words = key
        named = passages.get(words)
        parts[position].append(Part(slot, tuple(sorted(several[key])), kind, named, quotes(named) if named else ""))
    return {position: tuple(found) for position, found in parts.items()}


def _by_slot(key: tuple[str, str, str, str]) -> tuple[int, tuple[str, ...]]:
    slot = key[1]
    return _SLOTS.index(slot) if slot in _SLOTS else len(_SLOTS), key


def _passage(row: tuple[Value, ...], naming: set[str]) -> Passage:
    address, start, end, exact, prefix, suffix, language, page = row
    return Passage(
        iri=str(address),
        start=start if isinstance(start, int) else 0,
        end=end if isinstance(end, int) else 0,
        exact=str(exact),
        prefix=str(prefix or ""),
        suffix=str(suffix or ""),
        language=tag_of(language),
        page=page if isinstance(page, int) else 0,
        names=str(address) in naming,
    )
