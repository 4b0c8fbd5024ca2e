"""Disks that fill up, close or lie: what was published stays readable, the message says what to do, and what it says restores the rest."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.running import running
from flows.runs import Tally, start_run
from flows.stages import publish
from tests.loading import load
from tests.project import PROJECT, SEEDS
from tests.tables import hashes
from warehouse.batches import BatchError

FIRST, *OTHERS = sorted(SEEDS.iterdir())
Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two publications: of one seed, then of the others."""
    data = tmp_path_factory.mktemp("whole") / "data"
    load(data, FIRST)
    load(data, *OTHERS)
    return data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(whole, tmp_path / "data"))


def rebuild(data: Path) -> None:
    """Builds anew from Parquet, as the command does."""
    run = start_run(data)
    with running(run):
        publish(run, Tally(), from_scratch=True)


def reports(data: Path) -> int:
    """The number of reports that an analyst finds."""
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM report").fetchone() or (0,)
        return int(count)


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("damage", [flip_a_bit, truncate, Path.unlink])
@pytest.mark.parametrize("table", ["report", "formula_mention"])
def test_a_damaged_batch_is_named_and_read_anew(data: Path, whole: Path, damage: Damage, table: str) -> None:
    batch = next(path.parent for path in data.glob(f"batches/*/{table}.parquet"))
    damage(batch / f"{table}.parquet")
    with pytest.raises(BatchError, match=f"{batch.name}/{table}.parquet.*Move .*{batch.name} out of the data directory and run again"):
        rebuild(data)
    assert reports(data) == 5
    shutil.move(batch, data.parent / "elsewhere")
    load(data, SEEDS)
    assert hashes(data) == hashes(whole)


def test_a_batch_that_lost_its_manifest_is_named(data: Path) -> None:
    manifest = next(data.glob("batches/*/batch.json"))
    manifest.unlink()
    with pytest.raises(BatchError, match=f"{manifest.parent.name}.*move it away, then run again"):
        rebuild(data)
    assert reports(data) == 5


@pytest.mark.parametrize("damage", [flip_a_bit, truncate, Path.unlink])
def test_a_damaged_warehouse_is_built_again(data: Path, whole: Path, damage: Damage) -> None:
    damage(data / "warehouse.duckdb")
    rebuild(data)
    assert hashes(data) == hashes(whole)


def test_every_byte_of_the_warehouse_may_be_lost(data: Path, whole: Path) -> None:
    (data / "warehouse.duckdb").write_bytes(b"")
    load(data, SEEDS)
    assert hashes(data) == hashes(whole)


class Earlier(datetime):
    """The clock of a machine that lost its battery."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return datetime.now(tz) - timedelta(days=3650)


def test_a_clock_that_jumps_back_loses_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = data.parent / "later.txt"
    later.write_text(FIRST.read_text(encoding="utf-8") + " It ended at noon.", encoding="utf-8")
    monkeypatch.setattr("flows.runs.datetime", Earlier)
    load(data, later)
    assert reports(data) == 6
    words = ["sql", "--as-of", "latest", "SELECT count(*) AS n FROM report", "--format", "csv", "--data", str(data)]
    assert CliRunner().invoke(main, words).output.split() == ["n", "6"]
    monkeypatch.undo()
    load(data, SEEDS)
    assert reports(data) == 6


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that holds the seeds with a little to spare."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(mounted)]
    with suppress(OSError):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            yield mounted
            subprocess.run(["umount", "--lazy", str(mounted)], check=True)
            return
    pytest.skip("no small disk can be made: mounting one takes root")


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def rebuilt(data: Path) -> "subprocess.CompletedProcess[str]":
    """What a person sees who rebuilds."""
    command = [sys.executable, "-m", "flows", "rebuild", "--data", str(data)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_a_full_disk_keeps_what_is_published_and_says_so(disk: Path, whole: Path) -> None:
    data = Path(shutil.copytree(whole, disk / "data"))
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(bytes(1 << 20))
    done = rebuilt(data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr, done.stderr
    assert reports(data) == 5
    filler.unlink()
    load(data, SEEDS)
    rebuild(data)
    assert hashes(data) == hashes(whole)


def test_a_data_directory_that_cannot_be_written_is_said_to_be_so(disk: Path, whole: Path) -> None:
    data = Path(shutil.copytree(whole, disk / "data"))
    remount(disk, "ro")
    done = rebuilt(data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Read-only file system" in done.stderr, done.stderr
    assert reports(data) == 5
    remount(disk, "rw")
    rebuild(data)
    assert hashes(data) == hashes(whole)
