"""A package stays readable: few enough requirements, a short light specification, few questions."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kravgen.content import Content
from kravgen.package.outline import choose
from kravgen.pdf.convert import to_pdf
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from tests.conftest import CASE, Kravgen
from tests.external import need

SERVICE = """\
profile: verksamhetssystem-som-tjanst
title: Bokningssystem
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts:
  procedure: above_threshold
  security_sensitive: false
  custom_built: false
  interface_users: both
  personal_data: ordinary
  protected_identities: true
  secrecy: false
  supplier_access: both
  secret_release: false
  confidentiality_level: LEVEL
  integrity_level: LEVEL
  availability_level: LEVEL
  traceability_level: LEVEL
  third_country: assessed
  foreign_production: true
  goods_included: false
  functions: [booking, forms, citizen_login]
  users_count: 300
  contract_form: contract
  several_buyers: false
  price_model: index
  development: true
  integrations: true
  open_data: false
  ai_use: approved
  ai_decisions: false
  critical_service: false
  mobile_app: true
  media_content: false
  live_calls: false
  consumer_sales: false
  children: true
  external_providers: false
  on_site_work: false
"""


def taken(file: Path, content: Content) -> dict[str, str]:
    """The items that the procurement takes, with their kinds."""
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    assert case is not None
    chosen = choose(content, case, problems).taken()
    assert not list(problems)
    return {decision.item.id: decision.item.kind for decision in chosen}


@pytest.mark.parametrize(("level", "most"), [(1, 250), (2, 250), (3, 270)])
def test_a_service_of_middle_size(folder: Path, content: Content, level: int, most: int) -> None:
    # The highest level on all four aspects is no longer of middle size.
    file = folder / "kop.yaml"
    text = SERVICE.replace("LEVEL", str(level))
    file.write_text(text.replace("identities: true", "identities: false"), encoding="utf-8")
    kinds = taken(file, content)
    asked = [name for name, kind in kinds.items() if kind in ("ska", "bör", "villkor", "fråga")]
    assert 150 < len(asked) <= most
    ladders = [(item.id, lower) for item in content.library.items.values() for lower in item.replaces]
    assert len(ladders) > 10
    assert not [pair for pair in ladders if pair[0] in kinds and pair[1] in kinds]


def test_light(folder: Path, content: Content, kravgen: Kravgen) -> None:
    facts = "  delivery_model: saas\n  interface_users: both\n  personal_data: sensitive\n  secrecy: true\n"
    rest = "  supplier_access: both\n  goods_included: true\n  users_count: 100\n  ai_use: approved\n"
    file = folder / "kop.yaml"
    file.write_text(CASE + facts + rest, encoding="utf-8")
    kinds = taken(file, content)
    assert 20 < sum(kind == "ska" for kind in kinds.values()) <= 40
    # The longest light specification there is, as a reader gets it.
    need("soffice")
    assert kravgen("generate", file, "-o", "sidor").code == 0
    name = "kravspecifikation-light"
    made = to_pdf({name: (folder / "sidor" / f"{name}.docx").read_bytes()}, "2026-11-23")
    with pikepdf.open(io.BytesIO(made[name])) as pages:
        assert len(pages.pages) <= 8


def test_light_asks_at_most_twelve_questions(folder: Path, content: Content, kravgen: Kravgen) -> None:
    """What depends on the answers stands after them, as comments, and so does what the profile has answered."""
    assert kravgen("new", "kop", "--profile", "direktupphandling-light").code == 0
    lines = (folder / "kop.yaml").read_text(encoding="utf-8").splitlines()
    stripped = [line.strip() for line in lines]
    asked = [q.id for q in content.library.questions.values() if f"{q.id}:" in stripped]
    assert "estimated_value" in asked
    assert 7 <= len(asked) <= 12, asked


def test_thresholds_and_authorities_come_from_their_rows(folder: Path, kravgen: Kravgen) -> None:
    file = folder / "kop.yaml"
    file.write_text(CASE, encoding="utf-8")
    assert kravgen("generate", file).code == 0
    texts = (folder / "output" / "kop" / "manifest.json").read_text(encoding="utf-8")
    assert "lägre än 700\\u00a0000 kronor" in texts or "lägre än 700\u00a0000 kronor" in texts
    file.write_text(SERVICE.replace("LEVEL", "2"), encoding="utf-8")
    assert kravgen("generate", file).code == 0
    texts = (folder / "output" / "kop" / "manifest.json").read_text(encoding="utf-8")
    # The amount in kronor for 2026 is not verified, and so it is a gap.
    assert "[FYLL I: dagens tröskelvärde för kommuners varor och tjänster]" in texts
    assert "länsstyrelse" in texts
