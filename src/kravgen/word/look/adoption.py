"""Making an own reference document usable: its look, with what it lacks taken from the shipped one."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from kravgen.word.look.adopted_numbering import adopt_numbering
from kravgen.word.look.adopted_styles import StyleSheet, tag, twips, whole
from kravgen.word.look.reference import Page, Reference
from kravgen.word.markup import R, W
from kravgen.word.reading.intake import TakenIn, parse, refuse_outside
from kravgen.word.reading.removal import drop

_SAFE_SETTINGS = (
    "zoom",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "characterSpacingControl",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)
"""Settings about how text is set, in the order of the format. The rest is about one document's own life:
protection, mail merge, footnotes, tracked changes, the template it came from."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NARROWEST_TEXT = 4536  # 80 mm: narrower than this is a label or an envelope, not a page for documents
_WIDEST = 31680


def adopt(taken: TakenIn, base: Reference) -> Reference:
    """The reference that the parts of an own document make, on top of the shipped one.

    Raises:
        Refused: the document cannot be used.
    """
    refuse_outside(taken)
    sheet = styles_of(taken)
    ids = sheet.complete(parse("word/styles.xml", base.parts["word/styles.xml"]), base.styles)
    numbering, numbers = adopt_numbering(taken.one("numbering"), base, sheet, ids)
    sheet.finish()
    page, _unusable = read_page(taken)

    parts = {
        "word/styles.xml": _written(sheet.root),
        "word/numbering.xml": _written(numbering),
        "word/settings.xml": _settings(taken.one("settings"), base.parts["word/settings.xml"]),
        "word/fontTable.xml": base.parts["word/fontTable.xml"],
        "word/theme/theme1.xml": base.parts["word/theme/theme1.xml"],
    }
    if fonts := taken.one("fontTable"):
        parts["word/fontTable.xml"] = _font_table(*fonts)
    if theme := taken.one("theme"):
        parts["word/theme/theme1.xml"] = _theme(*theme)
    return Reference(
        parts=parts,
        styles=ids,
        page=page if fits(page) else Page(),
        headings=numbers.headings,
        bullets=numbers.bullets,
        plain=numbers.plain,
        ordered=numbers.ordered,
        next_number=numbers.next_number,
        right_indent=sheet.right_indent(ids["Body Text"]),
        tabs={name: sheet.tab_stops(ids[name]) for name in ("header", "footer")},
    )


def _written(root: etree._Element) -> bytes:
    """The part as bytes, without what points to another part: none but those we name come along."""
    for element in list(root.iter()):
        if any(str(name).startswith(f"{{{R}}}") for name in element.attrib):
            drop(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _settings(part: tuple[str, bytes] | None, base_part: bytes) -> bytes:
    if part is None:
        return base_part
    root, base = parse(*part, tag("settings")), parse("word/settings.xml", base_part)
    order = {tag(name): index for index, name in enumerate(_SAFE_SETTINGS)}
    seen: set[str] = set()
    for child in list(root):
        name = str(child.tag)
        # What is set twice is set once.
        if name not in order or name in seen:
            drop(child)
        seen.add(name)
    for zoom in root.findall(tag("zoom")):
        # The format demands a percentage; some programs leave it out.
        if whole(str(zoom.get(tag("percent"), ""))) is None:
            zoom.set(tag("percent"), "100")
    # An old document asks Word to lay out as an old Word would; check boxes need a newer one.
    ours = base.find(tag("compat"))
    assert ours is not None
    for theirs in root.findall(tag("compat")):
        drop(theirs)
    root.append(deepcopy(ours))
    for language in root.findall(tag("themeFontLang")):
        language.set(tag("val"), "sv-SE")
    # Some programs do not keep the order the format prescribes.
    for child in sorted(root, key=lambda child: order[str(child.tag)]):
        root.append(child)
    return _written(root)


def _font_table(name: str, part: bytes) -> bytes:
    """The font table without embedded font files, which do not come along."""
    root = parse(name, part, tag("fonts"))
    for file in ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"):
        for element in list(root.iter(tag(file))):
            drop(element)
    # LibreOffice writes a name here that the format does not know.
    for charset in root.iter(tag("charset")):
        if charset.get(tag("characterSet")) is not None:
            del charset.attrib[tag("characterSet")]
    return _written(root)


def _theme(name: str, part: bytes) -> bytes:
    """The theme without its pictures, which do not come along; a plain fill stands where one was."""
    root = parse(name, part, f"{{{_DRAWING}}}theme")
    for picture in list(root.iter(f"{{{_DRAWING}}}blipFill")):
        parent = picture.getparent()
        if parent is not None:
            fill = etree.Element(f"{{{_DRAWING}}}solidFill")
            etree.SubElement(fill, f"{{{_DRAWING}}}schemeClr").set("val", "phClr")
            picture.addprevious(fill)
            drop(picture)
    for rest in ("objectDefaults", "extLst"):
        for element in list(root.iter(f"{{{_DRAWING}}}{rest}")):
            for inner in list(element):
                drop(inner)
    return _written(root)


def styles_of(taken: TakenIn) -> StyleSheet:
    """The style sheet of an own document; an empty one when it has none, which is allowed.

    Raises:
        Refused: the part is damaged.
    """
    part = taken.one("styles")
    return StyleSheet(parse(*part, tag("styles")) if part else etree.Element(tag("styles"), nsmap={"w": W}))


def read_page(taken: TakenIn) -> tuple[Page, tuple[str, ...]]:
    """The page of the last section, with the shipped values for what it does not tell, and the measures that it tells
    in a way that cannot be used.

    Raises:
        Refused: the part is damaged.
    """
    shipped, unusable = Page(), []
    sections = list(parse(taken.main, taken.parts[taken.main], tag("document")).iter(tag("sectPr")))
    if not sections:
        return shipped, ()

    def number(element: etree._Element | None, attribute: str, name: str, most: int, least: int = 0) -> int:
        written = str(element.get(tag(attribute), "")) if element is not None else ""
        told = twips(written)
        # A negative margin means "exactly this, whatever the header needs"; we let the header push.
        if told is not None and least <= abs(told) <= most:
            return abs(told)
        if written:
            unusable.append(name)
        return int(getattr(shipped, name))

    size, margins = sections[-1].find(tag("pgSz")), sections[-1].find(tag("pgMar"))
    width = number(size, "w", "width", _WIDEST, 1)
    height = number(size, "h", "height", _WIDEST, 1)
    # A page is kept standing; whether it lies down is for each document to say.
    width, height = sorted((width, height))
    sides = (number(margins, name, name, _WIDEST) for name in ("top", "right", "bottom", "left"))
    edges = (number(margins, name, name, height // 2) for name in ("header", "footer"))
    return Page(width, height, *sides, *edges), tuple(unusable)


def fits(page: Page) -> bool:
    """Whether there is room for a document on the page; else the shipped page is used."""
    wide, high = page.width - page.left - page.right, page.height - page.top - page.bottom
    return min(wide, high) >= _NARROWEST_TEXT
