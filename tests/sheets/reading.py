"""What kravgen reads in a returned workbook."""

from __future__ import annotations

from pathlib import Path

from kravgen.documents.answers import Answers, AnswerValue
from kravgen.problems import Place
from kravgen.record import manifest
from kravgen.sheets.reading.book import read
from kravgen.sheets.reading.returned import ReturnedBook


def read_answers(package: Path, file: Path) -> Answers:
    """The answers in a file, by the properties that it has kept."""
    book = read(file.read_bytes())
    is_form = any(sheet.name == "Del A Ska-krav" for sheet in book.sheets)
    name = "svarsbilaga-excel" if is_form else "prisbilaga"
    record = manifest.read(package)
    sent = next(d.wording for d in record.documents if d.id == name and d.wording)
    prices = {f"pris-{price.key}": price for price in record.prices}
    return ReturnedBook(book, sent, prices, Place(file.name), {}).answers


def answers_in(package: Path, file: Path) -> dict[str, AnswerValue]:
    """The answers by field."""
    return {answer.name: answer.value for answer in read_answers(package, file).answers}
