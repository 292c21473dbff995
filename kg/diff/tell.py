"""Changed statements become entries, labels and counts: each statement is told once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kg.diff.claims import corrections
from kg.diff.difference import Count, Difference, Entry, Group, PropertyChange, Said, Status
from kg.diff.kinds import COUNTED, HEADINGS, KEYS, NO_KIND, PASSAGE, PASSAGES, UNTYPED, kind_of, rank
from kg.diff.labels import label_changes
from kg.diff.side import EVIDENCE, EXACT, LABELS, LINK, SELECTOR, TYPE, Side
from kg.vocab import PAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.diff.compare import Change
    from kg.diff.difference import FindingChanges, LabelChange, Quote
    from kg.validate.screen.terms import Statements, Term

Changes: TypeAlias = "Mapping[Term, Change]"

_BASIS = f"<{PAL}basis>"
_ORDER = list(Status)


@dataclass(slots=True)
class _Telling:
    """What is told so far of the changes between two graphs."""

    changes: Changes
    old: Side
    new: Side
    entries: defaultdict[Term, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    labels: list[LabelChange] = field(default_factory=list)
    others: Counter[tuple[Term, Term, Status]] = field(default_factory=Counter)
    # Passages whose words stand beside what went, and beside what came.
    quoted: tuple[set[Term], set[Term]] = field(default_factory=lambda: (set(), set()))


def tell(changes: Changes, old: Side, new: Side, language: str, findings: FindingChanges | None) -> Difference:
    """Tell what changed; the sides are those the changes are between."""
    telling = _Telling(changes, old, new)
    went: defaultdict[Term, list[Term]] = defaultdict(list)
    came: defaultdict[Term, list[Term]] = defaultdict(list)
    parts: list[tuple[Term, Term]] = []
    for subject, change in changes.items():
        kind = kind_of({*_types(old, subject), *_types(new, subject)})
        if kind in COUNTED:
            parts.append((kind, subject))
        elif not new.graph.get(subject, {}):
            went[kind].append(subject)
        elif not old.graph.get(subject, {}):
            came[kind].append(subject)
        else:
            _tell_change(telling, kind, subject, change)
    for kind in {**went, **came}:
        _tell_comings(telling, kind, went[kind], came[kind])
    for kind, subject in parts:
        _tell_part(telling, kind, subject)
    return Difference(
        language=language,
        changes=changes,
        groups=tuple(_groups(telling, language)),
        labels=tuple(sorted(telling.labels, key=lambda each: (each.thing, each.iri, each.tag))),
        others=tuple(_counts(telling, language)),
        findings=findings,
    )


def _types(side: Side, node: Term) -> list[Term]:
    return list(side.graph.get(node, {}).get(TYPE, ()))


def _tell_comings(telling: _Telling, kind: Term, went: list[Term], came: list[Term]) -> None:
    """Tell what is described in one graph only."""
    old, new = telling.old, telling.new
    pairs = corrections(kind, went, came, (old, new)) if kind in KEYS else {}
    for side, things, quoted in zip((old, new), (went, came), telling.quoted, strict=True):
        quoted.update(passage for each in things for passage in side.values(each, EVIDENCE))
    entries = [_correction(telling, before, after) for before, after in pairs.items()]
    entries += [Entry(Status.WITHDRAWN, old.label(each), _said(old, each), None) for each in went if each not in pairs]
    replacing = set(pairs.values())
    entries += [Entry(Status.ADDED, new.label(each), None, _said(new, each)) for each in came if each not in replacing]
    telling.entries[kind] += entries


def _said(side: Side, node: Term, words: str = "") -> Said:
    return Said(_bare(node), words, tuple(side.quotes(node)))


def _bare(node: Term) -> str:
    return node[1:-1] if node[0] == "<" else node


def _correction(telling: _Telling, before: Term, after: Term) -> Entry:
    old, new = telling.old, telling.new
    label, words, other_words = _parted(old.label(before), new.label(after))
    withdrawn_, added_ = (telling.changes[node] for node in (before, after))
    basis = {_BASIS: withdrawn_.withdrawn.get(_BASIS, [])}, {_BASIS: added_.added.get(_BASIS, [])}
    properties = () if basis[0] == basis[1] else tuple(_properties(telling, *basis))
    return Entry(Status.CORRECTED, label, _said(old, before, words), _said(new, after, other_words), properties)


def _parted(old: str, new: str) -> tuple[str, str, str]:
    """Part two labels into what they are about, and the rest of each: the fields from the first that differs.

    Where it is the name at the beginning that changed too, the last field alone is the rest.

    >>> _parted("IMT, THE Impact 2024, world, 24th", "IMT, THE Impact 2024, world, 16th")
    ('IMT, THE Impact 2024, world', '24th', '16th')
    >>> _parted("IMT, THE Impact 2024, 24th", "Institut Mines-Télécom, THE Impact 2024, 16th")
    ('Institut Mines-Télécom, THE Impact 2024', '24th', '16th')
    """
    if old == new:
        return old, "", ""
    before, after = old.split(", "), new.split(", ")
    both = 0
    while both < min(len(before), len(after)) - 1 and before[both] == after[both]:
        both += 1
    if both == 0 and len(before) == len(after):
        both = len(after) - 1
    return ", ".join(after[:both]), ", ".join(before[both:]), ", ".join(after[both:])


def _tell_change(telling: _Telling, kind: Term, subject: Term, change: Change) -> None:
    """Tell what is said otherwise of a thing that both graphs describe."""
    telling.labels += label_changes(subject, telling.new.label(subject), change, follows=kind in KEYS)
    beside = {*LABELS, LINK, EVIDENCE}
    properties = tuple(_properties(telling, *(_without(each, beside) for each in (change.withdrawn, change.added))))
    gone, come = _quotes(telling, change)
    counted = [LINK] if gone or come else [LINK, EVIDENCE]
    _count(telling, kind, change, counted)
    if properties or gone or come:
        said = Said(_bare(subject), "", gone), Said(_bare(subject), "", come)
        telling.entries[kind].append(Entry(Status.CHANGED, telling.new.label(subject), *said, properties))


def _without(statements: Statements, beside: set[Term]) -> Statements:
    return {predicate: values for predicate, values in statements.items() if predicate not in beside}


def _quotes(telling: _Telling, change: Change) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Give the quotes that went and those that came; words that only stand elsewhere in their document did neither."""
    before = telling.old.quotes_of(change.withdrawn.get(EVIDENCE, ()))
    after = telling.new.quotes_of(change.added.get(EVIDENCE, ()))
    same = {_words(quote) for quote in before} & {_words(quote) for quote in after}
    gone, come = ([quote for quote in quotes if _words(quote) not in same] for quotes in (before, after))
    return tuple(gone), tuple(come)


