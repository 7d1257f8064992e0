"""Forgeries of the room that text has, and of the marks that say what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from tests.forms.filling import controls, fill
from tests.forms.forging import ITEM, SAID, Forgery, Form, made, paragraph, properties, words
from tests.word.sample import W

Do = Callable[[Form], object]
OTHER = "SKYDD-01"
_HIDDEN, _ORDER = ("KG952",), ("KG956",)


def _in(path: str, xml: str) -> Do:
    """Properties of the row, the cell or the table; those of the same name are replaced."""

    def do(form: Form) -> None:
        holder = {"trPr": form.row, "tcPr": form.cell, "tblPr": form.table}[path].find(f"{W}{path}")
        assert holder is not None
        for new in made(xml):
            for old in holder.findall(new.tag):
                holder.remove(old)
            holder.append(new)

    return do


def _section(xml: str) -> Do:
    def do(form: Form) -> None:
        section = form.body.find(f"{W}sectPr")
        assert section is not None
        for new in made(xml):
            old = section.find(new.tag)
            if old is not None:
                section.replace(old, new)
            else:
                section.append(new)

    return do


def _settings(xml: str) -> Do:
    def do(form: Form) -> None:
        root = etree.fromstring(form.parts["word/settings.xml"])
        for new in made(xml):
            for old in root.findall(new.tag):
                root.remove(old)
            root.append(new)
        form.put("word/settings.xml", root)

    return do


def _set(xml: str) -> Do:
    return lambda form: form.set(xml)


def _before(xml: str) -> Do:
    """Something stands before the words of the requirement, in their run."""

    def do(form: Form) -> None:
        for piece in made(xml):
            form.run.find(f"{W}t").addprevious(piece)  # type: ignore[union-attr]

    return do


def _both(first: Do, second: Do) -> Do:
    return lambda form: (first(form), second(form))


def _narrow_column(form: Form) -> None:
    form.table.findall(f"{W}tblGrid/{W}gridCol")[1].set(f"{W}w", "5")
    for cell in form.table.iterfind(f"{W}tr/{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        assert width is not None
        width.getparent().remove(width)  # type: ignore[union-attr]


def _empty_paragraphs(form: Form) -> None:
    for _number in range(60):
        form.table.addprevious(made("<w:p/>")[0])


def _swapped(one: etree._Element, other: etree._Element) -> None:
    place = etree.Element("place")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)
    place.getparent().remove(place)  # type: ignore[union-attr]


def _row_of(form: Form, item: str) -> etree._Element:
    return next(controls(form.root)[f"svar.{item}"].iterancestors(f"{W}tr"))


def _cells(one: int, other: int, item: str = ITEM) -> Do:
    """Two cells change places, the other one perhaps in another row."""
    return lambda form: _swapped(
        form.row.findall(f"{W}tc")[one], _row_of(form, item).findall(f"{W}tc")[other]
    )


def _headers(form: Form) -> None:
    first = form.table.find(f"{W}tr")
    assert first is not None
    _swapped(*first.findall(f"{W}tc")[2:4])


def _bookmarks(*parts: str) -> Do:
    """The bookmarks of two requirements change names."""

    def do(form: Form) -> None:
        for part in parts:
            names = [f"{part}_{item.replace('-', '_')}" for item in (ITEM, OTHER)]
            for start in form.root.iter(f"{W}bookmarkStart"):
                name = str(start.get(f"{W}name"))
                if name in names:
                    start.set(f"{W}name", names[1 - names.index(name)])

    return do


def _tags(form: Form) -> None:
    names = [f"svar.{item}" for item in (ITEM, OTHER)]
    for tag in form.root.iter(f"{W}tag"):
        if tag.get(f"{W}val") in names:
            tag.set(f"{W}val", names[1 - names.index(str(tag.get(f"{W}val")))])


def _shown(old: str, new: str) -> Do:
    """Some words of the row are others."""

    def do(form: Form) -> None:
        text = next(t for t in form.row.iter(f"{W}t") if old in (t.text or ""))
        text.text = (text.text or "").replace(old, new)

    return do


def _answered(text: str) -> Do:
    return lambda form: fill(form.comment, text)


def _beside_answer(xml: str) -> Do:
    return lambda form: form.answer.addnext(made(xml)[0])


def _second_answer(form: Form) -> None:
    copy = deepcopy(form.answer)
    fill(copy, "Nej")
    header = etree.fromstring(form.parts["word/header1.xml"])
    header[0].append(copy)
    form.put("word/header1.xml", header)


def _link(shown: str, target: str) -> Do:
    def do(form: Form) -> None:
        number = form.relate(target, "hyperlink", outside=True)
        content = form.comment.find(f"{W}sdtContent")
        assert content is not None
        content[:] = made(f'<w:hyperlink r:id="{number}">{words(shown)}</w:hyperlink>')

    return do


_FORGED: dict[str, tuple[Do, tuple[str, ...], bool]] = {
    # What is done, the codes, and whether it is told with the requirement.
    "a row moved to the side": (
        _in("trPr", '<w:gridBefore w:val="5"/><w:wBefore w:w="12000" w:type="dxa"/>'),
        _ORDER,
        True,
    ),
    "a row too low for its text": (_in("trPr", '<w:trHeight w:val="400" w:hRule="exact"/>'), _HIDDEN, True),
    "a low row and a margin above": (
        _both(
            _in("tcPr", '<w:tcMar><w:top w:w="900" w:type="dxa"/></w:tcMar>'),
            _in("trPr", '<w:trHeight w:val="900" w:hRule="exact"/>'),
        ),
        _HIDDEN,
        True,
    ),
    "margins that fill a cell": (
        _in("tcPr", '<w:tcMar><w:left w:w="9000" w:type="dxa"/></w:tcMar>'),
        _HIDDEN,
        True,
    ),
    "margins that fill all cells": (
        _in("tblPr", '<w:tblCellMar><w:left w:w="9000" w:type="dxa"/></w:tblCellMar>'),
        _HIDDEN,
        False,
    ),
    "cells far apart": (_in("tblPr", '<w:tblCellSpacing w:w="5000" w:type="dxa"/>'), _HIDDEN, False),
    "a narrow column without widths": (_narrow_column, _HIDDEN, False),
    "a line across a cell": (
        _in("tcPr", '<w:tcBorders><w:tl2br w:val="single" w:sz="96"/></w:tcBorders>'),
        _HIDDEN,
        True,
    ),
    "far below": (_set('<w:spacing w:before="30000"/>'), _HIDDEN, True),
    "an indent as wide as the cell": (_set('<w:ind w:left="5800"/>'), _HIDDEN, True),
    "an indent counted in letters": (_set('<w:ind w:leftChars="20000"/>'), _HIDDEN, True),
    "a tab out of the cell": (
        _both(
            _set('<w:tabs><w:tab w:val="left" w:pos="20000"/></w:tabs>'),
            _before("<w:tab/>"),
        ),
        _HIDDEN,
        True,
    ),
    "tabs out of the page": (_settings('<w:defaultTabStop w:val="20000"/>'), _HIDDEN, False),
    "many line ends": (_before("<w:br/>" * 60), _HIDDEN, True),
    "many empty paragraphs": (_empty_paragraphs, _HIDDEN, False),
    "twenty columns": (_section('<w:cols w:num="20" w:space="700"/>'), _HIDDEN, False),
    "a grid with lines far apart": (
        _section('<w:docGrid w:type="lines" w:linePitch="16000"/>'),
        _HIDDEN,
        False,
    ),
    "a grid that squeezes letters": (
        _section('<w:docGrid w:type="linesAndChars" w:linePitch="360" w:charSpace="-200000"/>'),
        _HIDDEN,
        False,
    ),
    "a header over all of the page": (
        _section('<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="14000"/>'),
        _HIDDEN,
        False,
    ),
    "a binding as wide as the page": (
        _section('<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:gutter="9000"/>'),
        _HIDDEN,
        False,
    ),
    "styles from a template": (_settings("<w:linkStyles/>"), ("KG953",), False),
    "a cell taken out as a change": (_in("tcPr", '<w:cellDel w:id="4" w:author="a"/>'), ("KG917",), False),
    "the answer in another column": (_cells(2, 3), ("KG903",), True),
    "the answer in another row": (_cells(2, 2, OTHER), ("KG903",), True),
    "the headers of two columns exchanged": (_headers, ("KG903",), False),
    "marks of rows exchanged": (_bookmarks("krav"), ("KG903",), True),
    "bookmarks of answers exchanged": (_bookmarks("svar"), ("KG903",), True),
    "tags exchanged": (_tags, ("KG903",), True),
    "tags and bookmarks exchanged": (_both(_tags, _bookmarks("svar")), ("KG903",), True),
    "all marks exchanged": (_both(_tags, _bookmarks("svar", "kommentar", "krav")), ("KG911",), True),
    "another number": (_shown("K9", "K7"), ("KG911",), True),
    "another id": (_shown("EXIT-08", "EXIT-80"), ("KG911",), True),
    "a letter for a digit": (_shown("90", "9O"), ("KG911",), True),
    "raised digits": (_shown("90", "9⁰"), ("KG911",), True),
    "letters struck out by signs": (_shown("ska", "s\u0336k\u0336a\u0336"), ("KG954",), True),
    "an answer struck out by signs": (
        _answered("Vi lovar d\u0336e\u0336t\u0336t\u0336a\u0336"),
        ("KG954",),
        True,
    ),
    "a joiner in an answer": (_answered("in\u200dte"), ("KG954",), True),
    "a blank of Braille in an answer": (_answered("Ja\u2800nej"), ("KG954",), True),
    "words beside the answer": (_beside_answer(words("Nej")), ("KG911",), True),
    "the answer again in the header": (_second_answer, ("KG902",), True),
    "a link that shows another address": (
        _link("www.bolaget.example", "https://annat.example/"),
        ("KG953",),
        True,
    ),
    "a hidden row in a table in an answer": (
        lambda form: form.comment.getparent().addnext(  # type: ignore[union-attr]
            made(f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph(SAID)}</w:tc></w:tr></w:tbl>")[0]
        ),
        _HIDDEN,
        True,
    ),
    "yellow in an answer": (
        lambda form: (
            fill(form.comment, SAID),
            properties(next(form.comment.iter(f"{W}r"))).extend(made('<w:color w:val="FFFF00"/>')),
        ),
        _HIDDEN,
        True,
    ),
}


def rooms() -> Iterator[Forgery]:
    """Every forgery of room and marks."""
    for name, (do, codes, placed) in _FORGED.items():
        yield Forgery(name, do, codes, placed)


QUIET: dict[str, Do] = {
    "embossed": lambda form: form.look("<w:emboss/>"),
    "a shadow": lambda form: form.look("<w:shadow/>"),
    "framed": lambda form: form.look('<w:bdr w:val="single" w:sz="4"/>'),
    "dots above": lambda form: form.look('<w:em w:val="dot"/>'),
    "wide apart": lambda form: form.look('<w:spacing w:val="40"/>'),
    "a little lower": lambda form: form.look('<w:position w:val="-6"/>'),
    "another font": lambda form: form.look('<w:rFonts w:ascii="Impact" w:hAnsi="Impact"/>'),
    "a marker": lambda form: form.look('<w:highlight w:val="yellow"/>'),
    "a paragraph that ends hidden": lambda form: (
        form.cell[1]
        .find(f"{W}pPr")
        .extend(  # type: ignore[union-attr]
            made("<w:rPr><w:vanish/></w:rPr>")
        )
    ),
    "no protection": _settings('<w:documentProtection w:edit="forms" w:enforcement="0"/>'),
    "pages mirrored": _settings("<w:mirrorMargins/>"),
    "as a folded book": _settings("<w:bookFoldPrinting/>"),
    "lines numbered": _section('<w:lnNumType w:countBy="1"/>'),
    "pages framed": _section('<w:pgBorders><w:top w:val="apples" w:sz="31"/></w:pgBorders>'),
    "no header": lambda form: form.body.find(f"{W}sectPr").remove(  # type: ignore[union-attr]
        form.body.find(f"{W}sectPr/{W}headerReference")  # type: ignore[arg-type]
    ),
}
"""What has no effect on what the words say: a line that disturbs nobody."""
