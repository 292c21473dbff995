"""Extraction held against gold: how much is found, how much of it is right, and each error with the rule behind it.

Claims are compared as the gold's format defines it. A position is *found* if type, numbers and grade agree, and
*strict* if institution, ranking, edition, subject and scope agree too. A name agrees with every name of its entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import extract
from kg.extract.claims import PositionKind
from kg.extract.lines import claim_line
from kg.read import read_document
from kg.registry import registry_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.extract.claims import Extraction
    from kg.extract.gold import Case, Line
    from kg.read import Document
    from kg.registry import Registry

STRICT_SLOTS = ("institution", "ranking", "edition", "subject", "scope")
SLOTS = (*STRICT_SLOTS, "tied")

# Of the gold's definition, not of a language: words that do not tell two names apart.
_EMPTY_WORDS = frozenset(
    "a and at d de des du ecole en et in l la le les of school the universitat universite university".split()
)
_WORD = re.compile(r"[a-z0-9+]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_OTHER = "other:"


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 where it has no denominator."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many distinct claims the gold has, were read, agree in value, agree in all; ``slots`` of those in value."""

    gold: int = 0
    read: int = 0
    value: int = 0
    strict: int = 0
    slots: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        """Count both."""
        return Tally(
            self.gold + other.gold,
            self.read + other.read,
            self.value + other.value,
            self.strict + other.strict,
            self.slots + other.slots,
        )

    def rates(self, hits: int) -> Rates:
        """Give the rates if ``hits`` of the claims read are right."""
        precision, recall = _share(hits, self.read), _share(hits, self.gold)
        both = precision + recall
        return Rates(precision, recall, 2 * precision * recall / both if both else 0.0)

    def slot_shares(self) -> dict[str, float]:
        """Give for each slot how often it is right where the value is."""
        return {slot: _share(self.slots[slot], self.value) for slot in SLOTS}


class ErrorKind(StrEnum):
    """A slot of a position found is wrong, a position of the gold was missed, or one was read that is none."""

    WRONG = "wrong"
    MISSED = "missed"
    EXTRA = "extra"


