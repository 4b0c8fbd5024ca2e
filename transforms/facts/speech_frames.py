"""Who says it, and is it wanted or told: the frame in which a clause stands.

The rules of modality need to know only whether a clause lies inside reported speech and whether that speech demands.
"""

import re
from dataclasses import dataclass

from transforms.document import Document, Span
from transforms.facts.step_grammar import Hits

_DEMANDING = ("emphasize", "require", "state")
_TELLING = ("point_out", "affirm")
_DEMAND = ("must", "future")
_COMMA = re.compile("[,，;；]")
_NEAR = 25


@dataclass(frozen=True)
class Frame:
    """What precedes a position: the speech it belongs to, and the calls for action in its own sentence."""

    is_speech: bool
    is_demanding: bool
    """A verb of demand, or a word that calls for something, opens or precedes it."""
    is_called_for: bool
    """Its own sentence calls for it, whoever speaks."""


class SpeechFrames:
    """The frames of a document, from the speech verbs and the words of demand that were found in it."""

    def __init__(self, document: Document, hits: Hits) -> None:
        """`hits` holds the words of the lexicon `modality` by id."""
        self._document = document
        self._hits = hits
        self._openings = [self._opening(sentence) for sentence in document.sentences]
        self._paragraph_starts = {p.start for p in document.paragraphs}

    def of(self, span: Span) -> Frame:
        """The frame of some words within one sentence."""
        position = span.start
        index = self._document.sentence_at(position)
        called = self._is_called_for(Span(self._document.sentences[index].start, span.end)) or self._is_passive_call(span.end)
        for opened in range(index, -1, -1):
            opening = self._openings[opened]
            if opening and (opened < index or self._covers(opening, index, position)):
                demanding = opening.verb in _DEMANDING or self._is_demanded_next(index) or self._is_called_for(Span(opening.at, span.end))
                return Frame(is_speech=True, is_demanding=demanding, is_called_for=called)
            if self._ends_speech(opened):
                break
        return Frame(is_speech=False, is_demanding=called, is_called_for=called)

    def _is_demanded_next(self, index: int) -> bool:
        """What stands before the verb of demand in its sentence is what the demand is about: 就做好“后半篇文章”，他强调……"""
        opening = self._openings[index]
        return opening is not None and opening.verb in _DEMANDING

    def _opening(self, sentence: Span) -> "_Opening | None":
        spoken = ((s, verb) for verb in _DEMANDING + _TELLING for s in self._hits.within(verb, sentence))
        found = [(s.start, verb) for s, verb in spoken if not self._is_cited(s, sentence)]
        return _Opening(*min(found)) if found else None

    def _is_cited(self, verb: Span, sentence: Span) -> bool:
        """No speech is what a clause is according to: 按照省委要求, "as the provincial committee requires"."""
        before = self._hits.within("according", Span(sentence.start, verb.start))
        return bool(before) and not _COMMA.search(self._document.text, before[-1].end, verb.start)

    def _covers(self, opening: "_Opening", index: int, position: int) -> bool:
        """Speech follows its verb, or stands in quotation marks before it: "…," said Zhan Min."""
        if position > opening.at:
            return True
        before = self._document.text[self._document.sentences[index].start : position]
        return (before.count('"') + before.count("“") + before.count("”")) % 2 == 1 and opening.verb == "state"

    def _ends_speech(self, index: int) -> bool:
        """Speech does not run on from one paragraph into the next, nor over a sentence that turns back to the course of the meeting."""
        sentence = self._document.sentences[index]
        head = Span(sentence.start, min(sentence.end, sentence.start + 60))
        return sentence.start in self._paragraph_starts or bool(self._hits.within("narration", head))

    def _is_passive_call(self, end: int) -> bool:
        """The call may follow what is called for: "a time limit should be set"."""
        return any(not _COMMA.search(self._document.text, end, s.start) for s in self._hits.within("passive_call", Span(end, end + _NEAR)))

    def _is_called_for(self, scope: Span) -> bool:
        return any(self._hits.within(word, scope) for word in _DEMAND)


@dataclass(frozen=True)
class _Opening:
    at: int
    verb: str
