"""What may be set about watching, as names in the environment: so it reaches every process of a run, whoever starts it.

Passwords and the addresses of webhooks are secrets. In the environment they show up on no page of Prefect, as parameters of a flow do.
"""

import os
from datetime import timedelta

WEBHOOK = "TAIZHANG_WEBHOOK"
SMTP_URL = "TAIZHANG_SMTP_URL"
ALERT_TO = "TAIZHANG_ALERT_TO"
ALERT_FROM = "TAIZHANG_ALERT_FROM"
STALE_AFTER = "TAIZHANG_STALE_AFTER_DAYS"

STALE_AFTER_DAYS = 14
"""Days without a new report after which it is said, unless another number is asked for."""


class SettingError(Exception):
    """A setting that cannot be used; the message names it and says what was expected."""


def stale_after() -> timedelta:
    """How long no new report may come before it is said; SettingError where the environment gives no number of days."""
    said = os.environ.get(STALE_AFTER) or str(STALE_AFTER_DAYS)
    if not said.isdecimal() or not 0 < int(said) < 100_000:
        raise SettingError(f"{STALE_AFTER} is {said!r}: expected a number of days, 1 at the least")
    return timedelta(days=int(said))
