"""How text looks in the documents that would be made on a reference document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kravgen.colour import least_contrast
from kravgen.word.look.adopted_styles import StyleSheet, kind, value
from kravgen.word.look.reference import Reference
from kravgen.word.reading.appearance import Appearance, Painter, Setting
from kravgen.word.reading.formatting import NOTHING, STRETCHED
from kravgen.word.reading.intake import parse
from kravgen.word.reading.palette import WHITE
from kravgen.word.reading.surroundings import Surroundings

_WRAPPED = 0.94
"""How much of a line words fill: the last one that does not fit moves down."""
_WIDTHS = {
    "calibri": 0.402,
    "arial": 0.436,
    "helvetica": 0.436,
    "times new roman": 0.396,
    "courier new": 0.6,
    "arial narrow": 0.358,
    "verdana": 0.501,
}
"""The width of an average character of Swedish text, in parts of the size, measured on fonts of the same widths."""
_ORDINARY_WIDTH = 0.43
_LARGEST_SIZE = 3276  # in half points, as Word allows
_SMALLEST = 12  # in half points
_TABLE = "Kravgen Table"
_IN_CELLS = ("Table Text", "Table Small", "List Bullet", "List Number")
_HOSTS = ("Body Text", "Small", "List Bullet", "Cover Fact")
_WITHIN = ("Hyperlink", "Placeholder", "Placeholder Text", "Code Text")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text: its font, the size in points, its width in millimetres and about how many characters."""

    font: str
    size: float
    width: float
    characters: int


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of text and ground of some styles whose letters need the same contrast, as six hexadecimal digits."""

    text: str
    ground: str
    least: float
    """The contrast that letters of their size need."""
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sample:
    """What is written in a style somewhere in the documents."""

    style: str
    look: Appearance
    setting: Setting


class Looks:
    """What the documents will show, style by style, with what each inherits."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        styles, theme, settings, numbering = (
            parse(f"word/{name}.xml", reference.parts[f"word/{name}.xml"])
            for name in ("styles", "theme/theme1", "settings", "numbering")
        )
        self._painter = Painter(styles, theme, settings, numbering)
        self._sheet = StyleSheet(styles)
        self._samples = tuple(self._written())

    def is_numbered_by(self, name: str, number: int) -> bool:
        """Whether the style has the number id."""
        numbers = self._sheet.properties(self._reference.styles[name], "pPr", "numPr")
        return any(value(numbering, "numId") == str(number) for numbering in numbers)

    def line(self) -> Line:
        """The line of running text."""
        page = self._reference.page
        points = (page.width - page.left - page.right - self._reference.right_indent) / 20
        look = next(sample.look for sample in self._samples if sample.style == "Body Text")
        font, halves = look.fonts[0], look.size
        size = (halves if 0 < halves <= _LARGEST_SIZE else 20) / 2
        letter = size * _WIDTHS.get(font.lower(), _ORDINARY_WIDTH)
        return Line(font, size, points / 72 * 25.4, round(points / letter * _WRAPPED))

    def colours(self) -> tuple[Colours, ...]:
        """Every pair of text and ground, with the styles that have it. Those that are not known are left out."""
        found: dict[tuple[str, str, float], dict[str, None]] = {}
        for sample in self._samples:
            look = sample.look
            if look.colour and look.ground:
                least = least_contrast(look.size / 2, look.bold)
                found.setdefault((look.colour, look.ground, least), {})[sample.style] = None
        return tuple(Colours(*colours, tuple(names)) for colours, names in found.items())

    def fonts(self) -> Mapping[str, tuple[str, ...]]:
        """Every font, with the styles that use it."""
        found: dict[str, dict[str, None]] = {}
        for sample in self._samples:
            for font in sample.look.fonts:
                found.setdefault(font, {})[sample.style] = None
        return {font: tuple(names) for font, names in found.items()}

    def justified(self) -> tuple[str, ...]:
        """The styles whose lines are stretched from margin to margin."""
        paragraphs = (sample for sample in self._samples if sample.style not in _WITHIN)
        return tuple(dict.fromkeys(s.style for s in paragraphs if s.setting.alignment in STRETCHED))

    def hidden(self) -> tuple[str, ...]:
        """The styles whose text nobody sees."""
        return self._those(lambda look: look.hidden)

    def struck(self) -> tuple[str, ...]:
        """The styles whose text is struck out, as if it did not count."""
        return self._those(lambda look: look.struck)

    def tiny(self) -> tuple[str, ...]:
        """The styles whose text is so small that few can read it on paper."""
        return self._those(lambda look: look.size < _SMALLEST)

    def _those(self, are: Callable[[Appearance], bool]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sample.style for sample in self._samples if are(sample.look)))

    def _written(self) -> Iterator[_Sample]:
        """Every style where the documents use it: on the page, in tables, and those of characters within others."""
        styles = self._reference.styles
        page, table = Surroundings(WHITE), styles[_TABLE]
        head, cell, first = (
            self._painter.in_table(table, parts) for parts in (("firstRow",), (), ("firstCol",))
        )
        for name, style in styles.items():
            if kind(self._sheet.style(style)) == "paragraph" and not name.startswith("Table "):
                yield self._sample(name, page, name)
        yield self._sample("Table Heading", head, "Table Heading")
        for name in _IN_CELLS:
            yield self._sample(name, cell, name)
            yield self._sample(name, first, name)
        for name in _WITHIN:
            for host in _HOSTS:
                yield self._sample(name, page, host, name)
            yield self._sample(name, cell, "Table Text", name)

    def _sample(self, name: str, around: Surroundings, paragraph: str, character: str = "") -> _Sample:
        styles, painter = self._reference.styles, self._painter
        setting = painter.setting(around, styles[paragraph])
        style = styles[character] if character else ""
        look = painter.appearance(around, styles[paragraph], style, NOTHING, setting.ground)
        return _Sample(name, look, setting)
