"""Every lexicon file, declared once: reading, checking and merging directories, and the page COLUMNS.md, follow from it."""

from transforms.lexicon_files import deliveries, formulas, meetings, people, places
from transforms.lexicon_files.schema import LexiconFile

LEXICON_FILES: dict[str, LexiconFile] = {
    file.name: file for file in (*formulas.FILES, *meetings.FILES, *people.FILES, *places.FILES, *deliveries.FILES)
}
"""The declarations by name, by subject."""
