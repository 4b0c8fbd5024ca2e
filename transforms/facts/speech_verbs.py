"""The verbs that report speech, found in a text: 指出, "emphasized that", 提出…要求.

A phrase of the lexicon may hold a gap, written …: any words of the same clause stand there ("put forward five requirements").
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from transforms.cleaning import Language
from transforms.document import Document, once
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import PhraseTable

Use = Literal["content", "ambiguous", "praise", "lead", "never"]
"""What follows the verb. content: what was said. ambiguous: the same, but the word is also a noun. praise: whom it praises.
lead: nothing yet, the speech is only announced. never: the phrase reports no speech and hides a verb inside it."""


@dataclass(frozen=True)
class SpeechVerb:
    """A verb of speech in a text: half-open span of the cleaned text, the verb that it stands for, and its use."""

    start: int
    end: int
    verb: str
    use: Use


@once
def find_speech_verbs(document: Document, lexicons: Lexicons) -> Sequence[SpeechVerb]:
    """The verbs of speech in order; of any that overlap the longest counts."""
    candidates = sorted(_candidates(document, lexicons), key=lambda v: (v.start - v.end, v.use != "never", v.start))
    kept: list[SpeechVerb] = []
    taken: set[int] = set()
    for candidate in candidates:
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            kept.append(candidate)
    return sorted((v for v in kept if v.use != "never"), key=lambda v: v.start)


@dataclass(frozen=True)
class _Phrase:
    entry: Entry
    rest: re.Pattern[str] | None
    """What must follow the head of the phrase, gap included."""


_GAP = {"en": r"(?! by\b)[^.;:,\"\n]{0,70}? ", "zh": r"(?!的)[^，。；：“\n]{0,24}?"}


@PhraseTable
def _heads(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, tuple[_Phrase, ...]]]:
    """What stands before the gap of each phrase, with all phrases that begin so."""
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase, entry in lexicons["speech_verbs"].phrases(language):
        head, gap, tail = phrase.partition("…")
        boundary = r"\b" if language == "en" else ""
        rest = re.compile(_GAP[language] + re.escape(tail) + boundary) if gap else None
        phrases[head].append(_Phrase(entry, rest))
    yield from ((head, tuple(found)) for head, found in phrases.items())


def _candidates(document: Document, lexicons: Lexicons) -> Iterator[SpeechVerb]:
    for start, head_end, phrases in _heads.find_all(document, lexicons):
        for phrase in phrases:
            rest = phrase.rest.match(document.lower, head_end) if phrase.rest else None
            if phrase.rest is None or rest is not None:
                end = rest.end() if rest else head_end
                yield SpeechVerb(start, end, phrase.entry["verb"], cast(Use, phrase.entry["use"]))
