"""Several buyers: each answers for itself, and none stands with another's answer."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.conftest import Kravgen

PROFILE = """\
profile: instruktion
title: Instruktion
describes: För prov.
blocks: [dataskydd]
documents: [pub-instruktion, kravspecifikation, avtal-light, checklista-fore-annonsering]
"""

CASE = """\
profile: instruktion
title: Gemensamt köp
date: 2026-11-23
facts: {procedure: direct, security_sensitive: false, framework_available: false, estimated_value: 1,
  personal_data: ordinary}
buyers:
  - name: Lindhags kommun
"""

TWO = """\
    facts: {data_protection_officer: dso@lindhag.example, incident_contact: Lindhags jour}
    controllers: [Kommunstyrelsen, {name: Socialnämnden, facts: {data_protection_officer: soc@lindhag.example}}]
  - name: Norrby kommun
    facts: {data_protection_officer: dso@norrby.example}
    controllers: [Socialnämnden]
  - name: Söderby kommun
    controllers: [Socialnämnden]
"""


@pytest.fixture
def case(folder: Path) -> Path:
    """A procurement of one buyer, of which only the instruction is made."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "instruktion.yaml").write_text(PROFILE, encoding="utf-8")
    file = folder / "fall.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def form(kravgen: Kravgen, case: Path, document: str = "pub-instruktion") -> dict[str, str]:
    """What the instruction says of the one that is responsible, field by field."""
    assert kravgen("generate", case, "-o", "paket").code == 0
    with ZipFile(f"paket/{document}.docx") as file:
        root = etree.fromstring(file.read("word/document.xml"))
    found: dict[str, str] = {}
    for row in root.iter("{*}tr"):
        texts = ["".join(cell.xpath(".//*[local-name()='t']/text()")) for cell in row.iter("{*}tc")]
        if len(texts) == 2:
            found.setdefault(*texts)
    return found


def test_each_board_has_a_file_with_the_contacts_of_its_own_buyer(case: Path, kravgen: Kravgen) -> None:
    case.write_text(CASE + TWO, encoding="utf-8")
    officers = {
        "lindhags-kommun-kommunstyrelsen": "dso@lindhag.example",
        "lindhags-kommun-socialnamnden": "soc@lindhag.example",
        "norrby-kommun-socialnamnden": "dso@norrby.example",
        "soderby-kommun-socialnamnden": "[FYLL I: dataskyddsombud för Söderby kommun]",
    }
    told = {name: form(kravgen, case, f"pub-instruktion-{name}") for name in officers}
    assert {name: fields["Dataskyddsombud"] for name, fields in told.items()} == officers
    assert told["lindhags-kommun-socialnamnden"]["Kontakt vid incident"] == "Lindhags jour"
    assert told["norrby-kommun-socialnamnden"]["Kontakt vid incident"] == (
        "[FYLL I: kontakt vid incident för Norrby kommun]"
    )
    record = json.loads(Path("paket/manifest.json").read_text(encoding="utf-8"))
    assert {
        "document": "pub-instruktion-soderby-kommun-socialnamnden",
        "what": "dataskyddsombud för Söderby kommun",
        "role": "dataskyddsombud",
    } in (record["gaps"])
    assert record["procurement"]["buyers"][1]["facts"] == {"data_protection_officer": "dso@norrby.example"}


def test_a_sole_buyers_own_answer_wins_over_the_common_one(case: Path, kravgen: Kravgen) -> None:
    common = CASE.replace(
        "personal_data: ordinary", "personal_data: ordinary, incident_contact: Gemensam jour"
    )
    case.write_text(common, encoding="utf-8")
    assert form(kravgen, case)["Kontakt vid incident"] == "Gemensam jour"
    case.write_text(f"{common}    facts: {{incident_contact: Egen jour}}\n", encoding="utf-8")
    assert form(kravgen, case)["Kontakt vid incident"] == "Egen jour"


BOARDS = """\
    facts: {{{common}}}
    controllers: [Kommunstyrelsen, {{name: Socialnämnden, facts: {{data_subjects: Brukare.}}}}]
"""


