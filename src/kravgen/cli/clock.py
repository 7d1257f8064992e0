"""What day it is. Nothing else in kravgen asks the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> str:
    """Today (ISO 8601), or the day of SOURCE_DATE_EPOCH, which makes a run repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()
