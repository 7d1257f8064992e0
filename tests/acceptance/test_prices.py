"""The price sheet and the texts agree: what is bought has rows, and what a text says is priced has a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kravgen.award.model import Price
from kravgen.award.purchase import purchase
from kravgen.content import Content
from kravgen.library.model import Item
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from tests.acceptance.drawn import case_of, fact_sets
from tests.conftest import ROOT, Kravgen
from tests.reading import words

SETS_PER_PROFILE = 100
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

_ASKS_FOR_A_PRICE = re.compile(
    r"[Ii]fylld\w* rad\w*[^.]*\[\[prisbilaga\b"
    r"|fyller i[^.]*\[\[prisbilaga\b"
    r"|(?:ska|bör) i \[\[prisbilaga\]\]"
    r"|pris(?:et)?(?: \w+){0,3} som \[\[prisbilaga\]\] anger"
)
_TWO_PRICES = re.compile(r"/| eller | och per | respektive |\bper\b.*\bper\b", re.IGNORECASE)

# What is bought, and the rows of which at least one must stand in its price sheet.
_BOUGHT: Mapping[str, str] = {
    "saas": r"service-",
    "hosting": r"service-",
    "on_premises": r"licence-",
    "telecom": r"subscription$|extension$|connection$",
    "goods": r"(?:equipment|rental)-|av-package",
    "consultants": r"consultant\.",
}


def _told(item: Item) -> str:
    return "\n".join((item.text, item.evidence, item.accept))


def _priced(case: Case, content: Content) -> tuple[list[Item], tuple[Price, ...]]:
    """The items of a procurement, and the rows of its price sheet."""
    selection = choose(content, case, Collector())
    return [decision.item for decision in selection.taken()], purchase(selection).prices


def _wrong(case: Case, content: Content, facts: Mapping[str, Any]) -> Iterator[str]:
    """Items that ask for a price without a row, and what is bought and has none."""
    items, prices = _priced(case, content)
    rows = {name for price in prices for name in price.items}
    for item in items:
        if item.kind not in ("ska", "bör", "villkor") or item.id in rows:
            continue
        if item.prices or _ASKS_FOR_A_PRICE.search(_told(item)):
            yield f"{item.id} has no row"
    for price in prices:
        if not {item.id for item in items}.intersection(price.items):
            yield f"{price.key} has no item"
    bought = _BOUGHT[facts["delivery_model"]]
    nothing = facts["delivery_model"] == "telecom" and not facts["telecom_services"]
    if prices and not nothing and not any(re.match(bought, price.key) for price in prices):
        yield f"{facts['delivery_model']} has no row"


def _fits(name: str, facts: Mapping[str, Any], content: Content) -> bool:
    """Whether the answers are of a purchase that the profile is for: its blocks hold what is bought."""
    needed = {"telecom": "telekom", "goods": "utrustning", "consultants": "konsulter"}
    block = needed.get(facts["delivery_model"])
    blocks = content.profiles[name].blocks
    # A light purchase of equipment names one kind; alarms for the home are bought with their service.
    only_alarms = facts["delivery_model"] == "goods" and set(facts["goods_classes"]) <= {"alarm", "av"}
    return (block is None or block in blocks) and not (only_alarms and "bild-och-ljud" not in blocks)


def test_what_is_priced_has_a_row_whatever_the_answers(tmp_path: Path, content: Content) -> None:
    sets = [
        (name, facts)
        for name, facts in fact_sets(content, SETS_PER_PROFILE)
        if facts["procedure"] != "rfi" and _fits(name, facts, content)
    ]
    assert len({name for name, _ in sets}) >= 20
    wrong: dict[str, str] = {}
    for name, facts in sets:
        for fault in _wrong(case_of(tmp_path, content, name, facts), content, facts):
            wrong.setdefault(fault, f"{name}: {facts}")
    assert wrong == {}


def test_an_item_with_a_row_says_so(content: Content) -> None:
    """A bidder who reads the requirement knows that a row of the price sheet is to be filled in."""
    silent = [
        item.id
        for item in content.library.items.values()
        if item.prices and "[[prisbilaga" not in _told(item).lower()
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("model", "clause"),
    [
        ("index", "AVT-PRIS-VARUINDEX"),
        ("index", "AVT-PRIS-INDEX"),
        ("review", "AVT-PRIS-OMFORHANDLING"),
        ("fixed", "AVT-PRIS-FAST"),
        ("fixed", "AVT-PRIS-DIREKT"),
    ],
)
def test_the_sheet_marks_what_changes_when_the_contract_lets_prices_change(
    content: Content, model: str, clause: str
) -> None:
    told = content.library.items[clause].text
    columns = content.sheets["prisbilaga"].tables[0].shown({"price_model": model}).columns
    assert ("prisandring" in columns) == ("[[prisbilaga]] märker Justeras" in told) == (model != "fixed")


def test_a_row_is_one_price(content: Content) -> None:
    rows = content.library.prices.values()
    assert [row.id for row in rows if _TWO_PRICES.search(row.unit) or _TWO_PRICES.search(row.name)] == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.stem))
def test_an_example_has_volumes_and_values(file: Path, content: Content) -> None:
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    assert case is not None, list(problems)
    if case.facts["procedure"] == "rfi":
        return
    award = purchase(choose(content, case, problems))
    assert award.prices
    assert [price.key for price in award.prices if price.quantity is None or price.rate is None] == []
    assert [price.key for price in award.prices if _TWO_PRICES.search(price.unit)] == []
    assert award.evaluation is not None
    if award.evaluation.model == "price_deduction":
        assert [each.id for each in award.evaluation.criteria if each.deduction is None] == []
    elif award.evaluation.model == "weighted_points":
        weights = [each.weight for each in award.evaluation.criteria]
        assert None not in weights
        assert sum(filter(None, weights)) + (award.evaluation.price_weight or 0) == 100


def test_the_examples_show_several_ways_to_compare(content: Content) -> None:
    found = [cases.load(file, content.library, content.profiles, Collector()) for file in EXAMPLES]
    said = [case.pricing for case in found if case]
    models = {str(pricing.evaluation.get("model")) for pricing in said}
    assert {"lowest_price", "price_deduction", "weighted_points", "life_cycle_cost"} <= models
    assert any(pricing.lots for pricing in said)


@pytest.mark.parametrize(
    ("profile", "asked", "not_asked"),
    [
        (
            "verksamhetssystem-som-tjanst",
            {"licence_measure", "integrations_count"},
            {"licence_period", "sites_count"},
        ),
        ("system-i-egen-drift", {"licence_measure", "licence_period"}, {"consultant_roles"}),
        ("konsulter", {"consultant_roles", "consultant_levels"}, {"licence_measure", "computer_classes"}),
        (
            "utrustning",
            {"computer_classes", "buyback_years", "price_groups"},
            {"phone_classes", "consultant_levels"},
        ),
    ],
)
def test_what_sizes_a_row_is_asked(
    folder: Path, kravgen: Kravgen, profile: str, asked: set[str], not_asked: set[str]
) -> None:
    """Of those who buy what the row is about, and of nobody else."""
    assert kravgen("new", "kop", "--profile", profile).code == 0
    lines = (folder / "kop.yaml").read_text(encoding="utf-8").splitlines()
    there = {name for name in asked | not_asked if f"  {name}:" in lines}
    assert there == asked


def test_at_least_one_class_is_chosen(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "datorer.yaml").read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(
        text.replace("screen_classes: [standard, docking]", "screen_classes: []"), encoding="utf-8"
    )
    told = kravgen("validate", "kop.yaml")
    assert told.code == 1
    assert 'KG402 "funktionsklasser för bildskärmar" behöver minst ett av svaren.' in told.err


def test_a_criterion_is_the_worth_of_what_it_judges(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "konsulter.yaml").read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(text, encoding="utf-8")
    assert "KL504" not in kravgen("lint", "kop.yaml").err
    (folder / "kop.yaml").write_text(text.replace("      items: [ETJ-01]\n", ""), encoding="utf-8")
    assert "KL504" in kravgen("lint", "kop.yaml").err


def test_a_contract_speaks_of_deductions_only_where_there_are_any(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "bild-och-ljud.yaml").read_text(encoding="utf-8")
    model = "  model: price_deduction\n"
    said = {}
    for name, file in (
        ("chosen", text),
        ("open", text.replace(f"evaluation:\n{model}  ties: [lowest_sum, draw]\n", "")),
    ):
        (folder / "kop.yaml").write_text(file, encoding="utf-8")
        assert kravgen("generate", "kop.yaml", "-o", name).code == 0
        said[name] = "åtagande som gav prisavdrag i utvärderingen" in words(folder / name / "avtal.docx")
    assert said == {"chosen": True, "open": False}


def test_what_is_bought_in_lots_says_so_where_tenders_and_contracts_are_made(
    folder: Path, kravgen: Kravgen
) -> None:
    text = (ROOT / "examples" / "datorer.yaml").read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(text, encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "ut").code == 0
    told = words(folder / "ut" / "upphandlingsforeskrifter.docx")
    assert "Upphandlingen är delad: A. Datorer; B. Bildskärmar och tillbehör." in told
    assert "skälet till att upphandlingen inte är delad" not in told
    assert "Del av upphandlingen" in words(folder / "ut" / "avtal.docx")


def test_only_what_is_graded_has_a_rule_for_grades(folder: Path, kravgen: Kravgen) -> None:
    said = {}
    for name in ("konsulter", "bild-och-ljud"):
        text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / "kop.yaml").write_text(text, encoding="utf-8")
        assert kravgen("generate", "kop.yaml", "-o", name).code == 0
        told = words(folder / name / "upphandlingsforeskrifter.docx")
        said[name] = ("högsta betyg vars beskrivning det uppfyller" in told, "ger hela sitt värde" in told)
    assert said == {"konsulter": (True, False), "bild-och-ljud": (False, True)}
