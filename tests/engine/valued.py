"""Procurements with a value, in a workspace with limits for direct and announced purchases."""

from __future__ import annotations

from pathlib import Path

GATES = """\
gates:
  - id: SPARR-GRANS
    title: Gränsen
    asks: Annonsera köpet.
    severity: stop
    when: procedure == "direct"
    below: {fact: estimated_value, value_of: direktgrans, close_percent: 90}
    permits: direktupphandling är tillåten
    duty: {value_of: dokumentation, tells: Dokumentera köpet}
    doubts: [{words: [gratis, provperiod], asks: Räkna med det som betalas efter provet.}]
    lifted_by: [kommunjurist]
    sources: [{source: lou, at: 19 a kap. 2 §}]
  - id: SPARR-TROSKEL
    title: Tröskeln
    asks: Annonsera över tröskeln.
    severity: stop
    when: procedure == "below_threshold"
    below: {fact: estimated_value, value_of: troskel}
    permits: det enklare förfarandet är tillåtet
    stricter: {when: procedure == "above_threshold", tells: Se över förfarandet.}
    lifted_by: [kommunjurist]
"""
DATED = """\
dated:
  - id: dokumentation
    label: gräns för dokumentation
    unit: kronor
    rows:
      - {from: 2022-02-01, value: 100000, review_by: 2030-12-31, confidence: verified, checked: Läst}
  - id: troskel
    label: tröskelvärde
    unit: kronor
    rows:
      - {from: 2024-01-01, until: 2025-12-31, value: 2000000, at: 5 kap. 1 §, review_by: 2025-06-30,
         confidence: verified, checked: Läst}
      - {from: 2026-01-01, until: 2027-12-31, review_by: 2030-12-31, confidence: unsure, checked: Inte läst}
"""
VALUE = "value: {vat: excluded, amounts: [{what: Licens, amount: 180000}], together: [], similar: []}\n"


def with_limits(workspace: Path, shipped: Path) -> Path:
    """A workspace with limits for direct and for announced purchases, and no procurement yet."""
    library = workspace / "requirements_library"
    (library / "egna-sparrar.yaml").write_text(GATES, encoding="utf-8")
    (library / "egna-belopp.yaml").write_text(DATED, encoding="utf-8")
    questions = (shipped / "requirements_library" / "questions.yaml").read_text(encoding="utf-8")
    choices = "direct: direktupphandling, below_threshold: annonserad upphandling}"
    (library / "questions.yaml").write_text(
        questions.replace("direct: direktupphandling}", choices), encoding="utf-8"
    )
    (workspace / "fall.yaml").unlink()
    return workspace


def purchase(
    folder: Path,
    value: str = VALUE,
    *,
    name: str = "fall.yaml",
    title: str = "Enkätverktyg",
    facts: str = "",
    more: str = "",
    date: str = "2026-11-23",
    form: str = "direct",
) -> Path:
    """A procurement file. ``value`` and ``more`` are keys of their own, ``facts`` answers beside the usual ones."""
    path = folder / name
    answers = (
        "procedure: " + form,
        "security_sensitive: false",
        "framework_available: false",
        "children: false",
        facts,
    )
    path.write_text(
        f"profile: lokal\ntitle: {title}\ndate: {date}\nbuyers: [{{name: Lindhags kommun}}]\n{more}{value}facts:\n"
        + "".join(f"  {answer}\n" for answer in answers if answer),
        encoding="utf-8",
    )
    return path


def words(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def large(amount: int) -> str:
    return f"value: {{vat: excluded, amounts: [{{what: Licens, amount: {amount}}}], together: [], similar: []}}\n"
