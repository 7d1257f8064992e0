"""Swedish, as far as the rules need it: words, sentences and inflection by endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

PARAMETER = "\ue000"
"""Stands for each character of a parameter, ``{{ days }}``, so that every place in the text is kept."""

MENTION = "\ue001"
"""Stands for each character of a mention of another item."""

FIGURE = re.compile(rf"[\d{PARAMETER}]")
"""A digit or a parameter."""


class Word(NamedTuple):
    """A word, a number, or a run of :data:`PARAMETER` or :data:`MENTION`, and where it begins."""

    text: str
    lower: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it is written in figures, or is a parameter, which mostly is one."""
        return self.text[0].isdigit() or self.text[0] == PARAMETER


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order."""
    return tuple(Word(found[0], found[0].lower(), found.start()) for found in _WORD.finditer(text))


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, without their places."""
    return _WORD.findall(text)


def head(word: str) -> str:
    """The word, or what stands before its hyphen or colon: Teams of Teams-möte, EU of EU:s."""
    return word.replace(":", "-").partition("-")[0]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. A new line ends a sentence: texts are not broken inside one."""
    start = 0
    for found in _BOUNDARY.finditer(text):
        end = found.end()
        if found[0][0] != "\n" and _ABBREVIATION.search(text, start, found.start() + 1):
            continue
        if text[start:end].strip():
            yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def adjective_forms(word: str) -> tuple[str, ...]:
    """An adjective's forms in the positive, and its comparative and superlative: snabb, snabbt, snabba …"""
    if word.endswith(("el", "er", "en")) and not word.endswith(("iell", "een")):
        short = word[:-2] + word[-1]
        return (word, f"{word[:-1]}t" if word.endswith("en") else f"{word}t", f"{short}a", f"{short}are")
    if word.endswith("d") and word[-2] in "aoueiyåäö":
        return (word, f"{word[:-1]}tt", f"{word}a", f"{word}are", f"{word}ast")
    if word.endswith(("ad", "nd", "rd")):
        return (word, f"{word[:-1]}t", f"{word}e", f"{word}a")
    if word.endswith("a"):
        return (word,)
    neuter = word if word.endswith("t") else f"{word}t"
    return (word, neuter, f"{word}a", f"{word}are", f"{word}ast", f"{word}aste")


def indefinite(noun: str) -> str:
    """A noun in definite form as it is without an article: planen plan, listan lista, redogörelsen redogörelse."""
    if noun.endswith(("elsen", "an", "erna")):
        return noun[:-2] if noun.endswith("erna") else noun[:-1]
    return noun[:-2] if noun.endswith(("en", "et")) else noun


def noun_forms(word: str) -> tuple[str, ...]:
    """A borrowed noun or verb with the endings that Swedes give it: backup, backupen, backuper …"""
    return (word, *(f"{word}{ending}" for ending in _NOUN_ENDINGS))


def is_definite(word: str) -> bool:
    """Whether the word looks like a noun in the definite: Kameran, Växeln, Låset, Enheterna."""
    return len(word) > 4 and word.endswith(_DEFINITE) and not word.endswith(_PLURAL_NEUTERS)


def active(verb: str) -> str:
    """The active infinitive of a passive one: loggas → logga, ges → ge."""
    return verb[:-1]


def is_passive(word: str) -> bool:
    """Whether the word looks like a passive infinitive: loggas, anges, nås."""
    if not word.endswith(_PASSIVES) or word in _NOT_PASSIVE or word.endswith(_GENITIVES):
        return False
    return len(word) > 3 or word.endswith(_SHORT_PASSIVES)


def is_active(word: str) -> bool:
    """Whether the word looks like an active infinitive: logga, ge, stå."""
    return word in _SHORT_VERBS or word in _DEPONENTS or (len(word) > 3 and word.endswith(_ACTIVE))


_WORD = re.compile(rf"{PARAMETER}+|{MENTION}+|\d+(?:[ .,]\d+)*\w*|%|\w+(?:[-:]\w+)*")
_BOUNDARY = re.compile(r"[.!?](?=[)\"”]?\s+[\"(]?[A-ZÅÄÖ\ue001])|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:t\.?\s?ex|bl\.?\s?a|m\.m|o\.?\s?dyl|s\.k|d\.v\.s|dvs|kap|art|nr|st|ca|jfr|resp|enl|ev|inkl|exkl)\.\Z"
)
_NOUN_ENDINGS = (
    *("n", "en", "et", "t", "er", "ar", "or", "s", "ns", "ens", "ets", "erna", "arna", "orna", "a", "as"),
    *("ade", "at", "ad", "ing", "ningen"),
)
_DEPONENTS = frozenset({"finnas", "lyckas", "minnas", "hoppas", "trivas", "vistas", "umgås", "andas", "enas"})
_NOT_PASSIVE = _DEPONENTS | {"deras", "allas", "bådas", "dessas"}
_GENITIVES = ("arnas", "ornas", "ernas")
_DEFINITE = ("en", "et", "an", "in", "rn", "ln", "arna", "erna", "orna")
_PLURAL_NEUTERS = ("anden", "enden", "tyden")
_SHORT_PASSIVES = (
    "nges",
    "tas",
    "nås",
    "ses",
    "dras",
    "åläggas",
    "tages",
    "medges",
    "överges",
    "utges",
    "utgås",
)
_PASSIVES = ("as", *_SHORT_PASSIVES)
_ACTIVE = (
    "a",
    "ange",
    "uppge",
    "återge",
    "medge",
    "utse",
    "förse",
    "avse",
    "anse",
    "ingå",
    "framgå",
    "genomgå",
    "stå",
)
_SHORT_VERBS = frozenset(
    {"ge", "se", "få", "gå", "stå", "ha", "bli", "ske", "nå", "be", "dra", "ta", "ingå", "bestå"}
)
