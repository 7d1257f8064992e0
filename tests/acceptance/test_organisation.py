"""What a municipality always is stands once, in the organisation file of a workspace."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.cli.asking_steps import read_answers
from kravgen.content import Content
from kravgen.package.generate import read
from kravgen.problems import Collector
from kravgen.procurement.case import Case
from tests.conftest import Kravgen

ORGANISATION = """\
organisations:
  - name: Lindhags kommun
    organisation_number: 212000-0000
    facts:
      data_protection_officer: dso@lindhag.example
      incident_contact: Kommunens jour
    controllers:
      - {name: Socialnämnden, facts: {data_protection_officer: dso.soc@lindhag.example}}
      - Kommunstyrelsen
"""

PURCHASE = """\
profile: direktupphandling-light
title: Enkätverktyg
date: 2026-11-23
buyers:
  - name: Lindhags kommun
facts:
  procedure: direct
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
"""


@pytest.fixture
def file(folder: Path) -> Path:
    """A procurement in a workspace with an organisation file."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (folder / "kop.yaml").write_text(PURCHASE, encoding="utf-8")
    return folder / "kop.yaml"


def case(file: Path) -> Case:
    return read(file, "2026-11-23")[1]


def test_a_buyer_has_what_its_organisation_always_answers(file: Path) -> None:
    (buyer,) = case(file).buyers
    assert buyer.organisation_number == "212000-0000"
    assert case(file).facts["incident_contact"] == "Kommunens jour"


@pytest.mark.parametrize(
    "said",
    ["facts:\n  incident_contact: Enhetens jour", "    facts: {incident_contact: Enhetens jour}\nfacts:"],
)
def test_what_the_procurement_says_goes_first(file: Path, said: str) -> None:
    file.write_text(PURCHASE.replace("facts:", said, 1), encoding="utf-8")
    found = case(file)
    assert found.facts["incident_contact"] == "Enhetens jour"
    assert found.facts["data_protection_officer"] == "dso@lindhag.example"


def test_a_board_of_the_procurement_has_its_own_answers(file: Path) -> None:
    file.write_text(
        PURCHASE.replace("kommun\n", "kommun\n    controllers: [Socialnämnden]\n", 1), encoding="utf-8"
    )
    (buyer,) = case(file).buyers
    assert buyer.controllers == ("Socialnämnden",)
    assert buyer.answer("data_protection_officer", "Socialnämnden") == "dso.soc@lindhag.example"


def test_another_buyer_has_nothing_of_it_and_a_slip_in_the_name_is_told(file: Path, kravgen: Kravgen) -> None:
    file.write_text(PURCHASE.replace("Lindhags kommun", "Lindhag kommun"), encoding="utf-8")
    assert "incident_contact" not in case(file).facts
    told = kravgen("validate", "kop.yaml")
    assert (
        "kop.yaml:5:11 KG556 (varning) Ingen organisation i organisationsfilen heter Lindhag kommun."
        in told.err
    )
    assert 'Menade du "Lindhags kommun"?' in told.err


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        ("      incident_kontakt: Jour\n", "KG302", 'Menade du "incident_contact"?'),
        ("      procedure: direct\n", "KG314", "Besvara den i upphandlingens fil."),
        ("      mail_system: [7]\n", "KG402", "organisation.yaml:7:20"),
        ("      retention: Gallras\n", "KG314", "besvaras av varje personuppgiftsansvarig"),
        ("    adress: Box 1\n", "KG2", "adress"),
    ],
)
def test_what_is_wrong_in_the_organisation_file_is_told(
    file: Path, kravgen: Kravgen, wrong: str, code: str, words: str
) -> None:
    text = ORGANISATION.replace(
        "      incident_contact: Kommunens jour\n", f"      incident_contact: Jour\n{wrong}"
    )
    (file.parent / "organisation.yaml").write_text(text, encoding="utf-8")
    told = kravgen("validate", "kop.yaml")
    assert told.code != 0
    assert code in told.out + told.err
    assert words in told.out + told.err
    assert "organisation.yaml:" in told.out + told.err


def test_an_organisation_that_stands_twice_is_told(file: Path, kravgen: Kravgen) -> None:
    with (file.parent / "organisation.yaml").open("a", encoding="utf-8") as organisation:
        organisation.write("  - name: Lindhags kommun\n")
    told = kravgen("validate", "kop.yaml")
    assert "organisation.yaml:10:11 KG204" in told.out + told.err


