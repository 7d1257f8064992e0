"""The command line: parse, call one function, print, return a code.

Exit codes: 0 good, 1 problems found, 2 wrong usage or input that cannot be read, 3 a bug in kravgen.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from kravgen import i18n
from kravgen.cli.ending import BUG, INTERRUPTED, OK, PROBLEMS, USAGE, stopped
from kravgen.memory import collect_seldom

if TYPE_CHECKING:
    from pathlib import Path


def main() -> None:
    """The ``kravgen`` program."""
    collect_seldom()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by whoever started the program: nobody wants to read it.
            from pathlib import Path

            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        else:
            # Windows consoles may not take every character; a strange one must not stop the program.
            stream.reconfigure(errors="replace")
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the program with its exit code.

    Taking apart, one by one, the hundreds of thousands of objects that a library is made of takes a while and is of no
    use to anybody: they go with the process. Where something else still runs, Python waits for that.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def run(arguments: Sequence[str], *, shipped: Path | None = None) -> int:
    """Run one command and return its exit code. Prints to standard output and standard error.

    ``shipped`` is a folder to use in the place of what kravgen ships: a library, profiles and templates.
    """
    if shipped is None:
        return _printed(arguments)
    from kravgen import world

    with world.shipping(shipped):
        return _printed(arguments)


def _printed(arguments: Sequence[str]) -> int:
    """Run one command, and see to it that what it printed has been taken."""
    i18n.activate(_language(arguments))
    i18n.share_with_click()
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except (BrokenPipeError, SystemExit):
        # Whoever read the output has gone; there is nobody left to tell. Click ends the program itself then.
        _let_go_of_output()
        return OK
    except OSError as error:
        # No file is named: it is the output that cannot be written.
        _let_go_of_output()
        from kravgen.cli.report import print_unwritten

        print_unwritten(error)
        return USAGE


def _run(arguments: Sequence[str]) -> int:
    from kravgen.cli.root import group

    try:
        _refuse_empty(arguments)
        result = group().main(list(arguments), "kravgen", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return stopped(error, arguments)


def _refuse_empty(arguments: Sequence[str]) -> None:
    """An empty name would stand for the current folder, which nobody has named."""
    from kravgen.i18n import _

    for argument in arguments:
        if not argument or "\0" in argument or (argument.startswith("--") and argument.endswith("=")):
            import click

            raise click.UsageError(_("An argument is empty. Write the name of a file or a folder."))


def _let_go_of_output() -> None:
    """Let what is left to print go nowhere, so that Python does not try again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(arguments: Sequence[str]) -> str:
    """The language, before any message is made: ``--lang`` wins over KRAVGEN_LANG."""
    wanted = os.environ.get("KRAVGEN_LANG", "")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return wanted if wanted in i18n.LANGUAGES else i18n.DEFAULT


__all__ = ["BUG", "INTERRUPTED", "OK", "PROBLEMS", "USAGE", "main", "run"]
