"""The gate before publication: the candidate is compared with the warehouse that it would replace.

The queries read an in-memory database in which each table of the candidate is a view of its name and each table of the published
warehouse a view of schema `before`; `before_file` is the published file itself, and `replaced_batch` lists the batches in whose place
others were computed.
"""

from collections.abc import Iterator

from expectations import limits
from expectations.check import Check, Severity
from expectations.domain import RULE_DIR
from expectations.limits import Limit
from warehouse.registry import TABLES, of_layer
from warehouse.schema import Table

# The phrases that no lexicon covers become fewer with every word that the lexicons learn.
_MEANT_TO_SHRINK = {"formula_candidate"}


def publication_checks() -> list[Check]:
    """Every check on what a publication would take away."""
    losses = (check for table in TABLES.values() if table.layer != "operation" for check in _losses(table))
    return [*_rules(), *losses, *_gaps()]


def _rules() -> Iterator[Check]:
    yield Check("source_file", "no file vanishes", "critical", _rule("file_stays"))
    yield Check("report", "no report vanishes but by reprocessing or into quarantine", "critical", _rule("report_stays"))
    yield Check("ledger_status", "no row of a ledger vanishes but by reprocessing", "critical", _rule("ledger_row_stays"))
    refusals = _rule("refusals_are_usual").format(
        share=limits.RECORDS_REFUSED.share, rows=limits.RECORDS_REFUSED.rows, history_rows=limits.HISTORY_ROWS
    )
    over = _percent(limits.RECORDS_REFUSED)
    yield Check("quarantine", f"no more than {over} above the usual share of what came is refused", "critical", refusals)


def _rule(name: str) -> str:
    return (RULE_DIR / "publication" / f"{name}.sql").read_text(encoding="utf-8").strip()


def _losses(table: Table) -> Iterator[Check]:
    severity: Severity = "warning" if table.name in _MEANT_TO_SHRINK else "critical"
    rows = limits.REPORTS_LOST if table.name == "report" else limits.ROWS_LOST
    yield Check(table.name, f"loses no more than {_percent(rows)} of its rows", severity, _shrinking_sql(table, rows))
    if _optional(table):
        values = limits.VALUES_LOST
        expectation = f"no column loses more than {_percent(values)} of its values in what stays"
        yield Check(table.name, expectation, severity, _losing_sql(table, values))


def _gaps() -> Iterator[Check]:
    severities: tuple[tuple[Limit, Severity], ...] = ((limits.VALUES_MISSING, "warning"), (limits.VALUES_ABSENT, "critical"))
    for table in of_layer("observation"):
        for limit, severity in severities if _optional(table) else ():
            expectation = f"in new reports no column is filled {_percent(limit)} less than in the earlier ones"
            yield Check(table.name, expectation, severity, _gap_sql(table, limit))


def _shrinking_sql(table: Table, limit: Limit) -> str:
    key = ", ".join(table.primary_key)
    return (
        f"SELECT {key}\nFROM before.{table.name}\nANTI JOIN {table.name} USING ({key})\n"
        f"WHERE (SELECT count(*) FROM before.{table.name}) - (SELECT count(*) FROM {table.name})\n"
        f"    >= greatest({limit.rows}, {limit.share} * (SELECT count(*) FROM before.{table.name}))"
    )


def _losing_sql(table: Table, limit: Limit) -> str:
    by_report = "report_id" in table.column_names
    target, key = ("report", "report_id") if by_report else (table.name, ", ".join(table.primary_key))
    filled = ", ".join(["count(*) AS number", *(f"count({name}) AS {name}" for name in _optional(table))])
    # The share that is filled, too: where rows go, their values go with them, which is for the check of rows to judge.
    lost = "\nUNION ALL\n".join(
        f"SELECT '{name}' AS column_name, held.{name} AS values_before, kept.{name} AS values_now\nFROM held, kept\n"
        f"WHERE held.{name} - kept.{name} >= {limit.rows}\n"
        f"    AND kept.{name} / kept.number < {1 - limit.share} * held.{name} / held.number"
        for name in _optional(table)
    )
    return (
        f"WITH held AS (SELECT {filled} FROM before.{table.name} SEMI JOIN {target} USING ({key})),\n"
        f"kept AS (SELECT {filled} FROM {table.name} SEMI JOIN before.{target} USING ({key}))\n{lost}"
    )


def _gap_sql(table: Table, limit: Limit) -> str:
    gaps = "\nUNION ALL\n".join(
        f"SELECT language, '{name}' AS column_name, round(held.{name}, 2) AS filled_before, round(new.{name}, 2) AS filled_now\n"
        f"FROM new JOIN held USING (language)\n"
        f"WHERE least(new.number, held.number) >= {limit.rows} AND held.{name} - new.{name} > {limit.share}"
        for name in _optional(table)
    )
    new = f"{_with_language(table, '')} ANTI JOIN before.report AS known USING (report_id)"
    return f"WITH held AS ({_filled(table, _with_language(table, 'before.'))}),\nnew AS ({_filled(table, new)})\n{gaps}"


def _filled(table: Table, source: str) -> str:
    shares = ", ".join(f"count(t.{name}) / count(*) AS {name}" for name in _optional(table))
    return f"SELECT language, count(*) AS number, {shares} FROM {source} GROUP BY language"


def _with_language(table: Table, schema: str) -> str:
    if "language" in table.column_names:
        return f"{schema}{table.name} AS t"
    return f"{schema}{table.name} AS t JOIN {schema}report AS r USING (report_id)"


def _optional(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.nullable]


def _percent(limit: Limit) -> str:
    return f"{limit.share:.0%}"
