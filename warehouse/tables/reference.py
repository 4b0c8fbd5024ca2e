"""The world as the lexicons describe it."""

from warehouse.schema import Table, integer, key, text

AREA = Table(
    "area",
    "reference",
    "Administrative divisions of China (GB/T 2260), down to the county.",
    (
        key("area_id", "six-digit code of GB/T 2260"),
        key("name_zh", "full name with its suffix, 永州市"),
        key("name_en", "pinyin name without the suffix, Yongzhou"),
        key("level", "level in the hierarchy", values=("province", "prefecture", "county")),
        text("parent_area_id", "the division that it belongs to; NULL for provinces", references="area.area_id"),
    ),
    ("area_id",),
)

STEP = Table(
    "step",
    "reference",
    "The prescribed procedure of a democratic life meeting.",
    (
        key("step_id", "identifier, s01 to s30 with a word"),
        key("phase", "part of the procedure", values=("preparation", "meeting", "follow_up")),
        integer("position", "order in the procedure, 1-based", nullable=False),
        key("name_zh", "Chinese name"),
        key("name_en", "English name"),
        text("article", "where it is prescribed, with the grade of verification"),
    ),
    ("step_id",),
)

FORMULA = Table(
    "formula",
    "reference",
    "Political formulas (提法).",
    (
        key("formula_id", "identifier"),
        key("name_zh", "Chinese wording"),
        key("name_en", "English wording"),
        key("category", "what it is about", values=(
            "loyalty", "ideology", "discipline", "development", "governance", "work_style", "local_strategy", "campaign")),
        key("level", "who coined it", values=("central", "provincial", "municipal")),
        integer("first_year", "year of first use, where known"),
        text("area_id", "place of a local formula", references="area.area_id"),
    ),
    ("formula_id",),
)

POST = Table(
    "post",
    "reference",
    "Posts that people hold.",
    (
        key("post_id", "identifier"),
        key("name_zh", "Chinese title"),
        key("name_en", "English title"),
        text("rank", "rank of the post or the body that it belongs to"),
        text("broader_post_id", "the general post that this is a special case of", references="post.post_id"),
    ),
    ("post_id",),
)

DOCUMENT = Table(
    "document",
    "reference",
    "Documents, congresses, plenums, speeches and regulations that reports cite.",
    (
        key("document_id", "identifier"),
        key("name_zh", "Chinese title"),
        key("name_en", "English title"),
        key("kind", "congress, plenum, party_regulation, speech, meeting_document and so on"),
    ),
    ("document_id",),
)

TABLES = (AREA, STEP, FORMULA, POST, DOCUMENT)