def _words(quote: Quote) -> tuple[str, str]:
    return quote.text, quote.document


def _properties(telling: _Telling, gone: Statements, come: Statements) -> Iterator[PropertyChange]:
    """Yield the properties of which values went or came, by their names."""
    names = {predicate: telling.new.label(predicate) for predicate in {**gone, **come}}
    for predicate in sorted(names, key=lambda each: (names[each], each)):
        before = sorted(map(telling.old.written, gone.get(predicate, ())))
        after = sorted(map(telling.new.written, come.get(predicate, ())))
        yield PropertyChange(_bare(predicate), names[predicate], tuple(before), tuple(after))


def _tell_part(telling: _Telling, kind: Term, subject: Term) -> None:
    """Count what is stated of a part of a claim or of the graph; words that changed in their place are told."""
    change = telling.changes[subject]
    gone, come = change.withdrawn.get(EXACT, []), change.added.get(EXACT, [])
    told = EXACT if gone and come else ""
    passage = f"{subject.rpartition('/')[0]}>"  # where ours are; whether it is one is looked up
    if told and not all(passage in quoted for quoted in telling.quoted):
        telling.entries[PASSAGE].append(_reworded(telling, passage, subject))
    _count(telling, kind, change, [each for each in {**change.withdrawn, **change.added} if each != told])


def _reworded(telling: _Telling, passage: Term, selector: Term) -> Entry:
    """Tell the words that a passage had, and those that stand in its place."""
    old, new = telling.old, telling.new
    if all(selector in side.values(passage, SELECTOR) for side in (old, new)):
        before, after = (Said(_bare(passage), "", tuple(side.quotes_of([passage]))) for side in (old, new))
        return Entry(Status.CHANGED, new.label(passage), before, after)
    both = Said(_bare(selector), "", ())
    change = telling.changes[selector]
    properties = tuple(_properties(telling, {EXACT: change.withdrawn[EXACT]}, {EXACT: change.added[EXACT]}))
    return Entry(Status.CHANGED, new.label(selector), both, both, properties)


def _count(telling: _Telling, kind: Term, change: Change, predicates: list[Term]) -> None:
    for predicate in predicates:
        telling.others[kind, predicate, Status.WITHDRAWN] += len(change.withdrawn.get(predicate, ()))
        telling.others[kind, predicate, Status.ADDED] += len(change.added.get(predicate, ()))


def _groups(telling: _Telling, language: str) -> Iterator[Group]:
    headings = {kind: _heading(telling, kind, language) for kind, entries in telling.entries.items() if entries}
    for kind in sorted(headings, key=lambda each: (each == PASSAGE, rank(each), each == NO_KIND, headings[each], each)):
        entries = sorted(telling.entries[kind], key=_order)
        yield Group(_bare(kind) if kind else "", headings[kind], tuple(entries))


def _heading(telling: _Telling, kind: Term, language: str) -> str:
    known = {**HEADINGS, PASSAGE: PASSAGES, NO_KIND: UNTYPED}.get(kind)
    if known:
        return known.in_language(language)
    label = telling.new.label(kind)
    return label[:1].upper() + label[1:]


def _order(entry: Entry) -> tuple[int, str, str, str]:
    old, new = ("" if said is None else f"{said.words} {said.iri}" for said in (entry.old, entry.new))
    return _ORDER.index(entry.status), entry.label, new, old


def _counts(telling: _Telling, language: str) -> Iterator[Count]:
    """Yield the counts by class and property, in the order of the classes and then of names."""
    total = telling.others
    rows = []
    for kind, predicate in {(kind, predicate): None for (kind, predicate, _), number in total.items() if number}:
        name = telling.new.label(kind) if kind else UNTYPED.in_language(language)
        row = Count(
            name,
            telling.new.label(predicate),
            total[kind, predicate, Status.ADDED],
            total[kind, predicate, Status.WITHDRAWN],
        )
        rows.append((rank(kind), row.kind, row.name, predicate, row))
    yield from (row for *_, row in sorted(rows, key=lambda each: each[:-1]))
