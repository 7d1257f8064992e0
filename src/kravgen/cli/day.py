"""A day that somebody gives a command."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import Any

import click


class Day(click.DateTime):
    """A day (YYYY-MM-DD)."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; Click reads what is written otherwise, and tells what is wrong, which takes longer to load."""
        if isinstance(value, str) and _USUAL.fullmatch(value):
            with suppress(ValueError):
                return datetime.fromisoformat(value)
        return super().convert(value, param, ctx)


_USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
