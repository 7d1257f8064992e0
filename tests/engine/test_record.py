"""What is kept of a package: the same in every language, read back as it was, and refused when it is of another format."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen import schema
from kravgen.award.model import Price
from kravgen.award.purchase import purchase
from kravgen.documents.elements import answer_table, checklist_table, question_table
from kravgen.documents.tree import Field, Table
from kravgen.i18n import speaking
from kravgen.record import manifest
from kravgen.record.codec import built, plain
from kravgen.record.model import KeptDocument, KeptGap, KeptItem, KeptReview
from tests.conftest import Kravgen
from tests.reading import files


def _package(workspace: Path, kravgen: Kravgen, name: str, language: str = "sv") -> Path:
    assert kravgen("--lang", language, "generate", "fall.yaml", "-o", name).code == 0
    return workspace / name


def test_the_language_of_the_messages_changes_nothing_that_is_kept(workspace: Path, kravgen: Kravgen) -> None:
    swedish = _package(workspace, kravgen, "sv", "sv")
    english = _package(workspace, kravgen, "en", "en")
    assert files(swedish) == files(english)
    told = kravgen("diff", swedish, english)
    assert (told.code, told.out.splitlines()[-1]) == (0, "Det finns ingen skillnad.")


def test_a_reason_is_worded_by_whoever_reads_it(workspace: Path, kravgen: Kravgen) -> None:
    before = _package(workspace, kravgen, "fore")
    case = workspace / "fall.yaml"
    case.write_text(case.read_text("utf-8") + "  delivery_model: goods\n", "utf-8")
    after = _package(workspace, kravgen, "efter")
    swedish, english = (kravgen("--lang", lang, "diff", before, after).out for lang in ("sv", "en"))
    assert 'Skälet: uppgiften "' in swedish and "The reason" not in swedish
    assert 'The reason: the fact "' in english and "Skälet" not in english
    data = json.loads(kravgen("diff", before, after, "--format", "json").out)
    assert {item["reason"]["after"]["kind"] for item in data["items"]} <= {"facts", "always", "follows"}


def test_what_is_written_is_what_is_read(workspace: Path, kravgen: Kravgen) -> None:
    package = _package(workspace, kravgen, "paket")
    record = manifest.read(package)
    assert manifest.to_bytes(record) == (package / "manifest.json").read_bytes()
    assert manifest.read(package / "manifest.json") == record


def test_the_record_tells_what_later_steps_need(workspace: Path, kravgen: Kravgen) -> None:
    record = manifest.read(_package(workspace, kravgen, "paket"))
    own = record.by_id["LOK-01"]
    assert (own.block, own.phase, own.light, own.taken) == ("lokalt", "leverans", True, True)
    exit_ = next(item for item in record.items if item.taken and item.sources and item.parameters)
    assert exit_.sources[0].name and exit_.parameters[0].label
    assert record.procurement.buyers[0].name == "Lindhags kommun"
    assert record.facts["estimated_value"].value == 180000
    assert record.facts["security_sensitive"].value is False
    form = next(document.wording for document in record.documents if document.id == "svarsbilaga")
    assert form
    fields = {field.name: field for field in form.fields}
    assert (fields["svar.LOK-01"].kind, fields["svar.LOK-01"].choices) == ("choice", ("Ja", "Nej"))
    assert fields["svar.LOK-01"].asked and not fields["kommentar.LOK-01"].asked
    assert fields["svar.LOK-01"].column == "Svar"


@pytest.mark.parametrize("found", [1, 3, 10**15])
@pytest.mark.parametrize("command", [("diff", "paket", "paket"), ("verify", "paket")])
def test_another_format_is_refused_by_name(
    workspace: Path, kravgen: Kravgen, found: int, command: tuple[str, ...]
) -> None:
    file = _package(workspace, kravgen, "paket") / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"format": 2', f'"format": {found}'), "utf-8")
    result = kravgen(*command)
    assert result.code == 2
    assert f"manifest.json:1:1 KG702 Manifestet har format {str(found)[:20]}" in result.err


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["items"][0].pop("reason"),
        lambda data: data["items"][0].update(decision="kanske"),
        lambda data: data["items"][0]["reason"].update(kind="tur"),
        lambda data: data.update(as_of="2026-02-30"),
        lambda data: data["documents"][0].update(sha256="kort"),
    ],
)
def test_a_record_of_the_wrong_form_is_refused_with_its_place(
    workspace: Path, kravgen: Kravgen, change: Any
) -> None:
    file = _package(workspace, kravgen, "paket") / "manifest.json"
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")
    result = kravgen("diff", "paket", "paket")
    assert (result.code, "har fel form" in result.err) == (2, True)


def test_a_key_that_stands_twice_is_refused(workspace: Path, kravgen: Kravgen) -> None:
    file = _package(workspace, kravgen, "paket") / "manifest.json"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"status": "draft"', '"status": "draft", "status": "draft"'), "utf-8")
    assert kravgen("diff", "paket", "paket").code == 2


def _parts(table: Table) -> list[str]:
    cells = [block for row in table.rows for cell in row.cells for block in cell]
    return [block.name for block in cells if isinstance(block, Field)]


@pytest.mark.parametrize("make", [answer_table, question_table, checklist_table])
def test_a_field_keeps_its_name_whatever_its_column_is_called(
    make: Any, workspace: Path, kravgen: Kravgen
) -> None:
    from kravgen.documents.entry import entries
    from kravgen.documents.presence import Presence
    from kravgen.package.generate import read
    from kravgen.package.outline import choose
    from kravgen.problems import Collector

    content, case = read(workspace / "fall.yaml", "2026-11-23")
    chosen = choose(content, case, Collector())
    numbers = {decision.item.id: "K1" for decision in chosen.taken()}
    shown = entries(chosen, Presence(content.library, numbers), purchase(chosen), guidance=False)[:3]
    tables = {}
    for language in ("sv", "en"):
        with speaking(language):
            tables[language] = make(shown, "Tabell")
    assert tables["sv"].columns != tables["en"].columns
    assert _parts(tables["sv"]) == _parts(tables["en"]) != []


# --- prices and evaluation --------------------------------------------------------------------------

EVALUATED = """\
requirements:
  - id: EGEN-01
    title: Flytt
    kind: ska
    text: Tjänsten ska flyttas.
    phase: leverans
    motive: Det behövs.
    evidence: Plan.
    test: {method: granskning, accept: Planen finns.}
    prices: [drift, flytt, tal]
