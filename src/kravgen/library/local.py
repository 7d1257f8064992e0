"""What a layer above the one that an item stands in has changed about it, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class Level:
    """A parameter's default, minimum or maximum that a local change has moved. ``before`` is None where none was."""

    label: str
    unit: str
    bound: Literal["default", "minimum", "maximum"]
    value: str | int | float | bool | None
    before: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class LocalChange:
    """What a layer above the one that an item stands in has changed, and why.

    ``keys`` are the keys that have another content, such as "text" and "kind", or "drop" alone; ``levels`` are the
    parameters' new levels.
    """

    keys: tuple[str, ...]
    levels: tuple[Level, ...]
    because: str
    by: str
    place: Place
    upon: str = ""
    """The fingerprint of what the change was made upon, as its file tells it."""
    beneath: str = ""
    """The fingerprint of what stands beneath it now."""

    @property
    def drops(self) -> bool:
        """Whether the item is not to be used."""
        return self.keys == ("drop",)
