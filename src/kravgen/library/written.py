"""What a person has written → the answer that is stored: one way, for YAML, terminal, web form and Excel cell alike.

An empty text, or none at all, is no answer: None. Whatever may mean two things is told and never guessed. What is
stored has one form: true or false, a number, a day as ISO 8601, the key of a choice, and of several their keys in order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kravgen.i18n import _
from kravgen.library.days import day as read_day
from kravgen.library.model import Answer, Parameter, Question, Value
from kravgen.library.numerals import LARGEST
from kravgen.library.numerals import number as read_number
from kravgen.library.unread import NOT_EXACT, TWO_MEANINGS, WITH_VAT, NotReadError, Unread, quoted
from kravgen.textfile import illegal_in

_WRONG_FACT, _WRONG_VALUE = "KG402", "KG403"

YES = ("ja", "j", "sant", "true", "yes", "y")
NO = ("nej", "n", "falskt", "false", "no")
NONE_OF_THEM = ("inga", "ingen", "inget", "inga av dem", "ingen av dem", "none", "-", "–")

_MOST_PARTS = 60
_LONGEST = 20_000
"""So many characters a text may have. It is what the schemas let a text of running words be."""


def answer(question: Question, written: object) -> Answer | Unread:
    """The answer to the question, in the form that is stored; None when nothing is written."""
    try:
        return _answer(question, _told(written))
    except NotReadError as unread:
        return Unread(unread.code or _WRONG_FACT, unread.reason, _advice(unread.code, form(question)))


def value(parameter: Parameter, written: object) -> Value | Unread:
    """The value of the parameter, in the form that is stored; None when nothing is written."""
    try:
        told = _told(written)
        if told is None or parameter.type == "text":
            return _text(told)
        if parameter.type == "date":
            return read_day(told)
        low, high = parameter.minimum, parameter.maximum
        high = LARGEST - 1 if high is None else high
        return _number(told, parameter.unit, low, high, whole=parameter.type == "integer")
    except NotReadError as unread:
        return Unread(
            unread.code or _WRONG_VALUE,
            unread.reason,
            _advice(unread.code, _form(parameter.type, parameter.unit)),
        )


def amount(
    written: object,
    unit: str,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    with_vat: bool = False,
) -> int | float | Unread | None:
    """A number in the unit, such as a volume or the years of a term; None when nothing is written.

    ``with_vat``: the file says that VAT is in the amount, so one that is told to be without VAT is not read.
    """
    try:
        told = _told(written)
        return None if told is None else _number(told, unit, minimum, maximum, whole=False, with_vat=with_vat)
    except NotReadError as unread:
        wanted = (
            _("Write the amount in kronor with VAT, for example 12 500 kr.")
            if with_vat
            else _form("number", unit)
        )
        code = "" if with_vat and unread.code == WITH_VAT else unread.code
        return Unread(unread.code or _WRONG_FACT, unread.reason, _advice(code, wanted))


def day(written: object) -> str | Unread | None:
    """A day of the calendar, as ISO 8601; None when nothing is written."""
    try:
        told = _told(written)
        return None if told is None else read_day(told)
    except NotReadError as unread:
        return Unread(unread.code or _WRONG_FACT, unread.reason, _advice(unread.code, _form("date", "")))


def words(written: str, least: int, most: int) -> str | Unread | None:
    """A name or some sentences, within limits of characters; None when nothing is written."""
    wanted = _("Write {least} to {most} characters.").format(least=least, most=most)
    try:
        told = _text(_told(written))
    except NotReadError as unread:
        return Unread(_WRONG_FACT, unread.reason, wanted)
    if told is not None and not least <= len(told) <= most:
        return Unread(_WRONG_FACT, _('"{value}" has another length.').format(value=quoted(told)), wanted)
    return told


def form(question: Question) -> str:
    """What an answer to the question looks like, with an example."""
    if question.type == "choice":
        return _("Choose one of: {names}.").format(names=_names(question.choices))
    if question.type == "choices":
        return _("Choose among: {names}. Write a list, like this: {example}.").format(
            names=_names(question.choices), example=", ".join([*question.choices][:2])
        )
    return _form(question.type, question.unit)


def _form(kind: str, unit: str) -> str:
    if kind == "boolean":
        return _("Write ja or nej.")
    if kind == "date":
        return _("Write the day, for example 2027-01-15 or 15 januari 2027.")
    if kind == "text":
        return _("Write the answer in words.")
    if unit.split(" ")[0] == "kronor":
        return _("Write the amount in kronor without VAT, for example 9 500 000 or 9,5 Mkr.")
    if unit:
        return _("Write a number of {unit}, for example {example}.").format(unit=unit, example=f"12 {unit}")
    return _("Write a number, for example 12.")


def _advice(code: str, wanted: str) -> str:
    if code == WITH_VAT:
        return _("Work out the amount without VAT and write it, for example 9 500 000 kr exkl. moms.")
    if code == TWO_MEANINGS:
        return _("Write it so that it can mean one thing only.") + " " + wanted
    return (_("Choose the number yourself.") + " " + wanted) if code == NOT_EXACT else wanted


def _names(choices: Mapping[str, str]) -> str:
    return ", ".join(f"{words} ({key})" for key, words in choices.items())


def _told(written: object) -> object:
    """What is written; None when it is nothing but space."""
    if isinstance(written, str):
        if len(written) > _LONGEST:
            raise NotReadError(_("The answer is longer than {limit} characters.").format(limit=_LONGEST))
        if found := illegal_in(written):
            raise NotReadError(
                _("The answer has the character {character}, which cannot stand in a document.").format(
                    character=f"U+{ord(found[0]):04X}"
                )
            )
        return written.strip() or None
    return written


def _answer(question: Question, told: object) -> Answer:
    if told is None or question.type == "text":
        return _text(told)
    if question.type == "boolean":
        return _yes_or_no(told)
    if question.type == "choice":
        return _choice(question, told)
    if question.type == "choices":
        return _choices(question, told)
    if question.type == "date":
        return read_day(told)
    high = LARGEST - 1 if question.maximum is None else question.maximum
    return _number(told, question.unit, question.minimum, high, whole=True)


def _text(told: object) -> str | None:
    if told is None or isinstance(told, str):
        return told
    if isinstance(told, int | float) and not isinstance(told, bool):
        return str(told)
    raise NotReadError(_('"{value}" is no text.').format(value=quoted(told)))


def _yes_or_no(told: object) -> bool:
    word = told if isinstance(told, bool) else str(told).casefold().rstrip(".!")
    if word in (True, *YES):
        return True
    if word in (False, *NO):
        return False
    raise NotReadError(_('"{value}" is neither yes nor no.').format(value=quoted(told)))


def _number(
    told: object, unit: str, low: float | None, high: float | None, *, whole: bool, with_vat: bool = False
) -> int | float:
    if not isinstance(told, str | int | float | Decimal) or isinstance(told, bool):
        raise NotReadError(_('"{value}" is not a number.').format(value=quoted(told)))
    exact = read_number(told, unit, with_vat=with_vat)
    if whole and exact != int(exact):
        raise NotReadError(_('"{value}" is not a whole number.').format(value=quoted(told)))
    # The unit is told once, whether or not the writer has written it.
    bare = exact.normalize()
    if low is not None and exact < Decimal(repr(low)):
        raise NotReadError(
            _("{value} {unit} is less than the lowest allowed, {limit}.")
            .format(value=f"{bare:f}", unit=unit, limit=low)
            .replace("  ", " ")
        )
    if high is not None and exact > Decimal(repr(high)):
        raise NotReadError(
            _("{value} {unit} is more than the highest allowed, {limit}.")
            .format(value=f"{bare:f}", unit=unit, limit=high)
            .replace("  ", " ")
        )
    return int(exact) if exact == int(exact) else float(exact)


def _choice(question: Question, told: object) -> str:
    if isinstance(told, str) and (key := _key(told, question)):
        return key
    raise NotReadError(
        _('"{value}" is not an answer to "{label}".').format(value=quoted(told), label=question.label)
    )


def _key(words: str, question: Question) -> str:
    """The key of the choice that the words are: its key, its words, or either without capitals, dots and hyphens."""
    if words in question.choices:
        return words
    for as_read in (_plain, _folded):
        wanted = as_read(words)
        if (
            wanted
            and len(
                meant := {
                    key for key, label in question.choices.items() if wanted in (as_read(key), as_read(label))
                }
            )
            > 1
        ):
            raise NotReadError(
                _('"{value}" may be several of the answers.').format(value=quoted(words)), TWO_MEANINGS
            )
        if wanted and meant:
            return meant.pop()
    return ""


def _choices(question: Question, told: object) -> tuple[str, ...]:
    if isinstance(told, str):
        return _enough(question, _listed(question, told))
    if not isinstance(told, list | tuple):
        raise NotReadError(_('"{label}" is answered by a list.').format(label=question.label))
    chosen: list[str] = []
    for word in told:
        key = _choice(question, word.strip() if isinstance(word, str) else word)
        if key in chosen:
            raise _twice(question, quoted(word))
        chosen.append(key)
    return _enough(question, chosen)


def _listed(question: Question, told: str) -> list[str]:
    """The choices of a text such as "skrivare, datorer och bildskärmar". Commas of a choice's own words part nothing."""
    text = told.removeprefix("[").removesuffix("]").strip() if told.startswith("[") else told
    if not text:
        return []
    ends = [
        (0, 0),
        *((found.start(), found.end()) for found in _PARTS.finditer(text)),
        (len(text), len(text)),
    ]
    found: list[list[str]] = []
    if len(ends) <= _MOST_PARTS:
        found = list(_readings(question, text, ends))
    if not found:
        if _plain(text) in NONE_OF_THEM:
            return []
        wrong = next((part for part in _PARTS.split(text) if not _key(part.strip(), question)), text)
        raise NotReadError(
            _('"{value}" is not an answer to "{label}".').format(value=quoted(wrong), label=question.label)
        )
    if len({frozenset(reading) for reading in found}) > 1:
        raise NotReadError(
            _('"{value}" may be several of the answers.').format(value=quoted(text)), TWO_MEANINGS
        )
    for number, key in enumerate(found[0]):
        if key in found[0][:number]:
            raise _twice(question, key)
    return found[0]


