"""The lock file beside the procurement: its numbers, checked like anything else that people write.

People merge it, mend it by hand and get it by mail, so every line is looked at and every problem has a place.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from json.decoder import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, Place, Problem, shown_path
from kravgen.textfile import unreadable

FORMAT = 1
MAX_BYTES = 1024 * 1024
ID = re.compile(r"(?=.{1,30}\Z)[A-Z0-9]+(-[A-Z0-9.]+)+")
NUMBER = re.compile(r"[KAP][1-9][0-9]{0,8}")


def path_of(procurement: Path) -> Path:
    """Where the lock of a procurement file lies."""
    return procurement.with_name(f"{procurement.stem}.lock.json")


def hidden_of(procurement: Path) -> str:
    """The name of the folder beside the procurement that the lock goes by way of when it is replaced."""
    return f".{procurement.stem}.kravgen"


def content(procurement: Path) -> bytes | None:
    """What the lock file holds; None when there is no lock yet.

    Raises:
        KravgenError: the file cannot be read.
    """
    path = path_of(procurement)
    # While the lock is replaced, or after a run that was killed then, the old one lies in the hidden folder.
    for candidate in (path, path.parent / hidden_of(procurement) / "old" / path.name, path):
        try:
            system.look(candidate)
            with candidate.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise unreadable(shown_path(path), error) from error
    return None


def read(procurement: Path) -> dict[str, str]:
    """The numbers in the lock of a procurement file, by item id; empty when there is no lock yet.

    Raises:
        KravgenError: the lock cannot be read, or something is wrong in it; all of it is told.
    """
    raw = content(procurement)
    return {} if raw is None else parse(raw, shown_path(path_of(procurement)))


def parse(raw: bytes, name: str) -> dict[str, str]:
    """The numbers in a lock's bytes, by item id. ``name`` is how messages call the file.

    Raises:
        KravgenError: something is wrong in it; all of it is told.
    """
    problems = Collector()
    text = _text(raw, name)
    places = _Places(name, text)
    if marks := [found.start() for found in _CONFLICT.finditer(text)]:
        problems.extend(_conflict(places.at(mark)) for mark in marks)
        found = _pairs(text)
    else:
        found = list(_given(text, places, problems))
    numbers = _checked(found, places, problems)
    problems.stop(unreadable=True)
    return numbers


def place_of(raw: bytes, name: str, item: str) -> Place:
    """Where an item stands in a lock's bytes; the beginning when it does not. ``name`` is how messages call the file."""
    text = _text(raw, name)
    return _Places(name, text).at(max(text.find(f'"{item}"'), 0) if item else 0)


