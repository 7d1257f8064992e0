"""What a package says twice and differently, leaves out, or may not say: a fault is planted for each check."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SMALL, Kravgen
from tests.reading import manifest, words

CASE = """\
profile: direktupphandling-light
title: Enkätverktyg
reference_number: KFN 2026/0087
version: "1.0"
status: utkast
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
term: {years: 4}
facts:
  procedure: direct
  delivery_model: saas
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
  personal_data: none
  secrecy: true
  several_buyers: false
prices:
  retrieval:
    quantity: 2
"""
KEEP = "Leverantören ska hålla data tillgängliga för hämtning i minst {} dagar efter avtalets slut."
OWN = """\
requirements:
  - id: ENK-01
    title: Eget krav
    kind: ska
    text: {text}
    phase: exit
    motive: Kommunen behöver det.
    evidence: Åtagande.
    test: {{method: granskning, accept: Åtagandet finns.}}
"""


@pytest.fixture
def case(folder: Path) -> Path:
    """A small purchase with nothing left to do, in a workspace."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "templates" / "documents").mkdir(parents=True)
    file = folder / "kop.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def demand(case: Path, text: str, more: str = "") -> None:
    """Add a requirement of the procurement's own."""
    case.write_text(case.read_text(encoding="utf-8") + OWN.format(text=text) + more, encoding="utf-8")


def write(case: Path, name: str, old: str, new: str) -> None:
    """Change a document template."""
    shipped = SMALL / "templates" / "documents" / f"{name}.md.jinja"
    text = shipped.read_text(encoding="utf-8")
    assert old in text
    (case.parent / "templates" / "documents" / shipped.name).write_text(
        text.replace(old, new), encoding="utf-8"
    )


def say(case: Path, words: str) -> None:
    """Let the specification say something of its own."""
    write(case, "kravspecifikation-light", "# Krav\n", f"# Övrigt\n\n{words}\n\n# Krav\n")


def faults(text: str) -> list[str]:
    return [line for line in text.splitlines() if "KG53" in line or "KG309" in line]


def found(case: Path, kravgen: Kravgen, *, sure: bool = True) -> list[str]:
    """What does not hold together. A draft is made all the same; what is sure stops what is ready."""
    draft = kravgen("generate", case)
    assert draft.code == 0, draft.err
    assert all(" (varning) " in line for line in faults(draft.err))
    sent = kravgen("generate", case, "--send", "skickat")
    assert (sent.code, (case.parent / "skickat").exists()) == (1, False)
    assert len(faults(sent.err)) == len(faults(draft.err)) * sure
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("status: utkast", "status: klar"), encoding="utf-8")
    assert kravgen("validate", case).code == int(sure)
    case.write_text(text, encoding="utf-8")
    return [line.replace("(varning) ", "") for line in faults(draft.err)]


def test_a_package_that_holds_together_is_sent(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", case).err == ""
    case.write_text(CASE.replace("utkast", "klar"), encoding="utf-8")
    result = kravgen("generate", case, "--send", "skickat")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (KEEP.format(30), "KG530 En mening har två tal: 30 dagar i K1 (ENK-01) och 60 dagar i K3 (EXIT-08)."),
        (KEEP.format(60), f'KG533 K1 (ENK-01) och K3 (EXIT-08) kräver samma sak: "{KEEP.format(60)}"'),
        (
            KEEP.format(60).replace("ska", "ska inte"),
            "KG534 K1 (ENK-01) och K3 (EXIT-08) motsäger varandra:",
        ),
    ],
    ids=["number", "twice", "against"],
)
def test_a_requirement_of_ones_own_beside_one_of_the_library(
    case: Path, kravgen: Kravgen, text: str, told: str
) -> None:
    demand(case, text)
    (line,) = found(case, kravgen)
    assert line.startswith(f"kop.yaml:22:9 {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Leverantören ska hålla data tillgängliga så att Beställaren kan göra hämtning i 90 dagar efter slut på"
            " avtalet.",
            "KG532 K1 (ENK-01) och K3 (EXIT-08) kan ge en sak två tider:",
        ),
        (
            "Leverantören ska hålla data tillgängliga i 30 dagar.",
            "KG532 K1 (ENK-01) och K3 (EXIT-08) kan ge en sak två tider:",
        ),
        (
            KEEP.format(60).replace("slut.", "slut, utan avgift."),
            "KG533 K1 (ENK-01) och K3 (EXIT-08) kräver nästan samma sak:",
        ),
    ],
    ids=["times", "shorter", "nearly"],
)
def test_what_may_be_right_stops_nobody(case: Path, kravgen: Kravgen, text: str, told: str) -> None:
    demand(case, text)
    (line,) = found(case, kravgen, sure=False)
    assert told in line


