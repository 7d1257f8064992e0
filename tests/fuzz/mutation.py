"""Small changes to a text, such as a hand, a program or a bad disk makes. The seed decides all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

VALUES = (
    "9" * 4999,
    "1e999",
    ".inf",
    "-.nan",
    "0x10",
    "0o17",
    "1_000",
    "9999999999999999999",
    "0.12345678901234567",
    "-5",
    "null",
    "~",
    "true",
    "[]",
    "{}",
    "[[[[[[[[[[[[",
    "{a: {b: {c: 1}}}",
    "*a",
    "&a b",
    "!!python/object x",
    "!tag x",
    '"\\x00"',
    '"\\ud800"',
    '"C:\\temp"',
    "'",
    '"',
    "@",
    "%",
    "- - -",
    "Text om krav #3 som går på",
    "x  # en anmärkning",
    "|\n    rad\n  rad",
    ">-\n      - a\n      - b",
    "{{ okänt }}",
    "{% if x %}",
    "{# borta #}",
    "{{ " + "9" * 5000 + " }}",
    "{{ (((((1))))) }}",
    "5*3*2",
    "| a | b |",
    "2026. Text",
    "3) Text",
    "[[FINNS-99]]",
    "[[finns.inte|x]]",
    "[[x",
    "[x](#FINNS-99)",
    "2026-02-30",
    "2026-11-23T12:00:00",
    "EXIT-08",
    "a" * 70_000,
    "å" * 300,
    "a\u0301",
    "\u202etxet",
    "\ufeff",
    "x y" * 3000,
)
"""What stands after a colon."""

PIECES = (
    "\t",
    "\r",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "\ufdd0",
    "\ufeff",
    "#",
    " # ",
    ": ",
    ":",
    "- ",
    "\n",
    "\n\n",
    "---\n",
    "...\n",
    "<<<<<<< HEAD\n",
    "\n=======\n",
    "\n>>>>>>> annan\n",
    "[" * 60,
    "{" * 60,
    "{{",
    "}}",
    "{%",
    "%}",
    "*",
    "`",
    "\\",
    '"',
    "'",
    "|",
    ">",
    "!",
    "&",
    "[FYLL I: x]",
    "%s",
    "{0}",
    "{name}",
)
"""What may come in anywhere."""

Change = Callable[[str, Random], str]


def mutated(text: str, random: Random) -> bytes:
    """The text with one to three changes."""
    for _time in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(_CHANGES)(text, random)
    raw = text.encode(errors="surrogateescape")
    return random.choice(_BYTES)(raw, random) if random.random() < 0.1 else raw


def _value(text: str, random: Random) -> str:
    """Another value after a key."""
    places = list(re.finditer(r'(?<=: )[^\n{}\[\],]+|(?<=")[^"\n]+(?=")', text))
    if not places:
        return text
    at = random.choice(places)
    return text[: at.start()] + random.choice(VALUES) + text[at.end() :]


def _swapped_values(text: str, random: Random) -> str:
    """The value of one key at another."""
    places = list(re.finditer(r"(?<=: )[^\n{}\[\],]+", text))
    if len(places) < 2:
        return text
    one, other = random.sample(places, 2)
    return text[: one.start()] + other[0] + text[one.end() :]


def _key(text: str, random: Random) -> str:
    places = list(re.finditer(r"[a-zåäö_]+(?=:)", text))
    if not places:
        return text
    at = random.choice(places)
    new = random.choice((at[0][:-1], at[0] + "x", at[0].upper(), "", "k" * 2000, random.choice(places)[0]))
    return text[: at.start()] + new + text[at.end() :]


def _piece(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(PIECES) + text[at:]


def _lines(change: Callable[[list[str], int, Random], Sequence[str]]) -> Change:
    def changed(text: str, random: Random) -> str:
        lines = text.split("\n")
        at = random.randrange(len(lines))
        return "\n".join([*lines[:at], *change(lines, at, random), *lines[at + 1 :]])

    return changed


def _cut(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _less(text: str, random: Random) -> str:
    if not text:
        return text
    at = random.randrange(len(text))
    return text[:at] + text[at + random.choice((1, 1, 2, 5, 20)) :]


_CHANGES: tuple[Change, ...] = (
    *(_value,) * 6,
    _swapped_values,
    *(_key,) * 2,
    *(_piece,) * 3,
    *(_less,) * 2,
    _cut,
    _lines(lambda lines, at, random: []),
    _lines(lambda lines, at, random: [lines[at]] * 2),
    _lines(lambda lines, at, random: [" " * random.randrange(8) + lines[at].lstrip()]),
    _lines(lambda lines, at, random: [lines[at], random.choice(lines)]),
    lambda text, random: unicodedata.normalize("NFD", text),
    lambda text, random: text.replace("\n", "\r\n"),
    lambda text, random: text.replace("\n", "\r"),
    lambda text, random: "\ufeff" + text,
    lambda text, random: "",
    lambda text, random: random.choice(VALUES),
)

_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (
    lambda raw, random: raw.decode().encode("latin-1", "replace"),
    lambda raw, random: raw.decode().encode("utf-16"),
    lambda raw, random: raw[: len(raw) // 2] + bytes([random.randrange(256)]) + raw[len(raw) // 2 :],
    lambda raw, random: random.randbytes(200),
)
