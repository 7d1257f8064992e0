"""What is asked for belongs to what is bought: over many sets of answers, what does not fit is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kravgen.content import Content
from kravgen.library.model import Item
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from tests.acceptance.drawn import case_of, fact_sets
from tests.conftest import ROOT

SETS_PER_PROFILE = 12
_ASKED = ("ska", "bör", "villkor", "fråga", "avtalsvillkor")

_SORTED = {"computer", "screen", "accessory", "phone", "tablet", "network", "server", "sensor", "other"}
_PORTABLE = {"computer", "phone", "tablet"}
# Words that only make sense when one of the answers is among those given.
_WORDS: list[tuple[str, str, set[str]]] = [
    (r"\bskrivare(?:ns|n)?\b", "goods_classes", {"printer"}),
    (r"\btonerkassett", "goods_classes", {"printer"}),
    (r"\brumstyp", "goods_classes", {"av"}),
    (r"\blektionssal", "goods_classes", {"av"}),
    (r"\bhörslinga", "goods_classes", {"av"}),
    (r"\boperatörslås", "goods_classes", {"phone", "tablet"}),
    (r"\bdockningsenhet", "goods_classes", {"computer"}),
    (r"\bvarje dator\b", "goods_classes", {"computer"}),
    (r"\btangentbord, lagring", "goods_classes", {"computer", "tablet"}),
    (r"\bgrundsortiment", "goods_classes", _SORTED),
    (r"\bprisgrupp", "goods_classes", _SORTED),
    (r"\butbyteslager", "goods_classes", _PORTABLE | {"screen", "accessory"}),
    (r"\belektronisk underskrift", "functions", {"signing"}),
    (r"\bdiariet\b|\bdiarium", "functions", {"case_management"}),
    (r"\bbetalaren\b", "functions", {"payments"}),
    (r"\bskickat sms\b", "functions", {"notices"}),
    (r"\bdigital brevlåda", "functions", {"citizen_messages"}),
    (r"\bvideosamtal", "functions", {"video"}),
    (r"\btill e-arkivet\b", "functions", {"case_management", "records"}),
    (r"\bsvarsgrupp", "telecom_services", {"telephony"}),
    (r"\bbetalnummer|\bbetaltjänster\b", "telecom_services", {"mobile"}),
    (r"\badressplan", "telecom_services", {"network"}),
    (r"\b[Aa]nvändare (?:ska )?utan hjälp", "interface_users", {"public", "internal", "both"}),
    (r"\banvändartest", "interface_users", {"public", "internal", "both"}),
    (r"\bunderlag till tillgänglighetsredogörelsen", "interface_users", {"public", "both"}),
    (r"\bkonsulten\b", "delivery_model", {"consultants"}),
    (r"\bdatacentral", "delivery_model", {"saas", "hosting"}),
    (r"\bexitplan", "delivery_model", {"saas", "hosting", "on_premises"}),
]


def _asked(case: Case, content: Content) -> list[Item]:
    taken = choose(content, case, Collector()).taken()
    return [decision.item for decision in taken if decision.item.kind in _ASKED]


def _misfits(facts: Mapping[str, Any], items: list[Item]) -> Iterator[str]:
    """The items that have words of something that is not bought."""
    for pattern, question, fitting in _WORDS:
        answer = facts[question]
        if fitting.isdisjoint(answer if isinstance(answer, list) else [answer]):
            yield from (f"{item.id}: {pattern}" for item in items if _has(pattern, item))


def _has(pattern: str, item: Item) -> bool:
    return bool(re.search(pattern, f"{item.title}. {item.text}", re.IGNORECASE))


def test_nothing_is_asked_about_what_is_not_bought(tmp_path: Path, content: Content) -> None:
    sets = [*fact_sets(content, SETS_PER_PROFILE)]
    assert len(sets) >= 200
    wrong = {
        misfit: name
        for name, facts in sets
        for misfit in _misfits(facts, _asked(case_of(tmp_path, content, name, facts), content))
    }
    assert not wrong


def test_the_words_are_those_of_the_library(content: Content) -> None:
    """Words that no requirement has would find nothing, whatever was asked."""
    asked = [item for item in content.library.items.values() if item.kind in _ASKED]
    assert not [pattern for pattern, _, _ in _WORDS if not any(_has(pattern, item) for item in asked)]


# What is bought, and what then is and is not asked for.
_BOUGHT: list[tuple[str, dict[str, Any], set[str], set[str]]] = [
    (
        "utskrift",
        {},
        {"UTSK-03", "UTSK-05"},
        {"UTR-02", "UTR-08", "UTR-15", "UTR-19", "UTR-20", "CIRK-10", "MOB-01"},
    ),
    (
        "utskrift",
        {"goods_classes": ["printer", "computer"]},
        {"UTSK-05", "UTR-11", "UTR-15", "CIRK-01", "HALL-07"},
        set(),
    ),
    (
        "mobila-enheter",
        {"goods_classes": ["phone", "computer"]},
        {"MOB-01", "UTR-11", "UTR-18", "CIRK-08"},
        {"AV-01"},
    ),
    (
        "mobila-enheter",
        {"ai_use": "approved", "on_site_work": False},
        {"AI-01", "AI-27", "MOB-12", "UTR-22", "TUW-09", "SUTV-05", "SUTV-08"},
        {
            "AI-03",
            "AI-04",
            "AI-15",
            "AI-VILLKOR",
            "UTR-19",
            "SUTV-10",
            "SUTV-11",
            "SUTV-12",
            "LEVK-07",
            "LEVK-13",
        },
    ),
    ("mobila-enheter", {}, {"AI-27"}, {"AI-02", "AI-03", "AI-VILLKOR"}),
    ("mobila-enheter", {"ai_use": "included"}, {"AI-04", "AI-VILLKOR"}, {"AI-27"}),
    ("utrustning", {}, {"UTR-19", "UTR-22", "SUTV-10", "SUTV-11"}, {"SUTV-12", "LEVK-07", "MOB-12"}),
    ("nat-och-server", {}, {"SUTV-10", "SUTV-12", "LEVK-07"}, {"UTR-22", "AI-02"}),
    (
        "bild-och-ljud",
        {"av_rooms": ["care"]},
        {"AV-11", "AV-19"},
        {"AV-09", "AV-14", "TUW-07", "TUW-09", "UTR-08"},
    ),
    (
        "konsulter",
        {"builds_interfaces": True},
        {"KONS-17", "KONS-18", "TILL-06"},
        {"TILL-01", "SUTV-03", "EHAND-06"},
    ),
    # Which consultant is needed is not known before the call-off.
    ("konsulter", {"builds_interfaces": False}, {"KONS-19"}, {"KONS-01", "KONS-17", "KONS-18", "TILL-06"}),
    ("konsulter", {"contract_form": "contract"}, {"KONS-01", "KONS-02"}, {"KONS-19", "TUW-18"}),
    (
        "e-arkiv",
        {},
        {"ARK-03", "ARK-06"},
        {
            "ARK-01",
            "ARK-02",
            "ARK-05",
            "ARK-08",
            "INT-05",
            "INT-14",
            "KLASS-18",
            "NAT-03",
            "NAT-04",
            "BET-01",
        },
    ),
    # An archive holds what others have written: about patients and children, but neither uses it.
    (
        "e-arkiv",
        {"patient_data": True, "children": True, "child_users": False},
        {"HALSA-04", "HALSA-06"},
        {"HALSA-01", "HALSA-10", "HALSA-14", "PUB-17", "PUB-18"},
    ),
    ("halsa", {"patient_data": True}, {"HALSA-01", "HALSA-04", "HALSA-10", "HALSA-14"}, set()),
    ("skola", {}, {"PUB-17", "PUB-18"}, set()),
    (
        "sakerhetsovervakning",
        {},
        {"TILL-01", "KLASS-17"},
        {"ANV-01", "ANV-10", "TILL-05", "TUW-04", "KLASS-09", "INF-08"},
    ),
    ("it-drift-som-tjanst", {}, {"CYB-20"}, {"ANV-01", "ANV-10", "INF-10", "NAT-05", "KLASS-18"}),
    (
        "telekom",
        {"telecom_services": ["mobile"]},
        {"TEL-09", "TILL-01"},
        {"TEL-16", "TEL-24", "ANV-01", "TUW-11"},
    ),
    ("valfardsteknik", {"alarm_chain": True}, {"VALF-36", "VALF-08"}, {"SLA-04", "SLA-05", "UTR-11"}),
    ("valfardsteknik", {"alarm_chain": False}, {"SLA-04"}, {"VALF-36", "VALF-08"}),
    ("nat-och-server", {}, {"UTR-15", "HALL-07"}, {"UTR-19", "CIRK-10", "TUW-12", "TILL-06", "VITE-TILL"}),
    (
        "verksamhetssystem-som-tjanst",
        {"functions": ["payments"]},
        {"BET-01", "BET-05"},
        {"BET-06", "NAT-03", "ARK-05"},
    ),
    ("verksamhetssystem-som-tjanst", {"functions": ["signing"]}, {"NAT-03"}, {"BET-01", "ARK-05", "NAT-04"}),
    ("utrustning", {}, {"TUW-18", "CIRK-06"}, {"LEVK-15", "CIRK-11", "INL-04"}),
    ("bild-och-ljud", {}, {"LEVK-15", "TUW-18"}, set()),
    ("utrustning", {"price_model": "index"}, {"AVT-PRIS-VARUINDEX"}, {"AVT-PRIS-INDEX"}),
    ("konsulter", {"price_model": "index"}, {"AVT-PRIS-INDEX"}, {"AVT-PRIS-VARUINDEX"}),
]
_COMMON = {
    "procedure": "above_threshold",
    "security_sensitive": False,
    "interface_users": "both",
    "personal_data": "ordinary",
    "supplier_access": "technical",
    "contract_form": "framework",
    "acquisition": "purchase",
    "integrations": True,
    "development": True,
    "critical_service": False,
    "mobile_app": False,
    "media_content": False,
    "live_calls": False,
    "consumer_sales": False,
    "medical_purpose": False,
    "patient_data": False,
    "ai_use": "prohibited",
    "confidentiality_level": 2,
    "integrity_level": 2,
    "availability_level": 2,
    "traceability_level": 2,
}


@pytest.mark.parametrize(("profile", "facts", "there", "not_there"), _BOUGHT)
def test_what_is_bought_decides(
    tmp_path: Path,
    content: Content,
    profile: str,
    facts: dict[str, Any],
    there: set[str],
    not_there: set[str],
) -> None:
    given = content.profiles[profile].facts
    answers = {fact: value for fact, value in _COMMON.items() if fact not in given} | facts
    asked = {item.id for item in _asked(case_of(tmp_path, content, profile, answers), content)}
    assert there - asked == set()
    assert not_there & asked == set()


def test_a_small_purchase_does_not_pay_for_staff_at_night(content: Content) -> None:
    problems = Collector()
    case = cases.load(ROOT / "examples" / "enkatverktyg.yaml", content.library, content.profiles, problems)
    assert case is not None
    asked = {item.id for item in _asked(case, content)}
    assert "CYB-33" in asked
    assert not asked & {"CYB-03", "KLASS-17", "SLA-05", "INF-01"}
