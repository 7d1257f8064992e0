"""The Swedish catalogue is complete and compiled."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    specification = importlib.util.spec_from_file_location(
        "translations", ROOT / "scripts" / "translations.py"
    )
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_catalogue_is_complete_and_up_to_date() -> None:
    script = _script()
    catalogue = script.merged()
    assert script.untranslated(catalogue) == []
    assert script.CATALOGUE.read_bytes() == script.to_po(catalogue)
    assert script.CATALOGUE.with_suffix(".mo").read_bytes() == script.to_mo(catalogue)
