"""The checks that follow from the subject: each is a file of `rules/`, declared here with its table, severity and scope."""

from dataclasses import dataclass
from pathlib import Path

from expectations.check import BOTH, Check, Scope, Severity

RULE_DIR = Path(__file__).resolve().parent / "rules"


@dataclass(frozen=True)
class Rule:
    """A file of `rules/` without its suffix, and what its failing rows mean."""

    file: str
    table: str
    expectation: str
    severity: Severity = "critical"
    column: str | None = None
    scopes: tuple[Scope, ...] = BOTH


def domain_checks(scope: Scope) -> list[Check]:
    """The checks of one scope, in declared order."""
    return [_check(rule) for rule in RULES if scope in rule.scopes]


def _check(rule: Rule) -> Check:
    sql = (RULE_DIR / f"{rule.file}.sql").read_text(encoding="utf-8").strip().rstrip(";")
    return Check(rule.table, rule.expectation, rule.severity, sql, rule.column)


RULES = (
    Rule("report_has_source", "report", "has a report_source"),
    Rule("char_count_is_length", "report", "char_count is the length of the body", column="char_count"),
    Rule("report_has_subject", "report", "a report of a meeting has a subject"),
    Rule("published_on_filled", "report", "published_on is filled in 8 of 10", "warning", "published_on"),
    Rule("held_not_after_publication", "meeting_mention", "held_on is not after publication", column="held_on"),
    Rule("held_within_120_days_inferred", "meeting_mention", "inferred held_on is within 120 days of publication", column="held_on"),
    Rule("held_within_120_days_stated", "meeting_mention", "stated held_on is within 120 days of publication", "warning", "held_on"),
    Rule("held_on_has_basis", "meeting_mention", "held_on has a basis, and no basis stands alone", column="held_on_basis"),
    Rule("mention_year_near_held_on", "meeting_mention", "year is within two years of held_on", column="year"),
    Rule("held_on_filled", "meeting_mention", "held_on is filled in 8 of 10 held subjects", "warning", "held_on"),
    Rule("host_filled", "meeting_mention", "host_id is filled in 8 of 10 subjects", "warning", "host_id"),
    Rule("presider_filled", "meeting_mention", "presider is known in 7 of 10 held life meetings", "warning"),
    Rule("meeting_year_near_held_on", "meeting", "year is within two years of held_on", column="year", scopes=("warehouse",)),
    Rule("person_is_identified", "participation", "a person, and only a person, has a person_id", column="person_id"),
    Rule("evidence_contains_name", "participation", "evidence contains the printed name", column="label"),
    Rule("requirement_positions_run", "requirement", "positions run 1..n without gaps", column="position"),
    Rule("requirement_inside_statement", "requirement", "lies inside its statement"),
    Rule("formulas_do_not_overlap", "formula_mention", "formulas do not overlap"),
    Rule("formula_inside_statement", "formula_mention", "lies inside its statement", "warning"),
    Rule("similarity_is_a_share", "reprint", "similarity is between 0 and 1", column="similarity", scopes=("warehouse",)),
    Rule("reprint_is_of_another", "reprint", "nothing reprints itself", column="reprint_of", scopes=("warehouse",)),
)
