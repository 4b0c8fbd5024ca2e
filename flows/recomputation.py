"""How the files of one unit of a reprocess are read again: which rows are kept from before, and what the new batches say of the old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.lexicon_reach import Reach
from warehouse.batches import Batch
from warehouse.inventory import Row


@dataclass(frozen=True)
class Recomputation:
    """What the batches of one unit are computed for. `reaches` tells by extractor version what the change since it can reach."""

    reprocess_id: str
    replaced: tuple[Batch, ...]
    reaches: Mapping[str, Reach] = field(hash=False)
    formats: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of each file."""
    refusals: Mapping[str, Sequence[Row]] = field(default_factory=dict, hash=False)
    """Of each file and its records, by earlier runs: rows of quarantine."""

    def knowing(self, formats: Mapping[str, str], refusals: Mapping[str, Sequence[Row]]) -> "Recomputation":
        """The same for files of those formats with those refusals."""
        return replace(self, formats=formats, refusals=refusals)

    @property
    def manifest(self) -> dict[str, object]:
        """What the manifest of each new batch says of the old: it takes their place, and that of all whose place they took."""
        superseded = {batch_id for batch in self.replaced for batch_id in (batch.batch_id, *batch.supersedes)}
        return {"reprocess_id": self.reprocess_id, "supersedes": sorted(superseded)}
