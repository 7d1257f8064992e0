"""What kravgen has made itself, looked through as somebody's draft: what is told of it is so, and little."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.drafts.building import draft, saved

_DAY = ("--as-of", "2026-11-23")
_SO = {
    "kravspecifikation": {"KL622": 1, "KL402": 1},
    "avtal": {"KL622": 1, "KL112": 6, "KL601": 4, "KL626": 4},
    "upphandlingsforeskrifter": {"KL622": 1},
}
"""What may be told of each document: comments that kravgen left, vague words that the library gives a reason for,
conditions that stand under more than one fine, and sentences that are also nearly those of an item for other purchases."""


@pytest.mark.parametrize("name", _SO)
def test_documents_of_a_package_are_no_bad_drafts(package: Path, kravgen: Kravgen, name: str) -> None:
    rows = json.loads(kravgen("lint", str(package / f"{name}.docx"), "--format", "json", *_DAY).out)
    found = Counter(row["code"] for row in rows)
    assert all(count <= _SO[name].get(code, 0) for code, count in found.items()), found


def _codes(
    kravgen: Kravgen, folder: Path, *blocks: str | list[list[str]], file: str = "krav.docx"
) -> list[str]:
    saved(draft(*blocks), folder / file)
    rows = json.loads(kravgen("lint", file, "--format", "json", *_DAY).out)
    return [row["code"] for row in rows if row["code"] != "KL626"]


@pytest.mark.parametrize("name", ["Så visas kravet", "Bevis", "Källa", "Motiv"])
def test_a_cell_beside_a_demand_is_none(folder: Path, kravgen: Kravgen, name: str) -> None:
    told = "Protokoll som ska visa att tio poster av tio kom fram."
    rows = [["Nr", "Krav", name], ["K1", "Tjänsten ska visa text på svenska.", told]]
    assert _codes(kravgen, folder, "# Krav", rows) == []
    rows[0][2] = "Följdkrav"
    assert _codes(kravgen, folder, "# Krav", rows) == ["KL105"]


def test_a_demand_in_such_a_cell_is_one(folder: Path, kravgen: Kravgen) -> None:
    rows = [
        ["Nr", "Krav", "Motiv"],
        ["K1", "Tjänsten ska visa text på svenska.", "Tjänsten ska vara modern."],
    ]
    assert _codes(kravgen, folder, "# Krav", rows) == ["KL112"]


@pytest.mark.parametrize(
    "text",
    [
        "Ett ska-krav måste uppfyllas; ett anbud som inte gör det förkastas.",
        "Källa: 4 kap. 3 § lagen (2016:1145) om offentlig upphandling, som ska följas.",
        "[FYLL I: dagens lösning, och vad som ska flyttas därifrån]",
    ],
)
def test_what_tells_of_demands_is_none(folder: Path, kravgen: Kravgen, text: str) -> None:
    assert _codes(kravgen, folder, "# Krav", text) == []


def test_what_a_municipality_is_to_buy_is_no_demand_on_a_supplier(folder: Path, kravgen: Kravgen) -> None:
    text = "Lindhags kommun ska köpa ett e-arkiv. Invånare ska kunna läsa egna handlingar där."
    assert _codes(kravgen, folder, "# Bakgrund", text) == []
    assert _codes(kravgen, folder, "# Krav", text) == ["KL101"]
    assert _codes(kravgen, folder, "# Bakgrund", "Systemet ska vara användarvänligt.") == ["KL112"]


def test_a_purchase_of_a_framework_is_not_a_contract_in_every_paper(folder: Path, kravgen: Kravgen) -> None:
    blocks = ("Kravspecifikation", "Ramavtal för telefoner", "# Krav", "Anbudsgivaren får inte sätta nätlås.")
    assert "KL510" not in _codes(kravgen, folder, *blocks)
    assert "KL510" in _codes(kravgen, folder, *blocks[1:], file="avtal.docx")


def test_an_amount_that_is_left_to_fill_in_is_how_a_fine_is_calculated(
    folder: Path, kravgen: Kravgen
) -> None:
    text = "Vitet är {} för varje påbörjad vecka, sammanlagt högst tio veckor."
    assert _codes(kravgen, folder, "# Avtal", text.format("[FYLL I: vite per vecka]")) == []
    assert _codes(kravgen, folder, "# Avtal", text.format("skäligt")) == ["KL505", "KL112"]