def test_what_each_board_answers_is_never_said_of_another(case: Path, kravgen: Kravgen) -> None:
    kind = CASE.replace("personal_data: ordinary", "processing_kind: school")
    case.write_text(kind + BOARDS.format(common=""), encoding="utf-8")
    told = {
        name: form(kravgen, case, f"pub-instruktion-{name}") for name in ("kommunstyrelsen", "socialnamnden")
    }
    field = "Kategorier av registrerade"
    assert told["socialnamnden"][field] == "Brukare."
    assert told["kommunstyrelsen"][field] == "[FYLL I: kategorier av registrerade för Kommunstyrelsen]"
    # The usual content is nobody's own, but what the supplier does is the same for both.
    assert told["socialnamnden"]["Ändamål"] == "[FYLL I: ändamål med behandlingen för Socialnämnden]"
    assert told["socialnamnden"]["Art av behandling"] == told["kommunstyrelsen"]["Art av behandling"]
    assert told["socialnamnden"]["Art av behandling"].startswith("Insamling, lagring")


def test_boards_of_one_name_have_gaps_of_their_own(case: Path, kravgen: Kravgen) -> None:
    case.write_text(CASE + TWO, encoding="utf-8")
    told = form(kravgen, case, "pub-instruktion-norrby-kommun-socialnamnden")
    assert (
        told["Kategorier av registrerade"]
        == "[FYLL I: kategorier av registrerade för Socialnämnden, Norrby kommun]"
    )


@pytest.mark.parametrize("boards", ["", "    controllers: [Socialnämnden]\n"])
def test_a_sole_board_has_the_common_answer(case: Path, kravgen: Kravgen, boards: str) -> None:
    common = CASE.replace("personal_data: ordinary", "personal_data: ordinary, data_subjects: Alla.")
    case.write_text(common + boards, encoding="utf-8")
    document = "pub-instruktion-socialnamnden" if boards else "pub-instruktion"
    assert form(kravgen, case, document)["Kategorier av registrerade"] == "Alla."
    case.write_text(f"{common}    facts: {{data_subjects: Egna.}}\n{boards}", encoding="utf-8")
    assert form(kravgen, case, document)["Kategorier av registrerade"] == "Egna."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CASE.replace("personal", "incident_contact: Jour, personal") + TWO, "fall.yaml:5:3 KG314"),
        (CASE.replace("personal", "data_subjects: Alla, personal") + TWO, "fall.yaml:5:3 KG314"),
        (
            CASE.replace("personal", "retention: Länge, personal") + BOARDS.format(common=""),
            "fall.yaml:5:3 KG314",
        ),
        (CASE + BOARDS.format(common="data_subjects: Alla"), "fall.yaml:8:13 KG314"),
        (CASE + "    facts: {personal_data: none}\n", "fall.yaml:8:13 KG314"),
        (CASE + "    facts: {data_protection_offiser: A}\n", "fall.yaml:8:13 KG302"),
        (CASE + "    facts: {incident_contact: [112]}\n", "fall.yaml:8:31 KG402"),
        (CASE + "    controllers: [{name: A, facts: {estimated_value: 2}}]\n", "fall.yaml:8:37 KG314"),
        (CASE + "    controllers: [{namn: A}]\n", 'fall.yaml:8:20 KG201 Okänd nyckel "namn".'),
        (CASE + "    controllers: [7]\n", "fall.yaml:8:19 KG203"),
        (CASE + "  - name: Lindhags kommun\n", "fall.yaml:8:11 KG204"),
    ],
)
def test_an_answer_in_the_wrong_place_is_told(case: Path, kravgen: Kravgen, text: str, told: str) -> None:
    case.write_text(text, encoding="utf-8")
    result = kravgen("validate", case)
    assert result.code == 1
    assert told in result.err


def test_no_condition_asks_about_what_each_buyer_answers(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library"
    library.mkdir()
    (library / "lokalt.yaml").write_text(
        "block: lokalt\ntitle: Lokalt\ncovers: C.\ndoes_not_cover: D.\nowner: upphandlare\nreview_by: 2027-06-30\nchecks:\n"
        "  - {id: LOK-1, title: Test, phase: i drift, role: R, motive: Mot., text: 'Ring {{ incident_contact }}.',\n"
        '     when: incident_contact == "Jour"}\n',
        encoding="utf-8",
    )
    told = kravgen("validate").err
    assert "lokalt.yaml:9:12 KG314" in told


def test_a_new_file_asks_each_buyer(folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "fall", "--profile", "skola").code == 0
    text = (folder / "fall.yaml").read_text(encoding="utf-8")
    assert "\n    facts:\n" in text
    assert "\n      data_protection_officer:\n" in text
    assert text.index("data_protection_officer:") < text.index("\nfacts:\n") < text.index("\n  procedure:\n")
