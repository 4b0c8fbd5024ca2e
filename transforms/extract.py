"""One record in, all that its text states out: the rows of every observation table, as the registry declares them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms.areas import Gazetteer
from transforms.document import Record, Span, make_document
from transforms.facts.citations import find_citations
from transforms.facts.formula_candidates import find_formula_candidates
from transforms.facts.meeting_mention import LIFE_MEETINGS, MeetingMention
from transforms.facts.meetings import find_meetings
from transforms.facts.participation import Attendance, find_participation
from transforms.facts.people import find_people, name_key
from transforms.facts.publication import find_publication
from transforms.facts.requirements import find_requirements
from transforms.facts.statements import StatementMention, find_statements
from transforms.facts.steps import StepMention, find_steps
from transforms.facts.whereabouts import Whereabouts, home_of
from transforms.lexicons import Lexicons
from transforms.reading import Reading, read_document
from transforms.rows import Observations, Rows
from transforms.version import extractor_version


class ExtractionError(ValueError):
    """A record from which no report can be made; `reason` is a short code, the message says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def extract(record: Record, lexicons: Lexicons) -> Observations:
    """Rows of the observation tables for one record, one of them in `report`; the entity ids are the report's own mention keys.

    ExtractionError where the record holds no text, or the place that its source profile gives is unknown.
    """
    if not record.body.strip():
        raise ExtractionError("no_text", f"record {record.record} holds no text; look whether the source delivers the article itself")
    if record.area_id is not None and record.area_id not in lexicons["areas"]:
        raise ExtractionError("unknown_area", f"the source profile gives area {record.area_id}, which areas.csv lacks; correct one of them")
    document = make_document(record)
    publication = find_publication(record, document, lexicons)
    document = replace(document, published_on=publication.published_on)
    reading = read_document(document, lexicons, _gazetteer(lexicons))
    meetings = find_meetings(reading)
    statements = find_statements(document, lexicons, reading.names) if meetings else []
    rows = Rows(reading, _home(reading, meetings, statements, record.area_id))
    rows.add_report(record, publication, bool(meetings), extractor_version(lexicons))
    rows.add_text()
    if meetings:
        _add_meeting_facts(rows, reading, meetings, statements)
    _add_phrases(rows, reading)
    return rows.tables


def _add_meeting_facts(
    rows: Rows, reading: Reading, meetings: Sequence[MeetingMention], statements: Sequence[StatementMention]
) -> None:
    attendance = find_participation(reading, statements, meetings[0].kind in LIFE_MEETINGS)
    rows.add_meetings(meetings)
    rows.add_people(find_people(reading))
    rows.add_participation(attendance)
    rows.add_statements(statements, find_requirements(reading.document, reading.lexicons, statements))
    rows.add_steps(_steps(reading, meetings, attendance, statements))


def _steps(
    reading: Reading, meetings: Sequence[MeetingMention], attendance: Attendance, statements: Sequence[StatementMention]
) -> list[StepMention]:
    """The steps, of a life meeting that the report is about or speaks of; only the life meeting itself is commented on and concluded
    in the sense of the procedure, no session that prepares one.
    """
    if not any(m.kind in LIFE_MEETINGS for m in meetings):
        return []
    supervisors = {p.name.label for p in attendance.people if p.role == "supervisor"}
    steps = find_steps(reading.document, reading.lexicons, supervisors, set(_acts(attendance, statements)))
    steps = [s for s in steps if s.step_id != "s19_superior_comment" or not _is_of_presider(reading, attendance, s)]
    return [s for s in steps if meetings[0].kind in LIFE_MEETINGS or s.step_id not in ("s19_superior_comment", "s20_concluding")]


_ACTS = {"presider": "s09_convene", "group_reporter": "s12_team_inspection", "concluding_speaker": "s20_concluding"}


def _acts(attendance: Attendance, statements: Sequence[StatementMention]) -> Iterator[tuple[str, Span]]:
    """The steps that follow from who does what: whoever guides the meeting and speaks comments on it."""
    guides = {name_key(p.name.label) for p in attendance.people if p.role == "supervisor"}
    for person in attendance.people:
        if person.role in _ACTS:
            yield _ACTS[person.role], Span(person.start, person.end)
    for statement in statements:
        if statement.speaker is not None and name_key(statement.speaker.label) in guides:
            yield "s19_superior_comment", Span(statement.start, statement.verb_end)


def _is_of_presider(reading: Reading, attendance: Attendance, step: StepMention) -> bool:
    """Whether the first person of a step is the one who presides: no superior who comments."""
    presiders = {name_key(p.name.label) for p in attendance.people if p.role == "presider"}
    named = next((n for n in reading.names if step.start <= n.start < step.end), None)
    return named is not None and name_key(named.label) in presiders


def _add_phrases(rows: Rows, reading: Reading) -> None:
    rows.add_formulas(reading.formulas)
    rows.add_candidates(find_formula_candidates(reading.document, reading.lexicons))
    rows.add_citations(find_citations(reading.document, reading.lexicons))


def _home(
    reading: Reading, meetings: Sequence[MeetingMention], statements: Sequence[StatementMention], served: str | None
) -> Whereabouts:
    """The place of the report: where its text tells none, the one that its source serves."""
    host = meetings[0].host if meetings else None
    return Whereabouts(reading.gazetteer, home_of(reading, host, [Span(s.start, s.end) for s in statements]) or served)


@lru_cache(maxsize=4)
def _gazetteer(lexicons: Lexicons) -> Gazetteer:
    return Gazetteer(lexicons)
