"""Words that ``kravgen new`` has put in a procurement's file and that nobody has exchanged for their own."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.gaps import Gap
from kravgen.i18n import LANGUAGES, _, speaking
from kravgen.procurement.case import Case


def scaffold(case: Case) -> Iterator[Gap]:
    """A gap for each of them. Documents would show them as if they were a name."""
    titles, names = set[str](), set[str]()
    for language in LANGUAGES:
        with speaking(language):
            titles.add(_("Name of the procurement"))
            names.add(_("Name of the municipality"))
    if case.title in titles:
        yield Gap(_("the name of the procurement"), _("procurement officer"), "title")
    for number, buyer in enumerate(case.buyers):
        if buyer.name in names:
            yield Gap(_("the name of the municipality"), _("procurement officer"), f"buyers.{number}.name")
