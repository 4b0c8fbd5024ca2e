"""A batch of two reports in which every check holds, the warehouse that it makes, and how to write both."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.structure import BATCH_TABLES
from tests.expectations.fixture_types import MakeReport, MakeRows, Rows, WriteRows
from warehouse.registry import TABLES
from warehouse.schema import Table

EN, ZH = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
BODIES = {
    "en": "On February 10, the party group met. Chen Ailin presided over the meeting and pointed out: "
    "First, uphold the Two Upholds. Second, act on the 20th Congress. A list must be kept of “three lines”.",
    "zh": "2月13日，市委常委會召開民主生活會。𠮷市委書記王 強主持會議並指出，一要堅決做到兩個維護，二要學習二十大精神，建立“三張清單”。",
}
WORDS = {
    "en": {
        "organization": "the party group",
        "person": "Chen Ailin",
        "meeting": "the party group met",
        "title": "Chen",
        "participation": "Chen Ailin presided over the meeting",
        "step": "presided over the meeting",
        "statement": "Chen Ailin presided over the meeting and pointed out: "
        "First, uphold the Two Upholds. Second, act on the 20th Congress.",
        "formula": "Two Upholds",
        "citation": "20th Congress",
        "candidate": "three lines",
    },
    "zh": {
        "organization": "市委常委會",
        "person": "王 強",
        "meeting": "民主生活會",
        "title": "市委書記",
        "participation": "市委書記王 強主持會議",
        "step": "主持會議",
        "statement": "王 強主持會議並指出，一要堅決做到兩個維護，二要學習二十大精神",
        "formula": "兩個維護",
        "citation": "二十大",
        "candidate": "三張清單",
    },
}
REQUIREMENTS = {
    "en": ("First, uphold the Two Upholds.", "Second, act on the 20th Congress."),
    "zh": ("一要堅決做到兩個維護", "二要學習二十大精神"),
}
LABELS = {"en": "Chen Ailin", "zh": "王强"}


def _report(report_id: str, record: int, language: str = "en") -> Rows:
    body, words = BODIES[language], WORDS[language]
    organization, person, meeting, statement = (f"{report_id}:{kind}1" for kind in "opms")

    def fact(what: str | int, **columns: Any) -> dict[str, Any]:
        text = REQUIREMENTS[language][what] if isinstance(what, int) else words[what]
        start = body.index(text)
        return {"report_id": report_id, "start_char": start, "end_char": start + len(text), **columns}

    stated = {
        "kind": "democratic_life_meeting", "form": "annual", "year": 2022, "held_on": date(2023, 2, 10),
        "held_on_basis": "published", "status": "held", "host_id": organization,
    }  # fmt: skip
    return {
        "report": [{
            "report_id": report_id, "body": body, "language": language, "published_on": date(2023, 2, 14),
            "char_count": len(body), "is_report": True, "extractor_version": "v",
        }],
        "report_source": [{"report_id": report_id, "file_id": "f", "record": record}],
        "organization_mention": [fact(
            "organization", organization_mention_id=organization, organization_id=organization, label=words["organization"], name_key="g",
        )],
        "person_mention": [fact(
            "person", person_mention_id=person, person_id=person, label=LABELS[language], name_pinyin="n",
        )],
        "meeting_mention": [fact("meeting", meeting_mention_id=meeting, meeting_id=meeting, relation="subject", **stated)],
        "membership": [fact("title", person_id=person, organization_id=organization, title=words["title"])],
        "participation": [fact(
            "participation", meeting_id=meeting, participant_kind="person", person_id=person, label=LABELS[language], role="presider",
            mode="in_person",
        )],
        "step_mention": [fact("step", meeting_id=meeting, step_id="s09", modality="reported")],
        "statement": [fact(
            "statement", statement_id=statement, meeting_id=meeting, speaker_id=person, speaker_label=LABELS[language], verb="point_out",
        )],
        "requirement": [fact(n, statement_id=statement, position=n + 1) for n in range(2)],
        "formula_mention": [fact("formula", formula_id="two_upholds", statement_id=statement)],
        "formula_candidate": [fact("candidate", text=words["candidate"])],
        "citation": [fact("citation", document_id="congress_20")],
    }  # fmt: skip


def _valid_batch() -> Rows:
    rows: Rows = {table.name: [] for table in BATCH_TABLES}
    for report in (_report(EN, 0, "en"), _report(ZH, 1, "zh")):
        for table, facts in report.items():
            rows[table] += facts
    received = datetime(2024, 1, 1, tzinfo=UTC)
    rows["source_file"] = [{"file_id": "f", "path": "a.txt", "format": "jsonl", "size_bytes": 9, "received_at": received, "run_id": "r"}]
    rows["ledger_item"] = [
        {"item_id": "i", "ledger_id": "l", "organization_id": "known elsewhere", "problem": "p", "file_id": "f", "member": 0, "record": 0}
    ]
    rows["ledger_status"] = [{"item_id": "of an earlier batch", "status": "open", "file_id": "f", "member": 0, "record": 0}]
    rows["quarantine"] = [{"path": "b.txt", "stage": "read", "reason": "empty", "detail": "The file is empty.", "run_id": "r"}]
    return rows


def _valid_warehouse() -> Rows:
    rows: Rows = {table: [] for table in TABLES} | _valid_batch()
    names = {"id": "x", "name": "x", "name_zh": "x", "name_en": "x"}
    rows["area"] = [{"area_id": "43", **names, "level": "province"}]
    rows["step"] = [{"step_id": "s09", **names, "phase": "meeting", "position": 9}]
    rows["formula"] = [{"formula_id": "two_upholds", **names, "category": "loyalty", "level": "central"}]
    rows["document"] = [{"document_id": "congress_20", **names, "kind": "congress"}]
    rows["organization"] = [{"organization_id": "known elsewhere", "name": "x"}]
    for report_id in (EN, ZH):
        rows["organization"].append({"organization_id": f"{report_id}:o1", "name": "x", "area_id": "43"})
        rows["person"].append({"person_id": f"{report_id}:p1", "name": "x"})
        stated = {"kind": "democratic_life_meeting", "year": 2022, "held_on": date(2023, 2, 10), "status": "held"}
        rows["meeting"].append({"meeting_id": f"{report_id}:m1", **stated})
    rows["ledger_status"][0]["item_id"] = "i"
    rows["reprint"] = [{"report_id": ZH, "reprint_of": EN, "similarity": 0.9}]
    return rows


def _arrow(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    # Nullable throughout, so that a required column can be left empty.
    schema = pa.schema([field.with_nullable(True) for field in table.arrow_schema])
    return pa.Table.from_pylist(rows, schema=schema)


@pytest.fixture(scope="session")
def valid_report() -> MakeReport:
    """Gives the rows of one more report in which every check holds: its id, and its record in the file of the batch."""
    return _report


@pytest.fixture(scope="session")
def valid_batch() -> MakeRows:
    """Gives the rows of a batch in which every check holds."""
    return _valid_batch


@pytest.fixture(scope="session")
def valid_warehouse() -> MakeRows:
    """Gives the rows of a warehouse in which every check holds."""
    return _valid_warehouse


@pytest.fixture(scope="session")
def write_batch() -> WriteRows:
    """Writes rows as the Parquet files of a batch."""

    def write(directory: Path, rows: Rows) -> Path:
        directory.mkdir(parents=True, exist_ok=True)
        for table in BATCH_TABLES:
            pq.write_table(_arrow(table, rows[table.name]), directory / f"{table.name}.parquet")
        return directory

    return write


@pytest.fixture(scope="session")
def write_warehouse() -> WriteRows:
    """Writes rows as a DuckDB file."""

    def write(path: Path, rows: Rows) -> Path:
        with duckdb.connect(path) as connection:
            for table in TABLES.values():
                connection.execute(table.ddl().replace(" NOT NULL", ""))
                connection.register("given", _arrow(table, rows[table.name]))
                connection.execute(f"INSERT INTO {table.name} FROM given")
                connection.unregister("given")
        return path

    return write
