"""Small batches of observation rows, written by the real store, and warehouses built from them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import duckdb

from transforms.arrow import to_tables
from transforms.lexicons import LEXICON_DIR
from warehouse import registry
from warehouse.publish import Candidate, build_candidate, publish
from warehouse.store import Store

Rows = dict[str, list[dict[str, object]]]
YONGZHOU = "431100"


@dataclass
class Report:
    """One report of one meeting, and what it says: rows are added by the methods, `rows` are the observations."""

    report_id: str
    file_id: str = ""
    record: int = 0
    published_on: date = date(2023, 2, 11)
    rows: Rows = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.file_id = self.file_id or f"file-of-{self.report_id}"
        body = f"Report {self.report_id}: Chen Ailin presided over the democratic life meeting and reported the rectification."
        self.add(
            "report", report_id=self.report_id, title=None, body=body, language="en", published_on=self.published_on,
            char_count=len(body), is_report=True, extractor_version="v1",
        )  # fmt: skip

    def add(self, table: str, **columns: object) -> None:
        """Adds a row as it is."""
        self.rows.setdefault(table, []).append(columns)

    def fact(self, table: str, **columns: object) -> None:
        """Adds a row with the report's id and a span."""
        self.add(table, **{"report_id": self.report_id, "start_char": 0, "end_char": 6} | columns)

    def organization(self, name_key: str = "municipal_party_committee", area_id: str | None = YONGZHOU, /, **columns: object) -> str:
        """Adds an organization mention, with its name key for a label unless said otherwise, and returns its key."""
        key = self._next("organization_mention", "o")
        stated = {"name_key": name_key, "area_id": area_id, "area_basis": "stated"} | columns
        self.fact("organization_mention", organization_mention_id=key, organization_id=key, **{"label": stated["name_key"]} | stated)
        return key

    def person(self, pinyin: str = "Chen Ailin", name_zh: str | None = None, area_id: str | None = YONGZHOU) -> str:
        """Adds a person mention and returns its key."""
        key = self._next("person_mention", "p")
        names = {"label": name_zh or pinyin, "name_zh": name_zh, "name_pinyin": pinyin}
        self.fact("person_mention", person_mention_id=key, person_id=key, area_id=area_id, **names)
        return key

    def meeting(self, host: str | None, relation: str = "subject", /, **columns: object) -> str:
        """Adds a meeting mention, of an annual life meeting of 2022 unless said otherwise, and returns its key."""
        key = self._next("meeting_mention", "m")
        stated = {"relation": relation, "kind": "democratic_life_meeting", "form": "annual", "year": 2022, "status": "held"} | columns
        self.fact("meeting_mention", meeting_mention_id=key, meeting_id=key, host_id=host, **stated)
        return key

    def presider(self, meeting: str, person: str) -> None:
        """Adds that the person presided over the meeting."""
        who = {"participant_kind": "person", "person_id": person, "label": "Chen Ailin"}
        self.fact("participation", meeting_id=meeting, role="presider", mode="in_person", **who)

    def _next(self, table: str, letter: str) -> str:
        return f"{self.report_id}:{letter}{len(self.rows.get(table, ())) + 1}"


def meeting_report(number: int, file_id: str = "", record: int = 0) -> Report:
    """A report that shares its meeting with others."""
    made = Report(f"r{number}", file_id, record)
    made.presider(made.meeting(made.organization(), theme=f"from {file_id}"), made.person())
    return made


def refusal(run_id: str, file_id: str | None, record: int | None = None, path: str = "inbox/x") -> dict[str, object]:
    where: dict[str, object] = {"file_id": file_id, "record": record, "path": path, "run_id": run_id}
    return where | {"stage": "read", "reason": "empty", "detail": "holds no text"}


def source_file(file_id: str, run_id: str = "run-1", path: str | None = None) -> dict[str, object]:
    """A source_file row."""
    arrival = {"path": path or f"inbox/{file_id}", "received_at": datetime(2023, 3, 1, tzinfo=UTC), "run_id": run_id}
    return {"file_id": file_id, "format": "txt", "size_bytes": 10} | arrival


def run_row(run_id: str, minute: int = 0) -> dict[str, object]:
    """A run row of a run that published, and ended in that minute."""
    counts = dict.fromkeys(("files_seen", "files_new", "reports_new", "records_quarantined"), 1)
    instants = {"started_at": datetime(2023, 3, 1, tzinfo=UTC), "finished_at": datetime(2023, 3, 1, 0, minute, tzinfo=UTC)}
    return {"run_id": run_id, "outcome": "published", "extractor_version": "v1", **instants, **counts}


def merged(reports: Sequence[Report]) -> Rows:
    """The observations of the reports with their report_source rows; a report twice in the batch is kept once, as a run does."""
    rows: Rows = {"report_source": []}
    first: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.file_id, r.record)):
        rows["report_source"].append({"report_id": report.report_id, "file_id": report.file_id, "record": report.record})
        first.setdefault(report.report_id, report)
    for report in first.values():
        for table, added in report.rows.items():
            rows.setdefault(table, []).extend(added)
    return rows


def write(
    store: Store, batch_id: str, reports: Sequence[Report] = (), *, run_id: str = "run-1", version: str = "v1",
    finishes: Sequence[str] | None = None, supersedes: Sequence[str] = (), follows: Sequence[str] = (),
    more: Mapping[str, list[dict[str, object]]] | None = None, **manifest: object,
) -> None:  # fmt: skip
    """Commits a batch of the reports; it finishes the files that it holds unless told which."""
    rows = merged(reports)
    finished = sorted({report.file_id for report in reports}) if finishes is None else finishes
    rows["source_file"] = [source_file(file_id, run_id) for file_id in finished]
    for table, added in (more or {}).items():
        rows.setdefault(table, []).extend(added)
    told = {"run_id": run_id, "extractor_version": version, "supersedes": list(supersedes), "follows": list(follows)}
    store.commit_batch(store.write_batch(batch_id, to_tables(rows), told | manifest))


def publish_all(store: Store, *, from_scratch: bool = False) -> Candidate:
    """Builds and publishes."""
    candidate = build_candidate(store, [LEXICON_DIR], from_scratch=from_scratch)
    publish(candidate, store)
    return candidate


@contextmanager
def opened(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse, read-only."""
    with duckdb.connect(str(store.warehouse_path), read_only=True) as connection:
        yield connection


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    """All rows of a query of the published warehouse."""
    with opened(store) as connection:
        return connection.execute(sql).fetchall()


def hashes(store: Store) -> dict[str, str]:
    """A hash of the rows of each table, whatever their order."""
    with duckdb.connect(str(store.warehouse_path), read_only=True) as connection:
        rows = {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in registry.TABLES}
    return {name: hashlib.sha256(repr(found).encode()).hexdigest() for name, found in rows.items()}
