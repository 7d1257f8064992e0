"""The contract and its annexes: what is filled in, what is in, and what is numbered."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Kravgen
from tests.reading import manifest, taken, words

ANNEXES = {"servicenivaer", "it-sakerhet", "it-miljo", "inforandeplan", "exitplan", "tillaggsavtal"}
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
WITH_PERSONAL_DATA = [
    path
    for path in EXAMPLES
    if yaml.safe_load(path.read_text(encoding="utf-8"))["facts"].get("personal_data", "none") != "none"
]


@pytest.mark.parametrize("source", WITH_PERSONAL_DATA, ids=lambda path: path.stem)
def test_the_instruction_is_filled_in(source: Path, folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", shutil.copy(source, folder), "-o", folder / "paket")
    assert result.code == 0, result.err
    rates = re.findall(r"pub-instruktion\S*\.docx: (\d+) % ifylld", result.out)
    assert rates
    assert all(int(rate) >= 90 for rate in rates)


def test_annexes_are_made_for_what_is_announced_and_not_for_a_small_purchase(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    assert {document["id"] for document in manifest(package)["documents"]} >= ANNEXES
    source = shutil.copy(ROOT / "examples" / "enkatverktyg.yaml", folder)
    assert kravgen("generate", source, "-o", folder / "litet").code == 0
    small = {document["id"] for document in manifest(folder / "litet")["documents"]}
    assert not small & ANNEXES
    assert "avtal-light" in small
    assert not small & {"avtal", "sekretess", "underbitraden", "sanktionsforsakran", "tillganglighetsrapport"}


def test_each_clause_has_its_own_heading_once(package: Path) -> None:
    clauses = [item for item in taken(package).values() if item["kind"] == "avtalsvillkor"]
    numbers = [(item["number"], item["id"]) for item in clauses]
    assert len(numbers) > 30
    read = "\n".join(
        words(package / f"{name}.docx")
        for name in (
            "avtal",
            "servicenivaer",
            "sekretess",
            "sekretessforbindelse-foretag",
            "sekretessforbindelse-person",
        )
    )
    for number, item in numbers:
        assert len(re.findall(rf"^{number} \S", read, re.MULTILINE)) == 1, item


def test_the_chosen_levels_are_printed(package: Path) -> None:
    text = words(package / "it-sakerhet.docx")
    for level in ("Konfidentialitet\n3", "Riktighet\n3", "Tillgänglighet\n2", "Spårbarhet\n3"):
        assert level in text
