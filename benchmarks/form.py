"""kravgen's part of the comparison: a block of requirements in YAML → an answer form in Word.

    python benchmarks/form.py FOLDER OUT.docx

The whole way on a library of its own: read and check the block, select, number, render the template of the answer
form and write the file, with two content controls in each row. The shipped library is not read: the others have none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kravgen.award.purchase import purchase
from kravgen.memory import collect_seldom

# The program does so before anything else too.
collect_seldom()

from kravgen import content as contents  # noqa: E402
from kravgen.documents.copies import copies  # noqa: E402
from kravgen.documents.entry import entries  # noqa: E402
from kravgen.documents.presence import Presence  # noqa: E402
from kravgen.documents.render import Renderer  # noqa: E402
from kravgen.problems import Collector  # noqa: E402
from kravgen.procurement import case as cases  # noqa: E402
from kravgen.procurement.selection import select  # noqa: E402
from kravgen.record import numbering  # noqa: E402
from kravgen.word.look import load as looks  # noqa: E402
from kravgen.word.writing import writer  # noqa: E402
from kravgen.world import World  # noqa: E402


def main(folder: Path, out: Path) -> None:
    """Write the form."""
    problems = Collector()
    world = World((folder,), "2026-11-23")
    content = contents.read(world, problems)
    case = cases.load(folder / "fall.yaml", content.library, content.profiles, problems)
    problems.stop()
    assert case
    chosen = select(case, content.library, problems, case.date)
    problems.stop()
    numbers = numbering.assign((decision.item for decision in chosen.taken()), {})
    presence = Presence(content.library, numbering.shown(chosen, numbers), content.templates)
    shown = entries(chosen, presence, purchase(chosen), guidance=False)
    renderer = Renderer(chosen, shown, presence, purchase(chosen), case.date, "0" * 16, guidance=False)
    template = content.templates["svarsbilaga"]
    (copy,) = copies(template.id, template.for_each, case.buyers, {template.id})
    document = renderer.render(template, copy).document
    shipped = looks.shipped_path()
    out.write_bytes(writer.write(document, looks.load(shipped, shipped)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
