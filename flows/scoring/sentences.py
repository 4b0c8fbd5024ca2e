"""The sentences of a report, to show beside a miss the words that it is about."""

from bisect import bisect_right
from collections.abc import Sequence

from flows.scoring.body import Body
from flows.scoring.tally import Span


class Sentences:
    """A body and the spans of its sentences, in order."""

    def __init__(self, body: str, spans: Sequence[Span]) -> None:
        self._body = body
        self._spans = spans
        self._words = Body(_lower(body))

    def at(self, position: int) -> str | None:
        """The sentence that holds a position of the body, on one line; None where none does."""
        number = bisect_right(self._spans, position, key=lambda span: span[0]) - 1
        if number < 0 or position >= self._spans[number][1]:
            return None
        start, end = self._spans[number]
        return " ".join(self._body[start:end].split())

    def printing(self, words: str) -> str | None:
        """The first sentence that prints the words, whatever the layout and the letter case; None where none does."""
        span = self._words.span(_lower(words), _lower(words))
        return self.at(span[0]) if span else None


def _lower(text: str) -> str:
    """In lower case and of the same length, which `lower` alone does not promise."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
