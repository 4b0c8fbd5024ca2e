"""What a publication changed, or would change, as Markdown for Prefect's page of the run."""

from collections.abc import Mapping, Sequence

from flows.run_report import markdown_table
from warehouse.changes import Changes, RowChange

_SHOWN_CHARACTERS = 120


def change_report(new_meetings: Sequence[Mapping[str, object]], changes: Changes) -> str:
    """New meetings, rows by table, and the first facts that changed or are gone, each with its values before and after."""
    lines = [
        "## New meetings",
        markdown_table(new_meetings),
        "## Rows by table",
        markdown_table(changes.counted),
        "## Facts that changed or are gone",
        markdown_table([_shown(row) for row in changes.rows]),
        f"The first {len(changes.rows)} of them; `taizhang diff --rows` lists all." if changes.rows else "",
    ]
    return "\n\n".join(filter(None, lines))


def _shown(change: RowChange) -> dict[str, object]:
    row = change.shortened(_SHOWN_CHARACTERS)
    values: dict[str, object] = {"Column": row.column_name or "(the row)", "Before": row.before or "", "After": row.after or ""}
    return {"Table": row.table_name, "Change": row.change, "Key": row.key, **values}
