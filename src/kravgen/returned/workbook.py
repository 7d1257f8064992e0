"""What has come back, as a workbook: first a line for each form, then what is to be read first, then every answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kravgen.i18n import _
from kravgen.returned.bidders import Group
from kravgen.returned.outcome import Outcome, Verified
from kravgen.returned.returns import Returns
from kravgen.returned.rows import AnswerRow, Verdict
from kravgen.returned.summary import Summary, summary
from kravgen.sheets.table import Cell, SheetColumn, SheetLabels, SheetRow, SheetTable, Workbook
from kravgen.sheets.xlsxfile import LONGEST, to_xlsx

_MOST_ROWS = 200_000
"""So many answers of all bidders together are written: a workbook is made in the memory."""


def workbook(returns: Returns, day: str) -> bytes:
    """The workbook as .xlsx. ``day`` (ISO 8601) is when it is made.

    What somebody else has written is text in it, never a formula.
    """
    forms = [
        summary(group.sent, file)
        for group in returns.groups
        for file in group.forms
        if file.outcome == "compared"
    ]
    record = returns.groups[0].sent.record if returns.groups else None
    title = record.procurement.title if record else ""
    reference = record.procurement.reference_number if record else ""
    tables = (_overview(returns), _first(forms), _answers(forms), _files(returns), _problems(returns))
    return to_xlsx(
        Workbook(
            _text(_("What has come back: {title}").format(title=title)),
            _("What has come back"),
            _text(_("Reference number: {number}").format(number=reference or "–")),
            _(
                "Compared with the package on {day}. kravgen tells what stands in the files and decides nothing."
            ).format(day=day),
            _text(title),
            SheetLabels(_("Page"), _("of"), "", ""),
            tables,
            day,
        )
    )


def _overview(returns: Returns) -> SheetTable:
    columns = (
        (_("Bidder"), 24),
        (_("File"), 36),
        (_("Document"), 20),
        (_("Questions"), 9),
        (_("Yes"), 7),
        (_("No to a mandatory requirement"), 14),
        (_("Other no"), 9),
        (_("In words"), 9),
        (_("No answer"), 12),
        (_("Cannot be read with certainty"), 14),
        (_("Comments that may be a reservation"), 16),
        (_("Changes"), 11),
    )
    bidders = (group for group in returns.groups if group.kind in ("bidder", "single"))
    return _table(
        _("Overview"), columns, (row for group in bidders for row in _of_bidder(group, len(columns)))
    )


def _of_bidder(group: Group, columns: int) -> Iterator[Sequence[Cell]]:
    """A row for each form; a bidder without one has a row all the same."""
    forms = [summary(group.sent, file) for file in group.forms if file.judged and not file.internal]
    if not forms:
        yield (
            group.name,
            group.place,
            _("No form that can be compared"),
            *("" for _column in range(columns - 3)),
        )
    for form in forms:
        yield (
            form.file.bidder,
            form.file.file,
            _title(form.file),
            form.file.asked,
            form.yes,
            len(form.refused),
            form.other_no,
            form.texts,
            len(form.unanswered),
            len(form.unread),
            form.reservations,
            len(form.changes),
        )


def _first(forms: Sequence[Summary]) -> SheetTable:
    """What is to be read before anything else."""
    columns = (
        (_("Bidder"), 24),
        (_("What"), 24),
        (_("No."), 7),
        (_("Id"), 13),
        (_("Requirement"), 50),
        (_("Answer"), 14),
        (_("Beside the answer"), 40),
        (_("File"), 26),
    )
    found = sorted((row for form in forms for row in _to_read(form)), key=lambda row: row[0])
    return _table(_("Read first"), columns, (cells for _place, cells in found))


def _to_read(form: Summary) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Each row with what it is sorted by: what may cost a tender its place stands first, whosever it is."""
    for problem in form.changes:
        yield (
            2,
            (
                form.file.bidder,
                _("Not as it was sent"),
                "",
                "",
                problem.message,
                "",
                problem.hint,
                form.file.file,
            ),
        )
    if form.file.asked and len(form.unanswered) == form.file.asked:
        yield (
            3,
            (
                form.file.bidder,
                _("Nobody has filled it in"),
                "",
                "",
                _title(form.file),
                "",
                "",
                form.file.file,
            ),
        )
        return
    if form.file.internal:
        found = [(0, _("Not passed"), row) for row in form.not_passed]
    else:
        found = [(0, _("No to a mandatory requirement"), row) for row in form.refused]
    found += [(1, _("Cannot be read with certainty"), row) for row in form.unread]
    found += [(3, _("No answer"), row) for row in form.unanswered]
    comments = () if form.file.internal else form.comments
    for at, row in enumerate(comments):
        suspect = at < form.reservations
        what = _("May be a reservation") if suspect else _("Comment on a mandatory requirement or a term")
        found.append((2 if suspect else 4, what, row))
    for place, what, row in found:
        yield (
            place,
            (
                form.file.bidder,
                what,
                row.number,
                row.item,
                _question(row),
                row.value,
                "\n".join(f"{part}: {text}" for part, text in row.beside),
                form.file.file,
            ),
        )


