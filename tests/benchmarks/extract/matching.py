"""Time finding names and values, ours and spaCy's, and print the figures as JSON: FOLDER REPEATS LABELS."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import project
from kg.extract.mentions import ValueMention
from kg.extract.values import find_values
from kg.language import LANGUAGES, Language
from kg.language.fold import fold, fold_words
from kg.read import read_document
from kg.registry import Lexicon, Registry, load_registry, registry_lexicon
from tests.benchmarks.extract import baseline
from tests.benchmarks.extract.lexicons import enlarged, labels_of
from tests.benchmarks.extract.timing import timed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Texts = list[tuple[str, str]]
Count = Callable[[dict[str, baseline.Pipeline], list[tuple[str, Any]]], int]

SHIPPED, ENLARGED = "registry", "enlarged"
LOOK_UP = "kg lexicon, look-up in folded text"
_SHORT = 10  # rounds for one of the others: it takes milliseconds


@dataclass(frozen=True, slots=True)
class Job:
    """A thing to time: its group (those that do the same), who does it, and ``find``, which counts what it finds.

    ``build`` is the seconds that making its matchers took, for both languages.
    """

    group: str
    who: str
    find: Callable[[], int]
    labels: int | None = None
    build: float | None = None
    is_baseline: bool = False


def texts_of(folder: Path) -> Texts:
    """Give the blocks of a folder's documents, each with its language: what extraction hands to its matchers."""
    documents = [read_document(path) for path in sorted(folder.iterdir())]
    return [(block.language, block.text) for document in documents for block in document.blocks]


def our_names(lexicon: Lexicon, texts: Texts) -> int:
    return sum(1 for _, text in texts for _ in lexicon.find(text))


def our_look_up(lexicon: Lexicon, folded: str) -> int:
    """Count the keys found in one long text, folded already: the automaton alone."""
    return len(lexicon.look_up(folded))


def our_values(languages: Mapping[str, Language], texts: Texts) -> int:
    """Count positions, which is what the baseline looks for; cues are found but not counted. Folding is timed too."""
    found = (find_values(text, fold(text), languages[language], ()) for language, text in texts)
    return sum(isinstance(mention, ValueMention) for mentions in found for mention in mentions)


def mirrored() -> dict[str, Language]:
    """Give the languages with no rules but those that the baseline has patterns for."""
    return {
        code: replace(language, rules=tuple(rule for rule in language.rules if rule.id in baseline.MIRRORED))
        for code, language in LANGUAGES.items()
    }


def ours(texts: Texts, registries: Mapping[str, Registry]) -> Iterator[Job]:
    lexicons = {}
    for name, registry in registries.items():
        build, lexicons[name] = timed(partial(registry_lexicon, registry))
        find = partial(our_names, lexicons[name], texts)
        yield Job(f"names, {name}", "kg lexicon", find, len(labels_of(registry)), build)
        alone = partial(our_look_up, lexicons[name], fold_words(" ".join(text for _, text in texts)))
        yield Job(f"names, {name}", LOOK_UP, alone, len(labels_of(registry)))
    yield Job("values", "kg, the rules mirrored", partial(our_values, mirrored(), texts))
    yield Job("values", "kg, all rules", partial(our_values, LANGUAGES, texts))

    def both() -> int:
        return our_names(lexicons[SHIPPED], texts) + our_values(LANGUAGES, texts)

    yield Job("names and values", "kg, all rules", both, len(labels_of(registries[SHIPPED])))


def spacys(texts: Texts, registries: Mapping[str, Registry]) -> Iterator[Job]:
    """Give each matcher with the tokeniser it needs, which is the baseline, and alone, its tokens given."""
    made: dict[str, dict[str, baseline.Pipeline]] = {}
    for name, registry in registries.items():
        labels = labels_of(registry)
        build, pipelines = timed(partial(_pipelines, labels))
        made[name] = pipelines
        find = partial(_find, baseline.names_in, pipelines, texts)
        yield Job(f"names, {name}", "spaCy tokeniser + PhraseMatcher", find, len(labels), build, is_baseline=True)
        given = partial(baseline.names_in, pipelines, baseline.tokens_of(pipelines, texts))
        yield Job(f"names, {name}", "spaCy PhraseMatcher, tokens given", given, len(labels))
    pipelines = made[SHIPPED]
    docs = baseline.tokens_of(pipelines, texts)
    find = partial(_find, baseline.values_in, pipelines, texts)
    yield Job("values", "spaCy tokeniser + Matcher", find, is_baseline=True)
    yield Job("values", "spaCy Matcher, tokens given", partial(baseline.values_in, pipelines, docs))
    find = partial(_find, _names_and_values, pipelines, texts)
    size = len(labels_of(registries[SHIPPED]))
    yield Job("names and values", "spaCy tokeniser + both", find, size, is_baseline=True)


def _pipelines(labels: Sequence[str]) -> dict[str, baseline.Pipeline]:
    return {language: baseline.pipeline(language, labels) for language in LANGUAGES}


def _find(count: Count, pipelines: dict[str, baseline.Pipeline], texts: Texts) -> int:
    return count(pipelines, baseline.tokens_of(pipelines, texts))


def _names_and_values(pipelines: dict[str, baseline.Pipeline], docs: list[tuple[str, Any]]) -> int:
    return baseline.names_in(pipelines, docs) + baseline.values_in(pipelines, docs)


def rows_of(jobs: Sequence[Job], repeats: int) -> list[dict[str, Any]]:
    """Time the jobs, each once a round: what slows the machine for a while then slows all of them."""
    rounds = [[timed(job.find) for job in jobs] for _ in range(repeats)]
    return [
        {
            **{name: getattr(job, name) for name in ("group", "who", "labels", "build", "is_baseline")},
            "seconds": min(seconds for seconds, _ in runs),
            "found": runs[0][1],
        }
        for job, runs in zip(jobs, zip(*rounds, strict=True), strict=True)
    ]


def measure(folder: Path, repeats: int, labels: int) -> dict[str, Any]:
    """Give the rows, grouped, ours before spaCy's in each group."""
    registry = load_registry(project.REGISTRY)
    registries = {SHIPPED: registry, ENLARGED: enlarged(registry, labels)}
    texts = texts_of(folder)
    jobs = list(ours(texts, registries))
    groups = list(dict.fromkeys(job.group for job in jobs))
    # The automaton alone is timed before spaCy's objects come to share the processor's caches with it.
    gc.collect()
    gc.freeze()
    alone = [job for job in jobs if job.who == LOOK_UP]
    rows = rows_of(alone, repeats * _SHORT)
    jobs = [job for job in jobs if job not in alone]
    if baseline.is_installed():
        jobs += spacys(texts, registries)
    # Two registries and spaCy's pipelines are in one process only here: to collect their objects again and again would
    # be counted as matching, ours most of all, which makes an object a match.
    gc.collect()
    gc.freeze()
    rows += rows_of(jobs, repeats)
    return {
        "documents": len(list(folder.iterdir())),
        "characters": sum(len(text) for _, text in texts),
        "spacy": baseline.version() if baseline.is_installed() else None,
        "rows": sorted(rows, key=lambda row: groups.index(row["group"])),
    }


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
