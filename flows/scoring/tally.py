"""Counting what was found against what was wanted, field by field."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

OVERLAP = 0.7
"""A block of text is found when intersection over union reaches this."""

Span = tuple[int, int]
Labelled = tuple[object, Span]
Quote = Callable[[Any], str | None]
"""The sentence that a fact is about, where that can be told."""


@dataclass(frozen=True)
class FieldScore:
    """Precision, recall and F1 of one field, each 0 to 1, and how many facts the gold has."""

    field: str
    precision: float
    recall: float
    f1: float
    wanted: int


class Tally:
    """Hits, finds and wants by field, and each miss in words."""

    def __init__(self) -> None:
        self.misses: defaultdict[str, list[str]] = defaultdict(list)
        self._hit: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._wanted: Counter[str] = Counter()

    def compare(
        self, field: str, report: str, wanted: Iterable[Hashable], found: Iterable[Hashable], quote: Quote = lambda _: None
    ) -> None:
        """Compares two multisets of facts; `quote` gives the sentence of a fact."""
        wants, finds = Counter(wanted), Counter(found)
        self._count(field, (wants & finds).total(), wants.total(), finds.total())
        self.misses[field] += sorted(_with_sentence(f"{report}: missed {fact} x{n}", quote(fact)) for fact, n in (wants - finds).items())
        self.misses[field] += sorted(_with_sentence(f"{report}: wrong {fact} x{n}", quote(fact)) for fact, n in (finds - wants).items())

    def compare_spans(
        self, field: str, report: str, wanted: Sequence[Labelled], found: Sequence[Labelled], quote: Quote = lambda _: None
    ) -> None:
        """Compares labelled spans one to one: same label, enough overlap; `quote` gives the sentence where a span begins."""
        left = list(found)
        hits = 0
        for label, span in wanted:
            best = max((f for f in left if f[0] == label), key=lambda f: overlap(span, f[1]), default=None)
            if best and overlap(span, best[1]) >= OVERLAP:
                left.remove(best)
                hits += 1
            else:
                self.misses[field].append(_with_sentence(f"{report}: missed {label} {span}", quote(span)))
        self.misses[field] += [_with_sentence(f"{report}: wrong {label} {span}", quote(span)) for label, span in left]
        self._count(field, hits, len(wanted), len(found))

    def add(self, other: "Tally") -> None:
        """Takes over all that another tally counted."""
        for field, lines in other.misses.items():
            self.misses[field] += lines
        self._hit += other._hit
        self._found += other._found
        self._wanted += other._wanted

    def scores(self) -> list[FieldScore]:
        """The score of each field that was wanted or found anywhere, by name."""
        return sorted(self._scores(), key=lambda score: score.field)

    def _count(self, field: str, hits: int, wanted: int, found: int) -> None:
        self._hit[field] += hits
        self._wanted[field] += wanted
        self._found[field] += found

    def _scores(self) -> Iterator[FieldScore]:
        for field in self._wanted | self._found:
            hit, found, wanted = self._hit[field], self._found[field], self._wanted[field]
            precision = hit / found if found else float(not wanted)
            recall = hit / wanted if wanted else float(not found)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            yield FieldScore(field, precision, recall, f1, wanted)


def mean_f1(scores: Sequence[FieldScore]) -> float:
    """The mean of F1 over the fields, 0 where there is none."""
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


def _with_sentence(miss: str, sentence: str | None) -> str:
    return f"{miss}\n    {sentence}" if sentence else miss


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two half-open spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 0.0 if shared <= 0 else shared / (max(a[1], b[1]) - min(a[0], b[0]))
