"""Blocks of reported speech: from the sentence that names the speaker to the last sentence that still reports the speech."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.document import Document
from transforms.facts.enumerations import item_number_at
from transforms.facts.narration import acts, is_credit, is_demand, is_narration, without_credit
from transforms.facts.openings import Opening, Unit, read_units
from transforms.facts.speakers import Subject, is_quoted_leader
from transforms.facts.speech_verbs import SpeechVerb
from transforms.lexicons import Lexicons
from transforms.names import NameMention


@dataclass(frozen=True)
class StatementMention:
    """A block of reported speech: half-open span of the cleaned text, who speaks, and the verb of speech with its own span.

    `speaker` is None where no named person speaks. `speaker_label` is the person, the meeting or the group as printed there, which may
    be a surname or a pronoun.
    """

    start: int
    end: int
    speaker: NameMention | None
    speaker_label: str
    verb: str
    verb_start: int
    verb_end: int


def find_statements(document: Document, lexicons: Lexicons, names: Sequence[NameMention]) -> list[StatementMention]:
    """The blocks of reported speech, in order, without overlap. `names` are the persons' names of the text, in order."""
    blocks = _Blocks(document, lexicons)
    for unit in read_units(document, lexicons, names):
        blocks.read(unit)
    blocks.close()
    return [_mention(document, block) for block in blocks.done]


@dataclass(frozen=True)
class _Block:
    start: int
    end: int
    subject: Subject
    verb: SpeechVerb

    def extended(self, unit: Unit) -> "_Block":
        """The block with one more unit; a verb that tells what was said replaces one that only announced it."""
        verb = unit.opening.verb if unit.opening and self.verb.use == "lead" and unit.opening.verb.use != "lead" else self.verb
        return replace(self, end=unit.span.end, verb=verb)


