"""A superior who came to guide the meeting and later speaks: that speech is the comment, whatever its verb."""

import re
from collections.abc import Collection, Iterator

from transforms.document import Document, Span
from transforms.facts.step_grammar import Hits

_NAME_EN = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff·]{2,4}$")
# A speech verb stands at most this many characters after the name: "Wang Wenna, leader of the steering group, pointed out".
_REACH = {"en": 90, "zh": 12}


_LEAD_IN = {"en": re.compile(""), "zh": re.compile("(?:[^，。；：]{1,6}，)?[^，。；：“”]{0,30}?")}


def superior_comments(document: Document, hits: Hits, supervisors: Collection[str]) -> Iterator[Span]:
    """The openings of sentences in which a person speaks who is named as guiding the meeting: from the name to the speech verb.

    `supervisors` are the names of those known to guide it, without padding.
    """
    names = sorted({*_guides(document, hits), *supervisors})
    if not names:
        return
    opening = re.compile(f"{_LEAD_IN[document.language].pattern}(?:{'|'.join(map(re.escape, names))})")
    for sentence in document.sentences:
        match = opening.match(document.text, *sentence)
        if match:
            head = Span(match.end(), min(sentence.end, match.end() + _REACH[document.language]))
            verbs = [v for cue in ("point_out", "emphasize", "affirm", "require", "state") for v in hits.within(cue, head)]
            if verbs:
                yield Span(sentence.start, min(verbs).end)


def _guides(document: Document, hits: Hits) -> Iterator[str]:
    for guide in hits.all("guide"):
        sentence = document.sentences[document.sentence_at(guide.start)]
        before = document.text[sentence.start : guide.start]
        if document.language == "en":
            presiders = hits.within("preside", Span(sentence.start, guide.start))
            yield from _NAME_EN.findall(before, presiders[-1].end - sentence.start if presiders else 0)
        elif tail := _HAN_BEFORE.search(before):
            yield from (tail.group()[-length:] for length in range(len(tail.group()), 1, -1))
