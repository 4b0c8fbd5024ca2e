"""What a reader yields, where a test knows that it is records."""

from collections.abc import Iterable

from transforms.document import Record
from transforms.readers.nesting import Item


def records_of(items: Iterable[Item]) -> list[Record]:
    """The records in order; a refusal or a ledger among them fails the test, which shows it."""
    records = []
    for item in items:
        assert isinstance(item, Record), item
        records.append(item)
    return records
