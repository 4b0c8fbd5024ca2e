"""The SQL files of the warehouse and how they are run."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent


def run_script(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Runs a file of `warehouse/`, named by its path there: sql/authority.sql."""
    connection.execute((HERE / name).read_text(encoding="utf-8"))


def view_files() -> list[Path]:
    """The files of the views, by name; each holds the SELECT of the view of its name, below a comment line of its purpose."""
    return sorted((HERE / "views").glob("*.sql"))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Creates every view; none builds on another, so the order is free."""
    for path in view_files():
        connection.execute(f"CREATE OR REPLACE VIEW {path.stem} AS\n{path.read_text(encoding='utf-8')}")


def view_purpose(path: Path) -> str:
    """What a view is for: its leading comment lines, joined."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def sources() -> Sequence[Path]:
    """Every file that decides what a published warehouse looks like: a change of any calls for a new one from the beginning."""
    names = "bookkeeping building correctable corrections ledgers loading reprints standing"
    modules = [HERE / f"{name}.py" for name in names.split()]
    return sorted([*HERE.glob("*/*.sql"), *HERE.glob("tables/*.py"), *modules])
