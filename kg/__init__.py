'''Press releases about university rankings become a checked, bilingual, queryable graph.

One pipeline, a part of the package for each step; every step makes new values and edits none: `kg.read` turns a file
into a Document, `kg.extract` finds the Claims it states, with the help of `kg.registry` (known names) and `kg.language`
(French and English), `kg.graph` turns claims into RDF, `kg.build` does all of this for many documents, `kg.validate`
holds the result against the shapes, `kg.query` asks it questions. What each exports is the public API:

>>> from kg import project
>>> from kg.extract import extract
>>> from kg.read import read_string
>>> from kg.registry import load_registry
>>> text = read_string("""IMT Mines Alès est classée 24e des écoles d'ingénieurs du palmarès de L'Étudiant 2022.""")
>>> for claim in extract(text, load_registry(project.REGISTRY)).claims:
...     print(claim.institution.value.name, claim.ranking.value.slug, claim.edition.value, claim.position.low)
IMT Mines Alès letudiant-ingenieurs 2022 24
'''
