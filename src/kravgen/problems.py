"""Problems in what a user wrote: data, collected and shown all at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from unicodedata import category

from kravgen.codes import CODES
from kravgen.i18n import _

Level = Literal["error", "warning"]


_declared: dict[str, str] = {}

_LONGEST = 1000
"""So many characters of a message are read by somebody; a longer one holds a whole text of the user's."""


def declare(codes: Mapping[str, str]) -> None:
    """Let problems carry the codes of another table too, such as the rules of the lint. No code stands in two."""
    twice = (CODES.keys() | _declared.keys()) & codes.keys()
    assert not twice, twice
    _declared.update(codes)


def meaning(code: str) -> str:
    """What a code means, in English: to be translated where it is shown."""
    return CODES.get(code) or _declared[code]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    ``line`` and ``column`` count from 1; 0 means that the place is not known more exactly. ``proposal`` is a
    wording that would be right, where a program can tell one; nothing changes a text by itself.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    level: Level = "error"
    proposal: str = ""
    where: str = ""
    """The place in words, in a file whose lines nobody sees."""

    def __post_init__(self) -> None:
        assert self.code in CODES or self.code in _declared, self.code

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        parts = [place, self.where and f"({self.where})", self.code, self.message, self.hint]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. ``line`` and ``column`` count from 1; 0 when unknown."""

    file: str
    line: int = 0
    column: int = 0

    def problem(self, code: str, message: str, hint: str, level: Level = "error") -> Problem:
        """A problem at this place. ``hint`` says what to do about it."""
        return Problem(
            self.file,
            self.line,
            self.column,
            code,
            shortened(message, _LONGEST),
            shortened(hint, _LONGEST),
            level,
        )


class KravgenError(Exception):
    """Stops the program: what the user asked for cannot be done. Carries the problems to show.

    ``unreadable`` tells input that could not be read at all (exit code 2) from content with problems (1).
    """

    def __init__(self, problems: Problem | Iterable[Problem], *, unreadable: bool = False) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(sorted(problems))
        self.unreadable = unreadable
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Collector:
    """Gathers problems; :meth:`stop` raises when there are any."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._problems)))

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong: a warning stops nobody."""
        return any(problem.level == "error" for problem in self._problems)

    def stop(self, *, unreadable: bool = False) -> None:
        """Raise :class:`KravgenError` when anything is wrong."""
        if self.failed:
            raise KravgenError(self, unreadable=unreadable)


def shortened(text: str, most: int = 300) -> str:
    """The text on one line, with at most ``most`` characters: what stands in a file from others may be long."""
    # Blanks are folded in what can be shown only.
    line = visible(" ".join(text[: 2 * most].split()))
    return line if len(line) <= most and len(text) <= 2 * most else line[: most - 1].rstrip() + "…"


def visible(text: str) -> str:
    """The text with each sign that nobody sees as its number: names of files may hold line ends and turned words."""
    if text.isprintable():
        return text
    return "".join(f"U+{ord(sign):04X}" if category(sign).startswith("C") else sign for sign in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What to do about an unknown word: the closest known one, all of them when they are few, or where they are told."""
    names = _in_order(known)
    if close := close_to(word, names):
        return close
    if 0 < len(names) <= _FEW:
        return _("Choose one of: {names}.").format(names=", ".join(names))
    return _("Check the spelling. What there is: kravgen list, with --help for how.")


def close_to(word: str, known: Iterable[str]) -> str:
    """A hint with the closest known word, or an empty text when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word[:_LONGEST_WORD], _in_order(known), n=1, cutoff=0.6)
    return _('Did you mean "{word}"?').format(word=close[0]) if close else ""


def _in_order(known: Iterable[str]) -> list[str]:
    """The words in their order. A set has none, and every run must say the same."""
    names = [str(name) for name in known]
    return sorted(names) if isinstance(known, Set) else names


_FEW = 20
_LONGEST_WORD = 100
"""Nobody has mistyped a longer word, and comparing it would take long."""


def shown_path(path: Path) -> str:
    """The path as the user knows it: relative to the current folder when it lies there."""
    try:
        told = _relative(path, os.getcwd())  # noqa: PTH109 - asked for every file, and quicker so
    except (ValueError, OSError, RuntimeError):
        told = str(path)
    # A name that is not UTF-8 can stand on the disk, but not in a message.
    return told if told.isascii() else told.encode(errors="surrogateescape").decode(errors="backslashreplace")


# The same files are asked about again and again, and each answer takes many questions to the system.
@lru_cache(maxsize=4096)
def _relative(path: Path, folder: str) -> str:
    """The path relative to the folder; as it is when it leads out of it."""
    whole = Path(folder, path)
    if whole.name in ("", "..") or os.path.islink(whole):  # noqa: PTH114 - it never refuses to answer
        return whole.resolve().relative_to(folder).as_posix()
    real = _real(whole.parent)
    return (real / whole.name).relative_to(folder).as_posix() if real.is_relative_to(folder) else str(path)


@lru_cache(maxsize=1024)
def _real(folder: Path) -> Path:
    return folder.resolve()
