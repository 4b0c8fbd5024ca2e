"""Finding quoted words in a body whatever the layout: white space and the shape of quotation marks never decide."""

from flows.scoring.tally import Span

_UNIFIED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "；": ";", "：": ":"})


def squeeze(text: str) -> str:
    """The text without white space, its quotation marks and commas made uniform."""
    return "".join(text.translate(_UNIFIED).split())


class Body:
    """A report's text with a map from squeezed positions back to its own."""

    def __init__(self, text: str) -> None:
        self._origin = [position for position, character in enumerate(text) if not character.isspace()]
        self._squeezed = squeeze(text)

    def span(self, start: str, end: str) -> Span | None:
        """Span from the first occurrence of `start` to the next end of `end`; None where either is absent."""
        first = self._squeezed.find(squeeze(start))
        last = self._squeezed.find(squeeze(end), first) if first >= 0 else -1
        if last < 0:
            return None
        return self._origin[first], self._origin[last + len(squeeze(end)) - 1] + 1
