"""Which subjects a position is about: a ladder of rules from the closest tie outward; none is the overall table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kg.extract.clauses import clause_around
from kg.extract.labels import BY_FORM, LONGEST_LINE, heads_of, item_label
from kg.extract.mentions import InstitutionMention, RankingMention, SubjectMention, ValueMention
from kg.extract.subjects import Case, Chosen, first_of, named_once
from kg.extract.ties import CLOSEST, WIDER, is_overall, paired
from kg.language import Kind
from kg.read import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.sentences import Sentence
    from kg.read import Document

Located: TypeAlias = "tuple[tuple[SubjectMention, Sentence], ...]"


@dataclass
class Subjects:
    """Finds the subjects of positions through a document, and remembers the last for words that take it up."""

    document: Document
    children: Mapping[int, Sequence[Sentence]]  # of the line that introduces them: the items of a list
    _last: tuple[int, Located] | None = None
    _topic: tuple[int, Located] | None = None
    _of_block: dict[int, Located] = field(default_factory=dict)

    def of(self, sentence: Sentence, value: ValueMention) -> Chosen | None:
        """Give the subjects of a position, or None for the overall table."""
        case = Case(sentence, self.document.blocks[sentence.block], value, named_once(sentence))
        if in_order := paired(case):
            return in_order
        chosen = first_of(CLOSEST, case)
        if chosen is None and is_overall(case):
            return None
        if chosen := chosen or self._farther(case):
            self._topic = None
            return chosen
        if self._topic and self._topic[0] == sentence.block:
            # "Civil engineering is the happy story. We are No. 22 in the world.": what the sentence before is about.
            return _chosen(self._topic[1], "criterion-topic")
        return self._by_heading(case)

    def _farther(self, case: Case) -> Chosen | None:
        """The subjects tied less closely: by the sentence, by what stands around it, by form alone."""
        found = item_label(case) or first_of(WIDER, case)
        found = found or self._taken_up(case) or self._listed_below(case)
        return found or first_of(BY_FORM, case)

    def remember(self, sentence: Sentence, subjects: Located) -> None:
        """Take note of the subjects a position was about."""
        self._last = (sentence.block, subjects)

    def _taken_up(self, case: Case) -> Chosen | None:
        """The subject last spoken of in the paragraph: "Elle y est 3e", "on that one"."""
        clause = clause_around(case.sentence, case.value.span)
        cues = [cue for cue in case.sentence.cues(Kind.SAME_SUBJECT) if cue.span in clause]
        if cues and self._last and self._last[0] == case.sentence.block and self._last[1]:
            return _chosen(self._last[1], "criterion-taken-up")
        return None

    def _by_heading(self, case: Case) -> Chosen | None:
        """The subject that heads a list or a section and little else: "Teaching", "SDG 4, Quality Education"."""
        for number in (case.block.parent, case.block.heading):
            if number is not None and (found := self._of_block.get(number)):
                return _chosen(found, "criterion-heading")
        return None

    def _listed_below(self, case: Case) -> Chosen | None:
        """The subjects listed under the line: "Among the first 20 in the world for:", then one subject an item."""
        items = self.children.get(case.sentence.block, ())
        last = case.sentence.span.end == len(case.sentence.text)
        if not items or not last or any(item.of(InstitutionMention) for item in items):
            return None
        if len(case.sentence.text) > LONGEST_LINE and not case.sentence.text.rstrip().endswith(":"):
            return None
        found = [(subject, item) for item in items for subject in heads_of(item)]
        return _chosen(tuple(found), "criterion-listed-below") if found else None

    def enter(self, sentence: Sentence) -> None:
        """Note a heading, or a line that introduces a list, that names a subject and nothing it is the position of."""
        block = self.document.blocks[sentence.block]
        named = named_once(sentence)
        if named and not sentence.values and not sentence.of(InstitutionMention):
            self._last = (sentence.block, ((named[0], sentence),))
            if sentence.language.subject_acts.fullmatch(sentence.before(named[0].span.start)):
                self._topic = (sentence.block, self._last[1])
        heads = block.kind is BlockKind.HEADING or sentence.text.rstrip().endswith(":")
        if heads and len(named) == 1 and not sentence.values and not sentence.of(InstitutionMention):
            words = len(re.findall(r"\w+", block.text))
            if words <= 2 * len(re.findall(r"\w+", named[0].words)) + 3 and not sentence.of(RankingMention):
                self._of_block[sentence.block] = ((named[0], sentence),)


def _chosen(located: Located, rule: str) -> Chosen:
    subjects = tuple(subject for subject, _ in located)
    return Chosen(subjects, rule, loose=True, homes=tuple(home for _, home in located))
