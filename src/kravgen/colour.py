"""How well colours can be told apart."""

from __future__ import annotations

from functools import lru_cache

_LEAST, _LEAST_OF_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14
"""From so many points letters are large."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (six hexadecimal digits), from 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(points: float, bold: bool) -> float:
    """The contrast that letters of a size need to be read, as WCAG 2.1 AA says: large ones need less."""
    return _LEAST_OF_LARGE if points >= (_LARGE_BOLD if bold else _LARGE) else _LEAST


# A document has a handful of colours, and each of its words is written in one of them.
@lru_cache(maxsize=1000)
def _luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
