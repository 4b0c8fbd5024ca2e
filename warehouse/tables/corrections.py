"""What people corrected of what was read, and whether it still applies."""

from warehouse.schema import Table, date, integer, key, text

STATUSES = ("applied", "stale", "unmatched")

CORRECTION = Table(
    "correction",
    "operation",
    "A value that a person put in the place of one that was read. Its evidence is the correction itself, not the text.",
    (
        key("correction_id", "identifier, from report, field, row and both values"),
        key("report_id", "report whose row is corrected; where no such report is known, as written"),
        key("table_name", "table of the row"),
        key("column_name", "corrected column"),
        text("row_name", "which row: its name as printed, its id or its span; NULL where the old value alone tells"),
        text("old_value", "value as read, as text; NULL where none was"),
        text("new_value", "value in its place, as text; NULL where it is unknown"),
        key("who", "who says so"),
        key("why", "why, with the source"),
        date("made_on", "day on which it was made", nullable=False),
        key("source", "file and line of the correction"),
        key("status", "applied; stale: the row is read otherwise by now; unmatched: no row, or no single one, is meant", values=STATUSES),
        text("message", "why it is not applied"),
        integer("start_char", "start of the span of the corrected row"),
        integer("end_char", "its end"),
    ),
    ("correction_id",),
    ("A correction that is not applied changes nothing; the run that finds it says so.",),
)

TABLES = (CORRECTION,)
