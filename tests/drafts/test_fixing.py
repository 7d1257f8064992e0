"""What --fix mends, and that it changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BLOCK, Kravgen
from tests.drafts.building import draft, saved

DAY = ("--as-of", "2026-11-23")


def test_text_is_mended_and_every_other_byte_stays(folder: Path, kravgen: Kravgen) -> None:
    text = (
        "\ufeff# Krav\r\n\r\nTjänsten skall visa  tid , datum och plats.  \r\nSkälet står i LOU 9:4.\r\n\r\n"
        "```\nskall  stå kvar\n```\n\n|  Nr  |  Krav  |\n|---|---|\n|  1  |  Tjänsten ska visa   tid.  |\n"
    )
    (folder / "krav.md").write_bytes(text.encode())
    result = kravgen("lint", "krav.md", "--fix", *DAY)
    mended = (
        text.replace("skall visa  tid , datum", "ska visa tid, datum")
        .replace("LOU 9:4", "LOU 9 kap. 4 §")
        .replace("visa   tid", "visa tid")
    )
    assert (folder / "krav.md").read_bytes().decode() == mended
    assert "Rättat: krav.md:3:10 KL104" in result.err
    assert result.err.count("Rättat:") == 5
    assert result.code == 0
    assert kravgen("lint", "krav.md", "--fix", *DAY).err == ""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "Enligt lagen om offentlig upphandling (2016:1145) får Beställaren avbryta.",
            "Enligt lagen (2016:1145) om offentlig upphandling får Beställaren avbryta.",
        ),
        ("Se 4 kap. 3 § lagen (2016:1145) om offentlig upphandling.", ""),
        (
            "Se lagen om sekretess och förordningen om arkiv (1991:446).",
            "Se lagen om sekretess och förordningen (1991:446) om arkiv.",
        ),
        # Which of the two the number is of is not told by the words.
        ("Se lagen om tystnadsplikt enligt arkivlagen (1990:782).", ""),
    ],
)
def test_the_number_of_an_act_stands_after_its_kind(
    folder: Path, kravgen: Kravgen, text: str, mended: str
) -> None:
    (folder / "krav.txt").write_text(f"Bakgrund.\n\n{text}\n", encoding="utf-8")
    kravgen("lint", "krav.txt", "--fix", *DAY)
    assert (folder / "krav.txt").read_text(encoding="utf-8") == f"Bakgrund.\n\n{mended or text}\n"


def test_yaml_keeps_its_shape(workspace: Path, kravgen: Kravgen) -> None:
    file = workspace / "requirements_library" / "lokalt.yaml"
    text = BLOCK.replace("Tjänsten ska visa text på svenska.", "Tjänsten skall visa  text på svenska.")
    text = text.replace("motive: Alla ska förstå.", 'motive: "Alla : ska förstå."  # skäl')
    file.write_text(text, encoding="utf-8")
    kravgen("lint", file, "--fix", *DAY)
    mended = text.replace("skall visa  text", "ska visa text").replace("Alla : ska", "Alla: ska")
    assert file.read_text(encoding="utf-8") == mended
    # Without the marks the space is what keeps this from being a key.
    file.write_text(text.replace('"Alla : ska förstå."', "Alla ska förstå : allt."), encoding="utf-8")


def test_word_files_are_never_mended(folder: Path, kravgen: Kravgen) -> None:
    path = saved(draft("Tjänsten skall visa  tid."), folder / "krav.docx")
    before = path.read_bytes()
    result = kravgen("lint", "krav.docx", "--fix", *DAY)
    assert path.read_bytes() == before and "Rättat" not in result.err and "KL104" in result.err


def test_fix_names_its_files(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("lint", "--fix", *DAY)
    assert result.code == 2 and "--fix tar de filer som ska rättas." in result.err
