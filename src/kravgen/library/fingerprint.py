"""Checksums over content: the same content gives the same fingerprint, whatever its layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from typing import Any

LENGTH = 16


def fingerprint(data: Any) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the data in canonical JSON."""
    # It takes long to load, and some commands need no checksum.
    from hashlib import sha256

    return sha256(_CANONICAL.encode(data).encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True, eq=False)
class Substance:
    """All that an entry says. Its fingerprint is made when somebody asks for it: few commands ask about every item."""

    data: Any

    @cached_property
    def fingerprint(self) -> str:
        """The checksum over the data."""
        return fingerprint(self.data)


def _mapping(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value))


# One for all: a library has a thousand items.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_mapping)


def plain(entry: Any) -> Any:
    """Data for a checksum: an entry without its place."""
    if isinstance(entry, tuple):
        return [plain(part) for part in entry]
    if isinstance(entry, dict):
        return {name: plain(part) for name, part in entry.items()}
    names = _told(entry.__class__)
    return entry if names is None else {name: plain(getattr(entry, name)) for name in names}


@cache
def _told(kind: type) -> tuple[str, ...] | None:
    """The fields of a kind of entry that say something; None for what is no entry."""
    if not is_dataclass(kind):
        return None
    silent = ("place", "meets", "per_buyer", "per_controller")
    return tuple(part.name for part in fields(kind) if part.name not in silent)
