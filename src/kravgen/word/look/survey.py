"""What a municipality's own Word template gives its documents, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kravgen.i18n import _n
from kravgen.word.look.adopted_styles import tag, twips, whole
from kravgen.word.look.adoption import adopt, fits, read_page, styles_of
from kravgen.word.look.looks import Colours, Line, Looks
from kravgen.word.look.reference import Page, Reference
from kravgen.word.reading.file import is_on
from kravgen.word.reading.intake import TakenIn, parse, take_in

_THIS_WORD = 15
"""The layout of Word 2013 and later, which the documents have."""

LEFT_OUT: Mapping[str, str] = {
    "text": _n("the template's own text"),
    "edges": _n("headers and footers (kravgen writes its own)"),
    "pictures": _n("pictures"),
    "fonts": _n("embedded fonts"),
    "objects": _n("embedded objects"),
    "blocks": _n("building blocks"),
    "data": _n("data for content controls"),
    "comments": _n("comments"),
    "template": _n("the connection to another template"),
    "protection": _n("the protection of the document"),
    "tracking": _n("the tracking of changes"),
    "merge": _n("the mail merge"),
    "lying": _n("the page lying down"),
    "gutter": _n("the room for binding"),
    "mirror": _n("margins that change sides"),
    "columns": _n("columns"),
    "borders": _n("the frame around the page"),
    "lines": _n("line numbers"),
    "background": _n("the colour of the page"),
    "old": _n("the layout of an older version of Word"),
}
"""What a template may hold that no document takes over."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a template gives. Styles have the names that Word stores, whatever language it speaks."""

    own: tuple[str, ...]
    """The styles kravgen uses that the template has."""
    lacking: tuple[str, ...]
    """Those that are taken from the shipped document instead."""
    names: frozenset[str]
    """The names of all styles in the template, in small letters."""
    own_headings: bool
    """Whether its numbering of headings is used."""
    own_bullets: bool
    """Whether its bullets are used."""
    dropped: tuple[str, ...]
    """The styles whose numbers or bullets in the template are not used: words that Word stores."""
    left_out: tuple[str, ...]
    """What it holds that is not used: words of :data:`LEFT_OUT`."""
    page: Page
    page_used: bool
    unusable: tuple[str, ...]
    """The measures of the page that the template tells in a way that cannot be used: fields of :class:`Page`."""
    language: str
    line: Line
    colours: tuple[Colours, ...]
    fonts: Mapping[str, tuple[str, ...]]
    """The styles that use each font."""
    justified: tuple[str, ...]
    """The styles whose lines are stretched from margin to margin."""
    hidden: tuple[str, ...]
    """The styles whose text nobody sees."""
    struck: tuple[str, ...]
    """The styles whose text is struck out."""
    tiny: tuple[str, ...]
    """The styles whose text is too small to be read."""


def survey(content: bytes, base: Reference) -> Survey:
    """Look through a template that nobody vouches for. ``base`` is the shipped reference document.

    Raises:
        Refused: the template cannot be used.
    """
    taken = take_in(content)
    reference = adopt(taken, base)
    theirs = styles_of(taken)
    lacking = theirs.lacking(parse("word/styles.xml", base.parts["word/styles.xml"]), base.styles)
    looks, left_out = Looks(reference), set(_left_out(taken))
    page, unusable = read_page(taken)
    offset = reference.plain - base.plain
    own_headings = not looks.is_numbered_by("heading 1", offset + 1)
    own_bullets = reference.bullets != base.bullets + offset
    used = {
        "heading 1": own_headings,
        "List Bullet": own_bullets,
        "List Number": reference.ordered != base.ordered + _last(reference) - _last(base),
    }
    return Survey(
        own=tuple(name for name in base.styles if name not in lacking),
        lacking=lacking,
        names=theirs.names(),
        own_headings=own_headings,
        own_bullets=own_bullets,
        dropped=tuple(name for name, is_used in used.items() if not is_used and theirs.is_listed(name)),
        left_out=tuple(name for name in LEFT_OUT if name in left_out),
        page=page,
        page_used=fits(page),
        unusable=unusable,
        language=_language(theirs.root),
        line=looks.line(),
        colours=looks.colours(),
        fonts=looks.fonts(),
        justified=looks.justified(),
        hidden=looks.hidden(),
        struck=looks.struck(),
        tiny=looks.tiny(),
    )


def _last(reference: Reference) -> int:
    """The last number that a definition of a list has: ours stand after those of the template."""
    root = parse("word/numbering.xml", reference.parts["word/numbering.xml"])
    numbers = (whole(str(one.get(tag("abstractNumId"), ""))) for one in root.iterfind(tag("abstractNum")))
    return max((number for number in numbers if number is not None), default=0)


def _language(styles: etree._Element) -> str:
    for language in styles.iterfind(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}/{tag('lang')}"):
        return str(language.get(tag("val"), ""))
    return ""


def _left_out(taken: TakenIn) -> Iterator[str]:
    folders = {
        "word/media/": "pictures",
        "word/fonts/": "fonts",
        "word/embeddings/": "objects",
        "word/activex/": "objects",
        "customxml/": "data",
    }
    kinds = {"glossaryDocument": "blocks", "header": "edges", "footer": "edges", "comments": "comments"}
    for part in taken.parts:
        yield from (what for folder, what in folders.items() if part.lower().startswith(folder))
    yield from (what for kind, what in kinds.items() if kind in taken.kinds)
    body = parse(taken.main, taken.parts[taken.main])
    if any((text.text or "").strip() for text in body.iter(tag("t"))):
        yield "text"
    if body.find(tag("background")) is not None:
        yield "background"
    sections = list(body.iter(tag("sectPr")))
    if sections:
        yield from _of_section(sections[-1])
    if settings := taken.one("settings"):
        root = parse(*settings)
        for name, what in (
            ("attachedTemplate", "template"),
            ("documentProtection", "protection"),
            ("trackRevisions", "tracking"),
            ("mailMerge", "merge"),
            ("mirrorMargins", "mirror"),
        ):
            if is_on(root.find(tag(name))):
                yield what
        for setting in root.iter(tag("compatSetting")):
            mode = whole(str(setting.get(tag("val"), "")))
            if setting.get(tag("name")) == "compatibilityMode" and mode is not None and mode < _THIS_WORD:
                yield "old"


def _of_section(section: etree._Element) -> Iterator[str]:
    """What the last section says of its pages that no document takes over."""
    size, margins, columns = (section.find(tag(name)) for name in ("pgSz", "pgMar", "cols"))
    if size is not None and size.get(tag("orient")) == "landscape":
        yield "lying"
    if margins is not None and (twips(str(margins.get(tag("gutter"), ""))) or 0) > 0:
        yield "gutter"
    if columns is not None and max(whole(str(columns.get(tag("num"), ""))) or 1, len(columns)) > 1:
        yield "columns"
    for name, what in (("pgBorders", "borders"), ("lnNumType", "lines")):
        if section.find(tag(name)) is not None:
            yield what
