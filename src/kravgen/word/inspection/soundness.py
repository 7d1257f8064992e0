"""Rules about what makes Word repair or refuse a file, and that other validators pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import FIELDS, PICTURE, RANGES, STYLES, Examined
from kravgen.word.inspection.fields import FIELD_CHAR, defined, pointed_at
from kravgen.word.inspection.rule import rule
from kravgen.word.markup import R
from kravgen.word.reading.file import CONTENT, CUSTOM, SDT, TBL, Element, P, cells, value, w, whole
from kravgen.word.reading.intake import HARMLESS_OUTSIDE
from kravgen.word.reading.relations import PACKAGE

_SAVE_AGAIN = _n("Open the file in Word, save it under a new name and check it again.")
_RELATION = f"{{{R}}}id"
_NOTES = {
    "comment": _n("comment number {number}"),
    "footnote": _n("footnote number {number}"),
    "endnote": _n("endnote number {number}"),
}
_ENDS = (P, CUSTOM)
_BLOCKS = frozenset((P, TBL, CUSTOM, w("altChunk")))
_SPANS = tuple(map(w, ("gridSpan", "gridBefore", "gridAfter")))
_ID, _ALIAS = w("id"), f"{w('sdtPr')}/{w('alias')}"
_USED = etree.XPath("//@r:*", namespaces={"r": R}, smart_strings=False)


@rule("KG801", _SAVE_AGAIN)
def _same_control(file: Examined) -> Iterator[str]:
    for name, controls in file.controls.items():
        for number, count in Counter([control.id for control in controls]).items():
            if number and count > 1:
                yield _("{part}, control {number}").format(part=file.called(name), number=number)


@rule("KG802", _SAVE_AGAIN)
def _same_bookmark(file: Examined) -> Iterator[str]:
    for name, count in file.bookmarks.items():
        if count > 1:
            yield _("the bookmark {name}").format(name=name)


@rule("KG803", _SAVE_AGAIN)
def _half_range(file: Examined) -> Iterator[str]:
    for kind in RANGES:
        for part in file.texts:
            for number in sorted(file.halves.get((kind, part), ())):
                yield _("{part}, number {number}").format(part=file.called(part), number=number)


@rule("KG804", _SAVE_AGAIN)
def _open_field(file: Examined) -> Iterator[str]:
    for name, marks in file.marks(FIELDS):
        depth = 0
        for element in marks:
            if element.tag == FIELD_CHAR:
                depth += {"begin": 1, "end": -1}.get(value(element, "fldCharType"), 0)
            if depth < 0:
                break
        if depth:
            yield file.called(name)


@rule("KG805", _n("Insert the reference or the link again, or take it away."))
def _dangling(file: Examined) -> Iterator[str]:
    made = {"_top"}
    made |= {defined(field.code).lower() for found in file.fields.values() for field in found}
    links = dict(file.marks(w("hyperlink")))
    for part in file.texts:
        # A link that leads out of the file has the bookmark there.
        inside = (link for link in links.get(part, ()) if not link.get(_RELATION))
        wanted = {value(link, "anchor") for link in inside}
        wanted |= {pointed_at(field.code) for field in file.fields.get(part, ())}
        for name in sorted(filter(None, wanted)):
            if name.lower() not in file.bookmarks and name.lower() not in made:
                yield _("the bookmark {name}").format(name=name)


@rule(
    "KG806",
    _n("Open the file in the program that it was made in, write a line last in the cell and save it again."),
)
def _cell_end(file: Examined) -> Iterator[str]:
    for table in file.tables:
        for number, row in enumerate(table.rows, 1):
            for cell in cells(row):
                if not (len(cell) and cell[-1].tag == P) and _last_block(cell) not in _ENDS:
                    yield _("{table}, row {number}").format(table=table.place, number=number)


@rule("KG807", _SAVE_AGAIN)
def _core_twice(file: Examined) -> Iterator[str]:
    root = file.root_of_file("core-properties")
    names = Counter(str(child.tag) for child in root) if root is not None else Counter[str]()
    for name, count in names.items():
        if count > 1:
            yield name.rsplit("}", 1)[-1]


@rule("KG808", _SAVE_AGAIN)
def _undefined(file: Examined) -> Iterator[str]:
    numbering = file.root("numbering")
    numbers = {value(e, "numId") for e in numbering.iter(w("num"))} if numbering is not None else set()
    for part in file.texts:
        undefined = file.styles_named[part] - file.styles.keys()
        for style in sorted(undefined & _in_use(file.texts[part]) if undefined else ()):
            yield _("the style {name}").format(name=style)
        for number in sorted(file.lists_named[part] - numbers - {"0"}):
            yield _("the list {number}").format(number=number)


@rule("KG809", _SAVE_AGAIN)
def _ragged(file: Examined) -> Iterator[str]:
    for table in file.tables:
        grid = table.element.find(w("tblGrid"))
        if grid is None:
            yield table.place
            continue
        if not len(grid):
            # Word works the columns out from the cells.
            continue
        # Most tables are plain, and then a row has a column for each cell.
        plain = next(table.element.iter(*_SPANS), None) is None
        for number, row in enumerate(table.rows, 1):
            inside = cells(row)
            spans = sum(1 for _cell in inside) if plain else sum(map(_span, inside)) + _skipped(row)
            if spans != len(grid):
                yield _("{table}, row {number}").format(table=table.place, number=number)


@rule("KG810", _SAVE_AGAIN)
def _empty_control(file: Examined) -> Iterator[str]:
    for _part, controls in file.marks(SDT):
        for control in controls:
            # It stands last.
            content = control[-1] if len(control) and control[-1].tag == CONTENT else control.find(CONTENT)
            if content is None or not len(content):
                yield value(control.find(_ALIAS)) or _near(file, control)


@rule("KG811", _SAVE_AGAIN)
def _missing_part(file: Examined) -> Iterator[str]:
    for owner in (PACKAGE, *sorted(file.parts)):
        found = file.relationships(owner)
        for one in found:
            # A place in the text that a link leads to is no part.
            inside = one.kind == "hyperlink" and one.target.startswith("#")
            if not one.outside and not one.part and not inside:
                yield _("{part}: {target}").format(
                    part=file.called(owner) if owner else _("the file"), target=one.target
                )
        known = {one.id for one in found}
        for used in sorted(_relationships_used(file.roots.get(owner)) - known):
            yield _("{part}: {target}").format(part=file.called(owner), target=used)


@rule("KG814", _n("Put the picture or the object into the file, or take it out."))
def _outside(file: Examined) -> Iterator[str]:
    for owner in (PACKAGE, *sorted(file.parts)):
        for one in file.relationships(owner):
            if one.outside and one.kind not in HARMLESS_OUTSIDE:
                yield _("{part}: {target}").format(
                    part=file.called(owner) if owner else _("the file"), target=one.target
                )


@rule("KG812", _SAVE_AGAIN)
def _missing_note(file: Examined) -> Iterator[str]:
    for kind, told in _NOTES.items():
        notes = file.root(f"{kind}s")
        known = {value(e, "id") for e in notes.iter(w(kind))} if notes is not None else set()
        used = {value(e, "id") for _part, found in file.marks(w(f"{kind}Reference")) for e in found}
        for number in sorted(used - known):
            yield _(told).format(number=number)


@rule("KG813", _SAVE_AGAIN)
def _same_drawing(file: Examined) -> Iterator[str]:
    numbers = Counter(str(e.get("id")) for e in dict(file.marks(PICTURE)).get(file.main, ()))
    for number, count in numbers.items():
        if count > 1:
            yield _("number {number}").format(number=number)


def _in_use(root: Element) -> set[str]:
    """The styles that are named, but for those that somebody has changed for others."""
    return {
        value(name)
        for name in root.iter(*STYLES)
        if (holder := name.getparent()) is None
        or (above := holder.getparent()) is None
        or not str(above.tag).endswith("Change")
    }


def _last_block(parent: Element | None) -> str:
    """What the last block in a cell or in a control is: marks of where something begins or ends are none."""
    while parent is not None:
        inside = (child for child in reversed(parent) if child.tag in _BLOCKS or child.tag == SDT)
        last = next(inside, None)
        if last is None or last.tag != SDT:
            return str(last.tag) if last is not None else ""
        parent = last.find(CONTENT)
    return ""


def _span(cell: Element) -> int:
    span = value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"))
    return whole(span, 1)


def _skipped(row: Element) -> int:
    found = (value(row.find(f"{w('trPr')}/{w(name)}")) for name in ("gridBefore", "gridAfter"))
    return sum(map(whole, found))


def _relationships_used(root: Element | None) -> set[str]:
    # To ask an element for its attributes one by one would take the square of their number.
    found: Any = _USED(root) if root is not None else ()
    return set(filter(None, found))


def _near(file: Examined, control: Element) -> str:
    paragraph = next(control.iterancestors(P), control)
    return file.near(paragraph) or _("the beginning of the document")
