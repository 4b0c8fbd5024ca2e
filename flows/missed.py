"""Scheduled starts that were missed, while the machine was off or a long run went on: one run stands for all of them."""

from datetime import UTC, datetime
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelled


def settle_missed(client: SyncPrefectClient) -> int:
    """Cancels the deployment's other scheduled runs whose time has passed and returns their number; those that a person started stay."""
    if runtime.deployment.id is None:
        return 0
    missed = [run for run in _due(client, UUID(str(runtime.deployment.id))) if run.auto_scheduled and str(run.id) != runtime.flow_run.id]
    for run in missed:
        reason = f"Its time passed before it could start; run {runtime.flow_run.name} stands for it."
        client.set_flow_run_state(run.id, Cancelled(name="Skipped", message=reason), force=True)
    return len(missed)


def _due(client: SyncPrefectClient, deployment_id: UUID) -> list[FlowRun]:
    chosen = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)}),
    )
    return client.read_flow_runs(flow_run_filter=chosen)
