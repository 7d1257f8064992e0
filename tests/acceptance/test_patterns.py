"""The usual content of a kind of processing comes with one answer, until somebody gives another."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import yaml

from tests.conftest import CASE, ROOT, Kravgen

BANK = yaml.safe_load((ROOT / "requirements_library" / "questions.yaml").read_text(encoding="utf-8"))
PATTERNS = next(q for q in BANK["questions"] if q["id"] == "processing_kind")["gives"]


def instruction(file: Path, kravgen: Kravgen) -> str:
    """All that stands in the tables of the instruction to the processor."""
    result = kravgen("generate", file)
    assert result.code == 0, result.err
    document = docx.Document(str(file.parent / "output" / "kop" / "pub-instruktion.docx"))
    return "\n".join(
        text.text or ""
        for table in document.tables
        for text in table._tbl.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    )


@pytest.mark.parametrize("kind", PATTERNS)
def test_a_pattern_fills_in_the_instruction(folder: Path, kravgen: Kravgen, kind: str) -> None:
    file = folder / "kop.yaml"
    data = "" if "personal_data" in PATTERNS[kind] else "  personal_data: ordinary\n"
    file.write_text(f"{CASE}  processing_kind: {kind}\n{data}", encoding="utf-8")
    text = instruction(file, kravgen)
    for fact in ("processing_purpose", "processing_operations", "personal_data_types", "data_subjects"):
        assert PATTERNS[kind][fact] in text


def test_an_own_answer_goes_before_the_patterns(folder: Path, kravgen: Kravgen) -> None:
    file = folder / "kop.yaml"
    file.write_text(
        f"{CASE}  processing_kind: booking\n  data_subjects: Bara medarbetare.\n", encoding="utf-8"
    )
    text = instruction(file, kravgen)
    assert "Bara medarbetare." in text
    assert PATTERNS["booking"]["data_subjects"] not in text


def test_a_pattern_that_cannot_be_right(workspace: Path, kravgen: Kravgen) -> None:
    question = """\
questions:
  - id: slag
    type: choice
    label: slag
    text: Vilket?
    help: Välj.
    choices: {a: första, b: andra}
    gives: {c: {children: kanske, barn: true}}
    decides: Prov.
    role: upphandlare
"""
    (workspace / "requirements_library" / "fragor.yaml").write_text(question, encoding="utf-8")
    told = kravgen("validate").err
    assert 'KG402 "c" är inget svar på "slag"' in told
    assert 'KG402 "barn och elever" besvaras med true eller false.' in told
    assert 'KG302 Okänd uppgift "barn".' in told
