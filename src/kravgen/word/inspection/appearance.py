"""Rules about pictures, fields to fill in, boxes that float, and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kravgen.i18n import _, _n
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import Element, FoundParagraph, Inspected, value, w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEX = re.compile("[0-9A-Fa-f]{6}")
_WHITE, _BLACK = "FFFFFF", "000000"
_LEAST_CONTRAST = 4.5


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
            if properties.find(w("docPartObj")) is not None or properties.find(w("docPartList")) is not None:
                continue
            if not value(properties.find(w("alias"))).strip():
                paragraph = next(properties.iterancestors(w("tr"), w("p")), None)
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
    told: set[tuple[str, str]] = set()
    for paragraph in file.paragraphs:
        for text, ground in looks.of(paragraph):
            ratio = contrast(text, ground)
            if ratio < _LEAST_CONTRAST and (text, ground) not in told:
                told.add((text, ground))
                yield _("{place}: {text} on {ground}, {ratio}:1").format(
                    place=paragraph.place, text=text, ground=ground, ratio=f"{ratio:.1f}".replace(".", ",")
                )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (six hexadecimal digits), from 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class _Looks:
    """The colours of text and ground, through styles; each style is looked up once."""

    def __init__(self, file: Inspected) -> None:
        self._file = file
        self._of_style: dict[str, dict[str, str | None]] = {}

    def of(self, paragraph: FoundParagraph) -> Iterator[tuple[str, str]]:
        """The pairs of text colour and ground in a paragraph. Colours that only the theme knows are left out."""
        ground = self._ground(paragraph)
        for run in paragraph.element.iter(w("r")):
            if not any((t.text or "").strip() for t in run.iter(w("t"))):
                continue
            properties = run.find(w("rPr"))
            style = value(properties.find(w("rStyle"))) if properties is not None else ""
            text = self._first(properties, (style, paragraph.style), "color", "val") or _BLACK
            own = self._first(properties, (style,), "shd", "fill") or ground
            if _HEX.fullmatch(text) and _HEX.fullmatch(own):
                yield text.upper(), own.upper()

    def _ground(self, paragraph: FoundParagraph) -> str:
        properties = paragraph.element.find(w("pPr"))
        own = _color(properties.find(w("shd")) if properties is not None else None, "fill")
        if own or (own := self._style(paragraph.style, "pPr", "shd", "fill")):
            return own
        cell = next(paragraph.element.iterancestors(w("tc")), None) if paragraph.in_table else None
        shading = _color(cell.find(f"{w('tcPr')}/{w('shd')}"), "fill") if cell is not None else ""
        return shading or _WHITE

    def _first(self, properties: Element | None, styles: Sequence[str], tag: str, attribute: str) -> str:
        own = _color(properties.find(w(tag)), attribute) if properties is not None else ""
        return own or next(filter(None, (self._style(style, "rPr", tag, attribute) for style in styles)), "")

    def _style(self, style: str, group: str, tag: str, attribute: str) -> str:
        path = f"{w(group)}/{w(tag)}"
        if path not in self._of_style:
            own = self._file.inherited(lambda element: _color(element.find(path), attribute) or None)
            self._of_style[path] = own
        return self._of_style[path].get(style) or ""


def _color(element: Element | None, attribute: str) -> str:
    found = value(element, attribute)
    return "" if found in ("", "auto") else found
