"""Forgeries of where text stands: rows, cells, pages, the labels of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tests.forms.forging import SAID, Forgery, Form, made, paragraph
from tests.word.sample import W


def _row_of_another(form: Form) -> None:
    other = form.row.getprevious()
    assert other is not None
    form.row.addprevious(
        made(f"<w:tr><w:tc><w:tcPr/>{paragraph('K99')}</w:tc><w:tc><w:tcPr/>{paragraph()}</w:tc></w:tr>")[0]
    )


def _row(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = form.row.find(f"{W}trPr")
        if told is None:
            told = etree.Element(f"{W}trPr")
            form.row.insert(0, told)
        told.extend(made(xml))

    return do


def _cell_properties(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = form.cell.find(f"{W}tcPr")
        assert told is not None
        for new in made(xml):
            for old in told.findall(new.tag):
                told.remove(old)
            told.append(new)

    return do


def _table_properties(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = next(form.row.iterancestors(f"{W}tbl")).find(f"{W}tblPr")
        assert told is not None
        told.extend(made(xml))

    return do


def _section(xml: str) -> Callable[[Form], None]:
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


def _label(change: Callable[[etree._Element], None]) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        numbering = etree.fromstring(form.parts["word/numbering.xml"])
        abstract = made(
            '<w:abstractNum w:abstractNumId="900"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        )[0]
        change(abstract)
        first = numbering.find(f"{W}num")
        assert first is not None
        first.addprevious(abstract)
        numbering.extend(made('<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
        form.put("word/numbering.xml", numbering)
        form.set('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>')

    return do


def _of_level(name: str, text: str) -> Callable[[etree._Element], None]:
    def change(abstract: etree._Element) -> None:
        found = abstract.find(f"{W}lvl/{W}{name}")
        assert found is not None
        found.set(f"{W}val", text)

    return change


def _moved(form: Form) -> None:
    form.row.addnext(form.row.getprevious())  # type: ignore[arg-type]


def _merged_cell(form: Form) -> None:
    _cell_properties("<w:vMerge/>")(form)


def places() -> Iterator[Forgery]:
    """Every forgery of where text stands."""
    yield Forgery("a row hidden", _row("<w:hidden/>"), ("KG952",))
    yield Forgery("a row too low", _row('<w:trHeight w:val="10" w:hRule="exact"/>'), ("KG952",))
    yield Forgery("a fake row", _row_of_another, ("KG914", "KG913"), placed=False)
    yield Forgery("a row taken away", lambda f: f.row.getparent().remove(f.row), ("KG912",))  # type: ignore[union-attr]
    yield Forgery("rows that change places", _moved, ("KG956",), placed=False)
    yield Forgery("a cell too narrow", _cell_properties('<w:tcW w:w="10" w:type="dxa"/>'), ("KG952",))
    yield Forgery("a cell merged into the one above", _merged_cell, ("KG952",))
    yield Forgery("a cell on its side", _cell_properties('<w:textDirection w:val="btLr"/>'), ("KG956",))
    yield Forgery(
        "a table that floats",
        _table_properties('<w:tblpPr w:tblpX="15000" w:tblpY="1"/>'),
        ("KG956",),
        placed=False,
    )
    yield Forgery(
        "a table off the page",
        _table_properties('<w:tblInd w:w="20000" w:type="dxa"/>'),
        ("KG952",),
        placed=False,
    )
    yield Forgery(
        "columns the other way round", _table_properties("<w:bidiVisual/>"), ("KG956",), placed=False
    )
    yield Forgery("a page too small", _section('<w:pgSz w:w="300" w:h="300"/>'), ("KG952",), placed=False)
    yield Forgery(
        "margins that leave no room",
        _section(
            '<w:pgMar w:top="1" w:right="6000" w:bottom="1" w:left="6000" w:header="1" w:footer="1" w:gutter="0"/>'
        ),
        ("KG952",),
        placed=False,
    )
    yield Forgery(
        "words in the label of a list", _label(_of_level("lvlText", SAID)), ("KG953",), placed=False
    )
    yield Forgery("another first number", _label(_of_level("start", "7")), ("KG953",), placed=False)
    yield Forgery(
        "words for a bullet",
        _label(lambda a: (_of_level("numFmt", "bullet")(a), _of_level("lvlText", "Ej")(a))[0]),
        ("KG953",),
        placed=False,
    )
