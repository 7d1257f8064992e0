"""What stands before the paragraphs of lists: numbers with words around them, bullets, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kravgen.word.reading.appearance import Painter
from kravgen.word.reading.file import Element, Inspected, value, w
from kravgen.word.reading.formatting import characters
from kravgen.word.reading.glyphs import FONTS, signs
from kravgen.word.reading.inventory import Inventory
from kravgen.word.reading.palette import WHITE
from kravgen.word.reading.surroundings import Surroundings
from kravgen.word.reading.visibility import concerns_of

_LEVELS = tuple(map(str, range(9)))
"""Those that a list has."""
_HOLLOW = "o"
"""The bullet that Word makes of a letter."""
_MARKS = frozenset("✗✘✕✖☒☑✓✔☐❌✅×≠")
"""Bullets that say something."""


class Label(NamedTuple):
    """What stands before the paragraphs of a list."""

    pattern: str
    """The words around the number, or the bullet."""
    first: str
    kind: str
    """How the number is written."""
    is_hard: bool
    """Whether it cannot be read, or is a picture."""


def labels(
    file: Inspected, inventory: Inventory, is_answer: Callable[[Element], bool]
) -> Mapping[Label, Element | None]:
    """What stands before the paragraphs of a file, each with what says that a paragraph has it, where that is known.

    Of a file that was read without its body, every label that it may have. Lists in answers are left out.
    """
    found: dict[Label, Element | None] = {}
    for label, place in _labels(file, inventory, is_answer):
        # A paragraph is a better place to look than a style.
        if found.get(label) is None or place is None or not style_of(place):
            found[label] = place
    return found


def style_of(numbers: Element | None) -> str:
    """The style that says that its paragraphs stand in a list; empty where a paragraph says it itself."""
    style = next(numbers.iterancestors(w("style")), None) if numbers is not None else None
    return value(style, "styleId")


def styles_in_use(file: Inspected, is_answer: Callable[[Element], bool]) -> frozenset[str]:
    """The styles of the paragraphs of the form, but those of answers, and what these styles are based on."""
    found: set[str] = set()
    for root in file.texts.values():
        for used in root.iter(w("pStyle")):
            style = value(used)
            if style in found or is_answer(used):
                continue
            while style in file.styles and style not in found:
                found.add(style)
                style = value(file.styles[style].find(w("basedOn")))
    return frozenset(found)


def _labels(
    file: Inspected, found: Inventory, is_answer: Callable[[Element], bool]
) -> Iterator[tuple[Label, Element | None]]:
    """What stands before the paragraphs of lists that are used: bullets that say nothing are left out."""
    numbering = file.root("numbering")
    if numbering is None:
        return
    used = dict(reversed(list(_used(file, found, is_answer)))) if len(file.document) else None
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


def _used(
    file: Inspected, found: Inventory, is_answer: Callable[[Element], bool]
) -> Iterator[tuple[tuple[str, str], Element]]:
    """The lists and levels that paragraphs stand in, by themselves or through their style; not those in answers."""
    for told, places in found.lists.items():
        outside = next((place for place in places if not is_answer(place)), None)
        if outside is not None:
            names = dict(told)
            yield (names.get(w("numId"), ""), names.get(w("ilvl"), "0")), outside
    for style in file.styles.values():
        for properties in style.iter(w("numPr")):
            level = value(properties.find(w("ilvl"))) or "0"
            yield (value(properties.find(w("numId"))), level), properties
