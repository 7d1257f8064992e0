"""Numbers, amounts and times as people in Sweden write them: 9 500 000, 9,5 Mkr, 500 tkr exkl. moms, 3 mån, 24 timmar."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from kravgen.i18n import _
from kravgen.library.unread import NOT_EXACT, TWO_MEANINGS, WITH_VAT, NotReadError, quoted

_DIGITS = 15
"""So many digits a number can have and still be kept exactly."""

_LONGEST = 80
"""So many characters a number with its unit has at most."""

LARGEST = 10**12
"""No number of a municipality is larger. Whoever writes one has put a digit or a unit too much."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_ABOUT = re.compile(r"(?:ca\.?|cirka|omkring|ungefär|runt|drygt|knappt|~|c:a) *")
_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<digits>[0-9]+(?:[ ._,][0-9]+)*)(?P<rest>(?![0-9]).*)")
_GROUPED = re.compile(
    r"(?P<whole>(?:0|[1-9][0-9]*)|[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:_[0-9]{3})+))(?:[.,](?P<part>[0-9]+))?"
    r"|(?P<points>[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|\.[0-9]{3}(?=,)))(?:,(?P<after_points>[0-9]+))?"
    r"|(?P<commas>[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}|,[0-9]{3}(?=\.)))(?:\.(?P<after_commas>[0-9]+))?"
)
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_WORDS = {
    word: number
    for number, words in enumerate(
        ("en ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"), start=1
    )
    for word in words.split()
}
_IN_WORDS = re.compile(rf"({'|'.join(_WORDS)})(?= )")

_WITHOUT_VAT = re.compile(r"[,;(]? ?(?:exkl\.?|ex\.?|exklusive|utan|\+|plus) ?moms\.?\)?$")
_WITH_VAT = re.compile(r"[,;(]? ?(?:inkl\.?|ink\.?|inklusive|med) ?moms\.?\)?$")
_CURRENCY = r"(?:kr\.?|kronor|krona|svenska kronor|sek)"
_BEFORE = re.compile(rf"{_CURRENCY} ?(?=[-+0-9])")
_TIMES = (
    (re.compile(r"(?:(?:t ?kr|kkr|tsek|ksek)\.?$|tusen\b)"), 1_000),
    (re.compile(r"(?:(?:mkr|mnkr|mn kr|msek)\.?$|miljon(?:er)?\b|milj\.?(?= |$))"), 1_000_000),
    (re.compile(r"(?:(?:mdkr|mdr ?kr)\.?$|miljard(?:er)?\b)"), 1_000_000_000),
)

# Each unit of time: what it can be counted in, and how many of the smallest of these it is. A day is no number of
# hours, since a time in days ends with a day; a month is no number of days.
_UNITS = {
    form: (dimension, Fraction(size))
    for dimension, sizes in {
        "clock": (
            ("0.001", "millisekund millisekunder ms"),
            ("1", "sekund sekunder sek s"),
            ("60", "minut minuter min"),
            ("3600", "timme timmar timma tim h"),
            ("86400", "dygn"),
        ),
        "days": (("1", "dag dagar kalenderdag kalenderdagar"), ("7", "vecka veckor v")),
        "working days": (("1", "arbetsdag arbetsdagar"),),
        "months": (("1", "månad månader mån"), ("3", "kvartal"), ("6", "halvår"), ("12", "år")),
    }.items()
    for size, forms in sizes
    for form in forms.split()
}
_PIECES = ("st", "styck", "stycken")


