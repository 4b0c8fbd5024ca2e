"""Groups and bodies that attend: "members of the party group", 市纪委监委有关负责同志."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import Language
from transforms.document import Span
from transforms.lexicons import Lexicons
from transforms.organizations import OrganizationMention
from transforms.reading import Reading


@dataclass(frozen=True)
class GroupMention:
    """A group as printed; `organization` is set where the group is a body and nothing else."""

    start: int
    end: int
    label: str
    organization: OrganizationMention | None


def find_groups(reading: Reading, span: Span) -> list[GroupMention]:
    """The groups that a piece of a sentence names right before a verb, in order; the piece holds no person's name."""
    if reading.document.language == "en":
        return _group(reading, span)
    found: list[GroupMention] = []
    for part in reversed(list(_PART.finditer(reading.document.text, *span))):
        group = _group(reading, Span(*part.span()))
        if not group and part.end() < span.end:
            break  # what stands before it belongs to another clause
        found = group + found
    return found


_PART = re.compile("[^，；。]+")


def _group(reading: Reading, span: Span) -> list[GroupMention]:
    document = reading.document
    start, end = _trimmed(reading, span)
    if end - start < 2 or document.text[start] in "（(" or _tells_an_action(reading, start, end) or _is_object(reading, start, end):
        return []
    if any(n.start < end and start <= n.end for n in reading.names):
        return []  # the title behind a name is no group
    organization = next((o for o in reading.organizations if o.start <= start + 4 and start <= o.start and o.end == end), None)
    if organization is None and not _has_group_noun(reading, start, end):
        return []
    label = " ".join(document.printed(start, end).split())
    return [GroupMention(start, end, label, organization)]


def _tells_an_action(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb stands among the words: they are a clause of their own."""
    return _words(reading).action.search(_DELEGATES.sub("", reading.document.lower[start:end])) is not None


_DELEGATES = re.compile(r"\b(?:deput(?:y|ies)|delegates?|representatives?) to the\b")  # what they are sent to is no verb's object


def _is_object(reading: Reading, start: int, end: int) -> bool:
    """Whether a preposition before the words or a particle after them shows that they are not the subject: 对各位同志的."""
    document = reading.document
    return document.text[end - 1] in "的将" or _words(reading).object.match(document.lower, start, end) is not None


# "X, director, and representatives of A and of B": what follows the comma is the subject, as X is.
_LISTED = re.compile(
    r"(?: (?:stationed|based|dispatched) [^,]*)?,? as well as "
    r"|(?: (?:the (?:meeting|session)|on the spot|on site|in person))*, and (?!.*(?:, and |; ))"
)
_LAST_JOINT = re.compile(r".*(?:, and |; |, | and )(?!(?:a total of|in total|more than|about|over)? ?[0-9])")
_MARK = re.compile("[，；。：、\n]")


def _trimmed(reading: Reading, span: Span) -> tuple[int, int]:
    language = reading.document.language
    text = reading.document.text
    words = _words(reading)
    start, end = span
    if language == "en" and text[:start].rstrip()[-1:].isalnum():
        # What stands before the joint is still the object of the verb before the span.
        joint = _LISTED.match(text, start, end) or _LAST_JOINT.match(text, start, end)
        start = joint.end() if joint else start
    if language == "zh" and not _MARK.match(text, start - 1) and (mark := _MARK.search(text, start, end)):
        start = mark.end()
    if lead := words.lead.match(text, start, end):
        start = lead.end()
    if tail := words.tail.search(text[start:end]):
        end = start + tail.start()
    return start, end


@dataclass(frozen=True)
class _Words:
    """The words around a group's name: before it, after it, those that only a clause has, those whose object it is; and its nouns."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    action: re.Pattern[str]
    object: re.Pattern[str]
    nouns: tuple[str, ...]
    noun: re.Pattern[str]


def _words(reading: Reading) -> _Words:
    return _compiled(reading.lexicons, reading.document.language)


_NOTHING = "(?!)"


_MANNER = (
    "以.{1,6}[方形]式|通过.{1,6}方式|在.{1,6}会场[和及]?|(?:等|共|约|近)?[0-9]+[余多]?名?人"
    r"|(?:a total of )?(?:more than |about |over )?[0-9]+(?: odd)?(?: people| persons)?(?: in total)?"
)


@lru_cache(maxsize=8)
def _compiled(lexicons: Lexicons, language: Language) -> _Words:
    edge = r"\b" if language == "en" else ""

    def any_of(kind: str) -> str:
        words = (e["word"] for e in lexicons["group_words"] if e["language"] == language and e["kind"] == kind)
        return f"{edge}(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or _NOTHING}){edge}"

    marks = r"[\s,;:.'\")\]，、；：。—]"
    lead = re.compile(f"(?:{marks}|{any_of('leads_a_group')}(?!-))+", re.IGNORECASE)
    tail = re.compile(f"(?:{marks}|{any_of('follows_a_group')}|{_MANNER})+$", re.IGNORECASE)
    action = re.compile(f"{any_of('tells_an_action')}|[。；]", re.IGNORECASE)
    governing = re.compile(f"(?!{any_of('begins_a_group')}){any_of('governs_an_object')}")
    nouns = tuple(p for e in lexicons["group_nouns"] for p in e.phrases(language))
    noun = re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\b")
    return _Words(lead, tail, action, governing, nouns, noun)


def _has_group_noun(reading: Reading, start: int, end: int) -> bool:
    text = reading.document.lower[start:end]
    words = _words(reading)
    if reading.document.language == "zh":
        return any(noun in text[-len(noun) - 2 :] for noun in words.nouns)
    first, *others = (_HEAD_END.split(item, maxsplit=1)[0].rstrip() for item in _ITEM_END.split(text))
    return any(words.noun.search(head) for head in [first, *(others if first.endswith("s") else [])])


_ITEM_END = re.compile(r"(?:,|;| and| as well as) the ")
_HEAD_END = re.compile(r"\b(?:of|in(?! charge)|from|at|who|stationed)\b")
