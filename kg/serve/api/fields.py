"""The fields of a form, made from the parameters of a canned query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import COLON, KgError, Text, UsageError
from kg.publish.site.names import Name
from kg.publish.site.tables import capital
from kg.query.header import ParameterType
from kg.query.parameters import LANGUAGES
from kg.serve.api.lookup import Listed, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.query import Query
    from kg.query.header import Parameter
    from kg.query.names import Known
    from kg.serve.api.model import Model

_MANY = 60  # choices from which on a field is written into
_OFFERED = 300  # suggestions that stand in a page
_LINES = 3  # of criteria with weights, at least
NUMBER = "number"  # how the name of a field with a weight ends
# As `kg.query.parameters` reads weights, but for what is not right yet.
_WEIGHT = re.compile(r"\s*(?P<criterion>.+?)\s*:\s*(?P<weight>[^,:]*)\s*(?:,|$)")
_CRITERION = "criterion"
# How descriptions of parameters say what holds where they are left out.
_ABSENT = Text(r"(?P<label>.*); (?P<absent>.*) when absent", r"(?P<label>.*)\s; à défaut, (?P<absent>.*)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with what it is called; ``group`` is what it belongs to, where equal names belong to several."""

    value: str
    name: Name
    group: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``kind`` is how it is filled in; the choices of ``options`` are all there are, of ``list`` some.

    ``near`` is what a wrong value may have meant, ``absent`` what no value means.
    """

    name: str
    label: str
    kind: str
    value: str
    required: bool
    fault: str = ""
    advice: str = ""
    near: Sequence[Choice] = ()
    absent: str = ""
    choices: Sequence[Choice] = ()
    parameter: Parameter | None = None
    lines: Sequence[tuple[str, str]] = ()

    def found(self, value: str) -> bool:
        """Tell whether a value is one of the choices."""
        return any(choice.value == value for choice in self.choices)

    @property
    def grouped(self) -> Sequence[tuple[str, Sequence[Choice]]]:
        """The choices by group."""
        groups: dict[str, list[Choice]] = {}
        for choice in self.choices:
            groups.setdefault(choice.group, []).append(choice)
        return list(groups.items())


def fields(
    model: Model, query: Query, given: Mapping[str, str], faults: Mapping[str, KgError], language: str
) -> Iterator[Field]:
    """Yield a field for each parameter, with what was given and what is wrong with it."""
    for parameter in query.header.parameters:
        fault = faults.get(parameter.name)
        yield _field(model, parameter, given.get(parameter.name), fault, language)


def _field(model: Model, parameter: Parameter, given: str | None, fault: KgError | None, language: str) -> Field:
    value = (parameter.default or "") if given is None else given
    listed = model.lookup.names(parameter) if parameter.kind or parameter.values else None
    choices = _choices(model, listed, language) if isinstance(listed, Listed) else []
    kind, lines = "text", []
    if parameter.type is ParameterType.WEIGHTS:
        kind, lines = "weights", _lines(value)
    elif parameter.type in (ParameterType.INTEGER, ParameterType.LIMIT, ParameterType.DECIMAL):
        kind = "number"
    elif choices:
        value = _key(listed, value) if isinstance(listed, Listed) else value
        # What is not among the choices stays as it was written.
        kind = "options" if len(choices) <= _MANY and value in ("", *(each.value for each in choices)) else "list"
    advice = fault.fix.in_language(language) if fault and fault.fix else ""
    near = _near(listed, value, advice, language) if advice and isinstance(listed, Listed) else []
    label, absent = _label(parameter, language)
    return Field(
        name=parameter.name,
        label=label,
        kind=kind,
        value=value,
        required=not parameter.optional and parameter.default is None,
        fault=_said(fault, parameter.name, language) if fault else "",
        advice="" if near else advice,
        near=near,
        absent=absent,
        choices=choices if kind in ("options", "weights") and len(choices) <= _MANY else choices[:_OFFERED],
        parameter=parameter,
        lines=lines,
    )


def _label(parameter: Parameter, language: str) -> tuple[str, str]:
    """Take apart what a parameter says of itself: its label, and what it means to leave it out."""
    told = parameter.text.in_language(language)
    found = re.fullmatch(_ABSENT.in_language(language), told) if parameter.optional else None
    return (capital(found["label"]), capital(found["absent"])) if found else (capital(told), "")


def _near(listed: Listed, value: str, advice: str, language: str) -> list[Choice]:
    """Give the things that a value is nearest to, if they are what is advised."""
    found = [thing for thing in listed.near(value, language) if thing.shown(language) in advice]
    return [Choice(thing.slug, _name(thing, label_of(thing, language), language)) for thing in found]


def _said(fault: KgError, name: str, language: str) -> str:
    """Say what is wrong without the parameter's name: it stands at its field."""
    return capital(fault.what.in_language(language).removeprefix(f"{name}{COLON.in_language(language)}"))


def _choices(model: Model, listed: Listed, language: str) -> list[Choice]:
    """Give the things by name; criteria by ranking, since every ranking has one of the same name."""
    found = [Choice(thing.slug, _name(thing, label, language), _group(model, thing, language))
             for thing, label in listed.begun("", language)]  # fmt: skip
    numbers = all(choice.value.isdecimal() for choice in found)
    return sorted(found, key=lambda one: (one.group, int(one.value) if numbers else 0))


def _name(thing: Known, label: str, language: str) -> Name:
    own = thing.labels.get(language) == label or not thing.labels
    tongue = "" if own else next(tag for tag in (*LANGUAGES, *sorted(thing.labels)) if thing.labels.get(tag) == label)
    return Name(f"{thing.slug}. {label}" if thing.slug.isdecimal() else label, tongue)


def _group(model: Model, thing: Known, language: str) -> str:
    ranking = model.site.ranking_of.get(str(thing.value), "") if thing.path.startswith(f"{_CRITERION}/") else ""
    return model.site.names.of(ranking, language).text if ranking else ""


def _key(listed: Listed, value: str) -> str:
    """Give the key of what a value names, else the value."""
    try:
        found = listed.find(value) if value else None
    except UsageError:
        return value
    return next((thing.slug for thing in listed.all if thing.value == found), value)


def _lines(value: str) -> list[tuple[str, str]]:
    """Cut weights into lines, with one to spare."""
    value, lines, position = " ".join(value.split()), [], 0  # a run of blanks would be tried in every way
    while position < len(value):
        match = _WEIGHT.match(value, position)
        if not match or match.end() == position:
            lines.append((value[position:].strip(), ""))
            break
        lines.append((match["criterion"], match["weight"].strip()))
        position = match.end()
    return [*lines, *[("", "")] * max(1, _LINES - len(lines))]


def folded(query: Query, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give what a form sends as an address has it: without what was left empty, weights as one value."""
    several = list(pairs)
    weights = {each.name for each in query.header.parameters if each.type is ParameterType.WEIGHTS}
    found: list[tuple[str, str]] = []
    for name, value in several:
        if name in weights and (numbers := [each for key, each in several if key == f"{name}.{NUMBER}"]):
            if name in (key for key, _ in found):
                continue
            criteria = [each for key, each in several if key == name]
            lines = zip(criteria, numbers, strict=False)
            whole = ",".join(
                f"{criterion.strip()}:{number.strip() or 1}" for criterion, number in lines if criterion.strip()
            )
            found += [(name, whole)] if whole else []
        elif value.strip() and name not in {f"{each}.{NUMBER}" for each in weights}:
            found.append((name, value.strip()))
    return found
