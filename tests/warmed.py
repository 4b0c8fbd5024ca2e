"""Imported by the process that the tests fork commands from: all that a run needs, Prefect included, set up as a run sets it up."""

import tempfile
from importlib import import_module
from pathlib import Path

from flows.environment import prepare
from tests.warm import warm

with tempfile.TemporaryDirectory() as directory:
    # How Prefect logs is settled as it is imported; what else it reads, it reads again when a run begins.
    prepare(Path(directory))
    import_module("flows.ingest")
warm()