class Cause(NamedTuple):
    """What errors are grouped by: ``slot`` is None unless one is wrong, ``rule`` "" where no rule saw the words."""

    kind: ErrorKind
    slot: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: what the gold has and what was read, a slot's value if that is wrong, else a claim or None."""

    cause: Cause
    document: str
    gold: object
    read: object
    quote: str


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document's figures and errors."""

    name: str
    tally: Tally
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a corpus, by document and in all."""

    documents: tuple[DocumentScore, ...]

    @property
    def total(self) -> Tally:
        """The claims of all documents."""
        return sum((score.tally for score in self.documents), Tally())

    @property
    def strict_mean(self) -> float:
        """The mean over documents of their strict F1."""
        return _share(sum(score.tally.rates(score.tally.strict).f1 for score in self.documents), len(self.documents))

    def by_cause(self) -> list[tuple[Cause, list[Mistake]]]:
        """Group the errors, most frequent cause first; within a cause they are in the order of the corpus."""
        groups: defaultdict[Cause, list[Mistake]] = defaultdict(list)
        for score in self.documents:
            for mistake in score.mistakes:
                groups[mistake.cause].append(mistake)
        return sorted(
            groups.items(), key=lambda group: (-len(group[1]), group[0].kind, group[0].slot or "", group[0].rule)
        )


def evaluate(corpus: Iterable[Case], registry: Registry) -> Evaluation:
    """Extract each text of a corpus and compare."""
    lexicon = registry_lexicon(registry)
    scores = []
    for case in corpus:
        document = read_document(case.text)
        extraction = extract(document, registry, lexicon)
        read = [claim_line(claim, document) for claim in extraction.claims]
        scores.append(compare(case.name, case.claims, read, _refusals(extraction, document)))
    return Evaluation(tuple(scores))


def compare(
    name: str, gold: Iterable[Line], read: Iterable[Line], refused_by: Callable[[str], str] = lambda _quote: ""
) -> DocumentScore:
    """Compare the claims read in one document with its gold; ``refused_by`` tells which rule refused a quote, or ""."""
    wanted, found = _distinct(gold), _distinct(read)
    pairs = _pairs(wanted, found)
    slots = Counter(slot for i, j in pairs for slot in SLOTS if _agree(slot, wanted[i], found[j]))
    strict = sum(all(_agree(slot, wanted[i], found[j]) for slot in STRICT_SLOTS) for i, j in pairs)
    tally = Tally(len(wanted), len(found), len(pairs), strict, slots)
    mistakes = [mistake for i, j in pairs for mistake in _wrong_slots(name, wanted[i], found[j])]
    for claim in _without(wanted, [i for i, _ in pairs]):
        quote = str(claim.get("quote", ""))
        mistakes.append(Mistake(Cause(ErrorKind.MISSED, None, refused_by(quote)), name, claim, None, quote))
    for claim in _without(found, [j for _, j in pairs]):
        cause = Cause(ErrorKind.EXTRA, None, str(claim.get("rule", "")))
        mistakes.append(Mistake(cause, name, None, claim, str(claim.get("quote", ""))))
    return DocumentScore(name, tally, tuple(mistakes))


def _wrong_slots(name: str, wanted: Line, found: Line) -> Iterator[Mistake]:
    for slot in SLOTS:
        if not _agree(slot, wanted, found):
            link: Mapping[str, object] = found.get("links", {}).get(slot, found)
            cause = Cause(ErrorKind.WRONG, slot, str(link.get("rule", "")))
            yield Mistake(cause, name, wanted.get(slot), found.get(slot), str(wanted.get("quote", "")))


def _refusals(extraction: Extraction, document: Document) -> Callable[[str], str]:
    """Give what tells the rule that refused the words of a quote, wherever the document has them."""

    def refused_by(quote: str) -> str:
        start = document.source.find(quote) if quote else -1
        while start >= 0:
            for refusal in extraction.refusals:
                if refusal.span.start < start + len(quote) and start < refusal.span.end:
                    return f"{refusal.rule}, {refusal.reason}"
            start = document.source.find(quote, start + 1)
        return ""

    return refused_by


def _pairs(wanted: Sequence[Line], found: Sequence[Line]) -> list[tuple[int, int]]:
    """Pair claims of one value one to one, those that agree in most slots first; gives their indices."""
    candidates = sorted(
        (-sum(_agree(slot, gold, read) for slot in SLOTS), i, j)
        for i, gold in enumerate(wanted)
        for j, read in enumerate(found)
        if _value(gold) == _value(read)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _distinct(claims: Iterable[Line]) -> list[Line]:
    """Keep the first of the claims that say the same, whatever their words and ties."""
    first: dict[object, Line] = {}
    for claim in claims:
        first.setdefault((_value(claim), *(_words(claim.get(slot)) for slot in STRICT_SLOTS)), claim)
    return list(first.values())


def _value(claim: Line) -> tuple[object, ...]:
    """Give the position, in a form that is equal where positions are."""
    kind, grade = claim["type"], claim.get("grade")
    if kind == PositionKind.GRADE:
        return (kind, _words(grade or claim.get("low")))
    low, high = _number(claim.get("low")), _number(claim.get("high"))
    if kind == PositionKind.TOP_PERCENT:
        return (kind, high)
    if kind == PositionKind.GRADE_COUNT:
        return (kind, low, _words(grade or None))
    if kind == PositionKind.SUBJECT_COUNT:
        return (kind, low, _number(claim.get("within")))
    return (kind, low, high)


def _agree(slot: str, gold: Line, read: Line) -> bool:
    """Tell whether a slot of a claim read is that of the gold."""
    wanted, found = gold.get(slot), read.get(slot)
    match slot:
        case "institution":
            return found is not None and _goes_by(wanted, [found, *(read.get("institution_names") or ())])
        case "subject" if wanted is not None and found is not None and not (_is_goal(wanted) or _is_goal(found)):
            return _goes_by(wanted, [found, *(read.get("subject_names") or ())])
        case "ranking" if str(wanted).startswith(_OTHER):
            return found is not None and _goes_by(str(wanted).removeprefix(_OTHER), [str(found).removeprefix(_OTHER)])
        case "scope":
            return _words(wanted) == _words(found)
        case "tied":
            return bool(wanted) == bool(found)
    return bool(wanted == found)


def _goes_by(name: object, names: Iterable[object]) -> bool:
    """Tell whether a name is one of these, or one says what the other says in fewer words, two at least."""
    return any(_same_name(_words(name), _words(other)) for other in names)


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    if set(one) ^ set(other) == {"of"}:  # York University is not the University of York
        return False
    short, long = sorted((set(one) - _EMPTY_WORDS, set(other) - _EMPTY_WORDS), key=len)
    return bool(short) and short <= long and (len(short) > 1 or len(long) == 1)


def _is_goal(subject: object) -> bool:
    return str(subject).startswith("sdg:")


def _words(name: object) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", str(name).translate(_LIGATURES))
    return tuple(_WORD.findall("".join(point for point in apart if not unicodedata.combining(point)).casefold()))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _without(claims: Sequence[Line], paired: Iterable[int]) -> list[Line]:
    out = set(paired)
    return [claim for number, claim in enumerate(claims) if number not in out]
