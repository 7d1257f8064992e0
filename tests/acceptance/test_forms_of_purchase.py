"""Each form of purchase gives its own papers and no others, and says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from kravgen.content import Content
from tests.conftest import ROOT, Kravgen
from tests.reading import manifest, taken, words

Make = Callable[..., Path]


@pytest.fixture
def make(folder: Path, kravgen: Kravgen) -> Make:
    """Generate an example with some of its lines changed; the package."""

    def made(name: str, *changes: tuple[str, str]) -> Path:
        assert kravgen("generate", changed(folder, name, *changes), "-o", "paket").code == 0
        return folder / "paket"

    return made


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A copy of an example, where each pattern is found once and replaced."""
    text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
    for pattern, other in changes:
        text, count = re.subn(pattern, other, text, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def documents(package: Path) -> set[str]:
    return {document["id"] for document in manifest(package)["documents"]}


def kinds(package: Path) -> set[str]:
    return {item["kind"] for item in taken(package).values()}


def in_block(package: Path, block: str) -> dict[str, Any]:
    return {name: item for name, item in taken(package).items() if item["reason"].get("block") == block}


CONTRACT = {"upphandlingsforeskrifter", "avtal", "sekretess", "ansokan", "informationsforfragan"}


def test_a_call_off_sends_a_request_and_restates_no_framework(make: Make) -> None:
    package = make("avrop-datorer")
    made = documents(package)
    assert {"avropsforfragan", "kravspecifikation", "svarsbilaga", "prisbilaga", "sanktionsforsakran"} <= made
    assert made.isdisjoint(CONTRACT)
    assert kinds(package).isdisjoint({"villkor", "avtalsvillkor"})
    assert not in_block(package, "kvalificering")
    request = words(package / "avropsforfragan.docx")
    assert "inga nya krav på kvalificering ställs" in request
    assert "Ramavtalets villkor gäller för avropet och återges inte här." in request
    assert "Motivet är: Skolans 60 dockningsstationer" in request
    assert "Ett likvärdigt fabrikat godtas." in request


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ((r"^  framework_end: .*$", "  framework_end: 2026-11-22"), "KG503", "Ramavtalet har löpt ut"),
        ((r"^  framework_end: .*\n", ""), "KG501", "Vilken är ramavtalets sista dag?"),
        ((r"^  brand_motive: >-\n    .*\n    .*\n", ""), "KG501", "utan fabrikat?"),
    ],
    ids=["expired", "last day unknown", "brand without motive"],
)
def test_a_call_off_that_may_not_be_made_stops(
    folder: Path, kravgen: Kravgen, change: tuple[str, str], code: str, said: str
) -> None:
    result = kravgen("generate", changed(folder, "avrop-datorer", change), "-o", "paket")
    assert result.code == 1
    assert code in result.err
    assert said in result.err
    assert not (folder / "paket").exists()


def test_a_call_off_without_an_answer_about_brands_states_nothing(make: Make) -> None:
    package = make(
        "avrop-datorer",
        (r"^  brand_named: true\n  brand_motive: >-\n    .*\n    .*\n", ""),
        (r"^  call_off_order: .*\n", ""),
    )
    request = words(package / "avropsforfragan.docx")
    assert "Motivet är" not in request
    assert "[FYLL I: motivet till att ett fabrikat anges" in request
    assert "Avropet ställs till" not in request
    assert "[FYLL I: hur leverantör väljs enligt ramavtalet]" in request


def test_a_framework_tells_its_cap_in_the_rules_and_in_the_contract(make: Make) -> None:
    package = make("ramavtal-mobila-enheter")
    rules, contract = (words(package / f"{n}.docx") for n in ("upphandlingsforeskrifter", "avtal"))
    for text in (rules, contract):
        assert re.sub(r"\s", " ", text).count("18 000 000 kronor") == 1
        assert "2600 mobiltelefoner och 1400 surfplattor" in text
    assert "ingen volym utlovas" in rules
    assert "Avrop görs från den som står först." in rules


def test_a_call_off_tells_what_is_delivered_and_asks_for_nothing_that_only_a_contract_holds(
    make: Make,
) -> None:
    package = make(
        "avrop-datorer",
        (r"^  sista-leveransdag-.*\n", ""),
        (r"call_off_order: .*$", "call_off_order: ranking"),
        (r"model: lowest_price", "model: price_deduction"),
    )
    asked = words(package / "avropsforfragan.docx")
    gaps = {gap["what"] for gap in manifest(package)["gaps"] if gap["document"] == "avropsforfragan"}
    assert "sista leveransdag, eller en dag för varje delleverans" in gaps
    assert "bör-kravens prisavdrag används inte" in asked
    # Options, buy-back and grades of wear are told of by clauses that only a contract has.
    assert taken(package).keys().isdisjoint({"INL-04", "CIRK-06", "UTR-10", "UTR-17"})
    assert "skickklass" not in words(package / "kravspecifikation.docx")
    assert "blockerande fel" in words(package / "ordlista.docx")


