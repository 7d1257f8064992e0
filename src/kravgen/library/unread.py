"""Why something that a person has written is no answer."""

from __future__ import annotations

from dataclasses import dataclass

TWO_MEANINGS = "KG417"
WITH_VAT = "KG418"
NOT_EXACT = "KG419"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why it is no answer (a sentence), what an answer looks like (with an example), and the code of the problem."""

    code: str
    reason: str
    advice: str


class NotReadError(Exception):
    """What is written has no meaning here, or more than one. ``code`` is empty when it is simply no answer."""

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


def quoted(written: object) -> str:
    """What is written as a message shows it: on one line, and not longer than somebody reads."""
    text = " ".join(str(written)[:300].split())
    return text if len(text) <= 60 else text[:57] + "…"