def number(written: object, unit: str = "", *, with_vat: bool = False) -> Decimal:
    """The number that is written, counted in ``unit`` (as the question or the parameter has it).

    ``with_vat``: an amount has VAT in it, and may say so; otherwise it has none.

    Raises:
        NotReadError: it is no number, may be two, is an amount with VAT, or cannot be turned exactly into the unit.
    """
    if isinstance(written, int | float | Decimal) and not isinstance(written, bool):
        exact = Decimal(repr(written)) if isinstance(written, float) else Decimal(written)
        return _bounded(exact, written)
    text = _SPACES.sub(" ", str(written)).strip().translate(_MINUS).casefold()
    if len(text) > _LONGEST:
        raise _no_number(written)
    money = unit.split(" ")[0] == "kronor"
    if money:
        said = _WITH_VAT if with_vat else _WITHOUT_VAT
        text = _BEFORE.sub("", said.sub("", text).strip(), count=1)
        if "moms" in text:
            # No rate is applied: which one holds depends on what is bought, and nobody has told.
            wrong = (
                _('"{value}" is no amount with VAT.')
                if with_vat
                else _('"{value}" is no amount without VAT.')
            )
            raise NotReadError(wrong.format(value=quoted(written)), WITH_VAT)
    text = _IN_WORDS.sub(lambda found: str(_WORDS[found[1]]), text, count=1) if text[:1].isalpha() else text
    found = _NUMBER.fullmatch(text)
    if found is None and (about := _ABOUT.match(text)) and _NUMBER.fullmatch(text[about.end() :]):
        alone = text[about.end() :]
        raise NotReadError(
            _('"{value}" says only about how many. Write {number} alone.').format(
                value=quoted(written), number=alone
            )
        )
    if found is None:
        raise _no_number(written)
    exact = _digits(found["digits"], written)
    exact = -exact if found["sign"] == "-" else exact
    return _bounded(_counted(exact, found["rest"].strip(), unit, written, money=money), written)


def _no_number(written: object) -> NotReadError:
    return NotReadError(_('"{value}" is not a number.').format(value=quoted(written)))


def _bounded(exact: Decimal, written: object) -> Decimal:
    if not exact.is_finite():
        raise _no_number(written)
    if abs(exact) > LARGEST:
        raise NotReadError(_('"{value}" is too large to be right.').format(value=quoted(written)))
    return exact


def _digits(digits: str, written: object) -> Decimal:
    """Digits with their groups and decimals. A sign that may part thousands or decimals is told and not taken."""
    if _EITHER.fullmatch(digits):
        whole, part = re.split("[.,]", digits)
        raise NotReadError(
            _('"{value}" may be {one} or {other}.').format(
                value=quoted(written), one=f"{whole} {part}", other=f"{whole},{part}".rstrip("0").rstrip(",")
            ),
            TWO_MEANINGS,
        )
    found = _GROUPED.fullmatch(digits)
    if found is None:
        raise _no_number(written)
    if sum(sign.isdigit() for sign in digits) > _DIGITS:
        raise NotReadError(
            _('"{value}" has more digits than a number can have here.').format(value=quoted(written))
        )
    whole = re.sub("[ _.,]", "", found["whole"] or found["points"] or found["commas"])
    part = found["part"] or found["after_points"] or found["after_commas"] or ""
    return Decimal(f"{whole}.{part}" if part else whole)


def _counted(exact: Decimal, rest: str, unit: str, written: object, *, money: bool) -> Decimal:
    """The number with what stands after it: thousands and millions, a currency, the unit or another one."""
    if money and rest in (":-", ",-", ".-"):
        return exact
    for pattern, times in _TIMES:
        if found := pattern.match(rest):
            left = rest[found.end() :].strip()
            if not money and re.search("kr|sek", found[0]):
                raise _no_number(written)
            exact, rest = exact * times, left
            break
    own = unit.casefold()
    given, asked = _unit(rest), _unit(own)
    counts_things = not (money or asked or own.startswith("procent"))
    if (
        not rest
        or rest == own
        or (own.startswith("procent") and rest == "%")
        or (counts_things and rest.rstrip(".") in _PIECES)
        or (money and re.fullmatch(_CURRENCY, rest))
    ):
        return exact
    if given is None or asked is None:
        raise NotReadError(
            _('"{value}" has another unit than {unit}.').format(value=quoted(written), unit=unit or "–")
        )
    amount = Fraction(exact) * given[1] / asked[1]
    if given[0] != asked[0] or not _finite(amount):
        raise NotReadError(
            _('"{value}" is no exact number of {unit}, so it is not converted.').format(
                value=quoted(written), unit=unit
            ),
            NOT_EXACT,
        )
    return Decimal(amount.numerator) / Decimal(amount.denominator)


def _unit(words: str) -> tuple[str, Fraction] | None:
    """The unit of time that the word is, also in the genitive ("dagars")."""
    word = words.rstrip(".")
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def _finite(amount: Fraction) -> bool:
    """Whether it has an end when written with decimals."""
    left = amount.denominator
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    return left == 1
