"""Figures: with a unit, within what is possible, and as parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from kravgen.i18n import _, _n
from kravgen.lint import counts, swedish
from kravgen.lint.collection import BINDING, ITEMS, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule

_NUMBER = rf"(?:{swedish.PARAMETER}+|\d+(?:[.,]\d+)?)"
_LIMITS = ("inom", "senast", "högst", "minst", "lägst", "längst", "under")
_BARE = re.compile(
    rf"\b(?:[Ii]nom|[Ss]enast|[Hh]ögst|[Mm]inst|[Ll]ägst|[Ll]ängst|[Uu]nder)\s+({_NUMBER})"
    r"\s*(?=[,;:](?!\d)|\.(?:\s|$)|$|(?:från|efter|före|innan|vid|och|eller|per|räknat)\b"
    rf"(?! (?:[Hh]ögst|[Mm]inst|[Ll]ägst|[Ll]ängst|{_NUMBER})))"
)
_COUNTED = re.compile(rf"(?P<name>{swedish.PARAMETER}+)\s*(?P<unit>%|\w+(?:[-:]\w+)*)")
"""A parameter and the word after it."""
_BY_LAW = re.compile(r"\s+enligt (?:artikel )?\d")
_MINUS = re.compile(r"[-\u2212]\d")
_NEGATIVE = re.compile(r"(?<![\w.,])[-\u2212](\d+(?:[.,]\d+)?)\s*(\w+|%)")
"""A figure with no unit. In "minst 3 och högst 5 dagar" one unit serves for both."""
_AVAILABILITY = re.compile(r"\b(?:tillgänglighet|drifttid|upptid|tillgänglig)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:per|varje|under)\s+(?:\w+\s+)?(?:\w*månad|\w*kvartal|\w*år|\w*vecka|\w*dygn|mätperiod\w*)\b|\bmät",
    re.IGNORECASE,
)
WHOLE = 100
_AVAILABLE = re.compile(r"\b(?:tillgänglig\w*|drifttid\w*|upptid\w*)\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"\b(?:tillgänglig\w*|drifttid\w*|upptid\w*|andel\w*|av (?:alla|samtliga|fallen|ärendena|anropen))\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r" av (?:alla |samtliga |de )?(?!volym|antal|kapacit|lön|pris|värde|dagens|nuvarande|normal|kostnad|belopp|avgift"
    r"|budget|nivå|kontrakt|ersättning|effekt|skada|tak|årspris|avtal|den |det )\w{3,}(?:en|et|na)\b"
)
_GROWTH = re.compile(
    r"\b(?:ök\w+|väx\w+|höj\w+|påslag\w*|jämfört|dimension\w+|av dagens|av nuvarande|av normal)\b", re.I
)
_TIMES = re.compile(rf"(?<![\w.,])(\d+(?:,\d+)?|{counts.WORDS}) gånger\b", re.IGNORECASE)
_OF_SHARES = (re.compile("%"), re.compile("procent"), re.compile("gånger"))
_OF_WEIGHTS = (re.compile("%"), re.compile("procent"))
_WEIGHT = re.compile(
    r"\b(?:vikt\w*|väger|väga|tilldelningskriteri\w*|utvärder\w*|utvärderingskriteri\w*)\b", re.I
)


def _literal(all_: Collection) -> Iterator[Finding]:
    units = all_.words.plain("units")
    for text in all_.texts(("text",), BINDING).meaning(_begins_with_digit):
        # A procurement's own requirements are about that purchase only.
        if "buyers" in text.entry.file.data or not any(
            number[0].isdigit() and unit in units for number, unit in pairwise(text.spoken_lower)
        ):
            continue
        for number, unit in pairwise(text.spoken_words):
            if number.text[0].isdigit() and _adjacent(text, number.end, unit.start):
                sort = units.get(unit.lower, "")
                # The whole of something is no figure to choose.
                whole = sort == "andel" and _value(number.text) == 100
                if sort and not whole and not _is_laws_own(text, unit.end):
                    yield text.at(
                        number.start,
                        _('"{words}" is fixed in the text.').format(
                            words=text.value[number.start : unit.end].replace("\n", " ")
                        ),
                        _("Make the figure a parameter with unit, lowest and highest value."),
                        text.with_replaced(number.start, number.end, "{{ namn }}"),
                    )
                    break


def _no_unit(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).with_figures:
        limited = (word.endswith(_LIMITS) and not next_[0].isalpha() for word, next_ in pairwise(text.lower))
        for found in _BARE.finditer(text.spoken) if any(limited) else ():
            # An answer is printed with its unit.
            asked = all_.questions.get(text.value[slice(*found.span(1))].strip("{} "))
            if asked and asked.unit:
                continue
            yield text.at(
                found.start(1),
                _("The figure has no unit."),
                _("Write the unit after it, for example days, hours or percent."),
            )
    for entry in all_.items:
        for name, parameter in entry.parameters.items() if entry.above is None else ():
            if parameter["type"] in ("integer", "number") and "unit" not in parameter:
                yield entry.at(
                    _('The parameter "{name}" has no unit.').format(name=name),
                    _("Add the key unit."),
                    ("parameters", name),
                )


def _impossible(all_: Collection) -> Iterator[Finding]:
    units = all_.words.plain("units")
    # What is impossible is so in what a draft only tells, too.
    texts = all_.texts(("text", "accept"), (*ITEMS, "note"))
    for text in texts.matching(_MINUS):
        for found in _NEGATIVE.finditer(text.spoken):
            if units.get(found[2].lower()) in ("tid", "andel"):
                yield text.at(found.start(), _("A time or a share cannot be less than zero."))
    for text in texts.matching(*_OF_SHARES):
        for share in counts.shares(text.spoken):
            if share.value > WHOLE and _is_of_a_whole(text, share.start, share.end):
                yield text.at(share.start, _("A share cannot be more than 100 percent."))
        for found in _TIMES.finditer(text.spoken):
            if counts.value(found[1]) > 1 and _AVAILABLE.search(text.plain, *text.sentence(found.start())):
                yield text.at(found.start(), _("A share cannot be more than 100 percent."))
    for entry in all_.items:
        for name, parameter in entry.parameters.items() if entry.above is None else ():
            if told := _impossible_parameter(parameter, units.get(parameter.get("unit", ""), "")):
                yield entry.at(told, key=("parameters", name))


def _is_of_a_whole(text: Passage, start: int, end: int) -> bool:
    """Whether a share is one of something whole, and no growth or comparison."""
    sentence = text.sentence(start)
    if _GROWTH.search(text.plain, *sentence):
        return False
    return bool(_SHARE_OF.search(text.plain, *sentence) or _OF_ALL.match(text.plain, end))


def _weights(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",)).matching(*_OF_WEIGHTS):
        for start, end in text.sentences:
            found = [share for share in counts.shares(text.spoken[:end]) if share.start >= start]
            if (
                len(found) > 1
                and _WEIGHT.search(text.plain, start, end)
                and not _GROWTH.search(text.plain, start, end)
            ):
                total = sum(share.value for share in found)
                if total > WHOLE:
                    yield text.at(
                        found[0].start,
                        _("The weights are {total} percent together.").format(
                            total=f"{total:g}".replace(".", ",")
                        ),
                        _("Change them so that they are 100 percent."),
                    )


def _impossible_parameter(parameter: dict[str, object], sort: str) -> str:
    values = [parameter.get(key) for key in ("default", "minimum", "maximum")]
    numbers = [value for value in values if isinstance(value, int | float)]
    low, high = parameter.get("minimum"), parameter.get("maximum")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        return _("The lowest value is higher than the highest.")
    if sort and any(number < 0 for number in numbers):
        return _("A time, a share or an amount cannot be less than zero.")
    if sort == "andel" and any(number > 100 for number in numbers):
        return _("A share cannot be more than 100 percent.")
    return ""


def _other_unit(all_: Collection) -> Iterator[Finding]:
    units = all_.words.plain("units")
    for text in all_.texts(("text", "accept", "evidence", "motive", "value"), ITEMS).holding("{{"):
        for found in _COUNTED.finditer(text.plain):
            word = found["unit"].lower()
            if word not in units:
                continue
            start, end = found.span("name")
            name = text.value[start + 2 : end - 2].strip()
            unit = str(text.entry.parameters.get(name, {}).get("unit", "")).lower()
            if unit and not _same_unit(unit, word):
                yield text.at(
                    found.start("unit"),
                    _('"{name}" is counted in {unit} but the text says {word}.').format(
                        name=name, unit=unit, word=found["unit"]
                    ),
                    _("Use the same unit in both places."),
                    text.with_replaced(*found.span("unit"), unit),
                )


def _no_period(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska", "bör", "villkor").naming(_shares(all_)).matching(_AVAILABILITY):
        if _PERIOD.search(text.plain):
            continue
        for number, unit in pairwise(text.words):
            is_share = number.is_number and all_.words.plain("units").get(unit.lower) == "andel"
            if is_share and _AVAILABILITY.search(text.plain, *text.sentence(number.start)):
                yield text.at(
                    number.start,
                    _("The availability has no period and no measuring point."),
                    _("Say where it is measured and over how long: for example per calendar month."),
                )
                break


def _shares(all_: Collection) -> Set[str]:
    """The units that shares are counted in."""
    return {unit for unit, sort in all_.words.plain("units").items() if sort == "andel"}


def _begins_with_digit(word: str) -> bool:
    return word[0].isdigit()


def _adjacent(text: Passage, end: int, start: int) -> bool:
    return not text.value[end:start].strip()


def _same_unit(unit: str, word: str) -> bool:
    return word == unit or word in unit.split() or unit.split()[0][:4] == word[:4]


def _is_laws_own(text: Passage, end: int) -> bool:
    """Whether the figure is the law's: "72 timmar enligt artikel 33"."""
    return bool(_BY_LAW.match(text.spoken, end))


