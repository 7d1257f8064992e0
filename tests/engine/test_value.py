"""What a file says that its value is made of: what is wrong with it, what else must be asked, and who may decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.engine.valued import GATES, large, purchase, with_limits, words
from tests.reading import manifest


@pytest.fixture
def folder_of_purchases(workspace: Path, shipped: Path) -> Path:
    """A workspace with limits, and no procurement yet."""
    return with_limits(workspace, shipped)


def test_the_value_is_the_fact_that_conditions_use(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(folder_of_purchases)
    assert kravgen("generate", path).code == 0
    facts = manifest(folder_of_purchases / "output" / "fall")["facts"]
    assert facts["estimated_value"]["value"] == 180000


def test_a_value_in_two_places_is_a_contradiction(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    told = kravgen("validate", purchase(folder_of_purchases, facts="estimated_value: 95000"))
    assert told.code == 1
    assert (
        "fall.yaml:11:20 KG541 Värdet är angivet på två sätt: 95 000 kronor här och 180 000 kronor under value."
        in told.err
    )


@pytest.mark.parametrize(
    ("value", "more", "told"),
    [
        (
            "options: [{what: Utbildning}]",
            "",
            '5:84 KG542 "Utbildning" har inget belopp. Skriv amount, per_month',
        ),
        (
            "similar: [{what: Enkäter}]",
            "",
            '5:84 KG542 "Enkäter" har inget belopp. Skriv amount. Lämna värdet tomt',
        ),
        (
            "options: [{what: Utbildning, amount: 1, per_year: 2}]",
            "",
            'KG542 "Utbildning" har amount och per_year, och bara ett av dem kan gälla.',
        ),
        ("options: [{what: Utbildning, amount: många}]", "", "KG402"),
        ("options: [{what: Utbildning, amount: -1}]", "", "KG203"),
        ("options: [{amount: 1}]", "", "KG202"),
        ("optioner: []", "", "KG20"),
        ("vat_percent: 25", "", "KG543 Det finns ingen moms i beloppen att räkna bort."),
        (
            "open_ended: true",
            "term: {years: 3}\n",
            "KG543 Avtalet har inget slut här, men term säger när det slutar.",
        ),
        (
            "together: []",
            "term: {years: 3, extensions: [1]}\n",
            "KG543 Avtalet kan förlängas med 1 år, och value",
        ),
        (
            "extensions: [{what: År fyra, amount: 1}]",
            "",
            "KG543 Värdet har en förlängning, men avtalet kan inte",
        ),
        ("similar: [{what: Enkäter, amount: 1, date: 2026-13-01}]", "", "KG402"),
        (
            "similar: [{what: Enkäter, amount: 1, own_unit: {because: Egen., by: vaktmästare}}]",
            "",
            "KG547 Ett köp kan inte undantas ur värdet av rollen vaktmästare. Det kan undantas av: kommunjurist.",
        ),
        ("similar: [{what: Enkäter, amount: 1, file: finns-inte.yaml}]", "", "KG543"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    folder_of_purchases: Path, kravgen: Kravgen, value: str, more: str, told: str
) -> None:
    path = purchase(
        folder_of_purchases,
        f"value: {{vat: excluded, amounts: [{{what: Licens, amount: 180000}}], {value}}}\n",
        more=more,
    )
    for command in ("validate", "generate"):
        result = kravgen(command, path)
        assert result.code in (1, 2)
        assert told in words(result.err)
        assert "fall.yaml:" in result.err
    assert not (folder_of_purchases / "output").exists()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{amounts: [{what: Licens, amount: 1}]}", "Värdet säger inte om moms ingår i beloppen."),
        (
            "{vat: included, amounts: [{what: Licens, amount: 1}]}",
            "Moms ingår i beloppen, men inte hur stor den är.",
        ),
        ("{vat: excluded, amounts: [{what: Licens, per_month: 1}]}", "har ingen avtalstid att räknas för."),
    ],
)
def test_what_cannot_be_worked_out_is_told(
    folder_of_purchases: Path, kravgen: Kravgen, value: str, told: str
) -> None:
    result = kravgen("validate", purchase(folder_of_purchases, f"value: {value}\n"))
    assert result.code == 1
    assert f"KG542 {told}" in result.err or told in result.err


def test_lots_and_buyers_without_an_amount_are_told(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(
        folder_of_purchases,
        "value: {vat: excluded, amounts: [{what: a, amount: 1, lot: a}, {what: b, amount: 2, lot: c}]}\n",
        more="lots: [{id: a, name: Del A, prices: [storage]}, {id: b, name: Del B, prices: [storage]}]\n",
    )
    told = kravgen("validate", path).err
    assert "KG543 Värdet har belopp för andra, men inget för b." in told
    assert 'KG543 Upphandlingen har ingen del "c".' in told


def test_an_amount_that_nobody_knows_yet_is_no_statement(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    value = (
        "value: {vat: excluded, amounts: [{what: Licens, amount: 1800}], options: [{what: Mer, amount: }]}\n"
    )
    announced = kravgen("generate", purchase(folder_of_purchases, value, form="above_threshold"))
    assert announced.code == 0
    facts = manifest(folder_of_purchases / "output" / "fall")["facts"]
    assert "value" not in facts["estimated_value"]
    direct = kravgen("validate", purchase(folder_of_purchases, value))
    assert (
        "KG509 (varning) Spärren SPARR-GRANS (Gränsen) kan gälla. Besvara först: Vad är köpet värt?"
        in direct.err
    )
    assert (
        "Hela värdet är inte känt, så det går inte att säga om direktupphandling är tillåten." in direct.out
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            "value: {vat: excluded, amounts: [{what: Licens, amount: 672000}], together: [], similar: []}\n",
            "KG544 (varning) Värdet är 96 % av gränsen: 672 000 kr av 700 000 kr",
        ),
        (
            "value: {vat: excluded, amounts: [{what: Licens, amount: 1}]}\n",
            "KG545 (varning) Värdet säger inte vad hela kommunen annars köper av samma slag eller som hör ihop."
            " Fråga upphandlingsenheten. Skriv under value: together och similar, och [] där det inte finns något.",
        ),
        (
            "value: {vat: excluded, amounts: [{what: Gratis provperiod, amount: 0}], together: [], similar: []}\n",
            'KG545 (varning) Filen säger "gratis". Räkna med det som betalas efter provet.',
        ),
        (
            "value: {vat: excluded, amounts: [{what: Licens, amount: 1}], together: [], similar: [{what: Enkäter,"
            " amount: 5, date: 2024-01-01}]}\n",
            'KG545 (varning) "Enkäter" den 2024-01-01 ligger inte inom tolv månader och räknas inte.',
        ),
    ],
    ids=["close", "others", "free trial", "old"],
)
def test_what_must_be_asked_is_a_warning(
    folder_of_purchases: Path, kravgen: Kravgen, value: str, told: str
) -> None:
    result = kravgen("generate", purchase(folder_of_purchases, value))
    assert result.code == 0
    assert told in words(result.err)


def test_extension_years_that_a_sum_may_leave_out_are_asked_for(
    folder_of_purchases: Path, kravgen: Kravgen
) -> None:
    path = purchase(
        folder_of_purchases,
        "",
        facts="estimated_value: 180000",
        more="term: {years: 3, extensions: [1]}\n",
    )
    told = kravgen("validate", path)
    assert told.code == 0
    assert (
        "fall.yaml:11:20 KG545 (varning) Avtalet kan förlängas med 1 år. Är de åren med i värdet?" in told.err
    )


def test_nothing_is_asked_of_a_value_that_tells_all(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    told = kravgen("validate", purchase(folder_of_purchases))
    assert told.err == ""
    assert "Dokumentera köpet (över 100 000 kr)." in words(told.out)


def test_a_lift_is_kept_and_told(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    lifted = "lifted: [{gate: SPARR-GRANS, because: Synnerliga skäl., by: kommunjurist, date: 2026-11-20}]\n"
    made = kravgen("generate", purchase(folder_of_purchases, large(9_500_000), more=lifted))
    assert made.code == 0
    assert "SPARR-GRANS (Gränsen) har lyfts av kommunjurist den 2026-11-20: Synnerliga skäl." in made.out
    assert "direktupphandling är tillåten" not in made.out
    gate = next(
        g for g in manifest(folder_of_purchases / "output" / "fall")["gates"] if g["id"] == "SPARR-GRANS"
    )
    assert (gate["state"], gate["by"], gate["because"]) == ("lifted", "kommunjurist", "Synnerliga skäl.")


@pytest.mark.parametrize(
    ("date", "amount", "code", "told"),
    [
        ("2025-11-23", 2_000_000, 1, "KG503 Spärren SPARR-TROSKEL"),
        (
            "2025-11-23",
            1_999_999,
            0,
            "KG549 (varning) Tröskelvärde skulle ha kontrollerats på nytt senast 2025-06-30.",
        ),
        (
            "2026-11-23",
            1,
            0,
            'KG509 (varning) Spärren SPARR-TROSKEL (Tröskeln) kan gälla: ingen har verifierat "tröskelvärde".',
        ),
        (
            "2028-01-01",
            1,
            0,
            'KG509 (varning) Spärren SPARR-TROSKEL (Tröskeln) kan gälla: ingen har verifierat "tröskelvärde".',
        ),
    ],
    ids=["reached", "overdue", "unknown", "expired"],
)
def test_a_threshold_is_held_or_told(
    folder_of_purchases: Path, kravgen: Kravgen, date: str, amount: int, code: int, told: str
) -> None:
    result = kravgen(
        "validate", purchase(folder_of_purchases, large(amount), date=date, form="below_threshold")
    )
    assert result.code == code
    assert told in result.err


def test_a_form_that_is_stricter_than_the_value_is_told(folder_of_purchases: Path, kravgen: Kravgen) -> None:
    path = purchase(folder_of_purchases, large(500_000), date="2025-11-23", form="above_threshold")
    told = kravgen("validate", path)
    assert told.code == 0
    assert (
        "KG543 (varning) Värdet är 500 000 kr, och tröskelvärde är 2 000 000 kr (5 kap. 1 § LOU). Se över"
        in words(told.err)
    )
    path = purchase(folder_of_purchases, large(500_000), form="above_threshold")
    assert "Beloppet är inte känt: tröskelvärde." in kravgen("validate", path).out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("close_percent: 90}", "close_percent: 900}", "KG203"),
        ("value_of: dokumentation", "value_of: dokument", "KG311"),
        ("fact: estimated_value, value_of: troskel}", "fact: estimated_value}", "KG311"),
        ("value_of: troskel}", "value_of: troskel, at_most: users_count}", "KG311"),
        ("value_of: troskel}", "at_most: childen}", "KG302"),
        ("value_of: troskel}", "value_of: troskel, instead: {when: childen, value_of: troskel}}", "KG302"),
        ("value_of: troskel}", "value_of: troskel, instead: {when: children, value_of: tröskel}}", "KG203"),
        ("    below: {fact: estimated_value, value_of: troskel}\n", "", "KG311"),
        ('when: procedure == "above_threshold", tells', "when: childen, tells", "KG302"),
    ],
)
def test_a_limit_that_does_not_hang_together_is_told(
    folder_of_purchases: Path, kravgen: Kravgen, old: str, new: str, told: str
) -> None:
    assert old in GATES
    (folder_of_purchases / "requirements_library" / "egna-sparrar.yaml").write_text(
        GATES.replace(old, new), encoding="utf-8"
    )
    result = kravgen("validate")
    assert result.code in (1, 2)
    assert told in result.err
