"""How a command ends: its exit code, and what is told when something stops it.

Imports nothing before something does: help has no use for it.
"""

from __future__ import annotations

from collections.abc import Sequence

OK, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
INTERRUPTED = 130


def stopped(error: Exception, arguments: Sequence[str]) -> int:
    """Tell what stopped the command that the arguments ask for, and return its exit code.

    Raises:
        OSError: the output cannot be written.
    """
    import click

    from kravgen.cli.report import print_bug, print_problems, print_usage
    from kravgen.guard import FAULTS, is_lost, problem
    from kravgen.problems import KravgenError

    if isinstance(error, KravgenError):
        print_problems(error.problems)
        return USAGE if error.unreadable else PROBLEMS
    if isinstance(error, click.exceptions.Abort):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        print_usage(error)
        return USAGE
    if isinstance(error, FAULTS):
        if isinstance(error, OSError) and error.filename is None and not is_lost():
            raise error
        print_problems([problem(error, _named(arguments))])
        return USAGE
    print_bug(error)
    return BUG


def _named(arguments: Sequence[str]) -> str:
    """What a fault is about that no file is known for: the last that the command was given."""
    return next((argument for argument in reversed(arguments) if not argument.startswith("-")), "kravgen")
