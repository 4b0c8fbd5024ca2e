"""Batches: observations of a few hundred reports, committed by one rename and never changed afterwards."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.durable import fsync_path, make_directory, write_directory

STAGING_PREFIX = ".staging-"
_MANIFEST = "batch.json"


@dataclass(frozen=True)
class Batch:
    """A batch, as its manifest describes it.

    `files_held` are the files whose records it holds; `files_finished` those that were read to their end (their source_file
    row stands here); `files_refused` those of which nothing could be read. `follows` lists the batches with the earlier records of
    a file that it finishes, `supersedes` those in whose place it was computed. `rows` counts the rows of each table.
    """

    batch_id: str
    run_id: str
    extractor_version: str
    code_version: str = ""
    lexicon_version: str = ""
    profile_version: str = ""
    reprocess_id: str = ""
    """The reprocess that computed it; empty for a batch of what was delivered."""
    follows: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    files_held: tuple[str, ...] = ()
    files_finished: tuple[str, ...] = ()
    files_refused: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    """sha256 of each table's file, in hex; batches of earlier versions have none."""
    is_withdrawn: bool = False
    """Whether it waits for its reprocess to be accepted, or that was undone. No part of the manifest: the data directory tells."""


class BatchError(Exception):
    """A batch that cannot be written or read; the message names it and says what to do."""


def stage(directory: Path, batch_id: str, tables: Mapping[str, pa.Table], manifest: Mapping[str, object]) -> Path:
    """Writes a batch beside the committed ones and returns the staged directory. A staged batch of the same id is replaced.

    `manifest` gives what the tables do not tell, by the names of `Batch`; `run_id` and `extractor_version` are needed.
    """
    batch = _describe(batch_id, tables, manifest)

    def fill(staged: Path) -> None:
        for name, table in tables.items():
            pq.write_table(table, staged / f"{name}.parquet", compression="zstd")
        written = {name: value for name, value in asdict(batch).items() if name != "is_withdrawn"}
        written["digests"] = {name: _digest(staged / f"{name}.parquet") for name in sorted(tables)}
        (staged / _MANIFEST).write_text(json.dumps(written, indent=1, sort_keys=True), encoding="utf-8")

    staged = directory / f"{STAGING_PREFIX}{batch_id}"
    write_directory(staged, fill)
    return staged


def commit(staged: Path) -> Path:
    """Renames a staged batch into place and returns where it stands. A batch of that id that is there already stays as it is."""
    target = staged.with_name(staged.name.removeprefix(STAGING_PREFIX))
    if not target.exists():
        staged.rename(target)
        fsync_path(target.parent)
    elif staged.exists():
        discard_staged(staged)
    return target


def discard_staged(staged: Path) -> None:
    """Removes a staged batch."""
    for file in staged.iterdir():
        file.unlink()
    staged.rmdir()


def committed(directory: Path) -> list[Batch]:
    """All committed batches, by id."""
    make_directory(directory)
    names = (entry.name for entry in directory.iterdir() if not entry.name.startswith("."))
    return [_read(directory / name) for name in sorted(names)]


def table_files(directory: Path, batches: Iterable[Batch], table: str, sound: set[str]) -> list[str]:
    """The Parquet files of one table in those batches, empty ones left out.

    BatchError where one is not as it was committed; those found `sound` are added there and not looked at again.
    """
    files = {str(directory / batch.batch_id / f"{table}.parquet"): batch for batch in batches if batch.rows.get(table)}
    for file, batch in files.items():
        if file not in sound:
            _compare(Path(file), batch.digests.get(table))
            sound.add(file)
    return list(files)


def _compare(file: Path, digest: str | None) -> None:
    try:
        found = _digest(file)
    except OSError as error:
        raise BatchError(f"{file}: cannot be read ({error.strerror}). {_remedy(file)}") from error
    if digest is not None and found != digest:
        raise BatchError(f"{file}: its content is not what was committed; the disk or another program changed it. {_remedy(file)}")


def _remedy(file: Path) -> str:
    return f"Move {file.parent} out of the data directory and run again with the same files, which are then read anew"


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _describe(batch_id: str, tables: Mapping[str, pa.Table], manifest: Mapping[str, object]) -> Batch:
    if not batch_id or batch_id.startswith(".") or "/" in batch_id:
        raise BatchError(f"batch id {batch_id!r}: expected a name for a directory that does not begin with a full stop")
    refused = _refused(tables["quarantine"])
    return Batch(
        batch_id=batch_id,
        run_id=str(manifest["run_id"]),
        extractor_version=str(manifest["extractor_version"]),
        code_version=str(manifest.get("code_version", "")),
        lexicon_version=str(manifest.get("lexicon_version", "")),
        profile_version=str(manifest.get("profile_version", "")),
        reprocess_id=str(manifest.get("reprocess_id", "")),
        follows=_listed(batch_id, manifest, "follows"),
        supersedes=_listed(batch_id, manifest, "supersedes"),
        files_held=_distinct(tables["report_source"], tables["ledger_item"], tables["ledger_status"]),
        files_finished=tuple(file_id for file_id in _distinct(tables["source_file"]) if file_id not in refused),
        files_refused=refused,
        rows={name: table.num_rows for name, table in sorted(tables.items())},
    )


def _listed(batch_id: str, manifest: Mapping[str, object], name: str) -> tuple[str, ...]:
    listed = manifest.get(name, ())
    if not isinstance(listed, list | tuple):
        raise BatchError(f"batch {batch_id}: {name} must list batch ids, found {listed!r}")
    return tuple(sorted(str(item) for item in listed))


def _refused(quarantine: pa.Table) -> tuple[str, ...]:
    """Files that are refused whole to this day: a batch that took another's place keeps the refusals of files loaded since."""
    whole_files = quarantine.filter(pc.and_(pc.is_null(quarantine["record"]), pc.is_null(quarantine["resolved_by"])))
    return _distinct(whole_files)


def _distinct(*tables: pa.Table) -> tuple[str, ...]:
    found = {value for table in tables for value in table["file_id"].unique().to_pylist()}
    return tuple(sorted(str(value) for value in found if value is not None))


def _read(directory: Path) -> Batch:
    try:
        fields = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
        lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
        return Batch(**{**fields, **lists})
    except (OSError, ValueError, TypeError) as error:
        remedy = "move it away, then run again to read its files anew"
        raise BatchError(f"{directory}: not a batch of this version ({error}); {remedy}") from error
