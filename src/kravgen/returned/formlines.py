"""What a form says, as lines of text: what somebody must read first stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.i18n import _, ngettext
from kravgen.problems import shortened
from kravgen.returned.rows import AnswerRow
from kravgen.returned.sent import Sent
from kravgen.returned.summary import Summary, on_refusal
from kravgen.sheets.names import TOTAL
from kravgen.textlines import bounded, first_of, item, paragraph

_MOST_NAMED, _MOST_NUMBERS, _LONGEST_TEXT = 40, 30, 200


def answers(sent: Sent, form: Summary) -> Iterator[str]:
    """What a bidder has answered: what may cost the tender its place first."""
    file = form.file
    if not file.asked:
        yield from _filled(form)
        return
    if not file.answered and not form.unread:
        yield from paragraph(_("Nobody has filled in {file}.").format(file=file.name))
        return
    if not file.judged:
        yield from _filled(form)
    if form.refused:
        told = ngettext(
            "No to {count} mandatory requirement. {what}",
            "No to {count} mandatory requirements. {what}",
            len(form.refused),
        )
        yield from paragraph(told.format(count=len(form.refused), what=on_refusal(sent, file)))
        yield from bounded(form.refused, _MOST_NAMED, _refused)
    yield from _numbers(_("Cannot be read with certainty: {numbers}. Read them in the file."), form.unread)
    yield from _numbers(_("Not answered: {numbers}."), form.unanswered)


def own_form(form: Summary) -> Iterator[str]:
    """A protocol or a checklist: it is the buyer's own, and no bidder stands behind it."""
    file = form.file
    if not file.asked:
        yield from _filled(form)
        return
    title = file.document.title if file.document else file.name
    told = [f"{choice} {count}" for choice, count in form.outcomes.items()]
    if form.unanswered:
        told.append(_("without outcome {count}").format(count=len(form.unanswered)))
    if form.unread:
        told.append(_("cannot be read with certainty {count}").format(count=len(form.unread)))
    yield from paragraph(f"{title}, {file.name}: {', '.join(told)}.")
    yield from bounded(form.not_passed, _MOST_NAMED, _outcome)
    yield from _numbers(_("Cannot be read with certainty: {numbers}. Read them in the file."), form.unread)
    yield from _numbers(_("Rows without outcome: {numbers}."), form.unanswered)


def _filled(form: Summary) -> Iterator[str]:
    """A form that answers no requirement: how much of it is filled in, or of a checklist how much is ticked."""
    file = form.file
    boxes = frozenset(field.name for field in file.fields if field.kind == "checkbox")
    filled = sum(row.name in boxes for row in form.rows) if boxes else file.answered or len(form.rows)
    message = (
        _("{title}, {file}: {filled} of {fields} boxes are ticked.")
        if boxes
        else _("{title}, {file}: {filled} of {fields} fields are filled in.")
    )
    title = file.document.title if file.document else file.name
    fields = len(boxes) or file.asked or len(file.fields)
    told = message.format(title=title, file=file.name, filled=filled, fields=fields)
    sums = [f"{row.title}: {row.value}." for row in form.rows if row.part == TOTAL and row.value]
    yield from paragraph(" ".join((told, *sums)))


def comments(form: Summary) -> Iterator[str]:
    """What is written beside mandatory requirements and terms, where it may take something back; the rest is counted."""
    found = form.comments
    if not found:
        return
    suspect = found[: form.reservations]
    told = ngettext(
        "{count} comment on a mandatory requirement or a term.",
        "{count} comments on mandatory requirements and terms.",
        len(found),
    ).format(count=len(found))
    if not suspect:
        yield from paragraph(f"{told} {_('None has words that kravgen takes for a reservation.')}")
        return
    some = ngettext(
        "{count} has words that may be a reservation:",
        "{count} have words that may be a reservation:",
        len(suspect),
    ).format(count=len(suspect))
    yield from paragraph(f"{told} {some}")
    yield from bounded(suspect, _MOST_NAMED, _comment)


def _refused(row: AnswerRow) -> Iterator[str]:
    yield from item(f"{_number(row)} {row.title}: {shortened(row.text, _LONGEST_TEXT)}")
    yield from _beside(row)


def _outcome(row: AnswerRow) -> Iterator[str]:
    yield from item(f"{row.value}: {_number(row)} {row.title}")
    yield from _beside(row)


def _comment(row: AnswerRow) -> Iterator[str]:
    words = " ".join(shortened(text, _LONGEST_TEXT) for _part, text in row.beside)
    answer = f"{row.value}: " if row.value else ""
    yield from item(f"{_number(row)} {answer}”{words}”")


def _beside(row: AnswerRow) -> Iterator[str]:
    for part, text in row.beside:
        yield from item(f"{part}: ”{shortened(text, _LONGEST_TEXT)}”", 8)


def _number(row: AnswerRow) -> str:
    return f"{row.number} ({row.item})" if row.number and row.item else row.number or row.item or row.title


def _numbers(message: str, rows: Sequence[AnswerRow]) -> Iterator[str]:
    if rows:
        numbers = list(dict.fromkeys(row.number or row.title for row in rows))
        yield from paragraph(message.format(numbers=first_of(numbers, _MOST_NUMBERS)))
