"""Rules about pictures, fields to fill in, boxes that float, and colours."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.colour import contrast, least_contrast
from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import FIELDS, OLD_PICTURE, PICTURE, Examined, ExaminedControl
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import TR, Element, P, T, value, w

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_ON = ("1", "true", "t")
_BOX, _PICTURE_DATA = w("txbxContent"), "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_NO_FIELDS = (
    *map(w, ("docPartObj", "docPartList", "citation", "bibliography", "group")),
    *(f"{_WORD_2012}{name}" for name in ("repeatingSection", "repeatingSectionItem")),
)
"""What a control is when nobody is to write in it itself."""
_LOCKED = ("contentLocked", "sdtContentLocked")
_GOOGLE = "goog_rdk_"
"""How Google Docs marks its own controls, which are around runs that are plain text."""
_FORM = w("ffData")
_HELP = tuple(f"{_FORM}/{w(name)}" for name in ("statusText", "helpText"))


@rule(
    "KG861",
    _n("Right-click the picture, View Alt Text: write what it shows, or mark it as decorative."),
)
def _pictures(file: Examined) -> Iterator[str]:
    for _part, pictures in file.marks(PICTURE):
        for number, picture in enumerate(pictures, 1):
            if not str(picture.get("descr", "")).strip() and not _is_silent(picture):
                name = str(picture.get("name") or "") or _("picture {number}").format(number=number)
                yield _("{name}, {place}").format(name=name, place=file.place_of(picture))
    for _part, pictures in file.marks(OLD_PICTURE):
        for number, picture in enumerate(pictures, 1):
            if not _is_told(picture):
                name = _("picture {number}").format(number=number)
                yield _("{name}, {place}").format(name=name, place=file.place_of(picture))


@rule(
    "KG862",
    _n("Developer, Properties: write a title. An older field has Add Help Text there instead."),
)
def _names(file: Examined) -> Iterator[str]:
    nameless = (c.properties for controls in file.controls.values() for c in controls if _lacks_name(c))
    older = (mark for _part, marks in file.marks(FIELDS) for mark in marks if len(mark) and _lacks_help(mark))
    for element in (*nameless, *older):
        paragraph = next(element.iterancestors(TR, P), None)
        yield (file.near(paragraph) if paragraph is not None else "") or _("a field")


@rule(
    "KG863",
    _n("Move the text into the document itself."),
)
def _boxes(file: Examined) -> Iterator[str]:
    for _part, boxes in file.marks(_BOX):
        yield from (file.near(box) or _("an empty box") for box in boxes)


@rule(
    "KG864",
    _n("Choose a darker or lighter colour: 4.5:1 is needed, and 3:1 from 18 points or bold from 14 points."),
)
def _contrast(file: Examined) -> Iterator[str]:
    told: set[tuple[str, str]] = set()
    for words in file.words:
        text, ground = words.look.colour, words.look.ground
        if not text or not ground or words.look.hidden or (text, ground) in told:
            continue
        ratio = contrast(text, ground)
        if ratio < least_contrast(words.look.size / 2, words.look.bold):
            told.add((text, ground))
            yield _("{place}: {text} on {ground}, {ratio}:1").format(
                place=file.place(words.paragraph),
                text=text,
                ground=ground,
                ratio=f"{ratio:.1f}".replace(".", ","),
            )


def _is_silent(picture: Element) -> bool:
    """Whether a picture needs no words: it only adorns, is not shown, or is a box that says itself what it says."""
    if picture.get("hidden") in _ON:
        return True
    decorative = next(picture.iter(_DECORATIVE), None)
    if decorative is not None and decorative.get("val") in _ON:
        return True
    holder = picture.getparent()
    if holder is None or next(holder.iter(_PICTURE_DATA), None) is not None:
        return False
    return any(text.text for box in holder.iter(_BOX) for text in box.iter(T))


def _is_told(picture: Element) -> bool:
    """Whether a picture in the older form, or a group that it is part of, has words; a line and a watermark need none."""
    for holder in picture.iterancestors():
        if not str(holder.tag).startswith(_VML):
            return False
        if str(holder.get("alt", "")).strip() or holder.get(f"{_OFFICE}hr") in _ON:
            return True
        if "watermark" in str(holder.get("id", "")).lower():
            return True
    return False


def _lacks_name(control: ExaminedControl) -> bool:
    """Whether a control that somebody can fill in has no title."""
    if control.title.strip():
        return False
    properties = control.properties
    return not (
        any(properties.find(name) is not None for name in _NO_FIELDS)
        or value(properties.find(w("lock"))) in _LOCKED
        or value(properties.find(w("tag"))).startswith(_GOOGLE)
    )


def _lacks_help(mark: Element) -> bool:
    """Whether a field of the older form has no words that a screen reader says."""
    return mark.find(_FORM) is not None and not any(value(mark.find(path)).strip() for path in _HELP)
