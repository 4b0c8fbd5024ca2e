"""Short texts, read as the extractor reads them, for the tests of the modules that do so."""

from datetime import date

from transforms.areas import Gazetteer
from transforms.document import Record, make_document
from transforms.extract import extract
from transforms.lexicons import Lexicons
from transforms.reading import Reading, read_document
from transforms.rows import Observations, Row

LEXICONS = Lexicons()
GAZETTEER = Gazetteer(LEXICONS)
HELD = {
    "en": "On January 8, the Party group of the Tonglu County People's Government held the 2023 annual democratic life meeting. ",
    "zh": "1月8日，桐庐县政府党组召开2023年度民主生活会。",
}


def reading_of(text: str, published_on: date | None = None) -> Reading:
    """The text with everything that it names."""
    return read_document(make_document(Record(0, text), published_on), LEXICONS, GAZETTEER)


def rows_of(text: str, published_on: date | None = None) -> Observations:
    """The rows of every observation table."""
    return extract(Record(0, text, published_on=published_on), LEXICONS)


def told(text: str) -> Observations:
    """The rows of a report that says of the meeting of a county government what the text says."""
    return rows_of(HELD["en" if text[:6].isascii() else "zh"] + text)


def host_of(rows: Observations, meeting: Row) -> Row | None:
    """The row of `organization_mention` of a meeting's host, None where the report names none."""
    return next((o for o in rows["organization_mention"] if o["organization_id"] == meeting["host_id"]), None)


def identity(meeting: Row) -> tuple[object, ...]:
    """What tells one meeting of a report from another: relation, form, topic and year."""
    return meeting["relation"], meeting["form"], meeting["topic"], meeting["year"]
