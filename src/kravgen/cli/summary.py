"""The end of the dialogue: what the package holds, what nobody has answered, and what to do next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kravgen.cli.asking_steps import AnswerFile
from kravgen.content import Content
from kravgen.i18n import _
from kravgen.package.outline import outline
from kravgen.problems import Collector, KravgenError, shown_path
from kravgen.procurement import case as cases
from kravgen.record import lockfile


def print_summary(file: Path, content: Content, now: AnswerFile) -> None:
    """Print it. What keeps documents from being made is told with its place, as ``generate`` does."""
    click.echo()
    problems = Collector()
    try:
        case = cases.load(file, content.library, content.profiles, problems, content.organisations)
        problems.stop()
        assert case is not None
        made = outline(content, case, lockfile.read(file))
    except KravgenError as error:
        from kravgen.cli.report import print_problems

        click.echo(_("No documents can be made yet:"))
        print_problems(error.problems)
    else:
        kinds = Counter(decision.item.kind for decision in made.selection.taken())
        click.echo(
            _("The package gets {documents} documents and {sheets} spreadsheets, with {items}.").format(
                documents=len(made.documents),
                sheets=len(made.sheets),
                items=", ".join(f"{count} {kind}" for kind, count in kinds.most_common()),
            )
        )
        for rendered, _reason in made.documents:
            click.echo(f"  - {rendered.title}")
    left = [step for step in now.steps if not step.answered]
    if left:
        click.echo(_("Not answered ({count}):").format(count=len(left)))
        for step in left:
            click.echo(f"  - {step.text}" + (f" ({step.role})" if step.role else ""))
    name = shown_path(file)
    click.echo(_("Next: kravgen generate {file}. Answer more with: kravgen new {file}").format(file=name))
