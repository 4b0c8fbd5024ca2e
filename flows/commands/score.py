"""`taizhang score`: precision, recall and F1 by field against gold annotations."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import click

from flows.queries import query
from flows.scoring import FieldScore, Tally, read_gold, score_report
from flows.scoring.findings import Findings
from flows.scoring.gold import Gold
from flows.scoring.tally import mean_f1
from warehouse.store import Store

_ALL = "all"


def score(gold: Sequence[Path], misses: bool, json_path: Path | None, data: Path) -> None:
    """Prints the figures. QueryError where nothing is published, GoldError where an annotation cannot be read."""
    warehouse = Store(data).warehouse_path
    query(warehouse, "SELECT 1")
    annotations = _by_language(read_gold(gold))
    tallies = _tallies(warehouse, annotations)
    scores = {name: tally.scores() for name, tally in tallies.items()}
    _print({name: len(of_language) for name, of_language in annotations.items()}, scores)
    if misses:
        _print_misses(tallies[_ALL])
    if json_path:
        json_path.write_text(json.dumps(_figures(scores), indent=1), encoding="utf-8")


def _by_language(annotations: Sequence[Gold]) -> dict[str, list[Gold]]:
    grouped: dict[str, list[Gold]] = {}
    for annotation in annotations:
        grouped.setdefault(annotation.get("language", "unstated"), []).append(annotation)
    return dict(sorted(grouped.items()))


def _tallies(warehouse: Path, annotations: Mapping[str, Sequence[Gold]]) -> dict[str, Tally]:
    """What was counted over all texts, and over those of each language."""
    tallies = {_ALL: Tally()}
    with closing(Findings(warehouse)) as findings:
        for language, of_language in annotations.items():
            tallies[language] = Tally()
            for annotation in of_language:
                score_report(annotation, findings, tallies[language])
            tallies[_ALL].add(tallies[language])
    return tallies


def _print(texts: Mapping[str, int], scores: Mapping[str, Sequence[FieldScore]]) -> None:
    """A line for each field; where the texts are of several languages, the figures over all and then those of each."""
    shown = scores if len(texts) > 1 else {_ALL: scores[_ALL]}
    click.echo(f"{sum(texts.values())} texts")
    if len(texts) > 1:
        headings = (f"{name}: {texts.get(name, sum(texts.values()))} texts" for name in shown)
        click.echo(f"{'':24}" + "   ".join(f" {heading:27}" for heading in headings).rstrip())
    click.echo(f"{'field':24}" + "   ".join(f" {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}" for _ in shown))
    for field in (score.field for score in scores[_ALL]):
        click.echo(f"{field:24}" + "   ".join(_columns(field, of_language) for of_language in shown.values()))
    click.echo(f"{'mean F1':24}" + "   ".join(f"{'':14} {mean_f1(of_language):6.3f}{'':7}" for of_language in shown.values()).rstrip())


def _columns(field: str, scores: Sequence[FieldScore]) -> str:
    """The figures of one field; blank where no text of the language has it and none was found."""
    score = next((score for score in scores if score.field == field), None)
    return f" {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} {score.wanted:6}" if score else " " * 28


def _print_misses(tally: Tally) -> None:
    for field in sorted(field for field, lines in tally.misses.items() if lines):
        click.echo(f"\n{field}")
        for miss in tally.misses[field]:
            click.echo(f"  {miss}")


def _figures(scores: Mapping[str, Sequence[FieldScore]]) -> dict[str, object]:
    """Those over all, and under `languages` those of each."""
    by_language = {name: _of_texts(of_language) for name, of_language in scores.items()}
    return by_language.pop(_ALL) | {"languages": by_language}


def _of_texts(scores: Sequence[FieldScore]) -> dict[str, object]:
    return {"mean_f1": mean_f1(scores), "fields": {s.field: _figures_of(s) for s in scores}}


def _figures_of(score: FieldScore) -> dict[str, float]:
    return {"p": score.precision, "r": score.recall, "f1": score.f1, "gold": score.wanted}