def test_two_of_ones_own_about_where_data_may_be(case: Path, kravgen: Kravgen) -> None:
    second = OWN.replace("requirements:\n", "").replace("ENK-01", "ENK-02").replace("Eget krav", "Support")
    abroad = "Leverantören ska se till att support får läsa Beställarens uppgifter i USA."
    demand(case, "Leverantören ska lagra Beställarens uppgifter enbart inom EU.", second.format(text=abroad))
    (line,) = found(case, kravgen, sure=False)
    assert "KG534 K1 (ENK-01) och K2 (ENK-02) kan motsäga varandra:" in line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            KEEP.format(90),
            "KG530 En mening har två tal: 90 dagar i Kravspecifikation och 60 dagar i K2 (EXIT-08).",
        ),
        (
            "Uppskattat värde: 200 000 kronor",
            'KG530 "Uppskattat värde" är 180 000 kronor i upphandlingens fil och 200 000 kronor i Kravspecifikation.',
        ),
        (
            "Tid för hämtning av data: tre månader",
            'KG530 "Tid för hämtning av data" är 60 dagar i upphandlingens fil och tre månader i Kravspecifikation.',
        ),
        (
            "Avtalstiden är fem år och kan inte förlängas.",
            'KG530 "Avtalstiden" är 4 år i upphandlingens fil och fem år i Kravspecifikation.',
        ),
        (
            "Köpet följer Gamla lagen.",
            "KG309 Kravspecifikation talar om Gamla lagen, som upphävdes 2026-01-15.",
        ),
        ("Se lag (2018:1174).", "KG309 Kravspecifikation talar om 2018:1174, som upphävdes 2026-01-15."),
    ],
    ids=["sentence", "fact", "parameter", "term", "law", "number"],
)
def test_what_a_document_says_of_its_own(case: Path, kravgen: Kravgen, words: str, told: str) -> None:
    say(case, words)
    (line,) = found(case, kravgen)
    assert line.startswith(f"kop.yaml:1:10 {told}")


@pytest.mark.parametrize(
    "words",
    [
        KEEP.format(60),
        "Uppskattat värde: 180 000 kronor",
        "Tid för hämtning av data: 60 dagar",
        "Köpet följer nya lagen.",
        "Avtalstiden är 4 år med möjlighet till förlängning i högst 2 år.",
        "Leverantören ska svara på frågor om fakturor inom 60 dagar.",
    ],
)
def test_what_is_the_same_or_about_something_else_is_no_fault(
    case: Path, kravgen: Kravgen, words: str
) -> None:
    say(case, words)
    assert kravgen("generate", case).err == ""


def test_what_depends_on_an_answer_is_not_judged_before_it(case: Path, kravgen: Kravgen) -> None:
    # Until it is known what is bought, EXIT-08 may be out.
    demand(case, KEEP.format(30))
    case.write_text(
        case.read_text(encoding="utf-8").replace("  delivery_model: saas\n", ""), encoding="utf-8"
    )
    result = kravgen("generate", case)
    assert (result.code, faults(result.err)) == (0, [])


def test_two_documents_that_give_one_name_two_numbers(case: Path, kravgen: Kravgen) -> None:
    say(case, "Sista dag för anbud: den 1 mars 2027")
    write(case, "svarsbilaga", "# Frågor\n", "# Tider\n\nSista dag för anbud: 2027-03-02\n\n# Frågor\n")
    (line,) = found(case, kravgen)
    told = 'KG530 "Sista dag för anbud" är 1 mars 2027 i Kravspecifikation och 2027-03-02 i Svarsbilaga.'
    assert told in line


def test_one_parameter_with_two_values(case: Path, kravgen: Kravgen) -> None:
    parameter = (
        "    parameters: {days: {type: integer, label: Tid för hämtning av data, unit: dagar, default: 45}}\n"
    )
    demand(case, "Leverantören ska lämna data på begäran i {{ days }} dagar.", parameter)
    (line,) = found(case, kravgen)
    told = 'KG531 "tid för hämtning av data" är 45 dagar i K1 (ENK-01) och 60 dagar i K3 (EXIT-08).'
    assert line.startswith(f"kop.yaml:22:9 {told}")


def test_a_mandatory_requirement_that_no_form_asks_about(case: Path, kravgen: Kravgen) -> None:
    write(case, "svarsbilaga", '["ska", "bör", "villkor"]', '["bör", "villkor"]')
    lines = found(case, kravgen)
    assert [line.partition(" Låt ")[0] for line in lines] == [
        'kop.yaml:1:10 KG535 K1 (AVT-KRAV) "Anbudet på svenska" varken besvaras, prövas eller följs upp i något dokument.',
        'kop.yaml:1:10 KG535 K2 (EXIT-08) "Tid för hämtning av data" varken besvaras, prövas eller följs upp i något'
        " dokument.",
    ]


SECRET = "Leverantören ska ansluta tjänsten till larmrummet i källaren på Storgatan 4."
ANNEX = """\
---
document: svarsbilaga
title: Sekretessbilaga
instruction: Läs.
audience: confidential
order: 20
form: true
---
# Krav

{{ answer_table(requirements, "Krav") }}
"""


def test_what_is_confidential_stands_in_no_public_document(case: Path, kravgen: Kravgen) -> None:
    demand(case, SECRET, "    confidential: true\n")
    result = kravgen("generate", case)
    assert result.code == 1
    assert 'KG508 ENK-01 "Eget krav" är med men står inte i något dokument' in result.err
    (case.parent / "templates" / "documents" / "svarsbilaga.md.jinja").write_text(ANNEX, encoding="utf-8")
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "kop"
    assert SECRET in words(package / "provas-fore-utlamnande" / "svarsbilaga.docx")
    public = [document for document in manifest(package)["documents"] if document["audience"] == "public"]
    assert public and not [document for document in public if "ENK-01" in str(document["wording"])]


def test_what_is_confidential_and_written_elsewhere_too_is_told(case: Path, kravgen: Kravgen) -> None:
    demand(case, SECRET, "    confidential: true\n")
    (case.parent / "templates" / "documents" / "svarsbilaga.md.jinja").write_text(ANNEX, encoding="utf-8")
    say(case, f"Så här är det tänkt. {SECRET}")
    told = "kop.yaml:22:9 KG536 Det K1 (ENK-01) säger ska skyddas men står i Kravspecifikation, som är offentlig."
    assert any(line.startswith(told) for line in found(case, kravgen))
