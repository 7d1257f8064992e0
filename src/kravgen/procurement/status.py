"""How far the documents of a procurement have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Status = Literal["draft", "reviewed", "ready"]
"""``draft``: nobody has reviewed them. ``reviewed``: somebody has, and something may be left. ``ready``: nothing is."""

WORDS: Mapping[str, Status] = {"utkast": "draft", "granskad": "reviewed", "klar": "ready"}
"""What a procurement file calls them."""
