"""The meetings that a report speaks of beside its subject: prepared, announced, accounted for a year later, or only mentioned."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from transforms.cues import within
from transforms.facts.hosts import HOSTING_UNITS
from transforms.facts.meeting_dates import dated
from transforms.facts.meeting_mention import LIFE_MEETINGS, MeetingMention
from transforms.facts.namings import Naming, identity
from transforms.organizations import OrganizationMention
from transforms.reading import Reading

_NEAR = 60  # characters between a body and its meeting: "the democratic life meeting of the Political Bureau"


def find_references(
    reading: Reading, namings: Sequence[Naming], subjects: Sequence[MeetingMention]
) -> Iterable[MeetingMention]:
    """The meetings other than the subjects, each naming of them one mention. `subjects` holds at least one."""
    subject = subjects[0]
    pending: list[MeetingMention] = []
    for naming in namings:
        if naming.anaphoric or naming.kind not in LIFE_MEETINGS or any(s.start == naming.start for s in subjects):
            continue
        reference = _reference(reading, naming, subject)
        if reference is not None:
            pending.append(reference)
    yield from _prepared(_combined_references(pending), subject)


def _prepared(references: Sequence[MeetingMention], subject: MeetingMention) -> list[MeetingMention]:
    """The one life meeting that another meeting announces is the one that it prepares."""
    coming = [r for r in references if r.relation in ("prepared_for", "announced")]
    if subject.kind in LIFE_MEETINGS or len(coming) != 1:
        return list(references)
    return [replace(r, relation="prepared_for") if r is coming[0] else r for r in references]


def _reference(reading: Reading, naming: Naming, subject: MeetingMention) -> MeetingMention | None:
    form, topic, year = identity(naming)
    base = MeetingMention(naming.start, naming.end, "mentioned", naming.kind, form, topic, year, host=subject.host)
    ids = {i for c in within(reading.cues, *naming.sentence) for i in c.ids}
    central = _central_host(reading, naming)
    if central is not None and subject.host is not None and subject.host.unit == central.unit and naming.year in (None, subject.year):
        return None
    if central is not None:
        return replace(base, host=central, form="annual", topic=None)
    if _will_be_held(reading, naming):
        return _announced(reading, replace(base, relation="announced", status="announced"), naming, subject)
    if {"rectification"} <= ids and ids & {"notify"} and _is_rectified(reading, naming) and _is_earlier(naming, subject):
        return _prior(reading, replace(base, relation="rectification_reported"), naming, subject)
    if subject.kind not in LIFE_MEETINGS and (naming.year or naming.topic) and not reading.in_headline(naming.start):
        return replace(base, relation="prepared_for", status="announced", host=_own_host(reading, naming) or subject.host)
    return None


def _is_prepared(reading: Reading, naming: Naming) -> bool:
    """Whether the subject meeting serves a coming one: it discusses its theme or is held in preparation for it."""
    return any("prepare" in c.ids and c.start < naming.start for c in within(reading.cues, *naming.sentence))


def _central_host(reading: Reading, naming: Naming) -> OrganizationMention | None:
    central = (o for o in reading.organizations if o.unit == "politburo" and naming.sentence.start <= o.start < naming.sentence.end)
    return next((o for o in central if abs(o.start - naming.end) < _NEAR), None)


def _own_host(reading: Reading, naming: Naming) -> OrganizationMention | None:
    inside = (o for o in reading.organizations if naming.context.start <= o.start and o.end <= naming.context.end)
    return next((o for o in inside if o.unit in HOSTING_UNITS), None)


def _will_be_held(reading: Reading, naming: Naming) -> bool:
    coming = [c for c in within(reading.cues, *naming.sentence) if "future_hold" in c.ids]
    if reading.document.language == "zh":  # 将于今晚播出 announces no meeting
        return any(_HOLDS.search(reading.document.text, c.start, min(c.end + 40, naming.sentence.end)) for c in coming)
    return bool(coming)


_HOLDS = re.compile("召开|举行|开好|召集|进行")


def _is_rectified(reading: Reading, naming: Naming) -> bool:
    """Whether the rectification is that of the meeting named: not of one named beside it, of which only the opinions are told."""
    return reading.document.language == "en" or _OPINIONS.match(reading.document.text, naming.end) is None


_OPINIONS = re.compile("会?(?:前)?(?:的)?(?:征求|征集|意见)")


def _is_earlier(naming: Naming, subject: MeetingMention) -> bool:
    """Whether a naming is of an earlier meeting than the report's own."""
    if naming.last_year or naming.special or naming.topic:
        is_subject = subject.form == "special" and naming.topic is not None and naming.topic == subject.topic
        return naming.last_year or not (is_subject and naming.year in (None, subject.year))
    return naming.year is not None and naming.year != subject.year


def _prior(reading: Reading, base: MeetingMention, naming: Naming, subject: MeetingMention) -> MeetingMention:
    if naming.year is None and naming.last_year:
        if base.form == "annual":
            return replace(base, year=subject.year - 1 if subject.year else None)
        reference = subject.held_on or reading.document.published_on
        return replace(base, year=base.year or (reference.year - 1 if reference else None))
    if base.year is None and base.form == "special" and naming.this_year and subject.held_on:
        return replace(base, year=subject.held_on.year)
    return base


def _announced(reading: Reading, base: MeetingMention, naming: Naming, subject: MeetingMention) -> MeetingMention:
    coming = dated(reading, base, naming.sentence)
    if subject.kind not in LIFE_MEETINGS and (coming.held_on is None or _is_prepared(reading, naming)):
        coming = replace(coming, relation="prepared_for")
    published_on = reading.document.published_on
    if coming.held_on and published_on and coming.held_on < published_on and coming.held_on_basis == "published":
        coming = replace(coming, held_on=_a_year_later(coming.held_on))
    if coming.form == "special" and coming.year is None and coming.held_on is not None:
        coming = replace(coming, year=coming.held_on.year)
    return replace(coming, status="announced", host=_own_host(reading, naming) or subject.host)


def _a_year_later(day: date) -> date:
    """The same day of the next year: what is announced lies ahead. A 29 February moves to the 28th."""
    return day.replace(year=day.year + 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year + 1)


def _combined_references(pending: Sequence[MeetingMention]) -> list[MeetingMention]:
    """Coming meetings that are named as annual and special in one breath are one; earlier ones stay apart."""
    joined: list[MeetingMention] = []
    for mention in pending:
        last = joined[-1] if joined else None
        coming = last is not None and last.relation == mention.relation and mention.relation in ("prepared_for", "announced")
        if last and coming and mention.start - last.end < 120 and {last.form, mention.form} == {"annual", "special"}:
            joined[-1] = replace(last, form="annual", topic=last.topic or mention.topic, year=last.year or mention.year)
        else:
            joined.append(mention)
    return joined
