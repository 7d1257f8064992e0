"""A Word file as the rules look at it: what several of them ask about is gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kravgen.i18n import _
from kravgen.word.reading.alternate import settle
from kravgen.word.reading.appearance import Appearance, Appearances
from kravgen.word.reading.file import SDT, Element, FoundParagraph, Inspected, R, T, value, w

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD = (w(name) for name in ("fldChar", "instrText", "fldSimple"))
FIELDS = "fields"
"""The marks of fields: their chars, their codes and those that are written as one element."""
_ALONE = (
    *("sdtPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "txbxContent"),
    *("hyperlink", "commentReference", "footnoteReference", "endnoteReference"),
)
_MARKS = {tag: tag for tag in (SDT, PICTURE, OLD_PICTURE, *map(w, _ALONE))} | dict.fromkeys(
    (FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD), FIELDS
)
_STYLES, _LISTS = frozenset(map(w, ("pStyle", "rStyle", "tblStyle"))), frozenset((w("numId"),))


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in one look, in all parts, and the first paragraph that has it."""

    look: Appearance
    paragraph: Element
    texts: list[str]


class Examined(Inspected):
    """A file that has been read, without what Word does not show of content that is written in several ways."""

    def __init__(self, file: Inspected) -> None:
        super().__init__(file.parts, file.roots, file.main)
        self._marks: dict[str, dict[str, list[Element]]] = {}
        self.styles_named: dict[str, set[str]] = {}
        """The styles that are named in each part."""
        self.lists_named: dict[str, set[str]] = {}
        """The lists that are named in each part, by their numbers."""
        for part, root in self.texts.items():
            settle(root)
            self._gather(part, root)

    def marks(self, name: str) -> Iterator[tuple[str, list[Element]]]:
        """The elements of a name, or :data:`FIELDS`, in order, with the part that they stand in."""
        yield from ((part, found[name]) for part, found in self._marks.items() if name in found)

    @cached_property
    def appearances(self) -> Appearances:
        """How things look."""
        return Appearances(self)

    @cached_property
    def words(self) -> Sequence[Words]:
        """Every run that has words, gathered by how it looks."""
        found: dict[int, Words] = {}
        looks = self.appearances
        for root in self.texts.values():
            for run in root.iter(R):
                text = "".join([child.text for child in run if child.tag == T and child.text])
                if not text.strip():
                    continue
                look = looks.of(run)
                words = found.get(id(look))
                if words is None:
                    words = found[id(look)] = Words(look, looks.paragraph_of(run), [])
                words.texts.append(text)
        return tuple(found.values())

    def place(self, paragraph: Element) -> str:
        """Where a paragraph is, in words. Asked for the few that something is found in."""
        found = self._places.get(paragraph)
        return (found.place if found else self.near(paragraph)) or _("a paragraph without words")

    @cached_property
    def _places(self) -> Mapping[Element, FoundParagraph]:
        return {paragraph.element: paragraph for paragraph in self.paragraphs}

    def _gather(self, part: str, root: Element) -> None:
        marks = self._marks[part] = {}
        styles, lists = self.styles_named[part], self.lists_named[part] = set(), set()
        for element in root.iter(*_MARKS, *_STYLES, *_LISTS):
            tag = element.tag
            if tag in _STYLES:
                styles.add(value(element))
            elif tag in _LISTS:
                lists.add(value(element))
            else:
                marks.setdefault(_MARKS[tag], []).append(element)
