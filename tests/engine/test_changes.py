"""A workspace changes one item of the library beneath it, with a reason, and is told when the item changes beneath."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Kravgen

QUESTIONS = """\
questions:
  - id: outdoors
    type: boolean
    label: utomhus
    text: Ska det stå utomhus?
    help: Fråga driften.
    decides: Krav på väder.
    role: driften
"""

BLOCK = """\
block: bank
title: Bänkar
covers: Bänkar.
does_not_cover: Bord.
owner: parkchef
review_by: 2027-06-30
requirements:
  - id: BANK-01
    title: Väder
    kind: ska
    text: Bänken ska tåla regn i minst {{ years }} år.
    when: outdoors
    phase: drift
    motive: Det regnar.
    evidence: Intyg.
    test: {method: prov, accept: Bänken är torr efter regn.}
    parameters:
      years: {type: integer, label: tid i regn, unit: år, default: 5, minimum: 3, maximum: 20}
      wait: {type: integer, label: väntan, unit: dagar, maximum: 20}
  - id: BANK-02
    title: Färg
    kind: villkor
    text: Leverantören levererar bänken i grönt.
    phase: leverans
    motive: Parken är grön.
clauses:
  - id: BANK-10
    title: Garanti
    variants:
      - {id: BANK-10A, title: Lång, when: outdoors, because: den står ute, text: Leverantören ger garanti i tio år.}
      - {id: BANK-10B, title: Kort, because: den står inne, text: Leverantören ger garanti i ett år.}
criteria:
  - {id: BANK-20, label: "1", title: Lack, under: BANK-01, text: Lacken sitter kvar., test: Skrapa på lacken.}
"""

PROFILE = """\
profile: park
title: Park
describes: För parker.
blocks: [bank]
documents: [allt]
"""

TEMPLATE = """\
---
document: allt
title: Allt
instruction: Läs.
audience: public
order: 10
---
# Krav

{{ answer_table(requirements, "Krav") }}

{{ criteria_table(criteria, "Kriterier") }}

{% for entry in clauses %}
# {{ entry.item.title }}

{{ show(entry) }}
{% endfor %}
"""

CASE = """\
profile: park
title: Nya bänkar
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts: {outdoors: true}
"""

REASON = "    because: Vår park är våt.\n    by: parkchef\n"


@pytest.fixture
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a few items beneath the workspace."""
    root = tmp_path_factory.mktemp("shipped")
    for name, text in (
        ("requirements_library/questions.yaml", QUESTIONS),
        ("requirements_library/bank.yaml", BLOCK),
        ("profiles/park.yaml", PROFILE),
        ("templates/documents/allt.md.jinja", TEMPLATE),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "templates" / "styles", root / "templates" / "styles")
    return root


@pytest.fixture
def changes(folder: Path, shipped: Path) -> Path:
    """Where the workspace's changes are to stand; the procurement lies beside."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "fall.yaml").write_text(CASE, encoding="utf-8")
    (folder / "requirements_library").mkdir()
    return folder / "requirements_library" / "andringar.yaml"


def fingerprint(kravgen: Kravgen, item: str) -> str:
    """The item's fingerprint, as a user looks it up."""
    rows = json.loads(kravgen("list", "items", "--format", "json").out)
    return next(str(row["fingerprint"]) for row in rows if row["id"] == item)


def change(kravgen: Kravgen, item: str, what: str) -> str:
    """A change of an item as it is now. ``what`` is the lines that say what becomes different."""
    return f'  - item: {item}\n    fingerprint: "{fingerprint(kravgen, item)}"\n{REASON}    {what}\n'


def write(file: Path, *entries: str) -> None:
    file.write_text("changes:\n" + "".join(entries), encoding="utf-8")


def test_a_changed_text_is_in_with_the_role_and_the_reason(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "text: Bänken ska tåla snö i {{ years }} år."))
    assert kravgen("validate", "fall.yaml").err == ""
    told = kravgen("explain", "fall.yaml", "BANK-01").out.splitlines(keepends=True)[0]
    assert told == (
        'BANK-01 (Väder) ingår, ändrad: uppgiften "utomhus" är "ja"; ändrat i det egna biblioteket (text) av parkchef: '
        "Vår park är våt.\n"
    )


