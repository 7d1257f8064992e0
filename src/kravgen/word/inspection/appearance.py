"""Rules about pictures, fields to fill in, boxes that float, and colours."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.colour import contrast
from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import OLD_PICTURE, PICTURE, Examined
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import TR, Element, P, w

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_LEAST_CONTRAST = 4.5
_GALLERIES = (w("docPartObj"), w("docPartList"))


@rule(
    "KG861",
    _n("Right-click the picture, View Alt Text: write what it shows, or mark it as decorative."),
)
def _pictures(file: Examined) -> Iterator[str]:
    for _part, pictures in file.marks(PICTURE):
        for number, picture in enumerate(pictures, 1):
            decorative = next(picture.iter(_DECORATIVE), None)
            if not str(picture.get("descr", "")).strip() and (
                decorative is None or decorative.get("val") not in ("1", "true")
            ):
                yield str(picture.get("name") or _("picture {number}").format(number=number))
    for _part, pictures in file.marks(OLD_PICTURE):
        for number, picture in enumerate(pictures, 1):
            if not _is_told(picture):
                yield _("picture {number}").format(number=number)


@rule(
    "KG862",
    _n("Developer, Properties: write a title."),
)
def _names(file: Examined) -> Iterator[str]:
    for control in (control for controls in file.controls.values() for control in controls):
        properties = control.properties
        if not control.title.strip() and all(properties.find(name) is None for name in _GALLERIES):
            paragraph = next(properties.iterancestors(TR, P), None)
            yield (file.near(paragraph) if paragraph is not None else "") or _("a field")


@rule(
    "KG863",
    _n("Move the text into the document itself."),
)
def _boxes(file: Examined) -> Iterator[str]:
    for _part, boxes in file.marks(w("txbxContent")):
        yield from (file.near(box) or _("an empty box") for box in boxes)


@rule(
    "KG864",
    _n("Choose a darker or lighter colour."),
)
def _contrast(file: Examined) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for words in file.words:
        text, ground = words.look.colour, words.look.ground
        if not text or not ground or words.look.hidden or (text, ground) in seen:
            continue
        seen.add((text, ground))
        ratio = contrast(text, ground)
        if ratio < _LEAST_CONTRAST:
            yield _("{place}: {text} on {ground}, {ratio}:1").format(
                place=file.place(words.paragraph),
                text=text,
                ground=ground,
                ratio=f"{ratio:.1f}".replace(".", ","),
            )


def _is_told(picture: Element) -> bool:
    """Whether a picture in the older form, or a group that it is part of, has words; a line needs none."""
    for holder in picture.iterancestors():
        if not str(holder.tag).startswith(_VML):
            return False
        if str(holder.get("alt", "")).strip() or holder.get(f"{_OFFICE}hr") in ("t", "true", "1"):
            return True
    return False
