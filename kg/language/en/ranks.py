"""English: moves and ranks, in digits, in words and without a number. In order of priority."""

from __future__ import annotations

from kg.language.definition import Kind, rule
from kg.language.en.words import ORDINAL, PLACES, WORD, N

# To hold the first place in words: what one does with it, and what it is called.
TAKES = (
    r"(?:tak(?:es?|ing|en)|took|holds?|held|holding|keeps?|kept|keeping|retain\w*|regain\w*|claim\w*|grab\w*|seiz\w+"
    r"|captur\w+|clinch\w*|bag(?:s|ged)"
    r"|win(?:s|ning)?|won|secur\w+|earn\w*|land(?:s|ed)|occup\w+|snatch\w*|defend\w*|clings?|clung|wears?|wore"
    r"|ascends?|storms?|stormed|sits?|sat|in)"
)
HEAD = (
    r"(?:lead(?! author| role)|top (?:spot|place|position|slot|rank|billing|honours|rung|step|seat|bracket of all)"
    r"|crown|throne|first (?:spot|slot|rung)|title|gold"
    r"(?: medal)?|number[- ]one (?:spot|position|slot|place)|no\.? ?1 (?:spot|position|slot|place)|pole position"
    r"|summit|laurels)\b"
)

RULES = (
    rule(
        "gain",
        Kind.GAIN,
        r"(?:\b(?:gain\w*|climb\w*|ris\w+|rose|mov\w+ up|jump\w*|up|leap\w*|leapt|advanc\w+|better by|improv\w+"
        r"|surg\w+|soar\w+|vault\w*|went up|go(?:es|ing)? up"
        rf"|shot up|picks? up|picked up|add(?:s|ed|ing)|put on|hop\w*)(?: by| of| another| some| fully)? (?P<n>{N})"
        rf"(?: {PLACES})?\b(?!\s?(?:%|percent|st|nd|rd|th))"
        rf"|\b(?P<n2>{N}) (?:{PLACES} )?(?:better(?: off)?|higher|up|above|to the good)\b"
        rf"|\(\s?(?:\+|↑|▲)\s?(?P<n3>\d{{1,3}})(?: {PLACES})?\s?\)|\ba (?:rise|gain|jump|leap|climb|hop) of "
        rf"(?P<n4>{N}))",
        {
            "gains 3 places": "gains 3 places",
            "(215th, up six)": "up six",
            "24th (+3)": "(+3)",
            "twenty rungs up": "twenty rungs up",
        },
        "lost 3 places",
    ),
    rule(
        "loss",
        Kind.LOSS,
        r"(?:\b(?:los\w+|lost|drop\w*|fall\w*|fell|slip\w*|down|slid\w*|declin\w+|tumbl\w+|sink\w*|sank|shed\w*"
        r"|ced\w+|retreat\w*|dip\w*|eas(?:es|ed)(?: back| off)?)"
        rf"(?:(?: by| of| another| some)? (?P<n>{N})(?: {PLACES})?\b|[^.;:()\d]{{0,25}}? (?:(?P<single>a "
        rf"(?:single )?)(?:{PLACES})|(?P<n2>{N}) {PLACES})\b)"
        rf"(?!\s?(?:%|percent|st\b|nd\b|rd\b|th\b))|\b(?P<n3>{N}) (?:{PLACES} )(?:lower|down|worse|below|adrift)\b"
        rf"|\(\s?(?:-|↓|▼)\s?(?P<n4>\d{{1,3}})(?: {PLACES})?\s?\)|\ba (?:fall|loss|drop|slip|slide|dip) of "
        rf"(?P<n5>{N}))",
        {
            "lost 3 places": "lost 3 places",
            "lost a single place": "lost a single place",
            "a slip of three": "a slip of three",
            "dropped like a stone, 39 places": "dropped like a stone, 39 places",
        },
        "gains 3 places",
        "further down at 34",
    ),
    rule(
        "gain-to",
        Kind.GAIN,
        rf"\b(?P<n>{N}) {PLACES}(?= to (?:the |joint |=|no\.? ?)?[a-z\d-]+)",
        {"lifts MBS five places to fifty-sixth": "five places"},
        "five places in the top ten",
    ),
    rule(
        "kept",
        Kind.KEPT,
        r"\b(?:maintain\w*|kept|keeps|retain\w*|held|holds) (?:its|his|her) (?:position|place|rank)\b",
        {"and maintained its position in the rankings": "maintained its position"},
        "kept its promise",
    ),
    rule(
        "rank",
        Kind.RANK,
        rf"(?P<tie>[=#]\s?)?(?P<n>{ORDINAL})",
        {"ranked 102nd worldwide": "102nd", "is placed 35th": "35th"},
        "24 schools",
    ),
    rule(
        "rank-out-of",
        Kind.RANK,
        r"(?P<n>(?<![\d.,/-])(?:\d{1,2},\d{3}|\d{1,4}))\s?/\s?(?P<size>\d{1,3}(?:,\d{3}){1,3}|\d{3,5})(?!\d)"
        r"|(?P<n2>(?<![\d.,/-])\d{1,4}),? (?:out of|of) (?P<size2>\d{1,3}[ ,]\d{3}|(?!1000\b|100\b|200\b)\d{3,5})"
        r"(?! ?(?:points|%))\b",
        {"is 81/1,115 in the overall table": "81/1,115"},
        "17/20",
    ),
    rule(
        "rank-in-words",
        Kind.RANK,
        rf"(?P<word>{WORD})",
        {"ranked first among French institutions": "first", "the twenty-first in the world": "twenty-first"},
        "sixteen schools",
    ),
    rule(
        "rank-by-number",
        Kind.RANK,
        r"(?:\bno\.? ?|\bnumber |\branked (?=\d)|\bat joint |\b(?:vaulted|climbed|rose|risen|jumped|leapt|slipped"
        r"|fell|dropped|moved) (?:up |down )?to (?=\d{1,4}(?![\d%-]|,\d| (?:per|million|students|places|points)))|"
        r"(?<!\w)#\s?|\b(?:rank|place|position|spot)(?: of|,|:)? |\b(?:at"
        r"|in at)(?= =?\d+(?:[,.;)]| and \d| in\b| worldwide| globally| overall|$)) "
        rf"|(?P<tie>=)\s?)(?P<n>{N})(?!\s?(?:%|/\d|-\d|\.\d))",
        {"it is No. 8": "No. 8", "at =37 in": "=37", "#227": "#227"},
        "24 places",
    ),
    rule(
        "second",
        Kind.RANK,
        r"\b(?:runners?-up|second only|silver medal(?:list)?|silver (?:for|goes to|went to)|(?:takes?|took|wins?|won"
        r"|with|gets?|got) silver"
        r"|(?:bettered|beaten|outdone|outranked) only by)\b",
        {
            "UCC is the runner-up on home soil": "runner-up",
        },
        "a second campus",
        value=2,
    ),
    rule(
        "third",
        Kind.RANK,
        r"\b(?:bronze medal(?:list)?|bronze (?:for|goes to|went to)|(?:takes?|took|wins?|won|with|gets?|got) bronze"
        r"|(?:completes?|completed|rounds? (?:off|out)|rounded (?:off|out)|makes? up) the (?:podium|top three))\b",
        {"takes bronze": "takes bronze", "rounds out the podium": "rounds out the podium"},
        "the Bronze Age",
        value=3,
    ),
    rule(
        "fourth",
        Kind.RANK,
        r"\b(?:just (?:off|below|outside|short of) the podium|at the foot of the podium|(?:misses"
        r"|missed) the podium by one"
        r"|first of the (?:also-rans|non-medallists))\b",
        {"just off the podium": "just off the podium"},
        "on the podium",
        value=4,
    ),
    rule(
        "best",
        Kind.RANK,
        r"(?<!second[- ])(?<!third[- ])(?<!fourth[- ])(?<!(?:th|nd|rd)[- ])(?<!among the )(?<!among the world's )"
        r"(?<!one of the )"
        r"\b(?:highest[- ](?:ranked|placed|rated|ranking|flying|scoring)|(?:best|top)[- ](?:placed|ranked|performing"
        r"|rated)"
        r"|(?:best|top|leading|foremost|premier) (?:[a-z]+ )?(?:university|school|institution|college|campus)"
        r"|best(?= (?:in|on|for|of (?:the|any|all)|anywhere|at home)\b)|(?<=our )best(?= (?:in|is|was|for|of|result"
        r"|rank\w*|place|score|position|showing|performance|goal|sdg)\b|[,.;:]|$)|(?<=country's )(?:best|leader)|"
        r"(?<=nation's )best"
        r"|greenest(?= (?:of|in|university|campus))|number[- ]one(?! (?:priority|goal|choice|reason))|no\.? ?1"
        r"|front[- ]?runner|table[- ]topper"
        r"|champions?(?= (?:of|in|for|again|once)|$|[,.;])|leader(?= (?:in|of|among|for)\b))\b",
        {
            "the highest ranked Irish university": "highest ranked",
            "UCT is the best in the land": "best",
            "Belgium's top university": "top university",
        },
        "the best schools",
        "the top universities",
        "among the best in the world",
        value=1,
    ),
    rule(
        "first",
        Kind.RANK,
        rf"\b(?:{TAKES} (?:again |once more |still |firm )?(?:the |its |their |on to the |onto the "
        rf"|hold of the )?{HEAD}"
        r"|top(?:s|ped|ping)?(?= (?:the|its|this|all) (?:[^\s,.;]+ ){0,5}(?:tables?|lists?|rankings?|league|charts?"
        r"|pile|class|bill|poll|field))"
        r"|(?:leads?|led|heads?|headed|heading|leading|fronts?) (?:the |its |this )(?:[a-z-]+ ){0,3}?(?:way|tables?"
        r"|list|rankings?|charts?|pack|league"
        r"|field|contingent|line-up|class|whole table|parade|march|standings|(?=(?:world|country|nation|continent"
        r"|kingdom|region)\b))"
        r"|(?:comes?|came|coming|finish\w+|ends?|ended|emerg\w+|stays?|stayed|sits?|sat|remains?|remained|still|is"
        r"|are|was|out) (?:up |out )?"
        r"(?:on top|at the top|(?<!are )in front|in pole position|in the lead|top of the (?:table|list|pile|class"
        r"|tree|heap|pack|rankings?))"
        r"|out in front|gold (?:for|goes to|went to)|(?:with )?nobody above it|ahead of every other|ahead of all "
        r"(?:other|its|the)"
        r"|(?:is|was|been|are) (?:again )?crowned|at the (?:top|summit|head|pinnacle|apex) of (?:the|its|this)"
        r"|second to none|without (?:a )?(?:rival|equal|peer)"
        r"|(?:two|three|four|five) (?:titles|crowns|golds|gold medals|first places)(?= for)|(?:reigns?|reigned"
        r"|rules?) (?:supreme|the roost)"
        r"|(?:hung|hangs|clung|clings) on ?to (?:the |its )(?:\w+ )?(?:crown|title|throne|top spot|lead)|(?:nobody"
        r"|no one|none)(?: could| can) (?:catch|touch|match|dislodge|beat)|(?:nobody|no one|none|no other|no)(?: "
        r"(?!longer\b|doubt\b|change\b)[^\s.;,]+){0,6}? (?:does|did|do|fares?|fared|is|are|was|were|stands?|stood"
        r"|ranks?|ranked|comes?"
        r"|came|scores?|scored|takes? home|sits?|has done|beats?|matches|finished) (?:it )?(?:any )?(?:better|higher"
        r"|ahead|above|in front|before|us\b|it\b|so well|more)"
        r"|beats? (?:all comers|everyone|everybody|the (?:rest|lot|field))|(?:crown|title|top spot|first place|palm"
        r"|laurels) (?:goes|went|has gone|belongs|fell) to|first (?:step|rung) of|unbeaten|unrivalled|unmatched"
        r"|untouchable"
        r"|outranks? (?:all|every)|outscor\w+ (?:all|every))",
        {
            "IMT Atlantique has taken the lead in the ranking": "taken the lead",
            "took the top spot": "took the top spot",
            "Harvard topped the list": "topped",
            "the school came out on top": "came out on top",
            "nobody does better": "nobody does better",
        },
        "the lead author",
        value=1,
    ),
)
