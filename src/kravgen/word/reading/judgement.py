"""What a field answers, judged by what a reader sees, and where the file holds something else than it shows.

What is seen is the answer. A flag, a stored value or a date that says otherwise is told, since another program would
read that. What is no answer to the field, such as words outside its list, is told and not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kravgen.documents.answers import AnswerValue
from kravgen.documents.wording import SentField, comparable
from kravgen.i18n import _, _n
from kravgen.problems import shortened
from kravgen.word.reading.control import Control
from kravgen.word.reading.filled import Filled
from kravgen.word.reading.glyphs import ticked
from kravgen.word.reading.prompts import is_prompt_of_program

_LONGEST_QUOTE = 200
_SEEN_IS_READ = _n("What is seen is read. Ask whoever answered which is right.")
_SEEN_IN_ANOTHER = _n("What is seen is read. Ask for the form as it was sent.")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIGURE = re.compile(r"\d")
_NUMBERS, _WORDS = re.compile(r"\d{1,4}"), re.compile(r"[^\W\d_]{3,}")
_MONTHS = (
    *(("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",)),
    *(("okt", "oct"), ("nov",), ("dec",)),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a field that must be told: a code of the program's, a sentence and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What a field answers. ``known`` is false when it shows something that is no answer to it."""

    value: AnswerValue
    known: bool
    doubts: tuple[Doubt, ...]


def judged(
    field: SentField, filled: Filled, control: Control | None, prompts: frozenset[str]
) -> JudgedAnswer:
    """The answer that a field shows. ``control`` is None when a program has made plain text of it.

    ``prompts`` are those that it was sent with, as :func:`comparable` makes them.
    """
    return _Judge(field, filled, control, prompts).judge()


class _Judge:
    def __init__(
        self, field: SentField, filled: Filled, control: Control | None, prompts: frozenset[str]
    ) -> None:
        self._field = field
        self._filled = filled
        self._control = control
        self._prompts = prompts
        self._shown = comparable(filled.text)
        self._doubts: list[Doubt] = []

    def judge(self) -> JudgedAnswer:
        control = self._control
        if control is not None:
            self._doubts.extend(_altered(control, self._field))
        for what in self._filled.unread:
            self._tell(
                "KG908",
                _("the field holds {what}, which is not read as an answer.").format(what=what),
                _("Look at the field in Word, and ask for the answer in words."),
            )
        if control is not None and control.is_bound:
            return self._no_answer()
        if self._field.kind == "checkbox":
            return self._box()
        if self._is_empty():
            if control is not None and control.last and self._field.kind == "choice":
                self._differs(control.last)
            return self._no_answer() if self._filled.unread else self._answer(None)
        if self._is_unknown_prompt():
            message = _("the field is marked as empty and shows {text}. It is not counted.")
            hint = _("Ask whoever answered whether it is an answer.")
            self._tell("KG907", message.format(text=_quoted(self._filled.text)), hint)
            return self._answer(None)
        if control is not None and control.is_prompt:
            message = _("the field shows {text}, but is marked as empty.")
            self._tell("KG907", message.format(text=_quoted(self._filled.text)), _(_SEEN_IS_READ))
        if self._field.kind == "choice" and self._field.choices:
            return self._choice()
        if self._field.kind == "number" and not _FIGURE.search(self._shown):
            message = _("{text} is no number. It is not counted.")
            hint = _("Ask whoever answered for the number, if the rules allow it.")
            self._tell("KG906", message.format(text=_quoted(self._filled.text)), hint)
            return self._no_answer()
        return self._answer(self._date() if self._field.kind == "date" else self._filled.text)

    def _box(self) -> JudgedAnswer:
        seen = ticked(self._filled.text)
        held = self._control.checked if self._control is not None else None
        if seen is None:
            if self._filled.text or not self._filled.unread:
                message = _("the box shows {text}, which is neither a ticked box nor an empty one.")
                self._tell(
                    "KG908",
                    message.format(text=_quoted(self._filled.text) or _("nothing")),
                    _("Ask whoever answered whether the box is ticked."),
                )
            return self._no_answer()
        if held is not None and held != seen:
            self._tell(
                "KG907",
                _("the box is shown ticked, but the file holds that it is not.")
                if seen
                else _("the box is shown empty, but the file holds that it is ticked."),
                _(_SEEN_IS_READ),
            )
        return self._answer(seen)

    def _choice(self) -> JudgedAnswer:
        chosen = self._chosen()
        if chosen is None:
            choices = ", ".join(map(_quoted, self._field.choices))
            message = _("{text} is not one of the choices ({choices}). It is not counted.")
            self._tell(
                "KG906",
                message.format(text=_quoted(self._filled.text), choices=choices),
                _("Ask whoever answered which choice applies, if the rules allow it."),
            )
            return self._no_answer()
        if self._control is not None and self._control.last and comparable(self._control.last) != self._shown:
            self._differs(self._control.last)
        return self._answer(chosen)

    def _date(self) -> str:
        held = self._control.day if self._control is not None else ""
        iso = self._shown if _ISO.fullmatch(self._shown) else ""
        if held and not _same_day(self._shown, held):
            self._differs(held)
            return iso or self._filled.text
        return iso or held or self._filled.text

    def _is_unknown_prompt(self) -> bool:
        """Whether the field is marked as empty and shows what is no answer to it, or what Word says is its own prompt."""
        control = self._control
        if control is None or not control.is_prompt:
            return False
        if self._field.kind == "choice" and self._field.choices:
            return self._chosen() is None
        return control.has_default_prompt

    def _chosen(self) -> str | None:
        return next((choice for choice in self._field.choices if comparable(choice) == self._shown), None)

    def _is_empty(self) -> bool:
        return (
            not self._shown
            or self._shown in self._prompts
            or is_prompt_of_program(self._shown)
            or (self._shown.startswith(("[FYLL I:", "[FILL IN:")) and self._shown.endswith("]"))
        )

    def _differs(self, held: str) -> None:
        self._tell(
            "KG907",
            _("the field shows {text}, but the file holds {held}.").format(
                text=_quoted(self._filled.text) or _("nothing"), held=_quoted(held)
            ),
            _(_SEEN_IS_READ),
        )

    def _tell(self, code: str, message: str, hint: str) -> None:
        self._doubts.append(Doubt(code, message, hint))

    def _answer(self, value: AnswerValue) -> JudgedAnswer:
        return JudgedAnswer(value, True, tuple(self._doubts))

    def _no_answer(self) -> JudgedAnswer:
        return JudgedAnswer(None, False, tuple(self._doubts))


