"""Places, and the bodies that are there."""

from transforms.lexicon_files.columns import BY_PHRASE, NOTE, choice, identifier, language, of_table, phrases, variants
from transforms.lexicon_files.schema import LexiconColumn as Column
from transforms.lexicon_files.schema import LexiconFile as File

_AREA = Column("area_id", "code of GB/T 2260, six digits", "area", required=True, references="areas")

FILES = (
    File(
        "areas",
        "a province, prefecture or county that existed at any time since 2010; the table `area`",
        "its names, with and without the word for its level",
        (Column("area_id", "code of GB/T 2260, six digits", "area", required=True), *of_table("area", phrases=True)[1:]),
    ),
    File(
        "area_end_years",
        "a code that lapsed",
        "the day of the report: a lapsed name is read only near its time",
        (_AREA, Column("last_year", "the last year in which the code was in force", "year", required=True)),
    ),
    File(
        "area_names",
        "what the names in `areas` cannot tell",
        "as the names in `areas`",
        (
            _AREA,
            Column("name_en", "another English name, in the place of the pinyin", "en"),
            *variants(),
            Column("needs_suffix", "languages in which the bare name is an ordinary word", values=("zh", "en"), separator="|"),
            NOTE,
        ),
    ),
    File(
        "org_types",
        "a type of body; those of the level `central` are one body each, wherever they are named",
        "the whole name of a central body; the other rows are for annotators and are not looked for",
        (
            identifier("org_type_id"),
            *phrases(),
            Column("org_class", "kind of body: the column `kind` of `organization`", required=True),
            choice("level", "level of the body", "central", "provincial", "prefecture", "county", "township", "basic", "varies"),
        ),
        owns=True,
    ),
    File(
        "organization_units",
        "a part of the names of bodies: 党组, 政府, bureau",
        f"{BY_PHRASE}; a body is a chain of units with a place or a level before it",
        (identifier("unit_id"), Column("org_class", "kind of body", required=True, references="org_types.org_class"), *phrases()),
        owns=True,
    ),
    File(
        "organization_context",
        "a word that is no part of the name of a body",
        "as it is written",
        (
            identifier("word_id"),
            Column("word", "the word", required=True, literal=True),
            choice("kind", "what it tells", "not_in_a_name", "bureau_field"),
        ),
        unique=("word", "kind"),
    ),
    File(
        "organization_fields",
        "what tells bodies of one unit apart: 卫生健康, 妇女",
        f"{BY_PHRASE}, before or in the word of a unit; in English its id, from the words of the field",
        (identifier("field_id"), *(c for c in phrases() if c.name != "en_variants")),
        owns=True,
    ),
    File("levels", "a word for a level", BY_PHRASE, (identifier("level_id"), *phrases()), ids="fixed", owns=True),
    File(
        "group_nouns",
        "a noun that makes a group of people",
        "as it is written, at the end of a label",
        (identifier("noun_id"), *phrases(literal=True)),
        owns=True,
    ),
    File(
        "group_words",
        "a word before or behind a group, or one that shows that there is none",
        "as it is written",
        (
            identifier("word_id"),
            language(),
            choice("kind", "where it stands", "leads_a_group", "begins_a_group", "follows_a_group", "tells_an_action", "governs_an_object"),
            Column("word", "the word", required=True, literal=True),
        ),
        unique=("language", "kind", "word"),
    ),
)
