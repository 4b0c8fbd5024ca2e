"""Who does what in a sentence: cues that share their subject, and that subject.

Cues with no name between them share the names before the first of them ("X, mayor, presided over the meeting and made a concluding
speech"), or after it where the verb is passive ("presided over by X").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from transforms import minutes
from transforms.cues import Cue, within
from transforms.document import Span
from transforms.facts.groups import find_groups
from transforms.facts.inverted_cues import VOICES, inverted, listed_behind
from transforms.facts.speech_verbs import SpeechVerb, find_speech_verbs
from transforms.facts.statements import StatementMention
from transforms.lexicons import Lexicons
from transforms.names import NameMention
from transforms.reading import Reading
from transforms.titled_names import TitledName


@dataclass
class Clause:
    """Cues that share their subject, and that subject: names or a group."""

    cues: list[Cue]
    people: list[TitledName]
    subject: Span
    sentence: Span
    start: int = 0
    end: int = 0
    ids: set[str] = field(default_factory=set)


_PASSIVE = frozenset({"preside_by", "attend_by", "observe_by", "supervise_by", "speak_by"})
_FRONTED = frozenset({"on_behalf", "concluding_speech", "comment"})
_ACTS = frozenset(
    "preside preside_by attend attend_by observe_by supervise supervise_by comment observe speak concluding_speech speech pledge_speech "
    "on_behalf inspection check examine team_inspection self_criticism absent video notify".split()
)


def narrative(reading: Reading, statements: Sequence[StatementMention]) -> Iterable[Span]:
    """The sentences that tell what happened: not headlines, and of a statement only what stands before the verb of speech."""
    verbs = find_speech_verbs(reading.document, reading.lexicons)
    for sentence in reading.document.sentences:
        if reading.in_headline(sentence.start):
            continue
        statement = next((s for s in statements if s.start < sentence.end and sentence.start < s.end), None)
        if statement is None:
            yield sentence
        elif sentence.start <= statement.start:
            verb = next((v for v in verbs if statement.start <= v.start < sentence.end), None)
            yield Span(sentence.start, _whole_end(reading, verb) if verb else sentence.end)


def _whole_end(reading: Reading, verb: SpeechVerb) -> int:
    """Where a verb of speech ends with the cue that it begins: 表态 in 作了表态发言."""
    return max([verb.end, *(c.end for c in within(reading.cues, verb.start, verb.end + 8) if c.start <= verb.start < c.end)])


def cue_groups(reading: Reading, sentence: Span) -> list[Clause]:
    """The clauses of a sentence, in order, each with its cues and its subject."""
    cues = [inverted(reading, c) for c in within(reading.cues, *sentence) if c.ids & _ACTS and not _is_other(reading, c)]
    people = [p for p in reading.people if sentence.start <= p.name.start < sentence.end and not is_aside(reading, p)]
    clauses: list[Clause] = []
    position = sentence.start
    for cue in cues:
        named = [p for p in people if position <= p.name.start < cue.start]
        gap = Span(position, cue.start)
        if clauses and not named and _shares_subject(reading, clauses[-1], cue, gap):
            clauses[-1].cues.append(cue)
        else:
            clauses.append(Clause([cue], named, gap, sentence))
        position = max(cue.end, position)
    _give_subjects(reading, clauses, people, sentence)
    for clause in clauses:
        clause.ids = {i for c in clause.cues for i in c.ids}
        clause.start = min([clause.cues[0].start, *(p.start for p in clause.people)])
        clause.end = max([clause.cues[-1].end, *(p.end for p in clause.people)])
    return clauses


def _shares_subject(reading: Reading, last: Clause, cue: Cue, gap: Span) -> bool:
    """Whether a cue, behind a gap that names no person, is of the subject of the clause before it."""
    turns_round = bool(cue.ids & _PASSIVE) and not any(c.ids & _PASSIVE for c in last.cues)
    if turns_round or _tells_who_is_absent(reading, cue, gap):
        return False
    return _is_object(reading, last, gap) or not find_groups(reading, gap)


def clauses_of(reading: Reading, sentences: Iterable[Span]) -> list[Clause]:
    """The clauses of those sentences, in order. A line of names and titles alone goes on with the list of the line before."""
    found: list[Clause] = []
    for sentence in sentences:
        own = cue_groups(reading, sentence)
        found += own or (_next_line(reading, sentence, found[-1]) if found else [])
    return found


def _next_line(reading: Reading, line: Span, last: Clause) -> list[Clause]:
    text = reading.document.text
    people = [p for p in reading.people if line.start <= p.start and p.end <= line.end]
    is_label = _LABEL_LINE.fullmatch(text, last.sentence.start, last.sentence.end) is not None
    is_list = (_PASSIVE & last.ids and last.people and not text[last.sentence.end : line.start].strip()) or is_label
    between = [Span(a, b) for a, b in pairwise([line.start, *(e for p in people for e in (p.start, p.end)), line.end])][::2]
    if not is_list or not people or not all(_is_listed(reading, words) for words in between):
        return []
    ids = last.ids | {VOICES[i] for i in last.ids & VOICES.keys()} if is_label else last.ids
    return [Clause(last.cues, people, line, line, last.cues[0].start, line.end, ids)]


def _is_listed(reading: Reading, words: Span) -> bool:
    """Whether what stands between the names of a list is nothing, a post in brackets or a group that is listed with them."""
    text = _IN_BRACKETS_BEHIND.sub("", reading.document.text[words.start : words.end])
    return not _NO_LIST.search(text) or (text[0] in "、，；" and bool(find_groups(reading, words)))


_NO_LIST = re.compile("[^ 、，；]")
_IN_BRACKETS_BEHIND = re.compile("^[^（）]*）|（[^（）]*(?:）|$)")  # a post that no title reads: 莫远征（党委委员、派驻专员）
_LABEL_LINE = re.compile(rf"\W*{minutes.ATTENDANCE}\W*")


_PRONOUN = re.compile(r"\b(?:he|she|who)\b|[他她](?!们|人|的|山|乡|杀|律)")


def resolve_pronouns(reading: Reading, clauses: Sequence[Clause]) -> None:
    """A clause whose subject is "he", "she" or 他 has the one person of the last clause that names any for its subject."""
    named: list[TitledName] = []
    for clause in clauses:
        before = Span(clause.subject.start, clause.cues[-1].start)  # also behind a fronted cue: "On behalf of the group, he made …"
        if not clause.people and len(named) == 1 and _PRONOUN.search(reading.document.lower, *before):
            clause.people = named
        named = clause.people or named


def _is_other(reading: Reading, cue: Cue) -> bool:
    """Whether a cue tells of something else: a delegate, or what is no one meeting ("took part in three seminars")."""
    if _is_delegate(reading, cue) or _is_by_whom(reading, cue):
        return True
    return "attend" in cue.ids and _SEVERAL.match(reading.document.lower, cue.end) is not None


_SEVERAL = re.compile(
    r" (?:in )?(?:[\w'-]+ ){0,3}"
    r"(?:seminars|classes|lectures|courses|symposiums|symposia|forums|discussions|studies|talks|visits|activities)\b"
)


def _is_by_whom(reading: Reading, cue: Cue) -> bool:
    """Whether 由 names who does something else than preside: 由王强通报, 由王强代表班子作对照检查."""
    text = reading.document.text
    if text[cue.start : cue.end] != "由":
        return False
    return not any("preside" in c.ids and c.start >= cue.end and not _NEXT.search(text, cue.end, c.start) for c in reading.cues)


_NEXT = re.compile("[，。；]")


def _is_delegate(reading: Reading, cue: Cue) -> bool:
    """Whether 代表 is the noun, as in 群众代表列席: the verb has an object, the body on whose behalf somebody speaks.

    替 is that verb where it is no part of another: 代替, 接替.
    """
    text = reading.document.text
    if text[cue.start : cue.end] == "替":
        return _OTHER_VERB.search(text, cue.start - 1, cue.end + 1) is not None
    if text[cue.start : cue.end] != "代表":
        return False
    if any(n.start == cue.end for n in reading.names):
        return True
    return _NO_OBJECT.match(text, cue.end) is not None or any(c.start == cue.end and c.ids & _ACTS - {"inspection"} for c in reading.cues)


_OTHER_VERB = re.compile("[代接顶更交轮]替|替[代换补]")
_NO_OBJECT = re.compile("[0-9、，。；：）和及与等的们均也应\\n]|共[同0-9]|一同|$")


def is_aside(reading: Reading, person: TitledName) -> bool:
    """Whether a name only stands in for something that is the person's: a speech, a case, an instruction."""
    tail = reading.document.lower[person.name.end : person.name.end + 3]
    if tail.startswith("'s ") or _is_byline(reading, person.name) or _IN_A_CASE.match(reading.document.text, person.name.end):
        return True
    if reading.document.lower.endswith("in the absence of ", 0, person.start):
        return True
    if tail.startswith("委托") and _ON_ORDER_OF.search(reading.document.text, max(0, person.start - 2), person.name.start):
        return True
    is_leader = tail.startswith("总书记") or any(t.head == "general_secretary" for t in person.titles)
    return is_leader and not _acts(reading, person)


