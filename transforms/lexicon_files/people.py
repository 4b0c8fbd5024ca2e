"""People: their names, titles and posts."""

from transforms.lexicon_files.columns import BY_PHRASE, choice, identifier, language, of_table, phrases
from transforms.lexicon_files.schema import LexiconColumn as Column
from transforms.lexicon_files.schema import LexiconFile as File

_RANKS = (
    "national vice_national provincial_full provincial_vice prefecture_full prefecture_vice prefecture_dept_full bureau_rank dept_vice "
    "county_full county_vice section_full township_full varies none"
).split()
_KINDS_OF_CONTEXT = (
    "not_a_name known_name before_a_name after_a_name certain_after_a_name before_a_byline english_word follows_a_place in_a_formula "
    "name_without_surname address"
).split()

FILES = (
    File(
        "posts",
        "a post; the table `post`",
        "a title with its head, held in a body of its unit and level; its names are not looked for",
        (
            *(c for c in of_table("post") if c.name != "rank"),
            choice("rank", "rank of the post or of the body that it belongs to", *_RANKS),
            Column("head", "the head of the title", required=True, references="post_heads"),
            Column(
                "unit",
                "units of the body, from the outermost to the innermost, joined by full stops; any body where empty",
                separator=".",
                references="organization_units",
            ),
            choice("level", "level of the body; any where empty", "province", "prefecture", "county", "township", required=False),
        ),
        unique=("head", "unit", "level"),
    ),
    File(
        "post_aliases",
        "another title for a post",
        "as a post is",
        (
            identifier("alias_id"),
            Column("post_id", "the post", required=True, references="posts"),
            Column("head", "the head of the title", required=True, references="post_heads"),
            Column("unit", "units of the body, as in `posts`", separator=".", references="organization_units"),
            choice("level", "level of the body; any where empty", "province", "prefecture", "county", "township", required=False),
            language(required=False),
        ),
        unique=("head", "unit", "level"),
    ),
    File("post_heads", "the head of a title (书记, mayor)", BY_PHRASE, (identifier("head_id"), *phrases()), owns=True, shortest=2),
    File(
        "surnames",
        "a surname",
        "names that begin with it",
        (
            identifier("surname", "in simplified characters"),
            Column("pinyin", "its reading as a surname", required=True),
            Column("other_pinyin", "other readings and spellings", separator="|", adds=True),
            choice("is_compound", "whether it has two characters or more", "true", "false"),
        ),
    ),
    File(
        "syllables",
        "a syllable as it is typed",
        "given names in pinyin",
        (identifier("syllable"), Column("standard", "its standard spelling", required=True, references="syllables")),
    ),
    File(
        "name_context",
        "a word that stands in, before or after names",
        "as it is written",
        (
            identifier("word_id"),
            Column("word", "the word", required=True, literal=True),
            choice("kind", "what it tells", *_KINDS_OF_CONTEXT),
        ),
        unique=("word", "kind"),
    ),
    File(
        "credits",
        "a word that introduces a credit (记者, Reporter)",
        "its phrases at either end of a text",
        (identifier("credit_id"), choice("is_byline", "whether it names authors", "true", "false"), *phrases()),
        owns=True,
    ),
)
