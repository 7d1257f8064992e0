"""What a number format makes of a value: the words that are seen, and whether they say what the cell holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

GENERAL = "General"
BUILT_IN: dict[int, str] = {
    **dict.fromkeys((1, 37, 38), "0"),
    **dict.fromkeys((2, 39, 40), "0.00"),
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(14, 18), *range(27, 32), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm:ss"),
    22: "yyyy-mm-dd h:mm",
    **dict.fromkeys((41, 42), "#,##0"),
    **dict.fromkeys((43, 44), "#,##0.00"),
}
"""The formats that have a number only, as far as they concern what is seen."""

_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[Gg]eneral|AM/PM|A/P|E[+-]|.', re.DOTALL)
_UNITS = re.compile(r"(?:kr|sek|eur|kronor|öre|st|€|\$|£)?[\W_]*", re.IGNORECASE)
"""Words that may stand with a number without saying another."""
_DASH = re.compile(r"[-–−]\s*(?:kr|sek|eur|kronor|€|\$|£)?", re.IGNORECASE)
_DIGITS_OF_OTHERS = re.compile(
    r"\[DBNum\d\]|\[\$[^\]]*-(?!0?[01][0-9A-F]{6}\])[0-9A-F]{7,8}\]", re.IGNORECASE
)
"""Marks for digits of another script: the number before the language."""
_COLOUR = re.compile(r"\[(black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2})\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[(?:[<>=]+)-?[0-9.]+\]")
_MOST_DECIMALS = 30
_EXACT = Context(prec=60)
"""Room for the largest number that is read, as a percentage with so many decimals."""
_LONGEST = 255
"""So many characters has a format at most."""


@dataclass(frozen=True, slots=True)
class DisplayedValue:
    """The words that a cell shows. ``honest`` tells that they say what it holds.

    ``unit`` is what a number is told to be a number of: "kr", "%", or "date" for a day.
    """

    words: str
    honest: bool = True
    unit: str = ""


def text_shown(words: str, code: str) -> DisplayedValue:
    """A text in a cell with the format."""
    section = _section_for_text(code)
    if section is None:
        return DisplayedValue(words)
    literals = "".join(token for kind, token in section if kind == "literal")
    shown = "".join(
        words if kind == "text" else token if kind == "literal" else "" for kind, token in section
    )
    return DisplayedValue(shown, any(kind == "text" for kind, _t in section) and not literals.strip())


@lru_cache(maxsize=1 << 14)
def number_shown(value: Decimal, code: str, since_1904: bool = False) -> DisplayedValue:
    """A number in a cell with the format."""
    if len(code) > _LONGEST:
        return DisplayedValue(plain(value), False)
    sections, conditional = _sections(code)
    if len(sections) > 3:
        sections = sections[:3]
    if any(kind == "text" for kind, _token in sections[-1]) and len(sections) == 1:
        return DisplayedValue(plain(value))
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section = sections[1]
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if any(kind == "date" for kind, _token in section):
        return DisplayedValue(_date(value, since_1904), unit="date")
    return _with_digits(value, section, conditional, value < 0 and len(sections) > 1)


def colour(code: str, value: Decimal | None) -> str:
    """The name of the colour that a format gives to a number, or to a text (None); empty when it gives none."""
    if "[" not in code or len(code) > _LONGEST:
        return ""
    sections = code.split(";")
    if value is None:
        told = sections[3] if len(sections) > 3 else next((s for s in sections if "@" in s), sections[0])
    else:
        told = sections[
            1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
        ]
    found = _COLOUR.search(told)
    return found[1].lower() if found else ""


def plain(value: Decimal) -> str:
    """A number without any format, as Swedes write it."""
    told = f"{value.normalize():f}" if value else "0"
    return told.replace(".", ",")


def _with_digits(
    value: Decimal, section: tuple[tuple[str, str], ...], conditional: bool, sign_told: bool
) -> DisplayedValue:
    made = _pattern(section)
    literals = made.literals
    if made.general:
        unit = literals.strip()
        return DisplayedValue(f"{plain(value)} {unit}".strip(), not conditional and made.units, unit)
    if not made.digits.strip(",.") or (value == 0 and "0" not in made.digits):
        # Nothing but words, or nothing at all. A dash for zero is what bookkeepers write.
        return DisplayedValue(literals.strip(), value == 0 and _DASH.fullmatch(literals.strip()) is not None)
    counted = abs(value) * 100 if made.percent else abs(value)
    rounded = counted.quantize(made.last, ROUND_HALF_UP, _EXACT)
    minus = value < 0 and (not sign_told or re.search(r"[-−(]", literals) is not None)
    number = f"{'-' if minus else ''}{plain(rounded)}{'%' if made.percent else ''}"
    honest = (
        made.honest
        and not conditional
        and minus == (value < 0)
        and (made.scientific or _close(rounded, counted))
    )
    unit = "%" if made.percent else literals.strip(" -−()\u00a0\u202f")
    return DisplayedValue(f"{made.before}{number}{made.after}".strip(), honest, unit)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a section makes of any number."""

    literals: str
    digits: str
    general: bool
    percent: bool
    scientific: bool
    units: bool
    """Whether its words may stand with a number without saying another."""
    honest: bool
    """Whether what it shows may be what the cell holds."""
    last: Decimal
    """The last decimal that is shown."""
    before: str
    after: str


