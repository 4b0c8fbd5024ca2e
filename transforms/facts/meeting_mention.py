"""What a report states of one meeting."""

from dataclasses import dataclass
from datetime import date

from transforms.organizations import OrganizationMention

LIFE_MEETINGS = ("democratic_life_meeting", "organizational_life_meeting")
COMING = ("prepared_for", "announced")
"""The relations of a report to a meeting that is yet to be held."""


@dataclass(frozen=True)
class MeetingMention:
    """A meeting as this report states it; spans are those of the cleaned text, years and days as resolved."""

    start: int
    end: int
    relation: str
    kind: str
    form: str | None = None
    topic: str | None = None
    year: int | None = None
    held_on: date | None = None
    held_on_basis: str | None = None
    day_part: str | None = None
    status: str = "mentioned"
    host: OrganizationMention | None = None
    theme: str | None = None
