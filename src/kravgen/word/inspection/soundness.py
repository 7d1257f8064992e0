"""Rules about what makes Word repair or refuse a file, and that other validators pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from kravgen.i18n import _, _n
from kravgen.word.inspection.rule import rule
from kravgen.word.markup import R
from kravgen.word.reading.file import CONTENT, Element, Inspected, P, cells, value, w, whole
from kravgen.word.reading.intake import HARMLESS_OUTSIDE
from kravgen.word.reading.relations import PACKAGE

_SAVE_AGAIN = _n("Open the file in Word, save it under a new name and check it again.")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ALIAS = f"{w('sdtPr')}/{w('alias')}"
_USED = etree.XPath(f"//@*[namespace-uri()='{R}']", smart_strings=False)


@rule("KG801", _SAVE_AGAIN)
def _same_control(file: Inspected) -> Iterator[str]:
    for name, root in file.texts.items():
        ids = (value(e.find(w("id"))) for e in root.iter(w("sdtPr")))
        for number, count in Counter(number for number in ids if number).items():
            if count > 1:
                yield _("{part}, control {number}").format(part=name, number=number)


@rule("KG802", _SAVE_AGAIN)
def _same_bookmark(file: Inspected) -> Iterator[str]:
    names = [value(e, "name").lower() for root in file.texts.values() for e in root.iter(w("bookmarkStart"))]
    for name, count in Counter(names).items():
        if count > 1:
            yield _("the bookmark {name}").format(name=name)


@rule("KG803", _SAVE_AGAIN)
def _half_range(file: Inspected) -> Iterator[str]:
    for name, root in file.texts.items():
        for kind in ("bookmark", "commentRange"):
            starts = Counter(value(e, "id") for e in root.iter(w(f"{kind}Start")))
            ends = Counter(value(e, "id") for e in root.iter(w(f"{kind}End")))
            for number in sorted((starts - ends) + (ends - starts)):
                yield _("{part}, number {number}").format(part=name, number=number)


@rule("KG804", _SAVE_AGAIN)
def _open_field(file: Inspected) -> Iterator[str]:
    for name, root in file.texts.items():
        depth = 0
        for element in root.iter(w("fldChar")):
            kind = value(element, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth < 0:
                break
        if depth:
            yield name


@rule("KG805", _SAVE_AGAIN)
def _dangling(file: Inspected) -> Iterator[str]:
    known = {value(e, "name").lower() for root in file.texts.values() for e in root.iter(w("bookmarkStart"))}
    known.add("_top")
    for root in file.texts.values():
        wanted = [value(link, "anchor") for link in root.iter(w("hyperlink")) if link.get(w("anchor"))]
        for element in root.iter(w("instrText"), w("fldSimple")):
            words = (element.text or value(element, "instr")).split()
            if len(words) > 1 and words[0].upper() in ("REF", "PAGEREF", "NOTEREF"):
                wanted.append(words[1].strip('"'))
        for name in sorted({name for name in wanted if name.lower() not in known}):
            yield _("the bookmark {name}").format(name=name)


@rule("KG806", _SAVE_AGAIN)
def _cell_end(file: Inspected) -> Iterator[str]:
    for table in file.tables:
        for number, row in enumerate(table.rows, 1):
            for cell in cells(row):
                last = cell[-1] if len(cell) else None
                if last is not None and last.tag == w("sdt"):
                    inner = last.find(w("sdtContent"))
                    last = inner[-1] if inner is not None and len(inner) else None
                if last is None or last.tag not in (w("p"), w("bookmarkEnd"), w("customXml")):
                    yield _("{table}, row {number}").format(table=table.place, number=number)


@rule("KG807", _SAVE_AGAIN)
def _core_twice(file: Inspected) -> Iterator[str]:
    root = file.root_of_file("core-properties")
    names = Counter(str(child.tag) for child in root) if root is not None else Counter[str]()
    for name, count in names.items():
        if count > 1:
            yield name.rsplit("}", 1)[-1]


@rule("KG808", _SAVE_AGAIN)
def _undefined(file: Inspected) -> Iterator[str]:
    numbering = file.root("numbering")
    numbers = {value(e, "numId") for e in numbering.iter(w("num"))} if numbering is not None else set()
    for root in file.texts.values():
        used = {value(e) for e in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
        for style in sorted(used - file.styles.keys()):
            yield _("the style {name}").format(name=style)
        for number in sorted({value(e) for e in root.iter(w("numId"))} - numbers - {"0"}):
            yield _("the list {number}").format(number=number)


@rule("KG809", _SAVE_AGAIN)
def _ragged(file: Inspected) -> Iterator[str]:
    for table in file.tables:
        grid = table.element.find(w("tblGrid"))
        if grid is None:
            yield table.place
            continue
        columns = len(grid)
        for number, row in enumerate(table.rows, 1):
            spans = sum(_span(cell) for cell in cells(row)) + _skipped(row)
            if spans != columns:
                yield _("{table}, row {number}").format(table=table.place, number=number)


@rule("KG810", _SAVE_AGAIN)
def _empty_control(file: Inspected) -> Iterator[str]:
    for root in file.texts.values():
        for control in root.iter(w("sdt")):
            content = control.find(CONTENT)
            if content is None or not len(content):
                yield value(control.find(_ALIAS)) or _near(file, control)


@rule("KG811", _SAVE_AGAIN)
def _missing_part(file: Inspected) -> Iterator[str]:
    for owner in (PACKAGE, *sorted(file.parts)):
        found = file.relationships(owner)
        for one in found:
            if not one.outside and not one.part:
                yield _("{part}: {target}").format(part=owner or _("the file"), target=one.target)
        known = {one.id for one in found}
        for used in sorted(_relationships_used(file.roots.get(owner)) - known):
            yield _("{part}: {target}").format(part=owner, target=used)


@rule("KG814", _n("Put the picture or the object into the file, or take it out."))
def _outside(file: Inspected) -> Iterator[str]:
    for owner in (PACKAGE, *sorted(file.parts)):
        for one in file.relationships(owner):
            if one.outside and one.kind not in HARMLESS_OUTSIDE:
                yield _("{part}: {target}").format(part=owner or _("the file"), target=one.target)


@rule("KG812", _SAVE_AGAIN)
def _missing_note(file: Inspected) -> Iterator[str]:
    for kind in ("comment", "footnote", "endnote"):
        notes = file.root(f"{kind}s")
        known = {value(e, "id") for e in notes.iter(w(kind))} if notes is not None else set()
        used = {value(e, "id") for e in file.document.iter(w(f"{kind}Reference"))}
        for number in sorted(used - known):
            yield f"{kind} {number}"


@rule("KG813", _SAVE_AGAIN)
def _same_drawing(file: Inspected) -> Iterator[str]:
    numbers = Counter(str(e.get("id")) for e in file.document.iter(f"{_DRAWING}docPr"))
    for number, count in numbers.items():
        if count > 1:
            yield _("number {number}").format(number=number)


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


def _near(file: Inspected, control: Element) -> str:
    paragraph = next(control.iterancestors(P), control)
    return file.near(paragraph) or _("the beginning of the document")
