"""How the letters of a run look in the end, as Word works it out from defaults, styles, tables and the run itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kravgen.word.reading.cascade import Cascade
from kravgen.word.reading.file import Element, Inspected, P, properties, value, w
from kravgen.word.reading.formatting import (
    NOTHING,
    OF_PARAGRAPHS,
    TOGGLES,
    Fill,
    Layer,
    characters,
    measure,
    paragraphs,
)
from kravgen.word.reading.glyphs import FONTS
from kravgen.word.reading.lists import alignments
from kravgen.word.reading.palette import WHITE, Palette, automatic, highlight, mixed, relit
from kravgen.word.reading.surroundings import Places, Surroundings, make_room
from kravgen.word.refusal import Refused

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RUN, _RUN_STYLE, _PARAGRAPH = w("rPr"), w("rStyle"), w("pPr")
_SIZE = 20.0
"""What Word uses, in half points, when nobody says anything."""
_FONT = "Times New Roman"
_LATIN = ("ascii", "hAnsi")
_MOST_PROPERTIES = 1000
"""Word knows forty of runs."""
_SCRIPTS = ("latin", "ea", "cs")
_NUMBERED = w("numPr")
_SYMBOLS = "02"


@dataclass(frozen=True, slots=True)
class Appearance:
    """How letters look. Colours are six hexadecimal digits, or empty when they are not known."""

    colour: str
    automatic: bool
    """Whether nobody has chosen the colour, so that Word takes the one that can be seen."""
    ground: str
    hidden: bool
    struck: bool
    size: float
    """In half points, before any raising."""
    raised: bool
    lowered: bool
    position: float
    """How far above the line, in half points; below it when negative."""
    scale: float
    """The width of the letters in percent of the ordinary."""
    spacing: float
    """Between the letters, in twentieths of a point; negative where they are squeezed."""
    caps: bool
    small_caps: bool
    bold: bool
    italic: bool
    relief: bool
    """Whether the letters are only an outline, embossed or engraved."""
    fitted: bool
    """Whether the letters are squeezed or spread to fill a width."""
    fonts: tuple[str, ...]
    """The fonts that the letters may be shown in, the one for unaccented letters first."""
    language: str
    """As ``sv-SE``; empty when nobody has set one."""
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. The ground is six hexadecimal digits, or empty when it is not known."""

    alignment: str
    """As Word writes it: ``both`` is justified; empty when nobody has chosen one."""
    ground: str


class Appearances:
    """The look of the runs of a file. Those that have all in common are worked out once."""

    def __init__(self, file: Inspected) -> None:
        self._painter = Painter.of(file)
        self._places = Places(file, self._painter.cascade, self._painter.palette)
        self._known: dict[tuple[object, ...], _Paragraph] = {}
        self._last: tuple[Element | None, _Paragraph | None] = (None, None)
        self._holder: tuple[Element, Element] = (file.document, file.document)

    def of(self, run: Element, paragraph: Element | None = None) -> Appearance:
        """How the letters of a run look. The paragraph is looked for when it is not told."""
        return self.with_properties(
            run.find(_RUN), self.paragraph_of(run) if paragraph is None else paragraph
        )

    def with_properties(self, own: Element | None, paragraph: Element) -> Appearance:
        """How letters look in a paragraph, with the ``w:rPr`` of their run; None when it has none."""
        around = self._around(paragraph)
        key = likeness(own) if own is not None else None
        found = around.known.get(key)
        if found is None:
            style = value(own.find(_RUN_STYLE)) if own is not None else ""
            make_room(around.known)
            found = around.known[key] = self._painter.appearance(
                around.surroundings, around.style, style, characters(own), around.setting.ground
            )
        return found

    def paragraph_of(self, run: Element) -> Element:
        """The paragraph that a run stands in; what it stands in, when that is no paragraph."""
        parent = run.getparent()
        if parent is None or parent.tag == P:
            return run if parent is None else parent
        if parent is not self._holder[0]:
            self._holder = (parent, next(parent.iterancestors(P), parent))
        return self._holder[1]

    def setting(self, paragraph: Element) -> Setting:
        """How a paragraph is set."""
        return self._around(paragraph).setting

    def _around(self, paragraph: Element) -> _Paragraph:
        if paragraph is not self._last[0]:
            self._last = (paragraph, self._paragraph(paragraph))
        found = self._last[1]
        assert found is not None
        return found

    def _paragraph(self, paragraph: Element) -> _Paragraph:
        surroundings = self._places.of(paragraph)
        told = properties(paragraph, _PARAGRAPH)
        key: tuple[object, ...] = (surroundings,)
        if told is not None:
            key += tuple([(child.tag, *child.items()) for child in told if child.tag in OF_PARAGRAPHS])
            if self._painter.lists and (listed := told.find(_NUMBERED)) is not None:
                key += likeness(listed)
        found = self._known.get(key)
        if found is None:
            own = paragraphs(told)
            style = self._painter.cascade.named("paragraph", own.get("style", ""))
            setting = self._painter.setting(surroundings, style, own)
            make_room(self._known)
            found = self._known[key] = _Paragraph(surroundings, style, setting, {})
        return found


