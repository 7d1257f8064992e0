"""``kravgen check``: is a Word file sound, and can everybody read it?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kravgen.codes import CODES
from kravgen.i18n import _
from kravgen.many import MOST_TOLD, and_more
from kravgen.problems import Place, Problem, shortened

if TYPE_CHECKING:
    from kravgen.word.inspection.rule import WordRule


def inspect(content: bytes, name: str) -> list[Problem]:
    """Every finding in a Word file, in the order of the rules. ``name`` is how messages call the file.

    Raises:
        Refused: the file is no Word document or cannot be read.
    """
    from kravgen.word.inspection import appearance, lines, links, soundness, structure, tables  # noqa: F401 - they fill RULES
    from kravgen.word.inspection.examined import Examined
    from kravgen.word.inspection.rule import RULES
    from kravgen.word.reading.file import read

    file, here = Examined(read(content)), Place(name)
    return [
        problem
        for rule in sorted(RULES, key=lambda rule: rule.code)
        for problem in _told(rule, rule.find(file), here)
    ]


def _told(rule: WordRule, places: Iterator[str], here: Place) -> Iterator[Problem]:
    """The findings of a rule: of very many only the first, and how many more there are."""
    for place in islice(places, MOST_TOLD):
        where = shortened(place[:1].upper() + place[1:])
        last = here.problem(rule.code, f"{where}: {_(CODES[rule.code])}", _(rule.mend))
        yield last
    if count := sum(1 for _place in places):
        yield and_more(last, count)
