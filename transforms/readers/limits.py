"""How much a reader takes: beyond these sizes a file is something else than reports, and reading it would stop a run for others."""

MAX_BODY_CHARACTERS = 2_000_000
"""Code points of one report. The longest plenum resolutions and work reports have some 50,000; forty times that is a dump or a log."""

MAX_TEXT_BYTES = 4 * MAX_BODY_CHARACTERS
"""Bytes of one plain text: no encoding in use takes more than four for a character."""

MAX_JSON_BYTES = 200_000_000
"""Bytes of one JSON document, which must be held whole; JSON Lines are read line by line and have no such limit."""
