"""Where a text lets data be, and where it forbids it to be."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DATA = re.compile(
    r"\b(?:uppgift\w*|data|information\w*|person\w*uppgift\w*|lagr\w+|behandl\w+|drift\w*|säkerhetskopi\w*|loggar\w*)\b",
    re.IGNORECASE,
)
_SWEDEN = re.compile(
    r"\b(?:bara|endast|enbart|uteslutande)\b[^.]{0,40}\b(?:i|inom) Sverige\b"
    r"|\b(?:[Aa]ll|[Aa]lla|[Ss]amtliga?)\b[^.]{0,60}\bska(?:ll)?\b[^.]{0,40}\b(?:i|inom) Sverige\b(?! eller| och| samt)"
    r"|\bska(?:ll)? (?:lagras|behandlas|förvaras|sparas|finnas|ligga)\b[^.]{0,20}\b(?:i|inom) Sverige\b(?! eller| och| samt)"
    r"|\b(?:i|inom) Sverige\b[^.]{0,15}\b(?:och inte|men inte)\b|\b(?:endast|enbart|bara|uteslutande) Sverige\b"
)
_UNION = re.compile(r"\b(?:bara|endast|enbart|uteslutande)\b[^.]{0,60}\binom (?:EU|EES)\b")
_OUTSIDE = re.compile(r"\bfår\b(?! inte)(?! bara)(?! endast)[^.]{0,80}\b(?:utanför EU|tredje ?land|i USA)\b")
_ABROAD = re.compile(r"\bfår\b(?! inte)[^.]{0,80}\b(?:inom EU|inom EES|utanför Sverige|i USA|tredje ?land)\b")
_PASSES = ((_OUTSIDE, "union"), (_OUTSIDE, "sweden"), (_ABROAD, "sweden"))
"""What lets data pass a limit, and which one."""
_IN_UNION = (
    *(
        "Irland",
        "Tyskland",
        "Nederländerna",
        "Holland",
        "Frankrike",
        "Polen",
        "Danmark",
        "Finland",
        "Norge",
        "Spanien",
    ),
    *(
        "Italien",
        "Belgien",
        "Luxemburg",
        "Österrike",
        "Estland",
        "Lettland",
        "Litauen",
        "Rumänien",
        "Bulgarien",
    ),
    *("Portugal", "Tjeckien", "Island"),
)
_THIRD = (
    *(
        "USA",
        "Indien",
        "Kina",
        "Storbritannien",
        "England",
        "Schweiz",
        "Ryssland",
        "Ukraina",
        "Japan",
        "Kanada",
    ),
    *("Israel", "Australien", "Singapore", "Filippinerna", "Turkiet", "Serbien", "Vietnam", "Brasilien"),
)
_LIES = (
    r"\b(?:lagr\w+|drift\w*|ligger|finns|placer\w+|sparas|behandl\w+|säkerhetskop\w+|support|åtkomst|nås|servrar\w*"
    r"|sker)\b"
)
_NOT = re.compile(r"\b(?:inte|aldrig|varken|ej|utom|förbjud\w+)\b", re.IGNORECASE)
_COUNTRY = re.compile(
    rf"{_LIES}[^.]{{0,60}}\b(?:i|från) (?P<place>{'|'.join((*_IN_UNION, *_THIRD))})\b", re.IGNORECASE
)
_REGION = re.compile(
    r"\b(?:Azure|Microsoft)[ \u00a0]?(?:regionen )?"
    r"(?P<azure>(?:West|North|South|East|Central|Sweden|Germany|France|Norway|UK|Poland|Italy|Spain|Switzerland)"
    r"(?: \w+)? ?(?:Europe|US|Asia|India|Central|South|West|North|East)?\b)"
    r"|\b(?P<code>(?:eu|us|ap|sa|ca|me|af|il|europe|asia|australia|northamerica)-(?:north|south|east|west|central)\w*-?\d)\b"
)
_HOME_CODES = ("eu-north-1", "europe-north2")
_THIRD_CODES = ("eu-west-2", "eu-central-2", "europe-west2", "europe-west6")
"""London and Zürich, whatever their names begin with."""
_THIRD_REGIONS = ("UK", "Switzerland", "East US", "West US", "Central US", "South US", "North US")
_PLACES = ("Sverige", "EU", "EES", "USA", "tredje")
"""Words of which every one of the limits and what is allowed to pass them has one."""
_NAMED = (*_PLACES, *_IN_UNION, *_THIRD, "Azure", "Microsoft", "eu-", "us-", "ap-", "europe-", "asia-")


def limit(text: str) -> str:
    """What the text binds data to: ``sweden`` or ``union``; empty when it binds nothing."""
    if not _speaks_of_places(text, _PLACES):
        return ""
    if _SWEDEN.search(text):
        return "sweden"
    return "union" if _UNION.search(text) else ""


def allowed(text: str) -> Mapping[str, str]:
    """The limits that the text lets data pass, each with the words that do."""
    if not _speaks_of_places(text, _NAMED):
        return {}
    found = [(against, pattern.search(text)) for pattern, against in _PASSES]
    told = {against: match[0] for against, match in reversed(found) if match}
    return {**told, **_located(text)}


def located(text: str) -> Mapping[str, str]:
    """As :func:`allowed`, of countries and regions of data centres that the text says by name that data lie in."""
    return _located(text) if _speaks_of_places(text, _NAMED) else {}


def _located(text: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for match in (*_REGION.finditer(text), *_COUNTRY.finditer(text)):
        before = text[text.rfind(".", 0, match.start()) + 1 : match.end()]
        if _NOT.search(before):
            continue
        groups = match.groupdict()
        name = groups.get("place") or groups.get("azure") or groups.get("code") or ""
        for against in _passed(name):
            told.setdefault(against, match[0])
    return told


def _passed(name: str) -> tuple[str, ...]:
    """The limits that a country or a region lies outside."""
    if name in _HOME_CODES or name.startswith("Sweden"):
        return ()
    code = name.partition("-")[0] if "-" in name else ""
    third = name in _THIRD_CODES or name.startswith(_THIRD_REGIONS) or name in _THIRD
    third = third or name.endswith(("US", "Asia", "India")) or (bool(code) and code not in ("eu", "europe"))
    return ("union", "sweden") if third else ("sweden",)


def _speaks_of_places(text: str, places: tuple[str, ...]) -> bool:
    for place in places:
        if place in text:
            return _DATA.search(text) is not None
    return False
