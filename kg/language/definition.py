"""The form of a language's definition: every language has the same fields, so none can lack what another has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a rule's match means. The groups a kind's patterns name are given in brackets."""

    MASK = "mask"  # looks like a position and is none: dates, ages, money, sizes [n, unit]
    DATE = "date"  # [day, month, year]
    SIZE = "size"  # how many are ranked [n, more, unit]
    GOAL = "goal"  # SDGs by number [n]
    RANK = "rank"  # [n or word, tie]; a rule's ``value`` where the words name no number
    BAND = "band"  # [low, high]
    OPEN_BAND = "open-band"  # [low]
    TOP = "top"  # [n]
    PERCENT = "percent"  # [n]
    SCORE = "score"  # [n, of]
    GRADE = "grade"  # [letter, half]
    GRADE_COUNT = "grade-count"  # [n, letters]
    COUNT = "count"  # subjects counted: "16 of the 17 SDGs" [n, of]
    GAIN = "gain"  # places won since the edition before [n]
    LOSS = "loss"  # places lost [n]
    KEPT = "kept"  # a position kept
    SAME_AS = "same-as"  # the same position as in another year, named behind: "comme en 2015"
    FOLLOW = "follow"  # who comes next: the position after the last one stated, or so many behind [n]
    ORDER = "order"  # names behind or before stand in the order of their positions
    PREVIOUS = "previous"  # the edition before
    CURRENT = "current"  # this edition
    WORLD = "world"  # the whole world as a place
    HOME = "home"  # the institution's own country
    CONTINENT = "continent"  # the institution's own continent
    TIE = "tie"  # shared position
    SPEAKER = "speaker"  # the institution that speaks: "we", "our"
    SAME_SUBJECT = "same-subject"  # the subject last spoken of: "there", "on that one"
    PRONOUN = "pronoun"  # the institution last spoken of
    RELATIVE = "relative"  # the ranking last spoken of
    PARTICIPATION = "participation"  # the nth time an institution takes part [n]
    CONSECUTIVE = "consecutive"  # the nth time in a row [n]
    FIRST_TIME = "first-time"  # the first time, or a new entrant
    SIZED = "sized"  # words that make a number of institutions the size of an edition
    SIZE_BY_YEAR = "size-by-year"  # "776 in 2020" [n, year]
    OF_GROUP = "of-group"  # "four of its schools" [n]
    CRITERIA = "criteria"  # words that introduce the criteria of a ranking
    SCALE = "scale"  # the points a criterion is marked on [n]
    NEW_INDICATORS = "new-indicators"  # how many indicators are new [n]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A pattern over folded text (see `kg.language.fold`) with its proof.

    ``examples`` pair a text with the words the pattern finds first in it; in none of ``counters`` does it find any.
    Both are written as documents write, unfolded, and run as tests. ``value`` is the position that words without a
    number stand for ("takes the lead": 1).
    """

    id: str
    kind: Kind
    pattern: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...] = ()
    value: int | None = None
    groups: tuple[
        tuple[str, str], ...
    ] = ()  # the names of the pattern's groups, and without number: "n2" is another "n"

    def groups_in(self, match: re.Match[str]) -> dict[str, str]:
        """Give what the named groups of a match hold, those that hold something."""
        return {bare: match[name] for name, bare in self.groups if match[name]}


def rule(
    id_: str, kind: Kind, pattern: str, examples: dict[str, str], *counters: str, value: int | None = None
) -> Rule:
    """Compile a rule; ``examples`` map a text to the words found first in it."""
    compiled = re.compile(pattern)
    return Rule(
        id=id_,
        kind=kind,
        pattern=compiled,
        examples=tuple(examples.items()),
        counters=counters,
        value=value,
        groups=tuple((name, name.rstrip("0123456789")) for name in compiled.groupindex),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that is particular to one language. No field has a default: a new one must be written for each language.

    Words and patterns are over folded text. ``shared_words`` are stop words that languages we do not read have too,
    ``never_last`` words that no line ends with, ``hyphenated`` first parts that keep their hyphen at a line's end.
    ``rules`` are in order of priority: where two matches overlap, the one of the earlier rule stands.
    The patterns after it are contexts, matched right before (``_before``) or right after (``_after``) a position.
    """

    code: str
    stop_words: frozenset[str]
    shared_words: frozenset[str]
    never_last: frozenset[str]
    hyphenated: frozenset[str]
    months: Mapping[str, int]
    date: re.Pattern[str]
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    rules: tuple[Rule, ...]
    # Rules for facts: they may overlap claims.
    fact_rules: tuple[Rule, ...]
    # An ordinal that counts something else: "5e participation", "first-year students".
    not_a_rank_after: re.Pattern[str]
    not_a_rank_before: re.Pattern[str]
    # An ordinal in words is a rank before a word that says so, a preposition or a mark.
    rank_word_after: re.Pattern[str]
    # Before a top: how many are in it, unnamed ("22 places dans le top 500").
    counted_in_before: re.Pattern[str]
    # A position of some time ago, nobody knows when: "earlier it had to be content with ...".
    once_before: re.Pattern[str]
    # Goals, hypotheses, denials, exits: no claim.
    not_asserted_before: re.Pattern[str]
    # "Au sein du top 200, aucune université ...": nobody holds it.
    denied_after: re.Pattern[str]
    # Words that may stand between a position and the place, subject or edition that goes with it.
    bridge: re.Pattern[str]
    # A place in front of a position, adjacent ("the world's Top 200") or opening the clause ("Among French ...").
    opening: re.Pattern[str]
    # A position counted over several subjects: "top 200 for 7 criteria" [n, members].
    counted_over_after: re.Pattern[str]
    # A subject in words that no ranking is known by, right after a position: "19th for campus life" [words].
    subject_form_after: re.Pattern[str]
    # A subject named after a position: "for", "in the category"; one in words that opens a clause [words].
    subject_before: re.Pattern[str]
    subject_form_before: re.Pattern[str]
    subject_form_opening: re.Pattern[str]
    # What may stand before a subject that a clause speaks of, and what joins the last of a row of subjects.
    subject_acts: re.Pattern[str]
    row_end: re.Pattern[str]
    # Words for the overall table as a subject, and as they stand in a clause; and that former ranks stand in brackets.
    overall: re.Pattern[str]
    overall_in_clause: re.Pattern[str]
    brackets_hold_former: re.Pattern[str]
    # The most that a document's scores can be [of].
    scale_said: re.Pattern[str]
    # Words that stand where a subject could and are none.
    no_subject: re.Pattern[str]
    # What may stand before a subject and is no part of it.
    only_before: re.Pattern[str]
    # Before a year that says when, and a verb of the past between "last year" and a position.
    year_before: re.Pattern[str]
    was_before: re.Pattern[str]
    # A position set against the present one: "contre la 230e".
    former_before: re.Pattern[str]
    # Former and present position: "from X to Y".
    move_from_before: re.Pattern[str]
    move_to_between: re.Pattern[str]
    # A position that goes into the detail of the one before it: "avec le 1er rang pour ...".
    elaboration: re.Pattern[str]
    # An institution set against the one the sentence is about: "derrière X", "overtook X".
    compared_before: re.Pattern[str]
    # Where a new clause begins.
    clause_break: re.Pattern[str]
    # What may stand between a position and the name it leads up to, its place, year and subject aside.
    introduces: re.Pattern[str]
    # How many hold a position, their names said elsewhere: "two universities" [n].
    counted_holders: re.Pattern[str]
    # Words that give a position to each of several.
    each: re.Pattern[str]
    # A pronoun without a noun: it means the one last spoken of, "the school" the one the text is about.
    bare_pronoun: re.Pattern[str]
    # Coordination of names, positions or subjects.
    conjunction: re.Pattern[str]
    respectively: re.Pattern[str]
    # Before a year that begins something: it is no edition.
    since_before: re.Pattern[str]
    # Words between a position and the ranking named for it: "81st in", "24e du".
    ranking_after: re.Pattern[str]
    # Who else holds a shared position: "ex aequo avec".
    shared_with: re.Pattern[str]
    # Who holds the same: "as does X", "rejointe par X".
    also_holds: re.Pattern[str]
    # Words that speak of a ranking or of one of its editions.
    ranking_words: re.Pattern[str]
    # The form of an institution's name, over text as written (not folded): type words and capitals.
    institution_form: re.Pattern[str]
    # A word of it, as cheap a test as can be; the plural that heads a row of names, and what it is in the singular.
    institution_word: re.Pattern[str]
    plural_form: re.Pattern[str]
    singular_form: str
    # A description that only looks like a name: "l'école de Brest".
    described_form: re.Pattern[str]
    # Words of institutions' names that tell none from another; what shows that a name is meant as a town, or as the
    # town's university ("celle de Gand"); and the forms of a university's name, the town in braces.
    type_words: frozenset[str]
    town_before: re.Pattern[str]
    town_means: re.Pattern[str]
    town_forms: tuple[str, ...]
    # What a table's head calls its columns, and a cell that repeats the one above.
    institution_head: re.Pattern[str]
    subject_head: re.Pattern[str]
    goes_to: re.Pattern[str]  # a first place that ends in whom it went to
    names_inside: re.Pattern[str]  # behind a top: who is in it follows, whoever is denied to be
    count_before: re.Pattern[str]  # before a count of tables that a top behind it holds in
    adjective_as_noun: re.Pattern[str]  # adjectives of places that are nouns with an s: "among the Indians"
    alone_before: re.Pattern[str]  # a place that a clause opens with
    stands: re.Pattern[str]  # between a place and the position it holds
    town_head: re.Pattern[str]  # over the column of the towns of institutions
    rank_head: re.Pattern[str]
    score_head: re.Pattern[str]
    grade_head: re.Pattern[str]
    size_head: re.Pattern[str]
    ditto: re.Pattern[str]
    # What a boilerplate section begins with, and a line that leads elsewhere.
    boilerplate: re.Pattern[str]
    aside: re.Pattern[str]
    sentence_abbreviations: frozenset[str]
