"""French: what is particular to it. All patterns are over folded text (no case, no accents, straight quotes)."""

from __future__ import annotations

import re

from kg.language.definition import Language
from kg.language.fr import contexts, counts, cues, facts, positions, ranks
from kg.language.fr.words import CARDINALS, ORDINALS

FRENCH = Language(
    code="fr",
    stop_words=frozenset(
        (
            "le la les l un une des du de d et est en au aux dans pour par sur avec qui que qu ce cette ces son"
            " sa ses leur leurs plus pas ne nous vous elle il ils elles se s sont etre a ont ou mais comme entre"
            " dont ainsi notre nos c n y tout tous deux fait encore"
            " contre classement classements palmares rang mondial mondiale classe classee"
        ).split()
    ),
    shared_words=frozenset(("la le les un de en se que y s c n d l ne me tu il a ou con").split()),
    never_last=frozenset(
        "de du des la le les au aux et en un une par pour sur dans sa son ses leur ce cette que qui sous vers entre"
        " dont ou est sont selon chez apres avant plus tres aussi comme si se ne pas deux trois quatre cinq six sept"
        " huit neuf dix".split()
    ),
    hyphenated=frozenset(
        (
            "ex non vice sous semi demi mi contre avant apres grand grande petit"
            " vingt trente quarante cinquante soixante quatre dix celui celle au la ci peut"
            " nord sud est ouest"
        ).split()
    ),
    months={
        name: number
        for number, name in enumerate(
            [
                "janvier",
                "fevrier",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "aout",
                "septembre",
                "octobre",
                "novembre",
                "decembre",
            ],
            1,
        )
    },
    date=counts.RULES[0].pattern,
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    rules=(*counts.RULES, *positions.RULES, *ranks.RULES, *cues.RULES),
    fact_rules=facts.RULES,
    not_a_rank_after=contexts.NOT_A_RANK_AFTER,
    not_a_rank_before=contexts.NOT_A_RANK_BEFORE,
    rank_word_after=contexts.RANK_WORD_AFTER,
    counted_in_before=contexts.COUNTED_IN_BEFORE,
    once_before=contexts.ONCE_BEFORE,
    not_asserted_before=contexts.NOT_ASSERTED_BEFORE,
    denied_after=re.compile(
        r"(?:[a-z ]{0,20})?, (?:aucune?|personne|nul)\b(?! (?:autre|francais|ne fait| [^.;]{0,40}mieux))|\s?(?:place "
        r"|rang )?,? ou (?:la |le )?\d+ ?(?:e|eme)\b"
    ),
    bridge=contexts.BRIDGE,
    opening=contexts.OPENING,
    counted_over_after=contexts.COUNTED_OVER_AFTER,
    subject_form_after=contexts.SUBJECT_FORM_AFTER,
    subject_before=contexts.SUBJECT_BEFORE,
    subject_form_before=contexts.SUBJECT_FORM_BEFORE,
    subject_form_opening=contexts.SUBJECT_FORM_OPENING,
    subject_acts=contexts.SUBJECT_ACTS,
    row_end=re.compile(
        r"\s?\"?\s?(?:,|et|,? ainsi que|/|·|;|comme|, puis)\s?(?:en |pour |sur |l'|la |le |les |d'|de )?\"?\s?"
    ),
    overall=contexts.OVERALL,
    overall_in_clause=contexts.OVERALL_IN_CLAUSE,
    brackets_hold_former=re.compile(r"entre parentheses"),
    scale_said=contexts.SCALE_SAID,
    no_subject=contexts.NO_SUBJECT,
    only_before=re.compile(r"(?:la |le |les |l')?(?:seule?s?|meme) (?:la |le |l')?|(?:la |le |les |l')"),
    year_before=re.compile(
        r"(?:\b(?:en|pour|dans l'edition|lors de l'edition|edition|millesime|cru|annee|l'an)|[(,;:]|^) ?$"
    ),
    was_before=re.compile(
        r"\b(?:\w{3,}ai(?:t|ent|s)|etai\w+|fut|occupai\w+|figurai\w+|pointai\w+|classai\w+|classee? |se tenai\w+"
        r"|affichai\w+|avait|avions)\b"
    ),
    former_before=re.compile(
        r"\b(?:contre|au lieu d[eu]|precedemment|auparavant|jusque-la|jusqu'ici|(?:elle|il) qui (?:n'|ne )?\w+ "
        r"(?:encore )?(?:que )?(?:a|au)?)(?: la| le| une?)? ?$"
    ),
    move_from_before=re.compile(
        r"\b(?:de la|de l'|du|de|d'|des)(?: (?:tranche|groupe|rang|place|position|fourchette|categorie|intervalle"
        r"|ligne|classe|palier|zone)s?)?(?: d[eu']s?)? ?(?:\[ ?)?$"
    ),
    move_to_between=contexts.MOVE_TO_BETWEEN,
    elaboration=re.compile(r"\b(?:avec|dont|notamment|y compris)\b"),
    compared_before=contexts.COMPARED_BEFORE,
    clause_break=re.compile(
        r" ?; ?|[, ] ?(?:tandis qu|alors qu|mais|quand|pendant qu|la ou|si bien qu)(?:e|'|\b)|\.\.\. ?"
    ),
    introduces=contexts.INTRODUCES,
    counted_holders=contexts.COUNTED_HOLDERS,
    each=re.compile(
        r"\b(?:chacune?|tou(?:te)?s (?:les )?(?:deux|trois|quatre)|l'un\w* et l'autre|ex[- ]a?equo|a egalite|partout"
        r"|sont|ont|toutes|tous)\b"
    ),
    bare_pronoun=re.compile(r"elle|il|la|le|l'|lui|(?:la|le) voila"),
    conjunction=re.compile(
        r"[\s\"]*+(?:(?:,|;|et|&|ou|ainsi que|puis|comme|/|-|·)[\s\"]*+)?(?:et |ainsi que |puis |enfin )?(?:de |d')?"
        r"(?:la |le |les |l'|celles? d[eu]|celui d[eu]|du |des )?[\s\"]*"
    ),
    respectively=re.compile(r"\brespectivement\b|\bdans cet ordre\b|\bdans l'ordre\b"),
    since_before=re.compile(
        r"\b(?:depuis|cree\w* en|ne en|lance\w* en|des|d'ici|horizon|agenda|fonde\w* en|jusqu'en)(?: l'an| le| \w+)? ?$"
    ),
    ranking_after=re.compile(
        r"[\s(]*(?:(?:au|du|dans|de|selon|le|la|l'|classement|palmares|edition|\d{4}|rang|place|position|mondiale?|des"
        r"|par|general)[\s(]*)*"
    ),
    shared_with=contexts.SHARED_WITH,
    also_holds=re.compile(
        r"(?:\btout comme|\bde meme que|\brejointe? par|\bou (?:la|le) rejoint|\ben compagnie d[eu']"
        r"|\baux cotes d[eu']|\bavec)(?: celle)? ?(?:la |le |l'|les )?$"
    ),
    ranking_words=re.compile(
        r"\b(?:classements?|palmares|ranking|rankings|edition|editions|millesime|version|barometre|tableau|cru)\b"
    ),
    institution_form=contexts.INSTITUTION_FORM,
    institution_word=re.compile(
        r"niversit|cole\b|coles\b|COLE|NIVERSIT|nstitut|acult|Collège|Conservatoire|Polytech|IUT|INSA"
    ),
    plural_form=re.compile(r"[Uu]niversités\b"),
    singular_form="Université",
    described_form=re.compile(
        r"(?:écoles?|ecoles?|instituts?|établissements?) (?:de |d[’']|du |des )(?:la |l[’'])?[A-ZÉÈÂÎ]"
    ),
    type_words=frozenset(
        (
            "universite universites ecole ecoles institut instituts faculte haute hautes superieure superieur"
            " nationale national polytechnique business school management commerce technologie technologies"
            " sciences science centrale centrales normale grande grandes libre catholique federale royale paris"
            " france college insa iut arts etudes ingenieurs groupe mines telecom ponts sorbonne education"
        ).split()
    ),
    town_before=re.compile(r"(?:\b(?:a|au|aux|en|de|du|sur|vers|chez|pres de|ville de|rue|campus de|parc de)|d') ?$"),
    town_means=contexts.TOWN_MEANS,
    town_forms=(
        "Université de {}",
        "Université d’{}",
        "Université {}",
        "{} Université",
        "University of {}",
        "{} University",
    ),
    institution_head=re.compile(r"\b(?:etablissements?|ecoles?|universites?|institutions?|noms?)\b"),
    subject_head=re.compile(
        r"\b(?:disciplines?|domaines?|matieres?|criteres?|indicateurs?|dimensions?|odd|objectifs?|thematiques?)\b"
    ),
    goes_to=re.compile(r"\b(?:revien\w+|va|vont|echoi\w+|echu\w*|allee?s?) (?:a|aux?)$"),
    names_inside=re.compile(r"[a-z ]{0,20}, ou (?!\\w+ (?:ne |n'))"),
    count_before=re.compile(r"(?:^|[:,]|\b(?:pour|sur|dans|en|avec)) ?$"),
    adjective_as_noun=re.compile(r"(?!)"),  # the registry lists all French forms
    alone_before=re.compile(r"(?:^|[.;:] |\bet |\bou )\"?(?:la |le |les |l')?$"),
    stands=re.compile(
        r" (?:est|arrive|pointe|figure|se classe|se place|occupe|se hisse|termine)(?: seulement)? (?:a |au |la |le "
        r"|en )?"
    ),
    town_head=re.compile(r"\b(?:villes?|localisation|lieu|site|campus|academie)\b"),
    rank_head=re.compile(r"\b(?:rangs?|places?|positions?|classements?|rank|mondial|national|monde|france|europe)\b"),
    score_head=re.compile(r"\b(?:indices?|scores?|points?|pts|notes?|total|moyenne)\b"),
    grade_head=re.compile(r"\b(?:groupes?|lettres?|grades?|categories?)\b"),
    size_head=re.compile(r"\b(?:sur|effectifs?|nombre|evolution|classes|candidats)\b"),
    ditto=re.compile(r"\s*(?:idem|id\.|\"|-\"-)\s*"),
    boilerplate=re.compile(
        r"(?:a propos|qui sommes|contacts? (?:presse|media)|contact ?:|mentions legales|sur (?:l'(?:ecole|universite"
        r"|institut|etablissement)|le groupe)\b)"
    ),
    aside=re.compile(
        r"(?:en savoir plus|a lire aussi|lire aussi|voir aussi|abonnez|inscrivez|suivez|nous (?:et nos|utilisons)"
        r"|ce site depose)"
    ),
    sentence_abbreviations=frozenset(("m mm mme dr pr prof st ste cf ex etc p vol n no av bd art env u.s u.k").split()),
)
