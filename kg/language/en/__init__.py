"""English: what is particular to it. All patterns are over folded text (no case, no accents, straight quotes)."""

from __future__ import annotations

import re

from kg.language.definition import Language
from kg.language.en import counts, cues, facts, positions, ranks
from kg.language.en.words import CARDINALS, ORDINALS, N

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
    never_last=frozenset("the of and to a an in for by at from its our their with".split()),
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
    not_a_rank_after=re.compile(
        r"[\s-]?(?:among (?:countries|nations)|participation|appearance|edition|years?|times?|centur|half|quarter"
        r"|semester|cycle|generation|step"
        r"|part\b|phase|term"
        r"|anniversary|version|ranking|language|city|country|nation\b|economy|day|month|week|students?|class|degree"
        r"|choice|campus"
        r"|criterion|indicator|goal|objective|partner|employer|floor|hand|prize|team|lady|minister|mover"
        r"|(?:[^\s,;]+ ){1,6}?to (?!be (?:ranked|placed)|the\b|an?\b|its\b|our\b)[a-z]{2,})"
    ),
    not_a_rank_before=re.compile(r"(?:\barticle|\bsince the|\bthe very)\s?$"),
    rank_noun_after=re.compile(r"\s?(?:place|rank|position|spot)\b"),
    rank_word_before=re.compile(
        r"(?:\brank\w*|\bplac\w+|\bposition\w*|\bfinish\w*|\bis|\bare|\bwas|\bwere|\bcom(?:es|ing|e)|\bcame"
        r"|\bstands?|\bsits?|\blies|\bto|\bfrom"
        r"|\bat|\bas|\bin|\bhit|\breach\w*|\brated|\bremain\w*|\bnow|\bjoint|\btied(?: for)?|[,(:;-]|\bthe|\band"
        r"|\bbagged|\btakes?|\btook|\bits|\ba|\bshar\w+)(?: (?:the|in|at|joint|as))? ?$"
    ),
    rank_word_after=re.compile(
        r"\s?(?:place|rank|position|spot|in (?:the (?:world|country|ranking|table|state)|france|europe|\d{4}|[a-z]+)"
        r"|among|amongst|worldwide|globally|nationally"
        r"|overall|of|on the|french|best|university|institution|school|out of|equal|[),;.]|and (?:second|third)"
        r"|respectively|$)"
    ),
    not_asserted_before=re.compile(
        r"\b(?:aims?|aiming|hopes?|hoping|wants?|targets?|ambition|goal (?:of|is)|would|could|might|if|leaves?|left"
        r"|drop\w* out|fell out|fall\w* out|exit\w*|no longer|outside"
        r"|nobody|none of|by 20\d\d|just missed|narrowly missed|plans? to|strives?|expect\w*|slip\w* out|miss(?:es"
        r"|ed)|had \w+ \w+ existed)\b[^.;:]{0,60}$"
    ),
    denied_after=re.compile(
        r"[^.;:]{0,20}\b(?:nobody|no one|no \w+ (?:university|institution)|none)\b"
        r"|\s?(?:place )?,? or (?:the )?\d+(?:st|nd|rd|th)\b"
    ),
    bridge=re.compile(
        r"[\s\"(]*(?:(?:places?|rank|position|spot|joint|tied|institutions?|universit(?:y|ies)|schools?|colleges?"
        r"|best|top|of|in|at|the|on|among|amongst|from|for"
        r"|overall|ranking|rankings|table|level|higher|education|business|engineering|bracket|band|group"
        r"|category|placed|all|general|across|out|home|soil|other|placed|ranked|private|public)[\s\")]*)*"
    ),
    opening=re.compile(
        r"(?:^|[.;:,] ?|\bbut )\"? ?(?:(?:among|amongst|in|at|across|within|on|of|for)(?: the"
        r"| all)? ?(?:institutions |schools |universities )?)$"
    ),
    counted_over_after=re.compile(
        rf"\s?(?:for|in|on|across) (?P<n>{N})(?P<members> (?:of them|of these|of the|criteria|sdgs?|goals?"
        rf"|objectives?|subjects?|fields?|categories|areas"
        r"|disciplines|indicators?|tables?)[^:.;,\"]{0,40}|(?=\s?[.;,]|$))"
    ),
    subject_form_after=re.compile(
        r"(?: (?:worldwide|globally|in the world|in the uk|overall|place))* (?:for|in terms of) "
        r"(?P<words>(?!the\b|its\b|a\b|an\b|our\b|their\b|this\b|example\b|two\b|three\b|four\b|five\b|six\b|all\b)"
        r"[a-z][a-z&' -]{4,45}?)(?= ?(?:[,.;:)(]|$| and \d| and joint| at | with | in the | among ))"
    ),
    subject_before=re.compile(
        r"(?:\bfor|\bon|\bin|\bunder|\bcategory|\bcriterion|\bsubject|\bfield|\bgoal|\bsdg)(?: (?:the|its"
        r"|our))?(?: (?:category|criterion|field|subject|goal|sdg|area|dimension)s?)?"
        r"(?: of)? ?[\"']? ?$"
    ),
    former_before=re.compile(r"\b(?:against|up from|down from|compared (?:with|to)|instead of)(?: the| a)? ?$"),
    move_from_before=re.compile(r"\bfrom (?:the |a )?(?:position |place |rank )?$"),
    move_to_before=re.compile(r"\bto (?:the |a )?(?:position |place |rank )?$"),
    elaboration=re.compile(r"\b(?:with|including|notably)\b"),
    compared_before=re.compile(
        r"\b(?:behind|ahead of|after|overtak\w+|overtook|pass\w+|unlike|beat\w*|above|below|followed by|precedes?"
        r"|close to)(?: the)? ?$"
    ),
    conjunction=re.compile(
        r"[\s\"]*(?:,|;|and|&|or|as well as|then|like|/|-|·)?[\s\"]*(?:and |as well as |then |finally )?(?:by "
        r"|of )?(?:the |that of |those of )?[\s\"]*"
    ),
    respectively=re.compile(r"\brespectively\b|\bin (?:that|this) order\b"),
    since_before=re.compile(
        r"\b(?:since|created in|founded in|launched in|born in|by|until|agenda|from)(?: the| \w+)? ?$"
    ),
    ranking_after=re.compile(
        r"[\s(]*(?:(?:in|of|by|the|place|position|rank|spot|overall|globally|worldwide|\d{4}|edition|latest|new"
        r"|list)[\s(]*)*"
    ),
    shared_with=re.compile(
        r"[\s,(]*(?:(?:place|rank|position|spot|globally|worldwide|overall)[\s,(]*)*(?:(?:tied|equal|jointly"
        r"|joint) )?with (?:the )?"
    ),
    ranking_words=re.compile(
        r"\b(?:rankings?|ranked|league tables?|tables?|editions?|lists?|ratings?|version|reports?)\b"
    ),
    institution_form=re.compile(
        r"(?:(?:[A-ZÉ](?:[\w’'&-]|\.(?=\w))*|of|and|the|for|de|la) )*(?:University|Universit[éày]t?|College"
        r"|Institute|Academy"
        r"|Polytechnic|Business School|School)\b"
        r"(?:,? (?:of|for|and|the|at|in|de|du|des|College|[A-ZÉ][\w’'&-]*))*"
    ),
    type_words=frozenset(
        (
            "university universities college institute school schools business technology science sciences"
            " engineering higher education management national state royal academy polytechnic medical medicine"
            " new saint north south east west central king london international american arts technical"
        ).split()
    ),
    town_before=re.compile(r"\b(?:in|at|from|near|of|to|around|outside|on) ?$"),
    institution_head=re.compile(r"\b(?:institutions?|schools?|universit(?:y|ies)|colleges?|names?)\b"),
    subject_head=re.compile(
        r"\b(?:subjects?|fields?|criteri(?:on|a)|indicators?|dimensions?|sdgs?|goals?|areas?|tables?)\b"
    ),
    score_head=re.compile(r"\b(?:scores?|points?|marks?|total)\b"),
    grade_head=re.compile(r"\b(?:groups?|letters?|grades?|ratings?)\b"),
    size_head=re.compile(r"\b(?:out of|of|number|change|entrants|ranked)\b"),
    ditto=re.compile(r"\s*(?:idem|ditto|same|\"|-\"-)\s*"),
    boilerplate=re.compile(r"(?:about (?:the |us\b)|(?:press |media )?contacts?\b|notes to editors)"),
    aside=re.compile(
        r"(?:read (?:more|next)|also (?:read|see)|see also|find out more|follow us|subscribe|back to|share on"
        r"|get the app)"
    ),
    sentence_abbreviations=frozenset(("mr mrs ms dr prof st vs no e.g i.e etc p vol inc jr sr art").split()),
)
