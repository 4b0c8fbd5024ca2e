"""One file of more records than a batch holds."""

import json
from pathlib import Path

from tests.project import Command, asked


def test_every_record_of_a_long_file_is_loaded(prefect_server: None, taizhang: Command, tmp_path: Path) -> None:
    lines = (json.dumps({"title": f"第{n}条", "content": f"本页刊登第{n}条消息，与会议无关。"}, ensure_ascii=False) for n in range(320))
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = taizhang("run", tmp_path / "many.jsonl", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    (counts,) = asked(
        tmp_path / "data",
        """SELECT (SELECT count(*) FROM report) AS reports, (SELECT count(DISTINCT record) FROM report_source) AS records,
                  (SELECT count(*) FROM quarantine) AS refused""",
    )
    assert counts == {"reports": 320, "records": 320, "refused": 0}