_ON_ORDER_OF = re.compile("受[^，。；]*$")  # 受区委书记程克宁委托: he did not come
# 周永康、令计划等严重违纪违法案件; "Zhou Yongkang, Ling Jihua and other cases": who stands in such a list warns others.
_IN_A_CASE = re.compile(
    "(?:、[^、，。；等]{2,4})*等[^，。；、]{0,12}(?:案件|案例|为戒|为鉴|为镜|教训)"
    r"|(?:(?:,| and|, and) [A-Z][\w']+(?: [A-Z][\w']+)?)*,? and other (?:[\w-]+ ){0,4}(?:cases|examples|lessons)\b"
)


def _acts(reading: Reading, person: TitledName) -> bool:
    """Whether a cue of presiding follows the name directly, as it does for the leader who presides."""
    return any("preside" in c.ids and 0 <= c.start - person.end <= 2 for c in reading.cues)


def _is_object(reading: Reading, clause: Clause, gap: Span) -> bool:
    """Whether what follows the clause's last cue is its object: the body on whose behalf somebody speaks, 通报|班子|检视问题情况."""
    is_direct = reading.document.language == "zh" and not clause.cues[-1].ids & _PASSIVE and not _MARK.search(reading.document.text, *gap)
    return is_direct or "on_behalf" in clause.cues[-1].ids


