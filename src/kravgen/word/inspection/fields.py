"""Fields that Word works out, such as references: their codes, however many runs a code stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kravgen.word.reading.file import Element, value, w

FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD = (w(name) for name in ("fldChar", "instrText", "fldSimple"))

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_MOST_WORDS = 20
"""So many words of a code are looked at: what they point to stands among the first."""


class FieldCode(NamedTuple):
    """A field: the words of its code, and the mark that what it shows stands in or after."""

    code: tuple[str, ...]
    mark: Element


def found_fields(marks: Iterable[Element]) -> Iterator[FieldCode]:
    """The fields, from their marks in order. One whose code holds another field is left out: what it says is not
    known before that is worked out."""
    codes: list[list[str] | None] = []
    for mark in marks:
        if mark.tag == SIMPLE_FIELD:
            yield FieldCode(_words(value(mark, "instr")), mark)
        elif mark.tag == FIELD_CODE:
            if codes and codes[-1] is not None:
                codes[-1].append(mark.text or "")
        elif (kind := value(mark, "fldCharType")) == "begin":
            if codes:
                codes[-1] = None
            codes.append([])
        elif codes and kind in ("separate", "end"):
            code = codes[-1]
            if code:
                yield FieldCode(_words("".join(code)), mark)
            codes[-1] = None
            if kind == "end":
                codes.pop()


def pointed_at(code: tuple[str, ...]) -> str:
    """The bookmark that a field points to; empty when it points to none."""
    kind = code[0].upper() if code else ""
    if kind in ("REF", "PAGEREF", "NOTEREF"):
        return code[1] if len(code) > 1 and not code[1].startswith("\\") else ""
    # A link with an address has its place there, not here.
    if kind == "HYPERLINK" and len(code) > 1 and code[1].startswith("\\"):
        return next((name for switch, name in pairwise(code) if switch.lower() == "\\l"), "")
    return ""


def defined(code: tuple[str, ...]) -> str:
    """The bookmark that a field makes; empty when it makes none."""
    return code[1] if len(code) > 1 and code[0].upper() in ("SET", "ASK") else ""


def _words(code: str) -> tuple[str, ...]:
    found = []
    for word in _WORD.finditer(code):
        found.append(word[1] if word[1] is not None else word[2])
        if len(found) == _MOST_WORDS:
            break
    return tuple(found)
