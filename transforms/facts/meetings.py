"""The meetings that a report speaks of: the one it is about, and those that it prepares, announces, accounts for or mentions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.cleaning import Language
from transforms.cues import Cue, within
from transforms.document import Span
from transforms.facts.genre import is_news
from transforms.facts.hosts import VISITS, find_host, joint_hosts
from transforms.facts.meeting_completion import combined, completed, from_title
from transforms.facts.meeting_dates import dated, plausible, setting
from transforms.facts.meeting_mention import COMING, LIFE_MEETINGS, MeetingMention
from transforms.facts.meeting_references import find_references
from transforms.facts.meeting_years import of_its_year
from transforms.facts.namings import Naming, find_namings, find_other_namings, identity, meeting_terms, only_topic, other_terms
from transforms.facts.themes import find_theme
from transforms.facts.told_meetings import names_a_body, told_by_their_course
from transforms.reading import Reading

KINDS = (*LIFE_MEETINGS, "theory_study_session")


def find_meetings(reading: Reading) -> list[MeetingMention]:
    """All meetings of the report, subjects first; none where the text reports no meeting."""
    if not is_news(reading.document, reading.lexicons):
        return []
    namings = find_namings(reading)
    subjects = _subjects(reading, namings) or _subjects(reading, find_other_namings(reading))[:1]
    if not subjects:
        return []
    references = list(find_references(reading, namings, subjects))
    told = [_dated_by(reading, replace(s, theme=find_theme(reading, Span(s.start, s.end))), references) for s in subjects]
    published_on = reading.document.published_on
    named = [*(of_its_year(_of_its_campaign(reading, t), published_on) for t in told), *references]
    return _distinct([plausible(mention, published_on) for mention in named])


def _subjects(reading: Reading, namings: Sequence[Naming]) -> list[MeetingMention]:
    body = [n for n in namings if not reading.in_headline(n.start)]
    own = [n for n in body if not n.anaphoric]
    if own and own[0].kind in LIFE_MEETINGS and _only_dealt_with(reading, own[0]):
        return []
    held = _told_to_be_held(reading, own) or _shown_to_be_held(reading, namings)
    if not held:
        return []
    title = next((n for n in namings if reading.in_headline(n.start) and n.kind == held[0].kind), None)
    first, *rest = [from_title(held[0], title), *held[1:]]
    told = _told_apart(reading, first, rest)
    hosts = joint_hosts(reading, first.host) if first.host else []
    if len(told) > 1 and (first.host is None or len(hosts) > 1):
        return told  # a round-up: its first sentence only sums up the meetings that follow
    if len(hosts) > 1 and not told and _holds_each(reading, first):
        return [replace(first, host=host) for host in hosts]
    return [first, *(t for t in told if _is_another(first, t))]


def _told_to_be_held(reading: Reading, namings: Sequence[Naming]) -> list[MeetingMention]:
    """The meetings that a verb says were held; where there is none, the one to which it says that somebody came."""
    held = combined([h for n in namings if (h := _held(reading, n, _holding_verb(reading, n))) is not None])
    if held:
        return held
    return [h for n in namings if (h := _held(reading, n, _visiting_verb(reading, n) or _scene(reading, n))) is not None][:1]


def _shown_to_be_held(reading: Reading, namings: Sequence[Naming]) -> list[MeetingMention]:
    """The meetings that no verb says were held, of a day or of a body that is named, and whose course the report tells."""
    course = told_by_their_course(reading, namings)
    shown = [h for n in course if (h := _held(reading, n, Cue(n.end, n.end, frozenset({"held_passive"})))) is not None]
    return combined(shown) if shown and (shown[0].held_on or names_a_body(reading, course[0])) else []


def _holds_each(reading: Reading, mention: MeetingMention) -> bool:
    """Whether a sentence says that each of several bodies held a meeting of its own."""
    return bool(within([c for c in reading.cues if "each" in c.ids], *_sentence(reading, mention)))


def _told_apart(reading: Reading, first: MeetingMention, rest: Sequence[MeetingMention]) -> list[MeetingMention]:
    """The later holdings, one for each host, with what the first sentence says of all of them."""
    hosts: dict[tuple[str, ...], MeetingMention] = {}
    for mention in rest:
        if mention.kind == first.kind and mention.kind in LIFE_MEETINGS and mention.host is not None:
            key = (*mention.host.units, mention.host.proper)
            if key not in hosts or hosts[key].held_on is None:  # the sentence that sums up several meetings gives none its day
                hosts[key] = completed(reading, first, mention)
    return list(hosts.values())


def _only_dealt_with(reading: Reading, naming: Naming) -> bool:
    """Whether the report opens with another meeting, held to prepare the one named or to tell what became of it."""
    verb = _holding_verb(reading, naming)
    return verb is not None and _is_of_another_meeting(reading, verb, naming)


def _held(reading: Reading, naming: Naming, verb: Cue | None) -> MeetingMention | None:
    """The meeting that a naming says was held; None where no verb that tells so governs it."""
    if verb is None or _accounts_for(reading, naming) or _is_of_another_meeting(reading, verb, naming):
        return None
    host = find_host(reading, naming.sentence, Span(naming.context.start, naming.end), verb)
    kind = naming.kind if naming.kind in KINDS else "other"
    mention = MeetingMention(naming.start, naming.end, "subject", kind, status="held", host=host)
    if kind in LIFE_MEETINGS:
        form, topic, year = identity(naming)
        mention = replace(mention, form=form, topic=topic or _of_the_sentence(reading, naming, form), year=year)
    told = dated(reading, mention, naming.sentence)
    return told if told.held_on else dated(reading, told, setting(reading, naming.start))


def _of_the_sentence(reading: Reading, naming: Naming, form: str) -> str | None:
    """The topic of a special meeting that its name leaves out, where its sentence speaks of one campaign and no other."""
    found = only_topic(reading, naming.sentence) if form == "special" else None
    return found[0] if found else None


def _of_its_campaign(reading: Reading, mention: MeetingMention) -> MeetingMention:
    """A special meeting named by that word alone, and in no sentence on a campaign, is of the only one that the text speaks of."""
    if mention.form != "special" or mention.topic is not None:
        return mention
    found = only_topic(reading, Span(0, len(reading.document.text)))
    return replace(mention, topic=found[0], year=mention.year or found[1]) if found else mention


def _is_of_another_meeting(reading: Reading, verb: Cue, naming: Naming) -> bool:
    """Whether another meeting is held, which only deals with the one named: 召开会议，研究民主生活会工作; 民主生活会征求意见座谈会."""
    if _DEALT_WITH[reading.document.language].match(reading.document.lower, naming.end):
        return naming.kind in LIFE_MEETINGS
    between = [t for t in other_terms(reading) if verb.end <= t.start and t.end < naming.start]
    named = meeting_terms(reading) if between else []
    return any(not any(n.start <= b.start and b.end <= n.end for n in named) for b in between)


_DEALT_WITH: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("会?(?:会前|准备会?|筹备|征求意见|督导|工作|方案|部署|动员|通报会|情况)"),
    "en": re.compile(r" (?:preparat|work plan|supervision training|briefing|opinion|mobili[sz]ation)"),
}


def _accounts_for(reading: Reading, naming: Naming) -> bool:
    """Whether a sentence reports on the rectification of a meeting, which then was an earlier one, "held in March"."""
    before = {i for c in within(reading.cues, naming.sentence.start, naming.start) for i in c.ids}
    return {"notify", "rectification"} <= before


def _holding_verb(reading: Reading, naming: Naming) -> Cue | None:
    cues = within(reading.cues, *naming.sentence)
    holding = {"hold", "hold_study"} if naming.kind == "theory_study_session" else {"hold"}
    verbs = [c for c in cues if c.ids & holding and c.end <= naming.start and not _between_namings(reading, c, naming)]
    verbs = [c for c in verbs if not _IS_PURPOSE.search(reading.document.lower, max(0, c.start - 30), c.start)]
    after = [c for c in cues if "held_passive" in c.ids and c.start >= naming.end]
    after = [c for c in after if not _NEW_CLAUSE.search(reading.document.text, naming.end, c.start)]
    if any("future_hold" in c.ids and abs(c.start - naming.end) < 160 and not _is_of_a_later_one(reading, c, naming) for c in cues):
        return None
    nearest = verbs[-1:] or after[:1]
    return nearest[0] if nearest else None


def _is_of_a_later_one(reading: Reading, cue: Cue, naming: Naming) -> bool:
    """Whether a cue speaks of a meeting named after this one: a study before the annual meeting, "which will be held in January"."""
    return any(naming.end < t.start and t.end <= cue.start for t in meeting_terms(reading))


_IS_PURPOSE = re.compile(r"(?:\bin order |\bso as |[.,;\n] ?)to (?:successfully |well )?$")  # "in order to hold the meeting well"


def _visiting_verb(reading: Reading, naming: Naming) -> Cue | None:
    """The verb that tells who came to a meeting, which then was held: 到荔浦市指导市委常委班子民主生活会."""
    verbs = [c for c in within(reading.cues, naming.sentence.start, naming.start) if c.ids & (VISITS | {"preside"})]
    ends = _CLAUSE_ENDS[reading.document.language]
    if naming.kind not in LIFE_MEETINGS or not verbs or not ends.match(reading.document.lower, naming.end):
        return None
    return verbs[-1] if _tells_a_visit(reading, naming, verbs[-1]) else None


def _tells_a_visit(reading: Reading, naming: Naming, verb: Cue) -> bool:
    """Whether somebody named came, to a meeting of a body or a day that is named: not whoever comes to such meetings."""
    text, start = reading.document.text, naming.sentence.start
    if _NEW_CLAUSE.search(text, verb.end, naming.start) or _CALLED_FOR.search(text, start, verb.start):
        return False
    of_a_body = any(verb.end <= o.start and o.end <= naming.start for o in reading.organizations)
    of_a_day = any(start <= d.start < naming.start for d in reading.dates)
    return (of_a_body or of_a_day) and any(start <= p.start < verb.start for p in reading.people)


_CLAUSE_ENDS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[，。；\n]|并|$|(?:时|上)?(?:指出|强调|要求)"),
    "en": re.compile(r"[,.;\n]|$| (?:of|and|held)\b"),
}
_CALLED_FOR = re.compile(r"[要将应须请拟]|部署|安排|\b(?:will|should|must|shall|asked|required)\b")
_NEW_CLAUSE = re.compile("[，；。;]|, and ")


def _scene(reading: Reading, naming: Naming) -> Cue | None:
    """The preposition that makes a meeting of a body the scene of what happened on a day: 1月9日，在区委民主生活会上，….

    The day stands right before it: on any other day somebody may speak of what was said at a meeting.
    """
    if naming.kind not in LIFE_MEETINGS or not _SCENE_ENDS.match(reading.document.text, naming.end):
        return None
    for day in reading.dates:
        at = _AT_A_MEETING.match(reading.document.text, day.end, naming.start) if naming.sentence.start <= day.start else None
        if at and any(at.end("preposition") <= o.start and o.end <= naming.start for o in reading.organizations):
            return Cue(*at.span("preposition"), frozenset({"attend"}))
    return None


# Up to the name of the meeting nothing may end the phrase that the preposition begins.
_AT_A_MEETING = re.compile("(?:上午|下午|晚上?)?，?(?P<preposition>在)[^，。；]*$")
_SCENE_ENDS = re.compile("上，")


def _between_namings(reading: Reading, verb: Cue, naming: Naming) -> bool:
    """Whether words that belong to another clause stand between a verb and the naming."""
    between = reading.document.text[verb.end : naming.start]
    return any(mark in between for mark in ("；", "。", ";")) or len(between) > 220


def _is_another(first: MeetingMention, other: MeetingMention) -> bool:
    """Whether a later holding is of another meeting: another body's or another day's, not the same one told again."""
    if other.kind not in LIFE_MEETINGS or first.host is None or other.host is None or other.kind != first.kind:
        return False
    if len(other.host.units) > 1 and other.host.base != first.host.base:
        return True
    days = {first.held_on, other.held_on}
    return len(days) == 2 and None not in days and other.host.name_key == first.host.name_key


def _sentence(reading: Reading, mention: MeetingMention) -> Span:
    return reading.document.sentences[reading.document.sentence_at(mention.start)]


def _dated_by(reading: Reading, subject: MeetingMention, references: Sequence[MeetingMention]) -> MeetingMention:
    """A study session has no year in its name: the life meeting that it prepares tells in which year its day lies."""
    year = next((r.year for r in references if r.relation in COMING and r.year), None)
    if subject.held_on is not None or subject.kind in LIFE_MEETINGS or year is None:
        return subject
    return dated(reading, subject, _sentence(reading, subject), year)


def _distinct(mentions: Sequence[MeetingMention]) -> list[MeetingMention]:
    """One row for each meeting: a second naming of a reference adds nothing."""
    seen: set[tuple[object, ...]] = set()
    kept: list[MeetingMention] = []
    for m in mentions:
        host = None if m.host is None or m.relation != "subject" else m.host.units
        coming = "coming" if m.relation in COMING else m.relation
        identity = (coming, m.kind, m.form, m.topic, m.year, host)
        if identity in seen or (m.relation == "mentioned" and any(k.relation == "mentioned" and m.year in (None, k.year) for k in kept)):
            continue
        if m.relation == "mentioned":
            kept = [k for k in kept if k.relation != "mentioned" or k.year not in (None, m.year)]
        seen.add(identity)
        kept.append(m)
    return kept
