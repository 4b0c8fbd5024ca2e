"""What deliveries are made of: web pages and ledgers."""

from transforms.lexicon_files.columns import SOURCE, choice, identifier, phrases
from transforms.lexicon_files.schema import LexiconColumn as Column
from transforms.lexicon_files.schema import LexiconFile as File

_ROLES = (
    "problem", "category", "measure", "responsible", "deadline", "progress", "state", "settled", "settled_on", "remark",
    "organization", "meeting", "year", "as_of", "held_on", "footer",
)  # fmt: skip

FILES = (
    File(
        "html_containers",
        "names under which a publishing system keeps one part of its pages",
        "the id, class, tag or meta tag of an element",
        (
            identifier("container_id"),
            choice("part", "what it holds", "body", "title", "furniture", "published_on", "byline", "address"),
            choice("found_by", "where the name stands", "id", "class", "tag", "itemprop", "meta", "token"),
            Column("values", "the names", required=True, separator="|"),
            SOURCE,
        ),
        ids="shipped",
    ),
    File(
        "page_furniture",
        "a phrase that a site writes into its pages",
        "its phrases, where `kind` says",
        (
            identifier("furniture_id"),
            choice("kind", "where it is furniture", "opening", "neighbour", "anywhere", "imprint", "counter", "font_size"),
            *phrases(),
        ),
        ids="shipped",
        owns=True,
    ),
    File(
        "ledger_columns",
        "a column of a ledger",
        "its header, spaces, punctuation and letter case aside",
        (
            identifier("column_id"),
            Column("role", "what it holds; a column of two roles is the second where another is the first", values=_ROLES, separator="|"),
            *phrases(),
        ),
    ),
    File(
        "ledger_statuses",
        "how far a problem is, or until when",
        "the words in a cell",
        (
            identifier("phrase_id"),
            choice("meaning", "what they mean", "open", "in_progress", "done", "overdue", "yes", "no", "at_once", "standing"),
            *phrases(),
        ),
    ),
)
