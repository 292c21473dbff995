"""The tables: which there are, and their columns in order."""

from __future__ import annotations

from functools import cache

from kg.errors import Text
from kg.publish.downloads.tables.fields import Table, Type, counted, itself, of_passage, thing, value
from kg.publish.downloads.tables.terms import definition_of, title_of

_WHERE = (
    of_passage("document", Type.IRI, Text("document", "document"), Text("IRI of the document.", "IRI du document.")),
    of_passage(
        "document_title",
        Type.TEXT,
        Text("title of the document", "titre du document"),
        Text("Title of the document, in its own language.", "Titre du document, dans sa langue."),
    ),
    of_passage("passage", Type.IRI, Text("passage", "passage"), Text("IRI of the passage.", "IRI du passage.")),
    of_passage(
        "language",
        Type.TEXT,
        Text("language of the passage", "langue du passage"),
        Text("Language of the passage: fr or en.", "Langue du passage\N{NO-BREAK SPACE}: fr ou en."),
    ),
    of_passage(
        "start",
        Type.INTEGER,
        Text("start", "début"),
        Text(
            "Place of the passage’s first character in the text of the document; the first of the text is 0.",
            "Place du premier caractère du passage dans le texte du document\N{NARROW NO-BREAK SPACE}; le premier du"
            " texte est 0.",
        ),
    ),
    of_passage(
        "end",
        Type.INTEGER,
        Text("end", "fin"),
        Text("Place after the passage’s last character.", "Place qui suit le dernier caractère du passage."),
    ),
    of_passage("page", Type.INTEGER, title_of("page"), definition_of("page")),
    of_passage(
        "quote",
        Type.TEXT,
        Text("words of the passage", "mots du passage"),
        Text("The words of the document, as they stand there.", "Les mots du document, tels quels."),
    ),
)
_AROUND = (
    of_passage(
        "before",
        Type.TEXT,
        Text("words before", "mots d’avant"),
        Text("Words that stand before the passage.", "Mots qui précèdent le passage."),
    ),
    of_passage(
        "after",
        Type.TEXT,
        Text("words after", "mots d’après"),
        Text("Words that stand after the passage.", "Mots qui suivent le passage."),
    ),
)
_EVIDENCE = (
    counted(
        "passages",
        Text("passages", "passages"),
        Text(
            "How many passages state this; the columns from document on give the first, the table passages gives all.",
            "Nombre de passages qui l’énoncent\N{NARROW NO-BREAK SPACE}; les colonnes à partir de document donnent le"
            " premier, la table passages les donne tous.",
        ),
        lambda claim: len(claim.passages),
    ),
    counted(
        "documents",
        Text("documents", "documents"),
        Text("How many documents state this.", "Nombre de documents qui l’énoncent."),
        lambda claim: len({each.document for each in claim.passages}),
    ),
    *_WHERE,
)
_ABOUT = (
    thing("institution", "institution", kind="Institution"),
    thing("ranking", "edition", "ranking", kind="Ranking"),
    thing("edition", "edition", kind="Edition"),
    value("year", Type.INTEGER, "edition", "year"),
)
_HOW = (thing("criterion", "criterion", kind="Criterion"), thing("scope", "scope", kind="Scope"))
_NO_RANK = Text(
    "Empty where the position is a percentage, a grade or a score.",
    "Vide si la position est un pourcentage, une note ou un score.",
)

CLAIMS = ("Result", "Tally", "Move", "Participation", "EditionSize", "Method")


@cache
def codebook() -> tuple[Table, ...]:
    """Give the tables."""
    return (_results(), _tallies(), _moves(), _passages())


def _results() -> Table:
    return Table(
        "results",
        Text("Results", "Résultats"),
        Text(
            "One row for each position of an institution in an edition of a ranking, by a criterion, within a"
            " scope. Ranks are intervals: an exact rank begins and ends with the same number.",
            "Une ligne par position d’un établissement dans une édition d’un classement, selon un critère, dans un"
            " périmètre. Les rangs sont des intervalles\N{NO-BREAK SPACE}: un rang exact commence et finit par le"
            " même nombre.",
        ),
        ("Result",),
        (
            itself("result", Text("result", "résultat")),
            *_ABOUT,
            *_HOW,
            thing("kind", "positionKind", kind="PositionKind"),
            value("rank_best", Type.INTEGER, "rankBest", note=_NO_RANK),
            value("rank_worst", Type.INTEGER, "rankWorst", note=_NO_RANK),
            value("tied", Type.BOOLEAN, "tied"),
            value("top_percent", Type.DECIMAL, "topPercent"),
            value("score", Type.DECIMAL, "score"),
            value("score_out_of", Type.DECIMAL, "scoreOutOf"),
            thing("grade", "grade", kind="Grade"),
            thing("basis", "basis", kind="Basis"),
            thing("contradicts", "contradicts"),
            *_EVIDENCE,
        ),
    )


def _tallies() -> Table:
    return Table(
        "tallies",
        Text("Tallies", "Décomptes"),
        Text(
            "One row for each count of positions or grades that a document states of an institution.",
            "Une ligne par nombre de places ou de notes qu’un document énonce d’un établissement.",
        ),
        ("Tally",),
        (
            itself("tally", Text("tally", "décompte")),
            *_ABOUT,
            *_HOW,
            value("count", Type.INTEGER, "count"),
            value("count_at_least", Type.INTEGER, "countAtLeast"),
            value("count_out_of", Type.INTEGER, "countOutOf"),
            thing("counts", "counts"),
            thing("grade", "grade", kind="Grade", several=True),
            value("within", Type.INTEGER, "within"),
            value("rank_best", Type.INTEGER, "rankBest"),
            value("rank_worst", Type.INTEGER, "rankWorst"),
            thing("basis", "basis", kind="Basis"),
            *_EVIDENCE,
        ),
    )


def _moves() -> Table:
    return Table(
        "moves",
        Text("Moves", "Évolutions"),
        Text(
            "One row for each change since an earlier edition that a document states of an institution.",
            "Une ligne par évolution d’un établissement, depuis une édition antérieure, qu’un document énonce.",
        ),
        ("Move",),
        (
            itself("move", Text("move", "évolution")),
            *_ABOUT,
            *_HOW,
            value("previous_year", Type.INTEGER, "previousYear"),
            thing("direction", "direction", kind="Direction"),
            value("places", Type.INTEGER, "places"),
            value("before_best", Type.INTEGER, "beforeBest"),
            value("before_worst", Type.INTEGER, "beforeWorst"),
            value("after_best", Type.INTEGER, "afterBest"),
            value("after_worst", Type.INTEGER, "afterWorst"),
            thing("grade", "grade", kind="Grade", several=True),
            value("count_before", Type.INTEGER, "countBefore"),
            value("count_after", Type.INTEGER, "countAfter"),
            thing("basis", "basis", kind="Basis"),
            *_EVIDENCE,
        ),
    )


def _passages() -> Table:
    return Table(
        "passages",
        Text("Passages", "Passages"),
        Text(
            "One row for each passage that states a claim: results, tallies and moves, and also participations,"
            " sizes of editions and methods, which have no table of their own.",
            "Une ligne par passage qui énonce quelque chose\N{NO-BREAK SPACE}: résultats, décomptes et évolutions,"
            " mais aussi participations, effectifs d’éditions et méthodes, qui n’ont pas de table à eux.",
        ),
        CLAIMS,
        (itself("claim", Text("claim", "énoncé")), *_WHERE, *_AROUND),
        by_passage=True,
    )
