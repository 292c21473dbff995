"""The values that a visitor gives to a canned query: read from an address, checked one by one, bound together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import COLON, Text, UsageError
from kg.serve.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.errors import KgError
    from kg.query import Binder, Query
    from kg.query.header import Parameter

_CONTEXT = ("ranking", "edition")  # kinds that tell equal names of criteria apart


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to be asked, or what is wrong with the values, by parameter; and the parameters without any."""

    text: str
    faults: Mapping[str, KgError]
    missing: Sequence[Parameter] = ()

    def checked(self) -> str:
        """Give the query. Raises KgError, the first fault."""
        for fault in self.faults.values():
            raise fault
        return self.text


def once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Take each name once; one given with two values is a UsageError."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given and given[name] != value:
            raise UsageError(
                Text(f"{name} is given twice", f"{name} est donné deux fois"),
                fix=Text("give it once", "le donner une seule fois"),
            )
        given[name] = value
    return given


def bind(binder: Binder, query: Query, given: Mapping[str, str], language: str) -> Bound:
    """Bind the values, and tell of every parameter whose value is missing or wrong.

    A name that is no parameter's is a UsageError.
    """
    missing = [
        parameter
        for parameter in query.header.parameters
        if parameter.name not in given and not parameter.optional and parameter.default is None
    ]
    faults: dict[str, KgError] = {parameter.name: missing_of([parameter]) for parameter in missing}
    if not faults:
        try:
            return Bound(binder.bind(query, given, language), {})
        except UsageError:
            if not given.keys() <= {parameter.name for parameter in query.header.parameters}:
                raise
    return Bound("", faults | _wrong(binder, query, given, language), missing)


def _wrong(binder: Binder, query: Query, given: Mapping[str, str], language: str) -> dict[str, KgError]:
    """Bind each value by itself, beside the ranking or edition that is right."""
    faults: dict[str, KgError] = {}
    beside: list[str] = []
    parameters = sorted(query.header.parameters, key=lambda parameter: parameter.kind not in _CONTEXT)
    for parameter in parameters:
        if parameter.name not in given:
            continue
        names = {*beside, parameter.name}
        header = replace(query.header, parameters=tuple(each for each in parameters if each.name in names))
        try:
            binder.bind(replace(query, header=header), {name: given[name] for name in names}, language)
        except UsageError as error:
            faults[parameter.name] = error
        else:
            beside += [parameter.name] if parameter.kind in _CONTEXT else []
    return faults


def missing_of(parameters: Sequence[Parameter], example: str = "") -> Refusal:
    """Say which parameters have no value; ``example`` is an address that has them all."""
    listed = Text(*(", ".join(f"{each.name} ({text})" for each, text in zip(parameters, texts, strict=True))
                    for texts in zip(*(each.text for each in parameters), strict=True)))  # fmt: skip
    added = "&".join(f"{each.name}=…" for each in parameters)
    such = Text(f", as in {example}", f", comme dans {example}") if example else Text("", "")
    return Refusal(
        Text(f"missing: {listed.en}", f"à indiquer{COLON.fr}{listed.fr}"),
        fix=Text(f"add {added} to the address{such.en}", f"ajouter {added} à l’adresse{such.fr}"),
    )
