"""Where the runs of the schedule start from: a process that has imported everything already.

A new process would import Prefect and the flow first, for some seconds, which is most of the work of an hour without news.
"""

import multiprocessing
from types import SimpleNamespace

from prefect import flow_engine

_PRELOADED = ("flows.ingest", "prefect.flow_engine")


def start_warm() -> None:
    """From now on Prefect forks the processes of flow runs from the standard library's server of forks instead of spawning each anew.

    That server is a process of its own that does nothing else, so that no thread is lost in a fork. It ends with this process.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_PRELOADED])
    # Prefect has no option for it: its engine asks this name for a way to start a process, and for nothing else.
    vars(flow_engine)["multiprocessing"] = SimpleNamespace(get_context=lambda _method: context)