def _altered(control: Control, field: SentField) -> Iterator[Doubt]:
    """What has been done to the control itself."""
    # A text may have any look. Programs that drop the tag drop the kind too.
    kind = control.kind or ("text" if control.tag else field.kind)
    # A number is a text that has one line.
    if kind != field.kind and not (kind == "text" and field.kind == "number"):
        message = _("the field has been made another kind of field than the one that was sent.")
        yield Doubt("KG907", message, _(_SEEN_IN_ANOTHER))
    elif kind == "choice" and control.kind and field.choices:
        message = _list_altered(control.items, field.choices)
        if message:
            yield Doubt("KG907", message, _(_SEEN_IN_ANOTHER))
    elif kind == "checkbox" and control.signs_exchanged:
        message = _(
            "the signs of the box have been exchanged: ticked, it looks empty, or empty, it looks ticked."
        )
        yield Doubt("KG907", message, _(_SEEN_IN_ANOTHER))
    if control.is_bound:
        message = _("the field takes its words from hidden data, so Word may show others. It is not counted.")
        yield Doubt("KG907", message, _("Ask for the form as it was sent."))


def _list_altered(items: list[tuple[str, str]], choices: tuple[str, ...]) -> str:
    """How a list differs from the one that was sent, as a sentence; empty when it does not."""
    if items == [(choice, choice) for choice in choices]:
        # As nearly all lists are.
        return ""
    if [comparable(shown) for shown, _held in items] != [comparable(choice) for choice in choices]:
        told = ", ".join(_quoted(shown) for shown, _held in items) or _("nothing")
        message = _("the list to choose from has been changed. It holds: {items}.")
        return message.format(items=shortened(told, _LONGEST_QUOTE))
    for shown, held in items:
        if held and comparable(shown) != comparable(held):
            message = _("the list to choose from has been changed: {text} is stored as {held}.")
            return message.format(text=_quoted(shown), held=_quoted(held))
    return ""


def _same_day(shown: str, held: str) -> bool:
    """Whether a date as somebody writes it may be the day that is held."""
    if _ISO.fullmatch(shown):
        return shown == held
    if not _ISO.fullmatch(held):
        return False
    year, month, day = map(int, held.split("-"))
    numbers = [int(number) for number in _NUMBERS.findall(shown)]
    words = [word[:3].lower() for word in _WORDS.findall(shown)]
    named = any(word in _MONTHS[month - 1] for word in words) if 1 <= month <= len(_MONTHS) else False
    if year not in numbers and year % 100 not in numbers:
        return False
    return day in numbers and (named or (month in numbers and len(numbers) > 2))


def _quoted(text: str) -> str:
    words = comparable(text)
    return _("“{words}”").format(words=shortened(words, _LONGEST_QUOTE)) if words else ""
