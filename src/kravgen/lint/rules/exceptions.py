"""The exceptions that a file makes from the rules. :mod:`kravgen.lint.judge` finds these itself."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _n
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding
from kravgen.lint.rule import Rule

UNKNOWN, UNNEEDED = "KL901", "KL902"


def _found_by_the_run(_all: Collection) -> Iterator[Finding]:
    """Only who has run every rule knows which exceptions were needed."""
    yield from ()


RULES = (
    Rule(
        UNKNOWN,
        "okänd-regel",
        "error",
        _n("An exception names a rule that does not exist."),
        _found_by_the_run,
        bad="allow: [{rule: KL999, because: Ordet är ett namn.}]",
        good=(
            "text: Tjänsten ska vara modern.\nallow: [{rule: KL112, because: Ordet står i beslutet och får inte ändras.}]"
        ),
        drafts=False,
    ),
    Rule(
        UNNEEDED,
        "onödigt-undantag",
        "warning",
        _n("An exception silences nothing."),
        _found_by_the_run,
        bad="allow: [{rule: KL112, because: Ordet är ett namn.}]",
        good=(
            "text: Tjänsten ska vara modern.\nallow: [{rule: KL112, because: Ordet står i beslutet och får inte ändras.}]"
        ),
        drafts=False,
    ),
)
