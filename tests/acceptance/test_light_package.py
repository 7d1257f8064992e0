"""The whole of a light package, as the head of unit who buys once a year gets it: what is sent, when, and how much."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pikepdf
import pytest

from kravgen.pdf.convert import to_pdf
from tests.conftest import CASE, ROOT, Kravgen
from tests.external import need

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SURVEY = ROOT / "examples" / "enkatverktyg.yaml"
GOODS = """\
profile: direktupphandling-varor
title: Skärmar
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts:
  security_sensitive: false
  framework_available: false
  estimated_value: 60000
  personal_data: none
  secrecy: false
  supplier_access: none
  goods_classes: [screen]
  ai_use: prohibited
"""
CONSULTANTS = """\
profile: direktupphandling-konsulter
title: Projektledare
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts:
  security_sensitive: false
  framework_available: false
  estimated_value: 400000
  personal_data: none
  secrecy: false
  supplier_access: none
  ai_use: prohibited
"""


def said(file: Path) -> str:
    """Each paragraph on a line, also those that are to be filled in."""
    body = docx.Document(str(file)).element.body
    paragraphs = (node for node in body.iter(f"{W}p"))
    return "\n".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs)


def pages(files: dict[str, Path]) -> dict[str, int]:
    counted = {}
    for name, made in to_pdf({name: file.read_bytes() for name, file in files.items()}, "2026-11-23").items():
        with pikepdf.open(io.BytesIO(made)) as opened:
            counted[name] = len(opened.pages)
    return counted


@pytest.fixture
def survey(folder: Path, kravgen: Kravgen) -> Path:
    made = folder / "ut"
    ran = kravgen("generate", SURVEY, "-o", made, "--without-guidance")
    assert ran.code == 0, ran.err
    return made


def test_few_pages_are_sent_and_few_are_kept(survey: Path) -> None:
    need("soffice")
    counted = pages({file.stem: file for file in survey.rglob("*.docx")})
    first = {name: counted[name] for name in counted if (survey / f"{name}.docx").exists()}
    later = first.pop("underrattelse")
    assert len(first) == 5
    assert sum(first.values()) <= 20, first
    assert later == 1
    assert counted["lathund"] == 2
    assert counted["anbudsforfragan"] == 1
    assert counted["kravspecifikation-light"] <= 8
    assert sum(counted.values()) <= 26, counted


@pytest.mark.parametrize("text", [GOODS, CONSULTANTS], ids=["goods", "consultants"])
def test_other_small_purchases_have_a_short_guide_and_a_letter_too(
    folder: Path, kravgen: Kravgen, text: str
) -> None:
    need("soffice")
    (folder / "kop.yaml").write_text(text, encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "ut", "--without-guidance").code == 0
    made = folder / "ut"
    assert "saknas i paketet" not in said(made / "internt" / "lathund.docx")
    files = {"lathund": made / "internt" / "lathund.docx", "brev": made / "anbudsforfragan.docx"}
    counted = pages(files)
    assert counted["lathund"] <= 2
    assert counted["brev"] <= 2


def test_the_letter_tells_when_how_and_on_whose_terms(survey: Path) -> None:
    letter = said(survey / "anbudsforfragan.docx")
    assert "15 januari 2027 klockan 12" in letter
    assert "senast 7 dagar före den dagen" in letter
    assert "bibliotek@lindhag.example" in letter
    assert "undertecknar inte leverantörens standardavtal" in letter
    assert "lägst jämförelsesumma i prisbilagan" in letter
    assert "personuppgiftsbiträdesavtalet" in letter


def test_the_letter_has_a_gap_until_somebody_says_the_day(folder: Path, kravgen: Kravgen) -> None:
    text = SURVEY.read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(text[: text.index("filled:")], encoding="utf-8")
    ran = kravgen("generate", "kop.yaml", "-o", "ut")
    assert ran.code == 0
    assert "[FYLL I: sista dag för anbud]" in said(folder / "ut" / "anbudsforfragan.docx")
    asked = next(line for line in ran.out.splitlines() if line.strip().startswith("verksamheten:"))
    # One contact serves the letter, the contract and the notice.
    assert asked.count("kontakt för köpet") == 1
    # The day, the contact and the day of delivery.
    assert asked.count(":") == 1 and "dag då leveransen ska vara klar" in asked


def test_the_guide_tells_what_is_sent_to_whom_and_in_what_order(survey: Path) -> None:
    guide = said(survey / "internt" / "lathund.docx")
    order = ["Anbudsförfrågan först", "ifyllda, med bevis", "Underrättelsen om beslutet", "att skriva under"]
    places = [guide.index(words) for words in order]
    assert places == sorted(places)
    assert "Skickas aldrig" in guide
    for step in ("1. Är det it?", "2. Finns ett avtal?", "3. Räkna värdet", "7. Fråga flera", "11. Följ upp"):
        assert step in guide


def test_each_check_is_told_once(survey: Path) -> None:
    """In the guide or in the checklist, with the words of the library."""
    guide = said(survey / "internt" / "lathund.docx")
    rest = said(survey / "internt" / "checklista-fore-annonsering.docx")
    words = "Kontakta den objektledare it som svarar för området"
    assert words in guide
    assert words not in rest
    assert "Instruktionen ifylld" in rest


def test_a_check_that_a_municipality_has_changed_stands_in_the_guide(folder: Path, kravgen: Kravgen) -> None:
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "requirements_library").mkdir()
    rows = json.loads(kravgen("list", "items", "--format", "json").out)
    print_of = next(row["fingerprint"] for row in rows if row["id"] == "KOLL-22")
    (folder / "requirements_library" / "lokalt.yaml").write_text(
        f'changes:\n  - item: KOLL-22\n    fingerprint: "{print_of}"\n'
        "    because: Kommunen har ingen objektledare it.\n    by: upphandlare\n"
        "    text: Ring it-supporten innan kraven skrivs.\n",
        encoding="utf-8",
    )
    (folder / "kop.yaml").write_text(CASE, encoding="utf-8")
    ran = kravgen("generate", "kop.yaml", "-o", "ut")
    assert ran.code == 0, ran.err
    assert "Ring it-supporten innan kraven skrivs." in said(folder / "ut" / "internt" / "lathund.docx")


def test_the_contract_is_complete_without_a_gap_for_the_buyer(survey: Path) -> None:
    contract = said(survey / "avtal-light.docx")
    for title in (
        "Avtalstid och förlängning",
        "Ändringar av avtalet",
        "Ansvar och ansvarsbegränsning",
        "Vite",
    ):
        assert title in contract
    for title in ("Tillämplig lag och tvist", "Personuppgiftsbiträdesavtal", "Hävning", "Fel i leveransen"):
        assert title in contract
    gaps = [line for line in contract.splitlines() if "[FYLL I:" in line]
    assert gaps
    assert all("leverantörens" in gap for gap in gaps)
    # It rests on words that it defines, and not on words that it has lost.
    assert "driftstart" not in contract.lower()


def test_the_notice_waits_for_the_one_who_decides(survey: Path, kravgen: Kravgen) -> None:
    notice = said(survey / "underrattelse.docx")
    assert "19 a kap. 10 § LOU" in notice
    assert notice.count("[FYLL I:") == 4
    assert "Ingen avtalsspärr gäller" in notice


def test_the_record_ends_with_the_row_for_the_register(survey: Path) -> None:
    record = said(survey / "internt" / "dokumentationsblankett.docx")
    assert "Rad till avtalsregistret" in record
    assert "den gräns för registrering som står i kommunens riktlinjer" in record


def test_every_document_is_accessible(survey: Path, kravgen: Kravgen) -> None:
    files = sorted(survey.rglob("*.docx"))
    assert len(files) == 9
    ran = kravgen("check", *files)
    assert ran.code == 0, ran.out + ran.err
