"""A Word file as the rules look at it: what several of them ask about is gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kravgen.i18n import _, _n
from kravgen.word.inspection.fields import FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD, FieldCode, found_fields
from kravgen.word.reading.alternate import settle
from kravgen.word.reading.appearance import Appearance, Appearances
from kravgen.word.reading.file import (
    BREAK,
    NAME,
    SDT,
    START,
    Element,
    FoundParagraph,
    Inspected,
    P,
    R,
    T,
    is_on,
    value,
    w,
)
from kravgen.word.reading.formatting import STRETCHED

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
FIELDS = "fields"
"""The marks of fields: their chars, their codes and those that are written as one element."""
_ALONE = (
    *("sdtPr", "txbxContent", "hyperlink", "commentReference", "footnoteReference", "endnoteReference"),
)
_MARKS = {tag: tag for tag in (SDT, PICTURE, OLD_PICTURE, *map(w, _ALONE))} | dict.fromkeys(
    (FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD), FIELDS
)
RANGES = ("bookmark", "commentRange")
"""What begins with one mark and ends with another."""
_SIDES = {w(f"{kind}{side}"): (kind, step) for kind in RANGES for side, step in (("Start", 1), ("End", -1))}
_RUN, _VALUE, _ID, _TITLE = w("rPr"), w("val"), w("id"), w("alias")
_BESIDE = {
    w("hdr"): _n("the page header"),
    w("ftr"): _n("the page footer"),
    w("footnotes"): _n("a footnote"),
    w("endnotes"): _n("an endnote"),
    w("comments"): _n("a comment"),
}
"""What parts beside the body are called, by their root."""
_MOVED = w("moveFrom")
STYLES = frozenset(map(w, ("pStyle", "rStyle", "tblStyle")))
"""The elements that name a style."""
_LISTS = frozenset((w("numId"),))


class ExaminedControl(NamedTuple):
    """A content control: its properties, its number and its title. Both may be empty."""

    properties: Element
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """What is written in one look, in all parts, and the first paragraph that has it."""

    look: Appearance
    paragraph: Element
    texts: list[str]


class Examined(Inspected):
    """A file that has been read, without what Word does not show of content that is written in several ways.

    Raises:
        Refused: that cannot be told in reasonable time.
    """

    def __init__(self, file: Inspected) -> None:
        super().__init__(file.parts, file.roots, file.main)
        self._marks: dict[str, dict[str, list[Element]]] = {}
        self.styles_named: dict[str, set[str]] = {}
        """The styles that are named in each part."""
        self.lists_named: dict[str, set[str]] = {}
        """The lists that are named in each part, by their numbers."""
        self.bookmarks: dict[str, int] = {}
        """How many bookmarks have each name, as Word compares names."""
        self.halves: dict[tuple[str, str], dict[str, int]] = {}
        """The ranges of each kind and part that begin more often than they end, or the other way around."""
        self.broken: set[Element] = set()
        """The paragraphs that are broken into lines."""
        for part, root in self.texts.items():
            settle(root)
            self._gather(part, root)

    def marks(self, name: str) -> Iterator[tuple[str, list[Element]]]:
        """The elements of a name, or :data:`FIELDS`, in order, with the part that they stand in."""
        yield from ((part, found[name]) for part, found in self._marks.items() if name in found)

    @cached_property
    def fields(self) -> Mapping[str, Sequence[FieldCode]]:
        """The fields of each part."""
        return {part: tuple(found_fields(marks)) for part, marks in self.marks(FIELDS)}

    @cached_property
    def controls(self) -> Mapping[str, Sequence[ExaminedControl]]:
        """The content controls of each part."""
        return {part: [_control(element) for element in found] for part, found in self.marks(w("sdtPr"))}

    @cached_property
    def appearances(self) -> Appearances:
        """How things look."""
        return Appearances(self)

    @cached_property
    def repeating(self) -> Mapping[str, bool | None]:
        """Whether a table style repeats the first row of its tables on each page."""
        return self.inherited(_repeats)

    @property
    def words(self) -> Sequence[Lettering]:
        """Every run that has words, gathered by how it looks."""
        return self._looked_at[0]

    @property
    def justified(self) -> Sequence[Element]:
        """The paragraphs with words whose lines are stretched from margin to margin, of all parts."""
        return self._looked_at[1]

    @cached_property
    def _looked_at(self) -> tuple[Sequence[Lettering], Sequence[Element]]:
        found: dict[int, Lettering] = {}
        justified: dict[Element, None] = {}
        looks = self.appearances
        last = None
        for root in self.texts.values():
            # What has been moved stands where it has come, and here only until somebody accepts that.
            moved = {run for gone in root.iter(_MOVED) for run in gone.iter(R)}
            for run in root.iter(R):
                if run in moved:
                    continue
                text, own = "", None
                for child in run:
                    tag = child.tag
                    if tag == T:
                        text += child.text or ""
                    elif tag == _RUN:
                        own = child
                if not text or text.isspace():
                    continue
                paragraph = looks.paragraph_of(run)
                if paragraph is not last:
                    last = paragraph
                    if looks.setting(paragraph).alignment in STRETCHED:
                        justified[paragraph] = None
                look = looks.with_properties(own, paragraph)
                words = found.get(id(look))
                if words is None:
                    words = found[id(look)] = Lettering(look, paragraph, [])
                words.texts.append(text)
        return tuple(found.values()), tuple(justified)

    def place(self, paragraph: Element) -> str:
        """Where a paragraph is, in words. Asked for the few that something is found in."""
        if found := self._places.get(paragraph):
            return found.place
        beside = _BESIDE.get(str(paragraph.getroottree().getroot().tag), "")
        words = self.near(paragraph)
        if beside and words:
            return _("{words} in {part}").format(words=words, part=_(beside))
        return words or (_(beside) if beside else _("a paragraph without words"))

    def called(self, part: str) -> str:
        """What a part is called in words; its name when it holds no text that people see."""
        if part == self.main:
            return _("the text")
        root = self.texts.get(part)
        return _(_BESIDE[str(root.tag)]) if root is not None and root.tag in _BESIDE else part

    def place_of(self, element: Element) -> str:
        """Where something in a paragraph is, in words."""
        paragraph = next(element.iterancestors(P), None)
        return self.place(paragraph if paragraph is not None else element)

    @cached_property
    def _places(self) -> Mapping[Element, FoundParagraph]:
        return {paragraph.element: paragraph for paragraph in self.paragraphs}

    def _gather(self, part: str, root: Element) -> None:
        marks = self._marks[part] = {}
        styles, lists = self.styles_named[part], self.lists_named[part] = set(), set()
        for element in root.iter(*_MARKS, *STYLES, *_LISTS, *_SIDES, BREAK):
            tag = element.tag
            if tag in _SIDES:
                # There may be very many: they are counted and let go of.
                kind, step = _SIDES[tag]
                number, open_ones = element.get(_ID, ""), self.halves.setdefault((kind, part), {})
                if balance := open_ones.pop(number, 0) + step:
                    open_ones[number] = balance
                if tag == START:
                    name = element.get(NAME, "").lower()
                    self.bookmarks[name] = self.bookmarks.get(name, 0) + 1
            elif tag == BREAK:
                run = element.getparent()
                if run is not None and (paragraph := run.getparent()) is not None:
                    self.broken.add(paragraph)
            elif tag in STYLES:
                styles.add(element.get(_VALUE, ""))
            elif tag in _LISTS:
                lists.add(element.get(_VALUE, ""))
            elif (name := _MARKS[tag]) in marks:
                marks[name].append(element)
            else:
                marks[name] = [element]


def _repeats(style: Element) -> bool | None:
    for condition in style.iterfind(w("tblStylePr")):
        row = condition.find(f"{w('trPr')}/{w('tblHeader')}")
        if value(condition, "type") == "firstRow" and row is not None:
            return is_on(row)
    return None


def _control(properties: Element) -> ExaminedControl:
    number = title = ""
    for child in properties:
        tag = child.tag
        if tag == _ID:
            number = child.get(_VALUE, "")
        elif tag == _TITLE:
            title = child.get(_VALUE, "")
    return ExaminedControl(properties, number, title)
