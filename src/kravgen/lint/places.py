"""Where a text lets data be, and where it forbids it to be."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DATA = re.compile(
    r"\b(?:uppgift\w*|data|information\w*|person\w*uppgift\w*|lagr\w+|behandl\w+|drift\w*)\b", re.IGNORECASE
)
_SWEDEN = re.compile(
    r"\b(?:bara|endast|enbart|uteslutande)\b[^.]{0,40}\b(?:i|inom) Sverige\b"
    r"|\b(?:i|inom) Sverige\b[^.]{0,15}\b(?:och inte|men inte)\b"
)
_UNION = re.compile(r"\b(?:bara|endast|enbart|uteslutande)\b[^.]{0,60}\binom (?:EU|EES)\b")
_OUTSIDE = re.compile(r"\bfår\b(?! inte)(?! bara)(?! endast)[^.]{0,80}\b(?:utanför EU|tredje ?land|i USA)\b")
_ABROAD = re.compile(r"\bfår\b(?! inte)[^.]{0,80}\b(?:inom EU|inom EES|utanför Sverige|i USA|tredje ?land)\b")
_PASSES = ((_OUTSIDE, "union"), (_OUTSIDE, "sweden"), (_ABROAD, "sweden"))
"""What lets data pass a limit, and which one."""
_PLACES = ("Sverige", "EU", "EES", "USA", "tredje")
"""Words of which every one of these has one."""


def limit(text: str) -> str:
    """What the text binds data to: ``sweden`` or ``union``; empty when it binds nothing."""
    if not _speaks_of_places(text):
        return ""
    if _SWEDEN.search(text):
        return "sweden"
    return "union" if _UNION.search(text) else ""


def allowed(text: str) -> Mapping[str, str]:
    """The limits that the text lets data pass, each with the words that do."""
    if not _speaks_of_places(text):
        return {}
    found = [(against, pattern.search(text)) for pattern, against in _PASSES]
    return {against: match[0] for against, match in reversed(found) if match}


def _speaks_of_places(text: str) -> bool:
    return any(place in text for place in _PLACES) and _DATA.search(text) is not None
