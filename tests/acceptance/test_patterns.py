"""The usual content of a kind of processing comes with one answer, until somebody gives another."""

from __future__ import annotations

from pathlib import Path

import docx

from kravgen.content import Content
from tests.conftest import CASE, Kravgen

FACTS = ("processing_purpose", "processing_operations", "personal_data_types", "data_subjects")


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


def test_every_pattern_gives_what_the_instruction_asks_for(content: Content) -> None:
    patterns = {
        kind: given
        for kind, given in content.library.questions["processing_kind"].gives.items()
        if kind != "none"
    }
    assert len(patterns) > 5
    assert [kind for kind, given in patterns.items() if not all(given.get(fact) for fact in FACTS)] == []


def test_an_own_answer_goes_before_the_patterns(folder: Path, content: Content, kravgen: Kravgen) -> None:
    file = folder / "kop.yaml"
    file.write_text(
        f"{CASE}  processing_kind: booking\n  data_subjects: Bara medarbetare.\n", encoding="utf-8"
    )
    text = instruction(file, kravgen)
    given = content.library.questions["processing_kind"].gives["booking"]
    assert [fact for fact in FACTS if str(given[fact]) not in text] == ["data_subjects"]
    assert "Bara medarbetare." in text
