"""French: what is particular to it. All patterns are over folded text (no case, no accents, straight quotes)."""

from __future__ import annotations

import re

from kg.language.definition import Language
from kg.language.fr import counts, cues, facts, positions, ranks
from kg.language.fr.words import CARDINALS, ORDINALS, N

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
    never_last=frozenset("de du des la le les au aux et en un une par pour sur dans sa son ses leur ce cette".split()),
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
    not_a_rank_after=re.compile(
        r"\s?(?:(?:rang |place )?des (?:pays|nations)|participation|prix\b|medaille d'honneur|edition|annees?|fois"
        r"|siecle|moitie|tiers\b|quart\b|semestre"
        r"|trimestre|cycle|generation"
        r"|promotion"
        r"|etapes?|volet|partie|phase|mandat|rentree|anniversaire|version|classement|palmares|langue|ville|pays"
        r"|nation\b"
        r"|puissance|jour|mois|semaine|arrondissement|millenaire|groupe public|etudiant|master|candidat|annee|critere"
        r"|indicateur|objectif|palier|partenaire|employeur|cercle|lieu|degre|bourse|campus|equipe|essai|plan|titre"
        r"|recours"
        r"|(?:[^\s,;]+ ){1,6}?a (?:avoir|etre|entrer|rejoindre|obtenir|integrer|[a-z]{3,}(?:er|ir)\b))"
    ),
    not_a_rank_before=re.compile(
        r"(?:\barticle|\bannee de|\bla fois la|\bxx?i?|\ble \d{1,2}|\bdepuis (?:la|le)"
        r")\s?$"
    ),
    rank_noun_after=re.compile(r"\s?(?:place|rang|position|marche|ligne)\b"),
    rank_word_before=re.compile(
        r"(?:\bclasse\w*|\bplace\w*|\bpositionn\w+|\bpointe|\bfigure|\brang(?:e|ee)?|\barrive\w*|\bau|\best|\bsont"
        r"|\bhiss\w+"
        r"|\bmonte\w*|\bgrimp\w+|\bdemeure|\breste|\bvoila|\bdevient|\bdeven\w+|[,(:;-]|\bhuitieme|\bpuis|\bla"
        r"|\bde la|\bet|\bson|\bsa|\bune?|\bcomme|\bseulement)"
        r"(?: (?:la|le|a la|au|en|du|de la|sur la|que|comme))? ?$"
    ),
    rank_word_after=re.compile(
        r"\s?(?:place|rang\b|position|marche|ligne|ex[- ]a|mondiale?|nationale?|europeen|francais|etablissement"
        r"|ecole|universite"
        r"|institution|meilleur|au (?:niveau|classement|palmares|monde|rang)|en (?:france|europe|\d{4})|du (?:pays"
        r"|classement|monde|palmares)"
        r"|de (?:france|l'hexagone)|dans le|sur \d|(?:en|au|aux|parmi|derriere|devant|a) [a-z]|[),;.]|et (?:deuxieme"
        r"|troisieme|seconde?)|respectivement|$)"
    ),
    not_asserted_before=re.compile(
        r"\b(?:vis(?:e|ons|ent|ait|er|ant)|ambitionn\w+|aspir\w+|esper\w+|objectif|pour (?:entrer|integrer)"
        r"|quitt\w+"
        r"|sort\w* d|hors d|n'(?:est|y est|figure|a|apparait) (?:plus|pas)|ne (?:figure|sont|fait) (?:plus|pas)(?! que)"
        r"|aucun\w*"
        r"|reve\w*|disparai\w+|n'attein\w+ pas|\w{3,}(?:erait|eraient|irait|drait)|si (?:nous|elle|il|l'ecole) (?:av"
        r"|ét|et)\w+|serait|pourrait|s'est (?:fixe|donne)|manqu\w+ de peu|aux portes|d'ici(?: a)? 20\d\d"
        r"|aurait)\b[^.;:]{0,60}$"
    ),
    denied_after=re.compile(
        r"[^.;:]{0,20}\b(?:aucune?|personne|nul)\b|\s?(?:place |rang )?,? ou (?:la |le )?\d+ ?(?:e|eme)\b"
    ),
    bridge=re.compile(
        r"[\s\"(]*(?:(?:place|rang|position|marche|ligne|ex[- ]?(?:a|ae)quo|etablissements?|ecoles?|universites?"
        r"|institutions?|d'enseignement"
        r"|superieur|meilleur(?:e)?s?|de|du|des|d'|en|au|aux|la|le|les|l'|dans|niveau|classement|palmares|parmi|a"
        r"|l'echelle|sur"
        r"|d'ingenieurs?|de commerce|grandes|publiques?|postbac|generalistes|plan|territoire|sein|categorie|pour"
        r"|general"
        r"|premiere?s?|sol|hexagone|apprentissage|tranche|fourchette|barre|des|d'ecoles|autres|specialisees"
        r"|privees)[\s\")]*)*"
    ),
    opening=re.compile(
        r"(?:^|[.;:,] ?|\bmais )\"? ?(?:(?:parmi|en|au|dans|cote|chez|sur|a l'echelle|au niveau|pour|a|aux"
        r"|a l'interieur de|ailleurs en)"
        r"(?: les| le| la| l'| des)? ?(?:etablissements |ecoles |universites |institutions |plan |niveau )?)$"
    ),
    counted_over_after=re.compile(
        rf"\s?(?:pour|sur|dans|en|a) (?P<n>{N})(?P<members> (?:d'entre eux|de ces|des|criteres?|odd|objectifs?"
        rf"|domaines?|disciplines?"
        r"|categories?|thematiques?|indicateurs?|matieres?|specialites?)[^:.;,\"]{0,40}|(?=\s?[.;,]|$))"
    ),
    subject_form_after=re.compile(
        r"(?: (?:mondiale?|nationale?|au monde|en france|place|rang))* (?:pour|en matiere d[eu]|au titre d[eu]) "
        r"(?:(?:la|le|les) |l')?(?P<words>(?!premiere?\b|sa\b|son\b|ses\b|un\b|une\b|cette\b|\w+ieme\b|annee\b|fois\b"
        r"|ensemble\b|quatre\b|cinq\b|atteindre\b|la\b|l'annee)[a-z][a-z' -]{4,45}?)(?= ?(?:[,.;:)(]|$| et \d| au \d"
        r"| avec ))"
    ),
    subject_before=re.compile(
        r"(?:\bpour|\bsur|\ben|\bdans|\bau titre d[eu]|\bcategorie|\bcritere|\bdomaine|\bthematique|\bodd"
        r"|\bpalmares)(?: (?:la|le|les|l'|des|du|de))?"
        r"(?: (?:categorie|critere|domaine|thematique|odd|discipline|objectif|champ|volet|dimension)s?)?(?: (?:de|du"
        r"|des|de la|d'))? ?[\"']? ?$"
    ),
    former_before=re.compile(r"\b(?:contre|au lieu d[eu])(?: la| le| une?)? ?$"),
    move_from_before=re.compile(
        r"\b(?:passe\w*|passant|bondi\w*|grimp\w+|progress\w+|degringol\w+|remont\w+|gliss\w+"
        r"|saut\w+)[^.;]{0,15}? ?(?:de la|de l'|du|de|d')(?: rang| place)? ?$"
    ),
    move_to_before=re.compile(r"\b(?:a la|au|a l'|a|vers la|vers le) ?$"),
    elaboration=re.compile(r"\b(?:avec|dont|notamment|y compris)\b"),
    compared_before=re.compile(
        r"\b(?:derriere|devant|apres|devanc\w+|depass\w+|doubl\w+|precede\w*|contrairement a|face a|loin de"
        r"|talonn\w+|suivie? d[eu])"
        r"(?: la| le| les| l'| l| d')? ?$|\bsuivie? (?:de |par |du )(?:la |le |l')?$"
    ),
    conjunction=re.compile(
        r"[\s\"]*(?:,|;|et|&|ou|ainsi que|puis|comme|/|-|·)?[\s\"]*(?:et |ainsi que |puis |enfin )?(?:de |d')?"
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
    shared_with=re.compile(
        r"[\s,(]*(?:(?:place|rang|position|mondiale?|nationale?)[\s,(]*)*(?:(?:ex[- ]?(?:a|ae)quo|a egalite"
        r"|partagee?) )?avec "
        r"(?:la |le |l'|les )?"
    ),
    ranking_words=re.compile(
        r"\b(?:classements?|palmares|ranking|rankings|edition|editions|millesime|version|barometre|tableau|cru)\b"
    ),
    institution_form=re.compile(
        # "École supérieure de cirque d'Ailleurs": any words up to the town, but for those that end the name.
        r"\b(?:École|Ecole|Institut|Université|Faculté|Haute école|Conservatoire)(?: (?!(?:est|sont|a|se|s|y|et|qui"
        r"|que|ne"
        r"|dans|sur|pour|par|avec|reste|figure|occupe|obtient|gagne|perd)\b)(?:[dl][’'])?[a-zàâäéèêëîïôöûüç]{2,}){1,5}"
        r" (?:(?:de|du|des|la|le|les|en) |[dl][’'])[A-ZÉÈ][\wéèêëàâîïôûüç’'-]*"
        r"(?:[ -](?:(?:du|de|des|la|le|et) |[dl][’'])?[A-ZÉÈ][\wéèêëàâîïôûüç’'-]*)*"
        r"|(?:\b[Uu]niversités?|\b[ÉEée]coles?|\bInstituts?|\bIUT|\bINSA|\bFacultés?|\bHaute [ÉEée]cole|\bCollège"
        r"|\bConservatoire|\bPolytech)"
        r"(?:[ -](?:de|du|des|d[’']|la|le|les|l[’']|et|en|à|aux|nationale|nationaux|supérieure?s?|normale"
        r"|polytechnique|fédérale|catholique|libre"
        r"|technique|technologie|technologique|sciences|arts|hautes?|études?|commerce|management|ingénieurs|centrale"
        r"|royale|européenne)"
        r"|[ ’'-]?(?<=[ ’'-])[A-ZÉÈÂÎÔ][\wéèêëàâîïôûüçœ’'-]*)+"
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
    institution_head=re.compile(r"\b(?:etablissements?|ecoles?|universites?|institutions?|noms?)\b"),
    subject_head=re.compile(
        r"\b(?:disciplines?|domaines?|matieres?|criteres?|indicateurs?|dimensions?|odd|objectifs?|thematiques?)\b"
    ),
    score_head=re.compile(r"\b(?:scores?|points?|pts|notes?|total|moyenne)\b"),
    grade_head=re.compile(r"\b(?:groupes?|lettres?|grades?|categories?)\b"),
    size_head=re.compile(r"\b(?:sur|effectifs?|nombre|evolution|classes|candidats)\b"),
    ditto=re.compile(r"\s*(?:idem|id\.|\"|-\"-)\s*"),
    boilerplate=re.compile(
        r"(?:a propos|qui sommes|contacts? (?:presse|media)|contact ?:|mentions legales|sur l['ae] )"
    ),
    aside=re.compile(
        r"(?:en savoir plus|a lire aussi|lire aussi|voir aussi|abonnez|inscrivez|suivez|nous (?:et nos|utilisons)"
        r"|ce site depose)"
    ),
    sentence_abbreviations=frozenset(("m mm mme dr pr prof st ste cf ex etc p vol n no av bd art env").split()),
)
