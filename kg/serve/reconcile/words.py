"""Names of institutions as words that can be compared, whatever the language, the order and the abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language.fold import fold_words

# Words that names have or lack at will, in the languages in which institutions write theirs.
_EMPTY = frozenset(
    "a aan al am an and at au aux d da das de degli dei del della der des di die do dos du e el en et for fur"
    " i in l la las le les los of pour s the to und van von voor y zu zur".split()
)
# One word for those that say the same in names: the first stands for all.
_SAME = """
university u universite universites universities universitat universidad universidade universita universiteit
    universitet universitetet universitesi universitas univ uni unv
school ecole ecoles schools escuela escola scuola schule ec
institute institut institutes instituts instituto istituto instituut inst
college colleges colegio kolleg
faculty faculte facultes faculties fac
academy academie akademie academia
center centre centro centrum zentrum
national nationale nationaux nationales nacional nazionale natl nat
higher superieure superieur superieures superior sup
technology technologie technologies technologique technologiques technological tecnologia tecnologica tecnologico
    technol tech
technical technique techniques technische technischen tecnica tecnico technica
polytechnic polytechnique polytechniques polytechnical politecnico politecnica politechnika polytech
science sciences scientifique scientifiques scientific ciencias scienze sci
engineering ingenieur ingenieurs ingenierie engineers ingenieria ingegneria engr eng ing
business commerce affaires comm bus
management gestion mgmt
economics economie economiques economique economic econ
medicine medecine medical medicale medica
applied appliquee appliquees applique appliques
agriculture agronomie agronomique agronomiques agricultural agro agri
advanced avancees avances
studies etudes
state etat estado estatal
federal federale
catholic catholique catholiques catolica cattolica katholieke
free libre vrije libera
saint sainte st ste san santa sankt
north nord northern norte
south sud southern sur
east est eastern orient
west ouest western
new nouvelle nouveau nova nueva
royal royale real
american americaine
international internationale internacional internazionale intl
department departement dept
1 i
2 ii
3 iii
4 iv
5 v
6 vi
7 vii
8 viii
9 ix
10 x
11 xi
12 xii
13 xiii
"""
_AS = {word: line.split()[0] for line in _SAME.replace("\n    ", " ").splitlines() for word in line.split()}
_FEWEST_INITIALS = 3  # words of a name that has initials
_PARENTHESES = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
_SEPARATORS = re.compile(r"\s+[-–—|/:]\s+|\s*[,;|/]\s*")
LONGEST = 200  # characters of a name from outside that are looked at
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")  # an acronym with points
_NUMBERED = re.compile(r"\b([^\W\d]{3,})(\d{1,2})\b")  # a name to which its number sticks


@lru_cache(maxsize=16_384)  # a name is looked at in several ways; what comes from outside is `LONGEST` at most
def folded(text: str) -> str:
    """Fold a name to small letters and digits with single blanks, the form of names that are the same.

    >>> folded("H.E.C. Paris"), folded("Claude-Bernard LYON1")
    ('hec paris', 'claude bernard lyon 1')
    """
    joined = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    return " ".join(_NUMBERED.sub(r"\1 \2", fold_words(joined)).split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words that tell a name from others, in its order; those that say the same are one.

    >>> words_of("Univ. de Genève"), words_of("University of Geneva")
    (('university', 'geneve'), ('university', 'geneva'))
    >>> words_of("École des mines d’Alès"), words_of("Paris VIII")
    (('school', 'mines', 'ales'), ('paris', '8'))
    """
    every = folded(text).split()
    return tuple(_AS.get(word, word) for word in every if word not in _EMPTY or word in _AS) or tuple(every)


def telling_words(text: str) -> str:
    """Give the words of a name in one line; nothing where they are but one that every name could have ("U of A")."""
    words = words_of(text)
    return "" if len(words) == 1 and words[0] in _AS and folded(text) != words[0] else " ".join(words)


def initials_of(text: str) -> str:
    """Give the initials of a name of three words or more, else nothing.

    >>> initials_of("École nationale supérieure des mines d’Alès"), initials_of("Mines Alès")
    ('ensma', '')
    """
    words = _full_words(text)
    return "".join(word[0] for word in words) if len(words) >= _FEWEST_INITIALS else ""


def cut_short(text: str) -> str:
    """Give a name of three words or more with all but its last cut to their initials; nothing where that tells nothing.

    >>> cut_short("University of California, Berkeley")
    'uc berkeley'
    """
    words = _full_words(text)
    initials = "".join(word[0] for word in words[:-1])
    if len(words) < _FEWEST_INITIALS or words[-1] in _AS or initials in _AS or initials in _EMPTY:
        return ""
    return f"{initials} {words[-1]}"


def _full_words(text: str) -> list[str]:
    return [word for word in folded(text).split() if word not in _EMPTY]


def variants(text: str) -> list[tuple[str, bool]]:
    """Give what of a query may be the name: without what is in parentheses, then each part; True where parts are left.

    >>> variants("IMT Mines Alès (Gard)")
    [('IMT Mines Alès', False), ('Gard', True)]
    >>> variants("Mines Alès, France")
    [('Mines Alès', True), ('France', True)]
    """
    inside = _PARENTHESES.findall(text)
    outside = _PARENTHESES.sub(" ", text).strip()
    parts = [part for part in _SEPARATORS.split(outside) if part] if outside else []
    found = [(outside, False)] if inside and outside else []
    found += [(part, True) for part in (*(parts if len(parts) > 1 else ()), *inside)]
    return [(part, apart) for part, apart in dict(found).items() if folded(part)]
