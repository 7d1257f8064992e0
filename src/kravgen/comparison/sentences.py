"""A difference in sentences that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kravgen.comparison.difference import Difference, FieldName, ItemChange, PassageChange, flowed
from kravgen.comparison.side import Side
from kravgen.comparison.words import SORTS, counts, described, field_name, heading, papers_named
from kravgen.documents.revision import pieces, revised
from kravgen.documents.tree import Change, Paragraph, Text
from kravgen.documents.wording import one_line
from kravgen.i18n import _, ngettext

_CONTEXT = 3
"""How many words are told on each side of a change, so that it can be found."""
_WORDS = re.compile(r"\S+")


def sentences(difference: Difference) -> Iterator[str]:
    """The lines, the counts last."""
    yield _("Before: {side} ({name})").format(side=described(difference.before), name=difference.before.name)
    yield _("Now: {side} ({name})").format(side=described(difference.after), name=difference.after.name)
    yield ""
    for sort in SORTS:
        if changes := difference.of(sort):
            yield heading(sort)
            for change in changes:
                yield from (f"  {line}" for line in _about(change, difference.after))
            yield ""
    if difference.papers:
        yield _("Documents")
        for paper in difference.papers:
            reason = difference.after.explained(paper.paper.reason) if paper.kind == "new" else ""
            sentence = (
                _("{title} ({file}) is new. The reason: {reason}")
                if paper.kind == "new"
                else _("{title} ({file}) is removed.")
            )
            yield "  " + sentence.format(title=paper.paper.title, file=paper.paper.file, reason=reason)
        yield ""
    if difference.passages:
        yield _("Other text")
        for passage in difference.passages:
            name = papers_named(passage.papers, difference.compared)
            yield from (f"  {line}" for line in _about_passage(passage, name))
        yield ""
    if others := len(difference.other_reasons):
        yield ngettext(
            "{count} item says the same but is in for another reason.",
            "{count} items say the same but are in for another reason.",
            others,
        ).format(count=others)
    yield from list(counts(difference)) or [_("There is no difference.")]


def texts(change: ItemChange, field: FieldName) -> tuple[tuple[Change, str], ...]:
    """What has come, gone and stayed in one part of a changed item, word by word."""
    old = str(getattr(change.before, field)) if change.before else ""
    new = str(getattr(change.after, field)) if change.after else ""
    if field in ("number", "title", "kind"):
        blocks = revised(_paragraph(old), _paragraph(new))
    else:
        blocks = revised(flowed(old), flowed(new))
    return tuple(_joined(pieces(blocks, _("FILL IN"))))


def _paragraph(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(text),)),) if text else ()


def _about(change: ItemChange, after: Side) -> Iterator[str]:
    item = change.item
    sentence = {
        "new": _("{number} {title} ({id}) is new."),
        "gone": _("{number} {title} ({id}) is removed."),
        "changed": _("{number} {title} ({id}) is changed."),
    }[change.kind]
    reason = ""
    if change.reason and change.reason_changed:
        reason = " " + _("The reason: {reason}").format(reason=after.explained(change.reason))
    elif change.kind == "gone":
        reason = " " + _("The library does not hold it any more.")
    yield sentence.format(number=item.number, title=item.title, id=item.id).strip() + reason
    for field in change.fields:
        yield from (f"  {line}" for line in _about_field(change, field))


def _about_field(change: ItemChange, field: FieldName) -> Iterator[str]:
    yield from _told(field_name(field), texts(change, field))


def _about_passage(passage: PassageChange, name: str) -> Iterator[str]:
    blocks = revised(_paragraph(passage.before), _paragraph(passage.after))
    yield from _told(name, tuple(_joined(pieces(blocks, ""))))


def _told(name: str, told: Sequence[tuple[Change, str]]) -> Iterator[str]:
    old, new = (
        one_line("".join(text for kind, text in told if kind != gone)) for gone in ("inserted", "deleted")
    )
    if not old:
        yield _('{part}: "{text}" is added').format(part=name, text=new)
    elif not new:
        yield _('{part}: "{text}" is removed').format(part=name, text=old)
    else:
        for before, after in _phrases(told):
            yield _('{part}: "{before}" becomes "{after}"').format(part=name, before=before, after=after)


def _phrases(told: Iterable[tuple[Change, str]]) -> Iterator[tuple[str, str]]:
    """The changed phrases with some words around them; changes that stand close are one phrase."""
    before, after, changed = "", "", False
    for kind, text in told:
        if kind:
            before += text if kind == "deleted" else ""
            after += text if kind == "inserted" else ""
            changed = True
            continue
        words = list(_WORDS.finditer(text))
        if len(words) <= 2 * _CONTEXT and changed:
            before, after = before + text, after + text
            continue
        tail = text[words[-_CONTEXT].start() :] if len(words) > _CONTEXT else text
        if changed:
            head = text[: words[_CONTEXT - 1].end()]
            yield one_line(before + head), one_line(after + head)
        before = after = tail
        changed = False
    if changed:
        yield one_line(before), one_line(after)


def _joined(told: Iterable[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    last: tuple[Change, str] | None = None
    for kind, text in told:
        if last and last[0] == kind:
            last = kind, last[1] + text
            continue
        if last:
            yield last
        last = kind, text
    if last:
        yield last
