"""What is wrong with a query that the engine does not read: the usual mistakes, in words that help to mend them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import COLON, Text, quoted_in_french
from kg.query.sparql import skeleton, undeclared, with_prefixes
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_SPARQL = Text("this is not SPARQL 1.1", "ce n’est pas du SPARQL 1.1")
_WORDS = 300  # characters of what the engine says of a wrong query
_PLACE = re.compile(r"(?:error at )?(?P<line>\d+):(?P<column>\d+): (?P<words>.*)", re.DOTALL)
_EXPECTED = re.compile(r"expected (?:one of )?|\"[^\"]*\"")
_SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")  # what the engine says in words is about no missing sign
_ESCAPE = r'"\\U"'  # is expected in a string only
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
_CHOSEN_END = re.compile(r"\bWHERE\b|\bFROM\b|\{", re.IGNORECASE)
_GROUP = re.compile(r"\bGROUP\s+BY\b(?P<by>.*)", re.IGNORECASE | re.DOTALL)
_VARIABLE = re.compile(r"[?$](\w+)")
_ASK = Text("ask with SELECT, ASK, CONSTRUCT or DESCRIBE", "interroger avec SELECT, ASK, CONSTRUCT ou DESCRIBE")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, how to mend it where that is known, the place in the visitor's text, and the engine's words."""

    what: Text
    fix: Text | None
    line: int = 0
    column: int = 0
    words: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """The line and the column, or nothing."""
        return f"{self.line}:{self.column}" if self.line else ""


def mistake_in(query: str, words: str) -> Mistake:
    """Find the mistake in a query of which the engine says these words; its places count lines that we put before."""
    found = _PLACE.match(words.strip())
    said = found["words"] if found else words.strip()
    before = with_prefixes(query).count("\n") - query.count("\n")
    line, column = (int(found["line"]) - before, int(found["column"])) if found else (0, 0)
    if not skeleton(query).strip() or not 0 < line <= query.count("\n") + 1:
        line = column = 0
    for what, fix in _usual(query, said, at_end=_is_end(query, line, column)):
        return Mistake(what, fix, line, column, _short(said))
    place = f"{line}:{column}: " if line else ""
    stated = _short(f"{place}{said}")
    what = Text(f"{NO_SPARQL.en}, {stated}", f"{NO_SPARQL.fr}, {quoted_in_french(stated)}")
    return Mistake(what, None, line, column, _short(said))


def _short(words: str) -> str:
    return words.partition("\n")[0][:_WORDS]


def _is_end(query: str, line: int, column: int) -> bool:
    rest = query.split("\n")[line - 1 :] if line else ["?"]
    return not "\n".join([rest[0][column - 1 :], *rest[1:]]).strip()


def _usual(query: str, said: str, *, at_end: bool) -> Iterator[tuple[Text, Text]]:
    """Yield the usual mistakes that it may be, the likeliest first."""
    bare = skeleton(query)
    if not bare.strip():
        yield Text("the query is empty", "la requête est vide"), _ASK
    unknown = [prefix for prefix in undeclared(query) if prefix not in PREFIXES]
    if "Prefix not found" in said and unknown:
        yield _undeclared(unknown)
    if "variable that is unbound" in said:
        yield _ungrouped(bare)
    if "SELECT * is not authorized" in said:
        yield (
            Text("SELECT * cannot be grouped", "SELECT * ne se groupe pas"),
            Text("name the variables of GROUP BY in SELECT", "nommer dans SELECT les variables de GROUP BY"),
        )
    if at_end and not _SENTENCE.search(_EXPECTED.sub("", said)):
        yield _unfinished(bare, in_string=_ESCAPE in said)


def _undeclared(unknown: Iterable[str]) -> tuple[Text, Text]:
    named = ", ".join(f"{prefix}:" for prefix in unknown)
    usual = ", ".join(f"{prefix}:" for prefix in PREFIXES)
    return (
        Text(f"no PREFIX declares {named}", f"aucun PREFIX ne déclare {named}"),
        Text(
            f"declare it, or use one that needs no declaration: {usual}",
            f"le déclarer, ou en prendre un qui se passe de déclaration{COLON.fr}{usual}",
        ),
    )


def _ungrouped(bare: str) -> tuple[Text, Text]:
    """Name the variables outside of GROUP BY and of aggregates, where one SELECT makes sure which they are."""
    group = _GROUP.search(bare)
    selects = _SELECT.split(bare, maxsplit=2)[1:]
    chosen = _outside_brackets(_CHOSEN_END.split(selects[0], maxsplit=1)[0]) if len(selects) == 1 else ""
    grouped = _VARIABLE.findall(group["by"]) if group else []
    loose = [f"?{name}" for name in dict.fromkeys(_VARIABLE.findall(chosen)) if name not in grouped]
    named = ", ".join(loose)
    one = loose[0] if loose else "?x"
    return (
        Text(
            f"{named or 'a variable'} stands in SELECT, but neither in GROUP BY nor in an aggregate",
            f"{named or 'une variable'} figure dans SELECT, mais ni dans GROUP BY ni dans un agrégat",
        ),
        Text(
            f"add it to GROUP BY, or gather its values, as (COUNT({one}) AS ?count) does",
            f"l’ajouter à GROUP BY, ou agréger ses valeurs, comme (COUNT({one}) AS ?nombre)",
        ),
    )


def _outside_brackets(text: str) -> str:
    depth, kept = 0, []
    for part in re.split(r"([()])", text):
        depth += (part == "(") - (part == ")")
        kept.append(part if not depth else " ")
    return "".join(kept)


def _unfinished(bare: str, *, in_string: bool) -> tuple[Text, Text]:
    open_ = bare.count("{") - bare.count("}")
    if in_string:
        return (
            Text("a string is not closed", "une chaîne n’est pas fermée"),
            Text("close it with the mark that opens it", "la fermer par le signe qui l’ouvre"),
        )
    if open_ > 0:
        return (
            Text("the query ends while { is open", "la requête finit alors que { est ouverte"),
            Text(f"close it: {'}' * open_}", f"la fermer{COLON.fr}{'}' * open_}"),
        )
    if open_ < 0:
        return (
            Text("there are more } than {", "il y a plus de } que de {"),
            Text("take one away, or open what it closes", "en retirer une, ou ouvrir ce qu’elle ferme"),
        )
    return (
        Text("the query ends before it is whole", "la requête finit avant d’être complète"),
        Text(
            "complete it; if nothing is missing, a SELECT before may name a variable that is neither in its GROUP BY"
            " nor in an aggregate",
            "la compléter\N{NARROW NO-BREAK SPACE}; s’il n’y manque rien, un SELECT qui précède nomme peut-être une"
            " variable qui n’est ni dans son GROUP BY ni dans un agrégat",
        ),
    )
