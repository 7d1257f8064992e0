"""What a package must hold and must not say: every ska is looked after, and no law is spoken of that is repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.consistency.said import Said, parts
from kravgen.consistency.scene import Scene
from kravgen.documents.wording import one_line
from kravgen.i18n import _
from kravgen.problems import Problem


def looked_after(scene: Scene, said: Said) -> Iterator[Problem]:
    """Mandatory requirements that nobody answers, tests or follows up: no form has a field for them."""
    forms = [rendered.wording for rendered in scene.documents]
    forms += [built.wording for _sheet, built in scene.sheets if built.wording]
    asked = {field.item for form in forms for field in form.fields}
    for entry in scene.entries:
        if entry.item.kind == "ska" and entry.id not in asked:
            yield scene.place(entry.id).problem(
                "KG535",
                _('{item} "{title}" is answered, tested and followed up in no document.').format(
                    item=scene.told(entry.id), title=entry.item.title
                ),
                _(
                    "Let a form of the profile show it: the answer form, the test protocol or the follow-up plan."
                ),
            )


def kept_apart(scene: Scene, said: Said) -> Iterator[Problem]:
    """What is confidential and stands in a public document all the same, since somebody has written it there too."""
    kept = [entry for entry in scene.entries if entry.item.confidential]
    if not kept:
        return
    papers = [(each.template.title, each.template.audience, each.wording) for each in scene.documents]
    papers += [(sheet.title, sheet.audience, built.wording) for sheet, built in scene.sheets if built.wording]
    for title, audience, wording in papers:
        words = "\n".join((*wording.items.values(), *wording.rest)) if audience == "public" else ""
        for entry in kept:
            if any(sentence in words for sentence in parts(one_line(entry.text))):
                yield scene.place(entry.id).problem(
                    "KG536",
                    _(
                        "What {item} says is confidential and stands in the document {title}, which is public."
                    ).format(item=scene.told(entry.id), title=title),
                    _("Take the words out there."),
                )


def in_force(scene: Scene, said: Said) -> Iterator[Problem]:
    """Laws that a document speaks of and that are repealed on the day."""
    day, sources = scene.selection.day, scene.selection.library.sources.values()
    gone = {
        name: source
        for source in sources
        if source.repealed and source.repealed <= day
        for name in (source.name, source.number.removeprefix("SFS "))
        if name
    }
    for rendered in scene.documents if gone else ():
        words = "\n".join((*rendered.wording.items.values(), *rendered.wording.rest))
        for name in gone:
            # Nearly no document has one, so it is looked for before it is told from parts of other words.
            if name not in words or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                continue
            source = gone[name]
            yield scene.place().problem(
                "KG309",
                _("The document {title} speaks of {source}, which was repealed on {date}.").format(
                    title=rendered.template.title, source=name, date=source.repealed
                ),
                _("Write what holds instead."),
            )
