"""Two releases, each written once; texts carry the marks of HTML (`<sup>`, `&shy;`), as all writers know them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """What stands in a release, from top to bottom."""

    language: str
    title: str
    date: str
    lead: tuple[str, ...]
    heading: str
    items: tuple[str, tuple[str, ...]]  # the line that introduces them, and they
    numbered: tuple[str, tuple[str, ...]]
    table: tuple[str, tuple[tuple[str, ...], ...]]
    about: tuple[str, str]
    contact: tuple[str, ...]
    running: str  # at the head of every page of a format with pages


FRENCH = Release(
    "fr",
    "THE Impact 2024 : IMT Mines Alès 16<sup>e</sup> ex æquo en France",
    "Alès, le 12 juin 2024",
    (
        (
            "IMT Mines Alès se classe 16<sup>e</sup> ex æquo des établissements français au classement THE "
            "Impact 2024 et "
            "figure dans le top 201-250 mondial. Ce résultat récompense une démarche scientifique, efficace "
            "et suffi&shy;"
            "samment affirmée de recherche et d’ensei&shy;gnement, menée à Saint-Étienne comme à Alès."
        ),
        (
            "L’école est aussi 1<sup>re</sup> en France pour l’ODD 6 et 88<sup>e</sup> mondiale pour l’ODD 15. Elle "
            "confirme ainsi, auprès de ses étudiants et de ses partenaires, la place que tient le "
            "développement durable "
            "dans ses formations."
        ),
    ),
    "Des progrès dans quatre domaines",
    (
        "Au classement THE Impact 2024, IMT Mines Alès se place :",
        (
            "3<sup>e</sup> en France pour l’ODD 12 ;",
            "5<sup>e</sup> en France pour l’ODD 14 ;",
            "dans le top 100-200 mondial pour l’ODD 8.",
        ),
    ),
    (
        "Le palmarès 2024 des écoles d’ingénieurs de L’Étudiant :",
        ("École polytechnique", "CentraleSupélec", "Mines Paris - PSL"),
    ),
    (
        "Classement THE Impact 2024",
        (
            ("Établissement", "Rang mondial", "Rang en France"),
            ("Université de Bordeaux", "101-200", "4<sup>e</sup>"),
            ("Nantes Université", "201-300", "9<sup>e</sup>"),
            ("IMT Atlantique", "301-400", "21<sup>e</sup>"),
            ("Centrale Nantes", "401-600", "30<sup>e</sup>"),
        ),
    ),
    (
        "À propos d’IMT Mines Alès",
        "IMT Mines Alès est une école de l’Institut Mines-Télécom. Elle forme 1 400 élèves ingénieurs.",
    ),
    ("Contact presse : Camille Durand", "camille.durand@example.org", "Tél. : +33 4 66 78 50 00"),
    "IMT Mines Alès – Communiqué de presse",
)

ENGLISH = Release(
    "en",
    "Institut Mines-Télécom in the top 200 of the 2024 THE Impact Ranking",
    "12 June 2024",
    (
        (
            "Institut Mines-Télécom is ranked joint 16<sup>th</sup> in France and 101-200 worldwide in the 2024 Times "
            "Higher Education Impact Ranking. The result rewards scientific work, efficient and suffi&shy;ciently "
            "well-known research, and a commit&shy;ment to teaching that its schools share."
        ),
        (
            "The institute is 1<sup>st</sup> in France for SDG 9 and 22<sup>nd</sup> worldwide for SDG 7. "
            "It confirms the "
            "place that sustainable development has in all its courses, for its students and for its partners."
        ),
    ),
    "Progress in four fields",
    (
        "In the 2024 THE Impact Ranking, Institut Mines-Télécom is ranked:",
        (
            "3<sup>rd</sup> in France for SDG 12;",
            "5<sup>th</sup> in France for SDG 4;",
            "in the top 100-200 worldwide for SDG 8.",
        ),
    ),
    (
        "QS World University Rankings 2025:",
        ("Massachusetts Institute of Technology", "Imperial College London", "University of Oxford"),
    ),
    (
        "THE Impact Ranking 2024",
        (
            ("Institution", "World rank", "Rank in France"),
            ("University of Bordeaux", "101-200", "4<sup>th</sup>"),
            ("Nantes University", "201-300", "9<sup>th</sup>"),
            ("IMT Atlantique", "301-400", "21<sup>st</sup>"),
            ("Centrale Nantes", "401-600", "30<sup>th</sup>"),
        ),
    ),
    (
        "About Institut Mines-Télécom",
        "Institut Mines-Télécom is a French public institution of higher education with eight schools.",
    ),
    ("Press contact: Camille Durand", "camille.durand@example.org", "Phone: +33 4 66 78 50 00"),
    "Institut Mines-Télécom – Press release",
)

RELEASES = {release.language: release for release in (FRENCH, ENGLISH)}