def test_a_moved_level_is_told_with_the_level_before(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "parameters: {years: {default: 8, minimum: 6}}"))
    told = kravgen("explain", "fall.yaml", "BANK-01").out.splitlines(keepends=True)[0]
    assert "tid i regn är 8 år i stället för 5" in told
    assert "tid i regn är lägst 6 år i stället för 3" in told
    (changes.parent.parent / "fall.yaml").write_text(
        CASE + "parameters: {BANK-01: {years: 4}}\n", encoding="utf-8"
    )
    assert "fall.yaml:6:31 KG403" in kravgen("validate", "fall.yaml").err


def test_a_dropped_item_is_out_and_its_reason_is_told(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "drop: true"), change(kravgen, "BANK-20", "drop: true"))
    for name in ("BANK-01", "BANK-20"):
        told = kravgen("explain", "fall.yaml", name).out.splitlines(keepends=True)[0]
        assert "ingår inte: borttaget i det egna biblioteket av parkchef: Vår park är våt." in told


def test_the_next_variant_is_taken_when_one_is_dropped(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-10A", "drop: true"))
    assert "BANK-10B (Kort) ingår" in kravgen("explain", "fall.yaml", "BANK-10B").out


def test_a_procurement_may_take_back_what_its_workspace_dropped(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "drop: true"))
    ruling = "decisions: [{item: BANK-01, decision: take, because: Just här regnar det., by: upphandlare}]\n"
    (changes.parent.parent / "fall.yaml").write_text(CASE + ruling, encoding="utf-8")
    assert "Just här regnar det." in kravgen("explain", "fall.yaml", "BANK-01").out


