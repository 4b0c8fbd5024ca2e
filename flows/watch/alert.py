"""An alert: something that a person should hear of."""

import socket
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Literal

Kind = Literal["failed", "crashed", "rising_quarantine", "stale"]


@dataclass(frozen=True)
class Alert:
    """`title` is one line, `text` says what happened and what to do; `data` is the data directory, `at` an instant in UTC."""

    kind: Kind
    title: str
    text: str
    data: str
    run: str | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    host: str = field(default_factory=socket.gethostname)

    def as_json(self) -> dict[str, object]:
        """The fields by name, `at` in ISO 8601."""
        return asdict(self) | {"at": self.at.isoformat(timespec="seconds")}

    def as_letter(self) -> str:
        """The text, and below it where it comes from."""
        whence = [f"Data directory: {self.data}", f"Machine: {self.host}", f"At: {self.at.isoformat(timespec='seconds')}"]
        return "\n".join([self.text, "", *([f"Run: {self.run}"] if self.run else []), *whence])
