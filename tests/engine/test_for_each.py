"""One template, one document for each controller: names, contents, record, lock, verify and diff."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import Kravgen
from tests.reading import manifest, words

TEMPLATE = """\
---
document: avtal-om-uppgifter
title: Avtal om uppgifter
instruction: Läs.
audience: public
order: 45
form: true
contents: false
without_items: true
measured: true
for_each: controller
---
# Parter

{{ form([
  ("Nämnd", answer(controller.name, "nämnd för " ~ controller.buyer.name, "jurist")),
  ("Kommun", controller.buyer.name),
  ("Ändamål", fact("processing_purpose")),
  ("Leverantör", fill("leverantörens namn", "leverantören")),
], "Parter") }}
"""
PROFILE = """\
profile: flera
title: Flera
describes: För prov.
extends: [lokal]
documents: [avtal-om-uppgifter]
"""


@pytest.fixture
def case(workspace: Path) -> Path:
    """A procurement whose profile has a document for each controller."""
    templates = workspace / "templates" / "documents"
    templates.mkdir(parents=True)
    (templates / "avtal-om-uppgifter.md.jinja").write_text(TEMPLATE, encoding="utf-8")
    (workspace / "profiles" / "flera.yaml").write_text(PROFILE, encoding="utf-8")
    return workspace / "fall.yaml"


def with_buyers(case: Path, *buyers: tuple[str, list[str]]) -> None:
    """Let the procurement be that of the buyers, each with its boards."""
    data = yaml.safe_load(case.read_text(encoding="utf-8"))
    data["profile"] = "flera"
    data["buyers"] = [{"name": name, "controllers": boards} for name, boards in buyers]
    case.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def made(folder: Path) -> dict[str, str]:
    """The title of each document for a controller, by the name of its file."""
    documents = manifest(folder)["documents"]
    return {d["file"]: d["title"] for d in documents if d["id"].startswith("avtal-om-uppgifter")}


@pytest.mark.parametrize(
    ("buyers", "files"),
    [
        ([("Lindhags kommun", [])], {"avtal-om-uppgifter.docx": "Avtal om uppgifter, Lindhags kommun"}),
        (
            [("Lindhags kommun", ["Kommunstyrelsen", "Barn- och utbildningsnämnden"])],
            {
                "avtal-om-uppgifter-kommunstyrelsen.docx": "Avtal om uppgifter, Kommunstyrelsen",
                "avtal-om-uppgifter-barn-och-utbildningsnamnden.docx": (
                    "Avtal om uppgifter, Barn- och utbildningsnämnden"
                ),
            },
        ),
        (
            [("Norrby", ["Socialnämnden"]), ("Söderby", ["Socialnämnden"]), ("Kraft AB", ["Kraft AB"])],
            {
                "avtal-om-uppgifter-norrby-socialnamnden.docx": "Avtal om uppgifter, Socialnämnden, Norrby",
                "avtal-om-uppgifter-soderby-socialnamnden.docx": "Avtal om uppgifter, Socialnämnden, Söderby",
                "avtal-om-uppgifter-kraft-ab.docx": "Avtal om uppgifter, Kraft AB",
            },
        ),
        # Names that differ only in what no file name may hold.
        (
            [("Ab", ["Nämnd: 1/2", "Nämnd 1 2", "../nämnd-1-2", "…"])],
            {
                "avtal-om-uppgifter-namnd-1-2.docx": "Avtal om uppgifter, Nämnd: 1/2",
                "avtal-om-uppgifter-namnd-1-2-2.docx": "Avtal om uppgifter, Nämnd 1 2",
                "avtal-om-uppgifter-namnd-1-2-3.docx": "Avtal om uppgifter, ../nämnd-1-2",
                "avtal-om-uppgifter.docx": "Avtal om uppgifter, …",
            },
        ),
    ],
)
def test_each_controller_has_a_file_of_its_own(
    case: Path, kravgen: Kravgen, buyers: list[tuple[str, list[str]]], files: dict[str, str]
) -> None:
    with_buyers(case, *buyers)
    assert kravgen("generate", case).code == 0
    assert made(case.parent / "output" / "fall") == files


def test_a_name_is_never_longer_than_a_file_name_may_be(case: Path, kravgen: Kravgen) -> None:
    long = "Nämnden för " + "allt möjligt " * 12
    with_buyers(case, ("Kommun " * 20, [long, long + "annat"]), ("Bo", []))
    assert kravgen("generate", case).code == 0
    names = list(made(case.parent / "output" / "fall"))
    assert len(names) == 3
    assert all(len(name.encode()) <= 150 for name in names)


def test_each_says_its_own_and_nobody_elses(case: Path, kravgen: Kravgen) -> None:
    with_buyers(case, ("Norrby", ["Socialnämnden"]), ("Söderby", ["Skolnämnden"]))
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "fall"
    text = words(package / "avtal-om-uppgifter-norrby-socialnamnden.docx")
    assert "Norrby" in text
    assert "Socialnämnden" in text
    assert "Söderby" not in text
    assert "Skolnämnden" not in text


def test_how_much_is_filled_in_is_told_without_what_the_supplier_fills_in(
    case: Path, kravgen: Kravgen
) -> None:
    with_buyers(case, ("Norrby", ["Socialnämnden"]), ("Söderby", []))
    out = kravgen("generate", case).out
    assert (
        "avtal-om-uppgifter-norrby-socialnamnden.docx: 66 % ifylld, 1 fält kvar: Ändamål."
        " Leverantören fyller i 1 fält." in out
    )
    assert "avtal-om-uppgifter-soderby.docx: 33 % ifylld, 2 fält kvar: Nämnd, Ändamål." in out


def test_a_board_that_comes_or_goes_brings_its_file_and_takes_it_away(case: Path, kravgen: Kravgen) -> None:
    with_buyers(case, ("Lindhag", ["Kommunstyrelsen", "Socialnämnden"]))
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "fall"
    assert kravgen("generate", case, "-o", "forra").code == 0
    with_buyers(case, ("Lindhag", ["Kommunstyrelsen", "Skolnämnden"]))
    assert kravgen("generate", case).code == 0
    there = {path.name for path in package.glob("avtal-om-uppgifter*")}
    assert there == {"avtal-om-uppgifter-kommunstyrelsen.docx", "avtal-om-uppgifter-skolnamnden.docx"}
    told = kravgen("diff", "forra", package).out
    assert "Avtal om uppgifter, Socialnämnden" in told
    assert "Avtal om uppgifter, Skolnämnden" in told
    returned = case.parent / "svar.docx"
    returned.write_bytes((package / "avtal-om-uppgifter-skolnamnden.docx").read_bytes())
    assert (
        "Avtal om uppgifter, Skolnämnden, svar.docx" in kravgen("verify", returned, "--package", package).out
    )


def test_the_name_controller_is_known_only_where_there_is_one(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "templates" / "documents" / "avtal-om-uppgifter.md.jinja"
    file.write_text(TEMPLATE.replace("for_each: controller\n", ""), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    assert 'avtal-om-uppgifter.md.jinja:15:20 KG405 Namnet "controller" finns inte här.' in result.err
    file.write_text(TEMPLATE.replace("for_each: controller", "for_each: buyer"), encoding="utf-8")
    assert "avtal-om-uppgifter.md.jinja:11:11 KG203" in kravgen("validate").err
