"""What stands beside the text of a Word file: headers, footers, notes, comments, links, the labels of lists.

It is gathered from the file that was sent and from the one that has come back, and the two are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from kravgen.documents.wording import comparable
from kravgen.i18n import _, _n
from kravgen.word.reading.file import BREAK, TAB, Element, Inspected, P, T, value, w
from kravgen.word.reading.intake import HARMLESS_OUTSIDE
from kravgen.word.reading.inventory import Inventory
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
_COUNTS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_COUNT = "\0"
"""Stands for the number that a field such as PAGE shows: another program counts other pages."""
_LONGEST_NAME = 200
"""What a field is called stands among the first signs of its code."""
_LEVELS = tuple(map(str, range(9)))
"""Those that a list has."""
_PIECES = (T, TAB, BREAK, *map(w, ("fldChar", "instrText", "fldSimple", "noBreakHyphen")))
_EMBEDDED = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text of one file."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the kind of part, the paragraphs in it."""
    links: frozenset[str] = frozenset()
    labels: frozenset[tuple[str, str, str]] = frozenset()
    """What the lists may have before their paragraphs: kind of number, pattern, first number."""
    fonts: bool = False
    """Whether the file brings fonts of its own."""


NOTHING_BESIDE = Beside()


def beside(file: Inspected, found: Inventory) -> Beside:
    """What stands beside the text of a file, of which ``found`` is what it has.

    Of one that was read without its body these are all the labels that it may have.
    """
    words: dict[str, set[str]] = {}
    for root in file.texts.values():
        kind = str(root.tag)
        if kind in _KINDS:
            words.setdefault(kind, set()).update(line for line, _element in _lines(root))
    return Beside(
        {kind: frozenset(lines) for kind, lines in words.items()},
        frozenset(_links(file, found)),
        frozenset(_labels(file, found)),
        _brings_fonts(file),
    )


def compared(
    sent: Beside, found: Beside, file: Inspected, where: Callable[[Element], tuple[str, str]]
) -> Iterator[Remark]:
    """What stands beside the text of a returned file, ``found`` in it, and did not in the file that was sent."""
    places = _Places(file, where)
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
    for link in sorted(found.links - sent.links):
        yield Remark(
            "KG953", _("A link leads to {address}; no link that was sent does.").format(address=cited(link))
        )
    for _kind, pattern, first in sorted(found.labels - sent.labels):
        yield Remark(
            "KG953",
            _("A list has got other labels: {label}, from {first}.").format(
                label=cited(pattern), first=first[:9]
            ),
        )
    if found.fonts and not sent.fonts:
        yield Remark(
            "KG953", _("The file brings a font of its own; its letters may look otherwise than they are.")
        )


def _with_any_numbers(line: str) -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,9}".join(map(re.escape, line.split(_COUNT))))


def gone(sent: Beside, found: Beside) -> Iterator[str]:
    """What stood in the header or the footer and no longer does, in words: programs drop them."""
    for kind, name in ((w("hdr"), _("header")), (w("ftr"), _("footer"))):
        for line in sorted(sent.words.get(kind, frozenset()) - found.words.get(kind, frozenset())):
            yield _("The {part} no longer says {words}.").format(part=name, words=cited(_shown(line)))


def _shown(line: str) -> str:
    return line.replace(_COUNT, "1")


class _Places:
    """Finds where notes are referred to. There may be thousands of them."""

    def __init__(self, file: Inspected, where: Callable[[Element], tuple[str, str]]) -> None:
        self._file = file
        self._where = where

    def of(self, element: Element) -> tuple[str, str]:
        """The place of the note that an element stands in; empty for a header or a footer."""
        note = next((above for above in element.iterancestors(*_REFERENCES)), None)
        if note is None:
            return "", ""
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
            inside = next(element.iterancestors(w("fldSimple")), None)
            if inside is not None and inside not in simple:
                simple[inside] = _counts(value(inside, "instr"))
            if counted or (inside is not None and simple[inside]):
                continue
            yield element.text or ""
        elif element.tag == w("instrText"):
            instruction = (instruction + (element.text or ""))[:_LONGEST_NAME]
        elif element.tag == w("fldSimple"):
            yield _COUNT if _counts(value(element, "instr")) else ""
        elif element.tag == w("noBreakHyphen"):
            yield "-"
        elif element.tag == w("fldChar"):
            kind = value(element, "fldCharType")
            if kind == "begin":
                instruction, counted = "", False
            elif kind == "separate" and _counts(instruction):
                counted = True
                yield _COUNT
            elif kind == "end":
                counted = False
        else:
            yield " "


def _counts(instruction: str) -> bool:
    words = instruction[:_LONGEST_NAME].split()
    return bool(words) and words[0].upper() in _COUNTS


def _links(file: Inspected, found: Inventory) -> Iterator[str]:
    for name in file.texts:
        for one in file.relationships(name):
            if one.outside and one.kind == "hyperlink":
                # Programs write the same address in more ways than one.
                yield unquote(one.target).rstrip("/").lower()
    for element in found.field_marks:
        words = (element.text or value(element, "instr")).split(None, 2)
        if len(words) > 1 and words[0].upper() == "HYPERLINK" and not words[1].startswith("\\"):
            yield unquote(words[1].strip('"')).rstrip("/").lower()


def _labels(file: Inspected, found: Inventory) -> Iterator[tuple[str, str, str]]:
    """What stands before the paragraphs of lists that are used: bullets without words are left out."""
    numbering = file.root("numbering")
    if numbering is None:
        return
    used = found.lists.union(_of_styles(file)) if len(file.document) else None
    abstract = {value(e, "abstractNumId"): _levels(e) for e in numbering.iterfind(w("abstractNum"))}
    for number in numbering.iterfind(w("num")):
        name = value(number, "numId")
        levels = abstract.get(value(number.find(w("abstractNumId"))), {})
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
                yield from _label(shown, starts.get(level, ""))


def _levels(abstract: Element) -> Mapping[str, Element]:
    return {value(level, "ilvl"): level for level in abstract.iterfind(w("lvl"))}


def _label(level: Element, start: str) -> Iterator[tuple[str, str, str]]:
    kind, pattern = value(level.find(w("numFmt"))) or "decimal", value(level.find(w("lvlText")))
    first = start or value(level.find(w("start"))) or "0"
    if kind == "bullet" and any(letter.isalnum() for letter in pattern):
        yield kind, pattern, ""
    elif kind not in ("bullet", "none"):
        yield kind, pattern, first


def _of_styles(file: Inspected) -> Iterator[tuple[str, str]]:
    """The lists and levels that paragraphs stand in through their style."""
    for style in file.styles.values():
        for properties in style.iter(w("numPr")):
            yield value(properties.find(w("numId"))), value(properties.find(w("ilvl"))) or "0"


def _brings_fonts(file: Inspected) -> bool:
    fonts = file.root("fontTable")
    return fonts is not None and next(fonts.iter(*_EMBEDDED), None) is not None
