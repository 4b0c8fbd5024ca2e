"""Runs of the schedule start from a process that has imported everything."""

import sys
from multiprocessing import get_context

RUN = ("flows.ingest", "prefect.flow_engine")


def test_what_a_run_needs_is_imported_before_it_starts() -> None:
    runner = get_context("spawn").Process(target=_start_a_run)  # a fork would believe that it has the servers of this process
    runner.start()
    runner.join(200)
    runner.kill()
    assert runner.exitcode == len(RUN)


def _start_a_run() -> None:
    from prefect import flow_engine  # in this process alone: Prefect reads its settings once, when it is imported

    from flows.serving.warm_start import start_warm

    start_warm()
    run = vars(flow_engine)["multiprocessing"].get_context("spawn").Process(target=_end_by_what_is_loaded)
    run.start()
    run.join(120)
    sys.exit(run.exitcode)


def _end_by_what_is_loaded() -> None:
    sys.exit(sum(name in sys.modules for name in RUN))
