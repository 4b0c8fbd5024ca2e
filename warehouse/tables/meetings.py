"""What happened at a meeting and what was said there."""

from warehouse.schema import Table, date, integer, key, report_key, span, text
from warehouse.tables.entities import FORMS, MEETING_KINDS

STEP_MODALITIES = ("reported", "demanded")
ROLES = ("presider", "group_reporter", "concluding_speaker", "speaker", "supervisor", "observer", "attendee")
DEADLINE_KINDS = ("stated", "inferred", "at_once", "standing")
AS_OF_BASES = ("stated", "month", "file")
SPEECH_VERBS = ("point_out", "emphasize", "require", "affirm", "study", "state")

PARTICIPATION = Table(
    "participation",
    "observation",
    "A person, organization or group takes part in a meeting in a role.",
    (
        key("meeting_id", "meeting", references="meeting.meeting_id"),
        report_key(),
        key("participant_kind", "what takes part", values=("person", "organization", "group")),
        text("person_id", "the person, where it is one", references="person.person_id"),
        text("organization_id", "the organization, where it is one", references="organization.organization_id"),
        key("label", "as printed; the name for a person"),
        integer("position", "order in the printed list, 1-based, which is rank order; NULL outside lists"),
        key("role", "role in the meeting", values=ROLES),
        key("mode", "how the participant attends", values=("in_person", "video")),
        *span("the clause that states it"),
    ),
    ("report_id", "meeting_id", "participant_kind", "label", "role"),
)

STEP_MENTION = Table(
    "step_mention",
    "observation",
    "A prescribed step that a report states. A step without a row is not reported, which is not the same as not done.",
    (
        report_key(),
        text("meeting_id", "meeting that the step belongs to", references="meeting.meeting_id"),
        key("step_id", "step", references="step.step_id"),
        key("modality", "reported: it was done; demanded: somebody calls for it or promises it", values=STEP_MODALITIES),
        *span("the clause that states it"),
    ),
    ("report_id", "step_id", "start_char", "end_char"),
)

STATEMENT = Table(
    "statement",
    "observation",
    "A block of reported speech, from the speaker's name to the end of the block.",
    (
        key("statement_id", "identifier: report_id, ':s' and a number"),
        report_key(),
        text("meeting_id", "meeting at which it was said", references="meeting.meeting_id"),
        text("speaker_id", "who speaks; NULL when the meeting does", references="person.person_id"),
        key("speaker_label", "speaker as printed"),
        key("verb", "verb of speech", values=SPEECH_VERBS),
        *span("the block"),
    ),
    ("statement_id",),
)

REQUIREMENT = Table(
    "requirement",
    "observation",
    "One item of an explicit enumeration of demands (First… / 一要… / 二是…).",
    (
        report_key(),
        key("statement_id", "statement that it belongs to", references="statement.statement_id"),
        integer("position", "place in the enumeration, 1-based", nullable=False),
        *span("the item, from the ordinal to its end"),
    ),
    ("statement_id", "position"),
)

FORMULA_MENTION = Table(
    "formula_mention",
    "observation",
    "A political formula used in a report.",
    (
        report_key(),
        key("formula_id", "formula", references="formula.formula_id"),
        text("statement_id", "statement that it stands in; NULL outside any", references="statement.statement_id"),
        text("stance", "verb that governs it: defend, support, understand, uphold, achieve and so on"),
        *span("the formula"),
    ),
    ("report_id", "start_char", "end_char"),
)

FORMULA_CANDIDATE = Table(
    "formula_candidate",
    "observation",
    "A quoted or numeral phrase that no lexicon entry covers: the work list by which the lexicon grows.",
    (
        report_key(),
        key("text", "the phrase as printed"),
        *span("the phrase"),
    ),
    ("report_id", "start_char", "end_char"),
)

CITATION = Table(
    "citation",
    "observation",
    "A document, congress, plenum, speech or regulation that a report refers to.",
    (
        report_key(),
        key("document_id", "document", references="document.document_id"),
        *span("the reference"),
    ),
    ("report_id", "document_id", "start_char"),
)