class _Blocks:
    """Reads unit after unit and decides whether each opens a block, belongs to the running one, or ends it."""

    def __init__(self, document: Document, lexicons: Lexicons) -> None:
        self._document = document
        self._lexicons = lexicons
        self.done: list[_Block] = []
        self._running: _Block | None = None
        self._before: Unit | None = None
        self._announcing: Unit | None = None
        self._last_named: Subject | None = None

    def read(self, unit: Unit) -> None:
        """Take the next unit of the text."""
        if is_credit(self._document, unit.span):
            self.close()
        elif unit.opening and self._names_speaker(unit, unit.opening):
            self._open_or_announce(unit, unit.opening)
        elif unit.opening and unit.opening.subject.kind in ("pronoun", "implied"):
            self._resume(unit, unit.opening)
        elif self._is_announced(unit):
            self._open_before(unit)
        elif self._running and self._goes_on(self._running, unit):
            self._running = self._running.extended(unit)
        else:
            self.close()
        self._remember(unit)

    def close(self) -> None:
        """End the running block, if any."""
        if self._running:
            self.done.append(self._running)
        self._running = None

    def _names_speaker(self, unit: Unit, opening: Opening) -> bool:
        if opening.subject.name is None:
            return opening.subject.kind == "collective"
        return unit.is_first or self._running is None or not is_quoted_leader(self._document, opening.subject.name)

    def _open_or_announce(self, unit: Unit, opening: Opening) -> None:
        self._cut(opening.start)
        goes_on = (self._is_closing, self._speaks_on, self._only_announces_more)
        if self._running and any(test(self._running, unit, opening) for test in goes_on):
            self._running = self._running.extended(unit)
            return
        self.close()
        self._announcing = None if opening.has_content else unit
        if opening.has_content:
            self._running = _Block(opening.start, unit.span.end, opening.subject, opening.verb)

    def _is_closing(self, running: _Block, _: Unit, opening: Opening) -> bool:
        """Whether the speaker of the running block is named once more at the end of a sentence: "…, Xi said."."""
        own, name = running.subject.name, opening.subject.name
        behind = opening.subject.start - opening.start > 40
        return own is not None and name is not None and own.label == name.label and behind and opening.start >= running.end

    def _only_announces_more(self, running: _Block, unit: Unit, opening: Opening) -> bool:
        """Whether the speaker, named again in the paragraph, only has the demands announced that follow what was said of the meeting."""
        own, name = running.subject.name, opening.subject.name
        if unit.is_first or own is None or name is None or own.label != name.label:
            return False
        return opening.verb.use == "lead" and running.verb.use != "lead" and self._document.language == "en"

    def _speaks_on(self, running: _Block, unit: Unit, opening: Opening) -> bool:
        """Whether the meeting, which speaks, speaks on in the same paragraph: "It was noted at the meeting that …. The meeting noted …"."""
        if running.subject.name or opening.subject.name or not opening.has_content or unit.is_first:
            return False
        lower, verb = self._document.lower, running.verb
        return verb.verb == opening.verb.verb and lower[running.subject.start : running.subject.end] == lower[
            opening.subject.start : opening.subject.end
        ]

    def _cut(self, start: int) -> None:
        """A quotation that turns out to be another speaker's is taken back from the running block."""
        if self._running and self._running.end > start:
            end = len(self._document.text[:start].rstrip())
            self._running = replace(self._running, end=end) if end > self._running.start else None

    def _resume(self, unit: Unit, opening: Opening) -> None:
        if self._running:
            self._running = self._running.extended(unit)
        elif not opening.has_content or self._document.lower.startswith("they ", opening.subject.start):
            return
        elif self._announcing and self._announcing.paragraph == unit.paragraph and self._announcing.opening:
            announced = self._announcing.opening
            self._running = _Block(announced.start, unit.span.end, announced.subject, opening.verb)
        elif self._before and self._before.paragraph == unit.paragraph and self._subject_of(self._before):
            self._open_before(unit)
        elif opening.subject.kind == "pronoun" and self._last_named:
            subject = opening.subject.standing_for(self._last_named)
            self._running = _Block(opening.start, unit.span.end, subject, opening.verb) if subject else None

    def _is_announced(self, unit: Unit) -> bool:
        """Whether the sentence before announced a speech that begins here, with a list or a demand."""
        before = self._before
        if self._running or before is None or before.opening is None or before.opening.has_content:
            return False
        number = item_number_at(self._document, self._lexicons, unit.span.start)
        if number:
            return number == 1
        return before.paragraph == unit.paragraph and is_demand(self._document, unit.span.start)

    def _open_before(self, unit: Unit) -> None:
        before = self._before
        subject = self._subject_of(before) if before else None
        if before and subject and unit.opening:
            self._running = _Block(before.span.start, unit.span.end, subject, unit.opening.verb)
        elif before and subject and before.opening:
            self._running = _Block(before.span.start, unit.span.end, subject, before.opening.verb)

    def _subject_of(self, unit: Unit) -> Subject | None:
        if unit.opening and unit.opening.subject.kind in ("name", "collective"):
            return unit.opening.subject
        if unit.opening and self._last_named:
            return unit.opening.subject.standing_for(self._last_named)
        return Subject("name", unit.acting.start, unit.acting.end, unit.acting) if unit.acting else None

    def _goes_on(self, running: _Block, unit: Unit) -> bool:
        """Whether a sentence without a speaker still belongs to the running block."""
        if self._document.text[running.start] in '“"' and not unit.is_first:
            return self._document.text[unit.span.start] in '“"'
        if item_number_at(self._document, self._lexicons, unit.span.start) or is_demand(self._document, unit.span.start):
            return True
        if self._before and self._document.text[self._before.span.end - 1].isalnum():
            return True  # an item of the list that is a headline of its own: its text follows
        if unit.is_first or is_narration(self._document, unit.span):
            return False
        if unit.acting is None or is_quoted_leader(self._document, unit.acting):
            return True
        return not acts(self._document, unit.span, unit.acting.end)

    def _remember(self, unit: Unit) -> None:
        self._before = unit
        if unit.opening and unit.opening.subject.name:
            self._last_named = unit.opening.subject
        elif unit.acting and not is_quoted_leader(self._document, unit.acting):
            self._last_named = Subject("name", unit.acting.start, unit.acting.end, unit.acting)


def _mention(document: Document, block: _Block) -> StatementMention:
    subject = block.subject
    is_name = subject.name is not None and subject.start <= subject.name.start < subject.end
    label = subject.name.printed if subject.name and is_name else document.printed(subject.start, subject.end)
    end = without_credit(document, block.start, block.end)
    return StatementMention(block.start, end, subject.name, label, block.verb.verb, block.verb.start, block.verb.end)
