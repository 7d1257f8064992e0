"""One content control: what kind it is, and what it holds besides the words that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kravgen.documents.tree import FieldKind
from kravgen.word.reading.file import CONTENT, END, SDT, START, Element, R, T, is_on, value, w, w14
from kravgen.word.reading.glyphs import sign_of, ticked

_PROPERTIES, _PARTS, _TAG = w("sdtPr"), w("docPartObj"), w("tag")
_BOX, _LISTS, _DATE, _TEXT = w14("checkbox"), (w("dropDownList"), w("comboBox")), w("date"), w("text")
_KINDS: dict[str, FieldKind] = {
    _BOX: "checkbox",
    **dict.fromkeys(_LISTS, "choice"),
    _DATE: "date",
    _TEXT: "text",
}
_PROMPT, _ITEM, _DISPLAYED, _VALUE = (
    w(name) for name in ("showingPlcHdr", "listItem", "displayText", "value")
)
BINDINGS = frozenset((w("dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"))
_ON = ("1", "true", "on")
_MOST_STARTS = 200
"""So many bookmarks and empty texts are looked at in a control: what it is called by stands among the first."""
_BLANK = frozenset(map(w, ("rPr", "br", "cr")))


@dataclass(frozen=True, slots=True)
class Control:
    """A control in a file. ``properties`` are what it says of itself, by the name of the element."""

    element: Element
    properties: Mapping[str, Element]
    content: Element | None
    tag: str
    """Its tag; empty when it has none."""
    kind: FieldKind | None
    """None when it says none: a text with any look, or a mark that a program puts around its own runs."""

    @property
    def is_prompt(self) -> bool:
        """Whether it says of itself that what it shows is a prompt."""
        return _PROMPT in self.properties and is_on(self.properties[_PROMPT])

    @property
    def has_default_prompt(self) -> bool:
        """Whether its prompt is the one that Word has for fields without their own."""
        prompt = self.properties.get(w("placeholder"))
        return prompt is not None and value(prompt.find(w("docPart"))).startswith("DefaultPlaceholder")

    @property
    def is_bound(self) -> bool:
        """Whether Word takes its words from data elsewhere in the file when it is opened."""
        return not BINDINGS.isdisjoint(self.properties)

    @property
    def checked(self) -> bool | None:
        """Whether a box holds that it is ticked; None when it is no box."""
        box = self.properties.get(_BOX)
        if box is None:
            return None
        held = box.find(w14("checked"))
        return held is not None and str(held.get(w14("val"), "1")) in _ON

    @property
    def signs_exchanged(self) -> bool:
        """Whether a box shows an empty sign when it is ticked, or a ticked one when it is not."""
        box = self.properties.get(_BOX)
        if box is None:
            return False
        return _state(box, "checkedState") is False or _state(box, "uncheckedState") is True

    @property
    def items(self) -> list[tuple[str, str]]:
        """What a list shows and holds, item by item."""
        found = []
        for element in self._lists():
            for item in element.iter(_ITEM):
                held = item.get(_VALUE, "")
                found.append((str(item.get(_DISPLAYED) or held), str(held)))
        return found

    @property
    def last(self) -> str:
        """What a list holds that was chosen last, as it shows it; empty when it holds nothing of that."""
        held = next((value(found, "lastValue") for found in self._lists()), "")
        return next((shown for shown, stored in self.items if stored == held), held) if held else ""

    @property
    def day(self) -> str:
        """The day (ISO 8601) that a date holds; empty when it holds none."""
        return value(self.properties.get(_DATE), "fullDate")[:10]

    def starts(self) -> Iterator[Element]:
        """The bookmarks that begin just before the control, or first in it as LibreOffice writes them."""
        before = self.element.getprevious()
        # LibreOffice moves the line ends of a text to before its control.
        while before is not None and (before.tag in (START, END) or _is_blank(before)):
            if before.tag == START:
                yield before
            before = before.getprevious()
        inside = self.content.iter(START, T) if self.content is not None else iter(())
        for inner in islice(inside, _MOST_STARTS):
            if inner.tag == START:
                yield inner
            elif inner.text:
                return

    def _lists(self) -> list[Element]:
        return [self.properties[name] for name in _LISTS if name in self.properties]

    def holds_end_of(self, start: Element) -> bool:
        """Whether a bookmark that begins before the control ends in it."""
        ends = self.content.iter(END) if self.content is not None else ()
        return any(value(end, "id") == value(start, "id") for end in ends)


def controls(root: Element) -> Iterator[Control]:
    """The controls of a part in order, without those that hold a table of contents and the like."""
    for element in root.iter(SDT):
        found = element.find(_PROPERTIES)
        if found is None:
            continue
        properties = {child.tag: child for child in found}
        if _PARTS in properties:
            continue
        kind = next((_KINDS[name] for name in properties if name in _KINDS), None)
        tag = value(properties.get(_TAG))
        yield Control(element, properties, element.find(CONTENT), tag, kind)


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
    return ticked(sign_of(str(state.get(w14("font"), "")), str(state.get(w14("val"), ""))))
