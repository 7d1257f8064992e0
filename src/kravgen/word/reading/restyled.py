"""How the look of a returned file differs from the file that was sent, where the words are as easy to read."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _
from kravgen.word.reading.appearance import Appearance, Painter, likeness
from kravgen.word.reading.file import Element, Inspected, value, w, w14
from kravgen.word.reading.formatting import NOTHING, characters
from kravgen.word.reading.inventory import RunKinds
from kravgen.word.reading.palette import BLACK, WHITE
from kravgen.word.reading.surroundings import Surroundings
from kravgen.word.reading.visibility import plain_name

_BOX_FONT = "MS Gothic"
"""The boxes to tick are drawn from it in what is sent."""


def restyled(file: Inspected, original: Inspected, kinds: RunKinds) -> tuple[str, ...]:
    """What differs, in a word or two each: the styles in use, and what runs have that no run has when it is sent."""
    before, now = _by_style(original), _by_style(file)
    found = {
        kind
        for name in before.keys() & now.keys()
        for kind, old, new in zip(_OF_STYLES, _told(before[name]), _told(now[name]), strict=True)
        if old != new
    }
    found.update(kind for own in kinds.values() for kind in _own(own))
    names = {
        "font": _("font"),
        "size": _("size"),
        "colour": _("colour"),
        "weight": _("bold or italics"),
        "spacing": _("space between letters"),
        "effect": _("effects"),
    }
    return tuple(names[kind] for kind in _KINDS if kind in found)


_KINDS = ("font", "size", "colour", "weight", "spacing", "effect")
_OF_STYLES = _KINDS[:4]
_SPACING = {w("spacing"): "0", w("position"): "0", w("w"): "100"}
_EFFECTS = frozenset(map(w, ("outline", "shadow", "emboss", "imprint", "effect", "bdr", "em"))) | frozenset(
    map(w14, ("glow", "shadow", "reflection", "props3d", "scene3d"))
)
_OFF = ("none", "nil", "0", "false", "off")


def has_hidden_ends(file: Inspected, kinds: RunKinds) -> bool:
    """Whether the end of some paragraph is hidden, so that it reads on in the next."""
    hidden = {key for key, own in kinds.items() if characters(own).get("vanish")}
    return bool(hidden) and any(
        likeness(own) in hidden
        for root in file.texts.values()
        for paragraph in root.iter(w("pPr"))
        for own in paragraph.iterchildren(w("rPr"))
    )


def _told(look: Appearance) -> tuple[object, ...]:
    colour = BLACK if look.automatic else look.colour
    return look.fonts, look.size, (colour, look.ground), (look.bold, look.italic)


def _by_style(file: Inspected) -> dict[str, Appearance]:
    painter, page = Painter.of(file), Surroundings(WHITE)
    found: dict[str, Appearance] = {}
    for style, element in file.styles.items():
        kind = value(element, "type")
        if kind in ("paragraph", "character"):
            names = (style, "") if kind == "paragraph" else ("", style)
            found[plain_name(element)] = painter.appearance(page, *names, NOTHING, WHITE)
    return found


def _own(properties: Element | None) -> Iterator[str]:
    layer = characters(properties)
    for child in properties if properties is not None else ():
        if child.tag in _SPACING and value(child) != _SPACING[str(child.tag)]:
            yield "spacing"
        if child.tag in _EFFECTS and value(child) not in _OFF:
            yield "effect"
    if "sz" in layer:
        yield "size"
    if layer.keys() & {"color", "shd", "highlight"}:
        yield "colour"
    if layer.get("ascii", (None, _BOX_FONT))[1] != _BOX_FONT:
        yield "font"
