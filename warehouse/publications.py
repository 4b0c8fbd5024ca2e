"""What each publication was made of, written down so that the warehouse of that day can be built again.

`runs/<run_id>/publication.json` names the live batches and the versions of the lexicons and corrections, which `archive` keeps.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse import runs
from warehouse.durable import write_text
from warehouse.state import State

_FILE = "publication.json"
_LISTED = 5


class PublicationError(Exception):
    """A publication that is not known, or cannot be built again; the message says why and what to do."""


@dataclass(frozen=True)
class Publication:
    """What a run published: the live batches, the versions of lexicons and corrections, and the run whose warehouse it replaced."""

    run_id: str
    previous: str | None
    state: State
    lexicon_version: str
    correction_version: str
    batch_ids: tuple[str, ...]


def record(run_directory: Path, publication: Publication) -> None:
    """Writes the record of a publication, which is on disk when this returns."""
    write_text(run_directory / publication.run_id / _FILE, json.dumps(asdict(publication), indent=1, sort_keys=True))


def read(run_directory: Path, run_id: str) -> Publication:
    """The record of a publication; PublicationError where there is none, or it cannot be read."""
    path = run_directory / run_id / _FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Publication(**{**fields, "state": State(**fields["state"]), "batch_ids": tuple(fields["batch_ids"])})
    except FileNotFoundError as error:
        raise PublicationError(f"run {run_id} kept no record of what it published, as runs did before; name a later run") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PublicationError(f"{path}: not a record of a publication ({error}); restore it from a backup, or name another run") from error


def recorded(run_directory: Path) -> list[Publication]:
    """Every publication of which a record is kept, by run; PublicationError where one cannot be read."""
    return [read(run_directory, path.parent.name) for path in sorted(run_directory.glob(f"*/{_FILE}"))]


def published_runs(run_directory: Path) -> list[str]:
    """The runs that published and kept a record of it, in the order in which they did."""
    rows = [runs.row(run_directory, path.parent.name) for path in run_directory.glob(f"*/{_FILE}")]
    published = [(str(row["finished_at"]), str(row["run_id"])) for row in rows if row and row["outcome"] == "published"]
    return [run_id for _, run_id in sorted(published)]


def find(run_directory: Path, words: str) -> str:
    """The run that published and that the words name: `latest`, `previous`, or the first characters of its id.

    PublicationError where they name none, or several.
    """
    published = published_runs(run_directory)
    if not published:
        raise PublicationError("no run has published yet. Start with: taizhang run PATH")
    if words == "latest":
        return published[-1]
    if words == "previous":
        return _previous(run_directory, published[-1])
    found = [run_id for run_id in published if run_id.startswith(words)]
    if words in found or len(found) == 1:
        return words if words in found else found[0]
    listed = ", ".join((found or published)[-_LISTED:])
    raise PublicationError(f"{len(found)} runs that published begin with {words!r}; name one, such as {listed}, or latest, or previous")


def _previous(run_directory: Path, latest: str) -> str:
    previous = read(run_directory, latest).previous
    if previous is None:
        raise PublicationError(f"run {latest} was the first to publish: there is nothing before it")
    return previous
