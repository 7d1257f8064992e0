"""A comparison as a workbook in which every figure leads to the file, the sheet and the cell that it was read in.

Sums are formulas over the figures, so that whoever reads can see what they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kravgen.award.evaluate import in_kronor, priced, rows_of
from kravgen.award.model import Price
from kravgen.award.wording import MODELS
from kravgen.documents.entry import LANGUAGE
from kravgen.i18n import _, speaking
from kravgen.sheets.formulas import Factors, row_sum, total
from kravgen.sheets.xlsxfile import finished, new_book
from kravgen.tenders import findings
from kravgen.tenders.comparison import ComparedTenders, LotComparison, standing
from kravgen.tenders.tender import Tender

_LINE, _TALLEST, _MARGIN = 15, 405, 3
"""The height of a line and of the tallest row, in points; what margin and indentation take of a width, in letters."""
_LONGEST = 3_000
"""So many characters has a cell at most: the whole of what is told stands in the report."""
_TOP = 4
"""Above the header stand the title and what the reader must know."""
_Sums = Mapping[tuple[str, str], str]
"""Where the sum of a tender in a lot is worked out: the cells, by tender and lot."""


def workbook(comparison: ComparedTenders, day: str) -> bytes:
    """The workbook as .xlsx, in the language of all documents. ``day`` (ISO 8601) is when it is made.

    What somebody else has written is text in it, never a formula.
    """
    with speaking(LANGUAGE):
        title = f"{_('Evaluation report')} – {comparison.record.procurement.title}"
        book, buffer = new_book(title, day)
        _Writer(book, comparison).write(title)
        return finished(book, buffer)


class _Writer:
    def __init__(self, book: Any, comparison: ComparedTenders) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
        colour = "#1B3A5C"
        self._book = book
        self._comparison = comparison
        self._title = book.add_format(
            {"font_name": "Calibri", "bold": True, "font_size": 16, "font_color": colour}
        )
        self._note = book.add_format({"font_name": "Calibri", "font_size": 11})
        self._widths: list[int] = []
        self._words = book.add_format({**base, "num_format": "@", "align": "left", "indent": 1})
        self._plain = book.add_format({**base, "num_format": "General"})
        self._money = book.add_format({**base, "num_format": "#,##0.00"})
        self._head = book.add_format(
            {
                **base,
                "bold": True,
                "bg_color": "#E9EEF4",
                "font_color": colour,
                "bottom": 2,
                "bottom_color": colour,
            }
        )

    def write(self, title: str) -> None:
        """All sheets. The first is read first, and leads to the second."""
        overview = self._book.add_worksheet(_("Comparison"))
        sums = self._figures(title)
        self._overview(overview, title, sums)
        self._criteria(title)
        self._open(title)

    def _begin(self, sheet: Any, title: str, columns: Sequence[tuple[str, int]]) -> None:
        sheet.write_string(0, 0, title, self._title)
        sheet.write_string(1, 0, findings.person(), self._note)
        sheet.write_string(2, 0, findings.secrecy(), self._note)
        self._widths = [width for _header, width in columns]
        for at, (header, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(_TOP, at, header, self._head)
        sheet.freeze_panes(_TOP + 1, 0)
        sheet.repeat_rows(_TOP)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _row(self, sheet: Any, at: int, cells: Sequence[str | Decimal | None], first: int = 0) -> None:
        lines = 1
        for column, cell in enumerate(cells, first):
            if isinstance(cell, Decimal):
                sheet.write_number(at, column, float(cell), self._plain)
            elif cell:
                text = cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…"
                sheet.write_string(at, column, text, self._words)
                letters = self._widths[column] - _MARGIN
                lines = max(lines, sum(-(-max(len(line), 1) // letters) for line in text.split("\n")))
        if lines > 1:
            # Not every program makes room itself.
            sheet.set_row(at, min(_LINE * lines, _TALLEST))

    # --- the figures -----------------------------------------------------------------------------------

    def _figures(self, title: str) -> _Sums:
        """A row for each price of each tender, and where the sum of each tender in a lot is worked out."""
        name = _("Figures")
        sheet = self._book.add_worksheet(name)
        columns = (
            (_("Bidder"), 26),
            (_("Lot"), 8),
            (_("Row"), 44),
            (_("Key"), 26),
            (_("Given"), 14),
            (_("File"), 40),
            (_("Sheet"), 20),
            (_("Cell"), 8),
            (_("Volume"), 12),
            (_("Valued at"), 12),
            (_("Sum"), 18),
        )
        self._begin(sheet, title, columns)
        at = _TOP + 1
        found: dict[tuple[str, str], str] = {}
        for each in self._comparison.tenders:
            for lot in self._comparison.lots:
                begin = at
                rows = rows_of(self._comparison.prices, lot.outcome.lot)
                amounts = priced(self._comparison.evaluation, rows, each.bid).amounts
                for row in rows:
                    self._figure(sheet, at, each, lot.outcome.lot, row, amounts.get(row.key))
                    at += 1
                if rows:
                    found[each.name, lot.outcome.lot] = f"'{name}'!K{begin + 1}:K{at}"
        if at > _TOP + 1:
            sheet.autofilter(_TOP, 0, at - 1, len(columns) - 1)
        return found

    def _figure(
        self, sheet: Any, at: int, each: Tender, lot: str, row: Price, amount: Decimal | None
    ) -> None:
        figure = each.figures.get(row.key)
        file = each.file.removeprefix(f"{self._comparison.folder}/")
        places = (file, figure.sheet, figure.cell) if figure else (file, "", "")
        rate = row.rate if row.measure == "consumption" else None
        given = figure.given if figure else None
        self._row(sheet, at, (each.name, lot, row.name, row.key, given, *places, row.quantity, rate))
        formula = row_sum(row, Factors(f"I{at + 1}", f"E{at + 1}", f"J{at + 1}"))
        sheet.write_formula(at, 10, f"={formula}", self._money, "" if amount is None else float(amount))

    # --- the comparison --------------------------------------------------------------------------------

    def _overview(self, sheet: Any, title: str, sums: _Sums) -> None:
        evaluation = self._comparison.evaluation
        unit = _("Result, kronor") if in_kronor(evaluation) else _("Result, points")
        columns = (
            (_("Lot"), 24),
            (_("Bidder"), 30),
            (_("Comparison sum"), 20),
            (_("Points for the price"), 14),
            (_("Quality"), 16),
            (unit, 20),
            (_("Place"), 28),
            (_("Why it is not ranked"), 70),
        )
        self._begin(sheet, title, columns)
        sheet.write_string(_TOP - 1, 0, f"{_(MODELS[evaluation.model]).capitalize()}.", self._note)
        at = _TOP + 1
        for lot in self._comparison.lots:
            why = dict(findings.unranked(self._comparison, lot))
            names = [each.bid.name for each in lot.outcome.bids]
            names += [each.tender.name for each in lot.waiting]
            for bidder in names:
                self._place(sheet, at, lot, bidder, sums, "\n".join(why.get(bidder, ())))
                at += 1

    def _place(self, sheet: Any, at: int, lot: LotComparison, bidder: str, sums: _Sums, why: str) -> None:
        each = standing(lot, bidder)
        self._row(sheet, at, (findings.lot_name(lot), bidder))
        model = self._comparison.evaluation.model
        cells = sums.get((bidder, lot.outcome.lot))
        if each is not None and each.total is not None:
            if model == "fixed_price" or not cells:
                sheet.write_number(at, 2, float(each.total), self._money)
            else:
                sheet.write_formula(at, 2, f"={total(cells)}", self._money, float(each.total))
        if each is not None and each.result is not None:
            if each.price_points is not None:
                sheet.write_number(at, 3, float(each.price_points), self._money)
            sheet.write_number(at, 4, float(each.quality), self._money)
            result = {
                "price_deduction": f"MAX(0,C{at + 1}-E{at + 1})",
                "weighted_points": f"D{at + 1}+E{at + 1}",
                "fixed_price": f"E{at + 1}",
            }.get(model, f"C{at + 1}")
            sheet.write_formula(at, 5, f"={result}", self._money, float(each.result))
        self._row(sheet, at, (findings.place(each) if each else _("not ranked"), why), 6)

    # --- quality and what is open ------------------------------------------------------------------------

    def _criteria(self, title: str) -> None:
        asked = findings.criteria(self._comparison)
        if not asked:
            return
        sheet = self._book.add_worksheet(_("Criteria"))
        columns = ((_("Criterion"), 40), (_("Bidder"), 30), (_("Points"), 16), (_("Reasons"), 90))
        self._begin(sheet, title, columns)
        at = _TOP + 1
        for criterion in asked:
            for each in self._comparison.tenders:
                points, why = findings.judged(self._comparison, each, criterion)
                self._row(sheet, at, (criterion.title, each.name, points, why))
                at += 1

    def _open(self, title: str) -> None:
        sheet = self._book.add_worksheet(_("To decide"))
        columns = (
            (_("Bidder"), 30),
            (_("Code"), 10),
            (_("File"), 50),
            (_("What"), 90),
            (_("What to do"), 60),
        )
        self._begin(sheet, title, columns)
        at = _TOP + 1
        for line in findings.decisions(self._comparison):
            self._row(sheet, at, ("", "", "", line))
            at += 1
        for each in self._comparison.tenders:
            for problem in dict.fromkeys((*each.hindrances, *each.told)):
                file = problem.file.removeprefix(f"{self._comparison.folder}/")
                cells = (each.name, problem.code, file, problem.message, problem.hint)
                self._row(sheet, at, cells)
                at += 1
