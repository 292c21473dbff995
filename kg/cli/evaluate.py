"""kg evaluate: extraction measured against gold, and its errors, worst cause first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import project
from kg.cli.options import language_option
from kg.errors import COLON, Text
from kg.extract.evaluate import SLOTS, ErrorKind, evaluate
from kg.extract.gold import digest, read_corpus
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.evaluate import Cause, DocumentScore, Evaluation, Mistake, Rates

_DOCUMENT = Text(
    "{name:34} gold {gold:3} predicted {read:3} value {value:3} strict {strict:3}  F1 {f1}",
    "{name:34} référence {gold:3} lus {read:3} valeur {value:3} stricts {strict:3}  F1 {f1}",
)
_RATES = Text(
    "{name:7} precision {precision}  recall {recall}  F1 {f1}",
    "{name:7} précision {precision}  rappel {recall}  F1 {f1}",
)
_SUM = Text(
    "documents {documents}  gold {gold}  predicted {read}  strict F1 mean over documents {mean}",
    "documents {documents}  référence {gold}  lus {read}  F1 strict moyen par document {mean}",
)
_VALUE, _STRICT, _SLOTS = Text("value", "valeur"), Text("strict", "strict"), Text("slots", "champs")
_POINT = Text(".", ",")
_SLOT_NAMES = {
    "institution": Text("institution", "établissement"),
    "ranking": Text("ranking", "classement"),
    "edition": Text("edition", "édition"),
    "subject": Text("subject", "critère"),
    "scope": Text("scope", "périmètre"),
    "tied": Text("tied", "ex aequo"),
}
_CAUSES = {
    ErrorKind.WRONG: Text("wrong {slot}", "valeur fausse ({slot})"),
    ErrorKind.MISSED: Text("missed", "manqué"),
    ErrorKind.EXTRA: Text("extra", "en trop"),
}
_RULE, _NO_RULE = Text("rule", "règle"), Text("no rule", "aucune règle")
_GOLD, _FOUND, _NOTHING = Text("gold", "référence"), Text("found", "lu"), Text("nothing", "rien")
_QUOTES = Text("“{}”", "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»")
_CLAIM_FIELDS = (
    *("institution", "ranking", "edition", "subject", "scope", "type", "low", "high"),
    *("grade", "within", "out_of", "tied"),
)


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.argument("text_dir", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--docs", is_flag=True, help="Give the figures of each document too.")
@language_option
def command(gold_dir: Path, text_dir: Path | None, form: str, language: str, *, docs: bool) -> None:
    """Measure extraction against the gold in GOLD_DIR (ID.jsonl, one claim a line).

    The texts (ID.txt, ID.fr.md ...) are read in TEXT_DIR, else beside the gold; an ID is a file's name up to its first
    dot. Prints precision, recall and F1 of positions (value) and of whole claims (strict), how often each slot is right
    where the position is, then every error by slot and rule, most frequent first.
    """
    corpus = read_corpus(gold_dir, text_dir)
    evaluation = evaluate(corpus, load_registry(project.REGISTRY))
    if form == "json":
        report = _as_json(evaluation, docs=docs)
        click.echo(json.dumps({"corpus": digest(corpus), **report}, ensure_ascii=False, indent=2))
    else:
        for score in evaluation.documents if docs else ():
            click.echo(_document(score, language))
        click.echo("\n".join([*_figures(evaluation, language), *_errors(evaluation, language)]))


def _document(score: DocumentScore, language: str) -> str:
    tally = score.tally
    return _DOCUMENT.in_language(language).format(
        name=score.name,
        gold=tally.gold,
        read=tally.read,
        value=tally.value,
        strict=tally.strict,
        f1=_decimal(tally.rates(tally.strict).f1, 2, language),
    )


def _figures(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Yield the lines of figures, those of the corpus's own scorer."""
    total = evaluation.total
    for name, hits in ((_VALUE, total.value), (_STRICT, total.strict)):
        yield _rates(name.in_language(language), total.rates(hits), language)
    shares = (
        f"{_SLOT_NAMES[slot].in_language(language)} {_decimal(share, 2, language)}"
        for slot, share in total.slot_shares().items()
    )
    yield f"{_SLOTS.in_language(language):7} " + "  ".join(shares)
    yield _SUM.in_language(language).format(
        documents=len(evaluation.documents),
        gold=total.gold,
        read=total.read,
        mean=_decimal(evaluation.strict_mean, 3, language),
    )


