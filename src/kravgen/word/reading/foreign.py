"""What stands among the text of a returned file and is no text that kravgen writes: pictures, boxes, notes, fields.

Every element is looked at. What is known to change nothing for a reader is passed by; what may change it is told, and
so is an element that nobody here knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from kravgen.i18n import _
from kravgen.word.markup import MC, W
from kravgen.word.reading.computed import computed
from kravgen.word.reading.control import BINDINGS
from kravgen.word.reading.file import Element, P, R, T, value, w
from kravgen.word.reading.glyphs import SYMBOL_EX
from kravgen.word.reading.inventory import Inventory
from kravgen.word.reading.placement import JUDGED, WIDTH, Judge, too_narrow
from kravgen.word.reading.remark import Remark, cited
from kravgen.word.reading.room import blank_lines, blank_paragraphs, leaves_no_room, signed
from kravgen.word.reading.words import CHOICES, shown_text, versions

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORD_EXTENSIONS = "{http://schemas.microsoft.com/office/word/20"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"


def foreign(
    found: Inventory,
    where: Callable[[Element], tuple[str, str]],
    is_answer: Callable[[Element], bool],
) -> Iterator[Remark]:
    """What is foreign in the parts with text, which have what is ``found``.

    ``where`` tells the item and the words that an element stands by, ``is_answer`` whether it stands in a field.
    """
    for element in found.strange:
        own = _OWN.get(str(element.tag))
        if own is not None and own(element) and is_answer(element):
            continue
        for code, message in _judged(element, str(element.tag)):
            yield Remark(code, message, *where(element))
    for element, code, message in too_narrow(element for element in found.strange if element.tag == WIDTH):
        yield Remark(code, message, *where(element))
    for table in found.tables:
        yield from _strays(table, where)
    for root in found.with_fields:
        yield from computed(root, where, is_answer)
    yield from blank_lines(found.breaks, where)
    for root in found.with_blanks:
        yield from blank_paragraphs(root, where)


def _always(_element: Element) -> bool:
    return True


def _near(element: Element) -> bool:
    """Whether a table or a paragraph floats where it stands."""
    anchors = (value(element, "vertAnchor"), value(element, "horzAnchor"))
    return not {"page", "margin"}.intersection(anchors) and all(
        abs(signed(value(element, name))) < _NEAR for name in ("tblpX", "tblpY", "x", "y")
    )


def _is_of_right(element: Element) -> bool:
    """Whether the words that are read from the right are written so."""
    holder = next(element.iterancestors(R, P), None)
    words = holder.iter(T) if holder is not None else ()
    return any(
        unicodedata.bidirectional(letter) in ("R", "AL") for text in words for letter in text.text or ""
    )


_NEAR = 3_000
_OWN: dict[str, Callable[[Element], bool]] = {
    # Told with what the field holds.
    **dict.fromkeys(BINDINGS, _always),
    **{
        w(name): _always
        for name in ("vMerge", "hMerge", "gridSpan", "gridBefore", "gridAfter", "tabs", "tcMar")
    },
    **{w(name): _near for name in ("tblpPr", "framePr")},
    **{w(name): _is_of_right for name in ("bidi", "rtl", "bidiVisual")},
    w("ind"): leaves_no_room,
}
"""What whoever answers may do to an answer, by name, and how it must be."""


def _strays(table: Element, where: Callable[[Element], tuple[str, str]]) -> Iterator[Remark]:
    for stray in table.iterchildren(P):
        words = shown_text(stray)
        if words:
            message = _("Words stand between the rows of a table: {words}").format(words=cited(words))
            yield Remark("KG957", message, *where(stray))


def _judged(element: Element, tag: str) -> Iterator[tuple[str, str]]:
    told = _TOLD.get(tag)
    if told:
        code, judge = told
        message = judge(element)
        if message:
            yield code, message
    elif tag not in _TOLD and not _inside_drawing(element, tag) and not tag.startswith(_WORD_EXTENSIONS):
        name = tag.rpartition("}")[2]
        yield (
            "KG957",
            _("There is something here that kravgen does not know and cannot read ({name}).").format(
                name=name[:60]
            ),
        )


def _inside_drawing(element: Element, tag: str) -> bool:
    """Whether it is a part of a drawing, a formula or a choice between two, which is told once, as a whole."""
    if tag.startswith((f"{{{MC}}}", _MATH)) or tag == SYMBOL_EX:
        return True
    return not tag.startswith(f"{{{W}}}") and any(above.tag in _WHOLES for above in element.iterancestors())


_WHOLES = frozenset(map(w, ("drawing", "pict", "object")))


def _drawing(element: Element) -> str:
    words = " ".join(text.text or "" for text in element.iter(T, f"{_A}t") if (text.text or "").strip())
    art = next(
        (str(shape.get("string")) for shape in element.iter(f"{_VML}textpath") if shape.get("string")), ""
    )
    told = " ".join(part for part in (words, art) if part)
    if told:
        return _("A box or a shape with words has been put in: {words}").format(words=cited(told))
    named = next((str(e.get("descr") or "") for e in element.iter(f"{_WP}docPr")), "")
    if named:
        return _("A picture has been put in. It is said to show: {words}").format(words=cited(named))
    return _("A picture or another object has been put in. It may cover text, or hold words.")


def _is_within_another(element: Element) -> bool:
    return any(
        above.tag in _WHOLES or str(above.tag) == f"{{{MC}}}Fallback" for above in element.iterancestors()
    )


def _picture(element: Element) -> str:
    # Word writes a shape twice, the second time for older versions.
    return "" if _is_within_another(element) else _drawing(element)


def _chunk(_element: Element) -> str:
    return _("Another file has been put into the document. What it says is not read.")


def _symbol(element: Element) -> str:
    return _("There is a sign drawn from the font {font} ({sign}); it is not compared.").format(
        font=value(element, "font")[:40], sign=value(element, "char")[:8]
    )


def _formula(element: Element) -> str:
    words = "".join(text.text or "" for text in element.iter(f"{_MATH}t"))
    return _("A formula has been put in: {words}").format(words=cited(words)) if words else ""


def _alternate(element: Element) -> str:
    told = versions(element)
    if len(told) < 2 or next(element.iter(*_WHOLES), None) is not None:
        return ""
    return _("Words stand here in two versions, and programs show the one or the other: {words}").format(
        words=" / ".join(map(cited, told))
    )


def _bound(_element: Element) -> str:
    return _("Words are taken from data in the file that is not seen; Word may show others.")


def _left_over(element: Element) -> str:
    if next(element.iterancestors(w("del"), w("moveFrom")), None) is not None:
        return ""
    return _("Words stand here as taken out, but no change takes them out: {words}").format(
        words=cited(element.text or "")
    )


def _body(element: Element) -> str:
    return (
        _("The file holds its text twice.")
        if element.getprevious() is not None
        and any(other.tag == element.tag for other in element.itersiblings(preceding=True))
        else ""
    )


def _hint(element: Element) -> str:
    words = value(element, "tooltip")
    shown = "".join(text.text or "" for text in element.iter(T))
    if not words.strip() or words in shown or _ADDRESS.match(words):
        return ""
    return _("A link has words that are seen when somebody points at it: {words}").format(words=cited(words))


_ADDRESS = re.compile(r"[a-z]{2,9}:\S+$|\S+\.\S+$", re.IGNORECASE)


def _made(element: Element) -> str:
    return _("There is a number or a date here that the program makes itself ({name}).").format(
        name=str(element.tag).rpartition("}")[2]
    )


_MADE = ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
_OTHER, _SHOWN = "KG951", "KG953"
_TOLD: dict[str, tuple[str, Judge] | None] = {
    **JUDGED,
    **dict.fromkeys(_WHOLES, (_OTHER, _picture)),
    **{w(name): (_OTHER, _chunk) for name in ("altChunk", "subDoc", "contentPart")},
    WIDTH: None,
    CHOICES: (_SHOWN, _alternate),
    **dict.fromkeys(BINDINGS, (_SHOWN, _bound)),
    **{w(name): (_SHOWN, _made) for name in _MADE},
    w("delText"): (_SHOWN, _left_over),
    w("body"): ("KG957", _body),
    w("hyperlink"): (_SHOWN, _hint),
    w("control"): None,
    w("movie"): None,
    w("sym"): (_SHOWN, _symbol),
    f"{_MATH}oMath": (_OTHER, _formula),
    w("tcFitText"): None,
    w("instrText"): None,
    w("ptab"): None,
    **{
        w(name): None
        for name in ("ruby", "rubyPr", "rubyBase", "rt", "rubyAlign", "hps", "hpsRaise", "hpsBaseText")
    },
}
"""What is looked at more closely, by name; None for what is read as text or bears on nothing."""
