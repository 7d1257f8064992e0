"""The numbering of an own reference document: kept where it can carry our lists, else ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from kravgen.word.look.adopted_styles import StyleSheet, tag, value, whole
from kravgen.word.look.reference import HEADING_NUMBER, Reference
from kravgen.word.markup import W
from kravgen.word.reading.intake import parse
from kravgen.word.reading.removal import drop

_LISTED_LEVELS = 3
_LEVEL_ORDER = (
    "start",
    "numFmt",
    "lvlRestart",
    "pStyle",
    "isLgl",
    "suff",
    "lvlText",
    "legacy",
    "lvlJc",
    "pPr",
    "rPr",
)
_LONGEST_PATTERN = 60
_MOST_LINKS = 3
_PATTERN = re.compile(r"(?:[^%]|%[1-9])*\Z")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which numbers the writer uses; the fields are those of :class:`Reference`."""

    headings: tuple[str, ...]
    bullets: int
    plain: int
    ordered: int
    next_number: int


def adopt_numbering(
    part: tuple[str, bytes] | None, base: Reference, sheet: StyleSheet, ids: Mapping[str, str]
) -> tuple[etree._Element, Numbers]:
    """Their numbering with our definitions added, and which of them to use.

    Headings and lists keep the definitions their styles point to when those have every level we need.
    """
    root = parse(*part, tag("numbering")) if part else etree.Element(tag("numbering"), nsmap={"w": W})
    _drop_pictures(root)
    _drop_nameless(root)
    _tidy(root)
    ours = parse("word/numbering.xml", base.parts["word/numbering.xml"])
    offset = max([0, *_integers(root, "abstractNum", "abstractNumId")])
    number_offset = max([0, *_integers(root, "num", "numId")])

    levels = len(base.headings)
    heading_ids = [ids[f"heading {level}"] for level in range(1, levels + 1)]
    kept = _headings(root, sheet, heading_ids)
    bullets = _list(root, sheet, ids["List Bullet"], {"bullet"})
    ordered = _list(root, sheet, ids["List Number"], {"decimal", "lowerLetter", "upperLetter", "lowerRoman"})
    if not kept:
        _unlink(root, heading_ids)
    _add(root, ours, offset, number_offset, [] if kept else heading_ids)
    if not kept:
        for level, style_id in enumerate(heading_ids):
            _point(sheet.style(style_id), HEADING_NUMBER + number_offset, level)
    if not bullets:
        _point(sheet.style(ids["List Bullet"]), base.bullets + number_offset, 0)
    if not ordered:
        for numbering in list(sheet.style(ids["List Number"]).iter(tag("numPr"))):
            drop(numbering)
    if sheet.is_numbered(ids["TOC Heading"]):
        # In Word's own style sheet it is based on Heading 1 and would count as a chapter.
        _point(sheet.style(ids["TOC Heading"]), base.plain + number_offset, 0)
    _drop_dangling(root, sheet)
    return root, Numbers(
        headings=kept or base.headings,
        bullets=bullets[0] if bullets else base.bullets + number_offset,
        plain=base.plain + number_offset,
        ordered=ordered[1] if ordered else base.ordered + offset,
        next_number=max(_integers(root, "num", "numId")) + 1,
    )


def _headings(root: etree._Element, sheet: StyleSheet, heading_ids: list[str]) -> tuple[str, ...]:
    """How their headings are numbered, level by level; empty when not all are, or not in a way we can count."""
    abstracts = set()
    patterns = []
    for level, style_id in enumerate(heading_ids):
        number, at = _numbering_of(sheet, style_id)
        abstract = _abstract(root, sheet, number)
        if abstract is None or level != (at if at is not None else _linked_level(abstract, style_id)):
            return ()
        abstracts.add(str(abstract.get(tag("abstractNumId"))))
        pattern = _pattern(abstract, level, {"decimal"})
        # Levels that show a level above them must count from one and never skip; only then can we count along.
        if pattern is None or f"%{level + 1}" not in pattern:
            return ()
        patterns.append(pattern.rstrip("\t "))
    return tuple(patterns) if len(abstracts) == 1 else ()


