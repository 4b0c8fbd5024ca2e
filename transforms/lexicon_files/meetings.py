"""Meetings, their prescribed steps, and what is said at them."""

from transforms.lexicon_files.columns import BY_PHRASE, NOTE, choice, identifier, language, of_table, phrases, variants
from transforms.lexicon_files.schema import LexiconColumn as Column
from transforms.lexicon_files.schema import LexiconFile as File

_MEETINGS = (
    File("meeting_terms", "a kind of meeting", BY_PHRASE, (identifier("term_id"), *phrases()), ids="fixed", owns=True),
    File("other_meetings", "a word for meetings of any other kind", BY_PHRASE, (identifier("term_id"), *phrases()), owns=True),
    File(
        "meeting_types",
        "a type of meeting; those with topics give the topics of special meetings",
        "its topics beside the word for a life meeting; its names and variants are for annotators and are not looked for",
        (
            identifier("meeting_type_id"),
            Column("name_zh", "Chinese name", required=True),
            Column("name_en", "English name", required=True),
            Column("zh_variants", "other Chinese names", separator="|"),
            Column("en_variants", "other English names", separator="|"),
            Column("family", "the group of types that it belongs to", required=True),
            Column("subtype", "the column `topic` of `meeting`", required=True),
            Column("year", "the year that a special meeting on that topic is for, where it names none", "year"),
            Column("zh_topics", "words for the topic in Chinese", "zh", separator="|", adds=True),
            Column("en_topics", "words for the topic in English", "en", separator="|", adds=True),
        ),
    ),
    File("cues", "a verb or noun that tells what happens at a meeting", BY_PHRASE, (identifier("cue_id"), *phrases()), ids="fixed"),
    File(
        "genres",
        "a mark of a text that reports no meeting",
        "its pattern, a regular expression in which letter case does not count",
        (
            identifier("mark_id"),
            language(),
            Column("genre", "what kind of text it marks", required=True),
            Column("pattern", "regular expression of Python", "regex", required=True),
            Column("words", "words one of which stands wherever the pattern does", required=True, separator="|", literal=True),
            Column("times", "how often it must occur", "integer", required=True),
            NOTE,
        ),
    ),
)

_STEPS = (
    File("steps", "a prescribed step; the table `step`", "the patterns of `step_patterns`; its names are not looked for", of_table("step")),
    File(
        "step_patterns",
        "one way to state a step",
        "a word of each of its sets, near to one another",
        (
            identifier("pattern_id"),
            Column("step_id", "the step that it states", required=True, references="steps"),
            language(required=False),
            Column("words", "sets of words, in printed order where `order` is `listed`; `a|b` is either set", required=True, separator=" "),
            choice("order", "whether the sets stand in the order in which they are listed", "any", "listed"),
            choice("within", "what must hold all of them", "clause", "sentence", "paragraph"),
            Column("gap", "how many characters may stand between one and the next", "integer"),
            Column("unless", "sets that must not stand near them", separator=" ", references="step_words"),
            choice(
                "unless_within",
                "near means within, `span` from the pattern's first word to its last; as `within` where it is empty",
                *"clause sentence paragraph span".split(),
                required=False,
            ),
            choice(
                "modality", "how it may be read: `reported` never as a demand, `narrated` whoever speaks", "both", "reported", "narrated"
            ),
        ),
    ),
    File("step_words", "a set of words with one meaning", BY_PHRASE, (identifier("word_id"), *variants())),
    File(
        "modality",
        "a set of words that tell demand from report",
        BY_PHRASE,
        (
            identifier("cue_id"),
            choice("kind", "what they do", "demanding", "telling", "call", "hidden", "narration", "citing"),
            *variants(),
        ),
        ids="fixed",
    ),
)

_SPEECH = (
    File(
        "speech_verbs",
        "a set of verbs that report speech",
        f"{BY_PHRASE}; … in a phrase stands for any words of the clause",
        (
            identifier("phrase_id"),
            choice("verb", "the column `verb` of `statement`", "point_out", "emphasize", "require", "affirm", "study", "state"),
            choice(
                "use",
                "what follows: the speech, possibly a noun, praise, nothing yet, never speech",
                "content",
                "ambiguous",
                "praise",
                "lead",
                "never",
            ),
            *phrases(literal=True),
            NOTE,
        ),
        owns=True,
    ),
    File(
        "collective_speakers",
        "who speaks without a name",
        "its phrases before a verb of speech",
        (
            identifier("speaker_id"),
            choice("use", "whether the meeting itself or a group speaks", "meeting", "group"),
            *phrases(literal=True),
            NOTE,
        ),
        owns=True,
    ),
    File(
        "enumerations",
        "a style of numbering demands",
        "its phrases, in which {n} {d} {c} {o} {w} stand for numerals (`note` says which)",
        (
            identifier("marker_id"),
            choice(
                "use",
                "the style, or what the words before a list make of it",
                *"clause word parenthesis heading digit circled cardinal sequence closing account demand".split(),
            ),
            *(Column(c.name, c.meaning, separator=c.separator) for c in phrases()),
            NOTE,
        ),
    ),
)

FILES = (*_MEETINGS, *_STEPS, *_SPEECH)