def test_a_framework_is_called_one(make: Make) -> None:
    assert words(make("ramavtal-mobila-enheter") / "avtal.docx").startswith("Ramavtal\n")
    assert words(make("e-arkiv") / "avtal.docx").startswith("Avtal\n")


@pytest.mark.parametrize("example", ["ramavtal-mobila-enheter", "bild-och-ljud", "e-arkiv"])
def test_every_paper_that_is_sent_stands_in_the_lists_of_papers(make: Make, example: str) -> None:
    package = make(example)
    tables = docx.Document(str(package / "upphandlingsforeskrifter.docx")).tables
    listed = next(table for table in tables if table.cell(0, 0).text == "Handling")
    rows = {row.cells[0].text.split()[0].strip(",").lower(): row.cells[3].text for row in listed.rows[1:]}
    for document in manifest(package)["documents"]:
        if document["audience"] == "public":
            title = (
                document["title"].lower().removeprefix("lista över ").removeprefix("personlig ").split()[0]
            )
            assert title.removesuffix("r") in {row.removesuffix("r") for row in rows}, title
    contract = words(package / "avtal.docx")
    annexes = contract[contract.index("Bilagorna räknas upp") : contract.index("Uppgifter om tid\n")].lower()
    # What is sent with the secrecy or the personal data agreement is named with it.
    assert [row for row, annexed in rows.items() if annexed == "Ja" and row not in annexes] == []


def test_a_framework_with_one_supplier_ranks_nobody(make: Make) -> None:
    alone = (r"^  call_off_order: .*$", "  call_off_order: single")
    rules = words(
        make("ramavtal-mobila-enheter", alone, (r"^  suppliers_count: 3\n", ""))
        / "upphandlingsforeskrifter.docx"
    )
    assert "Avrop görs från leverantören på ramavtalets villkor." in rules
    assert "rangordnas" not in rules


def test_a_framework_of_more_than_four_years_needs_a_reason(
    folder: Path, kravgen: Kravgen, make: Make
) -> None:
    longer = (r"^term: .*$", "term: {years: 3, extensions: [2]}")
    result = kravgen("generate", changed(folder, "ramavtal-mobila-enheter", longer), "-o", "paket")
    assert result.code == 1
    assert "KG501" in result.err
    assert "Varför måste ramavtalet gälla längre än fyra år?" in result.err
    reason = "Leverantören bygger en verkstad i kommunen som betalas under fem år."
    answered = (r"^facts:$", f"facts:\n  framework_term_reason: {reason}")
    rules = words(make("ramavtal-mobila-enheter", longer, answered) / "upphandlingsforeskrifter.docx")
    assert f"Skälet är: {reason}" in rules


def test_a_framework_without_its_cap_shows_the_gap(make: Make) -> None:
    package = make("ramavtal-mobila-enheter", (r"^  framework_cap_value: .*\n", ""))
    assert "[FYLL I: ramavtalets takvärde]" in words(package / "avtal.docx")
    lacking = {gap["document"] for gap in manifest(package)["gaps"] if "takvärde" in gap["what"]}
    assert {"upphandlingsforeskrifter", "avtal"} <= lacking


def test_a_purchasing_system_asks_for_each_thing_in_its_step(make: Make) -> None:
    package = make("dis-konsulter")
    assert {"ansokningsinbjudan", "ansokan", "anbudsinbjudan", "sanktionsforsakran"} <= documents(package)
    assert documents(package).isdisjoint({"upphandlingsforeskrifter", "svarsbilaga-excel"})
    first = in_block(package, "kvalificering")
    assert first
    for name, step in (
        ("ansokningsinbjudan", 1),
        ("ansokan", 1),
        ("kravspecifikation", 2),
        ("svarsbilaga", 2),
    ):
        text = words(package / f"{name}.docx")
        assert all(
            (f"{item['number']}\n" in text and id_ in text) == (step == 1) for id_, item in first.items()
        )
        assert ("KONS-01" in text) == (step == 2)
    # Each contract has its own days, and the system's are not the contract's.
    contract = words(package / "avtal.docx")
    days = {gap["what"] for gap in manifest(package)["gaps"] if gap["document"] == "avtal"}
    assert {"kontraktets första dag, enligt inbjudan", "kontraktets sista dag, enligt inbjudan"} <= days
    assert "6 år" not in contract
    specification = words(package / "kravspecifikation.docx")
    assert "Inköpssystemet gäller i 6 år. Varje kontrakt har en egen tid." in specification
    # What is filled in for each contract is not left for the buyer to fill in before the system is announced.
    later = [gap for gap in manifest(package)["gaps"] if gap["role"] == "den som bjuder in"]
    assert later


def test_a_request_for_information_has_no_requirement_and_no_contract(make: Make) -> None:
    package = make("rfi-bygglov")
    assert documents(package) == {"informationsforfragan", "behovsanalys", "checklista-fore-annonsering"}
    assert kinds(package) == {"fråga", "kontrollpunkt"}
    text = words(package / "informationsforfragan.docx")
    assert "Förfrågan är ingen upphandling och leder inte till avtal." in text
    assert "molntjänster från företag som lyder under amerikansk lag" in text
    questions = [item for item in taken(package).values() if item["kind"] == "fråga"]
    assert text.count("Så används svaret:") == len(questions)


