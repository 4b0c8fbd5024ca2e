"""Runs of the schedule start from a process that has imported everything."""

import sys

from tests.faults.children import spawn, wait

RUN = ("flows.ingest", "prefect.flow_engine")


def test_what_a_run_needs_is_imported_before_it_starts() -> None:
    def start_one() -> None:
        from prefect import flow_engine  # in this process alone: Prefect reads its settings once, when it is imported

        from flows.serving.warm_start import start_warm

        start_warm()
        process = vars(flow_engine)["multiprocessing"].get_context("spawn").Process(target=_end_by_what_is_loaded)
        process.start()
        process.join(120)
        assert process.exitcode == len(RUN)

    assert wait(spawn(start_one)) == 0


def _end_by_what_is_loaded() -> None:
    sys.exit(sum(name in sys.modules for name in RUN))
