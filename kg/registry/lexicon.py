"""The recogniser of names: one automaton over every label of the registry, whatever their number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.language.fold import fold_name
from kg.registry.terms import Goal, NameMode, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.registry.registry import Registry

_FEWEST_POINTS = 2
_LONGEST_ACRONYM = 4
_DASH = re.compile(r"\s*[-–—]\s*")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found: where (code points, end excluded) and every entity that goes by it, in the registry's order.

    ``context`` tells that the name counts only where the text speaks of a ranking.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    context: bool


class Lexicon:
    """Finds names in text: the longest from the left, on word edges, case and accents aside."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Build the automaton over the names of ``terms``; one name may belong to several."""
        entries: defaultdict[str, dict[tuple[int, str], tuple[Term, NameMode, str]]] = defaultdict(dict)
        for order, term in enumerate(terms):
            # A name that is also listed with its case counts only so: "L'Étudiant" is none of "l'étudiant".
            cased = {form for name in term.names if name.mode is not NameMode.ANY for form in _forms(name.text)}
            for name in term.names:
                for form in _forms(name.text):
                    mode = NameMode.EXACT if name.mode is NameMode.ANY and form in cased else name.mode
                    if len(form) >= _FEWEST_POINTS or mode is not NameMode.ANY:
                        exact = "" if mode is NameMode.ANY else _plain(name.text)
                        entries[form].setdefault((order, exact), (term, mode, exact))
        self._positions = {key: position for position, key in enumerate(entries)}
        self._entries = [tuple(found.values()) for found in entries.values()]
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Yield the names in ``text`` from left to right; they do not overlap."""
        folded = fold_name(text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            match = self._match(index, text, start, end) if _on_edges(folded, start, end) else None
            if match is None:
                # The longest match ran into a word ("Mines Paris" in "Mines Parisiennes") or failed by its case
                # ("the Impact Rankings"): look for less from the same point, then for names inside.
                match = self._shorter(folded, text, start, end)
            if match:
                yield match
            elif " " in folded[start:end]:
                inside = folded.index(" ", start) + 1
                for inner in self.find(text[inside:end]):
                    a, b = inner.start + inside, inner.end + inside
                    if _on_edges(folded, a, b):
                        yield NameMatch(a, b, inner.terms, inner.context)

    def _shorter(self, folded: str, text: str, start: int, end: int) -> NameMatch | None:
        cut = folded[start:end].rfind(" ")
        while cut > 0:
            key = folded[start : start + cut]
            if key in self._positions and _on_edges(folded, start, start + cut):
                match = self._match(self._positions[key], text, start, start + cut)
                if match:
                    return match
            cut = folded[start : start + cut].rfind(" ")
        return None

    def _match(self, index: int, text: str, start: int, end: int) -> NameMatch | None:
        found = [
            (term, mode)
            for term, mode, exact in self._entries[index]
            if mode is NameMode.ANY or _same_case(_plain(text[start:end]), exact)
        ]
        if not found:
            return None
        # A term that goes by the name in several ways counts in its freest one.
        terms = tuple(dict.fromkeys(term for term, _ in sorted(found, key=lambda pair: pair[1] is NameMode.CONTEXT)))
        return NameMatch(start, end, terms, all(mode is NameMode.CONTEXT for _, mode in found))


def registry_lexicon(registry: Registry) -> Lexicon:
    """Build the lexicon of all entities that texts name; grades are told by grammar."""
    goals: list[Goal] = list(registry.goals.values())
    return Lexicon(
        [
            *registry.rankings.values(),
            *registry.publishers.values(),
            *registry.institutions.values(),
            *goals,
            *registry.criteria.values(),
            *registry.places.values(),
            *registry.categories.values(),
        ]
    )


def _on_edges(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def _forms(name: str) -> set[str]:
    """Give the folded spellings of a name: as it is, "oe" for "œ", blanks around its dashes or none."""
    spelt = {name, name.replace("œ", "oe").replace("Œ", "OE"), name.replace("æ", "ae").replace("Æ", "AE")}
    single = {re.sub(r"\s+", " ", form).strip() for form in spelt}
    closed = {_DASH.sub("-", form) for form in single}
    return {fold_name(form) for form in single | closed | {_DASH.sub(" - ", form) for form in single}}


def _same_case(words: str, exact: str) -> bool:
    """Tell whether words are written as a name is, or wholly in capitals where that tells them from an acronym."""
    return words == exact or (len(exact) > _LONGEST_ACRONYM and words == exact.upper() and not exact.isupper())


def _plain(text: str) -> str:
    # An elided article follows its sentence's case: "de l'Étudiant".
    text = text.replace("’", "'")
    text = "L" + text[1:] if text.startswith("l'") else text
    return text.replace("-", " ").replace("\N{NO-BREAK SPACE}", " ")
