"""The meetings that a report speaks of: the one it is about, and those that it prepares, announces, accounts for or mentions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from transforms.cleaning import Language
from transforms.cues import Cue, within
from transforms.dates import DateMention, resolve
from transforms.document import Document, Span
from transforms.facts.genre import is_news
from transforms.facts.hosts import find_host, joint_hosts
from transforms.lexicons import Lexicons
from transforms.organizations import OrganizationMention
from transforms.phrases import Match, PhraseMatcher
from transforms.reading import Reading

LIFE_MEETINGS = ("democratic_life_meeting", "organizational_life_meeting")


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


def find_meetings(reading: Reading) -> list[MeetingMention]:
    """All meetings of the report, subjects first; none where the text reports no meeting."""
    namings = _namings(reading)
    subjects = _subjects(reading, namings)
    if not subjects or not is_news(reading.document, reading.lexicons):
        return []
    references = list(_references(reading, namings, subjects))
    return _distinct([*(_dated_by(reading, s, references) for s in subjects), *references])


# --- what a naming of a meeting says --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Naming:
    """A place where a meeting is named, with the words around it that tell which."""

    start: int
    end: int
    context: Span
    sentence: Span
    kind: str
    special: bool
    annual: bool
    topic: str | None
    topic_year: int | None
    year: int | None
    last_year: bool
    anaphoric: bool


_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!-\d)")


def _namings(reading: Reading) -> list[_Naming]:
    document = reading.document
    terms = [m for m in _term_matcher(reading.lexicons, document.language).find(document) if not _inside_title(document, m)]
    namings = []
    for index, term in enumerate(terms):
        sentence = document.sentences[document.sentence_at(term.start)]
        previous = max((t.end for t in terms[:index]), default=0)
        following = min((t.start for t in terms[index + 1 :]), default=len(document.text))
        left = max(sentence.start, previous, _last_break(reading, sentence.start, term.start))
        right = min(sentence.end, following, _next_break(document, term.end, sentence.end))
        namings.append(_naming(reading, term, sentence, Span(left, right)))
    return namings


def _inside_title(document: Document, term: Match[str]) -> bool:
    """Whether the words stand in the title of a regulation: 《…民主生活会若干规定》."""
    before = document.text[max(0, term.start - 60) : term.start]
    return before.rfind("《") > before.rfind("》") if document.language == "zh" else False


def _last_break(reading: Reading, start: int, end: int) -> int:
    """Where the naming's own words begin: after the verb that governs it."""
    cues = [c for c in within(reading.cues, start, end) if c.ids & {"hold", "future_hold", "notify"}]
    breaks = [c.end for c in cues]
    breaks += [start + m.end() for m in re.finditer(r"[;；。]", reading.document.text[start:end])]
    return max(breaks, default=start)


def _next_break(document: Document, start: int, end: int) -> int:
    match = re.compile(r"[,;，；。：]|\band\b(?! education| rectification| inspection)" if document.language == "en" else r"[，；。：、]").search(document.lower, start, end)
    return match.start() if match else end


def _naming(reading: Reading, term: Match[str], sentence: Span, context: Span) -> _Naming:
    document = reading.document
    before, after = document.lower[context.start : term.start], document.lower[term.end : context.end]
    cues = {i for c in within(reading.cues, *context) for i in c.ids}
    near = {i for c in within(reading.cues, max(context.start, term.start - 60), term.start) for i in c.ids}
    topic = _topic(reading, context, term)
    years = [int(y) for y in _YEAR.findall(before)] or [int(y) for y in _YEAR.findall(after)]
    return _Naming(
        term.start,
        term.end,
        context,
        sentence,
        term.value,
        special=_is_special(reading, context.start, term.start),
        annual="annual" in near or "年度" in before,
        topic=topic[0] if topic else None,
        topic_year=topic[1] if topic else None,
        year=years[-1] if years else None,
        last_year="last_year" in cues,
        anaphoric=_is_anaphoric(reading, term, context),
    )


