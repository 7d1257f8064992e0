"""Words that somebody has written → the answer that the procurement's file keeps, or why they are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kravgen import textfile
from kravgen.documents.wording import comparable
from kravgen.gaps.model import AskedGap
from kravgen.i18n import _
from kravgen.problems import shortened
from kravgen.sheets.reading.amounts import amount

_YES, _NO = ("ja", "yes", "true", "sant"), ("nej", "no", "false", "falskt")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})\.?\s+([a-zåäö]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_LONGEST = 30_000
"""So many signs may an answer have."""


@dataclass(frozen=True, slots=True)
class JudgedWords:
    """The value to keep, or in ``wrong`` why the words are none, in a sentence."""

    value: object = None
    wrong: str = ""


def judge(asked: AskedGap, words: str) -> JudgedWords:
    """What the words are as an answer to what is asked. Nothing is guessed: what may mean two things is no answer."""
    words = words.strip()
    if found := textfile.illegal_in(words):
        sign = f"U+{ord(found[0]):04X}"
        return JudgedWords(
            wrong=_("It has the character {character}, which cannot stand in a document.").format(
                character=sign
            )
        )
    if len(words) > _LONGEST:
        return JudgedWords(wrong=_("It is longer than {most} characters.").format(most=_LONGEST))
    if "[FYLL I" in words:
        return JudgedWords(wrong=_("It is still the gap itself."))
    if asked.kind == "text":
        # A number is kept as one, as somebody would write it in the file.
        return JudgedWords(int(words) if asked.path[:1] == ("filled",) and _WHOLE.fullmatch(words) else words)
    if asked.kind == "boolean":
        return _truth(words)
    if asked.kind == "date":
        day = _day(words)
        return JudgedWords(day) if day else _wrong(words, asked)
    if asked.kind == "choice":
        chosen = _chosen(words, asked)
        return JudgedWords(chosen) if chosen is not None else _wrong(words, asked)
    if asked.kind == "choices":
        return _several(words, asked)
    return _number(words, asked)


def shown(asked: AskedGap, value: object) -> str:
    """The value as somebody would write it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return "; ".join(asked.choices.get(str(one), str(one)) for one in value)
    return asked.choices.get(str(value), str(value))


def _wrong(words: str, asked: AskedGap) -> JudgedWords:
    return JudgedWords(
        wrong=_('"{words}" is not {form}.').format(words=shortened(words, 60), form=asked.form)
    )


def _truth(words: str) -> JudgedWords:
    if words.lower() in _YES:
        return JudgedWords(True)
    if words.lower() in _NO:
        return JudgedWords(False)
    return JudgedWords(wrong=_('"{words}" is neither yes nor no.').format(words=shortened(words, 60)))


def _chosen(words: str, asked: AskedGap) -> str | None:
    said = comparable(words).lower()
    found = [key for key, label in asked.choices.items() if said in (key.lower(), comparable(label).lower())]
    return found[0] if len(found) == 1 else None


def _several(words: str, asked: AskedGap) -> JudgedWords:
    if words in ("[]", "-", "–"):
        found: list[str | None] = []
    else:
        apart = ";" if ";" in words or _chosen(words, asked) else ","
        found = [_chosen(part, asked) for part in words.strip("[]").split(apart) if part.strip()]
    if None in found or (asked.minimum is not None and len(found) < asked.minimum):
        return _wrong(words, asked)
    return JudgedWords(list(dict.fromkeys(found)))


def _day(words: str) -> str:
    try:
        if found := _DAY.fullmatch(words):
            month = next((at for at, name in enumerate(_MONTHS, 1) if found[2].lower().startswith(name)), 0)
            return date(int(found[3]), month, int(found[1])).isoformat()
        return date.fromisoformat(words).isoformat() if len(words) == len("2027-06-30") else ""
    except ValueError:
        return ""


def _number(words: str, asked: AskedGap) -> JudgedWords:
    unit = asked.unit.lower()
    bare = words[: -len(unit)].strip() if unit and words.lower().endswith(unit) else words
    number = amount(bare) if not re.search("(?i)kr|sek", bare) or unit.startswith("kr") else None
    if number is None or (asked.kind == "integer" and number != number.to_integral_value()):
        return _wrong(words, asked)
    low, high = asked.minimum, asked.maximum
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        return _wrong(words, asked)
    return JudgedWords(int(number) if number == number.to_integral_value() else float(number))
