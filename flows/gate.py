"""The gate before publication: whether a checked candidate may replace the published warehouse, and what is said where it may not."""

from collections.abc import Sequence
from dataclasses import dataclass

from expectations import CheckResult, blocking_failures, check_publication
from flows.runs import Run, RunError, Tally, failures, log
from warehouse import blocked, standing
from warehouse.blocked import Blocked
from warehouse.changes import Changes, ComparisonError, changes, compared
from warehouse.origins import origins
from warehouse.publish import Candidate
from warehouse.store import Store

_NAMED_ORIGINS = 5
_INSPECT = 'It is kept for inspection: taizhang sql --blocked "SELECT ..."'


class BlockedError(RunError):
    """A warehouse that may not be published: it is kept in `blocked/`. `changes` tells what its publication would have changed."""

    def __init__(self, message: str, tally: Tally, changes: Changes | None = None) -> None:
        super().__init__(message, tally)
        self.changes = changes or Changes()


@dataclass(frozen=True)
class Verdict:
    """What a publication would change, and the checks of that; without checks where there is nothing to compare with."""

    changes: Changes
    checks: tuple[CheckResult, ...] = ()

    @property
    def objections(self) -> list[CheckResult]:
        """The failures that only a person can overrule."""
        return blocking_failures(self.checks)

    def accepted(self, reason: str | None) -> str | None:
        """What is recorded of a person's overruling; None where nothing had to be overruled."""
        return f"{reason} (accepted: {failures(self.objections)})" if self.objections else None


def judge(candidate: Candidate, store: Store) -> Verdict:
    """Compares a candidate with the published warehouse. One that cannot be read is compared with nothing, which is said."""
    try:
        return _compare(candidate, store)
    except ComparisonError as error:
        log.warning("nothing was compared with the published warehouse: %s", error)
        with compared(None, candidate.path) as connection:
            return Verdict(changes(connection))


def _compare(candidate: Candidate, store: Store) -> Verdict:
    published = store.warehouse_path if store.warehouse_path.exists() else None
    with compared(published, candidate.path, standing.replaced(store.batches())) as connection:
        return Verdict(changes(connection), tuple(check_publication(connection)) if published else ())


def refuse_malformed(run: Run, candidate: Candidate, broken: Sequence[CheckResult], tally: Tally) -> None:
    """Keeps a candidate that fails its own checks and raises the reason: no person can accept it."""
    message = (
        f"the next warehouse fails its checks, so the published one stays as it is, now and in later runs, until this is mended: "
        f"{failures(broken)}. {_whence(candidate, broken)}{_INSPECT}"
    )
    _keep(run, candidate, message)
    raise BlockedError(message, tally)


def refuse_loss(run: Run, candidate: Candidate, verdict: Verdict, tally: Tally) -> None:
    """Keeps a candidate that lacks what the published warehouse has and raises the reason, with how to publish it all the same."""
    message = (
        f"the next warehouse lacks what the published one has, so that one stays as it is, now and in later runs, until this is mended or "
        f'accepted: {failures(verdict.objections)}. {_INSPECT}. To publish it as it is: taizhang run --accept "REASON"'
    )
    _keep(run, candidate, message)
    raise BlockedError(message, tally, verdict.changes)


def _whence(candidate: Candidate, broken: Sequence[CheckResult]) -> str:
    found = origins(candidate.path, (row for result in broken for row in result.failing))
    if not found:
        return ""
    batches = sorted({f"batches/{origin.batch_id}" for origin in found if origin.batch_id})
    return (
        f"The rows come from {_some('; ', list(map(str, found)))}. Mend the rules or lexicons that read them so; or move "
        f"{_some(', ', batches)} out of the data directory and run again with the same files, which are then read anew. "
    )


def _some(separator: str, items: Sequence[str]) -> str:
    more = f" and {len(items) - _NAMED_ORIGINS} more" if len(items) > _NAMED_ORIGINS else ""
    return separator.join(items[:_NAMED_ORIGINS]) + more


def _keep(run: Run, candidate: Candidate, message: str) -> None:
    blocked.keep(candidate, run.store, Blocked(run.run_id, message))
