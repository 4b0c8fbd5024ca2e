"""A candidate replaces the published warehouse whole; what counts, what speaks for a report, and what was refused."""

import json

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.warehouse.builders import Report, ask, publish_all, run_row, source_file, write
from transforms.lexicons import LEXICON_DIR
from warehouse import registry
from warehouse.publish import build_candidate, is_current, publish, seal
from warehouse.reference import LexiconFileError
from warehouse.scripts import view_files
from warehouse.store import Store


def life_meeting(report_id: str, file_id: str = "", record: int = 0, theme: str | None = None) -> Report:
    """A report with one presider."""
    report = Report(report_id, file_id, record)
    meeting = report.meeting(report.organization(), theme=theme)
    report.presider(meeting, report.person())
    return report


def refusal(run_id: str, file_id: str | None = "f1", record: int | None = 0, path: str = "inbox/f1") -> dict[str, object]:
    where: dict[str, object] = {"file_id": file_id, "record": record, "path": path, "run_id": run_id}
    return where | {"stage": "extract", "reason": "no_text", "detail": "empty"}


def test_an_empty_store_publishes_every_table_and_view(store: Store) -> None:
    publish_all(store)
    for name, table in registry.TABLES.items():
        described = {(column, type_name) for column, type_name, *_ in ask(store, f"DESCRIBE {name}")}
        assert described == {(column.name, column.type.value) for column in table.columns}
    for path in view_files():
        ask(store, f"SELECT * FROM {path.stem}")
    assert ask(store, "SELECT count(*) FROM step") == [(30,)]


def test_mention_keys_become_entities_everywhere_they_stand(store: Store) -> None:
    write(store, "b1", [life_meeting("r1")])
    publish_all(store)
    meeting_id = "democratic_life_meeting:2022:annual:municipal_party_committee@431100"
    assert ask(store, "SELECT meeting_mention_id, meeting_id, host_id FROM meeting_mention") == [
        ("r1:m1", meeting_id, "municipal_party_committee@431100")
    ]
    assert ask(store, "SELECT meeting_id, person_id FROM participation") == [(meeting_id, "chen-ailin@431100")]


def test_analysts_with_older_clients_can_read_the_file(store: Store) -> None:
    publish_all(store)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{store.warehouse_path}' AS elsewhere (READ_ONLY)")
        row = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'elsewhere'").fetchone()
        assert row is not None
        assert str(row[0]).startswith("v1.2.0")
        connection.execute("SELECT * FROM elsewhere.meeting_overview")


def test_entities_are_written_beside_the_warehouse(store: Store) -> None:
    write(store, "b1", [life_meeting("r1")])
    publish_all(store)
    assert pq.read_table(store.entity_directory / "person.parquet").column("name_pinyin").to_pylist() == ["Chen Ailin"]
    for table in registry.of_layer("entity"):
        assert pq.read_schema(store.entity_directory / f"{table.name}.parquet").names == list(table.column_names)


def test_a_reader_keeps_its_warehouse_while_the_next_is_published(store: Store) -> None:
    write(store, "b1", [life_meeting("r1")])
    publish_all(store)
    with duckdb.connect(str(store.warehouse_path), read_only=True) as reader:
        write(store, "b2", [life_meeting("r2")])
        candidate = build_candidate(store, [LEXICON_DIR])
        publish(candidate, store)
        assert reader.execute("SELECT count(*) FROM report").fetchone() == (1,)
    assert ask(store, "SELECT count(*) FROM report") == [(2,)]


def test_a_batch_counts_once_its_files_are_finished(store: Store) -> None:
    write(store, "b1", [life_meeting("r1", "big", 0)], finishes=[])
    publish_all(store)
    assert ask(store, "SELECT count(*) FROM report") == [(0,)]
    write(store, "b2", [life_meeting("r2", "big", 1)])
    assert not publish_all(store).is_from_scratch
    assert ask(store, "SELECT report_id FROM report ORDER BY 1") == [("r1",), ("r2",)]


def test_the_first_delivery_speaks_for_a_report_whatever_came_first(store: Store) -> None:
    write(store, "b1", [life_meeting("r1", "zz", theme="later file")])
    publish_all(store)
    write(store, "b2", [life_meeting("r1", "aa", theme="earlier file")], run_id="run-2")
    publish_all(store)
    assert ask(store, "SELECT theme FROM meeting_mention") == [("earlier file",)]
    assert ask(store, "SELECT theme FROM meeting") == [("earlier file",)]
    assert ask(store, "SELECT file_id FROM report_source ORDER BY 1") == [("aa",), ("zz",)]


def test_a_batch_computed_again_takes_the_place_of_the_old_one(store: Store) -> None:
    write(store, "b1", [life_meeting("r1", "f1", theme="old"), life_meeting("r2", "f1", 1)])
    publish_all(store)
    arrival = {"source_file": [source_file("f1", "run-1")]}
    again = [life_meeting("r1", "f1", theme="new")]
    write(store, "b2", again, run_id="run-2", version="v2", supersedes=["b1"], finishes=[], more=arrival)
    publish_all(store)
    assert ask(store, "SELECT report_id, theme FROM meeting_mention") == [("r1", "new")]
    assert ask(store, "SELECT run_id FROM source_file") == [("run-1",)]


