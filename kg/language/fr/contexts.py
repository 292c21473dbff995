"""French: the longest contexts of positions, over folded text unless their field says otherwise."""

from __future__ import annotations

import re

from kg.language.fr.words import CARDINALS, N
from kg.language.numbers import words_pattern

NOT_A_RANK_AFTER = re.compile(
    r"\s?(?:rangs? n[e'] ?\w+ (?:\w+ )?(?:jamais|pas|rien)|place de l'indice|(?:rang |place )?des (?:pays"
    r"|nations)|participation|prix\b|medaille d'honneur|edition|annees?|fois"
    r"|siecle|moitie|tiers\b|quart\b|semestre"
    r"|trimestre|cycle|generation"
    r"|promotion"
    r"|etapes?|volet|partie|phase|mandat|rentree|anniversaire|version|classement|palmares|langue|ville|pays"
    r"|nation\b"
    r"|puissance|jour|mois|semaine|arrondissement|millenaire|groupe public|etudiant|master|candidat|annee|critere"
    r"|indicateur|objectif|palier|partenaire|employeur|cercle|lieu|degre|bourse|campus|equipe|essai|plan|titre"
    r"|recours"
    r"|(?:[^\s;()]+ ){1,7}?a (?:avoir|etre|entrer|rejoindre|obtenir|integrer|[a-z]{3,}(?:er|ir)\b))"
)
NOT_A_RANK_BEFORE = re.compile(
    r"(?:\bdont (?:la|le)|\by compris (?:la|le)|\barticle|\bannee de|\bla fois la|\bxx?i?|\ble \d{1,2}|\bdepuis "
    r"(?:la|le)|\bou (?:la|le|une?)|\bparmi les|\bfut(?: en \d+)?,? la"
    r")\s?$"
)
RANK_WORD_AFTER = re.compile(
    r"\s?(?:place|rangs?\b|elle\b|lui\b|aujourd'hui|depuis|sous\b|entre\b|quand|alors|tandis|mieux|toutes?\b"
    r"|ainsi|position|marche|ligne|ex[- ]|mondiale?|nationale?|europeen|francais|francophone|etablissement"
    r"|ecole\b"
    r"|universite|institution|business school|meilleure?|sur le podium|a egalite|l'une? et l'autre|fauteuil|siege"
    r"|(?:en|au|aux|dans|sur|parmi|derriere|devant|a|de|du"
    r"|des|d'|pour|comme|cette annee|l'an|l'annee|et|ou|puis|contre|respectivement|partout|seulement|avec|chez"
    r"|selon|apres|avant|par)\b|[),;.:!?\"]|$)"
)
COUNTED_IN_BEFORE = re.compile(
    rf"(?<!top )(?<!tous )(?<!toutes ){N}(?: (?:places|noms|elus?|representant\w*|etablissements|ecoles"
    r"|universites|facs|entrees|presences|d'entre \w+))? "
    r"(?:dans|parmi|au sein d[eu]|a l'interieur d[eu]) (?:le |la |les |ses |l')?$"
)
ONCE_BEFORE = re.compile(
    r"\b(?:auparavant|nagueres?|jadis|autrefois|longtemps|(?:trois|quatre|cinq|dix) ans durant|avai(?:t|ent) "
    r"(?:longtemps |toujours )?"
    r"(?:flotte|navigue|oscille|stagne|vegete|du se contenter))\b[^.;:]{0,80}$"
)
NOT_ASSERTED_BEFORE = re.compile(
    r"\b(?:vis(?:e|ons|ent|ait|er|ant)|ambitionn\w+|aspir\w+|esper\w+|objectif|pour (?:entrer|integrer)"
    r"|quitt\w+"
    r"|sort\w* d\w*|hors d\w*|loin d\w*|n'(?:est|y est|figure|a|apparait) (?:plus|pas)|ne (?:figure|sont|fait) "
    r"(?:plus|pas)(?! que)"
    r"|aucun\w*|au-dela des"
    r"|reve\w*|disparai\w+|n'attein\w+ pas|\w{3,}(?:erait|eraient|irait|drait)|si (?:nous|elle|il|l'ecole) (?:av"
    r"|ét|et)\w+|serait|pourrait|\w{2,}(?:erions|erons|eriez|eront)|sera|figurera|entrera|tabl\w+ sur|prevoi\w+"
    r"|promis\w*|amener|vouloir|voudr\w+|plan strategique|contrat d'objectifs|s'est (?:fixe|donne)"
    r"|manqu\w+ de peu|aux portes|d'ici(?: a)? 20\d\d"
    r"|aurait|cherche\w* a|promett\w+|promets|additionnez|imagin\w+|evoquee?|reclam\w+|souhait\w+|voulons revoir"
    r"|veut\w*|un jour|pourquoi pas|plus pres d\w*|reste a|a defaut d\w*"
    r"|espoir\w*|cap sur|d'ici)\b(?:(?!, (?:ou|mais|tandis)\b)[^.;:]){0,80}$"
)
BRIDGE = re.compile(
    r"[\s\"(]*(?:(?:(?:place|rang|position|marche|ligne|ex[- ]?(?:a|ae)quo|etablissements?|ecoles?|universites?"
    r"|institutions?|enseignement|superieur|meilleur(?:e)?s?|de|du|des|en|au|aux|la|le|les|dans|niveau|classement"
    r"|palmares|parmi|a|echelle|sur|ingenieurs?|de commerce|grandes|publiques?|postbac|generalistes|edition|millesime"
    r"|cru|liste|plan|territoire|region|province|sein|categorie|pour|general|premiere?s?|sol|hexagone|apprentissage"
    r"|tranche"
    r"|fourchette|barre|autres|specialisees|privees)\b|d'|l')[\s\")]*)*"
)
OPENING = re.compile(
    r"(?:^|[.;:,] ?|\bmais )\"? ?(?:(?:parmi|en|au|dans|cote|chez|sur|a l'echelle|au niveau|pour|a|aux"
    r"|a l'interieur de|ailleurs en|vue?s? (?:depuis|d[eu']))"
    r"(?: les| le| la| l'| des| de| d'| du)? ?(?:(?:etablissements|ecoles|universites|institutions|facs|plan"
    r"|niveau|grandes ecoles|ecoles d'ingenieurs)"
    r"(?: (?:de la |de l'|des |du |de |d'))? ?)?)$"
)
COUNTED_OVER_AFTER = re.compile(
    rf"\s?(?:pour|sur|dans|en|a) (?P<n>{N})(?P<members> (?:d'entre eux|de ces|des|criteres?|odd|objectifs?"
    rf"|domaines?|disciplines?"
    r"|categories?|thematiques?|indicateurs?|matieres?|specialites?)[^:.;,\"]{0,40}|(?=\s?[.;,]|$))"
)
SUBJECT_FORM_AFTER = re.compile(
    r"(?: (?:mondiale?|nationale?|au monde|en france|place|rang|position))*,? (?:pour|en matiere d[eu]"
    r"|au titre d[eu]|sur (?:le critere|l'indicateur|le volet)"
    r"(?: d[eu])?|en|dans le domaine d[eu]|par) (?:(?:la|le|les|sa|son|ses) |l'|d')?\"? ?"
    r"(?P<words>[a-z][a-z'/& -]{3,60}?)"
    r"(?=(?: ?\")? ?(?:[,.;:)(\[]|$)| et (?:\d|au |en |pour |sur |entre |la \d|a la )| au \d| avec | dans "
    r"| parmi | devant | derriere | ex| a egalite| cette annee)"
)
SUBJECT_BEFORE = re.compile(
    r"(?:\bpour|\bsur|\ben|\bdans|(?:^|[.;:] )parmi|\bau titre d[eu]|\bcategorie|\bcritere|\bdomaine|\bthematique"
    r"|\bodd"
    r"|\bpalmares)(?: (?:la|le|les|l'|des|du|de))?"
    r"(?: (?:categorie|critere|domaine|thematique|odd|discipline|objectif|champ|volet|dimension)s?)?(?: (?:de|du"
    r"|des|de la|d'))? ?[\"']? ?$"
)
SUBJECT_FORM_BEFORE = re.compile(
    r"\b(?:criteres?|indicateurs?|dimensions?|categories?|volets?|themes?|thematiques?|rubriques?|domaines?"
    r"|disciplines?"
    r"|matieres?|piliers?|colonnes?|familles?|champs?|chapitres?|axes?)\b ?(?:de l'|de la |du |des |de |d'|: ?"
    r"|le |la )?[\"']?\s?"
    r"(?P<words>[a-z][a-z' -]{2,60}?)\s?[\"']?(?=,| ?:|\s?\(| l'| elle| il| nous| la place| lui)"
)
SUBJECT_FORM_OPENING = re.compile(
    r"(?:^|[.;:] ?|, et |\bmais )\"? ?(?:pour|en|sur|cote|cette fois en|en matiere d[eu]|cote) (?:(?:la|le|les|sa"
    r"|son|ses|nos|notre) |l'|d')?"
    r"\"? ?(?P<words>[a-z][a-z'/& -]{3,50}?)(?: ?\")?(?=,| ?\()"
)
SUBJECT_ACTS = re.compile(
    r"[\s\"'(),.:;-]*(?:(?:(?:et|mais|enfin|quant|a|au|aux|le|la|les|ses|sa|son|nos|notre|nous|cote|pour|sur|en|dans"
    r"|de|du|des|puis|seule?|surtout|la meme annee|c'est|meilleur|position|rang|score|resultat|place)\b|l'"
    r"|d')[\s\"'(),.:;-]*)*"
)
OVERALL = re.compile(
    r"^(?:le |au )?(?:classement |rang |score )?(?:general|global|ensemble|total|toutes? (?:les )?(?:disciplines"
    r"|matieres|categories"
    r"|thematiques)(?: confondue?s)?|tous (?:les )?(?:criteres|domaines|odd)(?: confondus)?)\b"
)
OVERALL_IN_CLAUSE = re.compile(
    r"\b(?:toutes? (?:les )?(?:disciplines|matieres|categories|thematiques|composantes)(?: confondues)?|tous "
    r"(?:les )?(?:criteres|domaines"
    r"|odd|objectifs)(?: confondus)?|confondue?s?|au (?:classement |palmares )?general\b|au global|au cumul"
    r"|au total)"
)
SCALE_SAID = re.compile(
    r"\b(?:scores?|notes?|notees?|points?|total|bareme|moyenne)\b[^.;\n|]{0,40}?(?:sur|/|maximum de|max\.?)\s?"
    r"(?P<of>\d{1,2}[ .]?000|100|130|20|10|1[ .]?000)\b"
    r"|\b(?:maximum|possible|plafond)\b[^.;\d]{0,15} (?:de |a )?(?P<of2>\d{1,2}[ .]000|100|130|20)(?= points)"
)
NO_SUBJECT = re.compile(
    r"confondue?s?\b|\b(?:lequel|laquelle|lesquels|lesquelles|auquel|prix)\b|\b(?:elle|il|nous|ecoles?|universites?"
    r"|etablissements?|institutions?)\b|^(?:la |le |les |l'"
    r"|une?)?(?:un an|tout|effet|revanche|outre"
    r"|particulier|hausse|baisse|recul|progres|tete|queue|fin|debut|cours|lice|vue|quatre|cinq|moyenne|direct"
    r"|ligne|europe|afrique|asie|son genre"
    r"|consequence|somme|termes|fonction|raison|rapport|chute|bonne|haut|bas|prive|public|ville|pays|region"
    r"|province|premiere?s?|deuxieme|troisieme|position|rang|place|classement|resultats?|total|edition"
    r"|annee|mondial\w*|national\w*|fois|exemple|memoire|sa|son|ses|cette|atteindre|l'instant|ce|part|plus|moins"
    r"|contact"
    r"|telephone|tel|general|ensemble|sources?|note|date|lecture|publie|mis|exact\w*|page|monde|moment|verdict"
    r"|reponse|conclusion|bilan|attention|rappel|nota|bref|soit|ainsi)\b|^\W*$|\d"
)
MOVE_TO_BETWEEN = re.compile(
    r"[\s,)\]]*+(?:(?:(?:tranche|groupe|rang|place|position|fourchette|categorie|intervalle|ligne|classe|palier"
    r"|zone)s?|mondiale?|actuelle)[\s,)\]]*+)?(?:en |pour |cette annee )?[\s,)\]]*+(?:a la|au|a l'|a|vers la|vers le"
    r"|aux"
    r"|jusqu'a la|jusqu'au)"
    r"(?: (?:tranche|groupe|rang|place|position|fourchette|categorie|intervalle|ligne|classe|palier|zone)s?)?"
    r"(?: d[eu']s?)? ?(?:\[ ?)?"
)
COMPARED_BEFORE = re.compile(
    r"\b(?:derriere|devant|apres|devancee?s? par|precedee?s? par|battue?s? par|devanc\w+|depass\w+|doubl\w+"
    r"|precede\w*|contrairement a|face a|loin de"
    r"|talonn\w+|suivie? d[eu])"
    r"(?: la| le| les| l'| l| d')? ?$|\bsuivie? (?:de |par |du )(?:la |le |l')?$"
)
INTRODUCES = re.compile(
    r"[\s,:\"-]*(?:(?:(?:place|rang|position|marche|ligne|universite|ecole|etablissement|institution|francophone|de"
    r"|du|des|en|au|aux|la|le|les|dans|est|sont|revient|reviennent|va|echoit|pour|a|et|c'est|on|trouve|voici|devient"
    r"|demeure|reste|porte|appartient|sera|etait|fut|occupee?|par|tenue?|detenue?|signee?|toujours|encore|bien"
    r"|entendu|evidemment|sans|surprise|haute|grande|publique|privee)\b|d'|l')[\s,:\"-]*)*"
)
COUNTED_HOLDERS = re.compile(
    rf"(?P<n>\b(?:{words_pattern(CARDINALS)})\b|(?<![\d.,])\d{{1,2}}(?! ?%)) (?:autres |grandes? |hautes? "
    r"|de nos |de ses |de leurs )?"
    r"(?:etablissements?|ecoles?|universites?|institutions?|facultes?|facs|noms?|enseignes|maisons|d'entre elles"
    r"|consoeurs"
    r"|representant\w*|business schools)\b"
)
SHARED_WITH = re.compile(
    r"[\s,(]*(?:(?:place|rang|position|mondiale?|nationale?)[\s,(]*)*(?:(?:ex[- ]?(?:a|ae)quo|a (?:parfaite "
    r"|stricte )?egalite(?: parfaite)?"
    r"|partagee?|au meme rang|qu'elle partage|qu'il partage|que l'ecole partage|se partager?) )?(?:avec|que) "
    r"(?:la |le |l'|les )?"
)
INSTITUTION_FORM = re.compile(
    # "École supérieure de cirque d'Ailleurs": any words up to the town, but for those that end the name.
    r"\b(?:École|Ecole|Institut|Université|Faculté|Haute école|Conservatoire)(?: (?!(?:est|sont|a|se|s|y|et|qui"
    r"|que|ne"
    r"|dans|sur|pour|par|avec|reste|figure|occupe|obtient|gagne|perd)\b)(?:[dl][’'])?[a-zàâäéèêëîïôöûüç]{2,}){1,5}"
    r" (?:(?:de|du|des|la|le|les|en) |[dl][’'])[A-ZÉÈ][\wéèêëàâîïôûüç’'-]*"
    r"(?:[ -](?:(?:du|de|des|la|le|et) |[dl][’'])?[A-ZÉÈ][\wéèêëàâîïôûüç’'-]*)*"
    # "École nationale supérieure d'arts mécaniques (ENSAMEC)": no capital, but an acronym that says it is a name.
    r"|\b(?:[ÉEée]cole|[Ii]nstitut|[Uu]niversité|[Ff]aculté|[Cc]onservatoire)(?: "
    r"(?:[dl][’'])?[a-zàâäéèêëîïôöûüç]{2,}){1,7}"
    r"(?= \([A-ZÉ][A-Za-zÉé&-]{2,11}\))"
    r"|(?:\b[Uu]niversités?|\b[ÉEée]coles?|\bInstituts?|\bIUT|\bINSA|\bFacultés?|\bHaute [ÉEée]cole|\bCollège"
    r"|\bConservatoire|\bPolytech)"
    r"(?:[ -](?:de|du|des|d[’']|la|le|les|l[’']|et|en|à|aux|nationale|nationaux|supérieure?s?|normale"
    r"|polytechnique|fédérale|catholique|libre"
    r"|technique|technologie|technologique|sciences|arts|hautes?|études?|commerce|management|ingénieurs|centrale"
    r"|royale|européenne)"
    r"|[ ’'-]?(?<=[ ’'-])[A-ZÉÈÂÎÔ][\wéèêëàâîïôûüçœ’'-]*)+"
)
TOWN_MEANS = re.compile(
    r"\b(?:celles? (?:de |d')|(?:egalite|ex[- ]?a?equo|partage\w*) (?:parfaite )?avec |(?:devant|derriere|devance"
    r"|precede|talonne|depasse) "
    r"|suivie? (?:de |par |d'))$"
)
