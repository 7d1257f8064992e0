"""What is wrong with the reviews of a library."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _
from kravgen.library.model import Library
from kravgen.library.reviewed import Review
from kravgen.problems import Problem, close_to, did_you_mean


def roles(library: Library) -> frozenset[str]:
    """The roles that the library knows, besides those that only review."""
    return frozenset(
        (
            *(block.owner for block in library.blocks.values()),
            *(question.role for question in library.questions.values()),
            *(role for gate in library.gates.values() for role in gate.lifted_by),
        )
    )


def reviewing(library: Library) -> frozenset[str]:
    """The roles that may review."""
    return roles(library) | {role for block in library.blocks.values() for role in block.reviewed_by}


def check(library: Library) -> Iterator[Problem]:
    """Reviews of what there is not, by nobody or twice over, and demands that may be misspelled."""
    known, may = roles(library), reviewing(library)
    for block in library.blocks.values():
        for role in block.reviewed_by:
            if role not in known and (hint := close_to(role, known)):
                yield block.place.problem(
                    "KG672",
                    _('No other part of the library knows the role "{role}" in reviewed_by.').format(
                        role=role
                    ),
                    hint,
                    "warning",
                )
    first: dict[tuple[int, str, str], Review] = {}
    for review in library.reviews:
        earlier = first.setdefault((review.layer, review.item, review.role), review)
        if earlier is not review:
            yield _twice(review, earlier)
        if review.item not in library.items and not library.broken:
            yield review.place.problem(
                "KG671",
                _("The library has no item {item} any more.").format(item=review.item),
                close_to(review.item, library.items) or _("Take out its reviews."),
                "warning",
            )
        if review.role not in may:
            yield review.place.problem(
                "KG672",
                _('Unknown role "{role}".').format(role=review.role),
                did_you_mean(review.role, may),
            )


def check_days(library: Library, today: str) -> Iterator[Problem]:
    """Reviews of a day after ``today`` (ISO 8601)."""
    for review in library.reviews:
        if review.date > today:
            yield review.place.problem(
                "KG673",
                _("The review is of {date}, a day that has not come.").format(date=review.date),
                _("Write the day that the text was read."),
            )


def _twice(review: Review, earlier: Review) -> Problem:
    return review.place.problem(
        "KG674",
        _("{item} has two reviews by {role}: of {first} in {place}, and of {second} here.").format(
            item=review.item,
            role=review.role,
            first=earlier.date,
            place=f"{earlier.place.file}:{earlier.place.line}",
            second=review.date,
        ),
        _(
            "They may come from two branches. Keep the one that is of today's text, and take the other line out."
        ),
    )
