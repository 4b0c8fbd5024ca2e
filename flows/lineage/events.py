"""OpenLineage events of a flow run: the files that came in, and a dataset for each table of the published warehouse."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    InputDatasetFacet,
    RunFacet,
    documentation_dataset,
    documentation_job,
    error_message_run,
    input_statistics_input_dataset,
    job_type_job,
    output_statistics_output_dataset,
    schema_dataset,
)

from flows.queries import query
from warehouse import registry
from warehouse.schema import Table
from warehouse.store import Store

PRODUCER = "urn:taizhang"
JOB = ("taizhang", "ingest")
"""Namespace and name of the job."""
MOST_FILES = 1000
"""Beyond that a dataset stands for a folder: a catalogue does not want ten thousand files of one run."""

_FILES = "SELECT f.path, f.size_bytes FROM source_file AS f JOIN run AS r USING (run_id) WHERE r.flow_run_id = ? ORDER BY f.path"
_HAS_PUBLISHED = "SELECT count(*) FROM run WHERE flow_run_id = ? AND outcome = 'published'"


def started(flow_run_id: str) -> RunEvent:
    """The event of a run that begins; Prefect's id is the run's id."""
    return _event(RunState.START, flow_run_id)


def completed(flow_run_id: str, store: Store) -> RunEvent:
    """The event of a run that ended well: with files and tables where it published, without any where nothing was new."""
    if not _has_published(flow_run_id, store):
        return _event(RunState.COMPLETE, flow_run_id)
    files = query(store.warehouse_path, _FILES, [flow_run_id]).values
    inputs = [(Path(str(path)), int(str(size))) for path, size in files]
    return _event(RunState.COMPLETE, flow_run_id, _inputs(inputs), _outputs(store))


def failed(flow_run_id: str, reason: str, *, is_stopped: bool = False) -> RunEvent:
    """The event of a run that failed, or, as ABORT, was stopped or died."""
    facets: dict[str, RunFacet] = {"errorMessage": error_message_run.ErrorMessageRunFacet(reason, "Python", producer=PRODUCER)}
    return _event(RunState.ABORT if is_stopped else RunState.FAIL, flow_run_id, facets=facets)


def _has_published(flow_run_id: str, store: Store) -> bool:
    return store.warehouse_path.is_file() and query(store.warehouse_path, _HAS_PUBLISHED, [flow_run_id]).values[0][0] != 0


def _event(
    state: RunState,
    flow_run_id: str,
    inputs: Iterable[InputDataset] = (),
    outputs: Iterable[OutputDataset] = (),
    facets: dict[str, RunFacet] | None = None,
) -> RunEvent:
    return RunEvent(
        eventTime=datetime.now(UTC).isoformat(timespec="milliseconds"),
        eventType=state,
        run=Run(flow_run_id, facets=facets or {}),
        job=_job(),
        inputs=list(inputs),
        outputs=list(outputs),
        producer=PRODUCER,
    )


def _job() -> Job:
    about = documentation_job.DocumentationJobFacet("Turns reports into a DuckDB warehouse.", producer=PRODUCER)
    kind = job_type_job.JobTypeJobFacet("BATCH", "PREFECT", "FLOW", producer=PRODUCER)
    return Job(*JOB, facets={"documentation": about, "jobType": kind})


def _inputs(files: list[tuple[Path, int]]) -> list[InputDataset]:
    """A dataset for each file, sizes in bytes; where they are more than 1,000, one for each folder."""
    if len(files) <= MOST_FILES:
        return [_input(path, size, 1) for path, size in files]
    folders: dict[Path, list[int]] = {}
    for path, size in files:
        folders.setdefault(path.parent, []).append(size)
    return [_input(folder, sum(sizes), len(sizes)) for folder, sizes in sorted(folders.items())]


def _input(path: Path, size: int, files: int) -> InputDataset:
    count = input_statistics_input_dataset.InputStatisticsInputDatasetFacet(size=size, fileCount=files, producer=PRODUCER)
    facets: dict[str, InputDatasetFacet] = {"inputStatistics": count}
    return InputDataset("file", str(path.absolute()), inputFacets=facets)


def _outputs(store: Store) -> list[OutputDataset]:
    names = list(registry.TABLES)
    counts = query(store.warehouse_path, "SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in names)).values[0]
    namespace = f"duckdb://{store.root.resolve() / store.warehouse_path.name}"
    return [_output(namespace, registry.TABLES[name], int(str(count))) for name, count in zip(names, counts, strict=True)]


def _output(namespace: str, table: Table, rows: int) -> OutputDataset:
    fields = [
        schema_dataset.SchemaDatasetFacetFields(column.name, column.type.value, column.description, position)
        for position, column in enumerate(table.columns, 1)
    ]
    return OutputDataset(
        namespace,
        f"warehouse.main.{table.name}",
        facets={
            "schema": schema_dataset.SchemaDatasetFacet(fields, producer=PRODUCER),
            "documentation": documentation_dataset.DocumentationDatasetFacet(table.description, producer=PRODUCER),
        },
        outputFacets={
            "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=rows, producer=PRODUCER)
        },
    )
