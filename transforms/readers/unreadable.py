"""The refusal of a file."""


class Unreadable(Exception):  # noqa: N818 - it names the state of the file, which is no error of the program
    """A whole file that no record can be read from.

    `reason` is a short code for counting, `detail` a sentence for the person who must act: what was found, what was expected, what to do.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
