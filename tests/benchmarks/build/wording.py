"""The words of the releases, in each language: sentences about results, and sentences about all the rest.

Slots: i institution, p position, s scope with a blank before it, r ranking with its year, f former position with a
comma before it, c subject; n m numbers, y a year, t a town.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What one language says; sentences about results are by kind of position."""

    titles: tuple[str, ...]
    digest_titles: tuple[str, ...]
    overall: Mapping[str, tuple[str, ...]]
    subject: Mapping[str, tuple[str, ...]]
    at_home: tuple[str, ...]
    in_region: str
    intros: tuple[str, ...]
    row: str
    head: tuple[str, str, str]
    subject_head: str
    former: str
    worldwide: tuple[str, ...]
    tie: tuple[str, ...]
    sizes: tuple[str, ...]
    rest: tuple[str, ...]
    speech: tuple[str, ...]
    names: tuple[str, ...]
    about: tuple[str, ...]
    contact: tuple[str, ...]
    months: tuple[str, ...]
    dates: tuple[str, ...]
    boilerplate: str
    goal: str
    points: str
    menu: tuple[str, ...]


FRENCH = Wording(
    titles=(
        "{i} confirme son rang au {r}",
        "{i} progresse au {r}",
        "{r} : de bons résultats pour {i}",
        "Le {r} distingue {i}",
        "Résultats de {i} au {r}",
    ),
    digest_titles=("{r} : les résultats", "Ce qu’il faut retenir du {r}", "{r} : qui monte, qui descend"),
    overall={
        "rank": (
            "{i} se classe {p}{s} au {r}{f}.",
            "{i} occupe la {p} place{s} du {r}{f}.",
            "Au {r}, {i} est {p}{s}{f}.",
            "{i} obtient la {p} position{s} au {r}{f}.",
            "Publié cette semaine, le {r} place {i} au {p} rang{s}{f}.",
        ),
        "band": (
            "{i} figure dans la tranche {p}{s} du {r}{f}.",
            "{i} se classe {p}{s} au {r}{f}.",
            "Au {r}, {i} se situe dans la tranche {p}{s}{f}.",
        ),
        "top": (
            "{i} entre dans le {p}{s} du {r}{f}.",
            "{i} figure dans le {p}{s} du {r}{f}.",
            "Au {r}, {i} reste dans le {p}{s}{f}.",
        ),
        "top_percent": (
            "{i} est dans le {p}{s} du {r}{f}.",
            "Au {r}, {i} figure dans le {p}{s}{f}.",
        ),
        "score": (
            "{i} obtient {p} au {r}.",
            "Au {r}, {i} obtient un score de {p}.",
        ),
        "grade": (
            "{i} figure dans le {p} du {r}.",
            "Au {r}, {i} est dans le {p}.",
        ),
    },
    subject={
        "rank": (
            "Dans la catégorie {c}, {i} est {p}{s}{f}.",
            "{i} est {p}{s} pour {c}{f}.",
            "L’établissement occupe la {p} place{s} pour {c}{f}.",
            "Sur le critère {c}, l’établissement se classe {p}{s}{f}.",
        ),
        "band": (
            "Dans la catégorie {c}, {i} se situe dans la tranche {p}{s}{f}.",
            "Pour {c}, l’établissement se classe {p}{s}{f}.",
        ),
        "top": (
            "{i} entre dans le {p}{s} pour {c}{f}.",
            "Dans la catégorie {c}, {i} figure dans le {p}{s}{f}.",
        ),
        "top_percent": ("{i} est dans le {p}{s} pour {c}{f}.",),
        "grade": ("{i} obtient la {p} pour {c}.", "Dans la catégorie {c}, {i} reçoit la {p}."),
    },
    at_home=(
        "L’établissement est aussi {p} au niveau national.",
        "À l’échelle nationale, {i} occupe la {p} place du {r}.",
        "{i} est {p} au niveau national dans ce classement.",
    ),
    in_region="{i} est {p} en {g} au {r}.",
    intros=(
        "Les résultats de {i} par catégorie au {r} :",
        "Dans le détail du {r}, {i} obtient les places suivantes :",
        "{i} au {r}, catégorie par catégorie :",
    ),
    row="{c} : {p}",
    head=("Établissement", "Rang {y}", "Rang {m}"),
    subject_head="Catégorie",
    former=", contre {p} en {y}",
    worldwide=("", "", " au niveau mondial", " dans le monde"),
    tie=(" ex æquo", " ex aequo"),
    sizes=(
        "Les auteurs du {r} ont évalué {n} établissements de {m} pays.",
        "Plus de {n} établissements ont été évalués cette année.",
    ),
    rest=(
        "L’établissement accueille {n} étudiants, dont {m} % viennent de l’étranger.",
        "Fondé en {y}, le campus de {t} compte {m} laboratoires et {n} enseignants-chercheurs.",
        "Un nouveau bâtiment de {n} m² ouvrira ses portes à {t} en septembre.",
        "Le budget de la recherche atteint {m} millions d’euros, portés par {n} contrats avec les entreprises.",
        "La résidence de {t} propose {n} chambres à des loyers modérés.",
        "Cette reconnaissance récompense l’engagement des équipes, des étudiants et des partenaires du territoire.",
        "La stratégie adoptée en {y} donne la priorité à la qualité des formations et à l’accueil des étudiants.",
        "Avec {m} accords d’échange, chacun peut suivre un semestre ailleurs, de {t} à l’autre bout de la terre.",
        "Les équipes ont déposé {m} brevets et publié {n} articles depuis {y}.",
        "Un fonds de dotation soutient chaque année {m} projets d’étudiants et {n} bourses.",
        "Les inscriptions seront ouvertes dès le printemps ; les journées d’accueil auront lieu à {t}.",
        "La bibliothèque de {t}, rénovée en {y}, met {n} ouvrages à la disposition du public.",
        "Un plan de sobriété doit réduire de {m} % la consommation d’énergie des bâtiments.",
        "La méthode des auteurs repose sur des données fournies par les établissements et sur des enquêtes.",
        "Le partenariat signé avec la ville de {t} porte sur le logement, les transports et la santé des étudiants.",
        "Plus de {n} anciens élèves se sont retrouvés à {t} pour fêter les {m} ans de leur association.",
    ),
    speech=(
        "« Ce résultat est celui de toute une communauté », se réjouit {a}, à la tête de l’établissement.",
        "« Nous allons poursuivre nos efforts, en particulier pour les {n} étudiants de {t} », déclare {a}.",
        "{a} salue « un travail de longue haleine, commencé en {y} ».",
    ),
    names=("Claire Aubanel", "Hugo Tessandier", "Inès Marvaux", "Paul Kervanec", "Nadia Selmouni", "Rémi Darcourt"),
    about=(
        "{i} forme {n} étudiants sur {m} sites. La recherche, forte de {k} partenaires, y est menée depuis {y}.",
        "Depuis {y}, {i} accompagne {n} étudiants et {k} entreprises, de {t} à l’international.",
    ),
    contact=(
        "Contact presse : {a}, {e}, 01 55 {d} {k}",
        "Contact : {a} – service de la communication – {e}",
    ),
    months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    dates=("{t}, le {d} {mo} {y}", "Communiqué de presse – {d} {mo} {y}", "Publié le {d} {mo} {y}"),
    boilerplate="À propos",
    goal="ODD {n}",
    points="{n} points sur {m}",
    menu=("Accueil", "Formations", "Recherche", "Actualités"),
)

