"""``kravgen award``: how tenders are compared, before the documents are published and when tenders have come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError

if TYPE_CHECKING:
    from kravgen.award.model import Evaluation, Price
    from kravgen.tenders.comparison import ComparedTenders

_FORMATS = ("text", "json")
_OF_REPORT = (".docx", ".xlsx")


def command() -> click.Command:
    """The group of commands, described in the language in use."""

    in_form = click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        default="text",
        help=_("text for people, json for programs."),
    )

    @click.group(
        help=_(
            "Try how tenders are compared before the documents are published, and compare those that have come."
        ),
    )
    def award() -> None:
        pass

    @award.command(
        help=_(
            "Try the evaluation of a procurement with made-up tenders, or with those of a file: who wins, how much each"
            " criterion and each row weighs, how little it takes to change who wins, and which cheap tricks win."
            " Nothing is written."
        ),
        short_help=_("Try the evaluation of a procurement with tenders."),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option(
        "--bids",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("A file with tenders (bids:). Without it three tenders are made up."),
    )
    @in_form
    def simulate(file: Path, bids: Path | None, form: str) -> int:
        from kravgen.award.bids import read
        from kravgen.award.data import data
        from kravgen.award.report import report
        from kravgen.award.simulate import simulate as try_out

        problems = Collector()
        evaluation, prices = _compared(file, problems)
        found = try_out(evaluation, prices, read(bids, evaluation, prices) if bids else ())
        if form == "json":
            click.echo(json.dumps(data(found), ensure_ascii=False, indent=1))
        else:
            click.echo(report(found), nl=False)
        problems.stop()
        return 0

    @award.command(
        help=_(
            "Compare the tenders in a folder by the prices and the evaluation that the package was made with. Each folder in"
            " it is a bidder. What somebody must look into first is told with file and cell, and such a tender is not"
            " ranked."
            " Each comparison sum is worked out twice. It presents; a person decides."
        ),
        short_help=_("Compare the tenders that have come."),
    )
    @click.argument("package", type=click.Path(path_type=Path), metavar=_("PACKAGE"))
    @click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
    @click.option(
        "--quality",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("A file with the points that people have given. Without it they are open."),
    )
    @in_form
    @click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(path_type=Path),
        metavar=_("NAME"),
        help=_(
            "Write the report as well: NAME.docx and NAME.xlsx. A file that is there already is never overwritten."
        ),
    )
    def compare(package: Path, folder: Path, quality: Path | None, form: str, target: Path | None) -> int:
        from kravgen.tenders.comparison import compare as compared
        from kravgen.tenders.data import data
        from kravgen.tenders.page import page

        found = compared(package, folder, quality)
        if form == "json":
            click.echo(json.dumps(data(found), ensure_ascii=False, indent=1))
        else:
            click.echo(page(found), nl=False)
        if target:
            _write(found, target)
        return 0 if found.is_whole else 1

    return award


def _write(found: ComparedTenders, target: Path) -> None:
    """The report in its two files, both or none."""
    from kravgen import world as worlds
    from kravgen.package.look import reference
    from kravgen.record.store import write_new_together
    from kravgen.tenders.protocol import protocol
    from kravgen.tenders.workbook import workbook
    from kravgen.word.writing.writer import write

    name = target.with_suffix("") if target.suffix.lower() in _OF_REPORT else target
    files = {name.parent / f"{name.name}{ending}": b"" for ending in _OF_REPORT}
    document, book = files
    look = reference(worlds.find(target.parent, today()))
    files[document] = write(protocol(found, today()), look)
    files[book] = workbook(found, today())
    write_new_together(files)
    for file in files:
        click.echo(_("The report is in {file}").format(file=file), err=True)


def _compared(file: Path, problems: Collector) -> tuple[Evaluation, tuple[Price, ...]]:
    """How tenders for a procurement are compared. What is wrong with that is added: what is only open, the page tells."""
    from kravgen.award.fit import misfits
    from kravgen.award.purchase import purchase
    from kravgen.package.generate import chosen

    _content, selection = chosen(file, problems, today())
    problems.stop()
    found = purchase(selection)
    if found.evaluation is None:
        raise KravgenError(
            selection.case.place.problem(
                "KG011",
                _("The procurement does not say how tenders are compared."),
                _("Write evaluation: with a model."),
            )
        )
    problems.extend(misfits(found, selection))
    return found.evaluation, found.prices
