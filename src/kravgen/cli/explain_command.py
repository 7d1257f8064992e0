"""``kravgen explain``: why an item or a document is in, or is not."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, Place, did_you_mean, shown_path


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell why a requirement, clause, check or document is in the package, or why it is not. It is named by its id"
            " or its number, such as K017."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.argument("name", required=False, metavar="[ID]")
    def explain(file: Path, name: str | None) -> int:
        from kravgen.package.explanations import explanations, parameters_of, reviews_of
        from kravgen.package.generate import chosen as choose
        from kravgen.record import lockfile

        problems = Collector()
        content, chosen = choose(file, problems, today())
        sentences = explanations(content, chosen)
        numbered = {number: item for item, number in lockfile.read(file).items()}
        if name is not None and name not in sentences:
            name = numbered.get(name.upper(), name)
        if name is None:
            for sentence in sentences.values():
                click.echo(sentence)
        elif name in sentences or name.upper() in sentences:
            name = name if name in sentences else name.upper()
            click.echo(sentences[name])
            for line in (*parameters_of(chosen, name), *reviews_of(chosen, name)):
                click.echo(line)
        else:
            raise KravgenError(
                Place(shown_path(file), 1, 1).problem(
                    "KG307", _('Unknown item "{name}".').format(name=name), did_you_mean(name, sentences)
                )
            )
        problems.stop()
        return 0

    return explain