def _value(text: str) -> float:
    number = re.sub(r"[^\d,.]", "", text).replace(",", ".").rstrip(".")
    # Several points stand between thousands, or in a version.
    return float((number.replace(".", "") if number.count(".") > 1 else number) or 0)


RULES = (
    Rule(
        "KL301",
        "fast-tal",
        "warning",
        _n("A figure with a unit is fixed in a text of the library and not a parameter."),
        _literal,
        bad="Leverantören ska lämna ut samtliga data inom 10 dagar från Beställarens begäran.",
        good=(
            "text: Leverantören ska lämna ut samtliga data inom {{ days }} dagar från Beställarens begäran.\n"
            "parameters: {days: {type: integer, label: tid för utlämning, unit: dagar, minimum: 1, maximum: 30}}"
        ),
        drafts=False,
    ),
    Rule(
        "KL302",
        "enhet-saknas",
        "error",
        _n("A figure or a parameter has no unit."),
        _no_unit,
        bad="Leverantören ska påbörja felsökning inom 30 från anmälan.",
        good="Leverantören ska påbörja felsökning inom fem minuter från anmälan.",
    ),
    Rule(
        "KL303",
        "omöjligt-tal",
        "error",
        _n("A figure is outside what is possible."),
        _impossible,
        bad=(
            "text: Tjänsten ska ha en tillgänglighet på {{ percent }} procent per månad.\n"
            "parameters: {percent: {type: number, label: tillgänglighet, unit: procent, minimum: 90, maximum: 130}}"
        ),
        good=(
            "text: Tjänsten ska ha en tillgänglighet på {{ percent }} procent per månad.\n"
            "parameters: {percent: {type: number, label: tillgänglighet, unit: procent, minimum: 90, maximum: 100}}"
        ),
    ),
    Rule(
        "KL307",
        "vikter",
        "error",
        _n("Weights are more than 100 percent together."),
        _weights,
        bad="checks: [{id: X-K, text: Kriterierna viktas med pris 60 procent och kvalitet 50 procent.}]",
        good="checks: [{id: X-K, text: Kriterierna viktas med pris 60 procent och kvalitet 40 procent.}]",
    ),
    Rule(
        "KL304",
        "annan-enhet",
        "error",
        _n("The text counts a parameter in another unit than the parameter has."),
        _other_unit,
        bad=(
            "text: Leverantören ska lämna rapporten inom {{ days }} veckor.\n"
            "parameters: {days: {type: integer, label: tid för rapport, unit: dagar}}"
        ),
        good=(
            "text: Leverantören ska lämna rapporten inom {{ days }} dagar.\n"
            "parameters: {days: {type: integer, label: tid för rapport, unit: dagar}}"
        ),
        drafts=False,
    ),
    Rule(
        "KL305",
        "mätperiod-saknas",
        "warning",
        _n("A demand on availability does not say over what period it is measured."),
        _no_period,
        bad="Tjänsten ska ha en tillgänglighet på minst nittio procent eller 95 procent.",
        good="Tjänsten ska ha en tillgänglighet på minst nittio procent per kalendermånad.",
    ),
)
