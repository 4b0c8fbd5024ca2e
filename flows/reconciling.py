"""Prefect's flow runs that ended without Prefect hearing of it: killed processes, and servers that were away at the end."""

from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import State, StateType
from prefect.states import Completed, Crashed

from flows.runs import log
from warehouse import runs
from warehouse.runs import Row
from warehouse.store import Store

_AT_WORK = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.CANCELLING])))


def reconcile(flow_name: str, store: Store) -> None:
    """Sets every flow run that the server believes at work, and that the data directory knows as ended, to the state it ended in.

    Flow runs of other data directories stay as they are. What the server refuses is said and stops nothing.
    """
    flows = FlowFilter(name=FlowFilterName(any_=[flow_name]))
    try:
        with get_client(sync_client=True) as client:
            at_work = {str(run.id): run for run in client.read_flow_runs(flow_filter=flows, flow_run_filter=_AT_WORK)}
            for row in runs.of_flow_runs(store.run_directory, at_work):
                flow_run = at_work[str(row["flow_run_id"])]
                client.set_flow_run_state(flow_run.id, _state(row), force=True)
                log.info("told Prefect that its flow run %s ended with run %s: %s", flow_run.name, row["run_id"], row["outcome"])
    except Exception as error:  # the client lets through errors of every library below it, and none of them is the run's
        log.warning("Prefect could not be told how earlier runs ended (%s: %s)", type(error).__name__, error)


def _state(row: Row) -> State[Any]:
    if row["outcome"] == "failed":
        return Crashed(message=str(row.get("failure") or "failed"))
    return Completed(message=str(row["outcome"]))
