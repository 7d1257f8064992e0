"""How far a procurement has come, what fills its gaps, and the folder that is sent."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Kravgen
from tests.reading import files, manifest, words

READY = """\
profile: direktupphandling-light
title: Enkätverktyg
reference_number: KFN 2026/0087
version: "1.0"
status: klar
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts:
  procedure: direct
  delivery_model: saas
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
  personal_data: ordinary
  secrecy: true
  several_buyers: false
  processing_purpose: Fråga invånare.
  data_subjects: Invånare.
filled:
  personuppgiftsansvarig-namnd: Kultur- och fritidsnämnden
prices:
  retrieval: {quantity: 2}
"""
GATE = """\
gates:
  - id: SPARR-LAST
    title: Läst i sin helhet
    asks: Läs dokumenten i sin helhet.
    severity: warning
    lifted_by: [upphandlare, kommunjurist]
"""
LIFT = "lifted: [{gate: SPARR-LAST, because: Läst., by: upphandlare, date: 2026-11-22}]\n"


@pytest.fixture
def case(folder: Path) -> Path:
    """A small purchase with nothing left to do."""
    file = folder / "kop.yaml"
    file.write_text(READY, encoding="utf-8")
    return file


def changed(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new), encoding="utf-8")


def comments(folder: Path) -> list[str]:
    return [
        file.name
        for file in folder.rglob("*.docx")
        if "word/comments.xml" in zipfile.ZipFile(file).namelist()
    ]


def test_a_folder_to_send_holds_public_documents_without_comments(case: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 0, result.err
    package, sent = case.parent / "output" / "kop", case.parent / "skickat"
    told = manifest(package)
    public = {document["file"] for document in told["documents"] if document["audience"] == "public"}
    assert {path.name for path in sent.iterdir()} == public
    assert public >= {"svarsbilaga.docx", "prisbilaga.xlsx"}
    assert not public & {"internt/checklista.docx", "internt/kravlista.xlsx", "manifest.json"}
    assert comments(sent) == []
    # What comes back is compared with the package, so it must be the same.
    assert all((sent / name).read_bytes() == (package / name).read_bytes() for name in public)
    assert f"{len(public)} filer att skicka finns i skickat" in result.out
    assert "Internt, skickas inte: internt/checklista.docx, internt/kravlista.xlsx" in result.out
    assert [path for path in case.parent.iterdir() if path.name.startswith(".skickat")] == []


def test_what_a_killed_run_had_begun_to_send_hinders_nobody(case: Path, kravgen: Kravgen) -> None:
    begun = case.parent / ".skickat.kravgen"
    begun.mkdir()
    (begun / "svarsbilaga.docx").write_bytes(b"half")
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 0, result.err
    assert (case.parent / "skickat" / "svarsbilaga.docx").read_bytes() != b"half"
    assert not begun.exists()


def test_what_lies_apart_is_the_packages_own(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "kop"
    assert kravgen("verify", package).code == 0
    assert "Egna filer" not in kravgen("verify", package).out
    (package / "internt" / "anteckningar.txt").write_text("mina", encoding="utf-8")
    assert "internt/anteckningar.txt" in kravgen("verify", package).out
    own = kravgen("verify", package / "internt" / "checklista.docx")
    assert (own.code, own.err) == (0, "")


def test_a_ready_package_is_no_draft(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "kop"
    assert manifest(package)["status"] == "ready"
    assert comments(package) != []
    with zipfile.ZipFile(package / "svarsbilaga.docx") as document:
        every = "".join(document.read(name).decode() for name in document.namelist() if name.endswith(".xml"))
    assert "utkast" not in every.lower()


@pytest.mark.parametrize(
    ("status", "kept", "shown"),
    [
        ("", "draft", "Utkast, ej juristgranskad"),
        ("status: utkast\n", "draft", "Utkast, ej juristgranskad"),
        ("status: granskad\n", "reviewed", "Granskat utkast, inte klart att skicka"),
    ],
)
def test_a_draft_says_so_at_the_front_and_at_the_foot(
    case: Path, kravgen: Kravgen, status: str, kept: str, shown: str
) -> None:
    changed(case, "status: klar\n", status)
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "kop"
    assert manifest(package)["status"] == kept
    assert shown in words(package / "svarsbilaga.docx")
    footer = zipfile.ZipFile(package / "svarsbilaga.docx").read("word/footer1.xml").decode()
    assert f" · {shown.lower()} · bibliotek" in footer


def test_what_is_left_is_told_by_role_and_nothing_is_written(case: Path, kravgen: Kravgen) -> None:
    changed(case, "  retrieval: {quantity: 2}\n", "  retrieval:\n")
    changed(case, "  processing_purpose: Fråga invånare.\n", "")
    changed(case, "  several_buyers: false\n", "")
    for command in (("validate",), ("generate",), ("generate", "--send", "skickat")):
        name, *options = command
        result = kravgen(name, case, *options)
        assert result.code == 1
        assert [line.partition(" Svara ")[0] for line in result.err.splitlines() if "KG521" in line] == [
            "kop.yaml:5:9 KG521 Underlaget är inte klart. Kvar för dataskyddsombud: ändamål med behandlingen.",
            "kop.yaml:5:9 KG521 Underlaget är inte klart. Kvar för upphandlare: flera beställare; antal för hämtning av"
            " data.",
        ]
    assert {path.name for path in case.parent.iterdir()} == {"kop.yaml"}


def test_what_a_draft_lacks_is_told_when_it_is_to_be_sent(case: Path, kravgen: Kravgen) -> None:
    changed(case, "status: klar\n", "")
    changed(case, "  retrieval: {quantity: 2}\n", "  retrieval:\n")
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 1
    assert "kop.yaml:1:10 KG522 Underlaget är inte markerat som klart att skicka." in result.err
    assert "Kvar för upphandlare: antal för hämtning av data. Svara i upphandlingens fil.\n" in result.err
    assert not (case.parent / "skickat").exists()
    # As a draft it is made.
    assert kravgen("generate", case).code == 0


def test_a_gate_that_is_open_is_left_to_do(case: Path, kravgen: Kravgen) -> None:
    (case.parent / "kravgen.yaml").write_text("", encoding="utf-8")
    (case.parent / "requirements_library").mkdir()
    (case.parent / "requirements_library" / "egna.yaml").write_text(GATE, encoding="utf-8")
    told = "Kvar för upphandlare eller kommunjurist: lyft SPARR-LAST (Läst i sin helhet)."
    assert told in kravgen("validate", case).err
    case.write_text(READY + LIFT, encoding="utf-8")
    assert kravgen("generate", case, "--send", "skickat").code == 0


def test_what_a_bidder_fills_in_is_not_left_to_do(case: Path, kravgen: Kravgen) -> None:
    (case.parent / "kravgen.yaml").write_text("", encoding="utf-8")
    folder = case.parent / "templates" / "documents"
    folder.mkdir(parents=True)
    template = (
        "---\ndocument: avtalsvillkor\ntitle: Avtalsvillkor\ninstruction: Läs.\naudience: public\norder: 15\n---\n"
        '# Parter\n\n{{ fill("leverantörens namn", "leverantören") }} och {{ fill("ort", ROLE) }}\n'
        "{% for entry in clauses %}\n# {{ entry.item.title }}\n\n{{ show(entry) }}\n{% endfor %}\n"
    )
    for role, code in (("parterna", 0), ("anbudsgivaren", 0), ("upphandlare", 1)):
        (folder / "avtalsvillkor.md.jinja").write_text(
            template.replace("ROLE", f'"{role}"'), encoding="utf-8"
        )
        assert kravgen("validate", case).code == code


def test_the_file_fills_gaps(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", case).code == 0
    package = case.parent / "output" / "kop"
    assert "Kultur- och fritidsnämnden" in words(package / "pub-instruktion.docx")
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").active
    assert sheet is not None
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 2 in values
    assert [gap for gap in manifest(package)["gaps"] if gap["document"] != "checklista"] == []


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("personuppgiftsansvarig-nmnd", 'Menade du "personuppgiftsansvarig-namnd"?'),
        ("antal användare", "Svara under facts: users_count."),
        ("tid för hämtning av data", "Sätt värdet under parameters: EXIT-08: retrieval_days."),
        ("antal-användarna", "Svara under facts: users_count."),
        ("månens fas", "Nycklarna listas av kravgen gaps."),
    ],
)
def test_a_gap_that_is_in_no_document_is_told(case: Path, kravgen: Kravgen, what: str, hint: str) -> None:
    changed(case, "filled:\n", f"filled:\n  {what}: 5\n")
    result = kravgen("validate", case)
    assert result.code == 0
    line = READY.splitlines().index("filled:") + 2
    told = f'kop.yaml:{line}:3 KG316 (varning) Inget dokument har någon lucka med nyckeln "{what}". {hint}'
    assert told in result.err


def test_what_has_been_sent_stays(case: Path, kravgen: Kravgen) -> None:
    sent = case.parent / "skickat"
    sent.mkdir()
    assert kravgen("generate", case, "--send", sent).code == 0
    before = {path.name: path.read_bytes() for path in sent.iterdir()}
    changed(case, "Enkätverktyg", "Frågeverktyg")
    result = kravgen("generate", case, "--send", sent)
    assert result.code == 2
    assert "skickat KG611 Här finns redan något" in result.err
    assert {path.name: path.read_bytes() for path in sent.iterdir()} == before


def test_a_file_that_is_edited_by_hand_is_not_passed_by(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", case, "--without-guidance").code == 0
    edited = case.parent / "output" / "kop" / "svarsbilaga.docx"
    edited.write_bytes(edited.read_bytes() + b"min text")
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 1
    assert "output/kop/svarsbilaga.docx KG522 Filen har ändrats för hand" in result.err
    assert not (case.parent / "skickat").exists()
    assert edited.read_bytes().endswith(b"min text")


def test_a_law_that_has_been_repealed_since_stops_what_is_sent(case: Path, kravgen: Kravgen) -> None:
    case.write_text(
        READY + "requirements:\n"
        "  - {id: ENK-01, title: Länk, kind: ska, text: Tjänsten ska ha en länk till svaret., phase: leverans,"
        " motive: Fler svarar., evidence: En länk., test: {method: prov, accept: Länken går att öppna.},"
        " sources: [{source: gamla-lagen}]}\n",
        encoding="utf-8",
    )
    changed(case, "date: 2026-11-23", "date: 2026-01-10")
    assert kravgen("generate", case).code == 0
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 1
    assert "KG309 ENK-01 vilar på Gamla lagen" in result.err


def test_all_that_hinders_is_told_in_one_run(case: Path, kravgen: Kravgen) -> None:
    case.write_text(
        READY + "requirements:\n"
        "  - {id: ENK-01, title: Länk, kind: ska, text: Tjänsten ska ha en länk till svaret., phase: leverans,"
        " motive: Fler svarar., evidence: En länk., test: {method: prov, accept: Länken går att öppna.},"
        " sources: [{source: gamla-lagen}]}\n"
        "  - {id: ENK-02, title: Samma länk, kind: ska, text: Tjänsten ska ha en länk till svaret., phase: leverans,"
        " motive: Fler svarar., evidence: En länk., test: {method: prov, accept: Länken går att öppna.}}\n",
        encoding="utf-8",
    )
    changed(case, "date: 2026-11-23", "date: 2026-01-10")
    changed(case, "status: klar\n", "")
    assert kravgen("generate", case).code == 0
    edited = case.parent / "output" / "kop" / "svarsbilaga.docx"
    edited.write_bytes(edited.read_bytes() + b"min text")
    changed(case, "  retrieval: {quantity: 2}\n", "  retrieval:\n")
    before = files(case.parent)
    result = kravgen("generate", case, "--send", "skickat")
    assert result.code == 1
    assert sorted(re.findall(r"KG\d+", result.err)) == ["KG309", "KG521", "KG522", "KG522", "KG533"]
    assert files(case.parent) == before


def test_the_folder_to_send_cannot_be_where_the_work_lies(case: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", case, "--send", ".")
    assert result.code == 2
    assert "KG611" in result.err
