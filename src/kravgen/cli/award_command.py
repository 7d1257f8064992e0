"""``kravgen award``: how tenders are compared, tried before the documents are published."""

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

_FORMATS = ("text", "json")


def command() -> click.Command:
    """The group of commands, described in the language in use."""

    @click.group(
        help=_("Try how tenders are compared, before the documents are published."),
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
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        default="text",
        help=_("text for people, json for programs."),
    )
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

    return award


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