def _answers(forms: Sequence[Summary]) -> SheetTable:
    columns = (
        (_("Bidder"), 22),
        (_("Document"), 16),
        (_("No."), 7),
        (_("Id"), 13),
        (_("Kind"), 9),
        (_("Part"), 11),
        (_("Requirement"), 44),
        (_("Answer"), 26),
        (_("How it is read"), 14),
        (_("What is told"), 20),
        (_("File"), 18),
    )
    rows = (
        (
            form.file.bidder,
            _title(form.file),
            row.number,
            row.item,
            row.kind,
            row.part,
            _question(row),
            row.value,
            _verdict(row.verdict),
            "\n".join(row.told),
            form.file.file,
        )
        for form in forms
        for row in form.rows
    )
    return _table(_("Answers"), columns, rows)


def _files(returns: Returns) -> SheetTable:
    columns = (
        (_("Bidder"), 24),
        (_("File"), 50),
        (_("What it is"), 26),
        (_("Compared"), 18),
        (_("Why not"), 36),
        (_("Notes"), 44),
    )
    rows = (
        (file.bidder, file.file, _title(file), _outcome(file.outcome), file.why, "\n".join(file.notes))
        for file in returns.files
    )
    return _table(_("Files"), columns, rows)


def _problems(returns: Returns) -> SheetTable:
    columns = ((_("Where"), 40), (_("Code"), 10), (_("What"), 90), (_("What to do"), 60))
    rows = ((each.file, each.code, each.message, each.hint) for each in returns.all_problems)
    return _table(_("Told"), columns, rows)


def _table(name: str, columns: Iterable[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> SheetTable:
    made = [
        SheetRow(tuple(_text(cell) if isinstance(cell, str) else cell for cell in row))
        for row in islice(rows, _MOST_ROWS + 1)
    ]
    headers = tuple(SheetColumn(header, width) for header, width in columns)
    if len(made) > _MOST_ROWS:
        last = _("There are more than {count} rows. Compare one bidder at a time.").format(count=_MOST_ROWS)
        made[-1] = SheetRow((last, *("" for _column in headers[1:])))
    return SheetTable(name, headers, tuple(made))


def _text(text: str) -> str:
    """The text as far as a cell has room for it: all of it stands in the file that came."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _question(row: AnswerRow) -> str:
    return f"{row.title}\n{row.text}" if row.text else row.title


def _title(file: Verified) -> str:
    return file.document.title if file.document else ""


def _verdict(verdict: Verdict) -> str:
    return {
        "yes": _("yes"),
        "no": _("no"),
        "text": _("in words"),
        "unanswered": _("no answer"),
        "unread": _("cannot be read with certainty"),
        "beside": _("beside the answer"),
    }[verdict]


def _outcome(outcome: Outcome) -> str:
    return {
        "untouched": _("as it was sent"),
        "compared": _("compared"),
        "not-compared": _("not compared"),
        "missing": _("missing"),
    }[outcome]