def _list(root: etree._Element, sheet: StyleSheet, style_id: str, forms: set[str]) -> tuple[int, int] | None:
    """The number and the definition of a list style, when the definition has the levels we need."""
    number, _ = _numbering_of(sheet, style_id)
    abstract = _abstract(root, sheet, number)
    if number is None or abstract is None:
        return None
    if any(_pattern(abstract, level, forms) is None for level in range(_LISTED_LEVELS)):
        return None
    definition = whole(str(abstract.get(tag("abstractNumId"))))
    return (number, definition) if definition is not None else None


def _pattern(abstract: etree._Element, level: int, forms: set[str]) -> str | None:
    for element in abstract.findall(tag("lvl")):
        if str(element.get(tag("ilvl"))) == str(level):
            text = value(element, "lvlText")
            usable = value(element, "numFmt") in forms and (value(element, "start") or "1") == "1"
            shown = len(text) <= _LONGEST_PATTERN and ("bullet" in forms or _PATTERN.match(text))
            return text if usable and text and shown else None
    return None


def _numbering_of(sheet: StyleSheet, style_id: str) -> tuple[int | None, int | None]:
    """The list and the level of a style. Each is its own, or that of the nearest that it is based on."""
    number = level = None
    for style in sheet.ancestors(style_id):
        numbering = style.find(f"{tag('pPr')}/{tag('numPr')}")
        if numbering is not None:
            number = whole(value(numbering, "numId")) if number is None else number
            level = whole(value(numbering, "ilvl")) if level is None else level
    return number, level


def _linked_level(abstract: etree._Element, style_id: str) -> int:
    """The level that says which style it belongs to; the first when none does."""
    for element in abstract.findall(tag("lvl")):
        if value(element, "pStyle") == style_id:
            return whole(str(element.get(tag("ilvl")))) or 0
    return 0


def _abstract(root: etree._Element, sheet: StyleSheet, number: int | None) -> etree._Element | None:
    abstracts: dict[str, etree._Element] = {}
    for abstract in root.findall(tag("abstractNum")):
        abstracts.setdefault(str(abstract.get(tag("abstractNumId"))), abstract)
    styles = {str(style.get(tag("styleId"))): style for style in sheet}
    # A definition may stand in a list style, which has a number of its own.
    for _step in range(_MOST_LINKS):
        found = _instance(root, number, abstracts)
        linked = styles.get(value(found, "numStyleLink")) if found is not None else None
        if linked is None:
            return found
        numbering = linked.find(f"{tag('pPr')}/{tag('numPr')}")
        number = whole(value(numbering, "numId")) if numbering is not None else None
    return None


def _instance(
    root: etree._Element, number: int | None, abstracts: Mapping[str, etree._Element]
) -> etree._Element | None:
    for instance in root.findall(tag("num")):
        # An instance with exceptions from its definition is more than we read.
        if str(instance.get(tag("numId"))) == str(number) and instance.find(tag("lvlOverride")) is None:
            found = abstracts.get(value(instance, "abstractNumId"))
            if found is not None:
                return found
    return None


def _add(
    root: etree._Element, ours: etree._Element, offset: int, number_offset: int, heading_ids: list[str]
) -> None:
    """Put our definitions after theirs and our instances last, as the format wants them.

    The definition of the headings is linked to ``heading_ids``; every other link is let go.
    """
    position = sum(1 for child in root if child.tag == tag("abstractNum"))
    for abstract in ours.findall(tag("abstractNum")):
        added = deepcopy(abstract)
        added.set(tag("abstractNumId"), str(int(str(abstract.get(tag("abstractNumId")))) + offset))
        links = list(added.iter(tag("pStyle")))
        if heading_ids and len(links) == len(heading_ids):
            for link, style_id in zip(links, heading_ids, strict=True):
                link.set(tag("val"), style_id)
        else:
            for link in links:
                drop(link)
        root.insert(position, added)
        position += 1
    for instance in ours.findall(tag("num")):
        copied = deepcopy(instance)
        copied.set(tag("numId"), str(int(str(instance.get(tag("numId")))) + number_offset))
        for link in copied.findall(tag("abstractNumId")):
            link.set(tag("val"), str(int(str(link.get(tag("val")))) + offset))
        root.append(copied)


