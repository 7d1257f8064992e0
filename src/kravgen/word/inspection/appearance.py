"""Rules about pictures, fields to fill in, boxes that float, and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.colour import contrast
from kravgen.i18n import _, _n
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import TC, TR, Element, FoundParagraph, Inspected, P, R, T, value, w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEX = re.compile("[0-9A-Fa-f]{6}")
_WHITE, _BLACK = "FFFFFF", "000000"
_LEAST_CONTRAST = 4.5
_ALIAS, _GALLERIES = w("alias"), (w("docPartObj"), w("docPartList"))
_RUN, _RUN_STYLE, _COLOR, _SHADING = w("rPr"), w("rStyle"), w("color"), w("shd")
_TEXT_COLOR, _TEXT_GROUND = f"{_RUN}/{_COLOR}", f"{_RUN}/{_SHADING}"
_GROUND, _CELL_GROUND = f"{w('pPr')}/{_SHADING}", f"{w('tcPr')}/{_SHADING}"


@rule(
    "KG861",
    _n("Right-click the picture, View Alt Text: write what it shows, or mark it as decorative."),
)
def _pictures(file: Inspected) -> Iterator[str]:
    for root in file.texts.values():
        for number, picture in enumerate(root.iter(f"{_DRAWING}docPr"), 1):
            decorative = next(picture.iter(_DECORATIVE), None)
            if not str(picture.get("descr", "")).strip() and (
                decorative is None or decorative.get("val") not in ("1", "true")
            ):
                yield str(picture.get("name") or _("picture {number}").format(number=number))


@rule(
    "KG862",
    _n("Developer, Properties: write a title."),
)
def _names(file: Inspected) -> Iterator[str]:
    for root in file.texts.values():
        for properties in root.iter(w("sdtPr")):
            if any(properties.find(name) is not None for name in _GALLERIES):
                continue
            if not value(properties.find(_ALIAS)).strip():
                paragraph = next(properties.iterancestors(TR, P), None)
                yield (file.near(paragraph) if paragraph is not None else "") or _("a field")


@rule(
    "KG863",
    _n("Move the text into the document itself."),
)
def _boxes(file: Inspected) -> Iterator[str]:
    for box in file.document.iter(w("txbxContent")):
        # Word writes the same box twice, the second time for older versions.
        if not any(str(parent.tag).endswith("}Fallback") for parent in box.iterancestors()):
            yield file.near(box) or _("an empty box")


@rule(
    "KG864",
    _n("Choose a darker or lighter colour."),
)
def _contrast(file: Inspected) -> Iterator[str]:
    looks = _Looks(file)
    seen: set[tuple[str, str]] = set()
    for paragraph in file.paragraphs:
        for text, ground in looks.of(paragraph):
            if (text, ground) in seen:
                continue
            seen.add((text, ground))
            ratio = contrast(text, ground)
            if ratio < _LEAST_CONTRAST:
                yield _("{place}: {text} on {ground}, {ratio}:1").format(
                    place=paragraph.place, text=text, ground=ground, ratio=f"{ratio:.1f}".replace(".", ",")
                )


class _Looks:
    """The colours of text and ground, through styles; each style is looked up once."""

    def __init__(self, file: Inspected) -> None:
        self._text = _of_styles(file, _TEXT_COLOR, "val")
        self._ground_of_text = _of_styles(file, _TEXT_GROUND, "fill")
        self._ground_of_paragraph = _of_styles(file, _GROUND, "fill")

    def of(self, paragraph: FoundParagraph) -> Iterator[tuple[str, str]]:
        """The pairs of text colour and ground in a paragraph. Colours that only the theme knows are left out."""
        of_paragraph = self._text.get(paragraph.style)
        ground = ""
        for run in paragraph.element.iter(R):
            if not any((t.text or "").strip() for t in run.iter(T)):
                continue
            properties = run.find(_RUN)
            text = own = ""
            if properties is not None:
                style = value(properties.find(_RUN_STYLE))
                text = _color(properties.find(_COLOR), "val") or self._text.get(style) or ""
                own = _color(properties.find(_SHADING), "fill") or self._ground_of_text.get(style) or ""
            ground = ground or self._ground(paragraph)
            text, own = text or of_paragraph or _BLACK, own or ground
            if _HEX.fullmatch(text) and _HEX.fullmatch(own):
                yield text.upper(), own.upper()

    def _ground(self, paragraph: FoundParagraph) -> str:
        own = _color(paragraph.element.find(_GROUND), "fill")
        if own or (own := self._ground_of_paragraph.get(paragraph.style) or ""):
            return own
        cell = next(paragraph.element.iterancestors(TC), None) if paragraph.in_table else None
        shading = _color(cell.find(_CELL_GROUND), "fill") if cell is not None else ""
        return shading or _WHITE


def _of_styles(file: Inspected, path: str, attribute: str) -> dict[str, str | None]:
    return file.inherited(lambda style: _color(style.find(path), attribute) or None)


def _color(element: Element | None, attribute: str) -> str:
    found = value(element, attribute)
    return "" if found in ("", "auto") else found
