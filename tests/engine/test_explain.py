"""Why is this in? Why is it not?"""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Kravgen


def test_every_id_has_an_answer(example: Path, kravgen: Kravgen) -> None:
    items = json.loads(kravgen("list", "items", "--format", "json").out)
    assert len(items) > 10
    told = kravgen("explain", example)
    assert told.code == 0
    lines = {line.split()[0]: line for line in told.out.splitlines()}
    for item in items:
        assert " ingår" in lines[item["id"]]
        assert lines[item["id"]].endswith(".") and ": " in lines[item["id"]]


def test_one_item(example: Path, kravgen: Kravgen) -> None:
    inside = kravgen("explain", example, "EXIT-08")
    assert 'uppgiften "leveransform" är "molntjänst"' in inside.out
    assert "90 dagar i stället för 60" in inside.out
    dropped = kravgen("explain", example, "SKYDD-02")
    assert "ingår inte: beslut (upphandlare): Tjänsten innehåller inga varutransporter." in dropped.out


def test_unknown_id(example: Path, kravgen: Kravgen) -> None:
    result = kravgen("explain", example, "EXIT-8")
    assert 'Menade du "EXIT-' in result.err
    assert result.code == 1


def test_without_personal_data_there_are_no_such_documents(example: Path, kravgen: Kravgen) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("personal_data: sensitive", "personal_data: none"), encoding="utf-8")
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    assert not (package / "pub-instruktion.docx").exists()
    told = kravgen("explain", example, "pub-instruktion").out
    assert 'Dokumentet pub-instruktion ingår inte: uppgiften "personuppgifter" är "nej".' in told
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    taken = [
        i["id"] for i in manifest["items"] if i["decision"] != "dropped" and i["id"].startswith("SKYDD-01")
    ]
    assert taken == []


def test_english(example: Path, kravgen: Kravgen) -> None:
    assert "is not in: decision" in kravgen("--lang", "en", "explain", example, "SKYDD-02").out