def test_a_planned_requirement_is_asked_about_and_does_not_bind(make: Make) -> None:
    text = words(
        make(
            "rfi-bygglov",
            (r"(id: BYGG-02\n.*\n    kind:) fråga", r"\1 bör"),
            (r"\n    value: Svaret avgör om kravet ställs\.", ""),
        )
        / "informationsforfragan.docx"
    )
    assert "Kraven är ett utkast och gäller inte än." in text


def test_a_pilot_ends_by_itself(make: Make) -> None:
    package = make("e-arkiv", (r"^  contract_form: contract$", "  contract_form: pilot"))
    assert "AVT-OMFATTNING-PILOT" in taken(package)
    for name in ("upphandlingsforeskrifter", "kravspecifikation"):
        assert "fortsätter inte av sig självt." in words(package / f"{name}.docx")
    assert "Avtalet upphör utan uppsägning" in words(package / "avtal.docx")


def test_an_unanswered_form_is_no_statement(make: Make) -> None:
    package = make("e-arkiv", (r"^  contract_form: contract\n", ""))
    rules = words(package / "upphandlingsforeskrifter.docx")
    assert "Upphandlingen leder till [FYLL I: avtalsform]." in rules
    assert "ramavtal" not in rules


def test_rules_of_a_tender_tell_what_the_law_wants(package: Path) -> None:
    rules = words(package / "upphandlingsforeskrifter.docx")
    for said in (
        "Sista dag för anbud",
        "Anbudet gäller",
        "europeiskt enhetligt upphandlingsdokument (ESPD)",
        "13 kap. LOU",
        "16 kap. 7 § LOU",
        "20 kap. LOU",
        "AVT-03",
        "AVT-04",
    ):
        assert said in rules


def test_every_question_to_bidders_says_what_its_answer_is_for(content: Content) -> None:
    asked = [item for item in content.library.items.values() if item.kind == "fråga"]
    assert len(asked) > 15
    assert [item.id for item in asked if not item.value] == []


def test_what_an_unticked_term_means_is_said(package: Path) -> None:
    for name in ("svarsbilaga", "kravspecifikation"):
        text = words(package / f"{name}.docx")
        assert "ber Beställaren anbudsgivaren att bekräfta villkoret" in text
        assert "Godtar anbudsgivaren det inte förkastas anbudet" in text


@pytest.mark.parametrize(
    ("name", "told", "untold"),
    [("utskrift", "över", "under"), ("bild-och-ljud", "under", "över")],
)
def test_places_in_the_law_for_another_procedure_are_not_told(
    make: Make, name: str, told: str, untold: str
) -> None:
    items = manifest(make(name))["items"]
    places = {
        source["at"] for item in items for source in item.get("sources", ()) if source["source"] == "lou"
    }
    assert any(place.endswith(f", {told} tröskelvärdet") for place in places)
    assert not any(place.endswith(f", {untold} tröskelvärdet") for place in places)


@pytest.mark.parametrize(
    ("order", "told", "others"),
    [
        (
            "  call_off_order: ranking\n",
            "hos den som står näst i ordningen",
            ("att lämna avropssvar", "inte bunden av avropet", "[FYLL I: hur leverantör väljs"),
        ),
        (
            "  call_off_order: competition\n",
            "bjuder skriftligen in samtliga leverantörer",
            ("rangordningen", "inte bunden av avropet", "[FYLL I: hur leverantör väljs"),
        ),
        (
            "  call_off_order: single\n",
            "är Beställaren inte bunden av avropet",
            ("rangordningen", "att lämna avropssvar", "räknar samman leverantörernas"),
        ),
        (
            "",
            "[FYLL I: hur leverantör väljs vid avrop]",
            ("rangordningen", "att lämna avropssvar", "inte bunden av avropet"),
        ),
    ],
    ids=["ranking", "competition", "single", "unanswered"],
)
def test_a_framework_says_how_a_supplier_is_chosen_and_nothing_else(
    make: Make, order: str, told: str, others: tuple[str, ...]
) -> None:
    package = make(
        "ramavtal-mobila-enheter",
        (r"^  call_off_order: .*\n", order),
        (r"^  suppliers_count: 3\n", ""),
    )
    contract = words(package / "avtal.docx")
    assert told in contract
    assert not [text for text in others if text in contract]
    assert "på avropsblanketten" in contract
    assert "Genom avropet ingås ett kontrakt" in contract
    assert "avropsblankett" in documents(package)


def test_a_model_that_is_called_off_many_times_is_tested_once(make: Make) -> None:
    package = make("ramavtal-mobila-enheter")
    assert "En modell får avropas när den är godkänd." in words(package / "avtal.docx")
    record = words(package / "internt" / "acceptanstestprotokoll.docx")
    assert "Fyll i ett protokoll för varje modell" in record
    assert "Fel i klass A" not in record


def test_a_purchase_that_is_no_framework_has_no_call_offs(make: Make) -> None:
    package = make("bild-och-ljud")
    assert "avropsblankett" not in documents(package)
    assert "avrop" not in words(package / "avtal.docx").lower()
