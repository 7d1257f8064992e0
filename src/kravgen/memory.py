"""How seldom the collector of cyclic garbage walks over what a command has read."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Let the collector run after many more new objects than Python does by itself.

    A command reads a library once and keeps it; walking over it again and again is a fifth of the time.
    """
    gc.set_threshold(100_000, 50, 1_000)