def test_a_change_beneath_is_told_with_both_fingerprints(
    changes: Path, shipped: Path, kravgen: Kravgen
) -> None:
    was = fingerprint(kravgen, "BANK-01")
    write(changes, change(kravgen, "BANK-01", "kind: bör"))
    beneath = shipped / "requirements_library" / "bank.yaml"
    beneath.write_text(BLOCK.replace("tåla regn", "tåla hagel"), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    changes.unlink()
    now = fingerprint(kravgen, "BANK-01")
    assert result.err.startswith("requirements_library/andringar.yaml:3:18 KG312 ")
    assert was in result.err
    assert f'fingerprint: "{now}"' in result.err
    assert "Bänken ska tåla hagel i minst {{ years }} år." in result.err


def test_the_hint_mends_it(changes: Path, kravgen: Kravgen) -> None:
    now = fingerprint(kravgen, "BANK-01")
    write(changes, change(kravgen, "BANK-01", "kind: bör").replace(now, "0" * 16))
    hint = kravgen("validate").err.split('fingerprint: "')[1][:16]
    changes.write_text(changes.read_text(encoding="utf-8").replace("0" * 16, hint), encoding="utf-8")
    assert kravgen("validate").err == ""


@pytest.mark.parametrize(
    ("item", "what", "told"),
    [
        ("BANK-01", "", "2:11 KG313"),
        ("BANK-01", "drop: true\n    text: Ny.", "6:5 KG313"),
        ("BANK-01", "drop: false", '6:11 KG203 "false" har fel form.'),
        ("BANK-01", "colour: red", "6:5 KG201"),
        ("BANK-01", "kind: måste", "6:11 KG203"),
        ("BANK-01", "kind: ska", "2:11 KG313"),
        ("BANK-01", "text: Bänken ska stå i {{ days }} dagar.", "6:11 KG304"),
        ("BANK-01", "parameters: {day: {default: 3}}", "6:18 KG304"),
        ("BANK-01", "parameters: {years: {default: 30}}", "6:18 KG403"),
        ("BANK-01", "parameters: {wait: {minimum: 30}}", "6:18 KG403"),
        ("BANK-02", "kind: ska", "6:11 KG202"),
        ("BANK-20", "kind: ska", "6:5 KG313"),
        ("BANK-10A", "light: [1]", "6:12 KG203"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_where_it_stands(
    changes: Path, kravgen: Kravgen, item: str, what: str, told: str
) -> None:
    write(changes, change(kravgen, item, what))
    result = kravgen("validate")
    assert result.code == 1
    assert result.err.count("\n") == 2, result.err
    assert f"requirements_library/andringar.yaml:{told} " in result.err


def test_an_unknown_item_has_a_hint(changes: Path, kravgen: Kravgen) -> None:
    entry = change(kravgen, "BANK-01", "drop: true")
    write(changes, entry.replace("BANK-01", "BANK-03"), entry.replace("BANK-01", "BANK-10"))
    told = kravgen("validate").err
    assert 'andringar.yaml:2:11 KG307 Okänd post "BANK-03". Menade du "BANK-' in told
    assert "andringar.yaml:7:11 KG307" in told
    assert "BANK-10A, BANK-10B" in told


def test_two_changes_of_one_item_in_one_folder_are_told(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-02", "drop: true"))
    other = changes.with_name("bytt.yaml")
    write(other, change(kravgen, "BANK-01", "kind: bör"), change(kravgen, "BANK-02", "text: Bänken är blå."))
    told = kravgen("validate").err
    assert "bytt.yaml:7:11 KG204 BANK-02 ändras redan i requirements_library/andringar.yaml, rad 2." in told


@pytest.mark.parametrize("missing", ["because", "by", "fingerprint"])
def test_a_change_has_a_reason_a_role_and_a_fingerprint(
    changes: Path, kravgen: Kravgen, missing: str
) -> None:
    entry = change(kravgen, "BANK-01", "kind: bör")
    lines = [line for line in entry.splitlines(keepends=True) if not line.lstrip().startswith(f"{missing}:")]
    write(changes, "".join(lines))
    assert f'andringar.yaml:2:5 KG202 Nyckeln "{missing}" saknas.' in kravgen("validate").err


def test_what_stands_in_the_own_folder_is_changed_there(changes: Path, kravgen: Kravgen) -> None:
    entry = change(kravgen, "BANK-01", "kind: bör")
    changes.with_name("bank.yaml").write_text(BLOCK, encoding="utf-8")
    write(changes, entry)
    assert "andringar.yaml:2:11 KG313 BANK-01 står i er egen fil requirements_library/bank.yaml, rad 8." in (
        kravgen("validate").err
    )


def test_validate_tells_what_is_replaced_and_changed(changes: Path, shipped: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "kind: bör"))
    profile = changes.parent.parent / "profiles" / "park.yaml"
    profile.parent.mkdir()
    profile.write_text(PROFILE, encoding="utf-8")
    told = kravgen("validate").out
    assert f"läst ur {shipped} och {changes.parent.parent}." in told
    assert "profiles/park.yaml ersätter kravgens egen fil." in told
    assert f"{changes.parent.parent} ändrar BANK-01." in told


def test_list_tells_where_an_item_is_from(changes: Path, kravgen: Kravgen) -> None:
    assert "andringar.yaml" not in kravgen("list", "items").out
    write(changes, change(kravgen, "BANK-01", "kind: bör"))
    own = BLOCK.replace("BANK-", "EGEN-").replace("block: bank", "block: egen")
    changes.with_name("egen.yaml").write_text(own, encoding="utf-8")
    rows = {row["id"]: row for row in json.loads(kravgen("list", "items", "--format", "json").out)}
    assert (rows["BANK-01"]["from"], rows["BANK-01"]["changed_in"]) == (
        None,
        "requirements_library/andringar.yaml",
    )
    assert (rows["EGEN-01"]["from"], rows["EGEN-01"]["changed_in"]) == (
        "requirements_library/egen.yaml",
        None,
    )
    table = kravgen("list", "items").out.splitlines()
    assert "ändrad i" in table[0]
    assert any("EGEN-01" in line and "requirements_library/egen.yaml" in line for line in table)


def test_list_tells_the_folders(changes: Path, shipped: Path, kravgen: Kravgen) -> None:
    changes.with_name("bank.yaml").write_text(BLOCK, encoding="utf-8")
    below, above = json.loads(kravgen("list", "layers", "--format", "json").out)
    assert (below["folder"], below["files"], below["replaces"]) == (str(shipped), 3, [])
    assert (above["folder"], above["files"], above["replaces"]) == (
        str(changes.parent.parent),
        1,
        ["requirements_library/bank.yaml"],
    )


DECISION = "decisions:\n  - {item: BANK-01, decision: drop, because: Parken har tak., by: parkchef}\n"


@pytest.fixture
def profile(changes: Path) -> Path:
    """A profile of the workspace's own with a decision, which the procurement follows."""
    folder = changes.parent.parent
    (folder / "profiles").mkdir()
    file = folder / "profiles" / "tak.yaml"
    file.write_text(f"profile: tak\ntitle: Tak\ndescribes: D.\nextends: [park]\n{DECISION}", encoding="utf-8")
    (folder / "fall.yaml").write_text(CASE.replace("profile: park", "profile: tak"), encoding="utf-8")
    return file


def test_a_profile_decides_for_its_procurements(profile: Path, kravgen: Kravgen) -> None:
    told = kravgen("explain", "fall.yaml", "BANK-01").out.splitlines(keepends=True)[0]
    assert told == "BANK-01 (Väder) ingår inte: beslut i profilen (parkchef): Parken har tak.\n"


def test_the_procurements_own_decision_wins(profile: Path, kravgen: Kravgen) -> None:
    own = (
        "decisions: [{item: BANK-01, decision: change, kind: bör, because: Taket läcker., by: upphandlare}]\n"
    )
    file = profile.parent.parent / "fall.yaml"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    told = kravgen("explain", "fall.yaml", "BANK-01").out.splitlines(keepends=True)[0]
    assert told == "BANK-01 (Väder) ingår, ändrad: beslut (upphandlare): Taket läcker.\n"


def test_a_profile_that_decides_what_is_so_already_says_nothing(profile: Path, kravgen: Kravgen) -> None:
    file = profile.parent.parent / "fall.yaml"
    text = file.read_text(encoding="utf-8").replace("outdoors: true", "outdoors: false")
    file.write_text(text, encoding="utf-8")
    assert kravgen("validate", file).err == ""
    assert '"utomhus" är "nej"' in kravgen("explain", "fall.yaml", "BANK-01").out


def test_a_decision_in_a_profile_is_checked(profile: Path, kravgen: Kravgen) -> None:
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace(", because: Parken har tak.", ""), encoding="utf-8")
    assert "profiles/tak.yaml:6:12 KG502" in kravgen("validate").err
    profile.write_text(text.replace("BANK-01", "BANK-03"), encoding="utf-8")
    assert "profiles/tak.yaml:6:12 KG307" in kravgen("validate").err


def test_the_record_keeps_what_was_changed_and_why(changes: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", "fall.yaml", "-o", "paket").code == 0
    write(
        changes,
        change(kravgen, "BANK-01", "parameters: {years: {default: 8, minimum: 6}}\n    kind: bör"),
        change(kravgen, "BANK-02", "drop: true"),
    )
    told = kravgen("diff", "paket", "fall.yaml").out
    assert "tid i regn är 8 år i stället för 5" in told
    assert kravgen("generate", "fall.yaml", "-o", "paket").code == 0
    record = json.loads(Path("paket/manifest.json").read_text(encoding="utf-8"))
    reasons = {item["id"]: item["reason"] for item in record["items"]}
    assert reasons["BANK-02"] == {
        "kind": "local",
        "block": "bank",
        "because": "Vår park är våt.",
        "by": "parkchef",
    }
    (local,) = reasons["BANK-01"]["local"]
    assert (local["because"], local["by"], local["keys"]) == ("Vår park är våt.", "parkchef", ["kind"])
    assert [(level["bound"], level["value"], level["before"]) for level in local["levels"]] == [
        ("default", 8, 5),
        ("minimum", 6, 3),
    ]
    assert kravgen("diff", "paket", "fall.yaml").code == 0


def test_the_lint_reads_the_item_as_it_is_after_the_change(changes: Path, kravgen: Kravgen) -> None:
    write(changes, change(kravgen, "BANK-01", "text: Bänken ska snabbt tåla regn i minst {{ years }} år."))
    changes.with_name("ord.yaml").write_text("words:\n  vague: {snabb: Ange en tid.}\n", encoding="utf-8")
    told = kravgen("lint").err
    assert "andringar.yaml:6:22 KL112" in told
    assert "bank.yaml" not in told
    text = (
        changes.read_text(encoding="utf-8") + "    allow: [{rule: KL112, because: Ordet står i beslutet.}]\n"
    )
    changes.write_text(text, encoding="utf-8")
    assert "KL112" not in kravgen("lint").err
