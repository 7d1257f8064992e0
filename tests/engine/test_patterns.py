"""One answer gives others, until somebody answers for themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASE, Kravgen


@pytest.mark.parametrize(
    ("kind", "own", "answer"),
    [
        ("booking", "", "ja, bara vanliga"),
        ("booking", "personal_data: sensitive\n  confidentiality_level: 2", "ja, även känsliga"),
    ],
)
def test_what_an_answer_gives_decides(
    folder: Path, kravgen: Kravgen, kind: str, own: str, answer: str
) -> None:
    (folder / "kop.yaml").write_text(f"{CASE}  processing_kind: {kind}\n  {own}\n", encoding="utf-8")
    told = kravgen("explain", "kop.yaml", "SKYDD-01")
    assert (
        f'SKYDD-01 (Behandling enligt instruktion) ingår: uppgiften "personuppgifter" är "{answer}".'
        in told.out
    )


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
    assert 'KG402 "kanske" är varken ja eller nej.' in told
    assert 'KG302 Okänd uppgift "barn".' in told
