"""What stands beside the text of a Word file: headers, footers, notes, comments, links, the labels of lists.

It is gathered from the file that was sent and from the one that has come back, and the two are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kravgen.documents.wording import comparable
from kravgen.i18n import _, _n
from kravgen.word.reading.computed import counts_pages, is_number
from kravgen.word.reading.file import BREAK, TAB, Element, Inspected, P, T, value, w
from kravgen.word.reading.glyphs import SYMBOL_EX, extended_symbol
from kravgen.word.reading.intake import HARMLESS_OUTSIDE
from kravgen.word.reading.inventory import Inventory
from kravgen.word.reading.labels import Label, labels, style_of, styles_in_use
from kravgen.word.reading.links import links
from kravgen.word.reading.remark import Remark, cited

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
_PIECES = (T, TAB, BREAK, *map(w, ("fldChar", "instrText", "fldSimple", "noBreakHyphen")), SYMBOL_EX)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EMBEDDED = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


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


def beside(file: Inspected, found: Inventory, is_answer: Callable[[Element], bool] | None = None) -> Beside:
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
    return Beside(
        {kind: frozenset(lines) for kind, lines in words.items()},
        dict(links(file, found, own)),
        labels(file, found, own),
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
    in_use: frozenset[str] | None = None
    known_looks = {label[:3] for label in sent.labels}
    for label in sorted(found.labels.keys() - sent.labels.keys()):
        style = style_of(found.labels[label])
        if style and in_use is None:
            in_use = styles_in_use(file, is_answer)
        if style and style not in (in_use or ()):
            # Programs bring styles that nobody uses.
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


def _brings_fonts(file: Inspected) -> bool:
    fonts = file.root("fontTable")
    return fonts is not None and next(fonts.iter(*_EMBEDDED), None) is not None
