"""Whose a file is, and what is told about all files of one bidder together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from kravgen.i18n import _, ngettext
from kravgen.problems import Place, Problem
from kravgen.record.model import KeptDocument
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent, plain_name

Kind = Literal["package", "bidder", "single", "loose"]
"""``package``: the package's own folder. ``single``: a bidder that is known by one file. ``loose``: files in
the folder that belong to nobody."""

_MOST_CONFLICTS = 10
_EDGE = " _-–.,()[]"


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one bidder, or of the package itself."""

    name: str
    kind: Kind
    place: str
    """The folder or file as it is shown: where what is told of all files together stands."""
    sent: Sent
    files: tuple[Verified, ...]
    problems: tuple[Problem, ...] = ()
    """What is told of the files together."""

    @property
    def forms(self) -> tuple[Verified, ...]:
        """The files with fields to fill in."""
        return tuple(file for file in self.files if file.fields)


def name_of(file: Verified) -> str:
    """The bidder that a file's name tells of, beside the document's own name; empty when it tells of nobody."""
    name = unicodedata.normalize("NFC", file.name)
    if file.document is None or plain_name(name) == plain_name(file.document.file):
        return ""
    stem = PurePath(name).stem
    own = (PurePath(file.document.file).stem, file.document.title)
    for word in sorted(own, key=len, reverse=True):
        stem = re.sub(
            rf"(?<!\w){re.escape(word)}(?!\w)", "", stem.replace("_", " "), count=1, flags=re.IGNORECASE
        )
    return stem.strip(_EDGE)


def together(sent: Sent, place: str, files: Sequence[Verified], *, whole: bool) -> Iterator[Problem]:
    """What is wrong with the files of one bidder together.

    ``whole`` tells that they are all that the bidder has sent, so that what is not there is missing.
    """
    yield from _twice(sent, files)
    if whole:
        yield from _missing(sent, place, files)


def _twice(sent: Sent, files: Sequence[Verified]) -> Iterator[Problem]:
    by_document: dict[str, list[Verified]] = {}
    for file in files:
        if file.document is not None and file.outcome in ("compared", "untouched"):
            by_document.setdefault(file.document.file, []).append(file)
    for copies in by_document.values():
        first, *others = copies
        for other in others:
            yield _copy(sent, first, other)
    forms = [file for file in files if file.asked and file.answered]
    for at, form in enumerate(forms):
        for other in forms[:at]:
            if other.document != form.document:
                yield from _in_two_forms(sent, other, form)


def _copy(sent: Sent, first: Verified, other: Verified) -> Problem:
    place = Place(other.file)
    title = first.document.title if first.document else ""
    if _says(first) == _says(other):
        message = _("{title} has come twice. This file says the same as {file}.").format(
            title=title, file=first.name
        )
        return place.problem("KG922", message, _("One of them is enough."))
    differing = _conflicts(sent, first, other)
    if first.outcome == "untouched" or other.outcome == "untouched":
        blank, filled = (first, other) if first.outcome == "untouched" else (other, first)
        message = _("{title} has come twice. {blank} is as it was sent, and {filled} is not.").format(
            title=title, blank=blank.name, filled=filled.name
        )
        return place.problem("KG922", message, _("Check which of them the bidder means."))
    if differing:
        what = ngettext("{count} answer differs: {what}.", "{count} answers differ: {what}.", len(differing))
        told = what.format(count=len(differing), what=_first(differing))
    else:
        told = _("They differ in their texts.")
    message = _("{title} has come twice, and this file says something else than {file}. {told}").format(
        title=title, file=first.name, told=told
    )
    hint = _("kravgen does not know which of them holds. See in the tender, or in when they were sent.")
    return place.problem("KG922", message, hint)


def _in_two_forms(sent: Sent, one: Verified, other: Verified) -> Iterator[Problem]:
    """Two documents that ask the same: in Word and in Excel."""
    differing = _conflicts(sent, one, other)
    if differing:
        message = ngettext(
            "{count} answer is another than in {file}: {what}.",
            "{count} answers are others than in {file}: {what}.",
            len(differing),
        ).format(count=len(differing), file=one.name, what=_first(differing))
        hint = _("kravgen does not know which of them holds. See in the tender, or in when they were sent.")
        yield Place(other.file).problem("KG922", message, hint)


def _conflicts(sent: Sent, one: Verified, other: Verified) -> list[str]:
    names = {field.name: field.item for field in one.fields if field.item}
    before = {answer.name: answer.value for answer in one.answers}
    after = {answer.name: answer.value for answer in other.answers}
    return [
        sent.number(item)
        for name, item in names.items()
        if name in after and name in before and (before[name] or None) != (after[name] or None)
    ]


def _first(numbers: Sequence[str]) -> str:
    shown = ", ".join(dict.fromkeys(numbers[:_MOST_CONFLICTS]))
    if len(numbers) > _MOST_CONFLICTS:
        return _("{shown} and {count} more").format(shown=shown, count=len(numbers) - _MOST_CONFLICTS)
    return shown


def _says(file: Verified) -> tuple[object, ...]:
    """What a file says, so that two copies can be compared: its answers and what differs from what was sent."""
    answers = tuple((answer.name, answer.value) for answer in file.answers)
    return (*answers, *((problem.code, problem.message) for problem in file.problems))


def _missing(sent: Sent, place: str, files: Sequence[Verified]) -> Iterator[Problem]:
    come = {file.document.file for file in files if file.document and file.outcome != "not-compared"}
    wanted = [kept for kept in sent.record.documents if kept.audience != "internal" and _asked(kept)]
    answered = set[str]().union(*(_asked(kept) for kept in wanted if kept.file in come))
    for kept in wanted:
        # The same questions in Word and in Excel: one of them is enough.
        if not _asked(kept) <= answered:
            message = _("{title} has not come in a form that can be compared: {file} is missing.").format(
                title=kept.title, file=kept.file
            )
            hint = _(
                "Look among the files that have not been compared, and ask for it if the rules allow it."
            )
            yield Place(place).problem("KG923", message, hint)
            answered |= _asked(kept)


def _asked(document: KeptDocument) -> frozenset[str]:
    fields = document.wording.fields if document.wording else ()
    return frozenset(field.name for field in fields if field.asked)


def counted(files: Iterable[Verified]) -> tuple[int, int]:
    """How many of the files have been compared, and how many there are."""
    listed = list(files)
    return sum(file.outcome in ("compared", "untouched") for file in listed), len(listed)
