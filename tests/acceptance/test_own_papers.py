"""The buyer's own papers as they are shipped: each in its purchases, and none among what bidders get."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kravgen.content import Content
from kravgen.pdf.convert import to_pdf
from tests.conftest import CASE, ROOT, Kravgen
from tests.external import need
from tests.reading import file_of, manifest, words

OWN = frozenset(
    (
        *("lathund", "dokumentationsblankett", "behovsanalys", "klassning", "laglighetsbedomning", "raci"),
        *("ai-riskanalys", "beslutslogg", "checklista-fore-annonsering", "sparmatris"),
    )
)


@pytest.fixture
def direct(folder: Path, kravgen: Kravgen) -> Path:
    """The package of a small direct purchase that asks nothing of its own."""
    facts = "  delivery_model: saas\n  interface_users: internal\n  personal_data: ordinary\n  functions: [booking]\n"
    (folder / "kop.yaml").write_text(CASE + facts, encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "paket").code == 0
    return folder / "paket"


def test_the_buyers_papers_lie_apart(package: Path) -> None:
    held = {file["id"]: file["audience"] for file in manifest(package)["documents"]}
    assert {name for name, audience in held.items() if audience == "internal"} >= OWN - {
        "lathund",
        "dokumentationsblankett",
    }
    assert not {"lathund", "dokumentationsblankett"} & held.keys()
    sent = {path.stem for path in package.iterdir() if path.is_file()}
    assert not sent & OWN


def test_a_direct_purchase_has_a_guide_and_a_form_of_two_pages(direct: Path) -> None:
    need("soffice")
    for name in ("lathund", "dokumentationsblankett"):
        made = to_pdf({name: file_of(direct, f"{name}.docx").read_bytes()}, "2026-11-23")
        with pikepdf.open(io.BytesIO(made[name])) as pages:
            assert len(pages.pages) <= 2, name
    assert not {path.stem for path in direct.rglob("*.docx")} & {
        "behovsanalys",
        "raci",
        "laglighetsbedomning",
    }


def test_who_has_written_no_requirement_of_their_own_is_asked(direct: Path) -> None:
    """The chapter is a gap with a role, and the guide has questions about what is bought."""
    what = "verksamhetens funktionella krav"
    found = [(gap["document"], gap["role"]) for gap in manifest(direct)["gaps"] if gap["what"] == what]
    assert found == [("kravspecifikation-light", "verksamheten")]
    asked = words(file_of(direct, "lathund.docx"))
    assert "Vad ska kunna bokas, av vem, och hur långt i förväg?" in asked
    assert "e-arkiv" not in asked.lower()


def test_an_answer_to_that_gap_becomes_requirements_of_their_own(
    folder: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They have numbers and are answered, and the guide counts them."""
    text = (ROOT / "examples" / "enkatverktyg.yaml").read_text(encoding="utf-8")
    head, rest = text.split("requirements:\n")
    (folder / "kop.yaml").write_text(head + rest[rest.index("parameters:") :], encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("Tjänsten ska visa svaren i ett diagram.\n"))
    told = kravgen("fill", "kop.yaml")
    assert "Inga luckor är kvar." in told.out
    assert kravgen("generate", "kop.yaml", "-o", "paket").code == 0
    package = folder / "paket"
    assert "K1" in words(file_of(package, "kravspecifikation-light.docx"))
    assert "EGET-01" in words(file_of(package, "svarsbilaga.docx"))
    assert "Egna krav: 1" in words(file_of(package, "lathund.docx"))


def test_every_kind_of_processing_has_questions_to_begin_from(content: Content) -> None:
    kinds = content.library.questions["processing_kind"].choices.keys() - {"other", "none"}
    asked = " ".join(point.when for point in content.library.starting_points.values())
    assert {kind for kind in kinds if f'"{kind}"' not in asked} == set()
    for point in content.library.starting_points.values():
        assert len(point.questions) >= 3, point.id
        assert all(question.endswith("?") for question in point.questions), point.id


def test_every_word_of_the_glossary_stands_in_the_library(content: Content) -> None:
    files = [*(ROOT / "requirements_library").rglob("*.yaml"), *(ROOT / "examples").glob("*.yaml")]
    said = " ".join(file.read_text(encoding="utf-8").lower() for file in files if file.stem != "glossary")
    dead = [
        term.term
        for term in content.library.glossary.values()
        if not any(form.lower() in said for form in (term.term, *term.also))
    ]
    assert dead == []


def test_each_role_has_its_own_checklist(package: Path, content: Content) -> None:
    text = words(file_of(package, "checklista-fore-annonsering.docx"))
    known = content.library.items
    taken = [
        known[item["id"]]
        for item in manifest(package)["items"]
        if item["sort"] == "check" and item["decision"] != "dropped" and item["block"] != "laglighet"
    ]
    later = {check.id: check for check in taken if check.phase in ("i drift", "vid exit")}
    roles = {check.role for check in taken if check.id not in later}
    assert len(roles) > 5
    headings = [line for line in text.splitlines() if line.lower() in roles]
    assert sorted(line.lower() for line in headings) == sorted(roles)
    # What is checked under the contract stands in the plan for it, and only there.
    plan = words(file_of(package, "uppfoljningsplan.docx"))
    assert later
    assert [name for name in later if name not in plan or name in text] == []
