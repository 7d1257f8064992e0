"""Work for the workers of the tests: what takes too long, and what ends its process."""

from __future__ import annotations

import os
import time

from kravgen.content import Content


def profiles(content: Content) -> int:
    """How many profiles there are."""
    return len(content.profiles)


def slow(_content: Content, seconds: float) -> str:
    """Takes its time."""
    time.sleep(seconds)
    return "done"


def ends(_content: Content) -> None:
    """Ends the process that it runs in."""
    os._exit(1)
