"""Mentions become rows: spans are mapped back to the body, mentions get their keys, and each row has the columns of the registry."""

from collections.abc import Sequence

from transforms.document import Record
from transforms.facts.citations import CitationMention
from transforms.facts.formula_candidates import FormulaCandidate
from transforms.facts.formulas import FormulaMention
from transforms.facts.group_roles import GroupRole
from transforms.facts.meeting_mention import MeetingMention
from transforms.facts.participation import Attendance, PersonRole
from transforms.facts.people import Person, body_before, name_key
from transforms.facts.posts import most_specific, posts_of
from transforms.facts.publication import Publication
from transforms.facts.requirements import RequirementMention
from transforms.facts.statements import StatementMention
from transforms.facts.steps import StepMention
from transforms.facts.whereabouts import Whereabouts
from transforms.organizations import OrganizationMention
from transforms.reading import Reading
from transforms.signature import signature_of
from transforms.titles import Title
from warehouse.registry import of_layer

Row = dict[str, object]
Observations = dict[str, list[Row]]


class Rows:
    """Collects the rows of one report; `tables` holds a list, possibly empty, for every observation table."""

    def __init__(self, reading: Reading, whereabouts: Whereabouts) -> None:
        self.tables: Observations = {table.name: [] for table in of_layer("observation")}
        self._reading = reading
        self._document = reading.document
        self._whereabouts = whereabouts
        self._organizations: dict[tuple[object, ...], str] = {}
        self._people: dict[str, str] = {}
        self._meetings: list[tuple[MeetingMention, str]] = []
        self._statements: list[tuple[StatementMention, str]] = []

    # --- report, meetings, people -----------------------------------------------------------------------------------------

    def add_report(self, record: Record, publication: Publication, is_report: bool, version: str) -> None:
        """The row of `report`."""
        self.tables["report"].append(
            {
                "report_id": self._document.report_id,
                "title": record.title,
                "body": record.body,
                "language": self._document.language,
                "published_on": publication.published_on,
                "published_on_basis": publication.basis,
                "byline": publication.byline,
                "char_count": len(record.body),
                "is_report": is_report,
                "extractor_version": version,
            }
        )

    def add_text(self) -> None:
        """Rows of `sentence`, and the row of `report_signature` unless the text has no words."""
        for number, sentence in enumerate(self._document.sentences, start=1):
            self._add("sentence", sentence.start, sentence.end, position=number)
        if signature := signature_of(self._document):
            self.tables["report_signature"].append({"report_id": self._document.report_id, "signature": signature})

    def add_meetings(self, meetings: Sequence[MeetingMention]) -> None:
        """Rows of `meeting_mention`, with their hosts."""
        for number, meeting in enumerate(meetings):
            meeting_key = self._key("m", number)
            self._meetings.append((meeting, meeting_key))
            self._add(
                "meeting_mention",
                meeting.start,
                meeting.end,
                meeting_mention_id=meeting_key,
                meeting_id=meeting_key,
                relation=meeting.relation,
                kind=meeting.kind,
                form=meeting.form,
                topic=meeting.topic,
                year=meeting.year,
                held_on=meeting.held_on,
                held_on_basis=meeting.held_on_basis,
                day_part=meeting.day_part,
                status=meeting.status,
                host_id=self._organization(meeting.host),
                theme=meeting.theme,
            )

    def add_people(self, people: Sequence[Person]) -> None:
        """Rows of `person_mention` and `membership`."""
        for number, person in enumerate(people):
            person_key = self._key("p", number)
            self._people[name_key(person.first.label)] = person_key
            posts = self._posts_of(person)
            self._add(
                "person_mention",
                person.first.start,
                person.first.end,
                person_mention_id=person_key,
                person_id=person_key,
                label=person.first.printed,
                name_zh=person.name_zh,
                name_pinyin=person.name_pinyin,
                area_id=self._whereabouts.area_of_person([title.body for title, _ in posts]),
            )
            seen: set[str] = set()
            for title, post_id in posts:
                held = post_id or self._printed(title.start, title.end)
                if held not in seen:
                    seen.add(held)
                    self._add_membership(person_key, title, post_id)

    def _posts_of(self, person: Person) -> list[tuple[Title, str | None]]:
        lexicons, language = self._reading.lexicons, self._reading.document.language
        posts = (
            post
            for occurrence in person.occurrences
            for post in posts_of(occurrence, self._host_at(occurrence.start), body_before(self._reading, occurrence), lexicons, language)
        )
        return most_specific(posts, lexicons)

    def _host_at(self, position: int) -> OrganizationMention | None:
        meeting_key = self._meeting_at(position)
        return next(m.host for m, k in self._meetings if k == meeting_key)

    def _add_membership(self, person: str, title: Title, post: str | None) -> None:
        held_on = self._meetings[0][0].held_on
        self._add(
            "membership",
            title.start,
            title.end,
            person_id=person,
            organization_id=self._organization(title.organization),
            post_id=post,
            title=self._printed(title.start, title.end),
            as_of=held_on or self._document.published_on,
        )

    # --- what happened ----------------------------------------------------------------------------------------------------

    def add_participation(self, attendance: Attendance) -> None:
        """Rows of `participation`, people first."""
        for row in attendance.people:
            person = self._people[name_key(row.name.label)]
            self._add_participant(row, participant_kind="person", person_id=person, label=row.name.printed, position=row.position)
        for group in attendance.groups:
            body = group.group.organization
            kind = "organization" if body else "group"
            self._add_participant(group, participant_kind=kind, organization_id=self._organization(body), label=group.group.label)

    def _add_participant(self, row: PersonRole | GroupRole, **values: object) -> None:
        meeting = self._meeting_at(row.start)
        self._add("participation", row.start, row.end, meeting_id=meeting, role=row.role, mode=row.mode, **values)

    def add_steps(self, steps: Sequence[StepMention]) -> None:
        """Rows of `step_mention`."""
        for step in steps:
            meeting = self._meeting_at(step.start)
            self._add("step_mention", step.start, step.end, meeting_id=meeting, step_id=step.step_id, modality=step.modality)

    def add_statements(self, statements: Sequence[StatementMention], requirements: Sequence[RequirementMention]) -> None:
        """Rows of `statement` and `requirement`."""
        for number, statement in enumerate(statements):
            statement_key = self._key("s", number)
            self._statements.append((statement, statement_key))
            speaker = self._people.get(name_key(statement.speaker.label)) if statement.speaker else None
            self._add(
                "statement",
                statement.start,
                statement.end,
                statement_id=statement_key,
                meeting_id=self._meeting_at(statement.start),
                speaker_id=speaker,
                speaker_label=statement.speaker_label,
                verb=statement.verb,
            )
        for requirement in requirements:
            self._add(
                "requirement",
                requirement.start,
                requirement.end,
                statement_id=self._statements[requirement.statement][1],
                position=requirement.position,
            )

    # --- phrases ----------------------------------------------------------------------------------------------------------

    def add_formulas(self, formulas: Sequence[FormulaMention]) -> None:
        """Rows of `formula_mention`."""
        for mention in formulas:
            statement = next((k for s, k in self._statements if s.start <= mention.start < s.end), None)
            values = {"formula_id": mention.formula_id, "statement_id": statement, "stance": mention.stance}
            self._add("formula_mention", mention.start, mention.end, **values)

    def add_candidates(self, candidates: Sequence[FormulaCandidate]) -> None:
        """Rows of `formula_candidate`."""
        for candidate in candidates:
            self._add("formula_candidate", candidate.start, candidate.end, text=candidate.text)

    def add_citations(self, citations: Sequence[CitationMention]) -> None:
        """Rows of `citation`."""
        for citation in citations:
            self._add("citation", citation.start, citation.end, document_id=citation.document_id)

    # --- keys and spans ---------------------------------------------------------------------------------------------------

    def _add(self, table: str, start: int, end: int, **values: object) -> None:
        first, last = self._document.to_body(start, end)
        self.tables[table].append({"report_id": self._document.report_id, **values, "start_char": first, "end_char": last})

    def _key(self, letter: str, number: int) -> str:
        return f"{self._document.report_id}:{letter}{number}"

    def _printed(self, start: int, end: int) -> str:
        return " ".join(self._document.printed(start, end).split())

    def _meeting_at(self, position: int) -> str:
        """The subject meeting that a place of the text belongs to: the last one that was named before it, else the first."""
        subjects = [(m, k) for m, k in self._meetings if m.relation == "subject"]
        return next((k for m, k in reversed(subjects) if m.start <= position), subjects[0][1])

    def _organization(self, mention: OrganizationMention | None) -> str | None:
        """The key of a body; its row of `organization_mention` is made when the body is first needed."""
        if mention is None:
            return None
        area, basis = self._whereabouts.area_of(mention)
        identity = (mention.units, mention.proper, area, mention.level if area is None else None)
        if identity not in self._organizations:
            self._organizations[identity] = self._key("o", len(self._organizations))
            self._add_organization(mention, self._organizations[identity], area, basis)
        return self._organizations[identity]

    def _add_organization(self, mention: OrganizationMention, organization: str, area: str | None, basis: str | None) -> None:
        printed = self._printed(mention.start, mention.end)
        self._add(
            "organization_mention",
            mention.start,
            mention.end,
            organization_mention_id=organization,
            organization_id=organization,
            label=printed,
            org_type_id=None,
            kind=mention.kind(self._reading.lexicons),
            name_key=mention.name_key,
            name_zh=printed if self._document.language == "zh" else None,
            name_en=printed if self._document.language == "en" else None,
            area_id=area,
            area_basis=basis,
        )
