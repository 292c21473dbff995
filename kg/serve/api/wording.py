"""The words of the pages that only a server has."""

from __future__ import annotations

from kg.errors import Text

_HARD, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

LIVE = {
    "ask": Text("Ask", "Interroger"),
    "ask_here": Text("Ask this question", "Poser cette question"),
    "ask_own": Text("Write your own query in SPARQL", "Écrire sa requête SPARQL"),
    "ask_program": Text("For programs", "Pour les programmes"),
    "example": Text("An example", "Un exemple"),
    "optional": Text("optional", "facultatif"),
    "any": Text("any", "indifférent"),
    "choose": Text("choose one", "choisir"),
    "weight": Text("weight", "poids"),
    "weight_of": Text("Weight of criterion {}", "Poids du critère {}"),
    "criterion_number": Text("Criterion {}", "Critère {}"),
    "criteria_and_weights": Text("Criteria and weights", "Critères et poids"),
    "show_sparql": Text("Show it", "L’afficher"),
    "more_criteria": Text(
        "Leave lines empty as you like; there is always one more.",
        f"Des lignes peuvent rester vides{_NARROW}; il y en a toujours une de plus.",
    ),
    "faults": Text("A field needs mending", "Un champ est à corriger"),
    "missing": Text("to be given", "à indiquer"),
    "nearest": Text("Nearest", "Au plus proche"),
    "answer": Text("Answer", "Réponse"),
    "no_rows": Text("Nothing in this graph answers.", "Rien dans ce graphe ne répond."),
    "one_rows": Text("row", "ligne"),
    "rows": Text("rows", "lignes"),
    "first_rows": Text(
        "The first {} rows; the downloads hold all.",
        f"Les {{}} premières lignes{_NARROW}; les téléchargements les ont toutes.",
    ),
    "first_triples": Text(
        "The first {} triples; the downloads hold all.",
        f"Les {{}} premiers triplets{_NARROW}; les téléchargements les ont tous.",
    ),
    "one_triples": Text("triple", "triplet"),
    "triples": Text("triples", "triplets"),
    "yes": Text("Yes.", "Oui."),
    "no": Text("No.", "Non."),
    "take_away": Text("Download the answer", "Télécharger la réponse"),
    "format_csv": Text("CSV", "CSV"),
    "format_tsv": Text("TSV", "TSV"),
    "format_json": Text("JSON", "JSON"),
    "format_jsonl": Text("JSON Lines", "JSON Lines"),
    "format_markdown": Text("Markdown", "Markdown"),
    "format_table": Text("plain text", "texte brut"),
    "format_srj": Text("SPARQL JSON", "JSON de SPARQL"),
    "format_srx": Text("SPARQL XML", "XML de SPARQL"),
    "format_xml": Text("XML", "XML"),
    "format_nt": Text("N-Triples", "N-Triples"),
    "format_rdf": Text("RDF/XML", "RDF/XML"),
    "change": Text("Change it on the query page", "La modifier sur la page de requête"),
    "address_of_answer": Text("Address for programs", "Adresse pour les programmes"),
    "query_page": Text("Query", "Requête"),
    "query_title": Text("Your own query", "Votre propre requête"),
    "query_lead": Text(
        "Ask the graph in SPARQL. The usual prefixes may be left out; the address of an answer can be shared.",
        "Interroger le graphe en SPARQL. Les préfixes usuels peuvent être omis"
        f"{_NARROW}; l’adresse d’une réponse se partage.",
    ),
    "query_field": Text("Query in SPARQL", "Requête en SPARQL"),
    "query_keys": Text(
        "Ctrl+Enter asks. Tab indents; after Escape, Tab leaves the field.",
        f"Ctrl+Entrée interroge. Tab indente{_NARROW}; après Échap, Tab quitte le champ.",
    ),
    "query_prefixes": Text("Insert a prefix", "Insérer un préfixe"),
    "query_examples": Text("Begin from a question", "Partir d’une question"),
    "query_examples_text": Text(
        "Each fills the field with its SPARQL and example values.",
        "Chacune remplit le champ de son SPARQL, avec des valeurs d’exemple.",
    ),
    "query_form": Text("As a form", "En formulaire"),
    "query_too_long": Text(
        "This query is too long for an address: keep its text to ask it again.",
        f"Cette requête est trop longue pour une adresse{_HARD}: garder son texte pour la reposer.",
    ),
    "query_help": Text("What the graph holds", "Ce que contient le graphe"),
    "query_fault": Text("The engine does not understand the query", "Le moteur ne comprend pas la requête"),
    "query_line": Text("Line {}", "Ligne {}"),
    "query_engine_says": Text("The engine says, in English:", f"Le moteur dit, en anglais{_HARD}:"),
    "bars_caption": Text("{} by {}", "{} par {}"),
}
