"""Forms that come back, filled in by a bidder who says yes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from kravgen.record import manifest
from tests.forms.filling import controls, edited, fill
from tests.word.sample import W14, W

FORM = "svarsbilaga.docx"


def _fill(
    root: etree._Element, answers: Mapping[str, str | bool] = {}, *, blank: frozenset[str] = frozenset()
) -> None:
    """Answer everything that is asked with yes, and the fields that are named as they are named."""
    for name, control in controls(root).items():
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        choices = [str(item.get(f"{W}value")) for item in properties.iter(f"{W}listItem")]
        if name in blank:
            continue
        if name in answers:
            fill(control, answers[name])
        elif name.startswith("svar."):
            box = properties.find(f"{W14}checkbox") is not None
            fill(control, choices[0] if choices else True if box else "Det står i bilaga 2.")


def returned_form(
    package: Path, to: Path, answers: Mapping[str, str | bool] = {}, blank: frozenset[str] = frozenset()
) -> Path:
    """The form with the answers that are given, and yes to the rest but those left blank."""
    to.parent.mkdir(parents=True, exist_ok=True)
    return edited(package / FORM, lambda root: _fill(root, answers, blank=blank), to)


def numbers_of(package: Path) -> dict[str, str]:
    """The number of each item, by its id."""
    return {item.id: item.number for item in manifest.read(package).items}
