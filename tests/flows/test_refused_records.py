"""A record that cannot be read is a row of the quarantine under its own number, and the records around it are loaded."""

import io
import zipfile
from pathlib import Path

from flows.batching import batches
from flows.contents import Contents
from flows.runs import start_run
from transforms.readers import read


def test_one_member_of_an_archive_is_refused_and_the_others_are_loaded(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "On February 3 the party group of Jiaxing City Government held a democratic life meeting.")
        archive.writestr("b.bin", bytes(range(256)) * 20)
        archive.writestr("c.txt", "On February 4 the party group of Yongzhou City Government held a democratic life meeting.")
    (tmp_path / "inbox.zip").write_bytes(out.getvalue())
    run = start_run(tmp_path / "data")
    file = run.store.receive(tmp_path / "inbox.zip", run.extractor_version)

    contents = Contents(run)
    [batch] = batches([file], lambda received: read(received.raw_path.read_bytes(), received.path))
    for piece in batch.pieces:
        for item in piece.records:
            contents.add(piece.file, item)
        contents.end_file(piece)

    [refused] = contents.tables["quarantine"]
    assert (refused["file_id"], refused["record"], refused["stage"], refused["reason"]) == (file.file_id, 1, "read", "binary")
    assert str(refused["detail"]).startswith(f"{tmp_path}/inbox.zip > b.bin: ")
    assert [row["record"] for row in contents.tables["report_source"]] == [0, 2]
    assert [row["format"] for row in contents.tables["source_file"]] == ["zip"]
