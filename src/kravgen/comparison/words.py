"""What people call things in a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kravgen.comparison.difference import Difference, FieldName, Kind
from kravgen.comparison.side import Side
from kravgen.i18n import _, ngettext
from kravgen.library.model import Sort
from kravgen.problems import shortened
from kravgen.record.model import KeptDocument

_LONGEST_NAMES = 1000
SORTS: tuple[Sort, ...] = ("requirement", "criterion", "clause", "check")


def heading(sort: Sort) -> str:
    """What the items of a sort are called together."""
    return {
        "requirement": _("Requirements"),
        "criterion": _("Criteria"),
        "clause": _("Clauses"),
        "check": _("Checks"),
    }[sort]


def singular(sort: Sort) -> str:
    """What one item of a sort is called."""
    return {
        "requirement": _("Requirement"),
        "criterion": _("Criterion"),
        "clause": _("Clause"),
        "check": _("Check"),
    }[sort]


def papers_named(papers: Sequence[KeptDocument], among: Sequence[KeptDocument]) -> str:
    """The documents by their titles, or that it is all there are."""
    if len(papers) == len(among) > 1:
        return _("All documents")
    texts = [paper for paper in among if paper.wording and not paper.wording.sheets]
    if len(texts) > 1 and [paper.id for paper in papers] == [paper.id for paper in texts]:
        return _("All Word documents")
    return shortened(", ".join(paper.title for paper in papers), _LONGEST_NAMES)


def field_name(field: FieldName) -> str:
    """What a part of an item is called at the beginning of a sentence."""
    return {
        "number": _("The number"),
        "title": _("The title"),
        "kind": _("The kind"),
        "text": _("The text"),
        "value": _("The added value"),
        "evidence": _("The evidence"),
        "accept": _("The test"),
    }[field]


def counts(difference: Difference) -> Iterator[str]:
    """How many items of each sort, documents and other passages have changed, gone and come."""
    for sort in SORTS:
        if difference.of(sort):
            yield _line(_changed(sort, difference.counts(sort)["changed"]), difference.counts(sort), sort)
    if difference.papers:
        found = Counter(change.kind for change in difference.papers)
        yield _line("", found, "document")
    if difference.passages:
        found = Counter(passage.kind for passage in difference.passages)
        changed = ngettext(
            "{count} other paragraph changed", "{count} other paragraphs changed", found["changed"]
        )
        yield _line(changed, found, "paragraph")
    if difference.untold:
        yield ngettext(
            "{count} more difference is not told, for there are too many",
            "{count} more differences are not told, for there are too many",
            difference.untold,
        ).format(count=difference.untold)


def _changed(sort: Sort, count: int) -> str:
    return {
        "requirement": ngettext("{count} requirement changed", "{count} requirements changed", count),
        "criterion": ngettext("{count} criterion changed", "{count} criteria changed", count),
        "clause": ngettext("{count} clause changed", "{count} clauses changed", count),
        "check": ngettext("{count} check changed", "{count} checks changed", count),
    }[sort]


def _line(changed: str, counts: Counter[Kind], of: str) -> str:
    if of == "check":
        gone = ngettext("{count} check removed", "{count} checks removed", counts["gone"])
        new = ngettext("{count} check new", "{count} checks new", counts["new"])
    elif of == "document":
        gone = ngettext("{count} document removed", "{count} documents removed", counts["gone"])
        new = ngettext("{count} new", "{count} new", counts["new"])
    else:
        gone = ngettext("{count} removed", "{count} removed", counts["gone"])
        new = ngettext("{count} new", "{count} new", counts["new"])
    told = [gone.format(count=counts["gone"]), new.format(count=counts["new"])]
    return ", ".join([changed.format(count=counts["changed"]), *told] if changed else told)


def described(side: Side) -> str:
    """Which package a side is, in one line."""
    procurement = side.record.procurement
    version = _("version {version}, ").format(version=procurement.version) if procurement.version else ""
    return _("{title}, {version}{date}, package {fingerprint}").format(
        title=procurement.title,
        version=version,
        date=side.record.as_of,
        fingerprint=side.record.fingerprint,
    )
