"""What arrived: files, reports, and which report came from which file."""

from warehouse.schema import Column, Table, Type, date, instant, integer, key, report_key, span, text

SOURCE_FILE = Table(
    "source_file",
    "source",
    "One row for each distinct file content ever received.",
    (
        key("file_id", "sha256 of the bytes, hex"),
        key("path", "where the content was first found, as it was given"),
        key(
            "format",
            "what the content is, decided by the bytes and not by the name",
            values=("txt", "html", "docx", "pdf", "json", "jsonl", "csv", "xlsx", "md", "eml", "warc", "wacz", "zip", "tar", "unknown"),
        ),
        Column("size_bytes", Type.BIGINT, "length in bytes", nullable=False),
        instant("received_at", "when it was first received, UTC", nullable=False),
        key("run_id", "run that received it"),
    ),
    ("file_id",),
)

REPORT = Table(
    "report",
    "observation",
    "One row for each distinct report text.",
    (
        key("report_id", "first 16 hex digits of the sha256 of the body with all white space removed"),
        text("title", "headline as printed; NULL where the text has none"),
        key("body", "the main text, title included where the file prints it; every span points into it"),
        key("language", "language of the body", values=("en", "zh")),
        date("published_on", "day of publication"),
        text(
            "published_on_basis",
            "where published_on was read",
            values=("metadata", "info_line", "dateline", "trailing_line", "file", "profile"),
        ),
        text("byline", "reporter or author as printed; several are separated by '; '"),
        integer("char_count", "length of the body in code points", nullable=False),
        Column("is_report", Type.BOOLEAN, "false for a text that reports no meeting: a regulation, a notice, a story", nullable=False),
        text("extractor_version", "hash of the rules and lexicons that read it", nullable=False),
    ),
    ("report_id",),
)

REPORT_SOURCE = Table(
    "report_source",
    "source",
    "Where a report came from: a report delivered twice has two rows here and one in report.",
    (
        report_key(),
        key("file_id", "file that held it", references="source_file.file_id"),
        integer("record", "position in the file, 0-based", nullable=False),
        text("source_url", "address of the page, where the source gives it"),
        date("published_on", "day of publication as this source gives it"),
    ),
    ("file_id", "record"),
)

REPRINT = Table(
    "reprint",
    "entity",
    "Near-duplicates: the same news of the same meeting, carried with small changes.",
    (
        report_key(),
        key("reprint_of", "the earliest of the near-duplicates, by day of publication", references="report.report_id"),
        Column("similarity", Type.DOUBLE, "share of the text in common, 0 to 1, within about 0.05", nullable=False),
    ),
    ("report_id",),
    ("A text that reports no meeting has no row: nothing would tell the same news from the same boilerplate.",),
)

SENTENCE = Table(
    "sentence",
    "observation",
    "The sentences of a report, headlines included, as extraction cuts them.",
    (
        report_key(),
        integer("position", "order in the report, 1-based", nullable=False),
        *span("the sentence"),
    ),
    ("report_id", "position"),
)

REPORT_SIGNATURE = Table(
    "report_signature",
    "observation",
    "What near-duplicates are found by: two signatures differ in few places where the texts differ in few words.",
    (
        report_key(),
        key("signature", "256 characters, each the last six bits of a MinHash value over the text's shingles"),
    ),
    ("report_id",),
)

TABLES = (SOURCE_FILE, REPORT, REPORT_SOURCE, REPRINT, SENTENCE, REPORT_SIGNATURE)
