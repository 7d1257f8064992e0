"""``kravgen lint``: breaches of the rules for how requirements are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _

if TYPE_CHECKING:
    from kravgen.drafts.run import LintFound


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Look for breaches of the rules for how requirements are written: in the whole library and every"
            " profile, in the files and folders of it that are named, or in drafts that somebody has written in"
            " Word, OpenDocument, Excel, Markdown or plain text. Nothing is changed."
        ),
    )
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=_("[PATH]..."))
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(REPORTERS)),
        default="text",
        help=_(
            "text for people, json for programs, github for a pull request, sarif for code hosts and editors."
        ),
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day that laws and reviews are judged on (YYYY-MM-DD). The default is today."),
    )
    @click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_(
            "Of one draft in Word: where a copy goes with a comment at each place. A file that is there already is"
            " never overwritten."
        ),
    )
    @click.option(
        "--fix",
        is_flag=True,
        help=_(
            "Mend what is safe in the named files of text and YAML: spaces, skall and how places in laws are written."
            " Word and Excel files are never changed."
        ),
    )
    def lint(
        paths: tuple[Path, ...], form: str, as_of: datetime | None, target: Path | None, fix: bool
    ) -> int:
        from kravgen.drafts.run import lint as check

        if target is not None and [path.suffix.lower() for path in (*paths, target)] != [".docx", ".docx"]:
            raise click.UsageError(_("-o takes one draft in Word (.docx) and the name of another such file."))
        day = as_of.date().isoformat() if as_of else today()
        if fix and not paths:
            raise click.UsageError(_("--fix takes the files that are to be mended."))
        report = check(paths, day)
        if fix:
            report = _mended(report, paths, day)
        REPORTERS[form](report.problems)
        if target is not None:
            _write_copy(report, target, day)
        if not report.clean:
            return 2 if report.unreadable else 1
        if form == "text":
            click.echo(_clean(report))
        return 0

    return lint


def _mended(report: LintFound, paths: tuple[Path, ...], day: str) -> LintFound:
    """What is left to remark on when what is safe has been mended; that is told."""
    from kravgen.drafts.fixing import fix
    from kravgen.drafts.run import lint as check

    mended = fix(report.problems)
    for problem in mended:
        click.echo(
            _("Mended: {place} {code} {message}").format(
                place=f"{problem.file}:{problem.line}:{problem.column}",
                code=problem.code,
                message=problem.message,
            ),
            err=True,
        )
    return check(paths, day) if mended else report


def _write_copy(report: LintFound, target: Path, day: str) -> None:
    """The copy of the draft with comments; none of a draft that could not be read."""
    for one in report.drafts:
        from kravgen.drafts.commented import commented
        from kravgen.record.store import write_new

        write_new(target, commented(one.draft, one.content, one.remarks, day))
        click.echo(_("The copy with comments is in {file}").format(file=target), err=True)


def _clean(report: LintFound) -> str:
    """That nothing was found, and in how much."""
    if not report.drafts:
        return _("Nothing to remark on: {items} items in {files} files.").format(
            items=report.items, files=report.files
        )
    return _("Nothing to remark on: {items} items and {texts} texts of drafts in {files} files.").format(
        items=report.items, texts=report.texts, files=report.files
    )
