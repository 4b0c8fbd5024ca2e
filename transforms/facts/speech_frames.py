"""Who says it, and is it wanted or told: the frame in which a clause stands.

The rules of modality need to know only whether a clause lies inside reported speech and whether that speech demands.
"""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from transforms.document import Document, Span
from transforms.facts.enumerations import item_number_at
from transforms.facts.narration import is_finding
from transforms.facts.step_grammar import Hits
from transforms.lexicons import Lexicons

_DEMANDING = ("emphasize", "require", "state")
_TELLING = ("point_out", "affirm")
_CALLS = ("must", "future")
_COMMA = re.compile("[,，;；]")
_PERFECT = re.compile(r"(?!.*\b(?:after|once|when|whenever|until|if|as soon as)\b).*\bha(?:s|ve|d) (?:\w+ )?been\b", re.DOTALL)
_PASSIVE = re.compile(r"\b(?:be|been|was|were|are)(?: also)? $")
_FOR_THE_MEETING = re.compile(r"(?:in order )?to (?:open|hold|convene|run|prepare|ensure)\b|before the |prior to |ahead of ")
_BEHIND_A_QUOTE = re.compile(r"[\"”][^\"“”]{0,40}$")
_ATTRIBUTE = re.compile("的(?!是)")
# Characters within which a call may follow, or a sentence must show that it turns back to the course of the meeting.
_NEAR = 25
_HEAD = 60


class Frame(NamedTuple):
    """What precedes some words: the speech they belong to, and the calls for action in their own sentence."""

    is_speech: bool
    is_demanding: bool
    """A verb of demand, or a word that calls for something, opens or precedes them."""
    is_called_for: bool
    """Their own sentence calls for it, whoever speaks."""


@dataclass(frozen=True)
class _Opening:
    """The verb that opens reported speech."""

    at: int
    verb: str

    @property
    def is_demanding(self) -> bool:
        return self.verb in _DEMANDING


