"""The checks that what is told as printed is printed there: a label is found in the words of its own span."""

from collections.abc import Iterator

from expectations.check import Check

# Tables and the columns that give the words of the span, or some of them. Table participation has a rule of its own.
_PRINTED = (
    ("organization_mention", "label"),
    ("person_mention", "label"),
    ("membership", "title"),
    ("statement", "speaker_label"),
    ("formula_candidate", "text"),
)


def evidence_checks() -> Iterator[Check]:
    """One check for each column of printed words, in batch and warehouse alike."""
    for table, column in _PRINTED:
        yield Check(table, "stands in the words of its span", "critical", _printed_sql(table, column), column)


def _printed_sql(table: str, column: str) -> str:
    # A name loses the spaces and dots that pad it in print, as in 王 强, and its characters may be made simplified; most are as printed,
    # so that only the few others are looked at twice.
    return (
        f"WITH differing AS (\n"
        f"    SELECT report_id, {table}.{column}, start_char, end_char,\n"
        f"        bare_name({table}.{column}) AS bare, bare_name(substr(body, start_char + 1, end_char - start_char)) AS printed\n"
        f"    FROM {table} JOIN report USING (report_id)\n"
        f"    WHERE NOT contains(substr(body, start_char + 1, end_char - start_char), {table}.{column})\n"
        f")\n"
        f"SELECT report_id, {column}, start_char, end_char\nFROM differing\n"
        f"WHERE NOT contains(printed, bare) AND NOT contains(simplified(printed), simplified(bare))"
    )
