"""Political formulas (提法): which are used, and with which verb."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import Language
from transforms.document import Document, Span, once
from transforms.facts.citations import regulation_spans
from transforms.facts.stances import find_stances
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match, PhraseTable
from transforms.renderings import Renderings

# What may stand between two parts of one formula that are counted once.
_JOINT = re.compile(r"""[\s、，,;；·"'“”‘’]*(?:and|和|与)?[\s"'“”‘’]*""")

# Characters within which the next part of a spelled-out list follows.
_PART = 220
_END = re.compile(r"[.!?\n](?=\s|$)")
# A campaign is named by its theme: the theme education of "not forgetting the original intention".
_OF_CAMPAIGN = re.compile(r"""[\s"',]*(?:(?:of|on|for|about|with|the|study(?:ing)?|learning|and|implement(?:ing|ation)|special)[\s"']*)*""")


@dataclass(frozen=True)
class FormulaMention:
    """A formula in a text: half-open span of the document's text."""

    formula_id: str
    start: int
    end: int
    stance: str | None
    """The verb that governs it, as an id of the lexicon `stances`; None where none does."""


@once
def find_formulas(document: Document, lexicons: Lexicons) -> Sequence[FormulaMention]:
    """All formulas in order: the longest wins, adjacent parts of one formula are one mention, titles of regulations hold none."""
    titles = regulation_spans(document, lexicons)
    matches = _english.find(document, lexicons) if document.language == "en" else _chinese.find(document, lexicons)
    found = [m for m in matches if not (_is_of_a_body(document, m) or any(t.start <= m.start and m.end <= t.end for t in titles))]
    merged = [m for m in _merged(document, lexicons, found) if not _is_to_come(document, lexicons["formulas"][m.value])]
    stances = find_stances(document, lexicons, [Span(m.start, m.end) for m in merged])
    return [FormulaMention(m.value, m.start, m.end, stance) for m, stance in zip(merged, stances, strict=True)]


def _is_to_come(document: Document, formula: Entry) -> bool:
    """Whether a report is older than a campaign: another one of that name is meant, as by the bare 主题教育 of 2019."""
    year = document.published_on.year if document.published_on else None
    return formula["category"] == "campaign" and year is not None and year < int(formula["first_year"] or 0)


def _is_of_a_body(document: Document, match: Match[str]) -> bool:
    """Whether the leadership is that of a body of the Party: "under the leadership of the Party committee"."""
    return document.language == "en" and _BODY.match(document.lower, match.end - len("leadership of the party")) is not None


_BODY = re.compile(
    r"leadership of the party (?:working |leading |leadership |members' )?"
    r"(?:committee|group|branch|organization|organisation|cell|school)s?\b"
)


def _merged(document: Document, lexicons: Lexicons, found: Sequence[Match[str]]) -> list[Match[str]]:
    merged: list[Match[str]] = []
    for match in found:
        last = merged[-1] if merged else None
        if last and (whole := _whole(document, lexicons, last, match)):
            merged[-1] = Match(last.start, match.end, whole)
        elif (before := _earlier_part(document, lexicons, merged, match)) is not None:
            merged[before:] = [Match(merged[before].start, match.end, match.value)]
        else:
            merged.append(match)
    return merged


def _earlier_part(document: Document, lexicons: Lexicons, merged: Sequence[Match[str]], match: Match[str]) -> int | None:
    """The place of the mention that spells out another part of the same formula shortly before: a list of its parts is one mention."""
    parts = lexicons["formulas"][match.value]["components"]
    for place in range(len(merged) - 1, -1, -1) if document.language == "en" and parts else ():
        other = merged[place]
        if match.start - other.end > _PART or _END.search(document.text, other.end, match.start):
            return None
        if other.value == match.value:
            return place if document.lower[slice(*match[:2])] != document.lower[slice(*other[:2])] else None
    return None


def _whole(document: Document, lexicons: Lexicons, first: Match[str], second: Match[str]) -> str | None:
    """The formula of which both are parts, where nothing stands between them but what joins its parts."""
    if first.value == second.value:
        return first.value if _JOINT.fullmatch(document.text, first.end, second.start) else None
    joined = _joined(lexicons).get(frozenset((first.value, second.value)))
    return joined if joined and _OF_CAMPAIGN.fullmatch(document.lower, first.end, second.start) else None


@lru_cache(maxsize=8)
def _joined(lexicons: Lexicons) -> dict[frozenset[str], str]:
    """The formula that two formulas beside one another are, by their ids."""
    return {frozenset(entry["joins"].split()): entry.id for entry in lexicons["formulas"] if entry["joins"]}


@Renderings
def _english(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for entry in lexicons["formulas"] for phrase in phrases_of(entry, "en"))


@PhraseTable
def _chinese(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    if language == "zh":
        yield from ((phrase, entry.id) for entry in lexicons["formulas"] for phrase in phrases_of(entry, language))


def phrases_of(entry: Entry, language: Language) -> Iterator[str]:
    """Every wording by which a formula is found in a text: in Chinese as it is, in English as the keys of its words."""
    yield from entry.phrases(language)
    if language == "zh":
        yield from _spelled_out(entry["components"])
    else:
        turned = (pattern.sub(order, phrase) for phrase in entry.phrases(language) for pattern, order in _ORDERS if pattern.match(phrase))
        yield from turned


# One thing said in another order: "the Party's theory" and "theory of the Party", "formalism and bureaucracy".
_ORDERS = (
    (re.compile(r"(?i)^(?:the )?party's (.+)$"), r"\1 of the party"),
    (re.compile(r"(?i)^(.+) of the party$"), r"party's \1"),
    (re.compile(r"^([\w-]+) and ([\w-]+)$"), r"\2 and \1"),
)


def _spelled_out(components: str) -> Iterator[str]:
    """The list of all components of a formula as Chinese prints it; it stands for the formula."""
    parts = [p.strip() for p in components.split("|") if p.strip()]
    if len(parts) > 1:
        yield from (joint.join(parts) for joint in ("、", "，", " ", ""))
        yield from ("、".join(parts[:-1]) + joint + parts[-1] for joint in ("和", "与"))
