"""Whose a file is, and what is told about all files of one bidder together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from kravgen.documents.answers import AnswerValue
from kravgen.i18n import _, ngettext
from kravgen.problems import Place, Problem, shortened
from kravgen.record.model import KeptDocument
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent, plain_name
from kravgen.textlines import first_of

Kind = Literal["package", "bidder", "single", "internal", "loose"]
"""``package``: the package's own folder. ``single``: a bidder that is known by one file.
``internal``: the buyer's own forms, such as protocols. ``loose``: files that belong to nobody."""

_MOST_CONFLICTS, _LONGEST_ANSWER = 10, 30
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
    yield from _twice(sent, place, files)
    if whole:
        yield from _missing(sent, place, files)


def copies(files: Iterable[Verified]) -> list[list[Verified]]:
    """The files that are the same document: first those with the document's own name, and of them the uppermost."""
    by_document: dict[str, list[Verified]] = {}
    for file in files:
        if file.document is not None and file.outcome in ("compared", "untouched"):
            by_document.setdefault(file.document.file, []).append(file)
    return [
        sorted(same, key=lambda file: (file.name != name, file.file.count("/")))
        for name, same in by_document.items()
    ]


def repeats(files: Sequence[Verified]) -> frozenset[str]:
    """The files that say the same as another one of the same document, so that nobody needs to read both."""
    found = set[str]()
    for same in copies(files):
        said = [_says(file) for file in same]
        found.update(file.file for at, file in enumerate(same) if said[at] in said[:at])
    return frozenset(found)


def _twice(sent: Sent, place: str, files: Sequence[Verified]) -> Iterator[Problem]:
    for first, *others in copies(files):
        equal = [other for other in others if _says(other) == _says(first)]
        if len(equal) > 1:
            yield _copies(place, first, equal)
            others = [other for other in others if other not in equal]
        for other in others:
            yield _copy(sent, place, first, other)
    forms = [file for file in files if file.asked and file.answered]
    for at, form in enumerate(forms):
        for other in forms[:at]:
            # In Word and in Excel.
            if other.document != form.document and (differing := _conflicts(sent, other, form)):
                yield _differ(place, form, other, differing)


def _copies(place: str, first: Verified, others: Sequence[Verified]) -> Problem:
    """Many copies that say the same: people send what they have in several messages."""
    title = first.document.title if first.document else ""
    message = _("{title} has come {count} times. {files} say the same as {first}.").format(
        title=title,
        count=len(others) + 1,
        files=first_of([other.below(place) for other in others], _MOST_CONFLICTS),
        first=first.below(place),
    )
    return Place(others[0].file).problem("KG922", message, _("One of them is enough."))


def _copy(sent: Sent, place: str, first: Verified, other: Verified) -> Problem:
    title = first.document.title if first.document else ""
    if _says(first) == _says(other):
        message = _("{title} has come more than once. {file} says the same as {first}.")
        hint = _("One of them is enough.")
    elif "untouched" in (first.outcome, other.outcome):
        message = _(
            "{title} has come more than once. One of {first} and {file} is as it was sent, the other is not."
        )
        hint = _("Check which of them the bidder means.")
    elif differing := _conflicts(sent, first, other):
        return _differ(place, other, first, differing)
    else:
        message = _("{title} has come more than once. {file} has other texts than {first}.")
        hint = _("kravgen does not know which of them holds. See in the tender, or in when they were sent.")
    told = message.format(title=title, file=other.below(place), first=first.below(place))
    return Place(other.file).problem("KG922", told, hint)


def _differ(place: str, file: Verified, first: Verified, differing: Sequence[str]) -> Problem:
    message = ngettext(
        "{file} has another answer than {first} to {count} question: {what}.",
        "{file} has other answers than {first} to {count} questions: {what}.",
        len(differing),
    ).format(
        file=file.below(place),
        first=first.below(place),
        count=len(differing),
        what=first_of(differing, _MOST_CONFLICTS),
    )
    hint = _("kravgen does not know which of them holds. See in the tender, or in when they were sent.")
    return Place(file.file).problem("KG922", message, hint)


def _conflicts(sent: Sent, one: Verified, other: Verified) -> list[str]:
    """What is answered in two ways: the number and both answers, that of ``other`` first."""
    before = {answer.name: answer.value or None for answer in one.answers}
    after = {answer.name: answer.value or None for answer in other.answers}
    return [
        _("{number} ({now}, not {before})").format(
            number=sent.number(field.item or field.name),
            now=_shown(after[field.name]),
            before=_shown(before[field.name]),
        )
        for field in one.fields
        if field.name in before and field.name in after and before[field.name] != after[field.name]
    ]


def _shown(value: AnswerValue) -> str:
    return shortened(_("ticked") if value is True else value or "–", _LONGEST_ANSWER)


def may_be_several(group: Group) -> bool:
    """Whether one bidder's folder holds the same document in two folders: they may be two bidders."""
    below = (
        {file.below(group.place).partition("/")[0] for file in same if "/" in file.below(group.place)}
        for same in copies(group.files)
    )
    return group.kind == "bidder" and any(len(folders) > 1 for folders in below)


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
            hint = (
                _("Look among the files that have not been compared, and ask for it if the rules allow it.")
                if any(file.outcome == "not-compared" for file in files)
                else _("Ask for it, if the rules allow it.")
            )
            yield Place(place).problem("KG923", message, hint)
            answered |= _asked(kept)


def _asked(document: KeptDocument) -> frozenset[str]:
    """What must be answered in it: of a form about requirements the answers to them, and not who has signed it."""
    fields = [field for field in (document.wording.fields if document.wording else ()) if field.asked]
    return frozenset(field.name for field in fields if field.item) or frozenset(f.name for f in fields)


def counted(files: Iterable[Verified]) -> tuple[int, int]:
    """How many of the files have been compared, and how many there are."""
    listed = list(files)
    return sum(file.outcome in ("compared", "untouched") for file in listed), len(listed)