def _is_special(reading: Reading, start: int, end: int) -> bool:
    """Whether the word for "special" belongs to the meeting, which it does only beside its name."""
    return any("special" in c.ids and end - c.end <= 12 for c in within(reading.cues, start, end))


def _is_anaphoric(reading: Reading, term: Match[str], context: Span) -> bool:
    """Whether the naming points back: "this democratic life meeting", 这次民主生活会."""
    before = reading.document.lower[max(context.start, term.start - 40) : term.start]
    if reading.document.language == "zh":
        return re.search(r"(?:这次|本次|此次|这一次)(?:\S{0,12})$", before) is not None
    return re.search(r"\bthis (?:special |annual |year's )?(?:\w+ ){0,2}$", before) is not None


def _topic(reading: Reading, context: Span, term: Match[str]) -> tuple[str, int | None] | None:
    found = [m for m in _topic_matcher(reading.lexicons, reading.document.language).find(reading.document) if context.start <= m.start and m.end <= context.end]
    if not found:
        return None
    nearest = min(found, key=lambda m: min(abs(term.start - m.end), abs(m.start - term.end)))
    return nearest.value


# --- the subject ----------------------------------------------------------------------------------------------------------


def _subjects(reading: Reading, namings: Sequence[_Naming]) -> list[MeetingMention]:
    body = [n for n in namings if not reading.in_headline(n.start)]
    held = _combined([h for n in body if not n.anaphoric and (h := _held(reading, n)) is not None])
    if not held:
        return []
    title = next((n for n in namings if reading.in_headline(n.start) and n.kind == held[0].kind), None)
    first, *rest = [_from_title(held[0], title), *held[1:]]
    hosts = joint_hosts(reading, first.host) if first.host else []
    told = [_completed(first, h) for h in rest if h.kind == first.kind and h.host and h.host.units in [j.units for j in hosts]]
    if len(hosts) > 1 and told:
        return told  # a round-up: its first sentence only sums up the meetings that follow
    return [first, *(_completed(first, h) for h in rest if _is_another(first, h))]


def _held(reading: Reading, naming: _Naming) -> MeetingMention | None:
    """The meeting that a naming says was held; None where no verb of holding governs it."""
    verb = _holding_verb(reading, naming)
    if verb is None:
        return None
    host = find_host(reading, naming.sentence, Span(naming.context.start, naming.end), verb)
    kind = "other" if naming.kind == "preparatory" else naming.kind
    mention = MeetingMention(naming.start, naming.end, "subject", kind, status="held", host=host)
    if kind in LIFE_MEETINGS:
        mention = replace(mention, **_identity(naming))
    return _dated(reading, mention, naming.sentence)


def _holding_verb(reading: Reading, naming: _Naming) -> Cue | None:
    cues = within(reading.cues, *naming.sentence)
    verbs = [c for c in cues if "hold" in c.ids and c.end <= naming.start and not _between_namings(reading, c, naming)]
    after = [c for c in cues if "held_passive" in c.ids and c.start >= naming.end and not _NEW_CLAUSE.search(reading.document.text, naming.end, c.start)]
    if any("future_hold" in c.ids and abs(c.start - naming.end) < 160 for c in cues):
        return None
    nearest = verbs[-1:] or after[:1]
    return nearest[0] if nearest else None


_NEW_CLAUSE = re.compile("[，；。;]|, and ")


def _between_namings(reading: Reading, verb: Cue, naming: _Naming) -> bool:
    """Whether words that belong to another clause stand between a verb and the naming."""
    between = reading.document.text[verb.end : naming.start]
    return any(mark in between for mark in ("；", "。", ";")) or len(between) > 220


def _identity(naming: _Naming) -> dict[str, object]:
    special = naming.special or (naming.topic is not None and not naming.annual)
    form = "special" if special and not (naming.annual and not naming.special) else "annual"
    year = naming.year if naming.year is not None else naming.topic_year if special else None
    return {"form": form, "topic": naming.topic, "year": year}


