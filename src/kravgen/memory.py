"""How seldom the collector of cyclic garbage walks over what a command has read."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Let the collector run after many more new objects than Python does by itself.

    A command reads a library once and keeps it; walking over it again and again is a fifth of the time.
    """
    gc.set_threshold(1_000_000, 50, 1_000)


def settle() -> None:
    """Let the collector pass by all that there is now, and run as soon as there is some garbage.

    Who does the same work again and again beside content that stays needs no more memory the thousandth time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