ENGLISH = Wording(
    titles=(
        "{i} confirms its place in the {r}",
        "{i} moves up in the {r}",
        "{r}: good results for {i}",
        "How {i} fares in the {r}",
        "{i} honoured in the {r}",
    ),
    digest_titles=("{r}: the results", "{r}: what to remember", "Winners and losers of the {r}"),
    overall={
        "rank": (
            "{i} is ranked {p}{s} in the {r}{f}.",
            "{i} takes {p} place{s} in the {r}{f}.",
            "In the {r}, {i} is {p}{s}{f}.",
            "Out this week, the {r} puts {i} in {p} place{s}{f}.",
            "{i} comes {p}{s} in the {r}{f}.",
        ),
        "band": (
            "{i} is placed in the {p} band{s} of the {r}{f}.",
            "{i} is ranked {p}{s} in the {r}{f}.",
            "In the {r}, {i} is in the {p} bracket{s}{f}.",
        ),
        "top": (
            "{i} is in the {p}{s} of the {r}{f}.",
            "{i} enters the {p}{s} in the {r}{f}.",
            "In the {r}, {i} stays in the {p}{s}{f}.",
        ),
        "top_percent": (
            "{i} is in the {p}{s} of the {r}{f}.",
            "In the {r}, {i} is among the {p}{s}{f}.",
        ),
        "score": (
            "{i} scores {p} in the {r}.",
            "In the {r}, {i} has a score of {p}.",
        ),
        "grade": (
            "{i} is in {p} in the {r}.",
            "In the {r}, {i} is placed in {p}.",
        ),
    },
    subject={
        "rank": (
            "In {c}, {i} is {p}{s}{f}.",
            "{i} is ranked {p}{s} for {c}{f}.",
            "It takes {p} place{s} in {c}{f}.",
            "For {c}, it comes {p}{s}{f}.",
        ),
        "band": (
            "In {c}, {i} is in the {p} band{s}{f}.",
            "For {c}, it is ranked {p}{s}{f}.",
        ),
        "top": (
            "It enters the {p}{s} for {c}{f}.",
            "In {c}, {i} is in the {p}{s}{f}.",
        ),
        "top_percent": ("It is in the {p}{s} for {c}{f}.",),
        "grade": ("{i} obtains {p} for {c}.", "In {c}, {i} receives {p}."),
    },
    at_home=(
        "It is also {p} nationally.",
        "{i} is ranked {p} in {l} in the {r}.",
        "In {l}, it is ranked {p}.",
    ),
    in_region="{i} is ranked {p} in {g} in the {r}.",
    intros=(
        "The results of {i} by category in the {r}:",
        "In detail, {i} holds these places in the {r}:",
        "{i} in the {r}, subject by subject:",
    ),
    row="{c}: {p}",
    head=("Institution", "Rank {y}", "Rank {m}"),
    subject_head="Category",
    former=", against {p} in {y}",
    worldwide=("", "", " worldwide", " in the world"),
    tie=("joint ", "equal "),
    sizes=(
        "The {r} assesses {n} institutions in {m} countries.",
        "More than {n} institutions were assessed this year.",
    ),
    rest=(
        "The institution is home to {n} students, {m}% of whom come from abroad.",
        "Founded in {y}, the {t} campus has {m} laboratories and {n} members of staff.",
        "A new building of {n} square metres will open in {t} in September.",
        "Research income has reached {m} million euros, with {n} contracts signed with industry.",
        "The hall of residence in {t} offers {n} rooms at moderate rents.",
        "This recognition rewards the work of staff, students and partners in the region.",
        "The strategy adopted in {y} puts the quality of teaching and the welcome of students first.",
        "Thanks to {m} exchange agreements, students can spend a term far from {t}.",
        "Its teams have filed {m} patents and published {n} papers since {y}.",
        "An endowment supports {m} student projects and {n} grants every year.",
        "Applications open in spring; open days will be held in {t}.",
        "The {t} library, renovated in {y}, keeps {n} books for everybody to read.",
        "A plan should cut the energy used by its buildings by {m}%.",
        "The authors work with data supplied by the institutions and with surveys.",
        "The partnership signed with the town of {t} covers housing, transport and student health.",
        "More than {n} alumni met in {t} to celebrate {m} years of their association.",
    ),
    speech=(
        "“This is the work of a whole community,” said {a}, who leads the institution.",
        "“We will go on, not least for the {n} students in {t},” {a} said.",
        "{a} spoke of “patient work that began in {y}”.",
    ),
    names=("Alice Thornbury", "Martin Okafor", "Priya Venn", "Joan Calder", "Simon Whitlock", "Grace Adeyemi"),
    about=(
        "{i} teaches {n} students on {m} sites. Created in {y}, it does research with {k} partners.",
        "Since {y}, {i} has worked with {n} students and {k} companies, from {t} to the rest of the world.",
    ),
    contact=("Press contact: {a}, {e}, +44 20 79 {d} {k}", "Contact: {a}, communications office, {e}"),
    months=tuple(
        "January February March April May June July August September October November December".split(),
    ),
    dates=("{t}, {d} {mo} {y}", "Press release – {d} {mo} {y}", "Published on {d} {mo} {y}"),
    boilerplate="About",
    goal="SDG {n}",
    points="{n} points out of {m}",
    menu=("Home", "Courses", "Research", "News"),
)

WORDINGS = {"fr": FRENCH, "en": ENGLISH}
