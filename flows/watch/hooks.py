"""What Prefect calls when a flow run ends: hooks of the flow."""

from pathlib import Path
from typing import Any

from prefect import Flow
from prefect.client.schemas.objects import FlowRun, State

from flows.lineage.telling import tell_completion, tell_failure, tell_start
from flows.logs.json_lines import written_where_wanted
from flows.runs import log
from flows.watch.after_run import look_back, tell_of_crash, tell_of_failure


def on_running(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001 - Prefect's names
    """Tells that a run begins, to those who follow its lineage."""
    tell_start(str(flow_run.id))


def on_completion(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Looks at the run that has just ended."""
    with written_where_wanted(log):
        look_back(_data(flow_run), str(flow_run.id))
        tell_completion(str(flow_run.id), _data(flow_run))


def on_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Tells that a run failed, and why."""
    tell_of_failure("failed", _reason(state), _data(flow_run), flow_run.name)
    tell_failure(str(flow_run.id), _reason(state))


def on_crashed(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Tells that a run was stopped or died; where its process is gone, the schedule's runner calls this."""
    tell_of_crash(_reason(state), _data(flow_run), str(flow_run.id), flow_run.name)
    tell_failure(str(flow_run.id), _reason(state), is_stopped=True)


def _data(flow_run: FlowRun) -> Path:
    return Path(flow_run.parameters["data"])


def _reason(state: State[Any]) -> str:
    return state.message or f"Prefect tells no reason, only the state {state.name}"
