"""The words that rows were read from."""

from collections.abc import Mapping, Sequence

from flows.queries import query
from warehouse.store import Store

_SPAN = ("report_id", "start_char", "end_char")
_QUOTES = """
SELECT substr(r.body, p.start_char + 1, p.end_char - p.start_char)
FROM (
    SELECT unnest(?::VARCHAR[]) AS report_id, unnest(?::BIGINT[]) AS start_char, unnest(?::BIGINT[]) AS end_char, unnest(?::BIGINT[]) AS n
) AS p
LEFT JOIN report AS r USING (report_id)
ORDER BY p.n
"""


def quotes(store: Store, rows: Sequence[Mapping[str, object]]) -> list[str | None]:
    """For each row the words of the published report that its report_id, start_char and end_char point at; None where it has no such."""
    if not rows or not store.warehouse_path.is_file():
        return [None] * len(rows)
    spans = [[row.get(name) for row in rows] for name in _SPAN]
    found = query(store.warehouse_path, _QUOTES, [*spans, list(range(len(rows)))]).values
    return [str(words) if words else None for (words,) in found]
