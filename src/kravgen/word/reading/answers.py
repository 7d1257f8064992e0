"""Reads a filled-in form: what was answered, for which item, and by which mark it was known.

A field says three times what it is about: in its tag, in the bookmark around it, and by the id in its row. Word
keeps all three. LibreOffice drops the tags, AbiWord the controls. Where two marks disagree the answer is not guessed
at: it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kravgen.documents.answers import Anchor, Answer, Answers
from kravgen.documents.tree import WRITTEN
from kravgen.documents.wording import Wording, comparable, one_line
from kravgen.i18n import _
from kravgen.problems import Place, Problem, shortened
from kravgen.word.names import bookmark_name
from kravgen.word.reading.control import Control, controls
from kravgen.word.reading.file import NAME, SDT, START, TC, Element, cells
from kravgen.word.reading.filled import Filled, Filling
from kravgen.word.reading.judgement import Doubt, judged
from kravgen.word.reading.returned import NOTHING_TAKEN, Returned, RowOf, Taken

_LONGEST_NAME = 200
_COUNTED = re.compile(r"_\d+$")
_MOST_ALIKE = 3
_FEWEST_LOST = 3
"""So many fields, and more than half of them, must be gone before the form itself is said to be lost."""
_NO_NUMBERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class FormAnswers(Answers):
    """The answers in a Word file, and what of the file they have been read from."""

    taken: Taken = NOTHING_TAKEN


def answers(
    form: Returned,
    place: Place,
    sent: Wording,
    numbers: Mapping[str, str] = _NO_NUMBERS,
    beside: Collection[str] = (),
) -> FormAnswers:
    """The answers in a returned form. ``sent`` is what it was sent with; ``numbers`` are those of its items, by id.

    ``beside`` are items in whose rows somebody may have written beside the field of a text: what stands in its cell is
    then its answer.
    """
    return _Reader(form, place, sent, numbers, beside).read()


class _Reader:
    def __init__(
        self,
        form: Returned,
        place: Place,
        sent: Wording,
        numbers: Mapping[str, str],
        beside: Collection[str],
    ) -> None:
        self._form = form
        self._place = place
        self._numbers = numbers
        self._beside = beside
        self._sent_prompts = sent.prompts
        self._filling = Filling(form.file)
        self._expected = {field.name: field for field in sent.fields}
        self._prompts = frozenset(map(comparable, sent.prompts))
        self._by_bookmark = {bookmark_name(name).lower(): name for name in self._expected}
        self._by_words: dict[tuple[str, str], list[str]] = {}
        for field in sent.fields:
            if field.row:
                self._by_words.setdefault((field.row, one_line(field.column)), []).append(field.name)
        self._found: dict[str, list[Answer]] = {}
        self._marks: dict[str, list[Element]] = {}
        """Where each field has been found."""
        self._wrapped: dict[Element, Control] = {}
        """The controls around whose words only a bookmark says that they are a field."""
        self._unknown: list[str] = []
        """The fields that were not sent."""
        self._moved: list[tuple[str, str]] = []
        """The fields that another mark says is another."""
        self._doubts: dict[Doubt, list[str]] = {}
        """What must be told about fields: the same about many is one problem."""
        self._problems: list[Problem] = []
        self._has_lost_fields = False
        self._controls_taken: set[Element] = set()
        self._bookmarks_taken: set[str] = set()
        self._named: set[str] = set()
        """The fields that a problem has been told about."""

    def read(self) -> FormAnswers:
        unmarked = []
        for control in self._controls():
            if not self._by_own_marks(control):
                unmarked.append(control)
        for start in self._starts_of(self._lost()):
            self._plain_text(start)
        lost = self._lost()
        for control in unmarked if lost else ():
            self._by_row_alone(control, lost)
        self._whole_cells()
        kept = []
        for name in self._expected:
            answer = self._only(name, self._found.get(name, []))
            if answer is not None:
                kept.append(answer)
        self._tell_unknown()
        self._tell_doubts()
        self._tell_moved()
        self._tell_missing()
        taken = Taken(frozenset(self._controls_taken), frozenset(self._bookmarks_taken))
        return FormAnswers(tuple(kept), tuple(self._problems), self._has_lost_fields, taken)

    def _lost(self) -> set[str]:
        return {name for name in self._expected if name not in self._found and name not in self._named}

    def _controls(self) -> Iterator[Control]:
        for root in self._form.texts.values():
            yield from controls(root)

    def _starts_of(self, names: Collection[str]) -> list[Element]:
        """The bookmarks of the fields."""
        if not names:
            return []
        starts = (start for root in self._form.texts.values() for start in root.iter(START))
        return [start for start in starts if self._by_bookmark.get(str(start.get(NAME, "")).lower()) in names]

    def _by_own_marks(self, control: Control) -> bool:
        """Take a control that its tag or its bookmark tells; False when neither does."""
        start = self._bookmark(control)
        tagged = control.tag
        if tagged not in self._expected and tagged:
            tagged = _COUNTED.sub("", tagged)
        if tagged not in self._expected and control.kind is None:
            # Other programs put controls around their own runs: what is in them is plain text.
            if start is not None:
                self._wrapped.setdefault(start, control)
            return False
        marks: list[tuple[str, Anchor]] = []
        if control.tag:
            marks.append((tagged, "tag"))
        if start is not None:
            marks.append((self._of_bookmark(start), "bookmark"))
        if not marks:
            return False
        name, anchor = marks[0]
        by_row = self._by_row(control.element, name)
        if name in self._expected:
            # Where its marks disagree that is told, and what it holds is no text of the form.
            self._controls_taken.add(control.element)
        if self._agree(name, [other for other, _by in marks[1:]] + [by_row]):
            if name in self._expected:
                self._take(name, anchor, control)
            else:
                self._named.add(name)
                self._unknown.append(name)
        return True

    def _plain_text(self, start: Element) -> None:
        """Take a field that a program has made plain text of: what is left is the bookmark around it."""
        name = self._of_bookmark(start)
        filled = self._filling.between(start, self._by_bookmark)
        wrapped = self._wrapped.get(start)
        if filled is None or not self._agree(name, [self._by_row(start, name)]):
            return
        if wrapped is not None and wrapped.holds_end_of(start):
            # LibreOffice begins the bookmark before the control of a text, and ends it in the control.
            self._controls_taken.add(wrapped.element)
            filled = self._shown_by(wrapped)
        else:
            self._bookmarks_taken.add(str(start.get(NAME, "")).lower())
        self._marks.setdefault(name, []).append(start)
        self._keep(name, "bookmark", filled, None)

    def _by_row_alone(self, control: Control, lost: Collection[str]) -> None:
        if next(control.element.iterdescendants(SDT), None) is not None:
            # LibreOffice puts a second control around a box and its words.
            return
        name = self._by_row(control.element, "")
        if name in lost:
            self._take(name, "row", control)

    def _whole_cells(self) -> None:
        """Take texts that programs have split, or have dropped the marks of, as what the cell of the field shows.

        Paragraphs, lists and tables in an answer make them do so.
        """
        split = {
            name
            for name, same in self._found.items()
            if self._expected[name].kind in WRITTEN
            and (
                len({answer.value for answer in same}) > 1
                # A bookmark that is left around nothing.
                or all(answer.value is None and answer.anchor == "bookmark" for answer in same)
            )
        }
        lost = self._lost()
        texts = (
            {name for name, field in self._expected.items() if field.kind in WRITTEN} if self._beside else ()
        )
        written = {name for name in texts if self._expected[name].item in self._beside}
        wanted = split | written | {name for name in lost if self._expected[name].kind in WRITTEN}
        if self._is_lost(lost):
            return
        rows: dict[str, list[RowOf]] = {}
        for row in self._form.rows if wanted else ():
            rows.setdefault(row.item, []).append(row)
        for name in wanted:
            field = self._expected[name]
            known = rows.get(field.item, []) if field.item else []
            cell = _cell(known[0], one_line(field.column)) if len(known) == 1 else None
            if cell is None or any(cell not in mark.iterancestors(TC) for mark in self._marks.get(name, ())):
                continue
            filled = _without(self._sent_prompts, self._filling.of(cell))
            if filled.text or filled.unread:
                self._found.pop(name, None)
                self._controls_taken.add(cell)
                self._keep(name, "row", filled, None)

    def _agree(self, name: str, others: list[str]) -> bool:
        for other in others:
            if other and other != name and _COUNTED.sub("", other) != _COUNTED.sub("", name):
                self._moved.append((name, other))
                self._named.update((name, other))
                return False
        return True

    def _take(self, name: str, anchor: Anchor, control: Control) -> None:
        self._keep(name, anchor, self._shown_by(control), control)

    def _shown_by(self, control: Control) -> Filled:
        return self._filling.of(control.content) if control.content is not None else Filled("")

    def _keep(self, name: str, anchor: Anchor, filled: Filled, control: Control | None) -> None:
        if control is not None:
            self._controls_taken.add(control.element)
            self._marks.setdefault(name, []).append(control.element)
        field = self._expected[name]
        found = judged(field, filled, control, self._prompts)
        for doubt in found.doubts:
            self._named.add(name)
            self._doubts.setdefault(doubt, []).append(name)
        if found.known:
            self._found.setdefault(name, []).append(Answer(name, field.kind, found.value, anchor))

    def _bookmark(self, control: Control) -> Element | None:
        return next((start for start in control.starts() if self._of_bookmark(start)), None)

    def _of_bookmark(self, start: Element) -> str:
        name = str(start.get(NAME, "")).lower()
        found = self._by_bookmark.get(name)
        return self._by_bookmark.get(_COUNTED.sub("", name), "") if found is None else found

    def _by_row(self, mark: Element, said: str) -> str:
        """What the row and the column say. A field that belongs to no item may stand in any row."""
        place = self._form.place_of(mark)
        if place is None:
            return ""
        row, column = place
        header = row.headers[column] if column < len(row.headers) else ""
        if row.item:
            own = self._expected.get(said)
            if own is not None and own.item == row.item and one_line(own.column) == header:
                # A column may hold more than one field of an item.
                return said
            part = row.parts[column] if column < len(row.parts) else ""
            if not part and own is not None and own.item == row.item and one_line(own.column) in row.headers:
                # It stands below a header that asks for nothing.
                return header
            return f"{part}.{row.item}" if part else ""
        if said:
            return ""
        # The same words in two forms of one document tell nothing.
        known = self._by_words.get((row.label, header), [])
        return known[0] if len(known) == 1 else ""

    def _tell_unknown(self) -> None:
        hint = _("Look at what it holds; it is not read as an answer.")
        if len(self._unknown) > _MOST_ALIKE:
            some = ", ".join(map(self._shown, self._unknown[:_MOST_ALIKE]))
            message = _("{count} fields were not in the form that was sent, among them {names}.")
            self._problem("KG905", message.format(count=len(self._unknown), names=some), hint)
            return
        for name in self._unknown:
            message = _("The field {name} was not in the form that was sent.")
            self._problem("KG905", message.format(name=self._shown(name)), hint)

    def _tell_doubts(self) -> None:
        for doubt, names in self._doubts.items():
            if len(names) > _MOST_ALIKE:
                # One style makes it so in every field.
                told = _("{names} and {count} more: {what}").format(
                    names=", ".join(map(self._shown, names[:_MOST_ALIKE])),
                    count=len(names) - _MOST_ALIKE,
                    what=doubt.message,
                )
                self._problem(doubt.code, told, doubt.hint)
                continue
            for name in names:
                self._problem(doubt.code, f"{self._shown(name)}: {doubt.message}", doubt.hint)

    def _tell_moved(self) -> None:
        hint = _("Ask for the answers in the form that was sent.")
        if len(self._moved) > _MOST_ALIKE:
            # One column or a few marks have been exchanged.
            some = ", ".join(self._shown(name) for name, _other in self._moved[:_MOST_ALIKE])
            message = _(
                "{count} fields have been moved or renamed, among them {names}: other marks say other fields."
            )
            self._problem("KG903", message.format(count=len(self._moved), names=some), hint)
            return
        for name, other in self._moved:
            message = _("The field {name} has been moved or renamed: another mark says {other}.")
            self._problem("KG903", message.format(name=self._shown(name), other=self._shown(other)), hint)

    def _only(self, name: str, same: list[Answer]) -> Answer | None:
        if len({answer.value for answer in same}) > 1:
            self._problem(
                "KG902",
                _("The field {name} stands {count} times with different answers.").format(
                    name=self._shown(name), count=len(same)
                ),
                _("Ask whoever answered which answer is right."),
                name,
            )
            return None
        return same[0] if same else None

    def _is_lost(self, missing: Collection[str]) -> bool:
        """Whether so many fields are missing that the form itself is lost."""
        return len(missing) >= _FEWEST_LOST and 2 * len(missing) > len(self._expected)

    def _tell_missing(self) -> None:
        lost = self._lost()
        missing = [name for name in self._expected if name in lost]
        if self._is_lost(missing):
            self._has_lost_fields = True
            self._problem(
                "KG909",
                _(
                    "The form has lost its fields: {count} of {all} are gone. What was answered in them is not read. "
                    "Its texts have been looked for; what has been added to them is not told."
                ).format(count=len(missing), all=len(self._expected)),
                _("Ask for the form as it was sent, filled in with Word or LibreOffice and saved as .docx."),
                *missing,
            )
            return
        for name in missing:
            self._problem(
                "KG901",
                _("The field {name} is missing.").format(name=self._shown(name)),
                _("Ask for the form with all its fields."),
                name,
            )

    def _problem(self, code: str, message: str, hint: str, *names: str) -> None:
        self._named.update(names)
        self._problems.append(self._place.problem(code, message, hint))

    def _shown(self, name: str) -> str:
        part, _dot, item = shortened(name, _LONGEST_NAME).partition(".")
        if not item:
            return part
        number = self._numbers.get(_COUNTED.sub("", item), "")
        return f"{number} {item} ({part})" if number else f"{item} ({part})"


def _without(prompts: Collection[str], filled: Filled) -> Filled:
    """What a field shows, without a prompt that somebody has written after."""
    prompt = next((prompt for prompt in prompts if prompt and filled.text.startswith(prompt)), "")
    return Filled(filled.text.removeprefix(prompt).strip() or filled.text, filled.unread)


def _cell(row: RowOf, header: str) -> Element | None:
    """The cell of a row below a header."""
    found = list(cells(row.element))
    at = row.headers.index(header) if header in row.headers else len(found)
    return found[at] if at < len(found) == len(row.headers) else None