lots:
  - {id: a, name: Drift, prices: [drift]}
  - {id: b, name: Flytt, prices: [flytt]}
evaluation:
  model: weighted_points
  price_weight: 62.5
  ties: [most_quality, lowest_sum, draw]
  criteria:
    - id: sprak
      title: Språk i tjänsten
      items: [EGEN-01]
      weight: 37.5
      steps: [{points: 0, means: Bara svenska.}, {points: 2.5, means: Svenska och fem språk.}]
prices:
  drift: {name: Drift, group: running, unit: år, quantity: 0.1}
  flytt: {name: Flytt, group: introduction, unit: styck, measure: consumption, rate: 1.85, quantity: 1000000000000}
  tal: {name: Tal, group: other, unit: styck, sign: income}
"""


def _evaluated(workspace: Path, kravgen: Kravgen) -> Path:
    case = workspace / "fall.yaml"
    case.write_text(case.read_text("utf-8") + EVALUATED, "utf-8")
    return _package(workspace, kravgen, "paket")


def test_prices_and_evaluation_are_kept_exactly(workspace: Path, kravgen: Kravgen) -> None:
    package = _evaluated(workspace, kravgen)
    record = manifest.read(package)
    assert manifest.to_bytes(record) == (package / "manifest.json").read_bytes()
    prices = {price.key: price for price in record.prices}
    assert [key for key in prices if "retrieval" not in key] == ["a/drift", "a/tal", "b/flytt", "b/tal"]
    assert prices["a/drift"].quantity == Decimal("0.1") and prices["a/tal"].quantity is None
    assert (prices["b/flytt"].rate, prices["b/flytt"].lot) == (Decimal("1.85"), "b")
    assert prices["b/tal"].amount(Decimal(1)) is None
    evaluation = record.evaluation
    assert evaluation is not None and evaluation.criteria[0].levels[1].points == Decimal("2.5")
    assert (evaluation.price_weight, evaluation.ties) == (
        Decimal("62.5"),
        ("most_quality", "lowest_sum", "draw"),
    )
    assert evaluation.lots == {"a": "Drift", "b": "Flytt"}
    raw = json.loads((package / "manifest.json").read_text("utf-8"))
    assert raw["evaluation"]["criteria"][0]["weight"] == "37.5"
    assert [row["quantity"] for row in raw["prices"] if row["key"] == "b/flytt"] == ["1000000000000"]


@pytest.mark.parametrize("wrong", [1.5, "1e5", "1,5", "NaN", None, ""])
def test_an_amount_that_is_not_exact_is_refused(workspace: Path, kravgen: Kravgen, wrong: Any) -> None:
    file = _evaluated(workspace, kravgen) / "manifest.json"
    data = json.loads(file.read_text("utf-8"))
    data["evaluation"]["criteria"][0]["full"] = wrong
    file.write_text(json.dumps(data), "utf-8")
    result = kravgen("diff", "paket", "paket")
    assert (result.code, "evaluation.criteria.0.full har fel form" in result.err) == (2, True)


def test_another_volume_makes_another_package(workspace: Path, kravgen: Kravgen) -> None:
    before = manifest.read(_evaluated(workspace, kravgen)).fingerprint
    case = workspace / "fall.yaml"
    case.write_text(case.read_text("utf-8").replace("quantity: 0.1", "quantity: 0.2"), "utf-8")
    assert manifest.read(_package(workspace, kravgen, "andra")).fingerprint != before


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_an_exact_number_comes_back_as_it_was(number: Decimal) -> None:
    price = Price("a", "A", "other", "st", number, rate=None)
    assert built(Price, json.loads(json.dumps(price, default=plain))) == price


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (KeptItem, ("items", "items")),
        (KeptReview, ("items", "items", "properties", "reviews", "items")),
        (KeptDocument, ("documents", "items")),
        (KeptGap, ("gaps", "items")),
        (Price, ("prices", "items")),
    ],
)
def test_the_schema_knows_every_field_that_is_written(kind: type, path: tuple[str, ...]) -> None:
    """A field that the schema does not know makes every record that has it unreadable."""
    part = schema.load("manifest")["properties"]
    for step in path:
        part = part[step]
    assert {field.name for field in fields(kind)} == part["properties"].keys()
