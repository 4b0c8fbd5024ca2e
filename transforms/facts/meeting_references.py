"""The meetings that a report speaks of beside its subject: prepared, announced, accounted for a year later, or only mentioned."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from transforms.cleaning import Language
from transforms.cues import within
from transforms.facts.hosts import HOSTING_UNITS
from transforms.facts.meeting_completion import combined
from transforms.facts.meeting_dates import dated
from transforms.facts.meeting_mention import COMING, LIFE_MEETINGS, MeetingMention
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
    yield from _prepared(reading, _named_again(combined(pending)), subject)


def _prepared(reading: Reading, references: Sequence[MeetingMention], subject: MeetingMention) -> list[MeetingMention]:
    """The one life meeting that another meeting announces is the one that it prepares, unless the report only adds that it will be."""
    coming = [r for r in references if r.relation in COMING]
    if subject.kind in LIFE_MEETINGS or len(coming) != 1:
        return list(references)
    if subject.kind == "other" and _is_added(reading, coming[0]):
        return [replace(r, relation="announced") if r is coming[0] else r for r in references]
    return [replace(r, relation="prepared_for") if r is coming[0] else r for r in references]


def _is_added(reading: Reading, mention: MeetingMention) -> bool:
    """Whether a sentence of news beside the meeting tells of another one: 据了解，…."""
    sentence = reading.document.sentences[reading.document.sentence_at(mention.start)]
    return _NEWS_BESIDE.match(reading.document.text, sentence.start) is not None


_NEWS_BESIDE = re.compile("(?:另)?据(?:悉|了解|介绍|透露)|另悉|又悉")


def _named_again(references: Sequence[MeetingMention]) -> list[MeetingMention]:
    """A coming special meeting named a second time, without its topic, only adds its day to the first."""
    kept: list[MeetingMention] = []
    for mention in references:
        first = next((k for k in kept if _is_again(k, mention)), None)
        if first is None:
            kept.append(mention)
        else:
            dated_by = mention if first.held_on is None else first
            day = {name: getattr(dated_by, name) for name in ("held_on", "held_on_basis", "day_part")}
            kept[kept.index(first)] = replace(first, **day)
    return kept


def _is_again(first: MeetingMention, mention: MeetingMention) -> bool:
    coming = first.relation in COMING and mention.relation in COMING
    return coming and first.form == mention.form == "special" and first.topic is not None and mention.topic is None


def _reference(reading: Reading, naming: Naming, subject: MeetingMention) -> MeetingMention | None:
    form, topic, year = identity(naming)
    base = MeetingMention(naming.start, naming.end, "mentioned", naming.kind, form, topic, year, host=subject.host)
    ids = {i for c in within(reading.cues, *naming.sentence) for i in c.ids}
    central = _central_host(reading, naming)
    if central is not None and subject.host is not None and subject.host.unit == central.unit and naming.year in (None, subject.year):
        return None
    if central is not None:
        return replace(base, host=central, form="annual", topic=None)
    if _will_be_held(reading, naming) or _is_ordered(reading, naming, subject):
        if _ON_THE_MEETING.match(reading.document.text, naming.end):
            base = replace(base, kind="other", form=None, topic=None, year=None)
        return _announced(reading, replace(base, relation="announced", status="announced"), naming, subject)
    if {"rectification"} <= ids and ids & {"notify"} and _is_rectified(reading, naming) and _is_earlier(naming, subject):
        return _prior(reading, replace(base, relation="rectification_reported"), naming, subject)
    if subject.kind not in LIFE_MEETINGS and (naming.year or naming.topic) and not reading.in_headline(naming.start):
        if _is_over(reading, naming):
            relation = "mentioned" if _is_demanded(reading, naming) else "rectification_reported"
            return replace(base, relation=relation, status="mentioned", host=_own_host(reading, naming) or subject.host)
        return replace(base, relation="prepared_for", status="announced", host=_own_host(reading, naming) or subject.host)
    return None


# Not the life meeting itself, but one that gives notice of it: 专题民主生活会情况通报会.
_ON_THE_MEETING = re.compile("[^，。；]{0,8}?(?:通报会|动员会|部署会|推进会|筹备会)")


def _is_over(reading: Reading, naming: Naming) -> bool:
    """Whether the words after a naming tell what became of the meeting: 民主生活会查摆出的问题, 民主生活会情况通报会.

    In English it is those before it: "the situation of the special democratic life meeting".
    """
    if reading.document.language == "en":
        return _OUTCOME_OF.search(reading.document.lower, naming.sentence.start, naming.start) is not None
    return _OUTCOME.match(reading.document.text, naming.end) is not None


_OUTCOME_OF = re.compile(
    r"\b(?:situation|outcomes?|results?|problems|opinions|gaps|shortcomings|rectification|rectified|feedback)"
    r" (?:found |raised |checked |pointed out |put forward |identified |exposed )?(?:of|at|in|from|by)[^,;.]{0,80}$"
)
_OUTCOME = re.compile(
    "(?:上|中|后|以来|召开以来)?(?:所)?(?:查摆|检视|查找|剖析|反馈|提出|确定|明确|承诺|遗留|未改|整改|问题|相互批评|批评意见|召开情况|开展情况|情况通报|情况的?通报)"
)


def _is_demanded(reading: Reading, naming: Naming) -> bool:
    """Whether the sentence calls for the rectification, or tells of none, which then has not been reported."""
    if reading.document.language == "en":
        return not any("rectification" in c.ids for c in within(reading.cues, *naming.sentence))
    return _DEMAND.search(reading.document.text, naming.sentence.start, naming.start) is not None


_DEMAND = re.compile("要求|强调|指出|希望|[一二三四五六]要|必须|应当|要把|要将|要对")


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


def _is_ordered(reading: Reading, naming: Naming, subject: MeetingMention) -> bool:
    """Whether a life meeting orders others to hold one of another kind: "required each branch to open its organizational life meeting".

    Of its own kind it could be speaking of itself.
    """
    if naming.year is None or subject.kind not in LIFE_MEETINGS or naming.kind == subject.kind:
        return False
    return _ORDER[reading.document.language].search(reading.document.lower, naming.sentence.start, naming.start) is not None


_ORDER: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:requir|ask|demand|request|instruct)\w*\b[^.;]*\bto (?:open|hold|convene|organize)\b[^.;]{0,60}$"),
    "zh": re.compile("(?:要求|部署|安排)[^。；]{0,40}(?:召开|开好|组织)[^。；]{0,20}$"),
}
_HOLDS = re.compile("召开|举行|开好|召集|进行")


def _is_rectified(reading: Reading, naming: Naming) -> bool:
    """Whether the rectification is that of the meeting named: not of one named beside it, of which only the opinions are told."""
    if reading.document.language == "en":
        return _OPINIONS_FOR.search(reading.document.lower, naming.sentence.start, naming.start) is None
    return _OPINIONS.match(reading.document.text, naming.end) is None


_OPINIONS_FOR = re.compile(
    r"\band (?:the )?[^,.;]{0,30}\b(?:opinions|suggestions|comments)(?: \w+){0,4} (?:for|on) (?:the |this )?(?:\w+ ){0,3}$"
)
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
            held_in = subject.held_on.year if subject.form == "special" and subject.held_on else None
            current = subject.year or held_in
            return replace(base, year=current - 1 if current else None)
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
    if coming.form == "special" and coming.year is None and published_on:
        coming = replace(coming, year=_year_of_month(reading, naming, published_on))
    return replace(coming, status="announced", host=_own_host(reading, naming) or subject.host)


_MONTH = re.compile("(?<!\\d)(1[0-2]|[1-9])月(?:[上中下]旬|底|初|份)")


def _year_of_month(reading: Reading, naming: Naming, published_on: date) -> int | None:
    """The year of a meeting announced for a month: the next such month."""
    month = _MONTH.search(reading.document.text, naming.sentence.start, naming.start)
    return published_on.year + (int(month[1]) < published_on.month) if month else None


def _a_year_later(day: date) -> date:
    """The same day of the next year: what is announced lies ahead. A 29 February moves to the 28th."""
    return day.replace(year=day.year + 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year + 1)
