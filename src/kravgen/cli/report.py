"""What the commands print besides their results: problems, wrong usage, bugs, tables."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kravgen import __version__
from kravgen.i18n import _, ngettext
from kravgen.problems import Problem


def print_problems(problems: Iterable[Problem]) -> None:
    """Every problem on a line of its own, and how many there were."""
    count = 0
    for problem in problems:
        click.echo(_coloured(problem), err=True)
        count += 1
    click.echo(ngettext("{count} problem.", "{count} problems.", count).format(count=count), err=True)


def print_usage(error: click.ClickException) -> None:
    """What was wrong with the command line."""
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(f"KG701 {error.format_message()}", err=True)


def print_bug(error: BaseException) -> None:
    """A bug in kravgen: a short word to the user, and the whole story in a file."""
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


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """A plain table with aligned columns. ``numbers`` are the columns that are aligned to the right."""
    right = set(numbers)
    widths = [max(len(cell) for cell in column) for column in zip(headers, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([line(headers), line(["─" * width for width in widths]), *(line(row) for row in rows)])


def _coloured(problem: Problem) -> str:
    place = problem.file + (f":{problem.line}:{problem.column}" if problem.line else "")
    told = f"{click.style(place, bold=True)} {click.style(problem.code, fg='red')} {problem.message}"
    return f"{told} {problem.hint}".rstrip()
