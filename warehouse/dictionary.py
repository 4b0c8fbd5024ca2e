"""The data dictionary, written from the registry and the views: `python -m warehouse.dictionary` rewrites DICTIONARY.md."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse import registry
from warehouse.schema import Column, Layer, Table
from warehouse.scripts import HERE, create_views, view_files, view_purpose

PATH = HERE / "DICTIONARY.md"
_LAYERS: dict[Layer, tuple[str, str]] = {
    "source": ("Sources", "What was delivered, and which report came from where."),
    "reference": ("Reference tables", "The world as the lexicons in `seeds/lexicons/` describe it."),
    "observation": ("Observations", "What one report says. Each row is a pure function of that report's text and the lexicons."),
    "entity": ("Entities", "Who and what the observations speak of: a pure function of the set of all observations."),
    "ledger": ("Rectification ledger", "Problems, measures and their state, from ledgers."),
    "operation": ("Operations", "What the runs did, refused and checked."),
}
_PREAMBLE = """\
# Data dictionary

Written by `python -m warehouse.dictionary` from `warehouse/tables/` and `warehouse/views/`; change those, not this page.

Every table is a DuckDB table and a Parquet dataset of the same columns. Unknown is NULL, never guessed and never an empty text.
`start_char` and `end_char` are a half-open span of Unicode code points, 0-based, in `report.body`:
`substr(body, start_char + 1, end_char - start_char)` is the evidence. Dates are calendar days; instants are in UTC.
"""


def render() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_PREAMBLE, *_table_chapters(), *_view_chapter()])


def write(path: Path = PATH) -> None:
    """Rewrites the page."""
    path.write_text(render(), encoding="utf-8")


def _table_chapters() -> Iterator[str]:
    for layer, (heading, introduction) in _LAYERS.items():
        yield f"## {heading}\n\n{introduction}\n"
        for table in registry.of_layer(layer):
            yield from _table_section(table)


def _table_section(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n\n{table.description}\n"
    if table.primary_key:
        yield f"Key: {', '.join(f'`{name}`' for name in table.primary_key)}\n"
    for warning in table.warnings:
        yield f"**Note:** {warning}\n"
    yield "| column | type | NULL | meaning |\n| --- | --- | --- | --- |"
    yield from (_column_line(column) for column in table.columns)
    yield ""


def _column_line(column: Column) -> str:
    meaning = column.description
    if column.references:
        meaning += f" → `{column.references}`"
    if column.values:
        meaning += ": " + ", ".join(f"`{value}`" for value in column.values)
    return f"| `{column.name}` | {column.type.value} | {'yes' if column.nullable else 'no'} | {_cell(meaning)} |"


def _view_chapter() -> Iterator[str]:
    yield "## Views\n\nThe standing questions; the SQL of each is in `warehouse/views/`.\n"
    with duckdb.connect() as connection:
        for table in registry.TABLES.values():
            connection.execute(table.ddl())
        create_views(connection)
        for path in view_files():
            yield from _view_section(connection, path)


def _view_section(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[str]:
    yield f"### {path.stem}\n\n{view_purpose(path)}\n"
    yield "| column | type |\n| --- | --- |"
    for name, type_name, *_ in connection.execute(f"DESCRIBE {path.stem}").fetchall():
        yield f"| `{name}` | {type_name} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write()
