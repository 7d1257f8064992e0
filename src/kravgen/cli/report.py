"""What the commands print besides their results: problems, wrong usage, bugs."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kravgen import __version__
from kravgen.i18n import _, ngettext
from kravgen.problems import Problem, visible


def print_problems(problems: Iterable[Problem]) -> None:
    """Every problem on a line of its own, and how many there were of each level."""
    counted = Counter[str]()
    lines: list[str] = []
    for problem in problems:
        lines.append(_coloured(problem))
        if problem.proposal:
            lines.append(f"    {proposed(problem)}")
        counted[problem.level] += 1
    errors, warnings = counted["error"], counted["warning"]
    told = [ngettext("{count} problem.", "{count} problems.", errors).format(count=errors)] if errors else []
    if warnings:
        told.append(ngettext("{count} warning.", "{count} warnings.", warnings).format(count=warnings))
    # Thousands of lines are written at once: each by itself would wait for the screen.
    click.echo("\n".join((*lines, " ".join(told))), err=True)


def proposed(problem: Problem) -> str:
    """The wording that a problem proposes, with a word before it; empty when there is none."""
    return _("Proposal: {proposal}").format(proposal=problem.proposal) if problem.proposal else ""


def print_usage(error: click.ClickException) -> None:
    """What was wrong with the command line. Nothing was asked for at all: the help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(f"KG701 {error.format_message()}", err=True)


def print_unwritten(error: OSError) -> None:
    """The output cannot be written. Where the same goes for the messages, only the exit code is left."""
    from kravgen.system import reason

    message = _("What the command had to tell could not be written: {reason}.").format(reason=reason(error))
    with contextlib.suppress(OSError):
        click.echo(f"KG601 {message} {_('Make room, or write to another place.')}", err=True)


def print_bug(error: BaseException) -> None:
    """A bug in kravgen: a short word to the user, and the whole story in a file."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="kravgen-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"kravgen {__version__}, Python {sys.version}\n{sys.argv}\n\n")
        traceback.print_exception(error, file=log)
    click.echo(
        _("Something went wrong inside kravgen. Nothing of yours has been changed. Details: {file}").format(
            file=Path(log.name)
        ),
        err=True,
    )


def _coloured(problem: Problem) -> str:
    place = visible(problem.file) + (f":{problem.line}:{problem.column}" if problem.line else "")
    where = f" ({visible(problem.where)})" if problem.where else ""
    code = click.style(problem.code, fg="red" if problem.level == "error" else "yellow")
    # The level stands in words too: colours do not come along in a file.
    level = f" ({_('warning')})" if problem.level == "warning" else ""
    return f"{click.style(place, bold=True)}{where} {code}{level} {problem.message} {problem.hint}".rstrip()
