"""What stands beside the text of a Word file: headers, footers, notes, comments, links, the labels of lists.

It is gathered from the file that was sent and from the one that has come back, and the two are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from kravgen.documents.wording import comparable
from kravgen.i18n import _, _n
from kravgen.word.reading.appearance import Painter
from kravgen.word.reading.computed import counts_pages, is_number
from kravgen.word.reading.file import BREAK, TAB, Element, Inspected, P, T, value, w
from kravgen.word.reading.formatting import characters
from kravgen.word.reading.glyphs import FONTS, SYMBOL_EX, extended_symbol, signs
from kravgen.word.reading.intake import HARMLESS_OUTSIDE
from kravgen.word.reading.palette import WHITE
from kravgen.word.reading.remark import Remark, cited
from kravgen.word.reading.surroundings import Surroundings
from kravgen.word.reading.visibility import concerns_of

_KINDS = {
    w("hdr"): _n("Words have been added to the header: {words}"),
    w("ftr"): _n("Words have been added to the footer: {words}"),
    w("footnotes"): _n("A footnote has been added: {words}"),
    w("endnotes"): _n("An endnote has been added: {words}"),
    w("comments"): _n("A comment has been added: {words}"),
}
_REFERENCES = {
    w("footnote"): w("footnoteReference"),
    w("endnote"): w("endnoteReference"),
    w("comment"): w("commentReference"),
}
"""What in the text refers to a note, so that its place can be told."""
_COUNT = "\0"
"""Stands for the number that a field such as PAGE shows: another program counts other pages."""
_LONGEST_NAME = 200
"""What a field is called stands among the first signs of its code."""
_LEVELS = tuple(map(str, range(9)))
"""Those that a list has."""
_PIECES = (T, TAB, BREAK, *map(w, ("fldChar", "instrText", "fldSimple", "noBreakHyphen")), SYMBOL_EX)
_VALUE = w("val")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HOLLOW = "o"
"""The bullet that Word makes of a letter."""
_MARKS = frozenset("✗✘✕✖☒☑✓✔☐❌✅×≠")
"""Bullets that say something."""
_SITE = re.compile(r"(?:[a-z]{2,9}://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
"""Words that are an address: what stands for the site in it."""
_EMBEDDED = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


class Label(NamedTuple):
    """What stands before the paragraphs of a list."""

    pattern: str
    """The words around the number, or the bullet."""
    first: str
    kind: str
    """How the number is written."""
    is_hard: bool
    """Whether it cannot be read, or is a picture."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text of one file."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the kind of part, the paragraphs in it."""
    links: Mapping[str, Element | None] = field(default_factory=dict)
    """The addresses that links lead to, each with a place where it does."""
    labels: Mapping[Label, Element | None] = field(default_factory=dict)
    """What the lists may have before their paragraphs, each with what says that a paragraph has it."""
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """As ``words``, but only of the headers and footers that the document shows."""
    fonts: bool = False
    """Whether the file brings fonts of its own."""


NOTHING_BESIDE = Beside()


def beside(file: Inspected, is_answer: Callable[[Element], bool] | None = None) -> Beside:
    """What stands beside the text of a file. Of one that was read without its body, every label that it may have.

    ``is_answer`` tells whether an element stands in a field: whoever answers has lists and links of their own there.
    """
    own = is_answer or (lambda _element: False)
    words: dict[str, set[str]] = {}
    shown: dict[str, set[str]] = {}
    used = _used_parts(file)
    for name, root in file.texts.items():
        kind = str(root.tag)
        if kind in _KINDS:
            lines = [line for line, _element in _lines(root)]
            words.setdefault(kind, set()).update(lines)
            shown.setdefault(kind, set()).update(lines if used is None or name in used else ())
    labels: dict[Label, Element | None] = {}
    for label, place in _labels(file, own):
        # A paragraph is a better place to look than a style.
        if labels.get(label) is None or place is None or not _is_of_style(place):
            labels[label] = place
    return Beside(
        {kind: frozenset(lines) for kind, lines in words.items()},
        dict(_links(file, own)),
        labels,
        {kind: frozenset(lines) for kind, lines in shown.items()},
        _brings_fonts(file),
    )


def compared(
    sent: Beside,
    found: Beside,
    file: Inspected,
    where: Callable[[Element], tuple[str, str]],
    is_answer: Callable[[Element], bool],
) -> Iterator[Remark]:
    """What stands beside the text of a returned file, ``found`` in it, and did not in the file that was sent."""
    places = NotePlaces(file, where)
    for root in file.texts.values():
        kind = str(root.tag)
        known = sent.words.get(kind, frozenset())
        if kind in _KINDS and not found.words.get(kind, frozenset()) <= known:
            counted = [_with_any_numbers(line) for line in known if _COUNT in line]
            for line, element in _lines(root):
                # A program may make plain text of the number of a page.
                if line not in known and not any(pattern.fullmatch(line) for pattern in counted):
                    place = places.of(element)
                    yield Remark("KG955", _(_KINDS[kind]).format(words=cited(_shown(line))), *place)
    for name in file.texts:
        for one in file.relationships(name):
            if one.outside and one.kind not in HARMLESS_OUTSIDE:
                message = _("Something is fetched from outside the file: {address}")
                yield Remark("KG951", message.format(address=cited(one.target)))
    for link in sorted(found.links.keys() - sent.links.keys()):
        message = _("A link leads to {address}; no link that was sent does.").format(address=cited(link))
        yield Remark("KG953", message, *_at(found.links[link], where))
    known_looks = {label[:3] for label in sent.labels}
    for label in sorted(found.labels.keys() - sent.labels.keys()):
        if not _is_in_use(found.labels[label], file, is_answer):
            continue
        if label.is_hard and label[:3] in known_looks:
            message = _("The numbers of a list are hidden or hard to read: {label}.")
        elif label.is_hard and not label.pattern:
            message = _("A list has got pictures for labels.")
        elif label.first:
            message = _("A list has got other labels: {label}, from {first}.")
        else:
            message = _("A list has got other labels: {label}.")
        told = message.format(label=cited(label.pattern), first=label.first[:9])
        yield Remark("KG953", told, *_at(found.labels[label], where))
    if found.fonts and not sent.fonts:
        yield Remark(
            "KG953", _("The file brings a font of its own; its letters may look otherwise than they are.")
        )


def _is_of_style(element: Element) -> bool:
    return next(element.iterancestors(w("style")), None) is not None


def _is_in_use(numbers: Element | None, file: Inspected, is_answer: Callable[[Element], bool]) -> bool:
    """Whether a list that a style has is that of a paragraph of the form: programs bring styles that nobody uses."""
    style = next(numbers.iterancestors(w("style")), None) if numbers is not None else None
    if style is None:
        return True
    name = value(style, "styleId")
    heirs = {heir for heir, of in file.inherited(lambda own: name if own is style else None).items() if of}
    return any(
        value(used) in heirs and not is_answer(used)
        for root in file.texts.values()
        for used in root.iter(w("pStyle"))
    )


def _at(element: Element | None, where: Callable[[Element], tuple[str, str]]) -> tuple[str, str]:
    return where(element) if element is not None else ("", "")


def _with_any_numbers(line: str) -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,9}".join(map(re.escape, line.split(_COUNT))))


def gone(sent: Beside, found: Beside) -> Iterator[str]:
    """What stood in the header or the footer and no longer does, in words: programs drop them."""
    for kind, name in ((w("hdr"), _("header")), (w("ftr"), _("footer"))):
        for line in sorted(sent.shown.get(kind, frozenset()) - found.shown.get(kind, frozenset())):
            yield _("The {part} no longer says {words}.").format(part=name, words=cited(_shown(line)))


def _shown(line: str) -> str:
    return line.replace(_COUNT, "1")


class NotePlaces:
    """Tells where elements stand: those in a note or a comment where it is referred to. There may be thousands."""

    def __init__(self, file: Inspected, where: Callable[[Element], tuple[str, str]]) -> None:
        self._file = file
        self._where = where

    def of(self, element: Element) -> tuple[str, str]:
        """The item and the words that an element stands by; nowhere in a header or a footer."""
        note = next((above for above in element.iterancestors(*_REFERENCES)), None)
        if note is None:
            beside_text = str(element.getroottree().getroot().tag) in _KINDS
            return ("", "") if beside_text else self._where(element)
        reference = self._references.get((_REFERENCES[str(note.tag)], value(note, "id")))
        return self._where(reference) if reference is not None else ("", "")

    @cached_property
    def _references(self) -> Mapping[tuple[str, str], Element]:
        found: dict[tuple[str, str], Element] = {}
        for reference in self._file.document.iter(*_REFERENCES.values()):
            found.setdefault((str(reference.tag), value(reference, "id")), reference)
        return found


def _lines(root: Element) -> Iterator[tuple[str, Element]]:
    """The paragraphs of a part that have words of their own, and their elements."""
    pieces: dict[Element, list[Element]] = {}
    for element in root.iter(*_PIECES):
        paragraph = next(element.iterancestors(P), None)
        if paragraph is not None:
            pieces.setdefault(paragraph, []).append(element)
    for paragraph, elements in pieces.items():
        line = comparable("".join(_words(elements)))
        if line:
            yield line, paragraph


def _words(elements: Iterable[Element]) -> Iterator[str]:
    """The words of a paragraph's pieces; what a field counts, such as pages, is always the same sign."""
    instruction, counted = "", False
    # A code may be long, and very many words may stand in the field.
    simple: dict[Element, bool] = {}
    for element in elements:
        if element.tag == T:
            text = element.text or ""
            inside = next(element.iterancestors(w("fldSimple")), None)
            if inside is not None and inside not in simple:
                simple[inside] = counts_pages(value(inside, "instr"))
            if counted or (inside is not None and simple[inside]):
                # A field can hold other words than a number until it is computed.
                yield "" if is_number(text) else text
            else:
                yield text
        elif element.tag == w("instrText"):
            instruction = (instruction + (element.text or ""))[:_LONGEST_NAME]
        elif element.tag == w("fldSimple"):
            yield _COUNT if counts_pages(value(element, "instr")) else ""
        elif element.tag == w("noBreakHyphen"):
            yield "-"
        elif element.tag == SYMBOL_EX:
            yield extended_symbol(element)
        elif element.tag == w("fldChar"):
            kind = value(element, "fldCharType")
            if kind == "begin":
                instruction, counted = "", False
            elif kind == "separate" and counts_pages(instruction):
                counted = True
                yield _COUNT
            elif kind == "end":
                counted = False
        else:
            yield " "


