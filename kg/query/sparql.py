"""What must be known of a query's text before an engine sees it: whether it may run, and the prefixes it leaves out."""

from __future__ import annotations

import re

from kg.errors import Text, UsageError
from kg.vocab import PREFIXES

# Strings, IRIs and comments: whatever words stand in them are no keywords. What is not closed goes to the end, and
# nothing is tried twice, so that no text takes longer than its length.
_OPAQUE = re.compile(
    r"""
    \"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3})? | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?
    | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'?
    | \\.
    | <[^<>"{}|^`\\\s]*>
    | \#[^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_DEPTH = 4  # of escapes in escapes
_PROLOGUE = re.compile(r"(?:\s*(?:BASE\s*<>|PREFIX\s+[^\s:]*:\s*<>))*\s*", re.IGNORECASE)
_WORD = r"(?<![\w:?$@-]){}(?![\w:-])"
_SERVICE = re.compile(_WORD.format("SERVICE"), re.IGNORECASE)
_NAMED = re.compile(_WORD.format("(?:GRAPH|NAMED|FROM)"), re.IGNORECASE)
_ANY_SERVICE = re.compile("service", re.IGNORECASE)
# No keyword of SPARQL, and as long: what was no keyword before is none now, and stays where it was.
_NO_SERVICE = "serxice"
_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:?$@.-])([A-Za-z][\w-]*):")


def skeleton(text: str) -> str:
    """Give the text with strings and comments blanked and IRIs emptied; escapes are read first, as SPARQL asks.

    >>> skeleton('ASK { ?s ?p "SERVICE" } # SERVICE')
    'ASK { ?s ?p   }  '
    """
    plain = _ESCAPE.sub(_unescape, text)
    return _OPAQUE.sub(_blanked, plain)


def _blanked(match: re.Match[str]) -> str:
    """Blank what is opaque; what a backslash keeps from having a meaning is part of a name."""
    found = match[0]
    return "<>" if found.startswith("<") else found if found.startswith("\\") else " "


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 (the last code point)


def check_harmless(text: str) -> None:
    """Refuse what would change the graph or call another server."""
    bare = skeleton(text)
    word = re.match(r"[A-Za-z]*", bare[_match_end(bare) :])
    if word and word[0].lower() in _UPDATES:
        raise UsageError(
            Text(
                en=f"{word[0].upper()} changes data; queries only read",
                fr=f"{word[0].upper()} modifie les données\N{NARROW NO-BREAK SPACE}; on ne peut que lire",
            ),
            fix=Text(
                en="ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
                fr="interroger avec SELECT, ASK, CONSTRUCT ou DESCRIBE",
            ),
        )
    if _SERVICE.search(bare):
        raise calls_out()


def may_call_out(text: str) -> bool:
    """Tell whether a query might hold SERVICE: almost none does, so this looks no closer than it must."""
    plain = _plain(text)
    return plain is None or bool(_ANY_SERVICE.search(plain))


def without_service(text: str) -> str | None:
    """Give the query with other letters for every SERVICE: one that held it as a keyword is then no SPARQL any more.

    So the engine's own parser tells, and nothing that it would read otherwise than `check_harmless` does can slip
    through: Oxigraph takes ``1SERVICE`` and ``SERVICESILENT`` apart. None where escapes write the word.
    """
    plain = _plain(text)
    if plain is None or len(_ANY_SERVICE.findall(text)) != len(_ANY_SERVICE.findall(plain)):
        return None
    return _ANY_SERVICE.sub(_NO_SERVICE, text)


def _plain(text: str) -> str | None:
    """Undo escapes, and those that come of it; None for more of them in each other than anybody writes."""
    for _ in range(_DEPTH):
        plain = _ESCAPE.sub(_unescape, text)
        if plain == text:
            return text
        text = plain
    return None


def calls_out() -> UsageError:
    """Say that a query calls another server."""
    return UsageError(
        Text(
            en="SERVICE calls another server; queries stay on this graph",
            fr="SERVICE appelle un autre serveur\N{NARROW NO-BREAK SPACE}; on n’interroge que ce graphe",
        ),
        fix=Text(en="leave the SERVICE clause out", fr="retirer la clause SERVICE"),
    )


def _match_end(bare: str) -> int:
    prologue = _PROLOGUE.match(bare)
    return prologue.end() if prologue else 0


def names_graphs(text: str) -> bool:
    """Tell whether a query looks into named graphs."""
    return bool(_NAMED.search(skeleton(text)))


def with_prefixes(text: str) -> str:
    """Put the usual prefixes before a query that uses them without saying what they mean.

    >>> print(with_prefixes("ASK { ?x a pal:Result }"))
    PREFIX pal: <https://w3id.org/palmares/ontology#>
    <BLANKLINE>
    ASK { ?x a pal:Result }
    """
    missing = undeclared(text)
    lines = [f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items() if prefix in missing]
    return "\n".join([*lines, "", text]) if lines else text


def undeclared(text: str) -> list[str]:
    """Give the prefixes that a query uses without saying what they mean, in the order in which it uses them.

    >>> undeclared("PREFIX a: <b:> ASK { ?x a:b c:d }")
    ['c']
    """
    bare = skeleton(text)
    declared = _DECLARED.findall(bare)
    return [prefix for prefix in dict.fromkeys(_USED.findall(bare)) if prefix not in declared]
