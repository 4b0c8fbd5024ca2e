"""`taizhang export`: every table as a file of its own."""

from pathlib import Path

from flows.commands.printing import printer
from flows.queries import query
from warehouse import registry
from warehouse.schema import Table, Type
from warehouse.store import Store

# Spreadsheet programs take a cell of CSV for a formula by its first character, the full-width forms included. Titles, problems and
# notes are written by strangers: =cmd|' /C calc'!A0 must stay words. An apostrophe makes it text, there and to the eye.
_FORMULA = "^[=+@\\-\\t\\r＝＋－＠]"


class ExportError(Exception):
    """A directory that cannot be exported to; the message says why and what to do."""


def export(directory: Path, file_format: str, data: Path) -> None:
    """Writes `<table>.parquet` or `<table>.csv` for every table, rows in order of their columns.

    In CSV an apostrophe stands before a text that a spreadsheet would run as a formula; Parquet holds every text as it is.
    ExportError where the directory holds anything already.
    """
    if directory.exists() and any(directory.iterdir()):
        raise ExportError(f"{directory} is not empty; name a new directory")
    warehouse = Store(data).warehouse_path
    query(warehouse, "SELECT 1")  # fails before anything is created
    directory.mkdir(parents=True, exist_ok=True)
    for name, table in registry.TABLES.items():
        target = str(directory / f"{name}.{file_format}").replace("'", "''")
        rows = _inert(table) if file_format == "csv" else f"SELECT * FROM {name}"
        query(warehouse, f"COPY ({rows} ORDER BY ALL) TO '{target}'")
    printer().print(f"Wrote {len(registry.TABLES)} tables to {directory}.")


def _inert(table: Table) -> str:
    texts = [column.name for column in table.columns if column.type is Type.TEXT]
    guarded = ", ".join(f"if(regexp_matches({name}, '{_FORMULA}'), '''' || {name}, {name}) AS {name}" for name in texts)
    return f"SELECT * REPLACE ({guarded}) FROM {table.name}" if guarded else f"SELECT * FROM {table.name}"