def _point(style: etree._Element, number: int, level: int) -> None:
    """Let a paragraph style be numbered by ``number``."""
    for old in list(style.iter(tag("numPr"))):
        drop(old)
    properties = style.find(tag("pPr"))
    if properties is None:
        properties = etree.Element(tag("pPr"))
        after = [tag(name) for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")]
        position = next((index for index, child in enumerate(style) if child.tag in after), len(style))
        style.insert(position, properties)
    numbering = etree.Element(tag("numPr"))
    if level:
        etree.SubElement(numbering, tag("ilvl")).set(tag("val"), str(level))
    etree.SubElement(numbering, tag("numId")).set(tag("val"), str(number))
    before = [
        tag(name)
        for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    ]
    properties.insert(sum(1 for child in properties if child.tag in before), numbering)


def _unlink(root: etree._Element, style_ids: list[str]) -> None:
    """Let go of links from their definitions to styles that our definition will number."""
    for link in list(root.iter(tag("pStyle"))):
        if str(link.get(tag("val"))) in style_ids:
            drop(link)


def _drop_pictures(root: etree._Element) -> None:
    """Pictures as bullets do not come along: they are files of their own."""
    for name in ("numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup"):
        for element in list(root.iter(tag(name))):
            drop(element)


def _drop_nameless(root: etree._Element) -> None:
    """Definitions and instances whose number is none cannot be pointed to."""
    for name, attribute in (("abstractNum", "abstractNumId"), ("num", "numId")):
        for element in root.findall(tag(name)):
            number = whole(str(element.get(tag(attribute), "")))
            if number is None or number < 0:
                drop(element)


def _tidy(root: etree._Element) -> None:
    """The order and the words of the format, which some programs (LibreOffice is one) do not quite keep."""
    order = {tag(name): index for index, name in enumerate(_LEVEL_ORDER)}
    for level in root.iter(tag("lvl")):
        for child in sorted(level, key=lambda child: order.get(str(child.tag), len(order))):
            level.append(child)
        for side in level.findall(tag("lvlJc")):
            text = str(side.get(tag("val")))
            side.set(tag("val"), {"start": "left", "end": "right"}.get(text, text))


def _drop_dangling(root: etree._Element, sheet: StyleSheet) -> None:
    """No style may point to a number that is not there, and no number to a definition or style that is not."""
    abstracts = {str(number) for number in _integers(root, "abstractNum", "abstractNumId")}
    for instance in list(root.findall(tag("num"))):
        if value(instance, "abstractNumId") not in abstracts:
            drop(instance)
    numbers = {str(number) for number in _integers(root, "num", "numId")}
    known = {str(style.get(tag("styleId"))) for style in sheet}
    for style in sheet:
        for numbering in list(style.iter(tag("numPr"))):
            # One without a number takes that of the style it is based on, and 0 takes it away.
            if value(numbering, "numId") not in ("", "0", *numbers):
                drop(numbering)
    for name in ("pStyle", "styleLink", "numStyleLink"):
        for link in list(root.iter(tag(name))):
            if str(link.get(tag("val"))) not in known:
                drop(link)


def _integers(root: etree._Element, name: str, attribute: str) -> list[int]:
    found = (whole(str(element.get(tag(attribute), ""))) for element in root.findall(tag(name)))
    return [number for number in found if number is not None]
