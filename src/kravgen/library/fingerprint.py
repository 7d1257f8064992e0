"""Checksums over content: the same content gives the same fingerprint, whatever its layout."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

LENGTH = 16


def fingerprint(data: Any) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the data in canonical JSON."""
    return hashlib.sha256(_CANONICAL.encode(data).encode()).hexdigest()[:LENGTH]


def _mapping(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value))


# One for all: a library has a thousand items.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_mapping)
