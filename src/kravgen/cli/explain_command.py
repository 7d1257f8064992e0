"""``kravgen explain``: why an item or a document is in, or is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, Place, did_you_mean, shown_path

if TYPE_CHECKING:
    from kravgen.content import Content
    from kravgen.procurement.selection import Selection


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_("Tell why a requirement, clause, check or document is in the package, or why it is not."),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.argument("name", required=False, metavar="[ID]")
    def explain(file: Path, name: str | None) -> int:
        from kravgen.package.generate import chosen as choose

        problems = Collector()
        content, chosen = choose(file, problems, today())
        sentences = dict(_sentences(content, chosen))
        if name is None:
            for sentence in sentences.values():
                click.echo(sentence)
        elif name in sentences or name.upper() in sentences:
            click.echo(sentences.get(name) or sentences[name.upper()])
        else:
            raise KravgenError(
                Place(shown_path(file), 1, 1).problem(
                    "KG307", _('Unknown item "{name}".').format(name=name), did_you_mean(name, sentences)
                )
            )
        problems.stop()
        return 0

    return explain


def _sentences(content: Content, chosen: Selection) -> Iterator[tuple[str, str]]:
    from kravgen.documents.needed import needed
    from kravgen.procurement.explanation import explained, names

    among = names(chosen.case, chosen.library)
    reasons = {name: explained(decision.reason, among) for name, decision in chosen.decisions.items()}
    for name, decision in chosen.decisions.items():
        verb = {"taken": _("is in"), "changed": _("is in, changed"), "dropped": _("is not in")}[
            decision.outcome
        ]
        yield (
            name,
            _("{id} {title} {verb}: {because}").format(
                id=name, title=f"({decision.item.title})", verb=verb, because=reasons[name]
            ),
        )
    for group, variants in chosen.library.groups.items():
        taken = [item.id for item in variants if chosen.decisions[item.id].taken]
        title = variants[0].group_title
        if taken:
            told = " ".join(f"{name}: {reasons[name]}" for name in taken)
            yield (
                group,
                _("{id} ({title}) is in by {variants}. {reasons}").format(
                    id=group, title=title, variants=", ".join(taken), reasons=told
                ),
            )
        else:
            yield (
                group,
                _("{id} ({title}) is not in: {because}").format(
                    id=group, title=title, because=reasons[variants[0].id]
                ),
            )
    for document, is_in, reason in needed(content.documents, chosen.case):
        verb = _("is in") if is_in else _("is not in")
        yield (
            document.id,
            _("The document {id} {verb}: {because}").format(
                id=document.id, verb=verb, because=explained(reason, among)
            ),
        )
