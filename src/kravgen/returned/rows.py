"""Every answer in a form that has come back, as a row with what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kravgen.documents.answers import Answer, AnswerValue
from kravgen.documents.plaintext import plain_text
from kravgen.documents.wording import SentField
from kravgen.i18n import _
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent
from kravgen.sheets.names import lot_of

MANDATORY = "ska"
_BINDING = (MANDATORY, "villkor")

Verdict = Literal["yes", "no", "text", "unanswered", "unread", "beside"]
"""What an answer is: the first of the choices or a ticked box, another of them, words, nothing, not to be read with
certainty, or something beside what is asked, such as a comment."""

_WORDS = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One field with its answer. Number, id, kind, title and text (in Markdown) are those of the item.

    A field of no item has the words of its row and its column for title and text, and no number.
    """

    name: str
    number: str
    item: str
    kind: str
    part: str
    title: str
    markdown: str
    value: str
    """What is answered, as a person reads it."""
    verdict: Verdict
    beside: tuple[tuple[str, str], ...] = ()
    """What else stands about the item, such as a comment: the part and the words."""
    told: tuple[str, ...] = ()
    """What the comparison tells about the item."""

    @property
    def text(self) -> str:
        """The text of the item without marks: made where it is shown, since a page shows few of them."""
        return plain_text(self.markdown) if self.item else self.markdown

    @property
    def mandatory(self) -> bool:
        """Whether it answers a requirement that must be met."""
        return self.kind == MANDATORY

    @property
    def binding(self) -> bool:
        """Whether it answers what the bidder must meet or accept: a comment on it may be a reservation."""
        return self.kind in _BINDING


def rows(sent: Sent, file: Verified) -> tuple[AnswerRow, ...]:
    """The fields of a form in order: those that must be answered, and those of the others that hold something."""
    answers = {answer.name: answer for answer in file.answers}
    unanswered = frozenset(file.unanswered)
    told = _told(sent, file)
    lots = _lots(file)
    beside: dict[str, list[tuple[str, str]]] = {}
    for field in file.fields:
        words = _words(answers.get(field.name))
        if field.item and not field.asked and words:
            beside.setdefault(field.item, []).append((field.part, words))
    return tuple(
        _row(sent, field, answers.get(field.name), field.name in unanswered, beside, told, lots)
        for field in file.fields
        if field.asked or _words(answers.get(field.name))
    )


def _row(
    sent: Sent,
    field: SentField,
    answer: Answer | None,
    unanswered: bool,
    beside: Mapping[str, list[tuple[str, str]]],
    told: Mapping[str, list[str]],
    lots: Mapping[str, str],
) -> AnswerRow:
    item = sent.item(field.item)
    lot = lots.get(lot_of(field.name), "")
    label = field.row or field.column or field.name
    return AnswerRow(
        field.name,
        item.number if item else "",
        field.item,
        item.kind if item else "",
        field.part,
        item.title if item else f"{lot}: {label}" if lot else label,
        item.text if item else field.column if field.row else "",
        _words(answer),
        _verdict(field, answer, unanswered),
        tuple(beside.get(field.item, ())) if field.asked else (),
        tuple(told.get(field.item, ())),
    )


def _lots(file: Verified) -> Mapping[str, str]:
    """The name of the sheet that asks for the prices of each lot, by the lot's id."""
    wording = file.document.wording if file.document else None
    return {sheet.lot: sheet.name for sheet in wording.sheets if sheet.lot} if wording else {}


def _verdict(field: SentField, answer: Answer | None, unanswered: bool) -> Verdict:
    if not field.asked:
        return "beside"
    if unanswered:
        return "unanswered"
    if answer is None:
        return "unread"
    if field.kind == "checkbox":
        return "yes" if answer.value is True else "unanswered"
    if not field.choices:
        return "text"
    # A program may have made plain text of a list.
    said = str(answer.value or "").strip().casefold()
    known = [choice.casefold() for choice in field.choices]
    if said not in known:
        return "unread"
    return "yes" if said == known[0] else "no"


def _words(answer: Answer | None) -> str:
    return _shown(answer.value) if answer else ""


def _shown(value: AnswerValue) -> str:
    if value is True:
        return _("ticked")
    return str(value) if value else ""


def _told(sent: Sent, file: Verified) -> dict[str, list[str]]:
    """What is told of each item, by the id that stands in the message."""
    found: dict[str, list[str]] = {}
    for problem in file.problems:
        for word in dict.fromkeys(_WORDS.findall(problem.message)):
            if sent.item(word):
                found.setdefault(word, []).append(f"{problem.code} {problem.message}")
    return found
