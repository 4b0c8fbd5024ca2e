"""The page of the lexicons' columns says what the declarations say now."""

from seeds import make_columns


def test_page_is_up_to_date() -> None:
    stale = "stale: run `PYTHONPATH=. python seeds/make_columns.py`"
    assert make_columns.PATH.read_text(encoding="utf-8") == make_columns.render(), stale