class SpeechFrames:
    """The frames of a document, from the speech verbs and the words of demand that were found in it."""

    def __init__(self, document: Document, hits: Hits, lexicons: Lexicons) -> None:
        """`hits` holds the words of the lexicon `modality` by id."""
        self._document = document
        self._lexicons = lexicons
        self._hits = hits
        self._calls = sorted(s.start for word_id in _CALLS for s in hits.all(word_id) if not self._lists_preparations(s))
        self._openings: list[_Opening | None] = [None] * len(document.sentences)
        self._demands: list[int] = []
        for verb in _DEMANDING + _TELLING:
            self._note_openings(verb)
        self._inherited = self._inheritance()

    def of(self, span: Span) -> Frame:
        """The frame of some words within one sentence."""
        index = self._document.sentence_at(span.start)
        sentence = self._document.sentences[index]
        called = self._is_called_for(sentence.start, span.end) or self._is_called_for_after(span.end, sentence.end)
        own = self._openings[index]
        speech = own if own and self._covers(own, sentence, span.start) else self._inherited[index]
        if speech is None or (not called and self._is_done(span)):
            return Frame(is_speech=False, is_demanding=called, is_called_for=called)
        # What stands before the verb of demand in its sentence is what it demands: 就做好“后半篇文章”，他强调……
        demanding = speech.is_demanding or (own is not None and own.is_demanding) or self._is_called_for(speech.at, span.end)
        demanding = demanding or self._turns_to_demand(speech.at, span.start)
        return Frame(is_speech=True, is_demanding=demanding, is_called_for=called)

    def _is_done(self, span: Span) -> bool:
        """Whether the clause says, in whatever speech, that it has happened: "she said that 89 opinions had been collected"."""
        head = max(map(self._document.text.rfind, ",;.\n", repeat(0), repeat(span.start))) + 1
        return _PERFECT.match(self._document.lower[head : span.end + _NEAR]) is not None

    def _note_openings(self, verb: str) -> None:
        for span in self._hits.all(verb):
            index = self._document.sentence_at(span.start)
            first = self._openings[index]
            is_none = self._is_passive(span) or self._is_attribute(span) or (verb == "require" and self._is_cited(span, index))
            is_none = is_none or is_finding(self._document, self._document.sentences[index], span)
            if not is_none and verb in _DEMANDING:
                insort(self._demands, span.start)
            if (first is None or span.start < first.at) and not is_none:
                self._openings[index] = _Opening(span.start, verb)

    def _lists_preparations(self, call: Span) -> bool:
        """Whether "the first is to" numbers what was done before the meeting: its paragraph begins with what it was done for."""
        if not self._document.lower.endswith(" is to", call.start, call.end):
            return False
        start = self._document.lower.rfind("\n", 0, call.start) + 1
        return _FOR_THE_MEETING.match(self._document.lower, start) is not None

    def _is_passive(self, verb: Span) -> bool:
        """Nobody speaks where "words were said through", or "it can be said"."""
        return _PASSIVE.search(self._document.lower, max(0, verb.start - 12), verb.start) is not None

    def _is_attribute(self, verb: Span) -> bool:
        """No speech is what only tells which thing is meant: 巡察指出的问题."""
        return _ATTRIBUTE.match(self._document.text, verb.end) is not None

    def _is_cited(self, verb: Span, index: int) -> bool:
        """No speech is what a clause is according to, 按照省委要求, nor a question: "asked the masses for their opinions"."""
        if self._hits.within("for_opinions", Span(verb.end, min(self._document.sentences[index].end, verb.end + _HEAD))):
            return True
        before = self._hits.within("according", Span(self._document.sentences[index].start, verb.start))
        return bool(before) and not _COMMA.search(self._document.text, before[-1].end, verb.start)

    def _inheritance(self) -> list[_Opening | None]:
        """For each sentence the speech that runs on into it: from one paragraph into the next only in the midst of a list."""
        paragraphs = {p.start for p in self._document.paragraphs}
        inherited: list[_Opening | None] = []
        for index, sentence in enumerate(self._document.sentences):
            goes_on = index > 0 and (sentence.start not in paragraphs or self._is_in_list(index)) and not self._is_narration(sentence)
            inherited.append(self._running_on(index - 1, inherited[index - 1]) if goes_on else None)
        return inherited

    def _running_on(self, index: int, inherited: _Opening | None) -> _Opening | None:
        """The speech that may run on behind a sentence: not one whose verb stands behind what was said, "…," Gao Shixiong said."""
        own = self._openings[index]
        if own is None:
            return inherited
        text, end = self._document.text, self._document.sentences[index].end
        ends_quoted = _BEHIND_A_QUOTE.search(text, self._document.sentences[index].start, own.at) is not None
        return inherited if ends_quoted and end - own.at < _NEAR and text[end : end + 2].lstrip()[:1] not in '"“' else own

    def _is_in_list(self, index: int) -> bool:
        """Whether the sentence before one announces a list or an item that another one follows, or the sentence is a later item itself."""
        if self._document.text[self._document.sentences[index - 1].end - 1] in "：:；;":
            return True
        return (item_number_at(self._document, self._lexicons, self._document.sentences[index].start) or 0) > 1

    def _is_narration(self, sentence: Span) -> bool:
        return bool(self._hits.within("narration", Span(sentence.start, min(sentence.end, sentence.start + _HEAD))))

    def _covers(self, opening: _Opening, sentence: Span, position: int) -> bool:
        """Speech follows its verb, or stands in quotation marks before it: "…," said Zhan Min."""
        if position > opening.at:
            return True
        before = self._document.text[sentence.start : position]
        return opening.verb == "state" and sum(before.count(mark) for mark in '"“”') % 2 == 1

    def _turns_to_demand(self, start: int, end: int) -> bool:
        """Whether a speech that first tells turns to demands in one sentence: 肯定会议开得认真，并要求……"""
        first = bisect_left(self._demands, start)
        return first < len(self._demands) and self._demands[first] < end

    def _is_called_for(self, start: int, end: int) -> bool:
        first = bisect_left(self._calls, start)
        return first < len(self._calls) and self._calls[first] < end

    def _is_called_for_after(self, end: int, sentence_end: int) -> bool:
        """The call may follow what is called for in its sentence: "a time limit should be set"."""
        near = Span(end, min(end + _NEAR, sentence_end))
        return any(not _COMMA.search(self._document.text, end, s.start) for s in self._hits.within("passive_call", near))
