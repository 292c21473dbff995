"""The recogniser of names: one automaton over every label of the registry, whatever their number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.language.fold import fold_words
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
        self._longest = max(map(len, entries), default=0)
        self._entries = [tuple(found.values()) for found in entries.values()]
        # With a blank before each key no match can begin inside a word.
        self._automaton = AhoCorasick([f" {key}" for key in entries], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Yield the names in ``text`` from left to right; they do not overlap."""
        folded = " " + fold_words(text)
        taken = 0
        for index, start, end in self.look_up(folded):
            if start < taken:
                continue
            # A point of the text lies one further in ``folded``, and a match begins with the blank before the name.
            match = self._match(index, text, start, end - 1) if _ends_word(folded, end) else None
            if match is None:
                # The longest match ran into a word ("Mines Paris" in "Mines Parisiennes") or failed by its case
                # ("the Impact Rankings"): look for less from the same point, then for names that begin inside.
                match = self._shorter(folded, text, start, end)
            if match:
                yield match
                taken = match.end + 1
            elif " " in folded[start + 1 : end]:
                inside = folded.index(" ", start + 1)
                for inner in self.find(text[inside : end + self._longest]):
                    if inner.start + inside >= end - 1:
                        break
                    yield NameMatch(inner.start + inside, inner.end + inside, inner.terms, inner.context)
                    taken = inner.end + inside + 1

    def look_up(self, folded: str) -> list[tuple[int, int, int]]:
        """Give the keys in folded text, the longest from the left: number, start and end; word ends are not checked."""
        return self._automaton.find_matches_as_indexes(folded)

    def _shorter(self, folded: str, text: str, start: int, end: int) -> NameMatch | None:
        cut = folded.rfind(" ", start + 1, end)
        while cut > 0:
            key = folded[start + 1 : cut].rstrip()
            if key in self._positions:
                match = self._match(self._positions[key], text, start, start + len(key))
                if match:
                    return match
            cut = folded.rfind(" ", start + 1, cut)
        return None

    def _match(self, index: int, text: str, start: int, end: int) -> NameMatch | None:
        words = text[start:end]
        found = [
            (term, mode)
            for term, mode, exact in self._entries[index]
            if mode is NameMode.ANY or _same_case(_plain(words), exact)
        ]
        if not found:
            return None
        # Marks are blanks to the automaton: the bracket that closes "Institut Mines-Télécom (IMT)" is taken in here.
        if text[end : end + 1] == ")" and words.count("(") > words.count(")"):
            end += 1
        if len(found) == 1:
            return NameMatch(start, end, (found[0][0],), found[0][1] is NameMode.CONTEXT)
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


def _ends_word(folded: str, end: int) -> bool:
    return end == len(folded) or not folded[end].isalnum() or not folded[end - 1].isalnum()


def _forms(name: str) -> set[str]:
    """Give the folded spellings of a name: as it is, "oe" for "œ", blanks around its dashes or none."""
    spelt = {name, name.replace("œ", "oe").replace("Œ", "OE"), name.replace("æ", "ae").replace("Æ", "AE")}
    single = {re.sub(r"\s+", " ", form).strip() for form in spelt}
    closed = {_DASH.sub("-", form) for form in single}
    spaced = {_DASH.sub(" - ", form) for form in single}
    return {fold_words(form).strip() for form in single | closed | spaced}


def _same_case(words: str, exact: str) -> bool:
    """Tell whether words are written as a name is, or wholly in capitals where that tells them from an acronym."""
    return words == exact or (len(exact) > _LONGEST_ACRONYM and words == exact.upper() and not exact.isupper())


def _plain(text: str) -> str:
    # An elided article follows its sentence's case: "de l'Étudiant".
    text = text.replace("’", "'")
    text = "L" + text[1:] if text.startswith("l'") else text
    return text.replace("-", " ").replace("\N{NO-BREAK SPACE}", " ")
