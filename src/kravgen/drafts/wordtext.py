"""The words of a paragraph in Word as they will stand when every tracked change is accepted, and in which run each is."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.word.markup import MC
from kravgen.word.reading import alternate
from kravgen.word.reading.file import Element, P, R, T, w

_GONE = frozenset(map(w, ("del", "moveFrom", "delText", "instrText", "delInstrText")))
_DESCRIBING = frozenset(map(w, ("pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblGrid")))
_BESIDE = frozenset(map(w, ("drawing", "pict", "object")))
_SIGNS = {
    w("tab"): " ",
    w("br"): " ",
    w("cr"): " ",
    w("noBreakHyphen"): "-",
    w("ptab"): " ",
    w("softHyphen"): "",
}
_BOX = w("txbxContent")
_ALTERNATE = f"{{{MC}}}AlternateContent"
CHANGES = frozenset(
    map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "cellMerge"))
)
_MARK_GONE = f"{w('pPr')}/{w('rPr')}/{w('del')}"
_ROW_GONE = f"{w('trPr')}/{w('del')}"


class DraftWords:
    """The words of a paragraph: ``text``, where each run begins in it, and the text boxes that hang in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.spans: list[tuple[int, Element]] = []
        self.boxes: list[Element] = []
        self.length = 0

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self.pieces)

    def take(self, paragraph: Element) -> None:
        """Add the words of a paragraph."""
        for child in paragraph:
            self._one(child)

    def _one(self, element: Element) -> None:
        tag = element.tag
        if tag == R:
            self._run(element)
        elif tag in _GONE or tag in _DESCRIBING or not isinstance(tag, str):
            return
        elif tag == _ALTERNATE:
            for child in alternate.shown(element):
                self._one(child)
        elif tag in _BESIDE:
            self.boxes.extend(element.iter(_BOX))
        elif tag != P:
            for child in element:
                self._one(child)

    def _run(self, run: Element) -> None:
        began = self.length
        for part in run:
            tag = part.tag
            if tag == T:
                self._add(part.text or "")
            elif tag in _SIGNS:
                self._add(_SIGNS[str(tag)])
            elif tag not in _DESCRIBING:
                self._one(part)
        if self.length > began:
            self.spans.append((began, run))

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def runs_on(paragraph: Element) -> bool:
    """Whether the end of the paragraph is deleted, so that it and the next become one."""
    return paragraph.find(_MARK_GONE) is not None


def is_gone(row: Element) -> bool:
    """Whether a row of a table is deleted."""
    return row.find(_ROW_GONE) is not None


def changes(root: Element) -> Iterator[Element]:
    """The tracked changes of a part."""
    return root.iter(*CHANGES)
