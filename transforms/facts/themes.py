"""The theme of a meeting as printed: the words between "with … as the theme", 以…为主题."""

import re

from transforms.cleaning import Language
from transforms.document import Span
from transforms.reading import Reading

# The quotation marks of a theme hold formulas in marks of their own, which translation mixes: the frame around it decides.
_FRAMES: dict[Language, tuple[re.Pattern[str], ...]] = {
    "zh": (
        re.compile(r"以[“‘]?(?P<theme>[^。\n]{6,400}?)[”’]?为主题"),
        re.compile(r"(?:围绕|紧扣|聚焦|紧紧围绕)[“‘]?(?P<theme>[^。\n]{6,400}?)[”’]?(?:的|这一)?主题"),
        re.compile(r"主题(?:是|为|：)[“‘]?(?P<theme>[^。\n]{6,400}?)[”’]?(?=[。\n]|$)"),
    ),
    "en": (
        re.compile(r'"(?P<theme>[^\n]{20,600})" as (?:the|its) theme', re.IGNORECASE),
        re.compile(r'\b[Tt]heme (?:of the [a-z ]{3,40} )?(?:of|is|was|being|:) ?"(?P<theme>[^\n.]{20,600})"+(?=[,.;]|$)'),
        re.compile(r"\btaking (?P<theme>[^\n.]{20,400}?) as the theme", re.IGNORECASE),
    ),
}


def find_theme(reading: Reading, subject: Span) -> str | None:
    """The theme of the meeting that is named at `subject`, as printed, or None where none is stated near it.

    It stands in the paragraph of the naming or in the next.
    """
    document = reading.document
    first = document.sentence_at(subject.start)
    ends = [p.end for p in document.paragraphs if p.end > subject.start]
    for frame in _FRAMES[document.language]:
        match = frame.search(document.text, document.sentences[first].start, ends[:2][-1])
        if match:
            return " ".join(document.printed(*match.span("theme")).split())
    return None
