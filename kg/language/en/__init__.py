"""English: what is particular to it. All patterns are over folded text (no case, no accents, straight quotes)."""

from __future__ import annotations

import re

from kg.language.definition import Language
from kg.language.en import contexts, counts, cues, facts, positions, ranks
from kg.language.en.words import CARDINALS, ORDINALS

ENGLISH = Language(
    code="en",
    stop_words=frozenset(
        (
            "the of and to in a is are was were be been for on with by from at as that this these those it its"
            " our we you their his her has have had not or but which who will would can all more than one into"
            " out ranking rankings ranked rank world overall"
        ).split()
    ),
    shared_words=frozenset("a in is was we on as at an me".split()),
    never_last=frozenset(
        "the of and to a an in for by at from its our their with on or as than into is are was were be has have that"
        " which who under between not two three four five six seven eight nine ten".split()
    ),
    hyphenated=frozenset(
        (
            "ex non vice self semi well high low long short twenty thirty forty"
            " fifty sixty seventy eighty ninety start first second third one two three four five six seven eight"
            " nine ten"
            " north south east west mid"
        ).split()
    ),
    months={
        name: number
        for names, number in zip(
            [
                "january/jan",
                "february/feb",
                "march/mar",
                "april/apr",
                "may",
                "june/jun",
                "july/jul",
                "august/aug",
                "september/sept/sep",
                "october/oct",
                "november/nov",
                "december/dec",
            ],
            range(1, 13),
            strict=True,
        )
        for name in names.split("/")
    },
    date=counts.RULES[0].pattern,
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    rules=(*counts.RULES, *positions.RULES, *ranks.RULES, *cues.RULES),
    fact_rules=facts.RULES,
    not_a_rank_after=contexts.NOT_A_RANK_AFTER,
    not_a_rank_before=re.compile(r"(?:\barticle|\bsince the|\bthe very|\bof which the|\bincluding the)\s?$"),
    rank_word_after=contexts.RANK_WORD_AFTER,
    counted_in_before=contexts.COUNTED_IN_BEFORE,
    once_before=re.compile(
        r"\b(?:earlier|previously|formerly|at one time|used to|had (?:long )?(?:to be content|languished|hovered"
        r"|floated|been stuck))\b[^.;:]{0,80}$"
    ),
    not_asserted_before=contexts.NOT_ASSERTED_BEFORE,
    denied_after=contexts.DENIED_AFTER,
    bridge=contexts.BRIDGE,
    opening=contexts.OPENING,
    counted_over_after=contexts.COUNTED_OVER_AFTER,
    subject_form_after=contexts.SUBJECT_FORM_AFTER,
    subject_before=contexts.SUBJECT_BEFORE,
    subject_form_before=contexts.SUBJECT_FORM_BEFORE,
    subject_form_opening=contexts.SUBJECT_FORM_OPENING,
    subject_acts=contexts.SUBJECT_ACTS,
    row_end=re.compile(r"\s?\"?\s?(?:,|and|,? and|,? as well as|/|·|;|as in)\s?(?:in |for |on |the )?\"?\s?"),
    overall=re.compile(r"^(?:the )?(?:overall|general|total|all (?:the )?(?:subjects|goals|sdgs|categories|fields))\b"),
    overall_in_clause=contexts.OVERALL_IN_CLAUSE,
    brackets_hold_former=re.compile(r"\bin (?:round |square )?(?:brackets|parenthes[ei]s)"),
    scale_said=contexts.SCALE_SAID,
    no_subject=contexts.NO_SUBJECT,
    only_before=re.compile(r"(?:the |its |our |their )?(?:sole |only )?(?=[a-z])"),
    year_before=re.compile(r"(?:\b(?:in|for|edition|year|as of|back in|of)|[(,;:]|^) ?(?:the )?$"),
    was_before=re.compile(r"\b(?:was|were|had|stood|sat|came|ranked|placed|held|appeared|finished)\b"),
    former_before=re.compile(
        r"\b(?:previously|formerly|against|up from|down from|compared (?:with|to)|instead of)(?: the| a)? ?$"
    ),
    move_from_before=re.compile(
        r"\bfrom (?:the |a |its |joint |(?:bracket|band|group|place|position|rank|spot|slot|number|range|tier"
        r"|category) |no\.? ?|#)*(?:\[ ?)?$"
    ),
    move_to_between=contexts.MOVE_TO_BETWEEN,
    elaboration=re.compile(r"\b(?:with|including|notably)\b"),
    compared_before=contexts.COMPARED_BEFORE,
    clause_break=re.compile(r" ?; ?|[, ] ?(?:while|whereas|but|although|though|yet|when)\b|\.\.\. ?"),
    introduces=contexts.INTRODUCES,
    counted_holders=contexts.COUNTED_HOLDERS,
    each=re.compile(r"\b(?:each|both|all (?:two|three|four|of)|apiece|are|were|have|tied|joint(?:ly)?|all)\b"),
    bare_pronoun=re.compile(r"its?|they|she"),
    conjunction=contexts.CONJUNCTION,
    respectively=re.compile(r"\brespectively\b|\bin (?:that|this) order\b"),
    since_before=re.compile(
        r"\b(?:since|created in|founded in|launched in|born in|by|until|agenda|from)(?: the| \w+)? ?$"
    ),
    ranking_after=re.compile(
        r"[\s(]*(?:(?:in|of|by|the|place|position|rank|spot|overall|globally|worldwide|\d{4}|edition|latest|new"
        r"|list)[\s(]*)*"
    ),
    shared_with=re.compile(
        r"[\s,(]*(?:(?:in|place|rank|position|spot|globally|worldwide|overall)[\s,(]*)*(?:(?:tied|equal|jointly"
        r"|joint) )?with (?:the )?"
    ),
    also_holds=re.compile(
        r"(?:\bas (?:does|do|is|are)|\bso (?:does|do|is|are)|\bjoined (?:there |here )?by|\bshares? "
        r"(?:[a-z]+ ){0,4}with|\balongside|\btogether with|\bin the company of)(?: the)? ?$"
    ),
    ranking_words=re.compile(
        r"\b(?:rankings?|ranked|league tables?|tables?|editions?|lists?|ratings?|version|reports?)\b"
    ),
    institution_form=contexts.INSTITUTION_FORM,
    institution_word=re.compile(r"niversi[td]|ochschule|olit[ée]cni|ollege|nstitut|cadem|olytechnic|chool"),
    plural_form=re.compile(r"Universities\b"),
    singular_form="University",
    described_form=re.compile(
        r"(?:schools?|colleges?|universities) (?:of|in|from) |(?:The )?(?:College|School|Faculty|Department"
        r"|Institute) of (?:[A-Z][a-z]+(?: and |,? &? ?)?){1,4}$"
    ),
    type_words=frozenset(
        (
            "university universities college institute school schools business technology science sciences"
            " engineering higher education management national state royal academy polytechnic medical medicine"
            " new saint north south east west central king london international american arts technical"
        ).split()
    ),
    town_before=re.compile(r"\b(?:in|at|from|near|of|to|around|outside|on) ?$"),
    town_means=contexts.TOWN_MEANS,
    town_forms=("University of {}", "{} University", "Université de {}"),
    institution_head=re.compile(r"\b(?:institutions?|schools?|universit(?:y|ies)|colleges?|names?)\b"),
    subject_head=re.compile(
        r"\b(?:subjects?|fields?|criteri(?:on|a)|indicators?|dimensions?|sdgs?|goals?|areas?|tables?)\b"
    ),
    goes_to=re.compile(r"\b(?:goes|went|gone|belongs|fell|falls) to$"),
    names_inside=re.compile(r"[a-z ]{0,20}, where "),
    count_before=re.compile(r"(?:^|[:,]|\b(?:for|in|on|across|with)) ?$"),
    adjective_as_noun=re.compile(r"n$"),
    alone_before=re.compile(r"(?:^|[.;:] |\band )\"?(?:the )?$"),
    stands=re.compile(r" (?:is|was|ranks|ranked|came|comes|stands|sits|finished|placed)(?: only)? (?:in |at |the )*"),
    town_head=re.compile(r"\b(?:city|cities|town|location|place|campus|site)\b"),
    rank_head=re.compile(r"\b(?:ranks?|places?|positions?|rankings?|world|national|country|europe|global)\b"),
    score_head=re.compile(r"\b(?:index|scores?|points?|marks?|total)\b"),
    grade_head=re.compile(r"\b(?:groups?|letters?|grades?|ratings?)\b"),
    size_head=re.compile(r"\b(?:out of|of|number|change|entrants|ranked)\b"),
    ditto=re.compile(r"\s*(?:idem|ditto|same|\"|-\"-)\s*"),
    boilerplate=re.compile(r"(?:about (?:the |us\b)|(?:press |media )?contacts?\b|notes to editors)"),
    aside=re.compile(
        r"(?:read (?:more|next)|also (?:read|see)|see also|find out more|follow us|subscribe|back to|share on"
        r"|get the app)"
    ),
    sentence_abbreviations=frozenset(("mr mrs ms dr prof st vs no e.g i.e etc p vol inc jr sr art u.s u.k").split()),
)
