"""What arrives broken ends in quarantine with a reason, or in the warehouse with NULLs, and the others load."""

import os
import shutil
from pathlib import Path

import pytest

from tests.loading import load
from tests.project import SEEDS, Command, asked, inbox_state
from transforms.facts import meetings

UNDATED = "The party group of Yongzhou City Government held a democratic life meeting. The mayor Chen Ailin presided over the meeting."
# Root reads everything unless it gives that power up.
WITHOUT_POWER = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--") if os.geteuid() == 0 else ()


def fill(inbox: Path) -> None:
    shutil.copytree(SEEDS, inbox)
    (inbox / "empty.txt").touch()
    (inbox / "blank.txt").write_text(" \n\t\n")
    (inbox / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (inbox / "broken.txt").write_bytes(b"On February 10 the party group met. " + b"\xff\xfe\xfa\x80" * 40)
    (inbox / "long.txt").write_text("a" * 50_000_000)
    (inbox / "undated.txt").write_text(UNDATED)
    (inbox / "closed.txt").write_text("nobody may read this")
    (inbox / "closed.txt").chmod(0)
    (inbox / "loop").symlink_to(inbox)
    (inbox / "nowhere").symlink_to(inbox / "gone")
    os.mkfifo(inbox / "pipe")


@pytest.fixture(scope="module")
def loaded(prefect_server: None, taizhang: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    fill(folder / "inbox")
    before = inbox_state(folder / "inbox")
    done = taizhang("run", folder / "inbox", "--data", folder / "data", prefix=WITHOUT_POWER)
    assert done.returncode == 0, done.stderr
    assert inbox_state(folder / "inbox") == before
    return folder


@pytest.mark.parametrize(
    ("name", "what_to_do"),
    [
        ("empty.txt", "deliver it again"),
        ("blank.txt", "deliver it again"),
        ("binary.txt", "deliver"),
        ("broken.txt", "UTF-8"),
        ("long.txt", ""),
        ("closed.txt", "grant the user of this run read permission"),
        ("loop", "remove the link"),
        ("nowhere", "deliver it again"),
        ("pipe", "name a file"),
    ],
)
def test_what_cannot_be_read_is_in_quarantine_with_what_to_do(loaded: Path, taizhang: Command, name: str, what_to_do: str) -> None:
    sql = f"SELECT * FROM quarantine WHERE path = '{loaded / 'inbox' / name}'"
    [row] = asked(loaded / "data", sql)
    assert row["stage"] == "read"
    assert row["reason"]
    assert name in str(row["detail"])
    assert what_to_do in str(row["detail"])


def test_a_report_without_any_date_is_loaded_with_nulls(loaded: Path, taizhang: Command) -> None:
    joined = "report AS r JOIN meeting_mention AS m USING (report_id)"
    sql = f"SELECT r.published_on, m.held_on FROM {joined} WHERE starts_with(r.body, 'The party group of Yongzhou City Government held a')"
    assert asked(loaded / "data", sql)[:1] == [{"published_on": None, "held_on": None}]


def test_the_others_load(loaded: Path, taizhang: Command) -> None:
    assert asked(loaded / "data", "SELECT count(*) AS n FROM report") == [{"n": 6}]


def test_what_was_refused_is_no_news_in_the_next_run(loaded: Path, taizhang: Command) -> None:
    again = taizhang("run", loaded / "inbox", "--data", loaded / "data", prefix=WITHOUT_POWER)
    assert "Nothing new" in again.stdout, again.stderr


def test_quarantine_lists_every_refusal_and_a_text_stands_beside_the_data(loaded: Path, taizhang: Command) -> None:
    listed = taizhang("quarantine", "--data", loaded / "data").stdout
    assert "closed.txt  read: permission_denied" in listed
    assert "9 refused." in listed
    assert len(list((loaded / "data" / "quarantine").glob("*.txt"))) == 9


def test_a_report_that_is_read_as_stating_what_cannot_be_is_set_aside_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "plausible", lambda mention, _: mention)  # a rule that fails
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    meeting = "the party group of Yongzhou City Government held the 2022 annual democratic life meeting. Chen Ailin presided over it."
    (inbox / "good.txt").write_text(f"date 2023-02-11 On February 10, 2023, {meeting}")
    (inbox / "late.txt").write_text(f"date 2023-02-11 On May 10, 2023, {meeting} It was announced again.")
    assert load(tmp_path / "data", inbox).outcome == "published"
    [row] = asked(tmp_path / "data", "SELECT path, stage, record, detail FROM quarantine")
    assert (row["path"], row["stage"], row["record"]) == (str(inbox / "late.txt"), "validate", 0)
    assert "held_on" in str(row["detail"])
    assert asked(tmp_path / "data", "SELECT count(*) AS n FROM report") == [{"n": 1}]
