"""What one naming of a meeting tells of another: an annual and a special one that are one, a headline, a sentence that sums up several."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.facts.meeting_dates import dated
from transforms.facts.meeting_mention import COMING, LIFE_MEETINGS, MeetingMention
from transforms.facts.namings import Naming
from transforms.reading import Reading

_ONE_BREATH = 120  # characters between "the annual meeting" and "and special meeting on …"


def combined(mentions: Sequence[MeetingMention]) -> list[MeetingMention]:
    """An annual and a special meeting in one breath, both held or both to come, are one, annual, with the topic; earlier ones two."""
    joined: list[MeetingMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and _in_one_breath(last, mention):
            joined[-1] = replace(last, form="annual", topic=last.topic or mention.topic, year=last.year or mention.year)
        else:
            joined.append(mention)
    return joined


def _in_one_breath(first: MeetingMention, second: MeetingMention) -> bool:
    alike = (first.kind, first.relation) == (second.kind, second.relation) and first.relation in ("subject", *COMING)
    return alike and second.start - first.end < _ONE_BREATH and {first.form, second.form} == {"annual", "special"}


def from_title(mention: MeetingMention, title: Naming | None) -> MeetingMention:
    """What only the headline says of the meeting: its year, form or topic."""
    if title is None or mention.kind not in LIFE_MEETINGS:
        return mention
    undecided = mention.form == "annual" and mention.year is None
    if mention.topic is None and title.topic and (title.special or (undecided and not title.annual)):
        mention = replace(mention, topic=title.topic, form="special" if undecided else mention.form)
    return replace(mention, year=mention.year or title.year)


def completed(reading: Reading, first: MeetingMention, other: MeetingMention) -> MeetingMention:
    """A further meeting of a round-up takes topic and year from the sentence that sums them up, and from the year its day."""
    if other.year is not None and other.topic is not None:
        return other
    same_form = other.form == first.form
    whole = replace(other, topic=other.topic or (first.topic if same_form else None), year=other.year or first.year)
    return whole if whole.held_on else dated(reading, whole, reading.document.sentences[reading.document.sentence_at(whole.start)])
