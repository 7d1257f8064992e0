"""What a field shows: its words as a reader sees them, and what in it is no words.

A field that holds only a symbol, a formula or a picture is not empty. What can be read of it is read, and the rest is
named: nothing in an answer is passed by in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kravgen.i18n import _
from kravgen.word.markup import MC, W
from kravgen.word.reading.alternate import shown
from kravgen.word.reading.file import (
    BREAK,
    END,
    NAME,
    START,
    TAB,
    TC,
    Element,
    Inspected,
    P,
    R,
    T,
    is_on,
    value,
    w,
)
from kravgen.word.reading.glyphs import SYMBOL_EX, UNKNOWN, extended_symbol, glyph_font, signs, symbol

_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R_PROPERTIES, _P_PROPERTIES = w("rPr"), w("pPr")
_SYMBOL = w("sym")
_LEAVES = {TAB: " ", BREAK: "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "\u00ad"}
_PASSED = frozenset(
    map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText"))
) | frozenset(map(w, ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")))
_PICTURES = frozenset(map(w, ("drawing", "pict", "object", "contentPart", "movie")))
_ALTERNATE = f"{{{MC}}}AlternateContent"
_NOTES = frozenset(map(w, ("footnoteReference", "endnoteReference", "altChunk", "subDoc")))
_UNSEEN = tuple(map(w, ("vanish", "strike", "dstrike")))


@dataclass(frozen=True, slots=True)
class Filled:
    """What a field shows. ``unread`` names what is there besides the words, in the reader's language."""

    text: str
    unread: tuple[str, ...] = ()


class Filling:
    """Reads the fields of one file. A style may choose a font that shows other signs than the letters held."""

    def __init__(self, file: Inspected) -> None:
        self._file = file
        found = file.inherited(lambda style: glyph_font(style.find(_R_PROPERTIES)))
        self._fonts: Mapping[str, str] = {style: font for style, font in found.items() if font}

    def of(self, content: Element) -> Filled:
        """What a control's content shows, with line ends where a person has made them."""
        if not self._fonts and len(content) == 1 and content[0].tag == R:
            pieces = list(content[0])
            if pieces and pieces[0].tag == _R_PROPERTIES and not len(pieces[0]):
                del pieces[0]
            if len(pieces) == 1 and pieces[0].tag == T:
                # One run with one text and no look of its own: what most fields hold.
                return Filled((pieces[0].text or "").strip())
        return self._read([content])

    def between(self, start: Element, fields: Container[str]) -> Filled | None:
        """What stands between a bookmark's start and its end, in the same cell.

        None when the end is not there, or when another of the ``fields`` begins before it: fields do not overlap.
        """
        # Without an end a bookmark would be followed through the whole document.
        if value(start, "id") not in self._ended:
            return None
        between = []
        for element in _between(start):
            if any(str(other.get(NAME, "")).lower() in fields for other in element.iter(START)):
                return None
            between.append(element)
        if not between or between[-1].tag != END or value(between[-1], "id") != value(start, "id"):
            return None
        return self._read(between)

    @cached_property
    def _ended(self) -> frozenset[str]:
        return frozenset(value(end, "id") for root in self._file.texts.values() for end in root.iter(END))

    def _read(self, elements: Iterable[Element]) -> Filled:
        reading = _Reading(self._font)
        for element in elements:
            reading.take(element)
        text = "".join(reading.words)
        lines = [line.strip() for line in text.strip().split("\n")]
        return Filled("\n".join(lines).strip(), tuple(dict.fromkeys(reading.unread)))

    def _font(self, run: Element) -> str:
        own = glyph_font(run.find(_R_PROPERTIES))
        if own is not None:
            return own
        if not self._fonts:
            return ""
        style = value(run.find(f"{_R_PROPERTIES}/{w('rStyle')}"))
        if style in self._fonts:
            return self._fonts[style]
        paragraph = next(run.iterancestors(P), None)
        style = value(paragraph.find(f"{_P_PROPERTIES}/{w('pStyle')}")) if paragraph is not None else ""
        return self._fonts.get(style, "")


class _Reading:
    """Gathers words in reading order."""

    def __init__(self, font: Callable[[Element], str]) -> None:
        self.words: list[str] = []
        self.unread: list[str] = []
        self._font = font

    def take(self, element: Element) -> None:
        tag = element.tag
        if tag in _PASSED or not isinstance(tag, str):
            return
        if tag == R:
            self._run(element)
            return
        if tag in (P, w("tr")) and self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")
        if tag == T:
            self.words.append(element.text or "")
        elif tag in _LEAVES:
            self.words.append(_LEAVES[tag])
        elif tag == _SYMBOL:
            self._say(symbol(element))
        elif tag == SYMBOL_EX:
            self._say(extended_symbol(element))
        elif tag == _ALTERNATE:
            for child in shown(element):
                self.take(child)
        elif tag in _PICTURES:
            self.unread.append(_("a picture or another object"))
        elif tag in _NOTES:
            self.unread.append(_("a note or an embedded text"))
        elif tag.startswith(f"{{{_MATHS}}}"):
            self.unread.append(_("a formula"))
        else:
            if not tag.startswith(f"{{{W}}}") and any(text.strip() for text in element.itertext()):
                self.unread.append(_("something that is no text"))
                return
            for child in element:
                self.take(child)

    def _run(self, run: Element) -> None:
        properties = run.find(_R_PROPERTIES)
        if properties is not None and any(is_on(properties.find(name)) for name in _UNSEEN):
            if any(child.tag in (T, _SYMBOL) for child in run):
                self.unread.append(_("words that are struck out or hidden"))
            return
        font = self._font(run)
        for child in run:
            if font and child.tag == T:
                self._say(signs(font, child.text or ""))
            else:
                self.take(child)

    def _say(self, text: str) -> None:
        if UNKNOWN in text:
            self.unread.append(_("a symbol"))
            text = text.replace(UNKNOWN, "")
        self.words.append(text)


def _between(start: Element) -> Iterator[Element]:
    """What follows a bookmark's start, to its end or the end of its cell; the last one is the end if it is found."""
    number = value(start, "id")
    here: Element | None = start
    while here is not None and here.tag != TC:
        for sibling in here.itersiblings():
            if sibling.tag == END and value(sibling, "id") == number:
                yield sibling
                return
            inner = next((end for end in sibling.iter(END) if value(end, "id") == number), None)
            if inner is not None:
                yield from _until(sibling, inner)
                return
            yield sibling
        here = here.getparent()
        if here is not None and here.tag == w("body"):
            return


def _until(element: Element, end: Element) -> Iterator[Element]:
    """What stands in an element before an end in it, and the end."""
    if element is end:
        yield end
        return
    for child in element:
        if child is end or next((e for e in child.iter(END) if e is end), None) is not None:
            yield from _until(child, end)
            return
        yield child
