"""The forms that are shipped, filled in and saved by LibreOffice: every answer comes back, and none is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.forms.filling import answered, edited, fill_all
from tests.forms.programs import libreoffice
from tests.reading import file_of

NAMES = ("svarsbilaga", "acceptanstestprotokoll", "pub-instruktion-socialnamnden")
WAYS = {"docx": ("docx",), "odt": ("odt", "docx")}


@dataclass(frozen=True)
class Filled:
    """Forms that have been filled in: the answers by form, and the files that came back by way and form."""

    given: dict[str, dict[str, str | bool]]
    files: dict[tuple[str, str], Path]


@pytest.fixture(scope="module")
def filled(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Every form, filled in once and sent every way."""
    folder = tmp_path_factory.mktemp("svar")
    given: dict[str, dict[str, str | bool]] = {name: {} for name in NAMES}
    files: dict[tuple[str, str], Path] = {}
    for way, forms in WAYS.items():
        (folder / way).mkdir()
        sent = [
            edited(
                file_of(package, f"{name}.docx"),
                lambda root, name=name: given[name].update(fill_all(root)),  # type: ignore[misc]
                folder / way / f"{name}.docx",
            )
            for name in NAMES
        ]
        files |= {(way, name): back for name, back in zip(NAMES, libreoffice(sent, *forms), strict=True)}
    return Filled(given, files)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_comes_back(
    package: Path, filled: Filled, kravgen: Kravgen, name: str, way: str
) -> None:
    back = filled.files[way, name]
    read = answered(package, back, name)
    assert {answer.name: answer.value for answer in read.answers} == filled.given[name]
    assert {answer.anchor for answer in read.answers} == {"bookmark"}
    result = kravgen("verify", back, "--package", package)
    assert (result.code, result.err) == (0, "")
