"""``kravgen fill``: gaps filled in, asked here or read from files that have come back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.ending import INTERRUPTED, OK
from kravgen.cli.report import print_problems
from kravgen.i18n import _, ngettext
from kravgen.problems import Problem

if TYPE_CHECKING:
    from kravgen.gaps.collect import Register
    from kravgen.gaps.model import AskedGap
    from kravgen.gaps.store import Draft, Stored

BACK, STOP = "<", "."


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Fill in what is left in a procurement's file. Without more files each gap is asked here; with workbooks,"
            " pages or documents that have come back their answers are read. Comments in the file stay."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.argument("returned", nargs=-1, type=click.Path(path_type=Path), metavar=_("[RETURNED]..."))
    @click.option("--role", "roles", multiple=True, metavar=_("ROLE"), help=_("Only the gaps of this role."))
    @click.option(
        "--package",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_("The package that edited documents are of. The default is output/<name of the file>."),
    )
    def fill(file: Path, returned: tuple[Path, ...], roles: tuple[str, ...], package: Path | None) -> int:
        from kravgen.gaps import make
        from kravgen.gaps.store import Draft, read

        raw = read(file)
        found = make.opened(file, today())
        draft = Draft(file, raw, found)
        if returned:
            return _read_back(found, draft, returned, package)
        asked = [each for each in make.of_roles(found, roles) if each.path]
        return _ask(draft, asked, bool(found.stopped))

    return fill


def _read_back(found: Register, draft: Draft, returned: tuple[Path, ...], package: Path | None) -> int:
    from kravgen.gaps.collect import LANGUAGE
    from kravgen.gaps.returned import read
    from kravgen.gaps.store import Reply, agreed
    from kravgen.i18n import speaking

    folder = package or (found.content.world.root or Path()) / "output" / found.case.name
    replies: list[Reply] = []
    problems: list[Problem] = []
    with speaking(LANGUAGE):
        for path in returned:
            one = read(found, path, folder)
            replies += one.replies
            problems += one.problems
        done: list[Stored] = []
        same = 0
        for reply in agreed(found, replies):
            result = reply if isinstance(reply, Problem) else draft.put(reply)
            if isinstance(result, Problem):
                problems.append(result)
            elif result is None:
                same += 1
            else:
                done.append(result)
    draft.save()
    for stored in done:
        click.echo(f"{stored.asked.key}: {stored.words}  ({stored.place})")
    told = ngettext("{count} answer was stored.", "{count} answers were stored.", len(done))
    click.echo(told.format(count=len(done)))
    if same:
        told = ngettext("{count} stood in the file already.", "{count} stood in the file already.", same)
        click.echo(told.format(count=same))
    filled = {stored.asked.key for stored in done}
    _tell_left(sum(asked.key not in filled for asked in found.open), bool(found.stopped))
    if problems:
        print_problems(problems)
    return int(any(problem.level == "error" for problem in problems))


def _ask(draft: Draft, asked: list[AskedGap], stopped: bool) -> int:
    """Ask each gap. Every answer is saved when it has been given. The exit code."""
    from kravgen.gaps.store import Reply

    if not asked:
        _tell_left(0, stopped)
        return OK
    click.echo(
        _(
            "Write the answer and press Enter. Only Enter: skip. {back}: back. {stop}: stop. Each answer is saved."
        ).format(back=BACK, stop=STOP)
    )
    at, answered, code = 0, set[str](), OK
    while at < len(asked):
        each = asked[at]
        click.echo()
        click.echo(f"{at + 1}/{len(asked)} {each.role}: {each.question} ({each.key})")
        for line in (each.help, each.form, each.where):
            if line:
                click.echo(f"  {line}")
        try:
            words = _line()
        except KeyboardInterrupt:
            code = INTERRUPTED
            break
        if words is None or words == STOP:
            break
        if words == BACK:
            at = max(at - 1, 0)
            continue
        if words:
            result = draft.put(Reply(each.key, words, _("here")), again=each.key in answered)
            if isinstance(result, Problem):
                click.echo(f"{result.message} {result.hint}", err=True)
                continue
            draft.save()
            answered.add(each.key)
        at += 1
    click.echo()
    told = ngettext("{count} answer was stored.", "{count} answers were stored.", len(answered))
    click.echo(told.format(count=len(answered)))
    _tell_left(sum(each.key not in answered for each in asked), stopped)
    return code


def _line() -> str | None:
    """What somebody writes; None when there is no more to read."""
    click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _tell_left(count: int, stopped: bool) -> None:
    """How many gaps are left. ``stopped``: no documents could be made, so what those lack has not been looked for."""
    if stopped:
        click.echo(
            _(
                "No documents can be made yet, so only what the answers lack is known. Run the command again then."
            )
        )
    elif count:
        click.echo(ngettext("{count} gap is left.", "{count} gaps are left.", count).format(count=count))
    else:
        click.echo(_("No gaps are left."))
