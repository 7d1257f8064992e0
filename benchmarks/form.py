"""kravgen's part of the comparison: a block of requirements in YAML → an answer form in Word.

    python benchmarks/form.py FOLDER OUT.docx

The whole way on a library of its own: read and check the block, select, number, render the template of the answer
form and write the file, with two content controls in each row. The shipped library is not read: the others have none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kravgen.memory import collect_seldom

# The program does so before anything else too.
collect_seldom()

from kravgen.documents import catalogue  # noqa: E402
from kravgen.documents.entry import entries  # noqa: E402
from kravgen.documents.render import Renderer  # noqa: E402
from kravgen.library import load as libraries  # noqa: E402
from kravgen.problems import Collector  # noqa: E402
from kravgen.procurement import case as cases  # noqa: E402
from kravgen.procurement import profile as profiles  # noqa: E402
from kravgen.procurement.selection import select  # noqa: E402
from kravgen.record import numbering  # noqa: E402
from kravgen.word.look import load as looks  # noqa: E402
from kravgen.word.writing import writer  # noqa: E402
from kravgen.world import World  # noqa: E402


def main(folder: Path, out: Path) -> None:
    """Write the form."""
    problems = Collector()
    world = World((folder,), "2026-11-23")
    library = libraries.load(world, problems)
    templates = catalogue.load(world, library, problems)
    found = profiles.load(world, library, set(templates), problems)
    case = cases.load(folder / "fall.yaml", library, found, problems)
    problems.stop()
    assert case
    chosen = select(case, library, problems, case.date)
    problems.stop()
    numbers = numbering.assign((decision.item for decision in chosen.taken()), {})
    shown = entries(chosen, numbering.shown(chosen, numbers), guidance=False)
    renderer = Renderer(chosen, shown, case.date, "0" * 16, guidance=False)
    document = renderer.render(templates["svarsbilaga"]).document
    shipped = looks.shipped_path()
    out.write_bytes(writer.write(document, looks.load(shipped, shipped)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