def _combined(held: Sequence[MeetingMention]) -> list[MeetingMention]:
    """An annual and a special meeting named in one sentence are one meeting: annual, with the topic."""
    joined: list[MeetingMention] = []
    for mention in held:
        last = joined[-1] if joined else None
        if last and last.kind == mention.kind and mention.start - last.end < 120 and {last.form, mention.form} == {"annual", "special"}:
            joined[-1] = replace(last, form="annual", topic=last.topic or mention.topic, year=last.year or mention.year)
        else:
            joined.append(mention)
    return joined


def _from_title(mention: MeetingMention, title: _Naming | None) -> MeetingMention:
    """What only the headline says of the meeting: its year, form or topic."""
    if title is None or mention.kind not in LIFE_MEETINGS:
        return mention
    if mention.topic is None and title.topic and title.special:
        mention = replace(mention, topic=title.topic, form="special" if mention.form == "annual" and mention.year is None else mention.form)
    return replace(mention, year=mention.year or title.year)


def _is_another(first: MeetingMention, other: MeetingMention) -> bool:
    """Whether a later holding is of another meeting: another body's or another day's, not the same one told again."""
    if other.kind not in LIFE_MEETINGS or first.host is None or other.host is None or other.kind != first.kind:
        return False
    if len(other.host.units) > 1 and other.host.base != first.host.base:
        return True
    return other.held_on is not None and other.host.name_key == first.host.name_key


def _completed(first: MeetingMention, other: MeetingMention) -> MeetingMention:
    """A further meeting of a round-up takes form, topic and year from the sentence that sums them up."""
    if other.year is not None and other.topic is not None:
        return other
    same_form = other.form == first.form
    return replace(other, topic=other.topic or (first.topic if same_form else None), year=other.year or first.year)


def _dated(reading: Reading, mention: MeetingMention, sentence: Span, year: int | None = None) -> MeetingMention:
    dates = [d for d in reading.dates if sentence.start <= d.start < sentence.end and not _part_of_naming(d, mention)]
    dates = [d for d in dates if not _DATELINE.match(reading.document.text, d.end)]
    if not dates:
        return mention
    chosen = min(dates, key=lambda d: abs(d.start - mention.start))
    held_on, basis = resolve(chosen, reading.document.published_on, mention.year or year)
    return replace(mention, held_on=held_on, held_on_basis=basis, day_part=chosen.day_part)


_DATELINE = re.compile("[讯电]|消息")


def _dated_by(reading: Reading, subject: MeetingMention, references: Sequence[MeetingMention]) -> MeetingMention:
    """A study session has no year in its name: the life meeting that it prepares tells in which year its day lies."""
    year = next((r.year for r in references if r.relation in ("prepared_for", "announced") and r.year), None)
    if subject.held_on is not None or subject.kind in LIFE_MEETINGS or year is None:
        return subject
    return _dated(reading, subject, reading.document.sentences[reading.document.sentence_at(subject.start)], year)


def _part_of_naming(found: DateMention, mention: MeetingMention) -> bool:
    return found.start < mention.end and mention.start < found.end


# --- the other meetings ---------------------------------------------------------------------------------------------------


def _references(reading: Reading, namings: Sequence[_Naming], subjects: Sequence[MeetingMention]) -> Iterable[MeetingMention]:
    subject = subjects[0]
    pending: list[MeetingMention] = []
    for naming in namings:
        if naming.anaphoric or naming.kind not in LIFE_MEETINGS or any(s.start == naming.start for s in subjects):
            continue
        reference = _reference(reading, naming, subject)
        if reference is not None:
            pending.append(reference)
    yield from _combined_references(pending)


def _reference(reading: Reading, naming: _Naming, subject: MeetingMention) -> MeetingMention | None:
    identity = _identity(naming)
    base = MeetingMention(naming.start, naming.end, "mentioned", naming.kind, host=subject.host)
    base = replace(base, **identity)
    ids = {i for c in within(reading.cues, *naming.sentence) for i in c.ids}
    central = _central_host(reading, naming)
    if central is not None:
        return replace(base, host=central, form="annual", topic=None)
    if _will_be_held(reading, naming):
        return _announced(reading, replace(base, relation="announced", status="announced"), naming, subject)
    if {"rectification"} <= ids and ids & {"notify"} and _is_earlier(naming, subject):
        return _prior(reading, replace(base, relation="rectification_reported"), naming, subject)
    if subject.kind not in LIFE_MEETINGS and (naming.year or naming.special) and not reading.in_headline(naming.start):
        return replace(base, relation="prepared_for", status="announced", host=_own_host(reading, naming) or subject.host)
    return None


