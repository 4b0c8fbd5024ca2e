"""One file of more records than a batch holds."""

import json
from pathlib import Path

import pytest

from flows.batching import BATCH_RECORDS
from tests.loading import load
from tests.project import asked


def test_every_record_of_a_long_file_is_loaded(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    number = BATCH_RECORDS + 20
    lines = (json.dumps({"title": f"第{n}条", "content": f"本页刊登第{n}条消息，与会议无关。"}, ensure_ascii=False) for n in range(number))
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    caplog.set_level("INFO", "taizhang")
    load(tmp_path / "data", tmp_path / "many.jsonl")
    assert f"many.jsonl goes on: {BATCH_RECORDS} new reports so far" in caplog.text
    (counts,) = asked(
        tmp_path / "data",
        """SELECT (SELECT count(*) FROM report) AS reports, (SELECT count(DISTINCT record) FROM report_source) AS records,
                  (SELECT count(*) FROM quarantine) AS refused""",
    )
    assert counts == {"reports": number, "records": number, "refused": 0}
