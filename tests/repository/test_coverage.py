"""Every need and every place in law that the library must answer is answered, or left out with a reason."""

from __future__ import annotations

import needs
from kravgen import content, world
from kravgen.problems import Collector
from tests.conftest import ROOT


def test_no_need_is_forgotten() -> None:
    library = content.read(world.find(ROOT, "2026-11-23"), Collector()).library
    assert len(library.items) > 500
    assert needs.faults(library) == []
