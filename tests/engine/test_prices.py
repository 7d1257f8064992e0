"""Price rows: what the library describes, what a procurement sets, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kravgen.record import manifest
from tests.conftest import Kravgen
from tests.engine.priced import BLOCK, changed, priced


@pytest.fixture
def case(example: Path) -> Path:
    """The small procurement with rows of each kind."""
    return priced(example)


def rows(case: Path, kravgen: Kravgen) -> dict[str, object]:
    """The quantity of each row, by what is priced."""
    assert kravgen("generate", case, "-o", "ut").code == 0
    book = openpyxl.load_workbook(case.parent / "ut" / "prisbilaga.xlsx")
    sheet = book.worksheets[0]
    header = {str(cell.value): cell.column for cell in sheet[4] if cell.value}
    found = {}
    for row in range(5, sheet.max_row + 1):
        if name := sheet.cell(row, header["Vad som prissätts"]).value:
            found[str(name)] = sheet.cell(row, header["Antal"]).value
    return found


def test_rows_come_from_what_is_bought(case: Path, kravgen: Kravgen) -> None:
    found = rows(case, kravgen)
    assert found["Licens"] == 2400
    assert {name for name in found if name.startswith(("Enhet", "Återköp"))} == {
        "Enhet, dator",
        "Enhet, skrivare",
        "Återköp, dator, hel",
        "Återköp, dator, trasig",
        "Återköp, skrivare, hel",
        "Återköp, skrivare, trasig",
    }
    assert found["Drift nattetid"] == 12
    # What nobody has set is a gap, never a number.
    assert str(found["Enhet, dator"]).startswith("[FYLL I: ")
    # What is bought stands group by group, whatever the order of the items.
    order = list(found)
    assert order[0] == "Licens" and order.index("Enhet, dator") < list(found).index("Drift nattetid")


def test_a_row_with_a_condition_is_out_when_it_does_not_hold(case: Path, kravgen: Kravgen) -> None:
    changed(case, "  secrecy: true\n", "  secrecy: false\n")
    assert "Drift nattetid" not in rows(case, kravgen)


def test_the_procurement_sets_volumes_and_has_rows_of_its_own(case: Path, kravgen: Kravgen) -> None:
    changed(
        case,
        "requirements:\n",
        "prices:\n  device.computer: {quantity: 300}\n"
        "  storage: {name: Lagring, group: running, unit: terabyte, quantity: 14.5}\nrequirements:\n",
    )
    changed(case, "    tags: [arkiv]\n", "    tags: [arkiv]\n    prices: [storage]\n")
    found = rows(case, kravgen)
    assert (found["Enhet, dator"], found["Lagring"]) == (300, 14.5)


def test_an_alternative_is_priced_by_everybody_and_an_extra_by_those_who_offer_it(
    case: Path, kravgen: Kravgen
) -> None:
    library = case.parent / "requirements_library"
    extras = (
        "  - {id: green, name: Renoverad enhet, group: goods, unit: enhet, quantity: [10], sustainable: true}\n"
        "  - {id: extra, name: Extra nyckel, group: goods, unit: enhet, quantity: [10]}\nprice_dimensions:\n"
    )
    changed(library / "priser.yaml", "price_dimensions:\n", extras)
    wish = (
        BLOCK[BLOCK.index("  - id: R-PRIS") :].replace("R-PRIS", "R-EXTRA").replace("kind: ska", "kind: bör")
    )
    wish = wish.replace("[licence, device, back, night]", "[green, extra]").replace(" ska ", " bör ")
    changed(
        library / "lokalt.yaml", "[licence, device, back, night]\n", f"[licence, device, back, night]\n{wish}"
    )
    found = rows(case, kravgen)
    assert "Renoverad enhet" in found
    assert [name for name in found if name.startswith("Extra nyckel (bara om K")]


def test_a_row_of_which_nothing_is_bought_is_left_out(case: Path, kravgen: Kravgen) -> None:
    changed(case, "requirements:\n", "prices:\n  device.computer: {quantity: 0}\nrequirements:\n")
    assert [name for name in rows(case, kravgen) if name.startswith("Enhet")] == ["Enhet, skrivare"]
    assert "KG318" not in kravgen("validate", case).err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "prices:\n  device.computr: {quantity: 3}\n",
            'KG318 (varning) Prisbilagan har ingen rad med nyckeln "device.computr". Menade du "device.computer"?',
        ),
        (
            "prices:\n  device.phone: {quantity: 3}\n",
            'KG318 (varning) Prisbilagan har ingen rad med nyckeln "device.phone". Ett svar gör att raden inte är med.',
        ),
        (
            "prices:\n  device: {quantity: 3}\n",
            'KG318 (varning) Prisbilagan har ingen rad med nyckeln "device". Menade du "device.',
        ),
        (
            "prices:\n  device.zzzzzzzzzz: {quantity: 3}\n",
            'KG318 (varning) Prisbilagan har ingen rad med nyckeln "device.zzzzzzzzzz". Alla raders nycklar står',
        ),
        (
            "prices:\n  licence: {rate: 3}\n",
            ':31:19 KG318 "licence" är ingen förbrukning, så dess "rate" gör ingenting.',
        ),
        (
            "prices:\n  licence: {unit: år}\n",
            'KG318 "licence" är en av bibliotekets prisrader, så dess "unit" anges där. Här kan bara quantity,',
        ),
        (
            "prices:\n  storage: {quantity: 3}\n",
            'KG318 "storage" är ingen av bibliotekets prisrader. En egen rad behöver name, group och unit.',
        ),
        (
            "prices:\n  storage: {name: Lagring, group: running, unit: år}\n",
            'KG318 Inget av upphandlingens krav kräver pris på raden "storage".',
        ),
        ("prices:\n  licence: {quantity: -1}\n", "KG203"),
        ("prices:\n  licence: {quantity: många}\n", "KG402"),
        (
            "lots:\n  - {id: a, name: Datorer, prices: [device.compute]}\n  - {id: b, name: Skrivare, prices: [back]}\n",
            'KG318 Prisbilagan har ingen rad med nyckeln "device.compute". Menade du "device.computer"?',
        ),
        (
            "lots:\n  - {id: a, name: Datorer, prices: [device]}\n  - {id: a, name: Skrivare, prices: [back]}\n",
            'KG204 Id "a" används redan.',
        ),
        ("lots:\n  - {id: a, name: Datorer, prices: [device]}\n", "KG203 Här ska det stå minst 2."),
        (
            "lots:\n  - {id: a, name: Datorer, prices: [devise]}\n  - {id: b, name: Skrivare, prices: [back]}\n",
            'KG318 Prisbilagan har ingen rad med nyckeln "devise". Menade du "device"?',
        ),
        # Another answer to the question would bring the row in.
        (
            "lots:\n  - {id: a, name: Datorer, prices: [device.phone]}\n  - {id: b, name: Skrivare, prices: [back]}\n",
            'KG318 (varning) Prisbilagan har ingen rad med nyckeln "device.phone". Ta ut raden ur delen, eller',
        ),
        # The second lot has only what is bought back.
        (
            "prices:\n  back.computer.good: {quantity: 3}\n"
            "lots:\n  - {id: a, name: Återköp, prices: [back, licence, device, retrieval, night]}\n"
            "  - {id: b, name: Skrivare, prices: [back.computer.good]}\n",
            ":34:10 KG003 Det finns inget pris att jämföra i delen Skrivare.",
        ),
        (
            'prices:\n  storage: {name: "Lagring, {wares}", group: running, unit: år}\n',
            ':31:19 KG318 Namnet på "storage" har klamrar, men en egen rad upprepas inte.',
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(case: Path, kravgen: Kravgen, said: str, told: str) -> None:
    changed(case, "requirements:\n", f"{said}requirements:\n")
    result = kravgen("validate", case)
    assert told in result.err
    assert result.code == (0 if "(varning)" in told else 1)


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("{id: c, title: C, items: [R-PRS]}", 'KG307 Okänd post "R-PRS". Menade du "R-PRIS"?'),
        (
            "{id: c, title: C, items: [SKYDD-02]}",
            "KG318 (varning) SKYDD-02 är inte med, så kriteriet kan inte bedöma den.",
        ),
    ],
)
def test_a_criterion_judges_what_is_in(case: Path, kravgen: Kravgen, criterion: str, told: str) -> None:
    changed(
        case,
        "evaluation: {model: price_deduction}\n",
        f"evaluation:\n  model: price_deduction\n  criteria:\n    - {criterion}\n",
    )
    assert told in kravgen("validate", case).err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("prices: [licence,", "prices: [licens,", 'KG317 Okänd prisrad "licens". Menade du "licence"?'),
        ("quantity: [users_count, 2]", "quantity: [user_count]", 'KG302 Okänd uppgift "user_count".'),
        ("quantity: [users_count, 2]", "quantity: [secrecy]", "KG317"),
        ("each: [wares]\n", "each: [ware]\n", 'KG317 "ware" är varken en dimension eller en fråga'),
        ('"Enhet, {wares}"', "Enhet", 'KG317 Namnet på raden "device" säger inte vad den upprepas för.'),
        ("when: secrecy", "when: secret", "KG302"),
        (", night]", "]", 'KG317 Inget krav eller villkor kräver pris på raden "night".'),
        ("name: Drift nattetid,", 'name: "Drift [[prisbilaga]]",', "KG320 En hänvisning kan inte stå här."),
    ],
)
def test_what_is_wrong_in_the_library_is_told(
    case: Path, kravgen: Kravgen, old: str, new: str, told: str
) -> None:
    library = case.parent / "requirements_library"
    for name in ("priser.yaml", "lokalt.yaml"):
        text = (library / name).read_text(encoding="utf-8")
        (library / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    result = kravgen("validate", case)
    assert result.code == 1
    assert told in result.err


@pytest.mark.parametrize(
    "name",
    [
        "{wares.__class__}",
        "{wares[0]}",
        "{wares!r}",
        "{wares!x}",
        "{wares:d}",
        "{wares:>9999999}",
        "{wares:{wares}}",
        "{wares",
        "wares}",
        "{wares} {wares}",
        "{{wares}}",
        "{wares} {}",
        "{0}",
    ],
)
def test_only_a_dimension_may_stand_within_braces(case: Path, kravgen: Kravgen, name: str) -> None:
    library = case.parent / "requirements_library" / "priser.yaml"
    changed(library, '"Enhet, {wares}"', f'"Enhet, {name}"')
    told = kravgen("validate", case)
    assert told.code == 1
    assert 'KG317 Namnet på raden "device" säger inte vad den upprepas för.' in told.err
    assert kravgen("generate", case, "-o", "ut").code == 1


def _in_lots(case: Path, quantity: str) -> None:
    changed(
        case,
        "requirements:\n",
        f"prices:\n  device.computer: {{quantity: 5}}\n  licence: {{quantity: {quantity}}}\n"
        "lots:\n  - {id: a, name: Datorer, prices: [device, licence]}\n"
        "  - {id: b, name: Drift, prices: [licence]}\n  - {id: c, name: Återköp, prices: [back]}\nrequirements:\n",
    )


def test_a_row_may_have_another_volume_in_each_lot(case: Path, kravgen: Kravgen) -> None:
    _in_lots(case, "{a: 900, b: 2.5}")
    assert kravgen("generate", case, "-o", case.parent / "ut").code == 0
    prices = {price.key: price.quantity for price in manifest.read(case.parent / "ut").prices}
    assert {key: str(prices[key]) for key in ("a/licence", "b/licence", "a/device.computer")} == {
        "a/licence": "900",
        "b/licence": "2.5",
        "a/device.computer": "5",
    }


def test_what_is_not_bought_in_a_lot_has_no_row_there_and_what_is_not_known_is_a_gap(
    case: Path, kravgen: Kravgen
) -> None:
    _in_lots(case, "{a: 0, b: }")
    assert kravgen("generate", case, "-o", case.parent / "ut").code == 0
    prices = {price.key: price.quantity for price in manifest.read(case.parent / "ut").prices}
    assert "a/licence" not in prices and prices["b/licence"] is None


def test_what_is_bought_in_no_lot_is_no_mistake(case: Path, kravgen: Kravgen) -> None:
    changed(
        case,
        "requirements:\n",
        "prices:\n  licence: {quantity: {a: 0, b: 0}}\n"
        "lots:\n  - {id: a, name: Datorer, prices: [device]}\n"
        "  - {id: b, name: Återköp, prices: [back]}\nrequirements:\n",
    )
    result = kravgen("validate", case)
    assert (result.code, result.err) == (0, "")


def test_more_rows_than_anybody_can_price_are_refused(case: Path, kravgen: Kravgen) -> None:
    rows = [f"rad-{number}" for number in range(200)]
    prices = "".join(
        f"  {row}: {{name: Vara {row}, group: goods, unit: styck, quantity: 1}}\n" for row in rows
    )
    lots = "".join(f"  - {{id: del-{lot}, name: Del {lot}, prices: [rad-{lot}]}}\n" for lot in range(40))
    changed(case, "  - id: EARK-01\n", f"  - id: EARK-01\n    prices: [{', '.join(rows)}]\n")
    changed(case, "requirements:\n", f"prices:\n{prices}lots:\n{lots}requirements:\n")
    result = kravgen("validate", case)
    assert result.code == 1 and "och högst 5000 kan prissättas och jämföras" in result.err, result.err[-500:]


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        ("{a: 900}", 'Mängden för "licence" saknas för b.'),
        ("{a: 900, b: 1, c: 2}", '"licence" står inte i någon del med id "c". Den står i: a, b.'),
        ("{a: 900, b: 1, aa: 2}", 'Menade du "a"?'),
        ("{a: -1, b: 1}", "KG203"),
        ("{a: många, b: 1}", "KG402"),
    ],
)
def test_a_volume_by_lot_names_each_lot_where_the_row_stands(
    case: Path, kravgen: Kravgen, quantity: str, told: str
) -> None:
    _in_lots(case, quantity)
    result = kravgen("validate", case)
    assert result.code == 1 and told in result.err, result.err


def test_a_volume_by_lot_needs_lots(case: Path, kravgen: Kravgen) -> None:
    changed(case, "requirements:\n", "prices:\n  licence: {quantity: {a: 900}}\nrequirements:\n")
    result = kravgen("validate", case)
    assert result.code == 1 and "Köpet har inga delar: skriv ett tal." in result.err, result.err


def test_all_wrong_lots_are_told_at_once(case: Path, kravgen: Kravgen) -> None:
    changed(
        case,
        "requirements:\n",
        "lots:\n  - {id: a, name: Datorer, prices: [devise]}\n  - {id: a, name: Skrivare, prices: [device.computr]}\n"
        "requirements:\n",
    )
    told = kravgen("validate", case).err
    assert all(each in told for each in ('"devise"', 'KG204 Id "a"', 'Menade du "device.computer"?'))


def test_what_holds_for_a_row_in_every_lot_is_told_once(case: Path, kravgen: Kravgen) -> None:
    changed(
        case,
        "requirements:\n",
        "prices:\n  storage: {name: Lagring, group: running, unit: år, quantity: 1, measure: discount, sign: income}\n"
        "lots:\n  - {id: a, name: Datorer, prices: [device]}\n  - {id: b, name: Skrivare, prices: [licence]}\n"
        "requirements:\n",
    )
    changed(case, "    tags: [arkiv]\n", "    tags: [arkiv]\n    prices: [storage]\n")
    assert kravgen("validate", case).err.count("KG002") == 1


def test_no_key_of_an_unanswered_choice_is_advised(case: Path, kravgen: Kravgen) -> None:
    changed(case, "  wares: [computer, printer]\n", "")
    changed(case, "requirements:\n", "prices:\n  device.computer: {quantity: 3}\nrequirements:\n")
    told = kravgen("validate", case).err
    assert (
        'nyckeln "device.computer". Ett svar gör att raden inte är med.' in told and '"device."' not in told
    )


def test_an_unanswered_choice_leaves_a_gap_and_no_row_too_many(case: Path, kravgen: Kravgen) -> None:
    changed(case, "  wares: [computer, printer]\n", "")
    found = rows(case, kravgen)
    assert [name for name in found if name.startswith("Enhet")] == ["Enhet, [FYLL I: slag av utrustning]"]


def test_a_volume_for_all_rows_is_divided_and_whoever_buys_is_told(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library" / "priser.yaml"
    changed(
        library,
        "    each: [wares]\n",
        "    each: [wares]\n    quantity: [users_count, 0.1]\n    shared: true\n",
    )
    found = rows(case, kravgen)
    # 1 200 users, a tenth of them, over two kinds of wares.
    assert (found["Enhet, dator"], found["Enhet, skrivare"]) == (60, 60)
    told = kravgen("validate", case).err
    assert "KG557 (varning)" in told
    assert "device 60" in told


def test_what_is_divided_is_rounded_up_to_whole_units(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library" / "priser.yaml"
    changed(library, "    each: [wares]\n", "    each: [wares]\n    quantity: [7]\n    shared: true\n")
    assert rows(case, kravgen)["Enhet, dator"] == 4
    # Two rows of four are more than seven, so the buyer is told what they share.
    assert "device 4 (2 rader delar på 7)" in kravgen("validate", case).err
    changed(library, "quantity: [7]", "quantity: [6]")
    assert "device 3." in kravgen("validate", case).err
    changed(library, "quantity: [6]", "quantity: [0.5]")
    changed(case, "wares: [computer, printer]", "wares: [computer]")
    assert "device 1 (avrundat uppåt från 0,5)" in kravgen("validate", case).err


def test_a_volume_that_somebody_has_chosen_is_no_suggestion(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library" / "priser.yaml"
    changed(library, "quantity: [12]", "quantity: [12], suggested: true")
    changed(case, "requirements:\n", "prices:\n  night: {quantity: 24}\nrequirements:\n")
    assert rows(case, kravgen)["Drift nattetid"] == 24
    assert "KG557" not in kravgen("validate", case).err
    changed(case, "prices:\n  night: {quantity: 24}\n", "")
    assert "night 12" in kravgen("validate", case).err


def test_a_volume_is_not_divided_without_rows_to_divide_it_among(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library" / "priser.yaml"
    changed(library, "quantity: [12]", "quantity: [12], shared: true")
    assert "KG2" in kravgen("validate", case).err
