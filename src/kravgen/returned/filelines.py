"""The files of a bidder, as lines of text: each compared, or why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.i18n import _
from kravgen.problems import Problem, shortened
from kravgen.returned.outcome import Verified
from kravgen.textlines import bounded, first_of, item, paragraph

_MOST_FILES, _MOST_NAMES, _MOST_PROBLEMS = 20, 8, 10
_LONGEST_NAME, _LONGEST_PROBLEM = 60, 420


def listed(files: Sequence[Verified], place: str, repeats: frozenset[str]) -> Iterator[str]:
    """The files below ``place``. Those that nobody can compare stand together, by the reason."""
    compared = [file for file in files if file.outcome != "not-compared"]
    width = max((len(_name(file, place)) for file in compared), default=0)
    lines = [
        f"    {_name(file, place).ljust(width)}  {_state(file, file.file in repeats)}" for file in compared
    ]
    yield from bounded(lines, _MOST_FILES, lambda line: [line])
    others: dict[tuple[str, str], list[str]] = {}
    for file in files:
        if file.outcome == "not-compared":
            hint = file.problems[0].hint if file.problems else ""
            others.setdefault((file.why.rstrip("."), hint), []).append(_name(file, place))
    for (why, hint), names in others.items():
        told = _("not compared, {why}: {names}. {hint}")
        yield from item(told.format(why=_begun(why), names=first_of(names, _MOST_NAMES), hint=hint))


def told(file: Verified, problems: Sequence[Problem]) -> Iterator[str]:
    """What is told of a file that has been compared."""
    if problems:
        yield from paragraph(_("To look at in {file}:").format(file=file.name))
        yield from bounded(
            problems, _MOST_PROBLEMS, lambda problem: item(shortened(problem.message, _LONGEST_PROBLEM))
        )
    for note in file.notes:
        yield from paragraph(f"{file.name}: {note}")


def _name(file: Verified, place: str) -> str:
    return shortened(file.below(place), _LONGEST_NAME)


def _begun(sentence: str) -> str:
    """A reason that is a sentence of its own, as it goes on in another."""
    return sentence[:1].lower() + sentence[1:]


def _state(file: Verified, repeated: bool) -> str:
    if file.outcome == "missing":
        return _("missing")
    if file.outcome == "untouched":
        return _("as it was sent, nobody has filled it in") if file.asked else _("as it was sent")
    if repeated:
        return _("compared, says the same as another copy")
    if not file.asked:
        return _("compared")
    message = (
        _("compared, {answered} of {asked} rows filled in")
        if file.internal
        else _("compared, {answered} of {asked} answered")
    )
    return message.format(answered=file.answered, asked=file.asked)
