"""What stands twice among what is priced and judged."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from kravgen.award.flaw import Flaw, Path
from kravgen.award.model import Criterion, Evaluation, Price
from kravgen.i18n import _


def alike(evaluation: Evaluation, prices: Sequence[Price]) -> Iterator[Flaw]:
    """Ids that stand twice, what nobody can tell apart in the documents, and what is judged twice."""
    yield from _twice(("prices",), [price.key for price in prices])
    yield from _twice(("evaluation", "criteria"), [criterion.id for criterion in evaluation.criteria])
    yield from _rows(prices)
    yield from _criteria(evaluation)


def _twice(path: Path, keys: Sequence[Hashable]) -> Iterator[Flaw]:
    seen: set[Hashable] = set()
    for at, key in enumerate(keys):
        if key in seen:
            yield Flaw(
                (*path, at),
                "KG204",
                _('The id "{name}" stands already.').format(name=key),
                _("Give one of them another id."),
            )
        seen.add(key)


def _rows(prices: Sequence[Price]) -> Iterator[Flaw]:
    rows: dict[Hashable, str] = {}
    for at, row in enumerate(prices):
        seen = (row.lot, row.group, row.name, row.unit, row.measure, row.sign, row.option, row.sustainable)
        # An id that stands twice is told as that.
        if rows.setdefault(seen, row.key) != row.key:
            yield Flaw(
                ("prices", at),
                "KG002",
                _("Two price rows are called {name} and have the same unit.").format(name=row.name),
                _("Give one of them a name that tells them apart."),
            )


def _criteria(evaluation: Evaluation) -> Iterator[Flaw]:
    titles: dict[str, str] = {}
    judged: dict[str, Criterion] = {}
    for at, criterion in enumerate(evaluation.criteria):
        path: Path = ("evaluation", "criteria", at)
        if titles.setdefault(criterion.title, criterion.id) != criterion.id:
            yield Flaw(
                (*path, "title"),
                "KG012",
                _("Two criteria are called {title}.").format(title=criterion.title),
                _("Give one of them a name that tells them apart."),
            )
        for item in criterion.items:
            before = judged.setdefault(item, criterion)
            if before.id != criterion.id:
                yield Flaw(
                    (*path, "items"),
                    "KG012",
                    _("{item} is judged by {title} already, and would count twice.").format(
                        item=item, title=before.title
                    ),
                    _("Let one criterion judge it."),
                )