def test_two_organisation_files_are_told(file: Path, kravgen: Kravgen) -> None:
    (file.parent / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    told = kravgen("generate", "kop.yaml")
    assert told.code != 0
    assert "organisation.y" in told.err


def test_an_organisation_file_that_leads_out_of_the_workspace_is_not_read(file: Path, tmp_path: Path) -> None:
    inside = file.parent / "inside"
    inside.mkdir()
    (inside / "kravgen.yaml").write_text("", encoding="utf-8")
    (inside / "organisation.yaml").symlink_to(file.parent / "organisation.yaml")
    (inside / "kop.yaml").write_text(PURCHASE, encoding="utf-8")
    with pytest.raises(Exception, match="KG107"):
        worlds.organisations_of(inside)


def test_validating_a_folder_does_not_take_the_file_for_a_procurement(file: Path, kravgen: Kravgen) -> None:
    told = kravgen("validate", ".")
    assert told.code == 0
    assert "1 upphandling" in told.out


def test_new_does_not_ask_what_the_organisation_has_answered(file: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "nytt", "--profile", "verksamhetssystem-som-tjanst").code == 0
    text = Path("nytt.yaml").read_text(encoding="utf-8")
    assert "  - name: Lindhags kommun\n" in text
    assert "incident_contact:" not in text
    assert "mail_system:" in text


def test_new_in_a_folder_without_organisations_asks_everything(folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "nytt", "--profile", "verksamhetssystem-som-tjanst").code == 0
    text = Path("nytt.yaml").read_text(encoding="utf-8")
    assert "incident_contact:" in text
    assert "  years:  # hur många år avtalet gäller\n" in text


BLOCK = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2027-06-30
requirements:
  - id: LOK-01
    title: Jour
    kind: ska
    text: Leverantören ska anmäla fel till {{ incident_contact }}.
    phase: drift
    motive: Fel ska nå den som kan göra något åt dem.
    evidence: Beskrivning.
    test: {method: granskning, accept: Ett provfel når jouren.}
    light: true
"""
PROFILE = """\
profile: lokal
title: Lokal profil
describes: För prov.
extends: [direktupphandling-light]
blocks: [lokalt]
"""


@pytest.fixture
def two(file: Path) -> Path:
    """A procurement of two buyers with a requirement that prints what each of them answers."""
    for folder, name, text in (("requirements_library", "lokalt", BLOCK), ("profiles", "lokal", PROFILE)):
        (file.parent / folder).mkdir()
        (file.parent / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = PURCHASE.replace("direktupphandling-light", "lokal").replace(
        "kommun\n", "kommun\n  - name: Norrby\n", 1
    )
    file.write_text(text, encoding="utf-8")
    return file


def test_a_text_tells_what_each_buyer_answers(two: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", two, "-o", "paket").code == 0
    with ZipFile("paket/kravspecifikation-light.docx") as made:
        text = "".join(etree.fromstring(made.read("word/document.xml")).itertext())
    assert (
        "fel till Lindhags kommun: Kommunens jour; Norrby: [FYLL I: kontakt vid incident för Norrby]" in text
    )


def test_a_text_may_not_ask_about_what_each_buyer_answers(two: Path, kravgen: Kravgen) -> None:
    block = two.parent / "requirements_library" / "lokalt.yaml"
    text = BLOCK.replace(
        "{{ incident_contact }}", '{% if incident_contact == "x" %}jouren{% else %}oss{% endif %}'
    )
    block.write_text(text, encoding="utf-8")
    told = kravgen("validate", two)
    assert told.code == 1
    assert "KG314" in told.err


def test_the_dialogue_takes_what_the_only_buyer_has_answered_anywhere(file: Path, content: Content) -> None:
    def steps() -> dict[str, tuple[object, ...]]:
        return {step.id: step.path for step in read_answers(file, content, set()).steps if step.answered}

    file.write_text(PURCHASE + "  incident_contact: Vår jour\n", encoding="utf-8")
    assert steps()["incident_contact"] == ("facts", "incident_contact")
    own = "  - name: Lindhags kommun\n    facts: {incident_contact: Vår jour}\n"
    file.write_text(PURCHASE.replace("  - name: Lindhags kommun\n", own), encoding="utf-8")
    assert steps()["incident_contact"] == ("buyers", 0, "facts", "incident_contact")


def test_what_the_organisation_always_answers_is_not_asked_in_the_dialogue(file: Path) -> None:
    workspace = contents.read(worlds.find(file, "2026-11-23"), Collector())
    assert workspace.organisations
    asked = {step.id for step in read_answers(file, workspace, set()).steps}
    assert "delivery_model" in asked
    assert not asked & {"data_protection_officer", "incident_contact"}
