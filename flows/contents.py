"""What a batch holds while it is put together: rows by table, and which records brought each report."""

from collections.abc import Iterator, Mapping, Sequence

from expectations import CheckResult
from flows.batching import Piece
from flows.earlier_rows import EarlierRows
from flows.runs import Run, failures, log
from transforms.document import Record, report_id
from transforms.extract import ExtractionError, extract
from transforms.ledgers.ledger import ledger_rows
from transforms.ledgers.model import Ledger
from transforms.readers import Item, Refused, format_of
from transforms.rows import Observations
from warehouse import registry
from warehouse.store import Received

Row = dict[str, object]


class Contents:
    """The rows of one batch, extracted record by record."""

    def __init__(self, run: Run, earlier: EarlierRows | None = None) -> None:
        names = [table.name for table in (*registry.of_layer("observation"), *registry.of_layer("ledger"))]
        self.tables: dict[str, list[Row]] = {name: [] for name in (*names, "source_file", "report_source", "quarantine")}
        self._run = run
        self._sources: dict[str, list[tuple[Received, int]]] = {}
        self._earlier = earlier
        self._extracted: dict[str, bool] = {}  # and whether it was held before

    @property
    def reports_new(self) -> int:
        """Reports that no batch whose place this one takes had held."""
        return sum(not was_held for key, was_held in self._extracted.items() if key in self._sources)

    @property
    def reports_recomputed(self) -> int:
        """Reports that were extracted again."""
        return sum(was_held for key, was_held in self._extracted.items() if key in self._sources)

    @property
    def refused(self) -> list[Row]:
        """The rows of `quarantine` that are of this run."""
        return [row for row in self.tables["quarantine"] if row["run_id"] == self._run.run_id]

    def add(self, file: Received, item: Item) -> None:
        """Adds what a reader found at one position of a file."""
        if isinstance(item, Refused):
            self._refuse(file, item.record, "read", item.reason, item.detail)
        elif isinstance(item, Ledger):
            self.add_ledger(file, item)
        else:
            self.add_record(file, item)

    def add_record(self, file: Received, record: Record) -> None:
        """Extracts a record, or adds the reason why nothing can be extracted to the quarantine."""
        key = report_id(record.body)
        try:
            if key not in self._sources:  # the first in order of content and position speaks for the report
                for table, rows in self._observations(file, record, key).items():
                    self.tables[table] += rows
        except ExtractionError as refusal:
            self._refuse(file, record.record, "extract", refusal.reason, refusal.detail)
        except Exception as error:  # a rule that stumbles over one report must not stop the others
            log.exception("%s, record %d: extraction failed", file.path, record.record)
            detail = f"the rules failed on this report ({type(error).__name__}: {error}); send it in, so that they can be mended"
            self._refuse(file, record.record, "extract", "extractor_failed", detail)
        else:
            self._sources.setdefault(key, []).append((file, record.record))
            self.tables["report_source"].append(_report_source_row(key, file, record))

    def _observations(self, file: Received, record: Record, key: str) -> Observations:
        """What the record states; of one that is read again the rows from before, where they can be no others."""
        if self._earlier and (unchanged := self._earlier.unchanged(file, record, key)):
            return unchanged
        self._extracted[key] = self._earlier is not None and self._earlier.holds(file, record)
        return extract(record, self._run.lexicons)

    def add_ledger(self, file: Received, ledger: Ledger) -> None:
        """Adds the problems of a ledger and how far they are."""
        for table, rows in ledger_rows(ledger, self._run.lexicons, file.file_id).items():
            self.tables[table] += rows

    def end_file(self, piece: Piece) -> None:
        """Adds the file itself, once all its records are in, and the reason where it could not be read to its end."""
        self.tables["source_file"].append(_source_file_row(self._run, piece))
        # A file that breaks off is finished as far as it goes; one of which nothing can be read is refused whole.
        is_refused = piece.refusal is not None and not piece.records
        if piece.refusal:
            record = None if is_refused else piece.records[-1].record + 1
            self._refuse(piece.file, record, "read", piece.refusal.reason, piece.refusal.detail)
        self.tables["quarantine"] += self._earlier_refusals(piece.file, is_refused)

    def _earlier_refusals(self, file: Received, is_refused: bool) -> Iterator[Row]:
        """What earlier runs refused of a file that is read again, which this run resolves where they had refused it whole."""
        for row in self._earlier.refusals(file) if self._earlier else ():
            loads = row["record"] is None and not is_refused
            yield {**row, "resolved_by": row["resolved_by"] or (self._run.run_id if loads else None)}

    def set_aside(self, failing: Mapping[str, Sequence[CheckResult]]) -> None:
        """Takes every row of the failing reports out and puts each of their records into quarantine, with what failed."""
        for key, results in failing.items():
            rows = failures([_of_report(result, key) for result in results])
            detail = f"report {key} was read as stating what cannot be: {rows}; correct the text or the lexicons and deliver it again"
            for file, record in self._sources.pop(key):
                self._refuse(file, record, "validate", results[0].expectation, detail)
        for name, table in self.tables.items():
            self.tables[name] = [row for row in table if name == "quarantine" or row.get("report_id") not in failing]

    def _refuse(self, file: Received, record: int | None, stage: str, reason: str, detail: str) -> None:
        where: Row = {"file_id": file.file_id, "record": record, "path": file.path}
        self.tables["quarantine"].append(quarantine_row(self._run, where, stage, reason, detail))


def quarantine_row(run: Run, where: Row, stage: str, reason: str, detail: str) -> Row:
    """A row of `quarantine`; `where` gives file_id, record and path."""
    return {**where, "stage": stage, "reason": reason, "detail": detail, "run_id": run.run_id}


def _report_source_row(key: str, file: Received, record: Record) -> Row:
    return {
        "report_id": key,
        "file_id": file.file_id,
        "record": record.record,
        "source_url": record.source_url,
        "published_on": record.published_on,
    }


def _source_file_row(run: Run, piece: Piece) -> Row:
    file = piece.file
    return {
        "file_id": file.file_id,
        "path": file.path,
        "format": _format(piece),
        "size_bytes": file.size_bytes,
        "received_at": file.received_at or run.started_at,
        "run_id": file.run_id or run.run_id,
    }


def _format(piece: Piece) -> str:
    with piece.file.raw_path.open("rb") as raw:
        found = format_of(raw)
    # A ledger in CSV begins with its title, by which it looks like any text.
    ledger = piece.records[0] if piece.records else None
    return ledger.format if isinstance(ledger, Ledger) and found in ("txt", "md") else found


def _of_report(result: CheckResult, key: str) -> CheckResult:
    failing = [row for row in result.failing if row.get("report_id") == key]
    return CheckResult(**{**vars(result), "failing": failing, "unexpected_count": len(failing)})