def test_the_extractor_that_finished_a_file_is_believed_over_one_that_died_in_it(store: Store) -> None:
    write(store, "a-dead", [life_meeting("r1", "f1", 0, theme="old")], version="v1", finishes=[])
    write(store, "b1", [life_meeting("r1", "f1", 0, theme="new"), life_meeting("r2", "f1", 1)], version="v2", run_id="run-2")
    publish_all(store)
    assert ask(store, "SELECT theme FROM meeting_mention WHERE report_id = 'r1'") == [("new",)]


def test_two_mentions_that_turn_out_to_be_one_meeting_leave_one_participation(store: Store) -> None:
    report = Report("r1")
    host, person = report.organization(), report.person()
    for meeting in (report.meeting(host), report.meeting(host, "mentioned")):
        report.presider(meeting, person)
    write(store, "b1", [report])
    publish_all(store)
    assert ask(store, "SELECT count(*) FROM participation") == [(1,)]


@pytest.mark.parametrize(
    ("refused", "resolved_by"),
    [
        (refusal("run-1"), "run-2"),
        (refusal("run-1", record=7), None),
        (refusal("run-1", record=None), "run-2"),
        (refusal("run-1", file_id=None, record=None), "run-2"),
        (refusal("run-1", file_id=None, record=None, path="inbox/other"), None),
        (refusal("run-3"), None),
    ],
    ids=["record", "another record", "whole file", "path", "another path", "refused after it was loaded"],
)
def test_what_was_refused_is_resolved_by_the_later_run_that_loads_it(
    store: Store, refused: dict[str, object], resolved_by: str | None
) -> None:
    write(store, "b1", more={"quarantine": [refused]}, run_id=str(refused["run_id"]))
    publish_all(store)
    assert ask(store, "SELECT resolved_by FROM quarantine") == [(None,)]
    write(store, "b2", [life_meeting("r1", "f1")], run_id="run-2")
    publish_all(store)
    assert ask(store, "SELECT resolved_by FROM quarantine") == [(resolved_by,)]


def test_run_records_reach_the_candidate_that_they_are_about(store: Store) -> None:
    candidate = build_candidate(store, [LEXICON_DIR])
    check: dict[str, object] = {"run_id": "run-1", "scope": "warehouse", "table_name": "report", "expectation": "unique"}
    check |= {"severity": "critical", "success": True}
    store.record_run(run_row("run-1"), [check])
    seal(candidate, store, "run-1")
    publish(candidate, store)
    assert ask(store, "SELECT run_id, outcome FROM run") == [("run-1", "published")]
    assert ask(store, "SELECT table_name, checks, checks_held FROM data_quality") == [("report", 1, 1)]


def test_a_store_is_current_only_after_all_that_is_committed_is_published(store: Store) -> None:
    assert not is_current(store, [LEXICON_DIR])
    publish_all(store)
    assert is_current(store, [LEXICON_DIR])
    write(store, "b1", [life_meeting("r1")])
    assert not is_current(store, [LEXICON_DIR])
    candidate = build_candidate(store, [LEXICON_DIR])
    candidate.path.replace(store.warehouse_path)  # what a run leaves that dies between the two renames of a publish
    assert not is_current(store, [LEXICON_DIR])
    publish_all(store)
    assert is_current(store, [LEXICON_DIR])


@pytest.mark.parametrize("damage", ["gone", "not a database", "older rules"])
def test_a_warehouse_that_cannot_be_continued_is_built_anew(store: Store, damage: str) -> None:
    write(store, "b1", [life_meeting("r1")])
    publish_all(store)
    match damage:
        case "gone":
            store.warehouse_path.unlink()
        case "not a database":
            store.warehouse_path.write_bytes(b"not a database")
        case "older rules":
            with duckdb.connect(str(store.warehouse_path)) as connection:
                connection.execute("UPDATE bookkeeping.state SET storage_digest = 'older'")
    assert publish_all(store).is_from_scratch
    assert ask(store, "SELECT count(*) FROM report") == [(1,)]


def test_a_batch_that_was_taken_away_leaves_the_warehouse(store: Store) -> None:
    write(store, "b1", [life_meeting("r1")])
    write(store, "b2", [life_meeting("r2")])
    publish_all(store)
    for path in (store.batch_directory / "b2").iterdir():
        path.unlink()
    (store.batch_directory / "b2").rmdir()
    assert publish_all(again := Store(store.root)).is_from_scratch
    assert ask(again, "SELECT report_id FROM report") == [("r1",)]
    assert ask(again, "SELECT count(*) FROM source_file") == [(1,)]


def test_content_that_came_twice_keeps_its_first_arrival(store: Store) -> None:
    write(store, "b1", more={"source_file": [source_file("f1", "run-2", "inbox/second")]}, run_id="run-2")
    publish_all(store)
    write(store, "b2", more={"source_file": [source_file("f1", "run-1", "inbox/first")]}, run_id="run-1")
    publish_all(store)
    assert ask(store, "SELECT path FROM source_file") == [("inbox/first",)]


def test_a_missing_lexicon_is_named(store: Store) -> None:
    with pytest.raises(LexiconFileError, match=r"areas\.csv"):
        build_candidate(store, [store.root])


def test_the_state_beside_the_entities_is_that_of_the_warehouse(store: Store) -> None:
    publish_all(store)
    state = json.loads((store.entity_directory / "state.json").read_text(encoding="utf-8"))
    digests = ("storage_digest", "batch_digest", "lexicon_digest", "correction_digest")
    assert [tuple(state[name] for name in digests)] == ask(store, f"SELECT {', '.join(digests)} FROM bookkeeping.state")
