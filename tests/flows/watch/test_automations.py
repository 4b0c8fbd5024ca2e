"""automations.yaml on Prefect's own server: created as its head says, and read back with every trigger as it is written."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import yaml
from pydantic import SecretStr

from tests.flows.watch.receivers import Post
from tests.project import PROJECT

AUTOMATIONS = (PROJECT / "automations.yaml").read_text(encoding="utf-8")
NO_BLOCK = "00000000-0000-0000-0000-000000000000"


def test_the_automations_are_created_as_they_are_written(prefect_server: None, tmp_path: Path, post: Post) -> None:
    from prefect.blocks.webhook import Webhook
    from prefect.client.orchestration import get_client
    from prefect.events.actions import CallWebhook
    from prefect.events.schemas.automations import EventTrigger

    block = Webhook(url=SecretStr(post.url), allow_private_urls=True).save("taizhang-alerts", overwrite=True)
    assert isinstance(block, UUID)
    (tmp_path / "mine.yaml").write_text(AUTOMATIONS.replace(NO_BLOCK, str(block)), encoding="utf-8")
    words = [sys.executable, "-m", "prefect", "automation", "create", "--from-file", str(tmp_path / "mine.yaml")]
    done = subprocess.run(words, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    written = {one["name"]: one for one in yaml.safe_load(AUTOMATIONS)["automations"]}
    with get_client(sync_client=True) as client:
        created = {one.name: one for name in written for one in client.read_automations_by_name(name)}
        assert client.read_block_document(block).name == "taizhang-alerts"
    assert created.keys() == written.keys()
    for name, automation in created.items():
        trigger = automation.trigger
        assert isinstance(trigger, EventTrigger)
        assert trigger.expect == set(written[name]["trigger"]["expect"])
        assert (trigger.posture.value, trigger.within) == (
            written[name]["trigger"]["posture"],
            timedelta(seconds=written[name]["trigger"].get("within", 0)),
        )
        [action] = automation.actions
        assert isinstance(action, CallWebhook)
        assert action.block_document_id == block


def test_the_triggers_wait_for_this_flow_and_its_states() -> None:
    from flows.ingest import WITH_QUARANTINE, ingest

    expected = set(re.findall(r"prefect\.flow-run\.([A-Z][\w ]+)", AUTOMATIONS))
    assert expected == {"Failed", "Crashed", "Completed", WITH_QUARANTINE}
    assert set(re.findall(r"prefect\.resource\.name: (\w+)", AUTOMATIONS)) == {ingest.name}