_MARK = re.compile("[，。；：、]")


def _tells_who_is_absent(reading: Reading, cue: Cue, gap: Span) -> bool:
    """Whether a cue behind a mark tells who did not come, which says nothing of who did: 12名党员参加会议，1人请假."""
    return "absent" in cue.ids and _MARK.search(reading.document.text, *gap) is not None


def _give_subjects(reading: Reading, clauses: list[Clause], people: Sequence[TitledName], sentence: Span) -> None:
    """Passive verbs take the names after them; a fronted phrase ("On behalf of …, X did") joins the clause that follows."""
    for index, clause in enumerate(clauses):
        upper = clauses[index + 1].cues[0].start if index + 1 < len(clauses) else sentence.end
        following = [p for p in people if clause.cues[-1].end <= p.name.start < upper]
        passive = any(c.ids & _PASSIVE for c in clause.cues)
        if passive and not clause.people and following:
            count = 1 if any("preside_by" in c.ids for c in clause.cues) else len(following)
            clause.people = following[:count]
            if index + 1 < len(clauses):
                taken = {id(p) for p in clause.people}
                clauses[index + 1].people = [p for p in clauses[index + 1].people if id(p) not in taken]
                clauses[index + 1].subject = Span(clause.people[-1].end, clauses[index + 1].subject.end)
            if reading.document.language == "zh":
                clause.subject = listed_behind(reading, clause.people[-1].end)
        elif passive and not clause.people and reading.document.language == "zh":
            clause.subject = listed_behind(reading, clause.cues[-1].end)
            if index + 1 < len(clauses):
                clauses[index + 1].subject = Span(clause.subject.end, max(clause.subject.end, clauses[index + 1].subject.end))
        elif not clause.people and following and index == 0 and _FRONTED & {i for c in clause.cues for i in c.ids}:
            clause.people = following[:1]
    _join_fronted(clauses)


def _join_fronted(clauses: list[Clause]) -> None:
    """Join "On behalf of …" with the clause after it that has the subject."""
    if len(clauses) > 1 and "on_behalf" in {i for c in clauses[0].cues for i in c.ids} and clauses[0].people == clauses[1].people[:1]:
        clauses[1].cues = clauses[0].cues + clauses[1].cues
        del clauses[0]


def _is_byline(reading: Reading, name: NameMention) -> bool:
    """Whether a name stands in a byline: "(Reporter Di Jian)", 记者 于航, also as the second of a bracket: （记者 于航 孔令雪）."""
    before = reading.document.lower[max(0, name.start - 30) : name.start].rstrip(" :：/")
    words = _byline_words(reading.lexicons)
    if (bracket := _IN_BRACKETS.search(before)) and bracket.group(1).startswith(words):
        return True
    if not before.endswith(words):
        return False
    return any(before.endswith(w) and not (w.isascii() and before[: -len(w)][-1:].isalpha()) for w in words)


_IN_BRACKETS = re.compile(r"[（(【]\s*([^（）()【】]+)$")


@lru_cache(maxsize=8)
def _byline_words(lexicons: Lexicons) -> tuple[str, ...]:
    return tuple(e["word"] for e in lexicons["name_context"] if e["kind"] == "before_a_byline" and e["word"] != "by")
