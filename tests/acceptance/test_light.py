"""A light procurement: what its few answers decide is in force, and what nobody has answered is seen."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from kravgen.content import Content
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from tests.conftest import CASE, ROOT, Kravgen

SERVICE = f"""\
{CASE}  delivery_model: saas
  interface_users: both
  personal_data: ordinary
  secrecy: false
  supplier_access: technical
  goods_included: false
  functions: [survey]
  users_count: 15
"""


def taken(file: Path, text: str, content: Content) -> set[str]:
    file.write_text(text, encoding="utf-8")
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    assert case is not None, list(problems)
    return {decision.item.id for decision in choose(content, case, problems).taken()}


def cells(file: Path) -> str:
    document = docx.Document(str(file))
    told = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*told, *(c.text for table in document.tables for row in table.rows for c in row.cells)])


@pytest.mark.parametrize(
    ("answer", "rule"),
    [("ai_use: prohibited", "AI-02"), ("third_country: prohibited", "PUB-04")],
)
def test_an_answer_no_has_a_rule_that_enforces_it(
    folder: Path, content: Content, answer: str, rule: str
) -> None:
    file = folder / "kop.yaml"
    assert rule in taken(file, f"{SERVICE}  {answer}\n", content)
    other = answer.replace("prohibited", "approved" if rule == "AI-02" else "assessed")
    assert rule not in taken(file, f"{SERVICE}  {other}\n", content)


def test_one_clause_about_fines(folder: Path, content: Content) -> None:
    fines = {name for name in taken(folder / "kop.yaml", SERVICE, content) if name.startswith("VITE-")}
    assert fines == {"VITE-DIREKT"}


def test_a_clause_about_a_released_document_needs_secrecy(folder: Path, content: Content) -> None:
    assert "SEKR-D" not in taken(folder / "kop.yaml", SERVICE, content)
    assert "SEKR-D" in taken(folder / "kop.yaml", SERVICE.replace("secrecy: false", "secrecy: true"), content)


def test_what_stands_only_because_nobody_has_answered_is_marked(folder: Path, kravgen: Kravgen) -> None:
    (folder / "kop.yaml").write_text(SERVICE, encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "ut").code == 0
    text = cells(folder / "ut" / "kravspecifikation-light.docx")
    assert "[FYLL I: barn som användare] Tjänsten ska vara fri från reklam till barn" in text
    (folder / "kop.yaml").write_text(f"{SERVICE}  children: true\n  child_users: true\n", encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "ut").code == 0
    assert "[FYLL I: barn som användare]" not in cells(folder / "ut" / "kravspecifikation-light.docx")


def test_the_survey_example_asks_about_surveys(folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", ROOT / "examples" / "enkatverktyg.yaml", "-o", folder / "ut").code == 0
    guide = cells(folder / "ut" / "internt" / "lathund.docx")
    assert "Enkät" in guide
    assert "Bokning" not in guide