@dataclass(slots=True)
class _Paragraph:
    """What the runs of paragraphs of one kind have in common, and how those look that have been met."""

    surroundings: Surroundings
    style: str
    setting: Setting
    known: dict[object, Appearance]


class Painter:
    """Lays the properties of a document's styles on one another, from the parts that tell of them."""

    def __init__(
        self,
        styles: Element | None,
        theme: Element | None,
        settings: Element | None,
        numbering: Element | None = None,
        fonts: Element | None = None,
    ) -> None:
        mapping = settings.find(w("clrSchemeMapping")) if settings is not None else None
        told = mapping.attrib.items() if mapping is not None else ()
        self.palette = Palette(theme, {str(name).rsplit("}", 1)[-1]: str(text) for name, text in told})
        self.cascade = Cascade(styles)
        self.lists = alignments(numbering)
        """How levels of lists set their paragraphs, by the number of the list and the level."""
        self._stand_ins = dict(_stand_ins(fonts)) if fonts is not None else {}
        self._known: dict[tuple[Surroundings, str, str], dict[str, Any]] = {}
        self._faces = {
            (name, script): _typeface(group, script)
            for name in ("major", "minor")
            for group in (theme.iter(f"{_DRAWING}{name}Font") if theme is not None else ())
            for script in _SCRIPTS
        }

    @classmethod
    def of(cls, file: Inspected) -> Painter:
        """The painter of a file."""
        return cls(*map(file.root, ("styles", "theme", "settings", "numbering", "fontTable")))

    def in_table(self, style: str, parts: Iterable[str]) -> Surroundings:
        """The surroundings in a table with the style, in a cell that belongs to some of its parts."""
        look = self.cascade.table(style).look(parts)
        ground = self.palette.ground(look.cell, self.palette.ground(look.table, WHITE))
        return Surroundings(ground, look.characters, look.paragraphs)

    def setting(self, around: Surroundings, style: str, own: Layer = NOTHING) -> Setting:
        """How a paragraph with the style is set, with ``own`` properties."""
        cascade = self.cascade
        of_style = cascade.paragraphs(style)
        # A list lies on what names it, and what stands beside that in the paragraph itself on the list.
        listed = (self._of_list(of_style), self._of_list(own))
        layers = (cascade.default_paragraphs, around.paragraphs, listed[0], of_style, listed[1], own)
        laid = {name: told for layer in layers for name, told in layer.items()}
        ground = self.palette.ground(laid["shd"], around.ground) if "shd" in laid else around.ground
        return Setting(laid.get("jc", ""), ground)

    def appearance(
        self, around: Surroundings, paragraph: str, character: str, own: Layer, ground: str
    ) -> Appearance:
        """How letters look with the styles of their paragraph and their own, and ``own`` properties."""
        laid = {**self._of_styles(around, paragraph, character), **own}
        if "shd" in laid:
            ground = self.palette.ground(laid["shd"], ground)
        ground = highlight(laid.get("highlight", "")) or ground
        colour, chosen = self._colour(laid, around, ground)
        complex_script = bool(laid.get("rtl") or laid.get("cs"))
        size = laid.get("szCs" if complex_script else "sz")
        return Appearance(
            colour=colour,
            automatic=not chosen,
            ground=ground,
            # What is hidden on the web only is printed: Word writes that of the page numbers in a table of contents.
            hidden=bool(laid.get("vanish") or laid.get("specVanish")),
            struck=bool(laid.get("strike") or laid.get("dstrike")),
            size=measure(size, 0.5, _SIZE),
            raised=laid.get("vertAlign") == "superscript",
            lowered=laid.get("vertAlign") == "subscript",
            position=measure(laid.get("position"), 0.5, 0),
            scale=measure(laid.get("w"), 1, 100),
            spacing=measure(laid.get("spacing"), 0.05, 0),
            caps=bool(laid.get("caps")),
            small_caps=bool(laid.get("smallCaps")),
            bold=bool(laid.get("bCs" if complex_script else "b")),
            italic=bool(laid.get("iCs" if complex_script else "i")),
            relief=any(laid.get(name) for name in ("outline", "emboss", "imprint")),
            fitted=measure(laid.get("fitText"), 1, 0) > 0,
            fonts=self._named_fonts(laid, complex_script),
            language=laid.get("langBidi" if laid.get("rtl") else "lang", ""),
            right_to_left=bool(laid.get("rtl")),
        )

    def _of_list(self, paragraph: Layer) -> Layer:
        """What a list says of a paragraph that names it."""
        alignment = self.lists.get((paragraph.get("numId", ""), paragraph.get("ilvl", "0")))
        return {"jc": alignment} if alignment else NOTHING

    def _of_styles(self, around: Surroundings, paragraph: str, character: str) -> Layer:
        """What the styles say together."""
        key = (around, paragraph, character)
        found = self._known.get(key)
        if found is None:
            cascade = self.cascade
            defaults, styles = (
                cascade.default_characters,
                (
                    around.characters,
                    cascade.characters("paragraph", paragraph),
                    cascade.characters("character", cascade.named("character", character)),
                ),
            )
            found = {**defaults, **styles[0], **styles[1], **styles[2]}
            for name in TOGGLES & found.keys():
                # What a style turns on, a style of another kind turns off.
                on = sum(bool(layer.get(name)) for layer in styles) % 2
                found[name] = bool(defaults.get(name) or on)
            make_room(self._known)
            self._known[key] = found
        return found

    def _colour(self, laid: Layer, around: Surroundings, ground: str) -> tuple[str, bool]:
        """The colour of the letters, and whether somebody has chosen it."""
        fill: Fill | None = laid.get("rim") or laid.get("fill")
        if fill is not None:
            return self._filled(fill, ground), True
        colour = self.palette.colour(laid["color"]) if "color" in laid else "auto"
        if colour != "auto":
            return colour, True
        return (automatic(ground) if around.text is None else around.text), False

    def _filled(self, fill: Fill, ground: str) -> str:
        if fill.through == 1:
            return ground
        colour = self.palette.colour((fill.digits, fill.name, None, None))
        if colour in ("", "auto") or fill.digits == "":
            return ""
        colour = relit(colour, *fill.lightness)
        return mixed(ground, colour, fill.through) if fill.through and ground else colour

    def _named_fonts(self, laid: Layer, complex_script: bool) -> tuple[str, ...]:
        slots = ("csFont",) if complex_script else _LATIN
        if laid.get("hint") == "eastAsia":
            slots = (*slots, "eastAsia")
        return tuple(dict.fromkeys(self._font(laid.get(slot)) for slot in slots))

    def _font(self, written: tuple[str | None, str | None] | None) -> str:
        name = self._chosen(written)
        return self._stand_ins.get(name, name)

    def _chosen(self, written: tuple[str | None, str | None] | None) -> str:
        theme, name = written or (None, None)
        if theme:
            script = "ea" if "EastAsia" in theme else "cs" if "Bidi" in theme else "latin"
            name = self._faces.get((theme[:5], script)) or name
        return name or _FONT


def _typeface(group: Element, script: str) -> str:
    """The font that a group of the theme has for a script; empty when it has none."""
    face = group.find(f"{_DRAWING}{script}")
    return str(face.get("typeface", "")) if face is not None else ""


def _stand_ins(fonts: Element) -> Iterator[tuple[str, str]]:
    """What stands for fonts that the file says show signs: by another name of theirs, or by what they hold."""
    for font in fonts.iter(w("font")):
        other = value(font.find(w("altName")))
        if any(name.strip().lower() in FONTS for name in other.split(",")):
            yield value(font, "name"), other
        elif value(font.find(w("charset"))) == _SYMBOLS and value(font, "name").lower() not in FONTS:
            yield value(font, "name"), "Symbol"


def likeness(own: Element) -> tuple[object, ...]:
    """The same for runs that have the same properties of their own.

    Raises:
        Refused: it has so many that no program has written them, and each run would be compared by all of them.
    """
    if len(own) > _MOST_PROPERTIES:
        raise Refused("too-full")
    return tuple(
        [
            (child.tag, *child.items(), *likeness(child)) if len(child) else (child.tag, *child.items())
            for child in own
        ]
    )
