"""One content control: what kind it is, and what it holds besides the words that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kravgen.documents.tree import FieldKind
from kravgen.word.reading.file import CONTENT, END, SDT, START, Element, R, T, is_on, value, w, w14
from kravgen.word.reading.glyphs import sign, ticked

_PROPERTIES, _PARTS, _TAG = w("sdtPr"), w("docPartObj"), w("tag")
_BOX, _LISTS, _DATE, _TEXT = w14("checkbox"), (w("dropDownList"), w("comboBox")), w("date"), w("text")
_KINDS: dict[str, FieldKind] = {
    _BOX: "checkbox",
    **dict.fromkeys(_LISTS, "choice"),
    _DATE: "date",
    _TEXT: "text",
}
_BINDING = "}dataBinding"
_ON = ("1", "true", "on")
_BLANK = frozenset(map(w, ("rPr", "br", "cr")))


@dataclass(frozen=True)
class Control:
    """A control in a file. ``properties`` and ``content`` are its two parts."""

    element: Element
    properties: Element
    content: Element | None

    @property
    def tag(self) -> str:
        """Its tag; empty when it has none."""
        return value(self.properties.find(_TAG))

    @cached_property
    def kind(self) -> FieldKind | None:
        """Its kind. None when it says none: a text with any look, or a mark that a program puts around its own runs."""
        found = (_KINDS.get(str(child.tag)) for child in self.properties)
        return next((kind for kind in found if kind), None)

    @property
    def is_prompt(self) -> bool:
        """Whether it says of itself that what it shows is a prompt."""
        return is_on(self.properties.find(w("showingPlcHdr")))

    @property
    def has_default_prompt(self) -> bool:
        """Whether its prompt is the one that Word has for fields without their own."""
        part = self.properties.find(f"{w('placeholder')}/{w('docPart')}")
        return value(part).startswith("DefaultPlaceholder")

    @property
    def is_bound(self) -> bool:
        """Whether Word takes its words from data elsewhere in the file when it is opened."""
        return any(str(child.tag).endswith(_BINDING) for child in self.properties)

    @property
    def checked(self) -> bool | None:
        """Whether a box holds that it is ticked; None when it is no box."""
        box = self.properties.find(_BOX)
        if box is None:
            return None
        held = box.find(w14("checked"))
        return held is not None and str(held.get(w14("val"), "1")) in _ON

    @property
    def signs_exchanged(self) -> bool:
        """Whether a box shows an empty sign when it is ticked, or a ticked one when it is not."""
        box = self.properties.find(_BOX)
        if box is None:
            return False
        return _state(box, "checkedState") is False or _state(box, "uncheckedState") is True

    @property
    def items(self) -> list[tuple[str, str]]:
        """What a list shows and holds, item by item."""
        found = []
        for item in self.properties.iter(w("listItem")):
            held = value(item, "value")
            found.append((value(item, "displayText") or held, held))
        return found

    @property
    def last(self) -> str:
        """What a list holds that was chosen last, as it shows it; empty when it holds nothing of that."""
        lists = (self.properties.find(name) for name in _LISTS)
        held = next((value(found, "lastValue") for found in lists if found is not None), "")
        return next((shown for shown, stored in self.items if stored == held), held) if held else ""

    @property
    def day(self) -> str:
        """The day (ISO 8601) that a date holds; empty when it holds none."""
        return value(self.properties.find(_DATE), "fullDate")[:10]

    def starts(self) -> Iterator[Element]:
        """The bookmarks that begin just before the control, or first in it as LibreOffice writes them."""
        before = self.element.getprevious()
        # LibreOffice moves the line ends of a text to before its control.
        while before is not None and (before.tag in (START, END) or _is_blank(before)):
            if before.tag == START:
                yield before
            before = before.getprevious()
        for inner in self.content.iter(START, T) if self.content is not None else ():
            if inner.tag == START:
                yield inner
            elif inner.text:
                return

    def holds_end_of(self, start: Element) -> bool:
        """Whether a bookmark that begins before the control ends in it."""
        ends = self.content.iter(END) if self.content is not None else ()
        return any(value(end, "id") == value(start, "id") for end in ends)


def controls(root: Element) -> Iterator[Control]:
    """The controls of a part in order, without those that hold a table of contents and the like."""
    for element in root.iter(SDT):
        properties = element.find(_PROPERTIES)
        if properties is not None and properties.find(_PARTS) is None:
            yield Control(element, properties, element.find(CONTENT))


def _is_blank(element: Element) -> bool:
    if element.tag != R:
        return False
    return all(
        child.tag in _BLANK or (child.tag == T and not (child.text or "").strip()) for child in element
    )


def _state(box: Element, name: str) -> bool | None:
    state = box.find(w14(name))
    if state is None:
        return None
    try:
        code = int(str(state.get(w14("val"), "")), 16)
    except ValueError:
        return None
    return ticked(sign(str(state.get(w14("font"), "")), code))
