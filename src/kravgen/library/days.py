"""Days as people in Sweden write them: 2027-01-15, 15 jan 2027, den 15 januari 2027, 15/1 2027, 20270115."""

from __future__ import annotations

import re
from datetime import date, datetime

from kravgen.i18n import _
from kravgen.library.unread import TWO_MEANINGS, NotReadError, quoted

_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("mars", "mar"),
    ("april", "apr"),
    ("maj",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augusti", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(r"(?:den )?([0-9]{1,2})(?::?e|:?a)? ?([a-z]+)\.? ([0-9]{4})")
_DAY_FIRST = re.compile(r"(?:den )?([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2| ?-? ?)([0-9]{4})")
_SHORT = re.compile(r"(?:den )?[0-9]{1,2}[-/.: ][0-9]{1,2}(?:[-/. ][0-9]{2})?|[0-9]{6}")
_YEARS = range(1900, 2200)
_EITHER = range(1, 13)
"""Numbers that may be a day or a month."""


def day(written: object) -> str:
    """The day that is written, as ISO 8601.

    Raises:
        NotReadError: it is no day of the calendar, or may be two.
    """
    if isinstance(written, datetime):
        if written.time() != datetime.min.time():
            raise NotReadError(_('"{value}" is a day with a time of day.').format(value=quoted(written)))
        return written.date().isoformat()
    if isinstance(written, date):
        return written.isoformat()
    text = " ".join(str(written).casefold().split())
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, number = (
            int(part) for part in (found.group(1, 3, 4) if found[1] else found.group(5, 6, 7))
        )
    elif (found := _IN_WORDS.fullmatch(text)) and found[2] in _MONTH:
        number, month, year = int(found[1]), _MONTH[found[2]], int(found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        number, month, year = (int(part) for part in found.group(1, 3, 4))
        if number != month and number in _EITHER and month in _EITHER:
            raise NotReadError(_two_days(year, month, number, written), TWO_MEANINGS)
    elif _SHORT.fullmatch(text):
        raise NotReadError(
            _('"{value}" does not tell the whole year.').format(value=quoted(written)), TWO_MEANINGS
        )
    else:
        raise NotReadError(_('"{value}" is no day.').format(value=quoted(written)))
    try:
        meant = date(year, month, number)
    except ValueError:
        raise NotReadError(
            _('"{value}" is a day that no calendar has.').format(value=quoted(written))
        ) from None
    if year not in _YEARS:
        raise NotReadError(_('"{value}" is no day of our time.').format(value=quoted(written)))
    return meant.isoformat()


def _two_days(year: int, month: int, number: int, written: object) -> str:
    return _('"{value}" may be {one} or {other}.').format(
        value=quoted(written),
        one=date(year, month, number).isoformat(),
        other=date(year, number, month).isoformat(),
    )
