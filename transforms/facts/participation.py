"""Who takes part in a meeting, and in which role.

A sentence is read as a sequence of cue groups: cues with no name between them share the names before the first of them ("X, mayor,
presided over the meeting and made a concluding speech"), or after it where the verb is passive ("presided over by X").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.cues import Cue, within
from transforms.document import Span
from transforms.facts.groups import GroupMention, find_groups
from transforms.facts.speech_verbs import find_speech_verbs
from transforms.facts.statements import StatementMention
from transforms.lexicons import Lexicons
from transforms.names import NameMention
from transforms.reading import Reading
from transforms.titles import TitledName


@dataclass(frozen=True)
class PersonRole:
    """A person in a role, as one clause states it. `position` is the 1-based place in the printed list, None for a single name."""

    name: NameMention
    role: str
    mode: str
    position: int | None
    start: int
    end: int


@dataclass(frozen=True)
class GroupRole:
    """A group or body in a role, as one clause states it."""

    group: GroupMention
    role: str
    mode: str
    start: int
    end: int


@dataclass(frozen=True)
class Attendance:
    """All that a report says on who took part; `absent` holds the labels of those reported absent."""

    people: tuple[PersonRole, ...]
    groups: tuple[GroupRole, ...]
    absent: frozenset[str]


def find_participation(reading: Reading, statements: Sequence[StatementMention]) -> Attendance:
    """The participants of the report's subject meeting, each with every role that the text states."""
    clauses = [c for sentence in _narrative(reading, statements) for c in _cue_groups(reading, sentence)]
    absent = frozenset(p.name.label for c in clauses if "absent" in c.ids for p in c.people)
    stated = [r for c in clauses if "absent" not in c.ids for r in _person_roles(c) if r.name.label not in absent]
    people = _settled([*stated, *_only_heard(reading, stated, statements, absent)], statements)
    groups = _group_roles(reading, clauses, people)
    return Attendance(tuple(people), tuple(groups), absent)


def _only_heard(
    reading: Reading, stated: Sequence[PersonRole], statements: Sequence[StatementMention], absent: frozenset[str]
) -> Iterable[PersonRole]:
    """Those who take part only by what they say there, with a title that tells why they do."""
    known = {r.name.label for r in stated} | absent
    titled = {p.name.start: p for p in reading.people}
    for statement in statements:
        person = titled.get(statement.speaker.start) if statement.speaker else None
        if person is not None and person.name.label not in known and person.titles and not _is_aside(reading, person):
            role = "supervisor" if _supervises(person) else "speaker"
            yield PersonRole(person.name, role, "in_person", None, statement.start, statement.end)


# --- sentences and their cue groups ---------------------------------------------------------------------------------------


@dataclass
class _Clause:
    """Cues that share their subject, and that subject: names or a group."""

    cues: list[Cue]
    people: list[TitledName]
    subject: Span
    sentence: Span
    start: int = 0
    end: int = 0
    ids: set[str] = field(default_factory=set)


_PASSIVE = frozenset({"preside_by", "attend_by", "observe_by"})
_FRONTED = frozenset({"on_behalf", "concluding_speech", "comment"})
_ACTS = frozenset(
    "preside preside_by attend attend_by observe_by supervise comment observe speak concluding_speech speech pledge_speech on_behalf "
    "inspection absent video notify".split()
)


def _narrative(reading: Reading, statements: Sequence[StatementMention]) -> Iterable[Span]:
    """The sentences that tell what happened: not headlines, and of a statement only what stands before the verb of speech."""
    verbs = find_speech_verbs(reading.document, reading.lexicons)
    for sentence in reading.document.sentences:
        if reading.in_headline(sentence.start):
            continue
        statement = next((s for s in statements if s.start < sentence.end and sentence.start < s.end), None)
        if statement is None:
            yield sentence
        elif sentence.start <= statement.start:
            verb = next((v for v in verbs if statement.start <= v.start < sentence.end), None)
            yield Span(sentence.start, verb.end if verb else sentence.end)


def _cue_groups(reading: Reading, sentence: Span) -> list[_Clause]:
    cues = [c for c in within(reading.cues, *sentence) if c.ids & _ACTS and not _is_delegate(reading, c)]
    people = [p for p in reading.people if sentence.start <= p.name.start < sentence.end and not _is_aside(reading, p)]
    clauses: list[_Clause] = []
    position = sentence.start
    for cue in cues:
        named = [p for p in people if position <= p.name.start < cue.start]
        gap = Span(position, cue.start)
        if clauses and not named and (_is_object(clauses[-1]) or not find_groups(reading, gap)):
            clauses[-1].cues.append(cue)
        else:
            clauses.append(_Clause([cue], named, gap, sentence))
        position = max(cue.end, position)
    _give_subjects(clauses, people, sentence)
    for clause in clauses:
        clause.ids = {i for c in clause.cues for i in c.ids}
        clause.start = min([clause.cues[0].start, *(p.start for p in clause.people)])
        clause.end = max([clause.cues[-1].end, *(p.end for p in clause.people)])
    return clauses


