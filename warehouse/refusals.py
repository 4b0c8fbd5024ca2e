"""A text for each refused file or record, for the person who must act: what was refused, why, and what to do."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from warehouse.durable import write_text
from warehouse.raw import raw_path


def write_refusal(root: Path, row: Mapping[str, object]) -> Path:
    """Writes the text for one quarantine row into `quarantine/` and returns its path.

    The name comes from the content and the record, else from the path, so that the same refusal is the same file.
    """
    target = root / "quarantine" / refusal_name(row)
    write_text(target, _text(root, row))
    return target


def refusal_name(row: Mapping[str, object]) -> str:
    """The name of the text on a quarantine row."""
    file_id = row.get("file_id")
    stem = str(file_id)[:16] if file_id else "path-" + hashlib.sha256(str(row["path"]).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    record = row.get("record")
    return f"{stem}.txt" if record is None else f"{stem}-{record}.txt"


def _text(root: Path, row: Mapping[str, object]) -> str:
    record = row.get("record")
    file_id = row.get("file_id")
    lines = [
        f"Refused: {row['path']}" + ("" if record is None else f", record {record} (counted from 0)"),
        f"Stage:   {row['stage']}",
        f"Reason:  {row['reason']}",
        f"Detail:  {row['detail']}",
        f"Run:     {row['run_id']}",
        f"Bytes:   {raw_path(root, str(file_id))}" if file_id else "Bytes:   not received",
    ]
    return "\n".join(lines).encode("utf-8", "backslashreplace").decode() + "\n"
