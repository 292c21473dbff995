"""The baseline: rdflib reads the merged graph and writes a Turtle file for each entity, with its claims and quotes."""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from kg import project
from kg.publish.addresses import segment
from kg.vocab import OA, PAL

PALMARES, ANNOTATION = Namespace(PAL), Namespace(OA)
KINDS = ("Institution", "Ranking", "Edition", "Criterion", "Goal", "Document")
NAMING = tuple(PALMARES[name] for name in ("institution", "edition", "criterion", "ranking", "goal"))


def about(whole: Graph, entity: URIRef) -> Graph:
    """Give what is stated of an entity and of what names it, quotes and labels included."""
    part = Graph(bind_namespaces="none", namespace_manager=whole.namespace_manager)
    subjects = {entity, *(subject for predicate in NAMING for subject in whole.subjects(predicate, entity))}
    for _ in range(2):  # from claims to passages, from passages to selectors
        following = (PALMARES.evidence, ANNOTATION.hasSelector)
        subjects |= {value for subject in subjects for each in following for value in whole.objects(subject, each)}
    for subject in subjects:
        part += whole.triples((subject, None, None))
    for value in set(part.objects()) - subjects:
        part += whole.triples((value, RDFS.label, None))
    return part


def main(folder: Path, out: Path) -> None:
    whole = Graph().parse(folder / project.MERGED)
    for kind in KINDS:
        target = out / kind
        target.mkdir(parents=True)
        for entity in sorted(map(str, whole.subjects(RDF.type, PALMARES[kind]))):
            about(whole, URIRef(entity)).serialize(target / f"{segment(entity)}.ttl", format="turtle")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