def _links(file: Inspected, is_answer: Callable[[Element], bool]) -> Iterator[tuple[str, Element | None]]:
    """The addresses that links lead to, but those in answers that say where they lead or that only have words."""
    for name, root in file.texts.items():
        outside = {
            one.id: one.target for one in file.relationships(name) if one.outside and one.kind == "hyperlink"
        }
        if len(root) == 0:
            # The file was read without its body.
            yield from ((_address(target), None) for target in outside.values())
        for element in root.iter(w("hyperlink"), w("instrText"), w("fldSimple")):
            target = _target(element, outside)
            if target and not (is_answer(element) and not _misleads(element, target)):
                yield _address(target), element


def _target(element: Element, outside: Mapping[str, str]) -> str:
    if element.tag == w("hyperlink"):
        return outside.get(str(element.get(_ID, "")), "")
    words = (element.text or value(element, "instr")).split(None, 2)
    is_link = len(words) > 1 and words[0].upper() == "HYPERLINK" and not words[1].startswith("\\")
    return words[1].strip('"') if is_link else ""


def _address(target: str) -> str:
    """An address as it is compared: programs write the same in more ways than one."""
    return unquote(target).rstrip("/").lower()


def _misleads(link: Element, target: str) -> bool:
    """Whether a link shows an address that is another than the one it leads to."""
    shown = comparable("".join(text.text or "" for text in link.iter(T))).lower()
    seen = _SITE.match(shown)
    return bool(seen) and seen[1] not in _address(target)  # type: ignore[index]


