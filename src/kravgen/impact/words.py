"""What packages rest on, in sentences: for a screen, for a comment and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kravgen import __version__
from kravgen.comparison.library.markdown import escaped
from kravgen.comparison.library.words import shift_told, verdict_word
from kravgen.i18n import _, ngettext
from kravgen.impact.concerns import Concern, PackageImpact, counted
from kravgen.problems import Problem, shortened
from kravgen.record.model import Record

_LONGEST = 400
IMPACT_FORMAT = 1


def lines(
    packages: Sequence[PackageImpact], passed: Iterable[Problem], day: str, since: str
) -> Iterator[str]:
    """The page as lines of text."""
    yield from _head(packages, day, since)
    for package in packages:
        yield ""
        yield f"{package.name}: {about(package.record)}"
        for concern in package.concerns:
            yield f"  - {told(concern)}"
            yield from (f"      {line}" for line in wording(concern))
        if not package.concerns:
            yield f"  {_('Nothing has changed.')}"
    not_read = [str(problem) for problem in passed]
    if not_read:
        yield ""
        yield _("Not looked at")
        yield from (f"  {line}" for line in not_read)


def markdown(
    packages: Sequence[PackageImpact], passed: Iterable[Problem], day: str, since: str
) -> Iterator[str]:
    """The page as GitHub's Markdown, in which no text is more than text."""
    yield f"## {escaped(_('Packages and contracts'))}"
    yield ""
    yield from (escaped(line) for line in _head(packages, day, since))
    for package in packages:
        yield ""
        yield f"### {escaped(package.name)}"
        yield ""
        yield escaped(about(package.record))
        yield ""
        for concern in package.concerns:
            yield f"- {escaped(told(concern))}"
            yield from (f"  - {escaped(line)}" for line in wording(concern))
        if not package.concerns:
            yield escaped(_("Nothing has changed."))
    not_read = [str(problem) for problem in passed]
    if not_read:
        yield ""
        yield f"### {escaped(_('Not looked at'))}"
        yield ""
        yield from (f"- {escaped(line)}" for line in not_read)


def data(
    packages: Sequence[PackageImpact], passed: Iterable[Problem], day: str, since: str
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "format": IMPACT_FORMAT,
        "as_of": day,
        "sources_since": since or None,
        "packages": [
            {
                "folder": package.name,
                "title": package.record.procurement.title,
                "profile": package.record.procurement.profile,
                "date": package.record.as_of,
                "kravgen": package.record.kravgen,
                "concerns": [_concern(concern) for concern in package.concerns],
            }
            for package in packages
        ],
        "not_looked_at": [
            {"file": problem.file, "code": problem.code, "message": problem.message} for problem in passed
        ],
    }


def _concern(concern: Concern) -> dict[str, Any]:
    return {
        "sort": concern.sort,
        "item": concern.item,
        "number": concern.number or None,
        "verdict": concern.verdict if concern.sort == "changed" else None,
        "source": concern.source or None,
        "day": concern.day or None,
        "replaced_by": concern.instead or None,
        "before": concern.before or None,
        "after": concern.after or None,
    }


def _head(packages: Sequence[PackageImpact], day: str, since: str) -> Iterator[str]:
    count = ngettext(
        "{count} package was looked at", "{count} packages were looked at", len(packages)
    ).format(count=len(packages))
    concerned = counted(packages)
    told_of = ngettext(
        "{count} rests on what has changed", "{count} rest on what has changed", concerned
    ).format(count=concerned)
    yield _("{looked}, as of {day}; {concerned}.").format(looked=count, day=day, concerned=told_of)
    if since:
        yield _("Rows of sources are compared with {revision}.").format(revision=since)
    else:
        yield _("Whether a source's row has changed is told only with --since and a revision.")


def about(record: Record) -> str:
    """Which package it is, in one line, and whether a newer kravgen made it."""
    told_of = _("{title}, {date}, profile {profile}").format(
        title=record.procurement.title, date=record.as_of, profile=record.procurement.profile_title
    )
    if _version(record.kravgen) > _version(__version__):
        newer = _("made by a newer kravgen ({version}) than this ({own})").format(
            version=record.kravgen, own=__version__
        )
        told_of = f"{told_of}; {newer}"
    return shortened(told_of, _LONGEST)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else -1 for part in text.split(".")[:3])


def told(concern: Concern) -> str:
    """A concern in one sentence."""
    name = " ".join(part for part in (concern.number, concern.title) if part)
    item = f"{name} ({concern.item})"
    sentences = {
        "repealed": _("{item} rests on {source}, repealed on {day}."),
        "ending": _("{item} rests on {source}, which is repealed on {day}."),
        "coming": _("{item} rests on {source}, which is not in force until {day}."),
        "source": _("{item} rests on {source}, whose row in the register has changed or is gone."),
        "ended": _("{item} is not used after {day}."),
        "gone": _("{item} is not in the library any more."),
        "suspect": _("{item} awaits review, since a source has changed."),
        "value": _("{item} has another value today: {before} is now {after}."),
        "changed": _("{item} reads otherwise in the library: {verdict}. {why}."),
    }
    why = min(concern.shifts, key=lambda shift: shift.direction != concern.verdict, default=None)
    sentence = sentences[concern.sort].format(
        item=item,
        source=concern.source,
        day=concern.day,
        before=concern.before,
        after=concern.after or _("not known"),
        verdict=verdict_word(concern.verdict),
        why=shift_told(why) if why else _("Not the text, but something else about it"),
    )
    return (
        f"{sentence} {_('It is replaced by {name}.').format(name=concern.instead)}"
        if concern.instead
        else sentence
    )


def wording(concern: Concern) -> Iterator[str]:
    """What stands in the package and in the library."""
    if concern.sort == "changed":
        yield f"{_('In the package')}: {shortened(concern.before, _LONGEST)}"
        yield f"{_('In the library')}: {shortened(concern.after, _LONGEST)}"
