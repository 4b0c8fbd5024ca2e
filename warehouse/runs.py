"""Run records: what each run did and what it checked, as Parquet beside the batches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import registry
from warehouse.durable import make_directory, write_file

Row = Mapping[str, object]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def record(directory: Path, run: Row, check_results: Sequence[Row], changes: Sequence[Row]) -> None:
    """Writes the record of one run; a record of the same run is replaced. Columns as declared in the registry."""
    target = directory / str(run["run_id"])
    _write(target, "check_result", check_results)
    _write(target, "publish_change", changes)
    _write(target, "run", [run])


def record_dead(directory: Path, run: Row) -> None:
    """Writes the row of a run that did not do so itself. What it had recorded as changed by its publication did not come about."""
    target = directory / str(run["run_id"])
    (target / "publish_change.parquet").unlink(missing_ok=True)
    _write(target, "run", [run])


def row(directory: Path, run_id: str) -> dict[str, object] | None:
    """The row of one run; None where its end is not recorded."""
    path = directory / run_id / "run.parquet"
    return read_row(path) if path.is_file() else None


def newest_first(directory: Path) -> Iterator[Row]:
    """The rows of all recorded runs, by id from the newest on, each read when it is asked for."""
    for path in reversed(table_files(directory, "run")):
        yield read_row(Path(path))


def read_row(path: Path) -> dict[str, object]:
    """The row of a run's own file, without pandas, whose import takes as long as a run without news.

    pyarrow imports it for a data set, which `read_table` makes of a file, and for instants, which are therefore made here.
    """
    table = pq.ParquetFile(path).read()
    found: dict[str, object] = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        is_instant = pa.types.is_timestamp(field.type)
        value = (column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()) if is_instant else column)[0].as_py()
        found[field.name] = _EPOCH + timedelta(microseconds=value) if is_instant and value is not None else value
    return found


def of_flow_runs(directory: Path, flow_run_ids: Collection[str]) -> list[Row]:
    """The rows of the runs that Prefect knows by one of those ids."""
    files = table_files(directory, "run") if flow_run_ids else []
    if not files:
        return []
    ids = "SELECT run_id FROM read_parquet(?, union_by_name = true) WHERE list_contains(?, flow_run_id) ORDER BY run_id"
    with duckdb.connect() as connection:
        found = connection.execute(ids, [files, list(flow_run_ids)]).fetchall()
    return [ended for (run_id,) in found if (ended := row(directory, run_id))]


def ended_by(directory: Path, run_id: str) -> set[str]:
    """Ids of that run and of those that had ended when it did."""
    with duckdb.connect() as connection:
        ended = (
            "WITH run AS (SELECT run_id, finished_at FROM read_parquet(?, union_by_name = true))\n"
            "SELECT run_id FROM run WHERE finished_at <= (SELECT finished_at FROM run WHERE run_id = ?)"
        )
        return {ended_id for (ended_id,) in connection.execute(ended, [table_files(directory, "run"), run_id]).fetchall()}


def table_files(directory: Path, table: str) -> list[str]:
    """The Parquet files of one table over all recorded runs."""
    make_directory(directory)
    return [str(path) for path in sorted(directory.glob(f"*/{table}.parquet"))]


def _write(directory: Path, name: str, rows: Sequence[Row]) -> None:
    schema = registry.TABLES[name].arrow_schema
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    write_file(directory / f"{name}.parquet", lambda staged: pq.write_table(table, staged))
