"""What the runs did: the runs, what they refused, and what they checked."""

from warehouse.schema import Column, Table, Type, instant, integer, key, text

RUN = Table(
    "run",
    "operation",
    "One row for each run that came to an end, well or badly. One that died has its row from the run that noticed.",
    (
        key("run_id", "identifier: start in UTC and the process, sortable"),
        instant("started_at", "start, UTC", nullable=False),
        instant("finished_at", "end, UTC"),
        text("outcome", "how it ended", values=("published", "nothing_new", "failed")),
        integer("files_seen", "files that were offered; of a run that died, files_new", nullable=False),
        integer("files_new", "files whose content was new; of a run that died, those of its committed batches", nullable=False),
        integer("reports_new", "reports that were new to the warehouse", nullable=False),
        integer("reports_recomputed", "reports that were extracted again, by a reprocess"),
        integer("records_quarantined", "records or files that were refused", nullable=False),
        key("extractor_version", "hash of the rules and lexicons in force"),
        text("flow_run_id", "Prefect's id of the flow run"),
        text("failure", "why it failed, in a sentence; NULL unless it did"),
        text("accepted", "why a person had it published in spite of the comparison with the warehouse before, and what was accepted"),
    ),
    ("run_id",),
)

QUARANTINE = Table(
    "quarantine",
    "operation",
    "What was refused, and why: nothing that arrives is ever dropped.",
    (
        text("file_id", "sha256 of the content; NULL where the file could not be opened"),
        integer("record", "position in the file, 0-based; NULL where the whole file was refused"),
        key("path", "where it was found"),
        key("stage", "where it was refused", values=("read", "extract", "validate")),
        key("reason", "short code"),
        key("detail", "what was expected, what was found, what to do"),
        key("run_id", "run that refused it"),
        text("resolved_by", "run that later loaded it"),
    ),
)

CHECK_RESULT = Table(
    "check_result",
    "operation",
    "The result of each check of each run.",
    (
        key("run_id", "run", references="run.run_id"),
        key("scope", "what was checked: a batch by its id, warehouse: the next one, or publication: it against the published one"),
        key("table_name", "table"),
        key("expectation", "what must hold"),
        text("column_name", "column, where the check is on one"),
        key("severity", "what a failure means", values=("critical", "warning")),
        Column("success", Type.BOOLEAN, "whether it held", nullable=False),
        integer("unexpected_count", "number of rows for which it did not"),
        text("observed", "what was observed: a value, or the keys of the first failing rows as JSON"),
    ),
    ("run_id", "scope", "table_name", "expectation", "column_name"),
)

PUBLISH_CHANGE = Table(
    "publish_change",
    "operation",
    "What each publication changed against the warehouse before it: rows by primary key, table by table.",
    (
        key("run_id", "run that published", references="run.run_id"),
        key("table_name", "table"),
        Column("added", Type.BIGINT, "rows whose key is new", nullable=False),
        Column("changed", Type.BIGINT, "rows that were there and differ in some column", nullable=False),
        Column("removed", Type.BIGINT, "rows whose key is gone", nullable=False),
    ),
    ("run_id", "table_name"),
    ("Runs, checks, refusals and these counts themselves are not compared. A first publication added all that it holds.",),
)

TABLES = (RUN, QUARANTINE, CHECK_RESULT, PUBLISH_CHANGE)
