"""What stands among the text of a returned file and is no text that kravgen writes: pictures, boxes, notes, fields.

Every element is looked at. What is known to change nothing for a reader is passed by; what may change it is told, and
so is an element that nobody here knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kravgen.i18n import _
from kravgen.word.markup import MC, W
from kravgen.word.reading.file import Element, T, value, w
from kravgen.word.reading.inventory import Inventory
from kravgen.word.reading.placement import JUDGED, WIDTH, Judge, too_narrow
from kravgen.word.reading.remark import Remark, cited

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORD_EXTENSIONS = "{http://schemas.microsoft.com/office/word/20"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"

# LibreOffice makes FILLIN of a field to fill in when it saves by way of .odt.
_SAFE_FIELDS = frozenset(
    (
        "TOC",
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "PAGEREF",
        "HYPERLINK",
        "SEQ",
        "STYLEREF",
        "FILLIN",
        "FORMTEXT",
    )
)
"""Fields whose words are compared, and that become nothing else when Word computes them anew."""


def foreign(found: Inventory, where: Callable[[Element], tuple[str, str]]) -> Iterator[Remark]:
    """What is foreign in the parts with text. ``where`` tells the item and the words that an element stands by."""
    for element in found.strange:
        for code, message in _judged(element, str(element.tag)):
            yield Remark(code, message, *where(element))
    for element, code, message in too_narrow(element for element in found.strange if element.tag == WIDTH):
        yield Remark(code, message, *where(element))
    yield from _fields(found.field_marks, where)


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
    if tag.startswith((f"{{{MC}}}", _MATH)):
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


_OTHER, _SHOWN = "KG951", "KG953"
_TOLD: dict[str, tuple[str, Judge] | None] = {
    **JUDGED,
    **dict.fromkeys(_WHOLES, (_OTHER, _picture)),
    **{w(name): (_OTHER, _chunk) for name in ("altChunk", "subDoc", "contentPart")},
    WIDTH: None,
    w("control"): None,
    w("movie"): None,
    w("sym"): (_SHOWN, _symbol),
    f"{_MATH}oMath": (_OTHER, _formula),
    w("tcFitText"): None,
    w("cols"): None,
    w("instrText"): None,
    w("ptab"): None,
    **{
        w(name): None
        for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
    },
    **{
        w(name): None
        for name in ("ruby", "rubyPr", "rubyBase", "rt", "rubyAlign", "hps", "hpsRaise", "hpsBaseText")
    },
}
"""What is looked at more closely, by name; None for what is read as text or bears on nothing."""


def _fields(marks: Iterable[Element], where: Callable[[Element], tuple[str, str]]) -> Iterator[Remark]:
    """The fields that compute their words: they may say something else the next time."""
    open_fields: list[list[str]] = []
    for element in marks:
        if element.tag == w("fldSimple"):
            instruction = value(element, "instr")
        elif element.tag == w("instrText"):
            if open_fields:
                open_fields[-1].append(element.text or "")
            continue
        elif value(element, "fldCharType") == "begin":
            open_fields.append([])
            continue
        elif value(element, "fldCharType") == "separate" or not open_fields:
            continue
        else:
            instruction = "".join(open_fields.pop())
        name = "".join(instruction.split(None, 1)[:1]).upper()
        if name not in _SAFE_FIELDS:
            message = _("There is a field that makes its words itself ({field}); they may change.")
            yield Remark(_SHOWN, message.format(field=cited(instruction)), *where(element))
