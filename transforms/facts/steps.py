"""The thirty prescribed steps of a democratic life meeting: which are reported, and which are only demanded."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, starmap

from transforms.document import Document, Span
from transforms.facts.speech_frames import Frame, SpeechFrames
from transforms.facts.step_grammar import Hits, StepPattern, find_words, occurrences, step_patterns
from transforms.facts.superiors import superior_comments
from transforms.lexicons import Lexicons

# What stands between two marks of punctuation, from the first character that is no space; a full stop or a comma inside a number is none.
_CLAUSE = {
    "en": re.compile(r"(?:[^\s,;:!?.]|\.(?!\s|$))(?:[^,;:!?\n.]|\.(?!\s|$)|(?<=\d),(?=\d{3}))*"),
    "zh": re.compile(r"[^\s，；：。！？][^，；：。！？\n]*"),
}
_COMMENT = "s19_superior_comment"


@dataclass(frozen=True)
class StepMention:
    """A clause that states a step: half-open span of the document's text."""

    step_id: str
    modality: str
    """`reported`: it was done; `demanded`: somebody calls for it or promises it."""
    start: int
    end: int


def find_steps(
    document: Document, lexicons: Lexicons, supervisors: Collection[str] = (), acts: Collection[tuple[str, Span]] = ()
) -> list[StepMention]:
    """All clauses that state a step, in order; a clause that states a step twice is one mention, `reported` if either is.

    `supervisors` are the names of those who are known to guide the meeting: what they say of it is their comment.
    `acts` are steps that are known from who acts: the inspection of the team where somebody reports for it.
    """
    hits = find_words(document, lexicons)
    reader = _StepReader(document, hits, lexicons)
    mentions: dict[tuple[int, int, str], StepMention] = {}
    patterns = (p for p in step_patterns(lexicons, document.language) if hits.hold(p))
    for mention in chain(*map(reader.mentions, patterns), reader.comments(supervisors), starmap(reader.act, acts)):
        key = (mention.start, mention.end, mention.step_id)
        if key not in mentions or mention.modality == "reported":
            mentions[key] = mention
    return [mentions[key] for key in sorted(mentions)]


class _StepReader:
    """One document's clauses, and the words found in them."""

    def __init__(self, document: Document, hits: Hits, lexicons: Lexicons) -> None:
        self._document = document
        self._hits = hits
        self._frames = SpeechFrames(document, hits, lexicons)
        self._scopes = {
            "clause": [c for s in document.sentences for c in _clauses(document, s)],
            "sentence": list(document.sentences),
            "paragraph": list(document.paragraphs),
        }
        self._starts = {kind: [s.start for s in scopes] for kind, scopes in self._scopes.items()}

    def mentions(self, pattern: StepPattern) -> Iterator[StepMention]:
        for scope in self._candidate_scopes(pattern):
            for span in occurrences(pattern, self._hits, scope):
                frame = self._frames.of(span)
                modality = _modality(pattern, frame)
                is_praise = frame.is_speech and modality == "reported" and self._is_appraised(span)
                if modality and not is_praise and not self._is_excluded(pattern, span):
                    yield StepMention(pattern.step_id, modality, *self._evidence(span))

    def comments(self, supervisors: Collection[str]) -> Iterator[StepMention]:
        """The comment of a superior, where only the speaker tells that it is one."""
        for span in superior_comments(self._document, self._hits, supervisors):
            yield StepMention(_COMMENT, "reported", *self._evidence(span))

    def act(self, step_id: str, span: Span) -> StepMention:
        """A step of which only who acts tells that it is one."""
        return StepMention(step_id, "reported", *self._evidence(span))

    def _candidate_scopes(self, pattern: StepPattern) -> list[Span]:
        # The scopes of the group with the fewest words: a scope without one of them cannot hold the pattern.
        rarest = min(pattern.groups, key=lambda group: sum(len(self._hits.all(word_id)) for word_id in group))
        starts = (s.start for word_id in rarest for s in self._hits.all(word_id))
        return sorted({self._scope(pattern.within, start) for start in starts})

    def _scope(self, kind: str, position: int) -> Span:
        return self._scopes[kind][max(0, bisect_right(self._starts[kind], position) - 1)]

    def _is_excluded(self, pattern: StepPattern, span: Span) -> bool:
        scope = span if pattern.unless_within == "span" else self._scope(pattern.unless_within, span.start)
        return any(self._hits.within(word_id, scope) for word_id in pattern.unless)

    def _is_appraised(self, span: Span) -> bool:
        """Whether a speaker says how well something was done, and not that it was: 问题找得准."""
        return bool(self._hits.within("appraisal", self._evidence(span)))

    def _evidence(self, span: Span) -> Span:
        return Span(self._scope("clause", span.start).start, self._scope("clause", span.end - 1).end)


def _clauses(document: Document, sentence: Span) -> Iterator[Span]:
    """The clauses of a sentence without the punctuation that ends them."""
    for clause in _CLAUSE[document.language].finditer(document.text, *sentence):
        yield Span(clause.start(), clause.start() + len(clause.group().rstrip()))


def _modality(pattern: StepPattern, frame: Frame) -> str | None:
    """None where the words state no step: what is called for, where the step can only be told."""
    if pattern.modality == "narrated":
        return None if frame.is_called_for else "reported"
    if frame.is_demanding:
        return None if pattern.modality == "reported" else "demanded"
    return "reported"