def _is_delegate(reading: Reading, cue: Cue) -> bool:
    """Whether 代表 is the noun, as in 群众代表列席: the verb has an object, the body on whose behalf somebody speaks."""
    text = reading.document.text
    if text[cue.start : cue.end] != "代表":
        return False
    return _NO_OBJECT.match(text, cue.end) is not None or any(c.start == cue.end and c.ids & _ACTS for c in reading.cues)


_NO_OBJECT = re.compile("[、，。；：）和及与等的们\\n]|$")


def _is_aside(reading: Reading, person: TitledName) -> bool:
    """Whether a name only stands in for something that is the person's: a speech, a case, an instruction."""
    tail = reading.document.lower[person.name.end : person.name.end + 3]
    if tail.startswith("'s ") or _is_byline(reading, person.name):
        return True
    return any(t.head == "general_secretary" for t in person.titles) and not _acts(reading, person)


def _acts(reading: Reading, person: TitledName) -> bool:
    """Whether a cue of presiding follows the name directly, as it does for the leader who presides."""
    return any("preside" in c.ids and 0 <= c.start - person.end <= 2 for c in reading.cues)


def _is_object(clause: _Clause) -> bool:
    """Whether what follows the clause's last cue is its object: the body on whose behalf somebody speaks."""
    return "on_behalf" in clause.cues[-1].ids


def _give_subjects(clauses: list[_Clause], people: Sequence[TitledName], sentence: Span) -> None:
    """Passive verbs take the names after them; a fronted phrase ("On behalf of …, X did") joins the clause that follows."""
    for index, clause in enumerate(clauses):
        upper = clauses[index + 1].cues[0].start if index + 1 < len(clauses) else sentence.end
        following = [p for p in people if clause.cues[-1].end <= p.name.start < upper]
        passive = any(c.ids & _PASSIVE for c in clause.cues)
        if passive and not clause.people and following:
            count = 1 if any("preside_by" in c.ids for c in clause.cues) else len(following)
            clause.people = following[:count]
            if index + 1 < len(clauses):
                taken = {id(p) for p in clause.people}
                clauses[index + 1].people = [p for p in clauses[index + 1].people if id(p) not in taken]
                clauses[index + 1].subject = Span(clause.people[-1].end, clauses[index + 1].subject.end)
        elif not clause.people and following and index == 0 and _FRONTED & {i for c in clause.cues for i in c.ids}:
            clause.people = following[:1]
    _join_fronted(clauses)


def _join_fronted(clauses: list[_Clause]) -> None:
    """Join "On behalf of …" with the clause after it that has the subject."""
    if len(clauses) > 1 and "on_behalf" in {i for c in clauses[0].cues for i in c.ids} and clauses[0].people == clauses[1].people[:1]:
        clauses[1].cues = clauses[0].cues + clauses[1].cues
        del clauses[0]


def _is_byline(reading: Reading, name: NameMention) -> bool:
    """Whether a name stands in a byline: "(Reporter Di Jian)", 记者 于航."""
    before = reading.document.lower[max(0, name.start - 30) : name.start].rstrip(" :：/")
    words = _byline_words(reading.lexicons)
    return any(before.endswith(w) and not (w.isascii() and before[: -len(w)][-1:].isalpha()) for w in words)


@lru_cache(maxsize=8)
def _byline_words(lexicons: Lexicons) -> tuple[str, ...]:
    return tuple(e["word"] for e in lexicons["name_context"] if e["kind"] == "before_a_byline" and e["word"] != "by")


# --- roles ----------------------------------------------------------------------------------------------------------------


def _person_roles(clause: _Clause) -> Iterable[PersonRole]:
    listed = len(clause.people) > 1
    mode = "video" if "video" in clause.ids else "in_person"
    for place, person in enumerate(clause.people, 1):
        for role in _roles(clause.ids, listed):
            fitting = "supervisor" if role in ("attendee", "speaker") and _supervises(person) else role
            yield PersonRole(person.name, fitting, mode, place if listed else None, clause.start, clause.end)


_SUPERVISING_UNITS = frozenset({"supervisory_group", "inspection_team"})


def _supervises(person: TitledName) -> bool:
    """Whether a person's title is one of a body that is sent to supervise."""
    return any(t.organization is not None and t.organization.unit in _SUPERVISING_UNITS for t in person.titles)


