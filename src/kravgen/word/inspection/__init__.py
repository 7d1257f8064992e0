"""``kravgen check``: is a Word file sound, and can everybody read it?"""

from __future__ import annotations

from kravgen.i18n import _
from kravgen.problems import CODES, Place, Problem, at_most, shortened


def inspect(content: bytes, name: str) -> list[Problem]:
    """Every finding in a Word file, in the order of the rules. ``name`` is how messages call the file.

    Raises:
        Refused: the file is no Word document or cannot be read.
    """
    from kravgen.word.inspection import appearance, soundness, structure, tables  # noqa: F401 - they fill RULES
    from kravgen.word.inspection.rule import RULES
    from kravgen.word.reading.file import read

    file, here = read(content), Place(name)
    return [
        problem
        for rule in sorted(RULES, key=lambda rule: rule.code)
        for problem in at_most(
            here.problem(rule.code, f"{_shown(place)}: {_(CODES[rule.code])}", _(rule.mend))
            for place in rule.find(file)
        )
    ]


def _shown(place: str) -> str:
    return shortened(place[:1].upper() + place[1:])