def _readings(question: Question, text: str, ends: list[tuple[int, int]]) -> Iterator[list[str]]:
    """Each way to read the text as choices, at most two for every beginning: more are no more ambiguous."""
    last = len(ends) - 1
    known: dict[int, list[list[str]]] = {last: [[]]}
    for at in range(last - 1, -1, -1):
        known[at] = [
            [key, *rest]
            for to in range(at + 1, last + 1)
            if known[to] and (key := _key(text[ends[at][1] : ends[to][0]].strip(), question))
            for rest in known[to]
        ][:2]
    yield from known[0]


def _enough(question: Question, chosen: list[str]) -> tuple[str, ...]:
    if question.minimum is not None and len(chosen) < question.minimum:
        raise NotReadError(_('"{label}" needs at least one of its answers.').format(label=question.label))
    return tuple(sorted(chosen))


def _twice(question: Question, word: str) -> NotReadError:
    return NotReadError(
        _('"{value}" stands twice in the answer to "{label}".').format(value=word, label=question.label)
    )


_PARTS = re.compile(r"\s*[,;\n]\s*|\s+(?:och|and)\s+")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def _folded(words: str) -> str:
    """The letters and digits alone, without rings, dots and accents: "Utrustning till IT-drift" → utrustningtillitdrift."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in apart if sign.isalnum())
