"""``kravgen sources``: the register of laws and standards on a day, and what rests on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _, _n
from kravgen.problems import Collector
from kravgen.texttable import table

if TYPE_CHECKING:
    from kravgen.law.dated import DatedRow, DatedValue
    from kravgen.package.register import Event, SourceRegister, Standpoint

_LONGEST = 60
_CONFIDENCE = {
    "verified": _n("the law is read"),
    "secondary": _n("secondary source"),
    "unsure": _n("not checked"),
}
_SORTS = {
    "item": _n("item"),
    "gate": _n("gate"),
    "dated": _n("dated value"),
    "term": _n("term"),
    "price_row": _n("price row"),
    "document": _n("document"),
}


class _Days(click.ParamType[timedelta]):
    """A number of days, such as 60d."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        if not (found := re.fullmatch(r"([0-9]{1,4})d", str(value))):
            self.fail(
                _('"{value}" is no number of days. Write for example 60d.').format(value=value), param, ctx
            )
        return timedelta(int(found[1]))


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell which laws and standards hold, come or are repealed, what rests on each, and how amounts and"
            " authorities change with time. With ids only those, and every item on them."
        ),
    )
    @click.argument("names", nargs=-1, metavar=_("[ID]..."))
    @click.option(
        "--as-of",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day that laws and reviews are judged on (YYYY-MM-DD). The default is today."),
    )
    @click.option(
        "--expiring",
        type=_Days(),
        metavar="60d",
        help=_(
            "Tell only what is to be reviewed, ends or changes within so many days. Exit code 1 when something does."
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(REPORTERS)),
        default="text",
        help=_("text for people, json for programs, github for a pull request."),
    )
    def sources(names: tuple[str, ...], as_of: datetime | None, expiring: timedelta | None, form: str) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.package.register import register

        day = as_of.date().isoformat() if as_of else today()
        problems = Collector()
        found = register(contents.read(worlds.find(Path(), day), problems), day, names)
        problems.stop()
        events = found.events if expiring is None else found.until(_later(day, expiring))
        if form == "json":
            click.echo(json.dumps(_data(found, events, expiring is None), ensure_ascii=False, indent=1))
        elif form == "github":
            REPORTERS[form]([event.problem for event in (found.until(day) if expiring is None else events)])
        else:
            for line in _shown(found, events, expiring, detailed=bool(names)):
                click.echo(line)
        return 1 if expiring is not None and events else 0

    return sources


def _later(day: str, after: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + after).isoformat()
    except OverflowError:
        return date.max.isoformat()


def _shown(
    found: SourceRegister, events: tuple[Event, ...], expiring: timedelta | None, *, detailed: bool
) -> Iterator[str]:
    if expiring is not None:
        last = _later(found.day, expiring)
        if not events:
            yield _("Nothing is to be reviewed, ends or changes up to {day}.").format(day=last)
            return
        yield _("To be reviewed, ending or changing up to {day}: {count}").format(day=last, count=len(events))
        yield from _told(events)
        return
    if found.sources:
        yield table(
            [_("source"), _("name"), _("stands"), _("review by"), _("confidence"), _("rests on it")],
            [_row(point, found) for point in found.sources],
            numbers=[5],
        )
    for point in found.sources if detailed else ():
        yield ""
        yield f"{point.source.name} – {point.source.title} ({point.source.number})"
        yield f"  {_('Checked')}: {point.source.checked}"
        for each in point.resting:
            yield f"  {_(_SORTS[each.sort])} {each.id}  {each.at or '–'}  {_short(each.title)}"
    if found.dated:
        yield ""
        yield table(
            [_("dated value"), _("first day"), _("last day"), _("value"), _("review by"), _("confidence")],
            [_dated_row(value, row, found.day) for value in found.dated for row in value.rows],
        )
    changes = tuple(event for event in events if event.sort != "review")
    if changes:
        yield ""
        yield _("What changes:")
        yield from _told(changes)


def _told(events: tuple[Event, ...]) -> Iterator[str]:
    for event in events:
        place = f"{event.place.file}:{event.place.line}"
        yield f"  {event.day}  {event.told} ({place})"


def _row(point: Standpoint, found: SourceRegister) -> list[str]:
    source = point.source
    late = source.review_by < found.day and point.standing != "repealed"
    review = f"{source.review_by} {_('(passed)')}" if late else source.review_by
    return [
        source.id,
        _short(source.name),
        point.told,
        review,
        _(_CONFIDENCE[source.confidence]),
        str(len(point.resting)),
    ]


def _dated_row(value: DatedValue, row: DatedRow, day: str) -> list[str]:
    late = row.review_by < day and (not row.until or row.until >= day)
    amount = _("unknown") if row.value is None else f"{row.value} {value.unit}".strip()
    return [
        f"{'→ ' if row.period.holds(day) else '  '}{value.id}",
        row.since,
        row.until or "–",
        _short(amount),
        f"{row.review_by} {_('(passed)')}" if late else row.review_by,
        _(_CONFIDENCE[row.confidence]),
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _data(found: SourceRegister, events: tuple[Event, ...], everything: bool) -> dict[str, Any]:
    """The register as data; only the events when nothing else is asked for."""
    told: dict[str, Any] = {
        "day": found.day,
        "events": [
            {"day": e.day, "sort": e.sort, "told": e.told, "file": e.place.file, "line": e.place.line}
            for e in events
        ],
    }
    if everything:
        told["sources"] = [_source_data(point) for point in found.sources]
        told["dated"] = [_dated_data(value) for value in found.dated]
    return told


def _source_data(point: Standpoint) -> dict[str, Any]:
    source = point.source
    return {
        "id": source.id,
        "name": source.name,
        "number": source.number,
        "standing": point.standing,
        "in_force": source.in_force or None,
        "repealed": source.repealed or None,
        "replaced_by": source.replaced_by or None,
        "review_by": source.review_by,
        "confidence": source.confidence,
        "resting": [
            {"sort": r.sort, "id": r.id, "at": r.at, "file": r.place.file, "line": r.place.line}
            for r in point.resting
        ],
    }


def _dated_data(value: DatedValue) -> dict[str, Any]:
    return {
        "id": value.id,
        "label": value.label,
        "unit": value.unit or None,
        "rows": [
            {
                "from": row.since,
                "until": row.until or None,
                "value": row.value,
                "source": row.source or None,
                "review_by": row.review_by,
                "confidence": row.confidence,
            }
            for row in value.rows
        ],
    }