def _roles(ids: set[str], listed: bool) -> list[str]:
    """The roles that a set of cues gives to their subject."""
    if ids & {"preside", "preside_by"}:
        return ["presider", *(["concluding_speaker"] if ids & {"concluding_speech", "speech"} else []), *_reporter(ids, listed)]
    if ids & {"observe", "observe_by"}:
        return ["observer"]
    if ids & {"supervise", "comment"}:
        return ["supervisor"]
    roles = _reporter(ids, listed)
    if ids & {"concluding_speech", "pledge_speech"} and not listed:
        return [*roles, "concluding_speaker"]
    if roles:
        return roles
    if ids & {"speak", "inspection"}:
        return ["speaker"]
    if ids & {"attend", "attend_by", "video", "notify"}:
        return ["attendee"]
    return []


def _reporter(ids: set[str], listed: bool) -> list[str]:
    return ["group_reporter"] if {"on_behalf", "inspection"} <= ids and not listed else []


def _settled(stated: Sequence[PersonRole], statements: Sequence[StatementMention]) -> list[PersonRole]:
    """One row for a person and role. A presider whose demands are reported concludes; `attendee` is for those with no other role."""
    roles: dict[str, dict[str, PersonRole]] = {}
    for row in stated:
        roles.setdefault(row.name.label, {}).setdefault(row.role, row)
    video = {row.name.label for row in stated if row.mode == "video"}
    speakers = {s.speaker.label: s for s in statements if s.speaker is not None}
    settled: list[PersonRole] = []
    for label, own in roles.items():
        if "presider" in own:
            own = {r: row for r, row in own.items() if r not in ("speaker", "attendee", "supervisor", "observer")}
            if label in speakers and "concluding_speaker" not in own:
                own["concluding_speaker"] = _concluding(own["presider"], speakers[label])
        elif list(own) == ["attendee"] and label in speakers:
            own = {"speaker": _in_role(own["attendee"], "speaker")}
        elif len(own) > 1:
            own = {r: row for r, row in own.items() if r != "attendee"}
            if "observer" in own or "supervisor" in own:
                own = {r: row for r, row in own.items() if r not in ("speaker", "concluding_speaker")}
            if "observer" in own:
                own.pop("supervisor", None)
        settled += [_with_mode(row, label in video) for row in own.values()]
    return settled


def _concluding(presider: PersonRole, statement: StatementMention) -> PersonRole:
    return PersonRole(statement.speaker or presider.name, "concluding_speaker", presider.mode, None, statement.start, statement.end)


def _in_role(row: PersonRole, role: str) -> PersonRole:
    return PersonRole(row.name, role, row.mode, row.position, row.start, row.end)


def _with_mode(row: PersonRole, video: bool) -> PersonRole:
    return PersonRole(row.name, row.role, "video" if video else "in_person", row.position, row.start, row.end)


_GROUP_ROLES = (("observe", "observer"), ("supervise", "supervisor"), ("comment", "supervisor"), ("attend", "attendee"))


def _group_roles(reading: Reading, clauses: Sequence[_Clause], people: Sequence[PersonRole]) -> list[GroupRole]:
    """Groups that attend. Members who speak one by one are named here only where no attendance is reported at all."""
    found: dict[tuple[str, str], GroupRole] = {}
    for clause in clauses:
        role = next((role for cue, role in _GROUP_ROLES if cue in clause.ids), None)
        if role is not None and "absent" not in clause.ids:
            _add_groups(reading, clause, role, found)
    if not found and not any(p.position for p in people):
        for clause in clauses:
            if clause.ids & {"speak", "inspection"} and "material" not in clause.ids and not clause.people:
                _add_groups(reading, clause, "attendee", found)
    return list(found.values())


def _add_groups(reading: Reading, clause: _Clause, role: str, found: dict[tuple[str, str], GroupRole]) -> None:
    mode = "video" if "video" in clause.ids else "in_person"
    spans = [clause.subject] if not clause.people else _residue(reading, clause)
    for group in (g for span in spans for g in find_groups(reading, span)):
        found.setdefault((group.label.lower(), role), GroupRole(group, role, mode, group.start, clause.end))


_ENDS_AN_ITEM = re.compile(r"(?:[、，,；;]|和|及|与|and)\s*$")


def _residue(reading: Reading, clause: _Clause) -> list[Span]:
    """What is left of the subject when its names and their titles are taken away; not a word that belongs to a title."""
    spans: list[Span] = []
    position = clause.subject.start
    for person in sorted(clause.people, key=lambda p: p.start):
        if person.start > position and _ENDS_AN_ITEM.search(reading.document.text[position : person.start]):
            spans.append(Span(position, person.start))
        position = max(position, person.end)
    return [s for s in [*spans, Span(position, max(position, clause.subject.end))] if s.end > s.start]
