"""The verb that governs a formula: defend, support, understand, achieve (捍卫, 拥护, 领悟, 做到)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from transforms.cleaning import Language
from transforms.document import Document, Span
from transforms.lexicons import Lexicons
from transforms.phrases import Match, PhraseTable

# Characters between verb and formula: 深刻领悟“…”的决定性意义, "deeply understand the decisive significance of the …".
_REACH = {"en": 60, "zh": 8}
_BREAKS = frozenset(",.;:!?，。；：！？、\n")


def find_stances(document: Document, lexicons: Lexicons, formulas: Sequence[Span]) -> list[str | None]:
    """For each formula the id of the verb that stands nearest before it in its clause, or opens it; None where there is none."""
    verbs = _verbs.find(document, lexicons) if formulas else []
    return [_stance(document, verbs, formula) for formula in formulas]


def _stance(document: Document, verbs: Sequence[Match[str]], formula: Span) -> str | None:
    start = _clause_start(document.text, formula.start, _REACH[document.language])
    last = bisect_right(verbs, formula.start, key=lambda m: m.start) - 1
    return verbs[last].value if last >= 0 and verbs[last].start >= start else None


def _clause_start(text: str, position: int, reach: int) -> int:
    limit = max(0, position - reach)
    while position > limit and text[position - 1] not in _BREAKS:
        position -= 1
    return position


@PhraseTable
def _verbs(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["stances"].phrases(language))
