"""``kravgen award simulate`` as a buyer runs it, on a real procurement."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Kravgen

_PRICES = {
    "introduction": 150000,
    "migration": 200000,
    "service": 300000,
    "support": 90000,
    "customer-keys": 20000,
    "storage": 2500,
    "other-costs": 0,
}


def test_a_procurement_is_tried_with_made_up_tenders(example: Path, kravgen: Kravgen) -> None:
    result = kravgen("award", "simulate", example)
    assert "Anbuden är påhittade." in result.out
    assert "Inte bestämt, och därför inte med här" in result.out
    again = kravgen("award", "simulate", example)
    assert again == result


def test_the_data_names_the_rows_that_a_file_with_tenders_has(example: Path, kravgen: Kravgen) -> None:
    found = json.loads(kravgen("award", "simulate", example, "--format", "json").out)
    assert {*found["lots"][0]["bids"][0]["amounts"]} <= {*_PRICES}


def test_what_is_wrong_among_the_tenders_is_told_with_its_place(
    folder: Path, example: Path, kravgen: Kravgen
) -> None:
    (folder / "anbud.yaml").write_text(
        "bids:\n  - {name: A, prices: {servcie: 1, storage: -1}}\n", encoding="utf-8"
    )
    result = kravgen("award", "simulate", example, "--bids", "anbud.yaml")
    assert (result.code, result.out) == (1, "")
    assert 'anbud.yaml:2:24 KG201 Okänd nyckel "servcie". Menade du "service"?' in result.err
    assert "anbud.yaml:2:45 KG010 −1 går inte att ange för Lagring." in result.err


def test_given_tenders_wait_until_everything_is_settled(
    folder: Path, example: Path, kravgen: Kravgen
) -> None:
    given = ", ".join(f"{key}: {price}" for key, price in _PRICES.items())
    (folder / "anbud.yaml").write_text(f"bids:\n  - {{name: A, prices: {{{given}}}}}\n", encoding="utf-8")
    result = kravgen("award", "simulate", example, "--bids", "anbud.yaml")
    assert (
        "Inget anbud kan rangordnas\n  - Mängden är inte bestämd på raden Integration, införande."
        in result.out
    )
