"""The year that a meeting is for, where its name gives none."""

from dataclasses import replace
from datetime import date

from transforms.facts.meeting_mention import LIFE_MEETINGS, MeetingMention

# The Provisions of 2016 set the annual meeting in the fourth quarter. One in January may be late or early: its year stays open.
_ANNUAL_SEASON = (10, 11, 12)
# News of a meeting may be two months old. Before March it may have been held in the year before its publication.
_FIRST_SURE_MONTH = 3


def of_its_year(mention: MeetingMention, published_on: date | None) -> MeetingMention:
    """A subject meeting with its year: for a special one that in which it was held, so too for an annual one of the fourth quarter."""
    if mention.year is not None or mention.kind not in LIFE_MEETINGS:
        return mention
    if mention.form == "special":
        return replace(mention, year=_held_in(mention, published_on))
    held_on = mention.held_on
    return replace(mention, year=held_on.year) if held_on is not None and held_on.month in _ANNUAL_SEASON else mention


def _held_in(mention: MeetingMention, published_on: date | None) -> int | None:
    if mention.held_on is not None:
        return mention.held_on.year
    return published_on.year if published_on is not None and published_on.month >= _FIRST_SURE_MONTH else None
