"""`taizhang export`: every table as a file of its own."""

from pathlib import Path

from flows.commands.printing import printer
from flows.queries import query
from warehouse import registry
from warehouse.store import Store


class ExportError(Exception):
    """A directory that cannot be exported to; the message says why and what to do."""


def export(directory: Path, file_format: str, data: Path) -> None:
    """Writes `<table>.parquet` or `<table>.csv` for every table, rows in order of their columns.

    ExportError where the directory holds anything already.
    """
    if directory.exists() and any(directory.iterdir()):
        raise ExportError(f"{directory} is not empty; name a new directory")
    warehouse = Store(data).warehouse_path
    query(warehouse, "SELECT 1")  # fails before anything is created
    directory.mkdir(parents=True, exist_ok=True)
    for table in registry.TABLES:
        target = str(directory / f"{table}.{file_format}").replace("'", "''")
        query(warehouse, f"COPY (SELECT * FROM {table} ORDER BY ALL) TO '{target}'")
    printer().print(f"Wrote {len(registry.TABLES)} tables to {directory}.", markup=False)
