"""Run records: what each run did and what it checked, as Parquet beside the batches."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import registry
from warehouse.durable import make_directory, write_file

Row = Mapping[str, object]


def record(directory: Path, run: Row, check_results: Sequence[Row]) -> None:
    """Writes the record of one run; a record of the same run is replaced. Columns as declared in the registry."""
    target = directory / str(run["run_id"])
    _write(target, "check_result", check_results)
    _write(target, "run", [run])


def table_files(directory: Path, table: str) -> list[str]:
    """The Parquet files of one table over all recorded runs."""
    make_directory(directory)
    return [str(path) for path in sorted(directory.glob(f"*/{table}.parquet"))]


def _write(directory: Path, name: str, rows: Sequence[Row]) -> None:
    schema = registry.TABLES[name].arrow_schema
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    write_file(directory / f"{name}.parquet", lambda staged: pq.write_table(table, staged))
