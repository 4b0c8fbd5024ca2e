"""`taizhang score`: precision, recall and F1 by field against gold annotations."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from flows.queries import query
from flows.scoring import FieldScore, Tally, read_gold, score_report
from flows.scoring.findings import Findings
from flows.scoring.tally import mean_f1
from warehouse.store import Store


def score(gold: Sequence[Path], misses: bool, json_path: Path | None, data: Path) -> None:
    """Prints the figures. QueryError where nothing is published, GoldError where an annotation cannot be read."""
    warehouse = Store(data).warehouse_path
    query(warehouse, "SELECT 1")
    annotations = read_gold(gold)
    tally = Tally()
    with closing(Findings(warehouse)) as findings:
        for annotation in annotations:
            score_report(annotation, findings, tally)
    scores = tally.scores()
    _print(len(annotations), scores)
    if misses:
        _print_misses(tally)
    if json_path:
        json_path.write_text(json.dumps(_figures(scores), indent=1), encoding="utf-8")


def _print(texts: int, scores: Sequence[FieldScore]) -> None:
    click.echo(f"{texts} texts\n{'field':24} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for s in scores:
        click.echo(f"{s.field:24} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.wanted:6}")
    click.echo(f"{'mean F1':24} {'':6} {'':6} {mean_f1(scores):6.3f}")


def _print_misses(tally: Tally) -> None:
    for field in sorted(field for field, lines in tally.misses.items() if lines):
        click.echo(f"\n{field}")
        for line in tally.misses[field]:
            click.echo(f"  {line}")


def _figures(scores: Sequence[FieldScore]) -> dict[str, object]:
    return {"mean_f1": mean_f1(scores), "fields": {s.field: _figures_of(s) for s in scores}}


def _figures_of(score: FieldScore) -> dict[str, float]:
    return {"p": score.precision, "r": score.recall, "f1": score.f1, "gold": score.wanted}
