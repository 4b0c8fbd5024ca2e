"""Which columns of which tables a person may correct, and how a row of each is named."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Correctable:
    """The columns of a table that a person may correct.

    Over a row `t` as it was read, `key` is an expression that tells it from all others of its report, and `names` are the columns by
    which a correction may call it, the last as printed; it may always be called by its span.
    """

    columns: tuple[str, ...]
    key: str
    names: tuple[str, ...]


CORRECTABLE: Mapping[str, Correctable] = {
    "participation": Correctable(("role",), "concat_ws('|', t.meeting_id, t.participant_kind, t.label, t.role)", ("label",)),
    "person_mention": Correctable(("name_zh", "name_pinyin", "area_id"), "t.person_mention_id", ("person_mention_id", "label")),
    "organization_mention": Correctable(("area_id",), "t.organization_mention_id", ("organization_mention_id", "label")),
    "meeting_mention": Correctable(
        ("held_on", "year", "form", "topic", "host_id"), "t.meeting_mention_id", ("meeting_mention_id", "relation")
    ),
    "membership": Correctable(("post_id",), "concat_ws('|', t.person_id, t.start_char, t.end_char)", ("title",)),
}
"""As few as will do: what a text can be misread in, and nothing that the text itself settles, such as bodies, labels and spans.
What is read of persons, bodies and meetings feeds the resolution of entities; entities themselves are never corrected."""