def _central_host(reading: Reading, naming: _Naming) -> OrganizationMention | None:
    return next((o for o in reading.organizations if o.unit == "politburo" and naming.sentence.start <= o.start < naming.sentence.end and abs(o.start - naming.end) < 60), None)


def _own_host(reading: Reading, naming: _Naming) -> OrganizationMention | None:
    own = [o for o in reading.organizations if naming.context.start <= o.start and o.end <= naming.context.end and o.unit in ("party_group", "leadership_team", "standing_committee", "party_committee")]
    return own[0] if own else None


def _will_be_held(reading: Reading, naming: _Naming) -> bool:
    return any("future_hold" in c.ids and naming.sentence.start <= c.start < naming.sentence.end for c in reading.cues)


def _is_earlier(naming: _Naming, subject: MeetingMention) -> bool:
    """Whether a naming is of an earlier meeting than the report's own."""
    if naming.last_year or naming.special or naming.topic:
        return not (naming.topic == subject.topic and naming.topic is not None and naming.year in (None, subject.year) and subject.form == "special" and not naming.last_year)
    return naming.year is not None and naming.year != subject.year


def _prior(reading: Reading, base: MeetingMention, naming: _Naming, subject: MeetingMention) -> MeetingMention:
    if naming.year is None and naming.last_year:
        if base.form == "annual":
            return replace(base, year=subject.year - 1 if subject.year else None)
        reference = subject.held_on or reading.document.published_on
        return replace(base, year=base.year or (reference.year - 1 if reference else None))
    return base


def _announced(reading: Reading, base: MeetingMention, naming: _Naming, subject: MeetingMention) -> MeetingMention:
    dated = _dated(reading, base, naming.sentence)
    if dated.held_on is None and base.kind in LIFE_MEETINGS and subject.kind not in LIFE_MEETINGS:
        dated = replace(dated, relation="prepared_for")
    if dated.held_on and reading.document.published_on and dated.held_on < reading.document.published_on and dated.held_on_basis == "published":
        dated = replace(dated, held_on=_a_year_later(dated.held_on))
    if dated.form == "special" and dated.year is None and dated.held_on is not None:
        dated = replace(dated, year=dated.held_on.year)
    return replace(dated, status="announced", host=_own_host(reading, naming) or subject.host)


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


def _distinct(mentions: Sequence[MeetingMention]) -> list[MeetingMention]:
    """One row for each meeting: a second naming of a reference adds nothing."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for m in mentions:
        host = None if m.host is None or m.relation != "subject" else m.host.units
        coming = "coming" if m.relation in ("announced", "prepared_for") else m.relation
        identity = (coming, m.kind, m.form, m.topic, m.year, host)
        if identity in seen or (m.relation == "mentioned" and any(k.relation == "mentioned" and m.year in (None, k.year) for k in kept)):
            continue
        if m.relation == "mentioned":
            kept = [k for k in kept if k.relation != "mentioned" or k.year not in (None, m.year)]
        seen.add(identity)
        kept.append(m)
    return kept


@lru_cache(maxsize=8)
def _term_matcher(lexicons: Lexicons, language: Language) -> PhraseMatcher[str]:
    return PhraseMatcher(((p, e.id) for p, e in lexicons["meeting_terms"].phrases(language)), language)


@lru_cache(maxsize=8)
def _topic_matcher(lexicons: Lexicons, language: Language) -> PhraseMatcher[tuple[str, int | None]]:
    phrases = (
        (phrase, (entry["subtype"], int(entry["year"]) if entry["year"] else None))
        for entry in lexicons["meeting_types"]
        for phrase in entry[f"{language}_topics"].split("|")
        if phrase
    )
    return PhraseMatcher(phrases, language)
