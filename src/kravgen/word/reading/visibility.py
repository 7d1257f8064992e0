"""Words that are in a returned file and that a reader does not see, hardly sees, or sees as something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kravgen.colour import contrast
from kravgen.i18n import _
from kravgen.word.reading.appearance import Appearance, Appearances, Painter
from kravgen.word.reading.file import Element, Inspected, P, R, T, value, w
from kravgen.word.reading.formatting import NOTHING, characters, shading
from kravgen.word.reading.inventory import Inventory
from kravgen.word.reading.palette import WHITE
from kravgen.word.reading.remark import Remark, cited
from kravgen.word.reading.surroundings import Surroundings

Concern = Literal["hidden", "struck", "faint", "tiny", "squeezed", "away", "raised", "capitals", "drawn"]

_LEAST_CONTRAST = 1.6
"""With less nobody reads the words without looking for them. A light grey on white has 1.5."""
_LEAST_SIZE = 8
"""In half points."""
_RAISED = 0.65
"""So large are raised and lowered letters beside others."""
_LEAST_SCALE = 40
_CLOSEST = -2
"""How much of its size, in twentieths of a point for each half point, may be taken from between letters."""
_LEAST_ROOM = 0.2
"""What must be left of its size for a letter and the space after it; letters are half as wide as they are high."""
_PICTORIAL = (
    "symbol",
    "wingdings",
    "webdings",
    "dingbats",
    "marlett",
    "bookshelf symbol",
    "mt extra",
    "barcode",
)
_FAMILIAR: frozenset[Concern] = frozenset(("raised", "capitals"))
"""What whoever answers may well do to words of their own, as in m² or a name in capitals."""

_BLANKS = re.compile(r"[\W_]+")
_MOST_KINDS, _MOST_COMPARED = 20_000, 200_000
_BOXES = tuple(map(w, ("drawing", "pict", "object")))
_PLAIN_GROUNDS = (None, "nil", "clear", "solid")
_HARMLESS = frozenset(("b", "i", "bCs", "iCs", "color", "fill", "lang", "langBidi"))
"""What a table style may say of letters without making them go."""

_RUN_STYLE, _PARAGRAPH_STYLE = f"{w('rPr')}/{w('rStyle')}", f"{w('pPr')}/{w('pStyle')}"


def faint(
    file: Inspected,
    original: Inspected | None,
    found: Inventory,
    where: Callable[[Element], tuple[str, str]],
    is_answer: Callable[[Element], bool],
) -> Iterator[Remark]:
    """The words that look gone or look like others, a remark for each paragraph and kind.

    ``original`` is the file as it was sent: what its styles do is no news. ``found`` is what the file has.
    ``is_answer`` tells whether a run stands in a field.
    """
    excused = _Excused(file, original)
    suspects = _suspects(file, found, excused)
    if not suspects:
        return
    looks = Appearances(file)
    for root in file.texts.values():
        for paragraph in root.iter(P):
            style = value(paragraph.find(_PARAGRAPH_STYLE))
            if style not in suspects:
                continue
            told: dict[Concern, list[str]] = {}
            for run in paragraph.iter(R):
                text = "".join(part.text or "" for part in run if part.tag == T)
                if not text or text.isspace():
                    continue
                concerns = concerns_of(looks.of(run, paragraph))
                if not concerns or not (
                    concerns := concerns - excused.of(style, value(run.find(_RUN_STYLE)))
                ):
                    continue
                if "capitals" in concerns and text == text.upper():
                    concerns -= {"capitals"}
                if concerns & _FAMILIAR and is_answer(run):
                    concerns -= _FAMILIAR
                for concern in concerns:
                    told.setdefault(concern, []).append(text)
            for concern, words in told.items():
                code, kind, message = _told(concern)
                yield Remark(code, message.format(words=cited("".join(words))), *where(paragraph), kind)


class _Excused:
    """What the styles of the file that was sent do to the words in them."""

    def __init__(self, file: Inspected, original: Inspected | None) -> None:
        self._names = {style: plain_name(element) for style, element in file.styles.items()}
        self._default = file.default_paragraph_style
        self._by_name = _by_style(original) if original is not None else {}

    def of(self, style: str, run_style: str) -> frozenset[Concern]:
        """The concerns that a run has had from the beginning, by its styles."""
        styles = (style or self._default, run_style)
        return frozenset().union(*(self._by_name.get(self._names.get(style, ""), ()) for style in styles))


def _suspects(file: Inspected, found: Inventory, excused: _Excused) -> frozenset[str]:
    """The paragraph styles in which some run may look gone, wherever it stands.

    Long tables have few kinds of runs. Each is judged once, on every ground and with every colour that the file has;
    only where that may be wrong is each run looked at where it stands.
    """
    painter, page = Painter.of(file), Surroundings(WHITE)
    surroundings = _Surrounded.of(file, found, painter)
    each = len(found.paragraph_styles) * len(found.runs)
    if surroundings is None or each > _MOST_KINDS or each * surroundings.size > _MOST_COMPARED:
        return found.paragraph_styles
    suspects: set[str] = set()
    for style in found.paragraph_styles:
        paragraph = painter.cascade.named("paragraph", style)
        for own in found.runs.values():
            run_style = value(own.find(w("rStyle"))) if own is not None else ""
            look = painter.appearance(page, paragraph, run_style, characters(own), WHITE)
            concerns = concerns_of(look) | ({"faint"} if surroundings.may_hide(look) else frozenset())
            if concerns - excused.of(style, run_style):
                suspects.add(style)
                break
    return frozenset(suspects)


@dataclass(frozen=True, slots=True)
class _Surrounded:
    """The grounds that text may stand on in a file, and the colours that tables may give it."""

    grounds: frozenset[str]
    colours: frozenset[str]

    @property
    def size(self) -> int:
        """How many colours are compared with how many grounds."""
        return (1 + len(self.grounds)) * (1 + len(self.colours))

    @classmethod
    def of(cls, file: Inspected, found: Inventory, painter: Painter) -> _Surrounded | None:
        """What surrounds the text; None when it is not so simple: boxes, patterns, tables that do more than colour."""
        if any(element.tag in _BOXES for element in found.strange):
            return None
        styles = file.root("styles")
        written = found.grounds.union(map(shading, styles.iter(w("shd"))) if styles is not None else ())
        if any(shade[0] not in _PLAIN_GROUNDS for shade in written):
            return None
        colours: set[str] = set()
        for name in found.table_styles:
            for look in painter.cascade.table(painter.cascade.named("table", name)).looks.values():
                if look.characters.keys() - _HARMLESS:
                    return None
                if "color" in look.characters:
                    colours.add(painter.palette.colour(look.characters["color"]))
        grounds = {WHITE, *(painter.palette.ground(shade, WHITE) for shade in written)}
        return cls(frozenset(grounds - {""}), frozenset(colours - {"", "auto"}))

    def may_hide(self, look: Appearance) -> bool:
        """Whether letters that look so on a white page may have nearly the colour of what is behind them."""
        own = {look.colour} if look.colour and not look.automatic else set()
        grounds = self.grounds | {look.ground} if look.ground else self.grounds
        return any(contrast(one, other) < _LEAST_CONTRAST for one in own | self.colours for other in grounds)


def plain_name(style: Element) -> str:
    """The name of a style as it is the same in every program: some take blanks out of it."""
    return _BLANKS.sub("", value(style.find(w("name"))).lower())


def _by_style(file: Inspected) -> Mapping[str, frozenset[Concern]]:
    painter, page = Painter.of(file), Surroundings(WHITE)
    found: dict[str, frozenset[Concern]] = {}
    for style, element in file.styles.items():
        kind = str(element.get(w("type")))
        if kind in ("paragraph", "character"):
            names = (style, "") if kind == "paragraph" else ("", style)
            look = painter.appearance(page, *names, NOTHING, WHITE)
            found[plain_name(element)] = concerns_of(look)
    return found


@lru_cache(maxsize=1000)
def concerns_of(look: Appearance) -> frozenset[Concern]:
    """What is wrong with letters that look so."""
    return frozenset(_found(look))


def _found(look: Appearance) -> Iterator[Concern]:
    if look.hidden:
        yield "hidden"
    if look.struck:
        yield "struck"
    if look.colour and look.ground and contrast(look.colour, look.ground) < _LEAST_CONTRAST:
        yield "faint"
    if look.size * (_RAISED if look.raised or look.lowered else 1) < _LEAST_SIZE:
        yield "tiny"
    room = look.scale / 200 + look.spacing / (10 * look.size) if look.size else 0
    if look.fitted or look.scale < _LEAST_SCALE or look.spacing < _CLOSEST * look.size or room < _LEAST_ROOM:
        yield "squeezed"
    if abs(look.position) >= look.size / 2:
        yield "away"
    if look.raised or look.lowered:
        yield "raised"
    if look.caps or look.small_caps:
        yield "capitals"
    if any(map(_is_pictorial, look.fonts)):
        yield "drawn"


@lru_cache(maxsize=1000)
def _is_pictorial(font: str) -> bool:
    return any(name in font.lower() for name in _PICTORIAL)


def _told(concern: Concern) -> tuple[str, str, str]:
    """The code of a concern, what it is, and the message about some words."""
    code, kind = {
        "hidden": ("KG952", _("Words are hidden")),
        "struck": ("KG952", _("Words are struck out")),
        "faint": ("KG952", _("Words have nearly the same colour as what is behind them")),
        "tiny": ("KG952", _("Words are so small that nobody sees them")),
        "squeezed": ("KG952", _("Letters are squeezed together so that they can hardly be read")),
        "away": ("KG952", _("Words are moved out of their line")),
        "raised": ("KG953", _("Signs are raised or lowered")),
        "capitals": ("KG953", _("Small letters are shown as capitals")),
        "drawn": ("KG953", _("The font shows other signs than the letters that the file holds")),
    }[concern]
    return code, f"{kind}.", f"{kind}: {{words}}"
