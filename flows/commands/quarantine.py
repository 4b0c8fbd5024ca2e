"""`taizhang quarantine`: what was refused, why, and what to do."""

from pathlib import Path

from rich.text import Text

from flows.commands.printing import printer
from flows.queries import query
from warehouse.store import Store

_REFUSED = """
SELECT path, record, stage, reason, detail, resolved_by
FROM quarantine WHERE resolved_by IS NULL OR ?
QUALIFY row_number() OVER (PARTITION BY path, file_id, record ORDER BY run_id DESC) = 1
ORDER BY path, record
"""


def quarantine(resolved_too: bool, data: Path) -> None:
    """Prints the latest refusal of each file or record. QueryError where nothing is published."""
    console = printer()
    rows = query(Store(data).warehouse_path, _REFUSED, [resolved_too]).rows()
    for row in rows:
        where = str(row["path"]) + ("" if row["record"] is None else f", record {row['record']}")
        console.print(Text.assemble((where, "bold"), f"  {row['stage']}: ", (str(row["reason"]), "yellow")), soft_wrap=True)
        console.print(Text(f"  {row['detail']}"), soft_wrap=True)
        if row["resolved_by"]:
            console.print(Text(f"  loaded since by run {row['resolved_by']}", "green"), soft_wrap=True)
    console.print(f"{len(rows)} refused." if rows else "Nothing is in quarantine.")
