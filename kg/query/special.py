"""A canned query with its values in their places, for engines that lose track of what a VALUES clause binds.

Virtuoso does not see such a variable in a FILTER of an OPTIONAL, and has no rows where one is UNDEF and looked at. So
``?lang`` gives way to its value, what is not asked leaves the clause, and whether it was asked is said outright.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.query.terms import UNDEF

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUES = re.compile(r"^(?P<indent> *)VALUES \((?P<names>[^)\n]*)\) \{ (?P<rows>.*) \} # parameters\n", re.MULTILINE)
_HERE = "\0"  # where the clause goes
_VARIABLE = re.compile(r"\?(\w+)")
_BOUND = re.compile(r"\bBOUND\(\?(\w+)\)")
_LISTS = re.compile(r"\b(?:SELECT|GROUP BY)\b[^{\n]*")
_ASKED = re.compile(r"^ *BIND\(BOUND\(\?(\w+)\) AS \?(\w+)\)\n", re.MULTILINE)


def specialised(text: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give ``text`` with the terms of ``rows`` for the variables of ``names``, in its order, the language last."""
    language = names[-1]
    terms = {name: {row[place] for row in rows} for place, name in enumerate(names)}
    asked = [name for name in names if terms[name] != {UNDEF}]
    bare = _ASKED.sub("", text)
    looked_at = {language, *_BOUND.findall(bare)}
    single = {name: min(terms[name]) for name in asked if len(terms[name]) == 1 and name in looked_at}
    known = {variable: name for name, variable in _ASKED.findall(text)}
    values = {**single, **{variable: _truth(name in asked) for variable, name in known.items()}}
    text = _VALUES.sub(lambda match: f"{match['indent']}{_HERE}", bare)
    text = _LISTS.sub(lambda match: match[0].replace(f" ?{language} ", " "), text)
    text = _BOUND.sub(lambda match: _truth(match[1] in asked) if match[1] in names else match[0], text)
    # Terms come in at once, and the clause last: nothing is looked for in what users wrote.
    text = _VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)
    kept = [place for place, name in enumerate(names) if name in asked and name not in single]
    return text.replace(_HERE, _clause(kept, names, rows)) if kept else re.sub(rf" *{_HERE}", "", text)


def _clause(places: Sequence[int], names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    tuples = " ".join(f"({' '.join(row[place] for place in places)})" for row in rows)
    return f"VALUES ({' '.join(f'?{names[place]}' for place in places)}) {{ {tuples} }}\n"


def _truth(known: bool) -> str:  # noqa: FBT001 (the one thing it is about)
    return "true" if known else "false"
