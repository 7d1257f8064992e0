"""The command line: parse, call one function, print, return a code.

Exit codes: 0 good, 1 problems found, 2 wrong usage or input that cannot be read, 3 a bug in kravgen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kravgen import i18n
from kravgen.memory import collect_seldom

OK, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
INTERRUPTED = 130


def main() -> None:
    """The ``kravgen`` program."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles may not take every character; a strange one must not stop the program.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], *, shipped: Path | None = None) -> int:
    """Run one command and return its exit code. Prints to standard output and standard error.

    ``shipped`` is a folder to use in the place of what kravgen ships: a library, profiles and templates.
    """
    if shipped is None:
        return _run(arguments)
    from kravgen import world

    with world.shipping(shipped):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    i18n.activate(_language(arguments))
    i18n.share_with_click()
    import click

    from kravgen.cli.report import print_bug, print_problems, print_usage
    from kravgen.cli.root import group
    from kravgen.problems import KravgenError

    try:
        result = group().main(list(arguments), "kravgen", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except KravgenError as error:
        print_problems(error.problems)
        return USAGE if error.unreadable else PROBLEMS
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        print_usage(error)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        print_bug(error)
        return BUG


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
