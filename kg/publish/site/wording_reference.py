"""The words of the pages to look things up in: the ontology, its rules, the concepts."""

from __future__ import annotations

from kg.errors import Text
from kg.vocab import SKOS

_HARD, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

REFERENCE = {
    "ontology_description": Text(
        "The classes, properties and closed lists of Palmarès, with definitions and examples",
        "Les classes, propriétés et listes fermées de Palmarès, avec définitions et exemples",
    ),
    "ontology_lead": Text(
        "The terms in which the graph is written. Each has a definition and an example, in both languages.",
        "Les termes dans lesquels le graphe est écrit. Chacun a une définition et un exemple, dans les deux langues.",
    ),
    "namespace": Text("Namespace", "Espace de noms"),
    "prefix": Text("Prefix", "Préfixe"),
    "version_of": Text("Version", "Version"),
    "in_turtle": Text("To download", "À télécharger"),
    "on_this_page": Text("On this page", "Sur cette page"),
    "classes": Text("Classes", "Classes"),
    "object_properties": Text(
        "Properties that lead to things (object properties)",
        "Propriétés qui mènent à des choses (object properties)",
    ),
    "datatype_properties": Text(
        "Properties that hold values (datatype properties)",
        "Propriétés qui portent des valeurs (datatype properties)",
    ),
    "annotation_properties": Text("Names and annotations", "Noms et annotations"),
    "structures": Text("Structure for Data Cube", "Structure pour Data Cube"),
    "closed_lists": Text("Closed lists", "Listes fermées"),
    "main_classes": Text("The main classes", "Les classes principales"),
    "main_classes_text": Text(
        "A document contains passages; a passage states a result of an institution, in an edition of a ranking, by a"
        " criterion and within a scope. Other claims, such as tallies and moves, hang together in the same way.",
        "Un document contient des passages"
        f"{_NARROW}; un passage énonce un résultat d’un établissement, dans une édition d’un classement, selon un"
        " critère et dans un périmètre. Les autres énoncés, comme les décomptes et les évolutions, se rattachent de"
        " même.",
    ),
    "term_kind_of": Text("Kind of", "Sorte de"),
    "term_kinds": Text("Its kinds", "Ses sortes"),
    "term_domain": Text("Of", "De"),
    "term_range": Text("Leads to", "Mène à"),
    "term_holds": Text("Holds", "Porte"),
    "term_code_list": Text("One of", "Parmi"),
    "term_properties": Text("Properties", "Propriétés"),
    "term_reached_by": Text("Reached by", "Atteint par"),
    "term_near": Text("Near", "Proche de"),
    "term_example": Text("Example", "Exemple"),
    "term_rules": Text("Rules", "Règles"),
    "rules": Text("Rules", "Règles"),
    "rules_description": Text(
        "The rules that every graph of Palmarès is held to", "Les règles auxquelles tout graphe de Palmarès est soumis"
    ),
    "rules_lead": Text(
        "A graph is checked against these rules before it is published. Violation: wrong data. Warning: inconsistent"
        " document. Remark: worth knowing. An ellipsis stands for what a finding"
        " fills in.",
        "Un graphe est contrôlé selon ces règles avant d’être publié. Violation"
        f"{_HARD}: donnée fausse. Avertissement{_HARD}: document incohérent. Remarque{_HARD}: à savoir. Les points de"
        " suspension tiennent la place de ce que chaque constat précise.",
    ),
    "rules_link": Text("All rules, with their reasons", "Toutes les règles, avec leurs raisons"),
    "rules_general": Text("Any subject", "Tout sujet"),
    "concepts": Text("Concepts", "Concepts"),
    "concepts_description": Text(
        "Scopes, places, categories, organizations and all else that the graph names",
        "Périmètres, lieux, catégories, organismes et tout ce que le graphe nomme aussi",
    ),
    "concepts_lead": Text(
        "Everything that the graph names and that has no page of its own, with its address, its names and what uses"
        " it.",
        "Tout ce que le graphe nomme et qui n’a pas de page propre, avec son adresse, ses noms et ce qui l’emploie.",
    ),
    "concept_names": Text("Other names", "Autres noms"),
    "concept_hidden": Text("Also recognized", "Reconnu aussi"),
    "concept_used": Text("Used", "Emploi"),
    "and_more": Text("and {} more", "et {} de plus"),
    "times": Text("{} times", f"{{}}{_HARD}fois"),
    "once": Text("once", f"une{_HARD}fois"),
    "lists_of_terms": Text("Lists of the ontology", "Listes de l’ontologie"),
    "things_named": Text("Things named", "Choses nommées"),
}

# What the kinds of IRIs are called; a kind that is not here is called by its name in the IRI.
CONCEPT_KINDS = {
    "organization": Text("organizations", "organismes"),
    "place": Text("places", "lieux"),
    "scope": Text("scopes", "périmètres"),
    "category": Text("institution categories", "catégories d’établissements"),
    "programme": Text("programmes", "programmes"),
    "grade": Text("grades", "notes"),
    "grade-scheme": Text("grade scales", "échelles de notes"),
    "criterion-scheme": Text("lists of criteria", "listes de critères"),
    "group": Text("groups", "groupes"),
    "basis": Text("bases of claims", "fondements des énoncés"),
    "position-kind": Text("kinds of position", "natures de position"),
    "link-kind": Text("kinds of link", "natures de rattachement"),
    "criterion-kind": Text("kinds of criterion", "natures de critère"),
    "place-kind": Text("kinds of place", "natures de lieu"),
    "direction": Text("directions of a move", "sens d’une évolution"),
    "unit": Text("counted units", "unités comptées"),
    "build": Text("build", "construction"),
    "graph": Text("named graphs", "graphes nommés"),
}

# What a concept's page calls predicates of others, and what it calls them when they lead to the concept.
PREDICATES = {
    f"{SKOS}broader": Text("part of", "relève de"),
    f"{SKOS}exactMatch": Text("same as", "identique à"),
    f"{SKOS}closeMatch": Text("close to", "proche de"),
}
USES = {
    f"{SKOS}broader": Text("holds", "comprend"),
    f"{SKOS}inScheme": Text("holds", "comprend"),
}