@lru_cache(maxsize=1024)
def _pattern(section: tuple[tuple[str, str], ...]) -> _Pattern:
    kinds = [kind for kind, _token in section]
    literals = "".join(token for kind, token in section if kind == "literal")
    digits = "".join(token for kind, token in section if kind == "digit")
    decimals = min(len(re.sub("[^0#?]", "", digits.partition(".")[2])), _MOST_DECIMALS)
    units = _UNITS.fullmatch(literals.strip()) is not None
    at = kinds.index("digit") if digits else len(kinds)
    last = len(kinds) - kinds[::-1].index("digit") if digits else len(kinds)
    before, after = (
        "".join(token for kind, token in part if kind in ("literal", "foreign")).strip("-−()")
        for part in (section[:at], section[last:])
    )
    return _Pattern(
        literals,
        digits,
        "general" in kinds,
        "percent" in kinds,
        "power" in kinds,
        units,
        units and not digits.rstrip(".").endswith(",") and "foreign" not in kinds,
        Decimal(1).scaleb(-decimals),
        before,
        after,
    )


def _close(shown: Decimal, held: Decimal) -> bool:
    """Whether two amounts differ by nothing but what programs lose when they count."""
    return shown == held or abs(shown - held) <= abs(held) * Decimal("1e-12")


def _date(value: Decimal, since_1904: bool) -> str:
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    try:
        moment = first + timedelta(days=float(value))
    except OverflowError:
        return plain(value)
    day = moment.date().isoformat()
    return day if value == int(value) else f"{day} {moment:%H:%M}"


def _section_for_text(code: str) -> tuple[tuple[str, str], ...] | None:
    """The section for texts; None when the format has none and a text is shown as it is."""
    if len(code) > _LONGEST:
        return ()
    sections, _conditional = _sections(code)
    if len(sections) > 3:
        return sections[3]
    return sections[-1] if any(kind == "text" for kind, _token in sections[-1]) else None


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[tuple[tuple[str, str], ...], ...], bool]:
    """The sections of a format as tokens with their kinds, and whether conditions of its own choose between them."""
    sections: list[list[tuple[str, str]]] = [[]]
    conditional = False
    for piece in _TOKEN.findall(code):
        if piece == ";":
            sections.append([])
            continue
        conditional = conditional or _CONDITION.fullmatch(piece) is not None
        told = _told(piece)
        if told:
            sections[-1].append(told)
    return tuple(tuple(section) for section in sections), conditional


def _told(token: str) -> tuple[str, str] | None:
    if token[0] == '"' and len(token) > 1:
        return ("literal", token[1:-1]) if len(token) > 2 else None
    if token[0] == "\\" and len(token) > 1:
        return "literal", token[1]
    if token[0] in "_*" and len(token) > 1:
        # Room as wide as a sign, or a sign that fills the cell: dots and spaces say nothing.
        return ("literal", token[1]) if token[0] == "*" and token[1].isalnum() else None
    if token[0] == "[" and len(token) > 1:
        inner = token[1:-1]
        if _DIGITS_OF_OTHERS.fullmatch(token):
            return "foreign", token
        if inner.startswith("$"):
            currency = inner[1:].partition("-")[0]
            return ("literal", currency) if currency else None
        return ("date", token) if set(inner.lower()) <= set("hms") else None
    if token.lower() == "general":
        return "general", token
    if token in ("AM/PM", "A/P") or token.lower() in ("y", "m", "d", "h", "s", "å", "t"):
        return "date", token
    if token.startswith("E") and len(token) > 1:
        return "power", token
    kinds = {"@": "text", "%": "percent", **dict.fromkeys("0#?.,", "digit")}
    if token in kinds:
        return kinds[token], token
    return "literal", token
