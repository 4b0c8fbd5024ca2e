"""How much a reader takes: beyond these sizes a file is something else than reports, and reading it would stop a run for others."""

MAX_BODY_CHARACTERS = 2_000_000
"""Code points of one report. The longest plenum resolutions and work reports have some 50,000; forty times that is a dump or a log."""

MAX_TEXT_BYTES = 4 * MAX_BODY_CHARACTERS
"""Bytes of one plain text: no encoding in use takes more than four for a character."""

MAX_JSON_BYTES = 100_000_000
"""Bytes of one JSON document, which must be held whole, several times as large once it is decoded; JSON Lines have no such limit."""

MAX_JSON_CONTAINERS = 4_000_000
"""Objects and lists in one JSON document, empty ones take sixty bytes each: a document of reports has one for a hundred bytes at most."""

MAX_LINE_CHARACTERS = 4 * MAX_BODY_CHARACTERS
"""Code points of one line of JSON Lines: a report whose every character is escaped takes six for one, but none is so long."""

MAX_CSV_COLUMNS = 1_000
"""Columns of a table of reports. Spreadsheets end at 16,384, nearly all of them empty; a table of news has a dozen."""

MAX_HELD_BYTES = 128_000_000
"""Bytes of one document that must be held whole, such as a PDF or an archive within an archive: two at once, copied, fit into 1 GB."""

MAX_UNPACKED_BYTES = 50_000_000_000
"""Bytes that one delivered file may unpack to, all members together: a million web pages of 50 kB. It bounds the time of one file."""

MAX_RATIO = 400
"""Times its packed size that a member may unpack to. Lists of like records reach 100, DEFLATE ends at 1,032: what comes near is a bomb."""

MIN_RATIO_BYTES = 16_000_000
"""Bytes up to which the ratio is not asked for: a short text of blanks packs as well as a bomb and does no harm."""

MAX_MEMBERS = 2_000_000
"""Members of one delivered file, archives within it included: more than all reports that a province publishes in a decade."""

MAX_DIRECTORY_BYTES = 128_000_000
"""Bytes of a ZIP's directory, which must be held in memory, some ten times as large there: a million members with ordinary names."""

MAX_TAR_HEADER_BYTES = 1_000_000
"""Bytes of the header of one tar member. Names and attributes take some hundred; the headers are held in memory."""

MAX_DEPTH = 6
"""Archives within archives, gzip and mails with attachments included: a gzipped tar of mails with ZIPs is four. A quine has no end."""

MAX_PDF_PAGES = 2_000
"""Pages of one PDF: bound yearbooks have 1,500."""

MAX_PDF_SECONDS = 30.0
"""Seconds for one PDF. A work report takes a tenth of a second; damaged files make the library search without end."""

MAX_PDF_MEMORY_BYTES = 1_000_000_000
"""Address space of the process that reads a PDF, program included: a few kilobytes can name an image of many gigabytes."""

MAX_MAIL_PARTS = 1_000
"""Parts of one mail. A digest has some dozen; the library takes time in the square of their nesting."""

MAX_LEDGER_BYTES = 32_000_000
"""Bytes of a ledger in CSV. A province's list of all problems of all its counties has some 20,000 rows of 500 bytes; three times that."""

MAX_LEDGER_ROWS = 50_000
"""Rows of one ledger file, all its sheets together."""

MAX_LEDGER_COLUMNS = 100
"""Columns of a ledger that are read. Real ones have ten to twenty; a sheet that was once formatted to its last column has 16,384."""

MAX_WORKBOOK_BYTES = 64_000_000
"""Bytes of a workbook once unpacked: 50,000 rows take half of that. A zip bomb of some kilobytes unpacks to thousands of megabytes."""

MAX_WORKBOOK_PARTS = 2_000
"""Parts inside a workbook: one for each sheet, drawing and image."""

MAX_HTML_BYTES = 20_000_000
"""Bytes of one page. The largest, with their pictures written into them, have some megabytes; the parser holds ten times as many."""

MAX_HTML_TAGS = 300_000
"""Tags of one page: a report has some hundred, a yearbook on one page some ten thousand. Reading takes ten microseconds for each."""

MAX_HTML_NESTING = 500_000_000
"""Tags of one page times the depth of their nesting, to which the parser's time is proportional: two seconds."""

MAX_DOCX_XML_BYTES = 32_000_000
"""Bytes of the XML parts of a document: markup takes some fifty for a character, and the tree in memory ten times as many."""

MAX_DOCX_PARTS = 5_000
"""Parts inside a document, nearly all of them pictures."""

MAX_WARC_HEADER_BYTES = 1_000_000
"""Bytes of the headers of one record in a crawl, each of its lines included. Real ones have a thousand."""

MAX_MAIL_BUNDLES = 50
"""Bundles of parts in one mail, nested ones included: a forwarded thread has a dozen. Nesting costs the library a stack frame each."""
