"""Reads JSON that somebody else may have written: a manifest, a lock. Nothing else in kravgen parses foreign JSON.

JSON lets through what no file of ours holds: the same key twice, NaN, numbers with thousands of digits, half a
character. Each of these is refused, and so is a file that would not fit in the memory.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

from kravgen import system
from kravgen.i18n import _

MAX_BYTES = 16 * system.MEBI
MAX_DEPTH = 40
_MOST_VALUES = 800_000
_MOST_DIGITS = 18
_HALF = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")
_SHOWN = 60


class Malformed(ValueError):  # noqa: N818 - it says what the file is
    """A file that is not JSON as kravgen takes it. The message is the end of a sentence, to be shown as it is."""


def read(path: Path) -> Any:
    """What the file holds.

    Raises:
        OSError: the file cannot be read.
        Malformed: it is not JSON as kravgen takes it.
    """
    return parse(system.read(path, MAX_BYTES))


def parse(raw: bytes) -> Any:
    """What the bytes hold. See :func:`read`."""
    if sum(map(raw.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise Malformed(_("it holds too many values"))
    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_decimal, parse_constant=_constant
        )
        if _HALF.search(text):
            json.dumps(data, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise Malformed(_("it is not UTF-8 text")) from error
    except UnicodeEncodeError as error:
        raise Malformed(_("it holds half a character")) from error
    except json.JSONDecodeError as error:
        raise Malformed(_("line {line} cannot be understood").format(line=error.lineno)) from error
    except RecursionError as error:
        raise Malformed(_too_deep()) from error
    _look_at_depth(data)
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Malformed(_('the key "{key}" stands twice').format(key=twice[:_SHOWN]))
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise Malformed(_("a number has too many digits"))
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if len(digits) > 2 * _MOST_DIGITS or number in (float("inf"), float("-inf")):
        raise Malformed(_("a number has too many digits"))
    return number


def _constant(word: str) -> NoReturn:
    raise Malformed(_("{word} is no number").format(word=word))


_NESTED = frozenset((dict, list))


def _look_at_depth(data: Any) -> None:
    level = [data]
    for _depth in range(MAX_DEPTH):
        level = (
            [
                child
                for node in level
                for child in (node.values() if isinstance(node, dict) else node)
                if child.__class__ in _NESTED
            ]
            if isinstance(data, dict | list)
            else []
        )
        if not level:
            return
    raise Malformed(_too_deep())


def _too_deep() -> str:
    return _("it is nested deeper than {limit} levels").format(limit=MAX_DEPTH)
