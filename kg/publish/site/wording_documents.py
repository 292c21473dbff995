"""The words of the pages of documents."""

from __future__ import annotations

import datetime as dt

from kg.errors import Text

_HARD, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

DOCUMENTS = {
    "document_description": Text(
        "What {} states of rankings, passage by passage",
        "Ce que dit des classements {}, passage par passage",
    ),
    "issued_by": Text("Issued by", "Diffusé par"),
    "issued_on": Text("Date", "Date"),
    "written_in": Text("Language", "Langue"),
    "address_of_document": Text("Address", "Adresse"),
    "file": Text("File", "Fichier"),
    "format": Text("Format", "Format"),
    "digest": Text("SHA-256", "SHA-256"),
    "cites": Text("Cites", "Renvoie à"),
    "cited_by": Text("Cited by", "Cité par"),
    "quoted_passages": Text("Quoted passages", "Passages cités"),
    "passages_hint": Text(
        "Only the passages that were used, as they stand in the document; the number after a highlight leads to what it"
        " states. Underlined words name a part of it: an institution, a year, a place. The text between two passages is"
        " not shown.",
        "Seuls figurent les passages utilisés, tels qu’ils sont dans le document"
        f"{_NARROW}; le numéro qui suit un surlignage mène à ce qu’il énonce. Les mots soulignés en nomment une"
        f" partie{_HARD}: un établissement, une année, un lieu. Le texte entre deux passages n’est pas montré.",
    ),
    "no_passages": Text(
        "No passage of this document is quoted: another document cites it.",
        f"Aucun passage de ce document n’est cité{_HARD}: un autre document y renvoie.",
    ),
    "nothing_read": Text(
        "Nothing was read in this document that concerns a ranking.",
        "Rien dans ce document n’a été lu qui concerne un classement.",
    ),
    "characters": Text("characters {}–{}", "caractères {}-{}"),
    "part_of_document": Text("part {}", "partie {}"),
    "parts_of_document": Text("Parts of this document", "Parties de ce document"),
    "later_parts": Text(
        "Its passages are quoted in later parts.", "Ses passages sont cités dans les parties suivantes."
    ),
    "markup_hint": Text(
        "Marks of formatting in the file are quoted with the words; letters that they raise or lower are shown so.",
        "Les marques de mise en forme du fichier sont citées avec les mots"
        f"{_NARROW}; les exposants et les indices sont montrés comme tels.",
    ),
    "page_number": Text("page {}", "page {}"),
    "to_statement": Text("what this states, no. {}", f"ce qui est énoncé, n°{_HARD}{{}}"),
    "to_passage": Text("the passage, no. {}", f"le passage, n°{_HARD}{{}}"),
    "how_found": Text("How each part was found", "Comment chaque partie a été trouvée"),
    "many_passages": Text(
        "This document is long: how each part was found is left out here; the data of this page tell it.",
        f"Ce document est long{_HARD}: cette page ne montre pas comment chaque partie a été trouvée, mais ses"
        " données le disent.",
    ),
    "tongue_fr": Text("French", "français"),
    "tongue_en": Text("English", "anglais"),
    "slot_group": Text("Group", "Groupe"),
    "slot_usesCriterion": Text("Criterion used", "Critère employé"),
    "slot_inCriterion": Text("Criterion entered", "Critère abordé"),
}
MEDIA = {
    "text/plain": Text("plain text", "texte brut"),
    "text/markdown": Text("Markdown", "Markdown"),
    "text/html": Text("HTML", "HTML"),
    "application/pdf": Text("PDF", "PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Text("DOCX", "DOCX"),
}
MARKED_UP = ("text/markdown", "text/html")
_MONTHS = Text(
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
_FIRST = Text("1", "1er")


def day(written: str, language: str) -> str:
    r"""Write a date of ISO 8601 as people do; anything else stays as it is.

    >>> day("2022-01-05", "en"), day("2024-06-01", "fr"), day("2024", "fr")
    ('5\xa0January 2022', '1er\xa0juin 2024', '2024')
    """
    try:
        date = dt.date.fromisoformat(written)
    except ValueError:
        return written
    number = _FIRST.in_language(language) if date.day == 1 else str(date.day)
    return f"{number}{_HARD}{_MONTHS.in_language(language).split()[date.month - 1]} {date.year}"
