"""``kravgen award simulate`` as a buyer runs it, on a real procurement."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Kravgen


def _without_a_volume(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    assert "  training: {quantity: 12}\n" in text
    example.write_text(text.replace("  training: {quantity: 12}\n", ""), encoding="utf-8")


def _keys(example: Path, kravgen: Kravgen) -> list[str]:
    found = json.loads(kravgen("award", "simulate", example, "--format", "json").out)
    return list(found["lots"][0]["bids"][0]["amounts"])


def test_a_procurement_is_tried_with_made_up_tenders(example: Path, kravgen: Kravgen) -> None:
    result = kravgen("award", "simulate", example)
    assert result.code == 0
    assert "Anbuden är påhittade." in result.out
    assert "Inte bestämt" not in result.out
    assert kravgen("award", "simulate", example) == result


def test_what_is_not_settled_is_told_and_left_out(example: Path, kravgen: Kravgen) -> None:
    _without_a_volume(example)
    result = kravgen("award", "simulate", example)
    assert "Inte bestämt, och därför inte med här\n  - Utbildning\n" in result.out
    assert "training" not in _keys(example, kravgen)


def test_what_is_wrong_among_the_tenders_is_told_with_its_place(
    folder: Path, example: Path, kravgen: Kravgen
) -> None:
    (folder / "anbud.yaml").write_text(
        "bids:\n  - {name: A, prices: {storge: 1, support: -1}}\n", encoding="utf-8"
    )
    result = kravgen("award", "simulate", example, "--bids", "anbud.yaml")
    assert (result.code, result.out) == (1, "")
    assert 'anbud.yaml:2:24 KG201 Okänd nyckel "storge". Menade du "storage"?' in result.err
    assert "anbud.yaml:2:44 KG010 −1 går inte att ange för Drift och support" in result.err


def test_given_tenders_wait_until_everything_is_settled(
    folder: Path, example: Path, kravgen: Kravgen
) -> None:
    given = ", ".join(f"{key}: 1000" for key in _keys(example, kravgen))
    (folder / "anbud.yaml").write_text(f"bids:\n  - {{name: A, prices: {{{given}}}}}\n", encoding="utf-8")
    _without_a_volume(example)
    result = kravgen("award", "simulate", example, "--bids", "anbud.yaml")
    assert "Inget anbud kan rangordnas\n  - Mängden är inte bestämd på raden Utbildning." in result.out
