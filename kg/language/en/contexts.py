"""English: the longest contexts of positions, over folded text unless their field says otherwise."""

from __future__ import annotations

import re

from kg.language.en.words import CARDINALS, N
from kg.language.numbers import words_pattern

NOT_A_RANK_AFTER = re.compile(
    r"[\s-]?(?:among (?:countries|nations)|participation|appearance|of (?:its|the|their) [^.;,]{0,25}(?:rankings"
    r"|editions|tables|lists)|edition|years?|times?|centur|half|quarter"
    r"|semester|cycle|generation|step"
    r"|part\b|phase|term"
    r"|anniversary|version|ranking|language|city|country|nation\b|economy|day|month|week|students?|class|degree"
    r"|choice|campus"
    r"|criterion|indicator|goal|objective|partner|employer|floor|hand|prize|team|lady|minister|mover"
    r"|(?:[^\s,;()]+ ){1,6}?to (?!be (?:ranked|placed)|the\b|an?\b|its\b|our\b)[a-z]{2,})"
)
RANK_WORD_AFTER = re.compile(
    r"[\s-]?(?:places?|today|under\b|over\b|since|while|when\b|thanks|despite|rank\w*|position|spot|best|highest"
    r"|equal|worldwide|globally|nationally|overall|outside|university|institution|school"
    r"|college|(?:in|on|of|out of|among|amongst|at|for|behind|with|and|or|to|from|by|again|this|last|now"
    r"|respectively|after|ahead|across"
    r"|here|there|only)\b(?! all[,.;])|[),;.:!?\"]|$)"
)
COUNTED_IN_BEFORE = re.compile(
    rf"(?<!top ){N}(?: (?:places|names|entries|representatives|institutions|universities|schools|spots|members"
    r"|entrants|of them))? "
    r"(?:in|among|inside|within|of) (?:the |its |their )?$|\b(?:hold|holds|collected|placed) \d+ $"
)
NOT_ASSERTED_BEFORE = re.compile(
    r"\b(?:aims?|aiming|hopes?|hoping|wants?|targets?|ambition|goal (?:of|is)|would|could|might|if|leaves? (?:the"
    r"|its)|left the"
    r"|drop\w* out|fell out|fall\w* out|exit\w*|no longer|outside"
    r"|nobody|none of|by 20\d\d|just missed|narrowly missed|plans? to|strives?|expect\w*|slip\w* out|miss(?:es"
    r"|ed)|had \w+ \w+ existed|will|shall|until|asked when|means to|asks? for|recommended|dream\w*|promis\w+"
    r"|no [a-z]+ (?:university|school|institution|college)(?![^.;]{0,60}\b(?:better|higher|ahead|above|before))"
    r"|one day|why not|some day|back among)\b(?:(?!, (?:where|yet|but|while)\b)[^.;:]){0,80}$"
)
DENIED_AFTER = re.compile(
    r"[a-z ]{0,20}, (?:nobody|no one|no \w+ (?:university|institution)|none)\b(?! [^.;]{0,40}(?:higher|better"
    r"|ahead|above))"
    r"|\s?(?:place )?,? or (?:the )?\d+(?:st|nd|rd|th)\b"
)
BRIDGE = re.compile(
    r"[\s\"(]*(?:(?:(?:places?|rank|position|spot|joint|tied|institutions?|universit(?:y|ies)|schools?|colleges?|best"
    r"|top|of|in|at|the|on|among|amongst|from|for|overall|ranking|rankings|list|table|level|higher|education|business"
    r"|engineering|bracket|band|group|category|placed|all|general|across|out|home|soil|other|ranked|private|public"
    r"|there|once|again|still|back|edition|year|region|state|province)\b)[\s\")]*)*"
)
OPENING = re.compile(
    r"(?:^|[.;:,] ?|\bbut )\"? ?(?:(?:among|amongst|in|at|across|within|on|of|for|looking at|as for|over in"
    r"|seen from)(?: the"
    r"| all| its)? ?(?:(?:institutions|schools|universities|colleges|peers) (?:in |of |from )?(?:the )?)?)$"
)
COUNTED_OVER_AFTER = re.compile(
    rf"\s?(?:for|in|on|across) (?P<n>{N})(?P<members> (?:of them|of these|of the|criteria|sdgs?|goals?"
    rf"|objectives?|subjects?|fields?|categories|areas"
    r"|disciplines|indicators?|tables?)[^:.;,\"]{0,40}|(?=\s?[.;,]|$))"
)
SUBJECT_FORM_AFTER = re.compile(
    r"(?: (?:worldwide|globally|in the world|in the uk|overall|place))*,? (?:for|in terms of|in|on|by"
    r"|when it comes to) (?:(?:the|its|our|their) )?\"? ?"
    r"(?P<words>[a-z][a-z&'/ -]{3,60}?)(?=(?: ?\")? ?(?:[,.;:)(\[]|$)| and (?:\d|between|in |for |joint|on |by |="
    r"|tied|a )| at | with | in | among | ahead | behind | last | this )"
)
SUBJECT_BEFORE = re.compile(
    r"(?:\bfor|\bon|\bin|(?:^|[.;:] )among|\bunder|\bcategory|\bcriterion|\bsubject|\bfield|\bgoal|\bsdg)(?: "
    r"(?:the|its"
    r"|our))?(?: (?:category|criterion|field|subject|goal|sdg|area|dimension)s?)?"
    r"(?: of)? ?[\"']? ?$"
)
SUBJECT_FORM_BEFORE = re.compile(
    r"(?:\b(?:criteri(?:on|a)|indicators?|dimensions?|category|pillars?|fields?|subjects?|measures?|columns?"
    r"|headings?|areas?)"
    r" (?:of |for |on )?(?:the )?[\"']?\s?(?P<words>[a-z][a-z&' -]{2,60}?)\s?[\"']?(?=,| ?:|\s?\(| it | we "
    r"| the school)"
    r"|\b(?:by|on|for|in) (?:the |its |our )?[\"']?(?P<words2>[a-z][a-z&' -]{2,60}?)[\"']? (?:yardstick|measure"
    r"|pillar|indicator"
    r"|criterion|category|dimension|column|table)\b)"
)
SUBJECT_FORM_OPENING = re.compile(
    r"(?:^|[.;:] ?|, and |\bbut )\"? ?(?:for|in|on|by|under|when it comes to) (?:(?:the|its|our|their) )?\"? ?"
    r"(?P<words>[a-z][a-z&'/ -]{3,50}?)"
    r"(?: ?\")?(?=,| ?\(| it is | we are | we're | the school )"
)
SUBJECT_ACTS = re.compile(
    r"[\s\"'(),.:;-]*(?:(?:(?:and|but|finally|as|for|on|in|by|the|its|our|their|best|top|rank|position|place|score"
    r"|result|then|only|of|to)\b)[\s\"'(),.:;-]*)*"
)
OVERALL_IN_CLAUSE = re.compile(
    r"\b(?:overall|all (?:the |its |of the )?(?:subjects|goals|sdgs|fields|categories) (?:together|combined"
    r"|go into|put together|are thrown)"
    r"|taking all|in the (?:overall|main|general) (?:table|ranking|list)|across the board)\b"
)
SCALE_SAID = re.compile(
    r"\b(?:scores?|marks?|scored|points?|total|maximum)\b[^.;\n|]{0,40}?(?:out of|/|maximum of|up to|of)\s?"
    r"(?P<of>\d{1,2},?000|100|130|20|10|1,?000)\b"
    r"|\b(?:out of|maximum of|maximum is|of a (?:possible|maximum)|possible total (?:is|of)) (?:a )?(?:maximum "
    r"(?:of )?)?(?P<of2>10,?000|1,?000|100)\b(?= points| marks)"
)
NO_SUBJECT = re.compile(
    r"\b(?:which|whom|years?|order|prizes?)\b|\b(?:it|we|they|universit\w+|institutions?|schools?|colleges?)\b|^"
    r"(?:the |an? )?(?:a row|total|all|fact"
    r"|addition|particular|turn|general|short|line|front"
    r"|place|order|recent|history|existence|time|europe|africa|asia|two|three|four|five|six|six years|a year"
    r"|years|decades?|country|land|state|region|continent"
    r"|globe|planet|city|nation|kingdom|class|field of|hand|list|table|its|bracket|band|group|running|succession"
    r"|being|having|becoming|first|second|third|position|ranks?|ranked|place|ranking|results?|total|edition|year"
    r"|world\w*|national"
    r"|times?|example|instance|now|its|this|that|our|most|more|contact|tel|phone|overall|sources?|note|date"
    r"|published"
    r"|photo|page|answer|moment|verdict|best|top|well|you|us|me|it|them|all|some|both|each)\b|^\W*$|\d"
)
MOVE_TO_BETWEEN = re.compile(
    r"[\s,)\]]*+(?:(?:(?:bracket|band|group|place|position|rank|spot|slot|number|range|tier|category)|worldwide"
    r"|globally)[\s,)\]]*+)?(?:up |down )?(?:in |last year |a year (?:ago|earlier) )?[\s,)\]]*+(?:to|into)"
    r" (?:the |a |its |joint |(?:bracket|band|group|place|position|rank|spot|slot|number|range|tier|category) "
    r"|no\.? ?|#|just |now )*(?:\[ ?)?"
)
COMPARED_BEFORE = re.compile(
    r"\b(?:behind|ahead of|after|overtak\w+|overtook|pass\w+|unlike|beat\w*|above|below|followed by|precedes?"
    r"|close to|runner[- ]up (?:last year |again |only )?to|second (?:only )?to|trails?|trailing|outdone by"
    r"|beaten by|pipped by|led by|better than|higher than|ahead)(?: the)? ?$"
)
INTRODUCES = re.compile(
    r"[\s,:\"-]*(?:(?:(?:places?|rank|position|spot|university|school|institution|college|of|in|at|the|on|is|are|was"
    r"|were|goes|went|to|belongs|falls|fell|for|comes?|came|stands?|we|find|held|by|occupied|taken|claimed|and|it|now"
    r"|again|once|more|still|remains?|becomes?|became|there|with|overall|inevitably|naturally"
    r"|unsurprisingly)\b)[\s,:\"-]*)*"
)
COUNTED_HOLDERS = re.compile(
    rf"(?P<n>\b(?:{words_pattern(CARDINALS)})\b|(?<![\d.,])\d{{1,2}}(?! ?%)) (?:other |of our |of its |of their "
    r"|of the |more )?(?:[a-z]+ )?"
    r"(?:institutions?|universities|schools?|colleges|names?|of them|campuses|entrants|members|business schools)\b"
)
CONJUNCTION = re.compile(
    r"[\s\"]*+(?:(?:,|;|and|&|or|as well as|then|like|/|-|·)[\s\"]*+)?(?:,? ?[a-z]+ (?:surprisingly|enough|inevitably"
    r"|once again),? )?"
    r"(?:and |as well as |then |finally )?(?:by "
    r"|of )?(?:the |that of |those of )?[\s\"]*"
)
INSTITUTION_FORM = re.compile(
    r"(?<![\w&-])(?:(?:[A-ZÉ](?:[\w’'&-]|\.(?=\w))*|of|and|the|for|de|la) ){0,8}(?:University|Universities"
    r"|Universit[éàyi]t?"
    r"|Universidade?|Universitas|Universität|Universiteit|Hochschule|Politecnico|Polit[ée]cnica|College"
    r"|Institute|Academy"
    r"|Polytechnic|Business School|School)\b"
    r"(?:,? (?:(?:of|for|and|the|at|in|de|do|da|dos|del|della|du|des|la|el|College)\b|[A-ZÉ][\w’'&-]*))*"
)
TOWN_MEANS = re.compile(
    r"\b(?:th(?:at|ose) of |(?:joint|jointly|tied|ties|level|equal|heat|shared?|shares|place) with |(?:behind"
    r"|ahead of|after|followed by|overtook"
    r"|overtaking|overtakes|beats?) )$"
)
