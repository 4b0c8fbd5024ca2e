"""What happened at a meeting and what was said there."""

from warehouse.schema import Table, date, integer, key, report_key, span, text

STEP_MODALITIES = ("reported", "demanded")
ROLES = ("presider", "group_reporter", "concluding_speaker", "speaker", "supervisor", "observer", "attendee")
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
    "One problem of a rectification list (整改清单, 问题台账).",
    (
        key("item_id", "identifier"),
        text("organization_id", "whose ledger", references="organization.organization_id"),
        text("meeting_id", "meeting at which the problem was found", references="meeting.meeting_id"),
        key("problem", "the problem as written"),
        text("measure", "the measure as written"),
        text("responsible", "person or body in charge, as written"),
        date("due_on", "deadline"),
        key("file_id", "file that first held it", references="source_file.file_id"),
        integer("record", "row in the file, 0-based", nullable=False),
    ),
    ("item_id",),
)

LEDGER_STATUS = Table(
    "ledger_status",
    "ledger",
    "The state of a ledger item at a date, as one version of the ledger gives it.",
    (
        key("item_id", "item", references="ledger_item.item_id"),
        date("as_of", "date of the version"),
        key("status", "state", values=("open", "in_progress", "done", "overdue")),
        text("note", "progress as written"),
        key("file_id", "file that states it", references="source_file.file_id"),
        integer("record", "row in the file, 0-based", nullable=False),
    ),
    ("item_id", "file_id", "record"),
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
