"""What can be asked about an institution and compared with a column: properties, named in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kg import vocab
from kg.errors import Text
from kg.serve.reconcile.institutions import LabelKind
from kg.serve.reconcile.words import LONGEST, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.serve.reconcile.institutions import Concept, Institution, Institutions

# As the protocol writes a value: {"str": …}, {"int": …} or {"id": …, "name": …}.
Cell: TypeAlias = dict[str, Any]
TYPE = "pal:Institution"
TYPE_NAME = Text("institution", "établissement")


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its values of an institution in a language, and the words that a column may write them in.

    Without ``values`` they are asked of the graph (see `results`); without ``written`` a column is not compared.
    """

    id: str
    name: Text
    description: Text
    values: Callable[[Institutions, Institution, str], Iterable[Cell]] | None = None
    written: Callable[[Institutions, Institution], Iterable[str]] | None = None
    type_id: str = ""


def _texts(values: Iterable[str]) -> list[Cell]:
    return [{"str": value} for value in values if value]


def _called(*kinds: LabelKind) -> Callable[[Institutions, Institution, str], list[Cell]]:
    return lambda _among, institution, language: _texts(institution.called(language, *kinds))


def _any_name(_among: Institutions, institution: Institution) -> Iterable[str]:
    return (label.text for label in institution.labels)


def _preferred(tag: str) -> Callable[[Institutions, Institution, str], list[Cell]]:
    return lambda _among, institution, _language: _texts([institution.name(tag)])


def _words(among: Institutions, *iris: str) -> Iterable[str]:
    """Give every way to write a concept: names, code, IRI with and without the base."""
    for concept in filter(None, map(among.concept, iris)):
        yield from _ways(concept, among.base)


def _ways(concept: Concept, base: str) -> Iterable[str]:
    yield from (label.text for label in concept.labels)
    yield from (concept.code, concept.iri, concept.iri.removeprefix(base))


def _parents(among: Institutions, institution: Institution, language: str) -> list[Cell]:
    parents = (among.by_id.get(iri.removeprefix(among.base)) for iri in institution.parents)
    return [{"id": parent.id, "name": parent.name(language)} for parent in parents if parent]


def _written_parents(among: Institutions, institution: Institution) -> Iterable[str]:
    for iri in institution.parents:
        yield from (iri, identifier := iri.removeprefix(among.base))
        if parent := among.by_id.get(identifier):
            yield from (label.text for label in parent.labels)


def _code(among: Institutions, institution: Institution, _language: str) -> list[Cell]:
    concept = among.concept(institution.country)
    return _texts([concept.code]) if concept else []


PROPERTIES = {
    each.id: each
    for each in (
        Property(
            "pal:country",
            Text("country", "pays"),
            Text(
                "Where it is (a column may hold names or codes)",
                "Où il est (une colonne peut tenir des noms ou des codes)",
            ),
            lambda among, institution, language: _texts([among.named(institution.country, language)]),
            lambda among, institution: _words(among, institution.country),
        ),
        Property(
            "pal:country/skos:notation",
            Text("country code", "code du pays"),
            Text("ISO 3166-1, two letters", "ISO 3166-1, deux lettres"),
            _code,
            lambda among, institution: _words(among, institution.country),
        ),
        Property(
            "pal:region",
            Text("region", "région"),
            Text("Part of the country, known in France", "Partie du pays, connue en France"),
            lambda among, institution, language: _texts([among.named(institution.region, language)]),
            lambda among, institution: _words(among, institution.region),
        ),
        Property(
            "pal:category",
            Text("category", "catégorie"),
            Text("The kind of institutions it is one of", "Le genre d’établissements dont il fait partie"),
            lambda among, institution, language: _texts(among.named(iri, language) for iri in institution.categories),
            lambda among, institution: _words(among, *institution.categories),
        ),
        Property(
            "skos:prefLabel@fr",
            Text("name in French", "nom en français"),
            Text("The name shown", "Le nom affiché"),
            _preferred("fr"),
            _any_name,
        ),
        Property(
            "skos:prefLabel@en",
            Text("name in English", "nom en anglais"),
            Text("The name shown", "Le nom affiché"),
            _preferred("en"),
            _any_name,
        ),
        Property(
            "pal:exactLabel",
            Text("acronym", "sigle"),
            Text("Short names in capitals", "Noms courts en capitales"),
            _called(LabelKind.ACRONYM),
            _any_name,
        ),
        Property(
            "skos:altLabel",
            Text("other names", "autres noms"),
            Text("Names beside the one shown", "Noms à côté de celui qui est affiché"),
            _called(LabelKind.OTHER),
            _any_name,
        ),
        Property(
            "pal:formerName",
            Text("former names", "anciens noms"),
            Text("Names it had", "Noms qu’il a portés"),
            _called(LabelKind.FORMER),
            _any_name,
        ),
        Property(
            "org:subOrganizationOf",
            Text("part of", "fait partie de"),
            Text("The institution it belongs to", "L’établissement auquel il appartient"),
            _parents,
            _written_parents,
            type_id=TYPE,
        ),
        Property(
            "pal:founded",
            Text("founded in", "fondé en"),
            Text("A year", "Une année"),
            lambda _among, institution, _language: [{"int": institution.founded}] if institution.founded else [],
            lambda _among, institution: [str(institution.founded)] if institution.founded else [],
        ),
        Property(
            "ror",
            Text("ROR", "ROR"),
            Text("Identifier in the Research Organization Registry", "Identifiant dans le registre ROR"),
            lambda _among, institution, _language: _texts([institution.ror and vocab.ROR + institution.ror]),
        ),
        Property(
            "wikidata",
            Text("Wikidata", "Wikidata"),
            Text("Identifier in Wikidata", "Identifiant dans Wikidata"),
            lambda _among, institution, _language: _texts([institution.wikidata]),
        ),
        Property(
            "iri",
            Text("IRI", "IRI"),
            Text("Its name in the graph", "Son nom dans le graphe"),
            lambda _among, institution, _language: _texts([institution.iri]),
        ),
        Property(
            "results",
            Text("number of results", "nombre de résultats"),
            Text("How many results the graph holds of it", "Combien de ses résultats tient le graphe"),
        ),
        Property(
            "best-world-rank",
            Text("best world rank", "meilleur rang mondial"),
            Text(
                "In the overall table of a ranking (of a band, the last rank in it)",
                "Au classement général (d’une tranche, le dernier rang)",
            ),
        ),
        Property(
            "best-world-result",
            Text("best world result", "meilleur résultat mondial"),
            Text("The result of the best world rank, in words", "Le résultat du meilleur rang mondial, en mots"),
        ),
    )
}
_BY_NAME = {folded(name): each for each in PROPERTIES.values() for name in each.name}
PLACES = ("pal:country", "pal:country/skos:notation", "pal:region")
IDENTIFYING = ("ror", "wikidata", "iri")


def type_of_all(language: str) -> dict[str, str]:
    """Give the type of all institutions, as the protocol writes one."""
    return {"id": TYPE, "name": TYPE_NAME.in_language(language)}


def property_of(pid: str) -> Property | None:
    """Give a property by its id, by the IRI of its term, or by its name in any language, as columns are headed."""
    for prefix, namespace in vocab.PREFIXES.items():
        if pid.startswith(namespace):
            return PROPERTIES.get(f"{prefix}:{pid.removeprefix(namespace)}")
    return PROPERTIES.get(pid) or _BY_NAME.get(folded(pid[:LONGEST]))