def _labels(file: Inspected, is_answer: Callable[[Element], bool]) -> Iterator[tuple[Label, Element | None]]:
    """What stands before the paragraphs of lists that are used: bullets that say nothing are left out."""
    numbering = file.root("numbering")
    if numbering is None:
        return
    used = dict(reversed(list(_used(file, is_answer)))) if len(file.document) else None
    painter = Painter.of(file)
    told = {value(e, "abstractNumId"): e for e in numbering.iterfind(w("abstractNum"))}
    abstract = {name: _levels(e) for name, e in told.items()}
    # A list may be that of a style, which another list is made for.
    linking = {value(link): name for name, e in told.items() if (link := e.find(w("styleLink"))) is not None}
    linked = {
        name: linking.get(value(link), name)
        for name, e in told.items()
        if (link := e.find(w("numStyleLink"))) is not None
    }
    for number in numbering.iterfind(w("num")):
        name = value(number, "numId")
        based_on = value(number.find(w("abstractNumId")))
        levels = abstract.get(linked.get(based_on, based_on), {})
        own: dict[str, Element] = {}
        starts: dict[str, str] = {}
        for override in number.iterfind(w("lvlOverride")):
            level = value(override, "ilvl")
            if (element := override.find(w("lvl"))) is not None:
                own[level] = element
            if (start := override.find(w("startOverride"))) is not None:
                starts[level] = value(start)
        for level in _LEVELS:
            shown = own.get(level, levels.get(level))
            if shown is not None and (used is None or (name, level) in used):
                label = _label(shown, starts.get(level, ""), painter)
                if label is not None:
                    yield label, used[name, level] if used is not None else None


