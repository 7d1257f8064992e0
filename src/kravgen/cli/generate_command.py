"""``kravgen generate``: the package of a procurement."""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.cli.report import print_problems
from kravgen.i18n import _, ngettext
from kravgen.texttable import table

if TYPE_CHECKING:
    from kravgen.package.generate import WrittenPackage
    from kravgen.package.make import Progress

_KINDS = ("ska", "bör", "villkor", "fråga")
_PATIENCE = 1.0


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_("Make the documents of a procurement from its file."),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_("Where the package goes. The default is output/<name of the file>."),
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day that the law is judged on (YYYY-MM-DD). The default is the date in the file."),
    )
    @click.option(
        "--without-guidance",
        is_flag=True,
        help=_("Leave out the comments to the one who writes, for documents that are to be sent."),
    )
    @click.option(
        "--send",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_(
            "Put what is to be sent in a new folder: public documents only, without comments. Refused while something"
            " is left for you to do."
        ),
    )
    @click.option(
        "--pdf", is_flag=True, help=_("Make an accessible PDF beside each Word file. Needs LibreOffice.")
    )
    def generate(
        file: Path,
        folder: Path | None,
        as_of: datetime | None,
        without_guidance: bool,
        send: Path | None,
        pdf: bool,
    ) -> int:
        from kravgen.package.generate import generate as build

        day = as_of.date().isoformat() if as_of else ""
        written = build(file, folder, today(), day, not without_guidance, pdf, send, _progress(), _tell)
        _print_documents(written)
        _print_verdict(written)
        _print_fill_rates(written)
        _print_gaps(written)
        _print_reviews(written)
        _print_notes(written.package.notes)
        if written.package.warnings:
            print_problems(written.package.warnings)
        for kept in written.kept:
            click.echo(
                _("{file} has been edited and was left as it is. The new version is {new}.").format(
                    file=written.folder / kept.file, new=kept.new
                )
            )
        _print_internal(written)
        click.echo(_("The package is in {folder}").format(folder=written.folder))
        if send:
            count = len(written.sent)
            what = ngettext(
                "{count} file to send is in {folder}", "{count} files to send are in {folder}", count
            )
            click.echo(what.format(count=count, folder=send))
        return 0

    return generate


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _print_notes(count: int) -> None:
    if not count:
        return
    told = ngettext(
        "{count} comment in the documents is for you who write. Leave it out of what is sent: --without-guidance",
        "{count} comments in the documents are for you who write. Leave them out of what is sent:"
        " --without-guidance",
        count,
    )
    click.echo(told.format(count=count))
    click.echo()


def _print_internal(written: WrittenPackage) -> None:
    """Which files are not for everybody: they lie beside those that are."""
    for audience, told in (
        ("internal", _("Internal, not to be sent: {files}.")),
        ("confidential", _("Released only after a decision each time: {files}.")),
    ):
        names = [file.name for file in written.files if file.audience == audience]
        if names:
            click.echo(told.format(files=", ".join(names)))


def _progress() -> Progress:
    """A line of progress on a terminal, once more than a second has passed."""
    started = time.monotonic()

    def show(title: str, done: int, count: int) -> None:
        if not os.isatty(2) or time.monotonic() - started < _PATIENCE:
            return
        bar = "█" * done + "░" * (count - done)
        click.echo(f"\r{bar} {done}/{count} {title:<50}", nl=done == count, err=True)

    return show


def _print_documents(written: WrittenPackage) -> None:
    decisions = written.package.selection.decisions
    rows = []
    for file in written.files:
        kinds = Counter(decisions[item].item.kind for item in file.items)
        rows.append([file.name, *(str(kinds[kind] or "–") for kind in _KINDS), str(len(file.gaps) or "–")])
    headers = [_("Document"), "ska", "bör", "villkor", "fråga", _("to fill in")]
    click.echo(table(headers, rows, numbers=range(1, 6)))
    click.echo()


def _print_verdict(written: WrittenPackage) -> None:
    """Whether the purchase may be made as it is."""
    for line in written.package.selection.verdict:
        click.echo(line)
    if written.package.selection.verdict:
        click.echo()


def _print_reviews(written: WrittenPackage) -> None:
    """How much of the library's text somebody has reviewed."""
    from kravgen.review.wording import in_short

    selection = written.package.selection
    if told := in_short((decision.item for decision in selection.taken()), selection.library):
        click.echo(told)


def _print_fill_rates(written: WrittenPackage) -> None:
    told = [(file.name, file.fill_rate) for file in written.files if file.fill_rate]
    for name, rate in told:
        line = _("{file}: {percent} % filled in").format(file=name, percent=rate.percent)
        if rate.left:
            count = ngettext("{count} field left", "{count} fields left", len(rate.left))
            line += f", {count.format(count=len(rate.left))}: {', '.join(rate.left)}"
        if rate.of_supplier:
            supplier = ngettext(
                "The supplier fills in {count} field.",
                "The supplier fills in {count} fields.",
                rate.of_supplier,
            )
            line += f". {supplier.format(count=rate.of_supplier)}"
        click.echo(line)
    if told:
        click.echo()


def _print_gaps(written: WrittenPackage) -> None:
    from kravgen.documents.gaps import LATER
    from kravgen.package.scaffold import scaffold

    by_role: dict[str, dict[str, None]] = {}
    for file in written.files:
        for gap in file.gaps:
            by_role.setdefault(gap.role, {})[gap.what] = None
    for gap in scaffold(written.package.selection.case):
        by_role.setdefault(gap.role, {})[gap.what] = None
    library = written.package.selection.library
    for name in written.package.selection.open_questions:
        question = library.questions[name]
        by_role.setdefault(question.role, {})[question.label] = None
    # What others fill in once the documents are sent is nothing for the buyer to find.
    later = {role: len(by_role.pop(role)) for role in sorted(LATER & by_role.keys())}
    count = sum(len(what) for what in by_role.values())
    if count:
        click.echo(
            ngettext("{count} thing is missing:", "{count} things are missing:", count).format(count=count)
        )
    else:
        click.echo(_("Nothing is missing."))
    for role in sorted(by_role):
        click.echo(f"  {role}: {', '.join(by_role[role])}")
    if later:
        told = ", ".join(f"{role} ({number})" for role, number in later.items())
        click.echo(_("Filled in later, by others: {roles}.").format(roles=told))
    if by_role:
        click.echo()