def to_bytes(numbers: Mapping[str, str]) -> bytes:
    """The lock file's content: the same numbers always give the same bytes."""
    data = {"format": FORMAT, "numbers": dict(sorted(numbers.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Given:
    """A line of the lock: who has which number, and where both stand in the text."""

    id: str
    id_at: int
    number: object
    number_at: int


class _Places:
    """Where a character of the text stands."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, position: int) -> Place:
        line = bisect_right(self._lines, position)
        return Place(self._file, line, position - self._lines[line - 1] + 1)


_CONFLICT = re.compile(r"^<{7}(?= |\r?$)", re.MULTILINE)
_PAIR = re.compile(r'"([^"\\\n]*)"[ \t]*:[ \t]*"([^"\\\n]*)"')
_SPACE = re.compile(r"[ \t\r\n]*")
# A number with thousands of digits is no number here, so none is made.
_DECODER = JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < 10 else digits)


def _text(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _stopped(
            Place(name, 1, 1), _("The lock file is larger than {limit} MB.").format(limit=MAX_BYTES >> 20)
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _stopped(place, _("The lock file is not UTF-8 text.")) from error


def _conflict(place: Place) -> Problem:
    return place.problem(
        "KG505",
        _("Git has left conflict marks here: two versions of the numbers stand one after the other."),
        _(
            "Keep the lines of both, take away the lines that begin with <<<<<<<, ======= and >>>>>>>, and put a"
            " comma after every line but the last."
        ),
    )


def _stopped(place: Place, message: str) -> KravgenError:
    return KravgenError(place.problem("KG505", message, _mend()), unreadable=True)


def _mend() -> str:
    return _(
        "Restore the file from a backup or from its history. If there is none, take it away: the numbers are then"
        " read from the package."
    )


def _given(text: str, places: _Places, problems: Collector) -> Iterator[_Given]:
    """The numbers as they stand. What is wrong around them is added to ``problems``."""
    try:
        start = _after_space(text, 0)
        members, end = _members(text, start)
        if (end := _after_space(text, end)) != len(text):
            raise JSONDecodeError("", text, end)
        for key, at, value, value_at in members:
            if key == "numbers" and isinstance(value, dict):
                yield from starmap(_Given, _members(text, value_at)[0])
            elif key != "format" or value is True or value != FORMAT:
                problems.add(places.at(at).problem("KG505", _not_this(key), _mend()))
        for key in ("format", "numbers"):
            count = sum(member[0] == key for member in members)
            if count != 1:
                told = _('The key "{key}" stands {count} times and should stand once.')
                problems.add(places.at(start).problem("KG505", told.format(key=key, count=count), _mend()))
    except JSONDecodeError as error:
        told = _("The lock file is damaged: what stands here is not valid JSON.")
        hint = _("Look for a quote, a comma or a brace that is missing or too many just before.")
        problems.add(places.at(min(error.pos, len(text))).problem("KG505", told, f"{hint} {_mend()}"))
        yield from _pairs(text)
    except RecursionError:
        problems.add(places.at(0).problem("KG505", _("The lock file is nested too deep."), _mend()))


def _pairs(text: str) -> list[_Given]:
    """The numbers in a text that is not JSON, so that what has to be chosen between is known at once.

    A line that stands the same on both sides of a conflict counts once.
    """
    pairs = [_Given(pair[1], pair.start(1) - 1, pair[2], pair.start(2) - 1) for pair in _PAIR.finditer(text)]
    return list({(pair.id, pair.number): pair for pair in reversed(pairs)}.values())[::-1]


def _members(text: str, at: int) -> tuple[list[tuple[str, int, Any, int]], int]:
    """The members of the JSON object at ``at`` as they stand, each with the places of key and value, and its end.

    Python's own reader keeps neither places nor a key that stands twice; it still reads each key and value.
    """
    found: list[tuple[str, int, Any, int]] = []
    at = _expected("{", text, at)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        key, end = _DECODER.raw_decode(text, at)
        if not isinstance(key, str):
            raise JSONDecodeError("", text, at)
        value_at = _expected(":", text, _after_space(text, end))
        value, end = _DECODER.raw_decode(text, value_at)
        found.append((key, at, value, value_at))
        end = _after_space(text, end)
        if text[end : end + 1] == "}":
            return found, end + 1
        at = _expected(",", text, end)


def _expected(sign: str, text: str, at: int) -> int:
    """The first character after the sign at ``at`` and the space after it."""
    if text[at : at + 1] != sign:
        raise JSONDecodeError("", text, at)
    return _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _not_this(key: str) -> str:
    if key == "format":
        return _("The lock file has a format that this version of kravgen does not know.")
    if key == "numbers":
        return _('"numbers" must hold an id and a number on each line.')
    return _('The key "{key}" does not belong in a lock file.').format(key=key)


def _checked(found: Iterable[_Given], places: _Places, problems: Collector) -> dict[str, str]:
    """The numbers by id. What is wrong with one of them, or between two, is added to ``problems``."""
    numbers: dict[str, str] = {}
    at: dict[str, int] = {}
    owners: dict[str, str] = {}
    for given in found:
        if not ID.fullmatch(given.id):
            problems.add(
                places.at(given.id_at).problem(
                    "KG505",
                    _('"{id}" is not an id: only A-Z, 0-9, full stops and hyphens stand in one.').format(
                        id=given.id[:40]
                    ),
                    _("Write it as it stands in the requirement."),
                )
            )
        elif not isinstance(given.number, str) or not NUMBER.fullmatch(given.number):
            problems.add(
                places.at(given.number_at).problem(
                    "KG505",
                    _("{id} has a number of the wrong form: {number}.").format(
                        id=given.id, number=json.dumps(given.number, ensure_ascii=False)[:40]
                    ),
                    _('Write K, A or P and then digits, without a leading zero, for example "K7".'),
                )
            )
        elif given.id in numbers:
            problems.add(
                places.at(given.id_at).problem(
                    "KG505",
                    _("{id} has the number {number} here, and {other} on line {line} already.").format(
                        id=given.id,
                        number=given.number,
                        other=numbers[given.id],
                        line=places.at(at[given.id]).line,
                    ),
                    _("Keep the line whose number has been shown to others, and take the other line out."),
                )
            )
        elif given.number in owners:
            other = owners[given.number]
            problems.add(
                places.at(given.id_at).problem(
                    "KG505",
                    _("{id} has the number {number}, which {other} has on line {line} already.").format(
                        id=given.id, number=given.number, other=other, line=places.at(at[other]).line
                    ),
                    _(
                        "Let the one keep it whose number has been shown to others, and take the other line out:"
                        " it gets a new number."
                    ),
                )
            )
        else:
            numbers[given.id] = given.number
            at[given.id] = given.id_at
            owners[given.number] = given.id
    return numbers
