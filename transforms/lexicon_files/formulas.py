"""Formulas, the verbs that govern them, and documents."""

from transforms.lexicon_files.columns import BY_PHRASE, SOURCE, choice, identifier, of_table, phrases, variants
from transforms.lexicon_files.schema import LexiconColumn as Column
from transforms.lexicon_files.schema import LexiconFile as File

_KINDS_OF_DOCUMENT = (
    "congress plenum party_regulation resolution central_decision central_conference speech government_report meeting_document "
    "notice plan book local_congress local_plenum provincial_conference"
).split()

FILES = (
    File(
        "formulas",
        "a political formula (提法); the table `formula`",
        f"{BY_PHRASE}; in Chinese the list of all its components too",
        (
            *of_table("formula", phrases=True),
            Column("components", "the parts of which it is the short name, in Chinese and in order", separator="|"),
            Column("joins", "two formulas that, one beside the other, are this one", separator=" ", references="formulas"),
            *variants(),
            SOURCE,
        ),
        owns=True,
        shortest=2,
    ),
    File(
        "documents",
        "a document, congress, plenum, speech or regulation; the table `document`",
        BY_PHRASE,
        (
            *(c for c in of_table("document", phrases=True) if c.name != "kind"),
            choice("kind", "what it is", *_KINDS_OF_DOCUMENT),
            *variants(),
            Column("date_hint", "when it was held, delivered or issued", "date"),
        ),
        owns=True,
        shortest=2,
    ),
    File(
        "stances",
        "a verb that governs a formula (捍卫, 拥护, 领悟)",
        f"{BY_PHRASE}, before the formula in its clause",
        (identifier("stance_id"), *phrases()),
        owns=True,
        shortest=2,
    ),
    File(
        "plain_phrases",
        "a quoted or numeral phrase that is no formula",
        f"{BY_PHRASE}: never offered as a candidate",
        (identifier("phrase_id"), *phrases()),
        owns=True,
        shortest=2,
    ),
)
