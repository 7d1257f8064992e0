"""Whether a purchase may be made as it is, in words: its value, the limits that it meets and what must be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kravgen.i18n import _, ngettext
from kravgen.law.legality import Legality, Post, verdict
from kravgen.library.gating import Gate
from kravgen.library.model import Library
from kravgen.problems import Place, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.gates import Standing, figures, figures_of, grounds, kronor, unneeded
from kravgen.procurement.siblings import Sibling
from kravgen.procurement.value import value_fact
from kravgen.procurement.values import number
from kravgen.textlines import first_of

_FILES = 5
"""How many files one message names."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of the value table: what, how it is worked out, kronor (None: nobody has told), and where LOU says so.

    Only what is ``counted`` is in the sum. ``gap`` is what a missing amount is called.
    """

    what: str
    how: str
    amount: int | None
    at: str
    counted: bool
    gap: str = ""


def judged(standing: tuple[Standing, ...]) -> Legality:
    """The verdict of the gates that stop."""
    return verdict(grounds(standing))


def told(case: Case, library: Library, standing: tuple[Standing, ...], day: str) -> tuple[str, ...]:
    """The verdict in sentences: the value, each limit that it meets, and the duties that follow. Empty without limits."""
    stops = [each for each in standing if each.gate.severity == "stop"]
    met = [each for each in stops if each.measured and each.gate.permits]
    lines = [
        *(_value(case, library) if met or case.value.itemised else ()),
        *(line for each in met for line in _limit(each, library, day)),
        *(_untold(each.gate, case, library, day) for each in stops),
        *(_lifted(each) for each in stops if each not in met),
    ]
    return tuple(line for line in lines if line)


def _value(case: Case, library: Library) -> Iterator[str]:
    value = case.facts.get(value_fact(library))
    if not case.value.itemised:
        if isinstance(value, int):
            yield _("Value {amount}, told as one sum.").format(amount=kronor(value))
        return
    made = case.value.sum
    amount = kronor(made.own) if made.complete else _("at least {amount}").format(amount=kronor(made.own))
    parts = _(" + ").join(_made_of(case))
    yield _("Value {amount} ({parts}).").format(amount=amount, parts=parts)
    for group, message in (
        ("together", _("Purchases that belong together with it: {amount}.")),
        ("similar", _("The municipality's purchases of the same kind within twelve months: {amount}.")),
    ):
        posts = [post for post in case.value.posts if post.group == group and post.counted]
        if group in case.value.told:
            known = sum(post.amount or 0 for post in posts)
            yield message.format(amount=kronor(known))


def _made_of(case: Case) -> Iterator[str]:
    """What the value of the purchase itself is made of, shortly: 3 år + 1 option."""
    if case.value.open_ended:
        yield _("48 months, no end")
    elif case.term_years:
        yield _("{years} years").format(years=number(case.term_years))
    if case.extension_years and not case.value.open_ended:
        yield _("{years} years of extension").format(years=number(case.extension_years))
    options = sum(post.group == "option" for post in case.value.posts)
    if options:
        yield ngettext("{count} option", "{count} options", options).format(count=options)
    if case.value.vat_included:
        yield _("VAT taken off")
    if not (case.value.open_ended or case.term_years or case.extension_years or options):
        yield _("without options and extensions")


def _untold(gate: Gate, case: Case, library: Library, day: str) -> str:
    """That a limit is not known on which the stricter form that is chosen rests; empty when it is, or when none is."""
    stricter = unneeded(gate, case, library, day)
    if stricter is None or stricter.limit is not None or stricter.value is None:
        return ""
    return _("The amount is not known: {label}.").format(label=stricter.label)


def _lifted(standing: Standing) -> str:
    """Who has lifted the gate, when and why; empty when nobody has."""
    if standing.state != "lifted" or not standing.lift:
        return ""
    return _("{gate} ({title}) was lifted by {role} on {date}: {because}").format(
        role=standing.lift.by,
        gate=standing.gate.id,
        title=standing.gate.title,
        date=standing.lift.date,
        because=standing.lift.because.strip(),
    )


def _limit(standing: Standing, library: Library, day: str) -> Iterator[str]:
    measured, gate = standing.measured, standing.gate
    assert measured
    value, permits = measured.value, gate.permits
    if standing.state == "lifted":
        yield figures(standing)
        yield _lifted(standing)
    elif value is None:
        yield _("The value is not known, so nobody can tell whether {permits}.").format(permits=permits)
    elif measured.limit is None:
        yield _("The amount is not known: {label}. So nobody can tell whether {permits}.").format(
            label=measured.label, permits=permits
        )
    elif measured.state == "unknown":
        yield _("All of the value is not known, so nobody can tell whether {permits}.").format(
            permits=permits
        )
    elif standing.state == "free" and gate.below and gate.below.at_most:
        yield _("{value} is at most {limit}: {permits}.").format(
            value=kronor(value), limit=kronor(measured.limit), permits=permits
        )
    elif standing.state == "free" and measured.state == "close":
        yield _("The sum {value} is below {limit}, but {percent} % of it: {permits}.").format(
            value=kronor(value), limit=kronor(measured.limit), percent=measured.percent, permits=permits
        )
    elif standing.state == "free":
        yield _("The sum {value} is below {limit}: {permits}.").format(
            value=kronor(value), limit=kronor(measured.limit), permits=permits
        )
    yield _duty(standing, library, day)


def _duty(standing: Standing, library: Library, day: str) -> str:
    duty, value = standing.gate.duty, standing.measured.value if standing.measured else None
    if not duty or value is None:
        return ""
    dated = library.dated[duty.value_of]
    row = dated.on(day)
    if row is None or not isinstance(row.value, int | float):
        return _("The amount is not known: {label}.").format(label=dated.label)
    if value <= row.value:
        return ""
    return _("{tells} (above {limit}).").format(tells=duty.tells.rstrip("."), limit=kronor(row.value))


def cautions(case: Case, library: Library, standing: tuple[Standing, ...], day: str) -> Iterator[Problem]:
    """Warnings about the value: close to a limit, not asked for, split in two files, or a limit that may be old."""
    place = _place(case, library)
    yield from case.not_compared
    for each in standing:
        stricter = unneeded(each.gate, case, library, day)
        if each.gate.stricter and stricter and stricter.state in ("allowed", "close"):
            yield place.problem("KG543", figures_of(stricter), each.gate.stricter.tells.strip(), "warning")
    met = [each for each in standing if each.measured and each.state != "lifted"]
    for each in met:
        yield from _near(each, place)
    about = [each for each in met if each.gate.below and each.gate.below.fact == value_fact(library)]
    if not about or all(each.gate.below and each.gate.below.at_most for each in about):
        return
    yield from _not_asked(case, place)
    for each in about:
        yield from _doubted(each, case, place)
    yield from _beside(about[0], case, place)


def _place(case: Case, library: Library) -> Place:
    """Where the file tells the value."""
    name = value_fact(library)
    at = case.value.places.get("amounts") if case.value.places else None
    return at or case.fact_places.get(name, case.place)


def _near(standing: Standing, place: Place) -> Iterator[Problem]:
    measured = standing.measured
    assert measured
    if measured.state == "close" and measured.value is not None and measured.limit is not None:
        yield place.problem(
            "KG544",
            _("The value is {percent} % of {label}: {value} of {limit}.").format(
                percent=measured.percent,
                label=measured.label,
                value=kronor(measured.value),
                limit=kronor(measured.limit),
            ),
            _("Count once more. The price that is paid must be below the limit too."),
            "warning",
        )
    if measured.overdue:
        yield place.problem(
            "KG549",
            _("{label} should have been looked at again by {day}.").format(
                label=measured.label.capitalize(), day=measured.overdue
            ),
            _("Read what the law says today before you rely on it."),
            "warning",
        )


def _not_asked(case: Case, place: Place) -> Iterator[Problem]:
    value = case.value
    missing = [key for key in ("together", "similar") if key not in value.told]
    if value.itemised and missing:
        yield place.problem(
            "KG545",
            _(
                "The value does not tell what else the whole municipality buys of the same kind or that belongs together."
            ),
            _("Ask the procurement office. Write under value: {keys}, and [] where there is nothing.").format(
                keys=_(" and ").join(missing)
            ),
            "warning",
        )
    if not value.itemised and case.extension_years:
        yield place.problem(
            "KG545",
            _("The contract can be extended by {years} years. Are those years in the value?").format(
                years=number(case.extension_years)
            ),
            _("Tell under value what it is made of. Extensions and options count as if they were used."),
            "warning",
        )
    for post in value.posts:
        if not post.counted and not post.by:
            yield place.problem(
                "KG545",
                _('"{what}" of {date} is not within twelve months and is not counted.').format(
                    what=post.what, date=post.date
                ),
                _("Is the day right?"),
                "warning",
            )


def _doubted(standing: Standing, case: Case, place: Place) -> Iterator[Problem]:
    """What the file says in words that mostly stand for a value that has been counted too low."""
    said = " ".join((case.title, case.purpose, *(post.what for post in case.value.posts))).casefold()
    for doubt in standing.gate.doubts:
        found = next(
            (word for word in doubt.words if re.search(rf"\b{re.escape(word.casefold())}", said)), ""
        )
        if found:
            yield place.problem(
                "KG545", _('The file says "{word}".').format(word=found), doubt.asks.strip(), "warning"
            )


def _beside(standing: Standing, case: Case, place: Place) -> Iterator[Problem]:
    """Procurements in the same folder that buy the same, or may: with their files, the sum and the limit."""
    measured = standing.measured
    assert measured
    counted = {each.file for each in standing.beside}
    for sure in (True, False):
        files = [each for each in case.siblings if each.sure == sure and (not sure or each.file in counted)]
        if not files:
            continue
        own = (measured.value or 0) - sum(each.amount or 0 for each in standing.beside)
        total = own + sum(each.amount or 0 for each in files)
        limit = kronor(measured.limit) if measured.limit is not None else _("not known")
        message = (
            _("{files} in the same folder buys the same. {sum}, and the limit is {limit}.")
            if sure
            else _("{files} in the same folder may buy the same. {sum}, and the limit is {limit}.")
        )
        yield place.problem(
            "KG546",
            message.format(
                files=first_of([each.file for each in files], _FILES),
                sum=_added(case, own, files, total),
                limit=limit,
            ),
            _(
                "A purchase must not be split to come below a limit (LOU chapter 5 section 7 a). Write under value:"
                " together or similar with file, or apart with the reason and the role."
            ),
            "warning",
        )


def _added(case: Case, own: int, files: list[Sibling], total: int) -> str:
    parts = [f"{case.file.name} {kronor(own)}"]
    parts += [f"{each.file} {kronor(each.amount)}" for each in files if each.amount is not None]
    unknown = [each.file for each in files if each.amount is None]
    told = _("{parts}: together {total}").format(parts=", ".join(parts), total=kronor(total))
    if unknown:
        told += _(", without {files}, which has no value").format(files=first_of(unknown, _FILES))
    return told


def value_rows(case: Case) -> tuple[ValueRow, ...]:
    """The value table: every post, and the sum last. Empty when the file does not say what the value is made of."""
    if not case.value.itemised:
        return ()
    rows = [_row(post, case) for post in case.value.posts]
    made = case.value.sum
    name = _("Sum without VAT") if made.complete else _("Sum without VAT, at least")
    return (*rows, ValueRow(name, "", made.total, "", True))


def _row(post: Post, case: Case) -> ValueRow:
    what = {
        "contract": "{what}",
        "extension": _("Extension: {what}"),
        "option": _("Option: {what}"),
        "fee": _("Premium or fee: {what}"),
        "together": _("Belongs together: {what}"),
        "similar": _("Same kind: {what}"),
    }[post.group].format(what=post.what)
    if post.buyer:
        what = f"{what} ({post.buyer})"
    return ValueRow(what, _worked_out(post), post.amount, post.at, post.counted, _gap(post))


def _gap(post: Post) -> str:
    return _("amount for {what}").format(what=post.what)


def _worked_out(post: Post) -> str:
    """How the amount has been worked out, or why it is not counted."""
    told = []
    if post.rate is not None and post.months is not None:
        rate = number(post.rate)
        if post.per == 1:
            told.append(
                _("{rate} kr a month × {months} months").format(rate=rate, months=number(post.months))
            )
        else:
            years = number(post.months / post.per)
            told.append(_("{rate} kr a year × {years} years").format(rate=rate, years=years))
    if post.vat_percent:
        told.append(_("{percent} % VAT taken off").format(percent=number(post.vat_percent)))
    if post.date:
        told.append(post.date)
    if not post.counted:
        told.append(
            _("not counted: {because} ({role})").format(because=post.because.rstrip("."), role=post.by)
            if post.by
            else _("not counted: not within twelve months")
        )
    return ", ".join(told)