def _rates(name: str, rates: Rates, language: str) -> str:
    shown = {rate: _decimal(share, 3, language) for rate, share in rates._asdict().items()}
    return _RATES.in_language(language).format(name=name, **shown)


def _errors(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Yield for each cause a heading with its count, and its errors, each with the words of the document."""
    gold, found = _GOLD.in_language(language), _FOUND.in_language(language)
    for cause, mistakes in evaluation.by_cause():
        yield ""
        yield f"{len(mistakes)}  {_cause(cause, language)}"
        for mistake in mistakes:
            quote = _QUOTES.in_language(language).format(" ".join(mistake.quote.split()))
            yield f"    {mistake.document}  {quote}"
            yield f"        {gold} {_shown(mistake.gold, mistake, language)}"
            yield f"        {found} {_shown(mistake.read, mistake, language)}"


def _cause(cause: Cause, language: str) -> str:
    slot = _SLOT_NAMES[cause.slot].in_language(language) if cause.slot else ""
    rule = f"{_RULE.in_language(language)} {cause.rule}" if cause.rule else _NO_RULE.in_language(language)
    return f"{_CAUSES[cause.kind].in_language(language).format(slot=slot)}{COLON.in_language(language)}{rule}"


def _shown(value: object, mistake: Mistake, language: str) -> str:
    """Give a slot's value as JSON, a claim as its slots that say something."""
    if isinstance(value, dict):
        return " · ".join(
            f"{key} {told}" for key, told in _claim(value).items() if told is not None and told is not False
        )
    if mistake.cause.slot is None:
        return _NOTHING.in_language(language)
    return json.dumps(value, ensure_ascii=False)


def _claim(claim: dict[str, Any]) -> dict[str, object]:
    return {key: claim[key] for key in _CLAIM_FIELDS if key in claim}


def _as_json(evaluation: Evaluation, *, docs: bool) -> dict[str, object]:
    total = evaluation.total
    report: dict[str, object] = {
        "documents": len(evaluation.documents),
        "gold": total.gold,
        "predicted": total.read,
        "value": total.rates(total.value)._asdict(),
        "strict": total.rates(total.strict)._asdict(),
        "slots": total.slot_shares(),
        "strict_f1_mean": evaluation.strict_mean,
    }
    if docs:
        report["by_document"] = [_document_object(score) for score in evaluation.documents]
    return report | {
        "errors": [
            {**cause._asdict(), "count": len(mistakes), "examples": [_mistake_object(each) for each in mistakes]}
            for cause, mistakes in evaluation.by_cause()
        ]
    }


def _document_object(score: DocumentScore) -> dict[str, object]:
    tally = score.tally
    return {
        "document": score.name,
        "gold": tally.gold,
        "predicted": tally.read,
        "value": tally.value,
        "strict": tally.strict,
        "slots": {slot: tally.slots[slot] for slot in SLOTS},
        "strict_f1": tally.rates(tally.strict).f1,
    }


def _mistake_object(mistake: Mistake) -> dict[str, object]:
    gold, found = (_claim(value) if isinstance(value, dict) else value for value in (mistake.gold, mistake.read))
    return {"document": mistake.document, "gold": gold, "found": found, "quote": mistake.quote}


def _decimal(share: float, places: int, language: str) -> str:
    return f"{share:.{places}f}".replace(".", _POINT.in_language(language))
