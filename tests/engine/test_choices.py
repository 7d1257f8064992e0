"""A question with several answers: how it is answered, asked about, told and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CASE, PROFILE, Kravgen
from tests.reading import manifest, taken

QUESTIONS = """\
questions:
  - id: wares
    type: choices
    label: slag av utrustning
    text: Vilken utrustning köps?
    help: Välj alla som ingår.
    choices: {computer: datorer, printer: skrivare, phone: telefoner}
    gives:
      phone: {secrecy: true}
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
"""
ITEM = """\
  - id: {id}
    title: Krav {id}
    kind: ska
    text: Leverantören ska leverera {id}.
    when: {when}
    phase: drift
    motive: Skälet.
    evidence: Intyg.
    test: {{method: prov, accept: Provet visar det.}}
    light: true
"""
WHEN = {
    "R-DATOR": "'\"computer\" in wares'",
    "R-SKRIVARE": '\'"printer" in wares and not ("computer" in wares)\'',
    "R-EJ-SKRIVARE": "'\"printer\" not in wares'",
    "R-OPPEN": "not secrecy",
}


@pytest.fixture
def shipped(small: Path) -> Path:
    return small


@pytest.fixture
def chosen(workspace: Path) -> Path:
    """A workspace whose profile has a block that asks about goods, and a procurement without an answer."""
    library = workspace / "requirements_library"
    (library / "utrustning.yaml").write_text(QUESTIONS, encoding="utf-8")
    items = "".join(ITEM.format(id=item, when=when) for item, when in WHEN.items())
    (library / "lokalt.yaml").write_text(BLOCK + items, encoding="utf-8")
    (workspace / "profiles" / "lokal.yaml").write_text(PROFILE, encoding="utf-8")
    return _answered(workspace, "")


def _answered(workspace: Path, answer: str) -> Path:
    file = workspace / "fall.yaml"
    file.write_text(
        CASE.replace("direktupphandling-light", "lokal") + f"  wares:{answer}\n", encoding="utf-8"
    )
    return file


def _taken(folder: Path) -> set[str]:
    return WHEN.keys() & taken(folder).keys()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (" [computer]", {"R-DATOR", "R-EJ-SKRIVARE", "R-OPPEN"}),
        (" [printer]", {"R-SKRIVARE", "R-OPPEN"}),
        (" [printer, computer]", {"R-DATOR", "R-OPPEN"}),
        # What an answer gives holds too: until then "secrecy" is unanswered.
        (" [phone]", {"R-EJ-SKRIVARE"}),
        (" []", {"R-EJ-SKRIVARE", "R-OPPEN"}),
    ],
)
def test_each_answer_counts_for_itself(
    chosen: Path, kravgen: Kravgen, folder: Path, answer: str, expected: set[str]
) -> None:
    _answered(chosen.parent, answer)
    done = kravgen("generate", "fall.yaml", "-o", "ut")
    assert done.code == 0, done.err
    assert _taken(folder / "ut") == expected


def test_unanswered_takes_everything_in_and_says_so(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    assert kravgen("generate", "fall.yaml", "-o", "ut").code == 0
    assert _taken(folder / "ut") == WHEN.keys()
    assert 'uppgiften "slag av utrustning" är obesvarad' in kravgen("explain", "fall.yaml", "R-DATOR").out


def test_the_answer_is_told_in_words_and_kept_as_a_list(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    _answered(chosen.parent, " [printer, computer]")
    told = kravgen("explain", "fall.yaml", "R-SKRIVARE").out
    assert '"datorer och skrivare"' in told
    assert kravgen("generate", "fall.yaml", "-o", "ut").code == 0
    kept = json.loads((folder / "ut" / "manifest.json").read_text(encoding="utf-8"))["facts"]["wares"]
    assert kept == {
        "label": "slag av utrustning",
        "value": ["computer", "printer"],
        "words": "datorer och skrivare",
    }


def test_the_order_of_the_answers_is_no_difference(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    for name, answer in (("ett", " [printer, computer]"), ("två", " [computer, printer]")):
        _answered(chosen.parent, answer)
        assert kravgen("generate", "fall.yaml", "-o", name).code == 0
    first, second = ((folder / name / "manifest.json").read_text(encoding="utf-8") for name in ("ett", "två"))
    assert first == second
    _answered(chosen.parent, " [computer]")
    assert kravgen("generate", "fall.yaml", "-o", "tre").code == 0
    assert "R-EJ-SKRIVARE" in kravgen("diff", "ett", "tre").out


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (" plotter", "fall.yaml:10:10 KG402"),
        (" [skrivmaskin]", '"skrivmaskin" är inget svar på "slag av utrustning"'),
        (" [printer, printer]", '"printer" står två gånger i svaret på "slag av utrustning"'),
        (" [7]", "fall.yaml:10:10 KG402"),
        (" {printer: true}", "fall.yaml:10:10 KG402"),
    ],
)
def test_a_wrong_answer_is_told_where_it_stands(
    chosen: Path, kravgen: Kravgen, answer: str, told: str
) -> None:
    _answered(chosen.parent, answer)
    done = kravgen("validate", "fall.yaml")
    assert done.code == 1
    assert told in done.err + done.out


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ('wares == "printer"', '"computer" in wares'),
        ('wares in ("printer", "phone")', "Flera svar"),
        ("wares", "KG401"),
        ("'\"skrivare\" in wares'", 'kan aldrig vara "skrivare"'),
        ("'\"direct\" in procedure'", "Bara ett svar"),
        ("'3 in wares'", "KG401"),
        ("'\"printer\" in good'", "KG302"),
    ],
)
def test_a_wrong_condition_is_told_where_it_stands(
    chosen: Path, kravgen: Kravgen, when: str, told: str
) -> None:
    library = chosen.parent / "requirements_library" / "lokalt.yaml"
    library.write_text(BLOCK + ITEM.format(id="R-FEL", when=when), encoding="utf-8")
    done = kravgen("validate")
    assert done.code == 1
    assert "lokalt.yaml:12:11" in done.err + done.out
    assert told in done.err + done.out


def test_a_text_may_ask_and_is_checked(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    library = chosen.parent / "requirements_library" / "lokalt.yaml"
    text = 'Leverantören ska leverera{% if "printer" in wares %} skrivare{% endif %} i tid.'
    item = ITEM.format(id="R-TEXT", when='"true"').replace("Leverantören ska leverera R-TEXT.", text)
    library.write_text(BLOCK + item, encoding="utf-8")
    for answer, shown in (
        (" [printer]", "leverera skrivare i"),
        (" []", "leverera i"),
        ("", "leverera skrivare i"),
    ):
        _answered(chosen.parent, answer)
        assert kravgen("generate", "fall.yaml", "-o", "ut").code == 0
        kept = {entry["id"]: entry for entry in manifest(folder / "ut")["items"]}
        assert shown in kept["R-TEXT"]["text"]
    library.write_text(BLOCK + item.replace('"printer"', '"skrivare"'), encoding="utf-8")
    assert "KG401" in kravgen("validate").err


def test_a_template_prints_and_asks(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    documents = chosen.parent / "templates" / "documents"
    documents.mkdir(parents=True)
    front = "---\ndocument: prov\ntitle: Prov\ninstruction: Läs.\naudience: public\norder: 1\n---\n"
    asked = '{% if "wares" in facts and "printer" in facts.wares %}Skrivare köps.{% endif %}'
    (documents / "prov.md.jinja").write_text(
        f'{front}# Köpet\n\nKöps: {{{{ fact("wares") }}}}. {asked}\n\n{{{{ requirement_table(requirements, "Krav") }}}}\n',
        encoding="utf-8",
    )
    profile = chosen.parent / "profiles" / "lokal.yaml"
    profile.write_text(f"{PROFILE}documents: [prov]\n", encoding="utf-8")
    _answered(chosen.parent, " [printer, phone]")
    assert kravgen("generate", "fall.yaml", "-o", "ut").code == 0
    document = next(d for d in manifest(folder / "ut")["documents"] if d["id"] == "prov")
    assert "Köps: skrivare och telefoner. Skrivare köps." in " ".join(document["wording"]["rest"])
    (documents / "prov.md.jinja").write_text(
        front + asked.replace('"printer"', '"skrivare"'), encoding="utf-8"
    )
    assert "KG405" in kravgen("validate").err


def test_a_new_file_says_that_several_may_be_chosen(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    assert kravgen("new", "ny.yaml", "-p", "lokal").code == 0
    asked = (folder / "ny.yaml").read_text(encoding="utf-8")
    assert "#   Flera kan väljas, även inga: [computer, printer] eller []." in asked
    profile = chosen.parent / "profiles" / "lokal.yaml"
    profile.write_text(f"{PROFILE}facts: {{wares: [phone, computer]}}\n", encoding="utf-8")
    assert kravgen("new", "given.yaml", "-p", "lokal").code == 0
    assert "  # wares: [computer, phone]\n" in (folder / "given.yaml").read_text(encoding="utf-8")


def test_a_new_file_asks_only_what_something_depends_on(chosen: Path, kravgen: Kravgen, folder: Path) -> None:
    """Nobody is asked what the profile has answered, or what nothing in it needs."""
    library = chosen.parent / "requirements_library" / "utrustning.yaml"
    library.write_text(QUESTIONS.replace("    gives:\n      phone: {secrecy: true}\n", ""), encoding="utf-8")
    for name, profile in (
        ("utan", PROFILE.replace("blocks: [lokalt]\n", "")),
        ("med", PROFILE),
        ("given", f"{PROFILE}facts: {{wares: []}}\n"),
    ):
        (chosen.parent / "profiles" / "lokal.yaml").write_text(profile, encoding="utf-8")
        assert kravgen("new", f"{name}.yaml", "-p", "lokal").code == 0
    asked = {
        name: [
            line
            for line in (folder / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
            if line.endswith("wares:") or "# wares" in line
        ]
        for name in ("utan", "med", "given")
    }
    assert asked == {"utan": [], "med": ["  wares:"], "given": ["  # wares: []"]}
