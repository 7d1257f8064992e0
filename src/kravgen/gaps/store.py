"""Answers put in a procurement's file: judged with the file as a whole, and written so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import system, textfile, yamledit, yamlfile
from kravgen.gaps.collect import Register
from kravgen.gaps.judged import is_open, judge, same, shown
from kravgen.gaps.model import AskedGap
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, Place, Problem, shortened, shown_path
from kravgen.procurement import case as cases
from kravgen.record.saving import save
from kravgen.yamlfile import Key

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody has answered: the key, the words, and where they stand."""

    key: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer that has been put in the file: what was asked, as it was answered, and where it was read."""

    asked: AskedGap
    words: str
    place: str


class Draft:
    """A procurement's file with answers put in, in memory until it is saved."""

    def __init__(self, path: Path, raw: bytes, register: Register) -> None:
        self.raw = raw
        self._path = path
        self._before = raw
        self._register = register
        self._name = shown_path(path)

    def put(self, reply: Reply, *, again: bool = False) -> Stored | Problem | None:
        """Put an answer in its place; a problem when it cannot be, None when the same stands there already.

        ``again``: it replaces what stands there. Otherwise another answer that stands there is a conflict.
        """
        asked = self._register.find(reply.key)
        if asked is None:
            return _told(
                "KG632",
                reply,
                _('No gap of this procurement has the key "{key}".').format(key=shortened(reply.key, _SHOWN)),
                _("kravgen gaps lists the keys. The answer was: {words}"),
            )
        if not asked.path:
            return _told(
                "KG633",
                reply,
                _("{gap} has no single place in the file.").format(gap=asked.name),
                _("Write it by hand. The answer was: {words}"),
            )
        found = judge(asked, reply.words)
        if found.wrong:
            return _told(
                "KG634",
                reply,
                f"{asked.name}: {found.wrong}",
                _("It was not stored. The answer was: {words}"),
            )
        held = self._held(asked.path)
        scaffolded = asked.key in ("title",) or asked.key.startswith("buyers.")
        if same(asked, held, found.value):
            return None
        if not is_open(asked, held) and not again and not (scaffolded and self._is_open(asked)):
            return _told(
                "KG635",
                reply,
                _("{gap} has another answer in the file: {held}").format(
                    gap=asked.name, held=shortened(shown(asked, held), _SHOWN)
                ),
                _("It was left as it is. Decide which is right. The other answer was: {words}"),
            )
        return self._set(asked, reply, found.value)

    def _set(self, asked: AskedGap, reply: Reply, value: Any) -> Stored | Problem:
        try:
            parts = value.items() if asked.kind == "term" else ()
            values = {(*asked.path, key): part for key, part in parts}
            changed = yamledit.set_values(
                self.raw, self._name, values or dict([self._named(asked.path, value)])
            )
            parsed = yamlfile.parse(changed, self._name)
        except KravgenError as error:
            first = error.problems[0]
            return _told(
                first.code,
                reply,
                f"{asked.name}: {first.message}",
                f"{first.hint} {{words}}",
            )
        known = {problem.message for problem in self._wrong(yamlfile.parse(self.raw, self._name))}
        if wrong := [one for one in self._wrong(parsed) if one.message not in known]:
            return _told(
                "KG634",
                reply,
                f"{asked.name}: {wrong[0].message} {wrong[0].hint}",
                _("It was not stored. The answer was: {words}"),
            )
        self.raw = changed
        return Stored(asked, shown(asked, value), reply.place)

    def _wrong(self, file: yamlfile.YamlFile) -> list[Problem]:
        """What keeps the file from being a procurement."""
        problems, content = Collector(), self._register.content
        cases.from_file(
            file,
            self._path,
            content.library,
            content.profiles,
            problems,
            content.organisations,
            on_disk=False,
        )
        return [problem for problem in problems if problem.level == "error"]

    def _named(self, path: tuple[Key, ...], value: Any) -> tuple[tuple[Key, ...], Any]:
        """The place and the value; a board that is only a name becomes one that has answers of its own."""
        for at in range(1, len(path)):
            held = self._held(path[:at])
            if isinstance(held, str) and path[at - 2 : at - 1] == ("controllers",):
                inner: Any = value
                for key in reversed(path[at:]):
                    inner = {key: inner}
                # The list is written anew, since a name in it has no place for answers.
                boards, number = self._held(path[: at - 1]), path[at - 1]
                named = {"name": held, **inner}
                return path[: at - 1], [named if here == number else one for here, one in enumerate(boards)]
        return path, value

    def _is_open(self, asked: AskedGap) -> bool:
        return any(one.key == asked.key for one in self._register.open)

    def _held(self, path: tuple[Key, ...]) -> Any:
        found: Any = yamlfile.parse(self.raw, self._name).data
        for key in path:
            try:
                found = found[key]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def save(self) -> None:
        """Write the file whole, if it is still as it was read.

        Raises:
            KravgenError: somebody has changed it meanwhile, or it cannot be written. Then it is as it was.
        """
        if self.raw == self._before:
            return
        save(self._path, self._before, self.raw)
        self._before = self.raw


def read(path: Path) -> bytes:
    """The bytes of a procurement's file.

    Raises:
        KravgenError: it cannot be read.
    """
    try:
        return system.read(path, yamlfile.MAX_BYTES)
    except OSError as error:
        raise textfile.unreadable(shown_path(path), error) from error


def agreed(register: Register, replies: list[Reply]) -> Iterator[Reply | Problem]:
    """The replies, one for each key; of a key with different answers none, and all are told.

    The same answer may be written in several ways, as 1,5 Mkr and 1 500 000.
    """
    by_key: dict[str, list[Reply]] = {}
    for reply in replies:
        by_key.setdefault(reply.key, []).append(reply)
    for key, found in by_key.items():
        asked = register.find(key)
        if len({_meant(asked, reply) for reply in found}) == 1:
            yield found[0]
            continue
        several = "; ".join(f"{reply.place}: {shortened(reply.words, _SHOWN)}" for reply in found)
        yield Place(found[0].place).problem(
            "KG637",
            _('The gap "{key}" has different answers: {answers}').format(key=key, answers=several),
            _("None of them was stored. Decide which is right."),
        )


def _meant(asked: AskedGap | None, reply: Reply) -> str:
    """What an answer is, whichever way it is written; what is none is its own words."""
    words = " ".join(reply.words.split())
    found = judge(asked, reply.words) if asked is not None and asked.kind != "text" else None
    return words if found is None or found.wrong else repr(found.value)


def _told(code: str, reply: Reply, message: str, hint: str) -> Problem:
    return Place(reply.place).problem(code, message, hint.replace("{words}", shortened(reply.words, 300)))
