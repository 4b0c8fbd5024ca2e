"""Everything imported beforehand, so that a forked process starts at once."""

from importlib import import_module


def warm() -> None:
    """Imports what a run imports late. Opens nothing: threads do not survive a fork."""
    for name in ("great_expectations", "great_expectations.expectations.core.unexpected_rows_expectation", "duckdb_engine", "opencc"):
        import_module(name)
