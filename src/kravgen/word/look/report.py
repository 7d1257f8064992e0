"""What a Word template gives the documents, in words: for ``kravgen template check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor

from kravgen.colour import contrast
from kravgen.i18n import _, _n
from kravgen.problems import Place, Problem
from kravgen.procurement.values import number
from kravgen.word.look.survey import LEFT_OUT, Survey

_SHORTEST_LINE, _LONGEST_LINE = 45, 90
_TWIPS = 1440 / 25.4
_MOST_NAMED = 4
_A4 = (11906, 16838)

# Fonts that come with Windows and macOS, or with Microsoft 365 on both.
_EVERYWHERE = frozenset(
    (
        *("Arial", "Arial Black", "Comic Sans MS", "Courier New", "Georgia", "Impact", "Symbol", "Tahoma"),
        *("Times New Roman", "Trebuchet MS", "Verdana", "Webdings", "Wingdings", "Microsoft Sans Serif"),
        *("Aptos", "Aptos Display", "Aptos Narrow", "Calibri", "Calibri Light", "Cambria", "Candara"),
        *("Consolas", "Constantia", "Corbel", "Century Gothic", "Franklin Gothic Book", "Garamond"),
        *("Franklin Gothic Medium", "Gill Sans MT", "Arial Narrow"),
    )
)

# Word shows its own styles in its own language, and stores them in English.
_STYLE_NAMES = {
    "Default Paragraph Font": _n("Default Paragraph Font"),
    "Body Text": _n("Body Text"),
    "Title": _n("Title"),
    "Subtitle": _n("Subtitle"),
    "heading 1": _n("Heading 1"),
    "heading 2": _n("Heading 2"),
    "heading 3": _n("Heading 3"),
    "heading 4": _n("Heading 4"),
    "TOC Heading": _n("TOC Heading"),
    "toc 1": _n("TOC 1"),
    "toc 2": _n("TOC 2"),
    "toc 3": _n("TOC 3"),
    "header": _n("Header"),
    "footer": _n("Footer"),
    "List Bullet": _n("List Bullet"),
    "List Number": _n("List Number"),
    "List Continue": _n("List Continue"),
    "caption": _n("Caption"),
    "Hyperlink": _n("Hyperlink"),
    "Placeholder Text": _n("Placeholder Text"),
    "annotation text": _n("Comment Text"),
    "annotation reference": _n("Comment Reference"),
    "Normal Table": _n("Table Normal"),
    "No List": _n("No List"),
}


_MEASURES = {
    "width": _n("width"),
    "height": _n("height"),
    "top": _n("top margin"),
    "right": _n("right margin"),
    "bottom": _n("bottom margin"),
    "left": _n("left margin"),
    "header": _n("distance of the header"),
    "footer": _n("distance of the footer"),
}
_MEND_NUMBERS = _n(
    "Tie Heading 1–4 to the levels 1–4 of one multilevel list with ordinary numbers that begin at 1."
    " Each level shows its own number."
)
_MEND_LISTS = _n("Tie the style to a list that has a sign or a number for at least three levels.")


def lines(found: Survey, name: str) -> Iterator[str]:
    """What it gives, line by line. ``name`` is how messages call the file."""
    page, line = found.page, found.line
    yield _("{file} can be used as reference document.").format(file=name)
    yield ""
    sides = ("width", "height", "top", "bottom", "left", "right")
    yield _(
        "Page: {width} × {height} mm{note}; margins {top} above, {bottom} below, {left} left, {right} right"
    ).format(
        note="" if (page.width, page.height) == _A4 else _(" (not A4)"),
        **{name: _millimetres(getattr(page, name)) for name in sides},
    )
    yield _("Line: {width} mm, about {characters} characters of {font} {size} points").format(
        width=_rounded(line.width), characters=line.characters, font=line.font, size=_rounded(line.size)
    )
    yield _("Language: {language} in the template; the documents are in Swedish").format(
        language=found.language or _("none")
    )
    yield _("Fonts: {fonts}").format(fonts=", ".join(found.fonts))
    yield _("Taken from the template ({count}): {styles}").format(
        count=len(found.own), styles=_styles(found.own)
    )
    if found.lacking:
        yield _("Taken from kravgen's own document ({count}): {styles}").format(
            count=len(found.lacking), styles=_styles(found.lacking)
        )
    ours, theirs = _("kravgen's own"), _("the template's")
    yield _("Numbers of headings: {headings}; bullets: {bullets}").format(
        headings=theirs if found.own_headings else ours, bullets=theirs if found.own_bullets else ours
    )
    if found.left_out:
        yield _("Not taken over: {things}").format(
            things=", ".join(_(LEFT_OUT[name]) for name in found.left_out)
        )


def problems(found: Survey, place: Place) -> Iterator[Problem]:
    """What readers of the documents would have trouble with."""
    if not found.page_used:
        yield place.problem(
            "KG610",
            _("The page has no room for a document between its margins; A4 is used instead."),
            _("Set the size of the page and the margins in the last section."),
        )
    if found.unusable:
        yield place.problem(
            "KG610",
            _(
                "These measures of the page cannot be used, and kravgen's own are used instead: {measures}."
            ).format(measures=", ".join(_(_MEASURES[name]) for name in found.unusable)),
            _("Set the size of the page and the margins in the last section."),
        )
    if found.justified:
        yield place.problem(
            "KG615",
            _("Text is justified, which makes uneven gaps that are hard to read ({styles}).").format(
                styles=_some(found.justified)
            ),
            _("Choose Align left in the styles."),
        )
    if found.hidden:
        yield place.problem(
            "KG616",
            _("Text in some styles is hidden, so nobody sees it ({styles}).").format(
                styles=_some(found.hidden)
            ),
            _("Modify the styles: Format, Font, take the tick away from Hidden."),
        )
    for styles, told in (
        (found.struck, _("Text in some styles is struck out, as if it did not count ({styles}).")),
        (found.tiny, _("Text in some styles is smaller than 6 points, and few can read it ({styles}).")),
    ):
        if styles:
            yield place.problem(
                "KG617",
                told.format(styles=_some(styles)),
                _("Modify the styles: Format, Font."),
            )
    for colours in found.colours:
        ratio = contrast(colours.text, colours.ground)
        if ratio < colours.least:
            yield place.problem(
                "KG607",
                _("{text} on {ground} has the contrast {ratio}:1 ({styles}).").format(
                    text=colours.text,
                    ground=colours.ground,
                    ratio=_rounded(floor(ratio * 10) / 10),
                    styles=_some(colours.styles),
                ),
                _("At least {least}:1 is needed. Choose a darker or lighter colour.").format(
                    least=_rounded(colours.least)
                ),
            )
    characters = found.line.characters
    if not _SHORTEST_LINE <= characters <= _LONGEST_LINE:
        yield place.problem(
            "KG608",
            _("A line of running text has about {characters} characters.").format(characters=characters),
            _("60–75 are easiest to read. Change the margins, the size or the right indent of Body Text."),
        )
    for font, styles in found.fonts.items():
        if font not in _EVERYWHERE:
            yield place.problem(
                "KG609",
                _('The font "{font}" does not come with both Windows and Mac ({styles}).').format(
                    font=font, styles=_some(styles)
                ),
                _("Word shows another font where it is missing. Calibri, Arial and Georgia are on both."),
            )
    shown = {_(_STYLE_NAMES[name]) for name in found.lacking if name in _STYLE_NAMES}
    if misnamed := sorted(name for name in shown if name.lower() in found.names):
        yield place.problem(
            "KG618",
            _(
                "Some styles have the names of Word's own without being those, and are not used ({styles})."
            ).format(styles=", ".join(misnamed)),
            _("Open the template in Word and change Word's own styles of these names."),
            "warning",
        )
    headings = tuple(name for name in found.dropped if name == "heading 1")
    lists = tuple(name for name in found.dropped if name not in headings)
    for names, mend in ((headings, _MEND_NUMBERS), (lists, _MEND_LISTS)):
        if names:
            told = (
                _(
                    "The numbers or bullets of the style {style} in the template cannot be used; kravgen's own are used."
                )
                if len(names) == 1
                else _(
                    "The numbers or bullets of the styles {style} in the template cannot be used; kravgen's own are used."
                )
            )
            yield place.problem("KG614", told.format(style=_styles(names)), _(mend), "warning")


def _styles(names: Iterable[str]) -> str:
    return ", ".join(_(_STYLE_NAMES[name]) if name in _STYLE_NAMES else name for name in names)


def _some(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED + 1:
        return _styles(names)
    return _("{styles} and {count} more").format(
        styles=_styles(names[:_MOST_NAMED]), count=len(names) - _MOST_NAMED
    )


def _millimetres(twips: int) -> str:
    return _rounded(twips / _TWIPS)


def _rounded(amount: float) -> str:
    """The number with at most one decimal."""
    tenths = round(amount, 1)
    return number(int(tenths) if tenths.is_integer() else tenths)
