"""A small procurement with price rows of every kind."""

from __future__ import annotations

from pathlib import Path

ROWS = """\
price_rows:
  - id: licence
    name: Licens
    group: running
    unit: användare och år
    quantity: [users_count, 2]
    adjusted: true
  - id: device
    name: "Enhet, {wares}"
    group: goods
    unit: enhet
    each: [wares]
  - id: back
    name: "Återköp, {wares}, {condition}"
    group: goods
    unit: enhet
    each: [wares, condition]
    sign: income
  - {id: night, name: Drift nattetid, group: options, unit: månad, quantity: [12], option: true, when: secrecy}
price_dimensions:
  - {id: condition, label: skick, values: {good: hel, broken: trasig}}
"""
QUESTIONS = """\
questions:
  - id: wares
    type: choices
    label: slag av utrustning
    text: Vilken utrustning köps?
    help: Välj alla som ingår.
    choices: {computer: dator, printer: skrivare, phone: telefon}
    decides: Krav på utrustningen.
    role: verksamheten
"""
BLOCK = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2027-06-30
requirements:
  - id: R-PRIS
    title: Pris
    kind: ska
    text: Anbudsgivaren ska i [[prisbilaga]] ange pris på varje rad.
    phase: anbud
    motive: Anbuden ska gå att jämföra.
    evidence: Ifylld prisbilaga.
    test: {method: granskning, accept: Varje rad har ett pris.}
    prices: [licence, device, back, night]
"""


def priced(example: Path) -> Path:
    """The small procurement, with rows of each kind in its own workspace."""
    folder = example.parent
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    library = folder / "requirements_library"
    library.mkdir()
    (library / "priser.yaml").write_text(ROWS, encoding="utf-8")
    (library / "fragor.yaml").write_text(QUESTIONS, encoding="utf-8")
    (library / "lokalt.yaml").write_text(BLOCK, encoding="utf-8")
    profile = Path(__file__).parents[1] / "small" / "profiles" / "tjanst.yaml"
    text = profile.read_text(encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "tjanst.yaml").write_text(
        text.replace("blocks: [", "blocks: [lokalt, ", 1), encoding="utf-8"
    )
    changed(example, "facts:\n", "facts:\n  wares: [computer, printer]\n")
    return example


def changed(case: Path, old: str, new: str) -> None:
    """Another text in the procurement."""
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new, 1), encoding="utf-8")
