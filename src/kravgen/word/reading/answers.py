"""Reads a filled-in form: what was answered, for which item, and by which mark it was known.

A field says three times what it is about: in its tag, in the bookmark around it, and by the id in its row. Word
keeps all three. LibreOffice drops the tags. Where two marks disagree the answer is not guessed at: it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kravgen.documents.answers import Anchor, Answer, Answers, AnswerValue
from kravgen.documents.tree import FieldKind
from kravgen.documents.wording import Wording, one_line
from kravgen.i18n import _
from kravgen.problems import Place, Problem, shortened
from kravgen.word.names import bookmark_name
from kravgen.word.reading.file import (
    CONTENT,
    NAME,
    SDT,
    START,
    TR,
    Element,
    value,
    w,
    w14,
)
from kravgen.word.reading.returned import Returned, column_of, starts
from kravgen.word.reading.words import filled_text, text_between

_LONGEST_NAME = 200
_COUNTED = re.compile(r"_\d+$")
_PROPERTIES, _PARTS, _TAG = w("sdtPr"), w("docPartObj"), f"{w('sdtPr')}/{w('tag')}"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def answers(form: Returned, place: Place, sent: Wording) -> Answers:
    """The answers in a returned form. ``sent`` is what it was sent with."""
    return _Reader(form, place, sent).read()


class _Reader:
    def __init__(self, form: Returned, place: Place, sent: Wording) -> None:
        self._form = form
        self._place = place
        self._expected = {field.name: field for field in sent.fields}
        self._prompts = frozenset(sent.prompts)
        self._rows = {id(row.element): row for row in form.rows}
        self._by_bookmark = {bookmark_name(name).lower(): name for name in self._expected}
        self._by_words: dict[tuple[str, str], list[str]] = {}
        for field in sent.fields:
            if field.row:
                self._by_words.setdefault((field.row, one_line(field.column)), []).append(field.name)
        self._problems: list[Problem] = []
        self._named: set[str] = set()
        """The fields that a problem has been told about."""

    def read(self) -> Answers:
        found: dict[str, list[Answer]] = {}
        for control in self._controls():
            answer = self._answer(control)
            if answer is not None:
                found.setdefault(answer.name, []).append(answer)
        lost = {name for name in self._expected if name not in found}
        for answer in self._plain_texts(lost) if lost else ():
            found.setdefault(answer.name, []).append(answer)
        for name in found:
            if name not in self._expected:
                self._problem(
                    "KG905",
                    _("The field {name} was not in the form that was sent.").format(name=_shown(name)),
                    name,
                )
        wanted = {name: same for name, same in found.items() if name in self._expected}
        kept = [answer for name, same in wanted.items() if (answer := self._only(name, same)) is not None]
        for name in self._expected:
            if name not in found and not self._told(name):
                self._problem("KG901", _("The field {name} is missing.").format(name=_shown(name)), name)
        return Answers(tuple(kept), tuple(self._problems))

    def _controls(self) -> Iterator[Element]:
        for root in self._form.texts.values():
            for control in root.iter(SDT):
                properties = control.find(_PROPERTIES)
                if properties is None or properties.find(_PARTS) is not None:
                    continue
                # LibreOffice puts a second control around a box and its words.
                if next(control.iterdescendants(SDT), None) is None:
                    yield control

    def _plain_texts(self, lost: Collection[str]) -> Iterator[Answer]:
        """Fields that a program has made plain text of: what is left is the bookmark around them."""
        for root in self._form.texts.values():
            for start in root.iter(START):
                name = self._by_bookmark.get(str(start.get(NAME, "")).lower(), "")
                if name in lost and not self._told(name):
                    text = text_between(start, self._by_bookmark)
                    if text is None:
                        continue
                    yield Answer(name, "text", None if self._is_empty(text) else text, "bookmark")

    def _answer(self, control: Element) -> Answer | None:
        kind = _kind(control)
        marks = self._marks(control)
        if not marks:
            return None
        name, anchor = marks[0]
        for other, _by in marks[1:]:
            if other != name and _COUNTED.sub("", other) != _COUNTED.sub("", name):
                self._problem(
                    "KG903",
                    _("The field {name} has been moved or renamed: another mark says {other}.").format(
                        name=_shown(name), other=_shown(other)
                    ),
                    name,
                    other,
                )
                return None
        return Answer(name, kind, self._value(control, kind), anchor)

    def _marks(self, control: Element) -> list[tuple[str, Anchor]]:
        """What the field is about, by each mark that is left, the surest first."""
        marks: list[tuple[str, Anchor]] = []
        tag = value(control.find(_TAG))
        if tag:
            known = tag if tag in self._expected else _COUNTED.sub("", tag)
            marks.append((known, "tag"))
        bookmark = self._bookmark(control)
        if bookmark:
            marks.append((bookmark, "bookmark"))
        by_row = self._by_row(control, marks[0][0] if marks else "")
        if by_row:
            marks.append((by_row, "row"))
        return marks

    def _bookmark(self, control: Element) -> str:
        for start in starts(control):
            name = str(start.get(NAME, "")).lower()
            found = self._by_bookmark.get(name) or self._by_bookmark.get(_COUNTED.sub("", name))
            if found:
                return found
        return ""

    def _by_row(self, control: Element, said: str) -> str:
        """What the row and the column say. A field that belongs to no item may stand in any row."""
        element = next(control.iterancestors(TR), None)
        row = self._rows.get(id(element)) if element is not None else None
        if row is None or element is None:
            return ""
        if row.item:
            column = column_of(element, control)
            part = row.parts[column] if column < len(row.parts) else ""
            return f"{part}.{row.item}" if part else ""
        if said:
            return ""
        column = column_of(element, control)
        header = row.headers[column] if column < len(row.headers) else ""
        # The same words in two forms of one document tell nothing.
        known = self._by_words.get((row.label, header), [])
        return known[0] if len(known) == 1 else ""

    def _value(self, control: Element, kind: FieldKind) -> AnswerValue:
        properties, content = control.find(_PROPERTIES), control.find(CONTENT)
        assert properties is not None
        if kind == "checkbox":
            checked = properties.find(f"{w14('checkbox')}/{w14('checked')}")
            return checked is not None and str(checked.get(w14("val"))) in ("1", "true", "on")
        text = filled_text(content) if content is not None else ""
        if self._is_empty(text):
            return None
        if kind == "choice":
            chosen = [item for item in properties.iter(w("listItem")) if value(item, "displayText") == text]
            return value(chosen[0], "value") or text if chosen else text
        if kind == "date":
            full = value(properties.find(w("date")), "fullDate")
            return full[:10] if _DATE.match(full) and _DATE.match(text) is None else text
        return text

    def _is_empty(self, text: str) -> bool:
        return not text or text in self._prompts or _is_gap(text)

    def _only(self, name: str, same: list[Answer]) -> Answer | None:
        values = {answer.value for answer in same}
        if len(values) == 1:
            return same[0]
        self._problem(
            "KG902",
            _("The field {name} stands {count} times with different answers.").format(
                name=_shown(name), count=len(same)
            ),
            name,
        )
        return None

    def _told(self, name: str) -> bool:
        return name in self._named

    def _problem(self, code: str, message: str, *names: str) -> None:
        self._named.update(names)
        hints = {
            "KG901": _("Ask the bidder for the form with all its fields."),
            "KG902": _("Ask the bidder which answer is right."),
            "KG905": _("Look at what it holds; it is not read as an answer."),
            "KG903": _("Ask the bidder to fill in the form that was sent."),
        }
        self._problems.append(self._place.problem(code, message, hints[code]))


_KINDS: dict[str, FieldKind] = {
    w14("checkbox"): "checkbox",
    w("dropDownList"): "choice",
    w("comboBox"): "choice",
    w("date"): "date",
}


def _kind(control: Element) -> FieldKind:
    properties = control.find(_PROPERTIES)
    found = (_KINDS.get(str(child.tag)) for child in properties) if properties is not None else ()
    # LibreOffice leaves the word "text" out of what it saves.
    return next((kind for kind in found if kind), "text")


def _is_gap(text: str) -> bool:
    return text.startswith(("[FYLL I:", "[FILL IN:")) and text.endswith("]")


def _shown(name: str) -> str:
    part, _dot, item = shortened(name, _LONGEST_NAME).partition(".")
    return f"{item} ({part})" if item else part
