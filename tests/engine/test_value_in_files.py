"""A purchase in two files of a folder is one value, and what cannot be compared is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.engine.valued import large, purchase, with_limits, words


@pytest.fixture
def folder_of_purchases(workspace: Path, shipped: Path) -> Path:
    """A workspace with limits, and no procurement yet."""
    return with_limits(workspace, shipped)


@pytest.mark.parametrize("command", ["validate", "generate"])
def test_a_purchase_in_two_files_is_one_value(
    folder_of_purchases: Path, kravgen: Kravgen, command: str
) -> None:
    path = purchase(folder_of_purchases, large(400_000), title="Enkätverktyg, del 1")
    purchase(folder_of_purchases, large(300_000), name="skola.yaml", title="Enkätverktyg, del 2")
    told = kravgen(command, path)
    assert told.code == 1
    assert (
        "KG503 Spärren SPARR-GRANS (Gränsen) gäller. Annonsera köpet. Värdet är 400 000 kr + 300 000 kr (skola.yaml) ="
        " 700 000 kr, och beloppsgräns för direktupphandling är 700 000 kr (19 a kap. 2 § LOU)."
    ) in words(told.err)


def test_two_files_below_the_limit_are_told_with_the_sum(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(folder_of_purchases, large(200_000))
    purchase(folder_of_purchases, "", name="skola.yaml", facts="estimated_value: 300000")
    told = kravgen("generate", path)
    assert told.code == 0
    assert (
        "KG546 (varning) Samma köp finns i samma mapp: skola.yaml. fall.yaml 200 000 kr, skola.yaml 300 000 kr,"
        " tillsammans 500 000 kr. Gränsen är 700 000 kr."
    ) in words(told.err)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"title": "Bokningssystem"}, "Köp som kan vara av samma slag finns i samma mapp: skola.yaml."),
        ({"date": "2025-01-01"}, ""),
        ({"form": "above_threshold"}, ""),
    ],
    ids=["profile only", "old", "announced"],
)
def test_what_is_not_surely_the_same_stops_nothing(
    folder_of_purchases: Path, kravgen: Kravgen, other: dict[str, str], told: str
) -> None:
    path = purchase(folder_of_purchases, large(600_000))
    purchase(folder_of_purchases, large(600_000), name="skola.yaml", **other)
    result = kravgen("validate", path)
    assert result.code == 0
    assert ("KG546" in result.err) is bool(told)
    assert told in result.err


def test_another_buyer_s_purchase_is_not_this_one(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(folder_of_purchases, large(600_000))
    other = purchase(folder_of_purchases, large(600_000), name="grannen.yaml")
    other.write_text(other.read_text(encoding="utf-8").replace("Lindhags", "Hällbacka"), encoding="utf-8")
    assert "KG546" not in kravgen("validate", path).err


def test_codes_of_one_kind_are_one_purchase(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(folder_of_purchases, large(400_000), more='cpv: ["48219100-7"]\n')
    purchase(folder_of_purchases, large(400_000), name="b.yaml", title="Program", more='cpv: ["48219300"]\n')
    assert "KG503" in kravgen("validate", path).err


def test_a_role_says_that_they_are_not_the_same(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    apart = "apart: [{file: skola.yaml, because: Skolan köper prov., by: kommunjurist}]"
    path = purchase(folder_of_purchases, large(600_000).replace("together", f"{apart}, together"))
    purchase(folder_of_purchases, large(600_000), name="skola.yaml")
    told = kravgen("validate", path)
    assert told.code == 0
    assert "KG546" not in told.err
    path.write_text(
        path.read_text(encoding="utf-8").replace("by: kommunjurist", "by: rektor"), encoding="utf-8"
    )
    assert "KG547" in kravgen("validate", path).err


def test_a_file_that_is_counted_is_not_counted_twice(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    listed = "similar: [{what: Skolans, amount: 300000, file: skola.yaml}]"
    path = purchase(folder_of_purchases, large(300_000).replace("similar: []", listed))
    purchase(folder_of_purchases, large(300_000), name="skola.yaml")
    told = kravgen("validate", path)
    assert told.code == 0
    assert "Summan 600 000 kr är under 700 000 kr" in words(told.out)
    path.write_text(
        path.read_text(encoding="utf-8").replace("amount: 300000, file", "amount: 1, file"), encoding="utf-8"
    )
    assert "skola.yaml har själv värdet 300 000 kronor, och här räknas det som 1." in words(
        kravgen("validate", path).err
    )


@pytest.mark.parametrize(
    "content",
    [b"profile: lokal\ntitle: Enk\xe4tverktyg\n", b"profile: [lokal\n", b"profile: lokal\ntitle: Enk"],
)
def test_a_file_that_cannot_be_read_is_told(
    folder_of_purchases: Path, kravgen: Kravgen, content: bytes
) -> None:
    path = purchase(folder_of_purchases, title="Enk")
    (folder_of_purchases / "trasig.yaml").write_bytes(content)
    told = kravgen("generate", path)
    assert told.code == 0
    assert "trasig.yaml:" in told.err and "KG548 (varning) Filen gick inte att läsa" in told.err
