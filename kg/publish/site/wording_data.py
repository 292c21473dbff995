"""The words of the pages on the data themselves: what to download, how to ask, what the graph is."""

from __future__ import annotations

from kg.errors import Text
from kg.query.render import TYPOGRAPHY

_HARD, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

DATA = {
    "downloads_description": Text(
        "The whole graph, tables, the ontology and the rules, to download and to use freely",
        "Le graphe entier, des tables, l’ontologie et les règles, à télécharger et à employer librement",
    ),
    "dataset_description": Text(
        "Results of university rankings as press releases report them, in French and in English: institution, ranking,"
        " edition, criterion, scope and position, each with the passage that states it.",
        "Résultats de classements universitaires tels que les communiqués les annoncent, en français et en anglais"
        f"{_HARD}: établissement, classement, édition, critère, périmètre et position, chacun avec le passage qui"
        " l’énonce.",
    ),
    "downloads_lead": Text(
        "Take what suits your tools: the graph for linked data, the tables for statistics. All files hold both"
        " languages, and the same graph always gives the same bytes.",
        "Prendre ce qui convient à ses outils"
        f"{_HARD}: le graphe pour les données liées, les tables pour les statistiques. Tous les fichiers sont dans les"
        " deux langues, et le même graphe donne toujours les mêmes octets.",
    ),
    "files": Text("Files", "Fichiers"),
    "files_caption": Text("Files, with their sizes and digests", "Fichiers, avec leurs tailles et leurs empreintes"),
    "file_name": Text("File", "Fichier"),
    "file_size": Text("Size", "Taille"),
    "file_twin": Text("Compressed", "Compressé"),
    "file_digest": Text("SHA-256", "SHA-256"),
    "sums_hint": Text(
        "SHA256SUMS lists all digests: sha256sum -c SHA256SUMS checks what was downloaded.",
        f"SHA256SUMS liste toutes les empreintes{_HARD}: sha256sum -c SHA256SUMS vérifie ce qui a été téléchargé.",
    ),
    "entity_files": Text("A file for each thing", "Un fichier par chose"),
    "entity_files_text": Text(
        "Each institution, ranking, edition, criterion, goal and document has files of its own, in Turtle and in"
        " JSON-LD: the foot of its page leads to them.",
        "Chaque établissement, classement, édition, critère, objectif et document a ses propres fichiers, en Turtle et"
        f" en JSON-LD{_HARD}: le pied de sa page y mène.",
    ),
    "how_to_load": Text("To load the data", "Charger les données"),
    "by_rdflib": Text("Python, rdflib", "Python, rdflib"),
    "by_pyoxigraph": Text("Python, pyoxigraph", "Python, pyoxigraph"),
    "by_pandas": Text("Python, pandas", "Python, pandas"),
    "by_kg": Text("Python, Palmarès itself", "Python, Palmarès lui-même"),
    "by_oxigraph": Text("A SPARQL server, Oxigraph", "Un serveur SPARQL, Oxigraph"),
    "more_reference": Text("To look things up", "Pour s’y retrouver"),
    "to_queries": Text(
        "Questions the graph answers, with their SPARQL", "Questions auxquelles le graphe répond, avec leur SPARQL"
    ),
    "to_codebook": Text("Columns of the tables", "Colonnes des tables"),
    "to_ontology": Text("Terms of the graph", "Termes du graphe"),
    "to_concepts": Text(
        "Scopes, places, categories and other concepts", "Périmètres, lieux, catégories et autres concepts"
    ),
    "to_rules": Text("Rules that the graph keeps", "Règles que le graphe respecte"),
    "to_about": Text("What the graph is, and its limits", "Ce qu’est le graphe, et ses limites"),
    "licence_and_citing": Text("Licence and citing", "Licence et citation"),
    "licence_text": Text(
        "The graph, the ontology and the tables are in the public domain (CC0 1.0): use them as you like, for any"
        " purpose, without asking. Passages quoted from documents stay with their authors.",
        "Le graphe, l’ontologie et les tables sont dans le domaine public (CC0 1.0)"
        f"{_HARD}: chacun en use à son gré, à toute fin, sans rien demander. Les passages cités restent à leurs"
        " auteurs.",
    ),
    "other_licence_text": Text(
        "The graph and the tables are published under the licence {}. Passages quoted from documents stay with their"
        " authors.",
        "Le graphe et les tables sont publiés sous la licence {}. Les passages cités restent à leurs auteurs.",
    ),
    "citing": Text("To cite the data:", f"Pour citer les données{_HARD}:"),
    "cited_title": Text(
        "Palmarès: press releases about university rankings as a bilingual knowledge graph",
        f"Palmarès{_HARD}: des communiqués sur les classements universitaires en graphe de connaissances bilingue",
    ),
    "citation_version": Text(", version {}", ", version {}"),
    "codebook": Text("Columns of the tables", "Colonnes des tables"),
    "codebook_description": Text(
        "What each column of the tables of Palmarès holds", "Ce que contient chaque colonne des tables de Palmarès"
    ),
    "column": Text("Column", "Colonne"),
    "column_type": Text("Type", "Type"),
    "column_title": Text("Title", "Titre"),
    "column_holds": Text("What it holds", "Ce qu’elle contient"),
    "queries": Text("Questions", "Questions"),
    "queries_description": Text(
        "The questions that Palmarès answers, each with its SPARQL",
        "Les questions auxquelles Palmarès répond, chacune avec son SPARQL",
    ),
    "queries_lead": Text(
        "Each question is a query in SPARQL that runs on any engine. From the shell or from Python, Palmarès fills in"
        " the parameters and gives a table.",
        "Chaque question est une requête SPARQL qui tourne sur tout moteur. Depuis un terminal ou Python, Palmarès"
        " remplit les paramètres et donne un tableau.",
    ),
    "queries_by_hand": Text(
        "On another engine, put values into the VALUES line marked # parameters: an IRI between angle brackets, a"
        " number, “fr” or “en” for the language. UNDEF leaves a parameter open. kg query NAME --print does it for you.",
        "Sur un autre moteur, mettre les valeurs dans la ligne VALUES marquée # parameters"
        f"{_HARD}: un IRI entre chevrons, un nombre, «{_HARD}fr{_HARD}» ou «{_HARD}en{_HARD}» pour la langue. UNDEF"
        " laisse un paramètre libre. kg query NOM --print le fait.",
    ),
    "parameters_of": Text("Parameters of {}", "Paramètres de {}"),
    "parameter": Text("Parameter", "Paramètre"),
    "parameter_what": Text("What it is", "Ce que c’est"),
    "parameter_type": Text("Type", "Type"),
    "parameter_needed": Text("Needed", "Obligatoire"),
    "parameter_default": Text("{} unless told", "{} sauf mention"),
    "parameter_optional": Text("no", "non"),
    "parameter_required": Text("yes", "oui"),
    "in_shell": Text("In the shell", "Dans un terminal"),
    "in_python": Text("In Python", "En Python"),
    "in_sparql": Text("Its SPARQL", "Son SPARQL"),
    "type_iri": Text(
        "a key (sdg-15), an IRI (https://…) or a label (Life on land)",
        "une clé (sdg-15), un IRI (https://…) ou un libellé (Vie terrestre)",
    ),
    "type_integer": Text("a whole number", "un nombre entier"),
    "type_decimal": Text("a number", "un nombre"),
    "type_string": Text("a text", "un texte"),
    "type_weights": Text("criteria with weights", "des critères avec leurs poids"),
    "type_limit": Text("a number of rows", "un nombre de lignes"),
    "about": Text("About", "À propos"),
    "about_description": Text(
        "What Palmarès is, how it reads, what it does not know", "Ce qu’est Palmarès, comment il lit, ce qu’il ignore"
    ),
    "about_what": Text("What it is", "Ce que c’est"),
    "about_what_text": Text(
        "Schools announce their places in university rankings in press releases. Palmarès reads those releases, in"
        " French and in English, and turns what they state into a graph of linked data. The graph says what documents"
        " announce, not what is so.",
        "Les écoles annoncent par communiqué leurs places dans les classements universitaires. Palmarès lit ces"
        " communiqués, en français et en anglais, et fait de ce qu’ils énoncent un graphe de données liées. Le graphe"
        " dit ce que les documents annoncent, non ce qui est.",
    ),
    "about_how": Text("How it is made", "Comment il est fait"),
    "about_how_read": Text(
        "Rules written by hand read each document, and each of their decisions can be followed. Each position is"
        " joined to the institution, the edition, the criterion and the scope that the words around it name.",
        "Des règles écrites à la main lisent chaque document"
        f"{_HARD}: on peut suivre chacune de leurs décisions. Chaque position est rattachée à l’établissement, à"
        " l’édition, au critère et au périmètre que nomment les mots qui l’entourent.",
    ),
    "about_how_evidence": Text(
        "Every result keeps the passage it was read in, and its place in the file. Each build checks that the words"
        " quoted stand where it says.",
        "Chaque résultat garde le passage où il a été lu, et sa place dans le fichier. Chaque construction vérifie que"
        " les mots cités sont bien là où elle le dit.",
    ),
    "about_how_rank": Text(
        "A rank is an interval: “24th” runs from 24 to 24, “101–200” from 101 to 200, “top 300” from 1 to 300. A shared"
        " rank is told where a document tells it. What is computed, such as last year’s rank from the places gained, is"
        " marked as computed.",
        f"Un rang est un intervalle{_HARD}: «{_HARD}24e{_HARD}» va de 24 à 24, «{_HARD}101-200{_HARD}» de 101 à 200,"
        f" «{_HARD}top 300{_HARD}» de 1 à 300. Un ex aequo n’est dit que si un document le dit. Ce qui est calculé,"
        " comme le rang de l’an passé d’après les places gagnées, est marqué comme tel.",
    ),
    "about_how_agree": Text(
        "Documents that agree support the same result; those that contradict each other stand side by side, each with"
        " its words.",
        "Les documents qui s’accordent appuient le même résultat"
        f"{_NARROW}; ceux qui se contredisent figurent côte à côte, chacun avec ses mots.",
    ),
    "about_how_checked": Text(
        "Before it is published, the graph is held to rules, which anybody can run again.",
        "Avant d’être publié, le graphe est soumis à des règles, que chacun peut rejouer.",
    ),
    "about_limits": Text("Limits", "Limites"),
    "about_limit_chosen": Text(
        "Releases tell good places rather than bad ones. A missing result does not mean that an institution was not"
        " ranked.",
        "Les communiqués disent les bonnes places plutôt que les mauvaises. L’absence d’un résultat ne veut pas dire"
        " qu’un établissement n’a pas été classé.",
    ),
    "about_limit_wrong": Text(
        "On a text that nobody has looked at, about nine positions of ten are right, and about seven claims of ten are"
        " right in every part. The quote beside each result is there to be read.",
        "Sur un texte que personne n’a regardé, environ neuf positions sur dix sont justes, et environ sept énoncés sur"
        " dix le sont en toutes leurs parties. La citation à côté de chaque résultat est là pour être lue.",
    ),
    "about_limit_candidates": Text(
        "An institution that the registry does not know is a candidate, known by its words alone. Rankings that it does"
        " not know are left out, not guessed.",
        "Un établissement que le registre ne connaît pas est un candidat, connu par ses seuls mots. Les classements"
        " qu’il ne connaît pas sont laissés de côté, non devinés.",
    ),
    "about_limit_years": Text(
        "A year that a document does not tell stays unknown: the edition is then undated.",
        f"Une année que le document ne dit pas reste inconnue{_HARD}: l’édition est alors sans date.",
    ),
    "about_limit_scores": Text(
        "Rankings change their methods: scores of different editions are not to be compared.",
        f"Les classements changent de méthode{_HARD}: les notes d’éditions différentes ne se comparent pas.",
    ),
    "about_privacy": Text("Privacy", "Vie privée"),
    "about_privacy_text": Text(
        "Documents name spokespersons and give telephone numbers and addresses: none of these enter the graph or the"
        " site, which speak of institutions only. This site sets no cookie, counts no visitor and asks no other"
        " server.",
        "Les documents nomment des porte-parole et donnent des téléphones et des adresses"
        f"{_HARD}: rien de cela n’entre dans le graphe ni dans le site, qui ne parlent que d’établissements. Ce site"
        " n’utilise aucun cookie, ne compte aucun visiteur et ne sollicite aucun autre serveur.",
    ),
    "about_names": Text("Lasting addresses", "Adresses pérennes"),
    "about_names_text": Text(
        "Whatever the graph names has an address under {base}. Such an address is a name: it stays the same wherever"
        " this site is put.",
        "Tout ce que le graphe nomme a une adresse sous {base}. Cette adresse est un nom"
        f"{_HARD}: elle reste la même où que ce site soit posé.",
    ),
}

_UNITS = Text("B kB MB GB TB", "o ko Mo Go To")
_STEP = 1000


def size(count: int, language: str) -> str:
    r"""Write a number of bytes as people do.

    >>> size(621081, "fr"), size(2539202, "fr"), size(2539202, "en")
    ('621\xa0ko', '2,5\xa0Mo', '2.5\xa0MB')
    """
    units = _UNITS.in_language(language).split()
    value, unit = float(count), 0
    while round(value) >= _STEP and unit < len(units) - 1:
        value, unit = value / _STEP, unit + 1
    written = f"{value:.1f}" if unit > 1 and value < 10 else f"{value:.0f}"  # noqa: PLR2004 (two digits tell enough)
    return f"{written.replace('.', TYPOGRAPHY[language].decimal)}{_HARD}{units[unit]}"