def _levels(abstract: Element) -> Mapping[str, Element]:
    return {value(level, "ilvl"): level for level in abstract.iterfind(w("lvl"))}


def _label(level: Element, start: str, painter: Painter) -> Label | None:
    kind, pattern = value(level.find(w("numFmt"))) or "decimal", value(level.find(w("lvlText")))
    look = painter.appearance(Surroundings(WHITE), "", "", characters(level.find(w("rPr"))), WHITE)
    if level.find(w("lvlPicBulletId")) is not None:
        return Label("", "", kind, True)
    if kind == "bullet":
        bullet = signs(look.fonts[0], pattern) if look.fonts[0].lower() in FONTS else pattern
        says = bullet != _HOLLOW and any(letter.isalnum() or letter in _MARKS for letter in bullet)
        return Label(bullet, "", kind, False) if says else None
    first = start or value(level.find(w("start"))) or "0"
    plain = painter.appearance(Surroundings(WHITE), "", "", {}, WHITE)
    # What holds for all text is told of the text.
    is_hard = bool(concerns_of(look) - concerns_of(plain) - {"capitals"})
    if kind == "none":
        return Label(pattern, "", kind, False) if pattern.strip() else None
    return Label(pattern, first, kind, is_hard)


def sections(document: Element) -> Iterator[Element]:
    """What the document says of the pages of its parts."""
    for body in document.iterchildren(w("body")):
        yield from body.iterfind(f"{w('p')}/{w('pPr')}/{w('sectPr')}")
        yield from body.iterchildren(w("sectPr"))


def _used_parts(file: Inspected) -> frozenset[str] | None:
    """The headers and footers that the sections of the document name; None when it was read without its body."""
    if not len(file.document):
        return None
    names = {
        str(reference.get(_ID, ""))
        for section in sections(file.document)
        for reference in section.iterchildren(w("headerReference"), w("footerReference"))
    }
    main = next(name for name, root in file.texts.items() if root is file.document)
    return frozenset(one.part for one in file.relationships(main) if one.id in names)


def _used(file: Inspected, is_answer: Callable[[Element], bool]) -> Iterator[tuple[tuple[str, str], Element]]:
    """The lists and levels that paragraphs stand in, by themselves or through their style; not those in answers."""
    told: dict[tuple[tuple[str, str], ...], Element] = {}
    for root in (*file.texts.values(), *file.styles.values()):
        for properties in root.iter(w("numPr")):
            each = tuple([(str(child.tag), str(child.get(_VALUE, ""))) for child in properties])
            if each not in told and not is_answer(properties):
                told[each] = properties
    for each, properties in told.items():
        names = dict(each)
        yield (names.get(w("numId"), ""), names.get(w("ilvl"), "0")), properties


def _brings_fonts(file: Inspected) -> bool:
    fonts = file.root("fontTable")
    return fonts is not None and next(fonts.iter(*_EMBEDDED), None) is not None
