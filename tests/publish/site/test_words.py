"""The words of the site: both languages, French written as French is, and none of the other language on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from ahocorasick_rs import AhoCorasick
from pyoxigraph import Literal, RdfFormat, parse

from kg import project
from kg.publish.site.words import PARTS, Words, counted
from kg.query.parameters import LANGUAGES
from tests.publish.site.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.publish.site.reading import Element

TEXTS = {name: text for part in PARTS for name, text in part.items()}
NAMED = re.compile(r"\{\w*\}")

FRENCH = [
    # what is wrong                  pattern
    ("an apostrophe of typewriters", r"'"),
    ("a quotation mark of English",  r"[\"“”]"),
    ("no space before a colon",      r"[^\u00a0]:(?!//)"),
    ("a wide space before a mark",   r"[^\u202f][;!?]"),
    ("no space in « »",              r"«[^\u00a0]|[^\u00a0]»"),
    ("no space before %",            r"[^\u00a0]%"),
    ("three points",                 r"\.\.\."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "pattern"), FRENCH, ids=[row[0] for row in FRENCH])
def test_french_is_written_as_french_is(what: str, pattern: str) -> None:
    assert not {name: text.fr for name, text in TEXTS.items() if re.search(pattern, f" {text.fr}")}, what


def test_words_exist_in_both_languages_and_take_the_same() -> None:
    for name, text in TEXTS.items():
        assert text.en.strip(), name
        assert text.fr.strip(), name
        assert sorted(NAMED.findall(text.en)) == sorted(NAMED.findall(text.fr)), name


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(AttributeError):
        Words("fr").nonsense  # noqa: B018 (asked for as a template does)


COUNTS = [(0, "results", "résultat"), (1, "result", "résultat"), (2, "results", "résultats")]


@pytest.mark.parametrize(("count", "en", "fr"), COUNTS)
def test_counted(count: int, en: str, fr: str) -> None:
    assert counted("results", count) == (en, fr)


def _plain(words: str) -> str:
    return " ".join(words.split())


@pytest.fixture(scope="module")
def known() -> Mapping[str, set[str]]:
    """Give all words by language: those of the site and those that the graph has with a tag."""
    found = {language: {_plain(getattr(text, language)) for text in TEXTS.values()} for language in LANGUAGES}
    for triple in parse(path=str(project.graph_to_read() / project.MERGED), format=RdfFormat.TURTLE):
        if isinstance(triple.object, Literal) and triple.object.language in found:
            found[triple.object.language].add(_plain(triple.object.value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_other_language_leaks(
    language: str, pages: Mapping[str, Element], known: Mapping[str, set[str]]
) -> None:
    (other,) = (each for each in LANGUAGES if each != language)
    foreign = known[other] - known[language]
    alone = {words.lower() for words in foreign} - {words.lower() for words in known[language]}
    long = sorted(words for words in foreign if " " in words and "{" not in words)
    finder, own = AhoCorasick(long), " \n ".join(sorted(known[language]))
    leaks = set()
    for name, page in pages.items():
        if not name.startswith(f"{language}/"):
            continue
        for text in page.in_language(language):
            run = _plain(text)
            within = {words for words in finder.find_matches_as_strings(run) if _whole(words, run) and words not in own}
            if within or (run.lower() in alone and run not in own):  # a drawing cuts long names into lines
                leaks.add((name, run[:80], *sorted(within)))
    assert not sorted(leaks)


def _whole(words: str, run: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", run) is not None


def test_a_leak_is_seen(published: Path, known: Mapping[str, set[str]]) -> None:
    page = read(published / "en" / "index.html")
    for each in page.all():
        each.language = "fr"
    with pytest.raises(AssertionError):
        test_no_text_of_the_other_language_leaks("fr", {"fr/index.html": page}, known)
