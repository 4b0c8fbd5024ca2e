"""Scoring a warehouse against gold annotations: precision, recall and F1 for each kind of fact."""

from flows.scoring.gold import GoldError, read_gold
from flows.scoring.reports import score_report
from flows.scoring.tally import FieldScore, Tally

__all__ = ["FieldScore", "GoldError", "Tally", "read_gold", "score_report"]
