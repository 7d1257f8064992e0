"""How problems are printed: for people, for programs, and for a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import click

from kravgen.cli.report import print_problems, proposed
from kravgen.problems import Problem

Reporter = Callable[[Sequence[Problem]], None]


def _text(problems: Sequence[Problem]) -> None:
    if problems:
        print_problems(problems)


def _json(problems: Sequence[Problem]) -> None:
    # A place in words is there only where it tells what line and column do not.
    rows = [{key: told for key, told in asdict(p).items() if told or key != "where"} for p in problems]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _github(problems: Sequence[Problem]) -> None:
    for problem in problems:
        place = f"file={_property(problem.file)}"
        if problem.line:
            place += f",line={problem.line},col={problem.column}"
        told = " ".join(
            part
            for part in (
                problem.where and f"{problem.where}:",
                problem.message,
                problem.hint,
                proposed(problem),
            )
            if part
        )
        click.echo(f"::{problem.level} {place},title={problem.code}::{_data(told)}")


def _sarif(problems: Sequence[Problem]) -> None:
    from kravgen.cli.sarif import written

    click.echo(written(problems))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTERS: Mapping[str, Reporter] = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
"""The reporters by the name that ``--format`` takes."""