LEDGER_ITEM = Table(
    "ledger_item",
    "ledger",
    "One problem of a rectification list (整改清单, 问题台账), as its first version lists it; later versions add rows to ledger_status, "
    "none here. A batch holds a row for each row of the sheet, whose id names ledger, problem, measure, responsible, deadline, version "
    "and row; publishing keeps as much of it as tells the items apart, and finds organization and meeting by what the sheet calls them.",
    (
        key("item_id", "identifier: ledger_id, and hashes of the problem and of what else tells it from others"),
        key("ledger_id", "the ledger, the same for all its versions: body, place, kind and year of the meeting"),
        text("organization_id", "whose ledger; NULL in a batch", references="organization.organization_id"),
        text("meeting_id", "meeting that found the problem, where a report tells of it; NULL in a batch", references="meeting.meeting_id"),
        text("organization_label", "whose ledger, as the sheet names it"),
        text("organization_key", "name without the place, as organization_mention.name_key; NULL where the name was not understood"),
        text("organization_kind", "org_class of seeds/lexicons/org_types.csv"),
        text("area_id", "place of the body, as the sheet tells it", references="area.area_id"),
        text("meeting_kind", "kind of the meeting that the sheet names", values=MEETING_KINDS),
        text("meeting_form", "its form", values=FORMS),
        text("meeting_topic", "its topic, if it is a special one"),
        integer("meeting_year", "year that it is for; where the sheet names no meeting, the year of the ledger"),
        text("category", "heading under which the ledger lists the problem"),
        key("problem", "the problem as written"),
        text("measure", "the measure as written"),
        text("responsible", "person or body in charge, as written; several columns are separated by '; '"),
        text("deadline", "the deadline as written"),
        date("due_on", "last day of the deadline; NULL where it has none or was not understood"),
        text(
            "deadline_kind",
            "stated: printed with its year; inferred: dated by the year of meeting or ledger; at_once (立行立改): due on the day of the "
            "meeting, else of the first version; standing (长期坚持): without end; NULL where nothing is given or understood",
            values=DEADLINE_KINDS,
        ),
        key("file_id", "file of the first version that lists it", references="source_file.file_id"),
        integer("member", "place of the ledger among the records of the file, 0-based; 0 unless it lies in an archive", nullable=False),
        integer("record", "row in the ledger, 0-based, counted over all sheets", nullable=False),
    ),
    ("item_id",),
)

LEDGER_STATUS = Table(
    "ledger_status",
    "ledger",
    "The state of a ledger item at a date, as one version of the ledger gives it: the rows of an item, in order of as_of, are its history.",
    (
        key("item_id", "item", references="ledger_item.item_id"),
        date("as_of", "date of the version; NULL where the file does not tell"),
        text("as_of_basis", "stated on the sheet; month: its month is stated; file: the workbook's last saving", values=AS_OF_BASES),
        key("status", "state; open where nothing is stated or understood", values=("open", "in_progress", "done", "overdue")),
        date("due_on", "deadline as this version gives it: later than ledger_item.due_on where it was put off"),
        date("settled_on", "day on which it was settled, where the version gives it"),
        text("note", "progress and remarks as written, and what is written of the state where it was not understood"),
        key("file_id", "file that states it", references="source_file.file_id"),
        integer("member", "place of the ledger among the records of the file, 0-based; 0 unless it lies in an archive", nullable=False),
        integer("record", "row in the ledger, 0-based, counted over all sheets", nullable=False),
    ),
    ("item_id", "file_id", "member", "record"),
)

TABLES = (
    PARTICIPATION,
    STEP_MENTION,
    STATEMENT,
    REQUIREMENT,
    FORMULA_MENTION,
    FORMULA_CANDIDATE,
    CITATION,
    LEDGER_ITEM,
    LEDGER_STATUS,
)
