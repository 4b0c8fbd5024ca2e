"""Everything imported and every lexicon made ready beforehand, so that a forked process starts at once."""

from importlib import import_module

from flows.runs import checked_lexicons
from tests.project import SEEDS
from tests.transforms.readers.records import records_of
from transforms.extract import extract
from transforms.readers import read

MODULES = ("great_expectations", "great_expectations.expectations.core.unexpected_rows_expectation", "duckdb_engine", "opencc")
"""What a run imports late. They open nothing: threads do not survive a fork."""
CHINESE = "桐庐县委召开2022年度民主生活会\n1月8日，桐庐县委常委班子召开2022年度民主生活会，县委书记张三主持会议并讲话。"


def warm() -> None:
    """Imports them into this process, and reads a report in each language."""
    for name in MODULES:
        import_module(name)
    lexicons = checked_lexicons(())
    for content in (min(SEEDS.iterdir()).read_bytes(), CHINESE.encode()):
        for record in records_of(read(content, "report.txt")):
            extract(record, lexicons)
