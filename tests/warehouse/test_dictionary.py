"""The data dictionary is what the registry and the views say now."""

from warehouse import dictionary, registry
from warehouse.scripts import view_files, view_purpose


def test_page_is_up_to_date() -> None:
    assert dictionary.PATH.read_text(encoding="utf-8") == dictionary.render(), "stale: run `python -m warehouse.dictionary`"


def test_every_table_column_and_enumerated_value_is_on_the_page() -> None:
    page = dictionary.render()
    for table in registry.TABLES.values():
        section = page.split(f"### {table.name}\n")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type.value} |" in section
            assert all(f"`{value}`" in section for value in column.values)


def test_every_view_says_what_it_is_for() -> None:
    assert all(view_purpose(path).endswith(".") for path in view_files())
